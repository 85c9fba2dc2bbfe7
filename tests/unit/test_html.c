/* html.h: pages to blocks, flags and candidates; broken and hostile pages. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "indexer/formats/html.h"
#include "indexer/formats/html_hints.h"
#include "tests/unit/page_print.h"

struct html_case {
    const char *html, *want;
};

static void expect_page(const char *html, const char *want)
{
    struct err e = ERR_NONE;
    struct page p;
    struct buf out;

    page_init(&p);
    buf_init(&out, 1 << 20);
    assert_int_equal(html_read_page(slice_of_string(html), &p, &e), OK);
    page_print(&out, &p);
    if (strcmp((const char *)out.p, want) != 0)
        print_error("in: %s\n", html);
    assert_string_equal((const char *)out.p, want);
    buf_release(&out);
    page_release(&p);
}

static void expect_pages(const struct html_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++)
        expect_page(cases[i].html, cases[i].want);
}

#define EXPECT_PAGES(cases) expect_pages(cases, sizeof(cases) / sizeof *(cases))

static void text(void **state)
{
    static const struct html_case cases[] = {
        {"", ""},
        {"only words", "PARAGRAPH: only words\n"},
        {"<b>fett</b> und <i>kursiv</i><p>zwei", "PARAGRAPH: fett und kursiv\nPARAGRAPH: zwei\n"},
        {"<p>Zu<b>cker</b>\n\t r&uuml;be&nbsp;&amp;amp; Do&shy;nau</p>",
         "PARAGRAPH: Zucker rübe &amp; Donau\n"},
        {"<p>eins<br>zwei<br/><br>drei</p>", "PARAGRAPH: eins\nzwei\nPARAGRAPH: drei\n"},
        {"<h2>eins<br>zwei</h2>", "HEADING2: eins zwei\n"},
        {"<h2>High water<a href=#h>#</a></h2><h3>Tides <a href=#t>¶</a></h3>", "HEADING2: High water\nHEADING3: Tides\n"},
        {"<h2>Learn C#</h2><h2><a href=x>C#</a></h2><p>word<a href=x>#</a>",
         "HEADING2: Learn C#\nHEADING2 100%: C#\nPARAGRAPH 20%: word#\n"},
        {"<table><tr><td>a<td>b<tr><th>c</table>", "CELL: a\nCELL: b\nCELL: c\n"},
        {"<ul><li>один<li>два<p>три</ul>", "ITEM: один\nITEM: два\nITEM: три\n"},
        {"<a href=1>Politik</a><a href=2>Sport</a>", "PARAGRAPH 100%: Politik Sport\n"},
        {"<p><a href=1>four</a> more</p>", "PARAGRAPH 50%: four more\n"},
        {"<p>(<time>Mai</time>) <a name=x>no link</a>", "PARAGRAPH T: (Mai) no link\n"},
        {"<pre>a  b\n c\n\nd</pre>", "CODE: a b\nc\nCODE: d\n"},
        {"<blockquote><p>words</p></blockquote>", "QUOTE: words\n"},
        {"<figure><img alt=x><figcaption><p>Фото</p></figcaption></figure>", "CAPTION: Фото\n"},
        {"a<script>var x = '</b>';</script>b<style>p{}</style><!-- c --><svg><text>d</text></svg>"
         "<template><p>e</p></template><noscript>f</noscript><select><option>g</select>h",
         "PARAGRAPH: abh\n"},
        /* side by side, each in an element of its own: parted by how they are shown */
        {"<p><span>12:00 Uhr</span><span>Stand: 5.11.2022</span><b>Lesedauer</b><i>4 Minuten</i>", "PARAGRAPH: 12:00 Uhr Stand: 5.11.2022 Lesedauer4 Minuten\n"},
        {"<p><b>Фото</b><i>Ирина</i> <b>wo</b><i>rd</i> <b>Ge</b>O <b>DDR</b><b>Zeit</b> <b>(</b><b>Er)</b>", "PARAGRAPH: Фото Ирина word GeO DDRZeit (Er)\n"},
        {"<pre><b>is</b><i>Empty</i></pre>", "CODE: isEmpty\n"},
        {"&#8211;&#150;&#x20AC;&unknown; AT&T 1 < 2 <3", "PARAGRAPH: ––€&unknown; AT&T 1 < 2 <3\n"},
    };

    (void)state;
    EXPECT_PAGES(cases);
}

static void broken(void **state)
{
    static const struct html_case cases[] = {
        {"</p></b>x</div><p>y", "PARAGRAPH: x\nPARAGRAPH: y\n"},
        {"<p>a</p></body></html><p>b</p>", "PARAGRAPH: a\nPARAGRAPH: b\n"},
        {"<div><p>a<div>b</span></div></p>c", "PARAGRAPH: a\nPARAGRAPH: b\nPARAGRAPH: c\n"},
        {"<p>a <b>b <i>c</b> d</i> e", "PARAGRAPH: a b c d e\n"},
        {"<!DOCTYPE html><!-- <html> --><?xml version='1.0'?><HTML LANG='de-AT'><body>a</HTML>b",
         "lang: de-AT\nPARAGRAPH: ab\n"},
        /* references without a semicolon: in text by the longest name, not in tags and addresses */
        {"<title>Tom &amp Jerry</title><p>M&uumlnchen &lt3 caf&eacute &copy&reg; &notit; &notin; &bogus &ampAT&T",
         "title title: Tom & Jerry\nPARAGRAPH: München <3 café ©® ¬it; ∉ &bogus &AT&T\n"},
        {"<p>x?a=1&copy=2 &uuml<a href='?a=1&lt b' title='> &copy'>c &copy d</a>", "PARAGRAPH 18%: x?a=1&copy=2 ü c © d\n"},
        {"<", ""}, {"<!--", ""}, {"<html", ""}, {"<p", ""}, {"</", ""},
    };

    (void)state;
    EXPECT_PAGES(cases);
}

static void candidates(void **state)
{
    static const struct html_case cases[] = {
        {"<html lang=ru><title>Новости &mdash; Сайт</title><meta property='og:site_name' content=Сайт>"
         "<link rel='shortlink canonical' href='http://e.org/1'><h1>Новости</h1>",
         "title title: Новости — Сайт\ntitle h1: Новости\nlang: ru\nsite: Сайт\n"
         "url: http://e.org/1\nHEADING1: Новости\n"},
        {"<meta name=DC.Date content=2020-01-02><meta property=article:modified_time content=2021>"
         "<meta name=author content='A. B.'><time datetime=2019-05-06>heute</time>"
         "<abbr class=published title=2018-01-01>x</abbr>"
         "<span itemprop=datePublished content=2017-01-01>y</span>",
         "date meta: 2020-01-02\ndate modified: 2021\ndate time: 2019-05-06\ndate time: 2018-01-01\n"
         "date meta: 2017-01-01\nauthor: A. B.\nPARAGRAPH T: heute xy\n"},
        {"<aside><time datetime=2001-01-01>alt</time></aside>", "PARAGRAPH NT: alt\n"},
        {"<header><h1>Site</h1><nav>Start</nav></header><h1>Der <em>Titel</em></h1>"
         "<h2 class=entry-title>Zweiter</h2><h3>dritter</h3>",
         "title h1: Site\ntitle h1: Der Titel\ntitle h1: Zweiter\nHEADING1: Site\nPARAGRAPH N: Start\n"
         "HEADING1: Der Titel\nHEADING2: Zweiter\nHEADING3: dritter\n"},
        {"<nav><h1>Site</h1></nav><h1>Titel</h1>",
         "title h1: Titel\ntitle h1: Site\nHEADING1 N: Site\nHEADING1: Titel\n"},
    };

    (void)state;
    EXPECT_PAGES(cases);
}

static void json_ld(void **state)
{
    static const struct html_case cases[] = {
        {"<script type='application/ld+json'>{\"@graph\":[{\"@type\":\"WebPage\",\"name\":\"N - S\"},"
         "{\"@type\":[\"NewsArticle\"],\"headline\":\"Kopf\nzeile\",\"datePublished\":\"2024-05-17\","
         "\"dateModified\":\"2024-06-01\",\"author\":[{\"name\":\"A. B.\"}],\"inLanguage\":\"de\"}]}</script>",
         "title json-ld: Kopf zeile\ntitle title: N - S\ndate json-ld: 2024-05-17\n"
         "date modified: 2024-06-01\nlang: de\nauthor: A. B.\n"},
        {"<script type='application/ld+json'><!--[{\"@type\":\"BlogPosting\",\"name\":\"x\"}];--></script>",
         "title json-ld: x\n"},
        {"<script type='application/ld+json'>{\"@type\":\"Article\",\"headline\":"
         "\"A &amp; B &#8211; &#x43F; &x; & &#xd800; &#;\"}</script>",
         "title json-ld: A & B – п &x; & &#xd800; &#;\n"},
        {"<script type='application/ld+json'>{\"@type\":\"ItemList\",\"headline\":\"x\"}</script>", ""},
        {"<script type='application/ld+json'>{\"@type\":\"HowTo\",\"name\":\"x\",\"datePublished\":\"2022-01-10\"}</script>",
         "date json-ld: 2022-01-10\n"},
        {"<script type='application/ld+json'>[{\"@type\":\"VideoObject\",\"datePublished\":\"2020-01-01\"},"
         "{\"@type\":\"Article\",\"datePublished\":\"2022-01-10\"}]</script>",
         "date json-ld: 2022-01-10\ndate json-ld: 2020-01-01\n"},
        {"<script type='application/ld+json'>[{\"@type\":\"ImageObject\",\"datePublished\":\"2020-01-01\"},"
         "{\"@type\":\"Book\",\"datePublished\":\"1920-01-01\"},"
         "{\"@type\":[\"Recipe\",\"NewsArticle\"],\"datePublished\":\"2022-01-10\"}]</script>",
         "date json-ld: 2022-01-10\n"},
        {"<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"The \"big\" one\",\"datePublished\" : "
         "\"2022-01-10\",\"datePublished\":5,}</script>", "date json-ld: 2022-01-10\n"},
        {"<script type='application/ld+json'>{\"@type\":\"ImageObject\",\"datePublished\":\"2020-01-01\",,}</script>", ""},
        {"<script type='application/ld+json'>{\"@type\":\"Article\",\"headline\":\"x</script>a",
         "PARAGRAPH: a\n"},
    };

    (void)state;
    EXPECT_PAGES(cases);
}

static void flags(void **state)
{
    static const struct html_case cases[] = {
        {"<nav><ul><li><a href=/>Start</a></ul></nav><main><p>words</p><footer>tags</footer></main>",
         "ITEM N 100%: Start\nPARAGRAPH A: words\nPARAGRAPH NA: tags\n"},
        {"<div class='post-related'><p>x</p></div><p>some longer words</p>",
         "PARAGRAPH R: x\nPARAGRAPH: some longer words\n"},
        /* a hint that would take most of the text, or the first heading, is none */
        {"<div class=sidebar><p>some longer words</p></div><p>x</p>",
         "PARAGRAPH: some longer words\nPARAGRAPH: x\n"},
        {"<div class=banner><h1>T</h1></div><p>some longer words</p>",
         "title h1: T\nHEADING1: T\nPARAGRAPH: some longer words\n"},
        {"<form><p>some longer words</p></form>x", "PARAGRAPH: some longer words\nPARAGRAPH: x\n"},
        {"<form>search</form><p>some longer words", "PARAGRAPH N: search\nPARAGRAPH: some longer words\n"},
        /* but comments may */
        {"<div id=comments><p>some longer words</p></div><p>x</p>",
         "PARAGRAPH R: some longer words\nPARAGRAPH: x\n"},
        {"<aside><main>m</main></aside>", "PARAGRAPH A: m\n"},
        {"<article><header>h</header><p class='byline'>Von <a rel=author href=x>A. B.</a></p></article>",
         "PARAGRAPH A: h\nPARAGRAPH AB 57%: Von A. B.\n"},
        {"<p>words <span class=author>A</span> and some more words than that</p>",
         "PARAGRAPH: words A and some more words than that\n"},
        {"<div hidden>secret</div><p style='display : none'>x</p><p>some longer words</p>",
         "PARAGRAPH H: secret\nPARAGRAPH H: x\nPARAGRAPH: some longer words\n"},
        {"<div role=navigation>x</div><body class='sidebar'><p>y</p></body>",
         "PARAGRAPH N: x\nPARAGRAPH: y\n"},
    };

    (void)state;
    EXPECT_PAGES(cases);
}

static void hints(void **state)
{
    static const struct {
        const char *names;
        unsigned want;
    } cases[] = {
        {"", 0},
        {"  ", 0},
        {"content", 0},
        {"ad", PAGE_RELATED},
        {"without", 0},
        {"relatedArticles", PAGE_RELATED},
        {"box__author--big", PAGE_BYLINE},
        {"author-bio", PAGE_BYLINE | PAGE_RELATED},
        {"entry-tags", PAGE_RELATED},
        {"has-sidebar", 0},
        {"wide tag-comments", 0},
        {"x NAV", PAGE_IN_NAVIGATION},
        {"post-content", PAGE_IN_ARTICLE},
        {"post content", 0},
        {"leser-kommentare", PAGE_RELATED | HTML_HINT_COMMENTS},
        {"entry-title", HTML_HINT_HEADLINE},
        {"a-b-c-d-e-f-g-h-i-j-k", 0},
        {"averyveryveryveryveryverylongword-date", PAGE_TIME},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(html_hints_of(cases[i].names), cases[i].want);
}

/* Blocks of one list have one parent, and others another. */
static void parents(void **state)
{
    const char *html = "<ul><li>a<li><p>b</ul><ol><li>c</ol><table><tr><td>d<tr><td>e</table>";
    struct err e = ERR_NONE;
    struct page p;
    const struct page_block *b;

    (void)state;
    page_init(&p);
    assert_int_equal(html_read_page(slice_of_string(html), &p, &e), OK);
    assert_int_equal(page_block_count(&p), 5);
    b = page_blocks(&p);
    assert_int_equal(b[0].parent, b[1].parent);
    assert_int_equal(b[3].parent, b[4].parent);
    assert_int_not_equal(b[1].parent, b[2].parent);
    assert_int_not_equal(b[2].parent, b[3].parent);
    page_release(&p);
}

static void expect_sound(const struct page *p)
{
    size_t at = 0;

    assert_int_equal(utf8_valid_prefix(buf_slice(&p->text)), p->text.n);
    for (size_t i = 0; i < page_block_count(p); i++) {
        const struct page_block *b = page_blocks(p) + i;
        assert_true(b->start >= at && b->end > b->start && b->end <= p->text.n);
        assert_true(b->link_percent <= 100 && b->kind <= PAGE_CODE);
        at = b->end;
    }
}

/* Pages of random pieces, cut and with bytes changed. */
static void random_pages(void **state)
{
    static const char *const pieces[] = {
        "<p>", "</p>", "<div class=related>", "</div>", "<b>", "</b>", "word ", "слово", "&amp;", "&#",
        "<script>", "</script>", "<!--", "-->", "<table>", "<tr>", "<td>", "</table>", "<a href='", "'>",
        "</a>", "<title>", "</title>", "<h1>", "</h1>", "<html>", "</html>", "<body>", "</body>", "<head>",
        "<br>", "<svg>", "</svg>", "<li>", "</ul>", "<form>", "</form>", "<meta name=date content=1>",
        "<script type=application/ld+json>{\"@type\":\"Article\",\"headline\":\"", "\"}", "<", ">", "\"",
        "<![CDATA[", "]]>", "<?", "<!DOCTYPE", "\n\n", "</", "<time datetime=2", "<nav>", "</nav>"};
    const unsigned count = sizeof pieces / sizeof *pieces;
    struct page p;
    struct buf html;

    (void)state;
    srand(7);
    page_init(&p);
    buf_init(&html, 1 << 20);
    for (int round = 0; round < 3000; round++) {
        struct err e = ERR_NONE;
        struct buf repaired;

        buf_clear(&html);
        for (int i = rand() % 60; i >= 0; i--)
            buf_append_string(&html, pieces[(unsigned)rand() % count]);
        for (int i = rand() % 3; i > 0; i--)
            html.p[(size_t)rand() % html.n] = (uint8_t)rand();
        buf_init(&repaired, 1 << 20);
        utf8_append_repaired(&repaired, slice_of(html.p, html.n - (size_t)rand() % html.n));
        page_clear(&p);
        assert_int_equal(html_read_page(buf_slice(&repaired), &p, &e), OK);
        expect_sound(&p);
        buf_release(&repaired);
    }
    buf_release(&html);
    page_release(&p);
}

static void expect_repeated(const char *piece, size_t count, const char *after, const char *want)
{
    struct err e = ERR_NONE;
    struct page p;
    struct buf html;

    page_init(&p);
    buf_init(&html, (size_t)1 << 26);
    for (size_t i = 0; i < count; i++)
        buf_append_string(&html, piece);
    buf_append_string(&html, after);
    assert_int_equal(html_read_page(buf_slice(&html), &p, &e), OK);
    expect_sound(&p);
    if (want == NULL)
        assert_true(p.truncated);
    else
        assert_memory_equal(p.text.p + p.text.n - strlen(want), want, strlen(want));
    buf_release(&html);
    page_release(&p);
}

/* Each would take minutes, or much memory, if anything were not linear. */
static void hostile(void **state)
{
    (void)state;
    expect_repeated("<div>", 20000, "deep", "deep");
    expect_repeated("<b><i>", 10000, "deep", "deep");
    expect_repeated("<p><b>x ", 100000, "deep", "deep");
    expect_repeated("</p></b></x>", 100000, "<p>end", "end");
    expect_repeated("<!-- x --", 300000, "--><p>end", "end");
    expect_repeated("&aaaa", 300000, "<p>end", "end");
    expect_repeated("&lt&ampx", 300000, "<p>end", "end");
    expect_repeated("<a href='&lt &amp '", 100000, "><p>end", "end");
    expect_repeated("<", 1000000, "<p>end", "end");
    expect_repeated("<nav>", 5000, "menu", "menu");
    expect_repeated("<div>", 1000000, "deep", NULL);
    expect_repeated("<i>x</b></u></s>", 60000, "deep", NULL);
}

static void nul_bytes(void **state)
{
    static const char html[] = "<p>a\0b</p>\0\0<di\0v>c</div><!\0-- d -->\0e";
    struct err e = ERR_NONE;
    struct page p;

    (void)state;
    page_init(&p);
    assert_int_equal(html_read_page(slice_of(html, sizeof html - 1), &p, &e), OK);
    assert_int_equal(p.text.n, 6);
    assert_memory_equal(p.text.p, "ab\nc\ne", 6);
    page_release(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text),         cmocka_unit_test(broken),  cmocka_unit_test(candidates),
        cmocka_unit_test(json_ld),      cmocka_unit_test(flags),   cmocka_unit_test(hints),
        cmocka_unit_test(parents),      cmocka_unit_test(random_pages),
        cmocka_unit_test(hostile),      cmocka_unit_test(nul_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
