#include "indexer/formats/html.h"

#include <libxml/HTMLparser.h>
#include <strings.h>

#include "indexer/formats/fields.h"
#include "indexer/formats/html_blocks.h"
#include "indexer/formats/html_hints.h"
#include "indexer/formats/html_meta.h"
#include "indexer/formats/html_references.h"
#include "indexer/formats/json_ld.h"

#define CHUNK_BYTES ((size_t)32 << 10)
#define CAPTURED_MAX ((size_t)16 << 20)
#define TIMES_MAX 6

/* End tags times elements open: the parser compares each end tag with the open elements
 * until one fits. A second or two; no page that people wrote comes near.        */
#define WORK_MAX 1000000000u

enum capture { NOTHING, TITLE, JSON_LD };

struct reader {
    struct page *page;
    struct html_blocks blocks;
    unsigned depth;            /* of open elements */
    unsigned dropped;          /* the depth of the element whose content is dropped; 0: none */
    enum capture capture;      /* where the dropped text goes */
    struct buf captured;
    bool has_title;
    unsigned times;            /* <time datetime> taken */
};

/* Attributes that say something; null where there is none. */
struct attributes {
    const char *class_names, *id, *role, *itemprop, *rel, *href, *datetime, *content, *name,
        *property, *http_equiv, *lang, *style, *type, *title, *hidden, *aria_hidden;
};

static struct slice text_of(const char *value)
{
    return value == NULL ? (struct slice){0} : slice_of_string(value);
}

static void set_attribute(struct attributes *a, const char *name, const char *value)
{
    const struct {
        const char *name;
        const char **value;
    } known[] = {
        {"class", &a->class_names}, {"href", &a->href},         {"id", &a->id},
        {"style", &a->style},       {"rel", &a->rel},           {"content", &a->content},
        {"name", &a->name},         {"property", &a->property}, {"itemprop", &a->itemprop},
        {"role", &a->role},         {"datetime", &a->datetime}, {"http-equiv", &a->http_equiv},
        {"lang", &a->lang},         {"xml:lang", &a->lang},     {"type", &a->type},
        {"title", &a->title},       {"hidden", &a->hidden},     {"aria-hidden", &a->aria_hidden},
    };

    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strcmp(name, known[i].name) == 0) {
            *known[i].value = value == NULL ? "" : value;
            return;
        }
}

static struct attributes read_attributes(const xmlChar **list)
{
    struct attributes a = {0};

    for (; list != NULL && list[0] != NULL; list += 2)
        set_attribute(&a, (const char *)list[0], (const char *)list[1]);
    return a;
}

/* Whether the blank-separated list has the word. */
static bool has_word(const char *list, const char *word)
{
    size_t n = strlen(word);

    while (list != NULL && *list != '\0') {
        size_t size = strcspn(list, " \t\r\n");

        if (size == n && strncasecmp(list, word, n) == 0)
            return true;
        list += size + strspn(list + size, " \t\r\n");
    }
    return false;
}

/* "display" ":" "none" with white space as it comes. */
static bool hides(const char *style)
{
    const char *p = style == NULL ? NULL : strstr(style, "display");

    if (p == NULL)
        return false;
    p += strlen("display");
    p += strspn(p, " \t:");
    return strncasecmp(p, "none", 4) == 0;
}

/* The names of these are of the whole page or article, or state what is around it. */
static bool has_own_names(const struct html_tag *tag)
{
    static const char *const without[] = {"html", "body", "main", "article", "h1"};

    for (size_t i = 0; i < sizeof without / sizeof *without; i++)
        if (strcmp(tag->name, without[i]) == 0)
            return false;
    return true;
}

static unsigned hints_of(const struct reader *r, const struct html_tag *tag,
                         const struct attributes *a)
{
    unsigned hints = tag->hints;

    /* a header in an article is the article's */
    if (strcmp(tag->name, "header") == 0
        && (html_blocks_flags(&r->blocks) & PAGE_IN_ARTICLE) != 0)
        hints = 0;
    if (hides(a->style) || a->hidden != NULL
        || (a->aria_hidden != NULL && strcasecmp(a->aria_hidden, "true") == 0))
        hints |= PAGE_HIDDEN;
    if (!has_own_names(tag))
        return hints;
    if (a->class_names != NULL)
        hints |= html_hints_of(a->class_names);
    if (a->id != NULL)
        hints |= html_hints_of(a->id);
    return hints;
}

static struct html_element element_of(const struct reader *r, const struct html_tag *tag,
                                      const struct attributes *a)
{
    struct html_element el = {.tag = tag, .flags = tag->flags, .hints = hints_of(r, tag, a)};

    el.is_link = tag->role == HTML_LINK && a->href != NULL;
    el.is_headline = has_word(a->itemprop, "headline") || strcmp(tag->name, "h1") == 0;
    el.is_main = has_word(a->itemprop, "articleBody") || strcmp(tag->name, "main") == 0
                 || has_word(a->role, "main");
    if (a->role != NULL)
        el.flags |= html_tags_role_flags(a->role);
    if (el.is_main)
        el.flags |= PAGE_IN_ARTICLE;
    if (has_word(a->rel, "author") || has_word(a->itemprop, "author"))
        el.flags |= PAGE_BYLINE;
    if (has_word(a->itemprop, "datePublished"))
        el.flags |= PAGE_TIME;
    return el;
}

static bool in_menu(const struct reader *r)
{
    return (html_blocks_flags(&r->blocks) & (PAGE_IN_NAVIGATION | PAGE_RELATED)) != 0;
}

/* Dates in attributes: of microdata, of time elements, of hAtom's <abbr class=published>. */
static void take_date(struct reader *r, const struct html_tag *tag, const struct attributes *a)
{
    const char *value = a->content != NULL ? a->content : a->datetime;

    if (value != NULL && a->itemprop != NULL && html_meta_take(r->page, a->itemprop, text_of(value)))
        return;
    if (strcmp(tag->name, "time") != 0)
        value = has_word(a->class_names, "published") ? a->title : NULL;
    if (value == NULL || in_menu(r) || r->times == TIMES_MAX)
        return;
    page_add_date(r->page, PAGE_FROM_TIME, text_of(value));
    r->times++;
}

static void take_meta(struct reader *r, const struct attributes *a)
{
    const char *const names[] = {a->property, a->name, a->itemprop, a->http_equiv};

    for (size_t i = 0; i < sizeof names / sizeof *names && a->content != NULL; i++)
        if (names[i] != NULL)
            fields_offer(r->page, text_of(names[i]), text_of(a->content));
    for (size_t i = 0; i < sizeof names / sizeof *names && a->content != NULL; i++)
        if (names[i] != NULL && html_meta_take(r->page, names[i], text_of(a->content)))
            return;
}

static void drop(struct reader *r, enum capture capture)
{
    r->dropped = r->depth;
    r->capture = capture;
    buf_clear(&r->captured);
}

static bool is_json_ld(const struct attributes *a)
{
    return a->type != NULL && strncasecmp(a->type, "application/ld+json", 19) == 0;
}

static void open_text(struct reader *r, const struct html_tag *tag, const struct attributes *a)
{
    struct html_element el = element_of(r, tag, a);

    if (tag->role == HTML_BLOCK || a->itemprop != NULL || a->datetime != NULL || a->title != NULL)
        take_date(r, tag, a);
    if (strcmp(tag->name, "html") == 0)
        html_meta_keep_first(r->page, &r->page->lang, text_of(a->lang));
    html_blocks_open(&r->blocks, &el);
}

static void start(struct reader *r, const struct html_tag *tag, const struct attributes *a)
{
    switch ((enum html_role)tag->role) {
    case HTML_DROPPED: drop(r, NOTHING); break;
    case HTML_SCRIPT: drop(r, is_json_ld(a) ? JSON_LD : NOTHING); break;
    case HTML_TITLE: drop(r, r->has_title ? NOTHING : TITLE); break;
    case HTML_META: take_meta(r, a); break;
    case HTML_LINK_REL:
        if (has_word(a->rel, "canonical"))
            html_meta_keep_first(r->page, &r->page->url, text_of(a->href));
        break;
    case HTML_BREAK: html_blocks_break(&r->blocks); break;
    case HTML_INLINE:
    case HTML_APART:
    case HTML_LINK:
    case HTML_BLOCK: open_text(r, tag, a); break;
    }
}

static void on_start(void *context, const xmlChar *name, const xmlChar **list)
{
    struct reader *r = context;

    r->depth++;
    if (r->dropped == 0) {
        struct attributes a = read_attributes(list);
        start(r, html_tags_find((const char *)name), &a);
    }
}

/* A title's white space folded. */
static void take_title(struct reader *r)
{
    struct buf folded;
    bool gap = false;

    buf_init(&folded, CAPTURED_MAX);
    for (size_t i = 0; i < r->captured.n; i++) {
        uint8_t c = r->captured.p[i];

        if (c > ' ' && gap && folded.n > 0)
            buf_append_byte(&folded, ' ');
        if (c > ' ')
            buf_append_byte(&folded, c);
        gap = c <= ' ';
    }
    page_add_title(r->page, PAGE_FROM_TITLE, buf_slice(&folded));
    r->has_title = folded.n > 0;
    buf_release(&folded);
}

static void end_dropped(struct reader *r)
{
    if (r->capture == TITLE)
        take_title(r);
    else if (r->capture == JSON_LD)
        json_ld_read(buf_slice(&r->captured), r->page);
    r->dropped = 0;
    r->capture = NOTHING;
}

static void on_end(void *context, const xmlChar *name)
{
    struct reader *r = context;
    enum html_role role = html_tags_find((const char *)name)->role;

    if (r->dropped == r->depth)
        end_dropped(r);
    else if (r->dropped == 0 && role != HTML_META && role != HTML_LINK_REL && role != HTML_BREAK)
        html_blocks_close(&r->blocks);
    r->depth -= r->depth > 0;
}

static void on_text(void *context, const xmlChar *text, int size)
{
    struct reader *r = context;

    if (r->dropped == 0)
        html_blocks_text(&r->blocks, slice_of(text, (size_t)size));
    else if (r->capture != NOTHING)
        buf_append(&r->captured, text, (size_t)size);
}

static bool is_blank(uint8_t c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool has_prefix(struct slice s, const char *prefix)
{
    size_t n = strlen(prefix);

    return s.n >= n && strncasecmp((const char *)s.p, prefix, n) == 0;
}

/* What follows the next mark; nothing where there is none. */
static struct slice after(struct slice text, const char *mark)
{
    const uint8_t *p = text.n == 0 ? NULL : memmem(text.p, text.n, mark, strlen(mark));

    return p == NULL ? (struct slice){0}
                     : slice_drop(text, (size_t)(p - text.p) + strlen(mark));
}

/* What follows white space, comments, document types and processing instructions. */
static struct slice skip_prolog(struct slice text)
{
    for (;;) {
        while (text.n > 0 && (is_blank(text.p[0]) || text.p[0] == 0))
            text = slice_drop(text, 1);
        if (has_prefix(text, "<!--"))
            text = after(slice_drop(text, 4), "-->");
        else if (has_prefix(text, "<!") || has_prefix(text, "<?"))
            text = after(text, ">");
        else
            return text;
    }
}

static bool ends_page(struct slice tag)
{
    return (has_prefix(tag, "</body") || has_prefix(tag, "</html"))
           && (tag.n == 6 || tag.p[6] == '>' || is_blank(tag.p[6]));
}

/* Bytes before the next NUL, </body> or </html>, at most `size`. Counts end tags. */
static size_t span_size(struct slice text, size_t size, uint64_t *end_tags)
{
    const uint8_t *p = memchr(text.p, 0, size), *end;

    end = p == NULL ? text.p + size : p;
    for (p = text.p; (p = memchr(p, '<', (size_t)(end - p))) != NULL; p++) {
        struct slice tag = slice_drop(text, (size_t)(p - text.p));

        if (tag.n < 2 || tag.p[1] != '/')
            continue;
        if (ends_page(tag))
            return (size_t)(p - text.p);
        ++*end_tags;
    }
    return (size_t)(end - text.p);
}

/* Opens html and body, whether the page does or not: the parser makes paragraphs of words
 * that stand elsewhere. What follows the page's own <html>.                    */
static struct slice feed_start(htmlParserCtxtPtr parser, struct slice text)
{
    struct slice rest = skip_prolog(text), inside = after(rest, ">");
    size_t size = rest.n - inside.n;

    if (has_prefix(rest, "<html") && size <= CHUNK_BYTES && memchr(rest.p, 0, size) == NULL) {
        htmlParseChunk(parser, (const char *)rest.p, (int)size, 0);
        rest = inside;
    } else {
        htmlParseChunk(parser, "<html>", 6, 0);
    }
    htmlParseChunk(parser, "<body>", 6, 0);
    return rest;
}

/* Feeds the parser all but NUL bytes, at which it would stop, and the tags that end body and
 * html, behind which it would read no more. Browsers ignore them too. Semicolons that are
 * missing are given.                                                            */
static void feed(htmlParserCtxtPtr parser, struct slice text, struct reader *r)
{
    uint64_t work = 0;
    bool in_text = false;

    text = feed_start(parser, text);
    while (text.n > 0 && html_blocks_ok(&r->blocks)) {
        uint64_t end_tags = 0;
        size_t chunk = text.n < CHUNK_BYTES ? text.n : CHUNK_BYTES;
        size_t open = html_references_open(slice_of(text.p, chunk), in_text);
        size_t size = span_size(text, open > 0 ? open : chunk, &end_tags);

        if (size > 0)
            htmlParseChunk(parser, (const char *)text.p, (int)size, 0);
        in_text = open > 0 && size == open;
        if (in_text)
            htmlParseChunk(parser, ";", 1, 0);
        text = slice_drop(text, size);
        if (text.n > 0 && text.p[0] == 0)
            text = slice_drop(text, 1);
        else if (ends_page(text))
            text = after(text, ">");
        work += end_tags * r->depth;
        if (r->depth > HTML_DEPTH_MAX || work > WORK_MAX) {
            r->page->truncated = true;
            break;
        }
    }
    htmlParseChunk(parser, NULL, 0, 1);
}

static enum status parse(struct slice text, struct reader *r, struct err *e)
{
    htmlSAXHandler handler = {
        .startElement = on_start,
        .endElement = on_end,
        .characters = on_text,
        .ignorableWhitespace = on_text,
        .cdataBlock = on_text,
    };
    htmlParserCtxtPtr parser;

    xmlInitParser();
    parser = htmlCreatePushParserCtxt(&handler, r, NULL, 0, NULL, XML_CHAR_ENCODING_UTF8);
    if (parser == NULL)
        return err_memory(e, "a page");
    htmlCtxtUseOptions(parser, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING
                                   | HTML_PARSE_NONET | HTML_PARSE_NOIMPLIED
                                   | HTML_PARSE_IGNORE_ENC);
    feed(parser, text, r);
    htmlFreeParserCtxt(parser);
    return OK;
}

enum status html_read_page(struct slice text, struct page *p, struct err *e)
{
    struct reader r = {.page = p};
    enum status status;

    html_blocks_init(&r.blocks, p);
    buf_init(&r.captured, CAPTURED_MAX);
    if (slice_starts_with(text, SLICE_LITERAL("\xef\xbb\xbf")))
        text = slice_drop(text, 3);
    status = parse(text, &r, e);
    html_blocks_finish(&r.blocks);
    if (status == OK && !html_blocks_ok(&r.blocks))
        status = err_memory(e, "a page");
    html_blocks_release(&r.blocks);
    buf_release(&r.captured);
    return status;
}
