/* The whole query language: trees, the text that gives them again, random queries. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "base/utf8.h"
#include "query_dump.h"

#define TEXT_MAX ((size_t)1 << 20)

struct parsed_case {
    const char *text, *tree;
    const char *printed;       /* null: the text itself */
    size_t notes;
};

/* The text that the query is printed as, and its tree. */
static void parse(struct slice text, unsigned flags, struct buf *tree, struct buf *printed, size_t *notes)
{
    struct arena arena = ARENA_EMPTY;
    struct err e = ERR_NONE;
    struct query q;

    assert_int_equal(query_parse_fields(text, flags, SLICE_LITERAL("\005price\004t-ag"), &arena, &q, &e), OK);
    dump_query(tree, &q);
    query_append_parsed(printed, &q);
    *notes = q.note_count;
    for (size_t i = 0; i < q.clause_count; i++)
        for (size_t j = 0; j < q.clauses[i].word_count; j++)
            assert_int_equal(utf8_valid_prefix(q.clauses[i].words[j]), q.clauses[i].words[j].n);
    arena_release(&arena);
}

/* What is printed gives the same tree and text, without a note. */
static void check_again(struct slice text, unsigned flags, const struct buf *tree, const struct buf *printed)
{
    struct buf tree2, printed2;
    size_t notes;

    buf_init(&tree2, TEXT_MAX);
    buf_init(&printed2, TEXT_MAX);
    parse(buf_slice(printed), flags & QUERY_ANY, &tree2, &printed2, &notes);
    if (!slice_equal(buf_slice(tree), buf_slice(&tree2)) || !slice_equal(buf_slice(printed), buf_slice(&printed2))
        || notes > 0)
        print_message("query    %.*s (flags %u)\ntree     %.*s\nprinted  %.*s\nagain    %.*s\nprinted  %.*s\n",
                      SLICE_ARG(text), flags, SLICE_ARG(buf_slice(tree)), SLICE_ARG(buf_slice(printed)),
                      SLICE_ARG(buf_slice(&tree2)), SLICE_ARG(buf_slice(&printed2)));
    assert_true(slice_equal(buf_slice(tree), buf_slice(&tree2)));
    assert_true(slice_equal(buf_slice(printed), buf_slice(&printed2)));
    assert_int_equal(notes, 0);
    buf_release(&tree2);
    buf_release(&printed2);
}

static void check_cases(const struct parsed_case *cases, size_t count, unsigned flags)
{
    for (size_t i = 0; i < count; i++) {
        const struct parsed_case *c = &cases[i];
        struct buf tree, printed;
        size_t notes;

        buf_init(&tree, TEXT_MAX);
        buf_init(&printed, TEXT_MAX);
        parse(slice_of_string(c->text), flags, &tree, &printed, &notes);
        buf_append_byte(&tree, '\0');
        buf_append_byte(&printed, '\0');
        assert_string_equal((const char *)tree.p, c->tree);
        assert_string_equal((const char *)printed.p, c->printed == NULL ? c->text : c->printed);
        assert_int_equal(notes, c->notes);
        tree.n--;
        printed.n--;
        check_again(slice_of_string(c->text), flags, &tree, &printed);
        buf_release(&tree);
        buf_release(&printed);
    }
}

#define CHECK(cases, flags) check_cases(cases, sizeof(cases) / sizeof *(cases), flags)

static void operators(void **state)
{
    static const struct parsed_case cases[] = {
        {"", "", NULL, 0},
        {"a", "a", NULL, 0},
        {"a b", "SET(a b)", NULL, 0},
        {"a AND b", "SET(a b)", "a b", 0},
        {"a && b & c + d", "SET(a b c d)", "a b c d", 0},
        {"a OR b", "SET(?a ?b)", NULL, 0},
        {"a | b || c|d", "SET(?a ?b ?c ?d)", "a OR b OR c OR d", 0},
        {"a OR b c", "SET(?a ?SET(b c))", "a OR (b c)", 0},
        {"(a OR b) c", "SET(SET(?a ?b) c)", NULL, 0},
        {"((a b)) c", "SET(a b c)", "a b c", 0},
        {"a OR (b OR c)", "SET(?a ?b ?c)", "a OR b OR c", 0},
        {"a NOT b", "SET(a -b)", "a -b", 0},
        {"a -b !c", "SET(a -b -c)", "a -b -c", 0},
        {"-a", "SET(-a)", NULL, 0},
        {"NOT a", "SET(-a)", "-a", 0},
        {"-(a OR b) c", "SET(-a -b c)", "-a -b c", 0},
        {"-(a b) c", "SET(-SET(a b) c)", NULL, 0},
        {"a OR -b", "SET(?a ?SET(-b))", "a OR (-b)", 0},
        {"+a b", "SET(a b)", "a b", 0},
        {"a and b или c oder d", "SET(a and b или c oder d)", NULL, 0},
        {"e-mail -x", "SET(e|mail -x)", NULL, 0},
        {"rock&roll", "rock|roll", NULL, 0},
        {"* -a", "SET(* -a)", NULL, 0},
        {"a NEAR b", "NEAR/10(a b)", "a NEAR/10 b", 0},
        {"a NEAR/3 b NEAR/5 c", "NEAR/5(a b c)", "a NEAR/5 b NEAR/5 c", 0},
        {"a ADJ/2 \"b c\" d", "SET(ADJ/2(a b|c!q) d)", "(a ADJ/2 \"b c\") d", 0},
        {"(a OR b) NEAR/4 c", "NEAR/4(SET(?a ?b) c)", NULL, 0},
        {"-(a NEAR/4 b)", "SET(-NEAR/4(a b))", NULL, 0},
        {"a AND(b)OR c", "SET(?SET(a b) ?c)", "(a b) OR c", 0},
        {"f(x) (g(y))", "SET(f|x g|y)", "~\"f x\" ~\"g y\"", 0},
    };

    (void)state;
    CHECK(cases, 0);
}

static void any_of_the_words(void **state)
{
    static const struct parsed_case cases[] = {
        {"a b", "SET(?a ?b)", NULL, 0},
        {"a OR b", "SET(?a ?b)", "a b", 0},
        {"+a b", "SET(a ?b)", NULL, 0},
        {"a AND b c", "SET(?SET(a b) ?c)", "(+a +b) c", 0},
        {"a b -c", "SET(?a ?b -c)", NULL, 0},
        {"a lang:de b", "SET(?a lang=de ?b)", NULL, 0},
        {"a OR lang:de", "SET(?a ?lang=de)", NULL, 0},
        {"(a OR lang:de) b", "SET(?SET(?a ?lang=de) ?b)", NULL, 0},
        {"e-mail", "SET(?e ?mail)", "e mail", 0},
        {"+e-mail x", "SET(e|mail ?x)", NULL, 0},
        {"x (+e-mail)", "SET(?x ?e|mail)", NULL, 0},
        {"+e-mail", "e|mail", NULL, 0},
        {"e-mail NEAR/2 x", "NEAR/2(e|mail x)", NULL, 0},
        {"a id:x", "SET(?a id=x)", NULL, 0},
        {"* a", "SET(?* ?a)", NULL, 0},
        {"\"e mail\" x", "SET(?e|mail!q ?x)", NULL, 0},
    };

    (void)state;
    CHECK(cases, QUERY_ANY);
}

static void words_and_phrases(void **state)
{
    static const struct parsed_case cases[] = {
        {"=Haus", "Haus!=", NULL, 0},
        {"haus*", "haus*!w", NULL, 0},
        {"2 000 x 12 345 678 y 1234 567 5 67", "SET(2 000 x 12 345 678 y 1234 567 5 67)",
         "~\"2 000\" x ~\"12 345 678\" y 1234  567 5 67", 0},
        {"*haus h?us ha*us", "SET(*haus!w h?us!w ha*us!w)", NULL, 0},
        {"(haus*, x)", "SET(haus*!w x)", "haus* x", 0},
        {"What is this?", "SET(What is this)", "What is this", 0},
        {"wer?? was?!", "SET(wer was)", "wer was", 0},
        {"ab*", "ab", "ab", 1},
        {"*", "*", NULL, 0},
        {"***", "", "", 1},
        {"?*?*?*", "", "", 1},
        {"e-mai*", "e|mai", "e-mai", 1},
        {"бел*", "бел*!w", NULL, 0},
        {"haus~", "haus!~1", "haus~1", 0},
        {"Häuser~", "Häuser!~2", "Häuser~2", 0},
        {"haus~2", "haus!~2", NULL, 0},
        {"haus~0", "haus", "haus", 0},
        {"haus~7", "haus!~2", "haus~2", 1},
        {"e-mail~1", "e|mail", "e-mail", 1},
        {"\"a b\"", "a|b!q", NULL, 0},
        {"~\"a b\"", "a|b", NULL, 0},
        {"~«a b»~3", "a|b!s3", "~\"a b\"~3", 0},
        {"\"a b\"~5", "a|b!q!s5", NULL, 0},
        {"\"a\"~5", "a!q", "\"a\"", 0},
        {"a^2.5 \"b c\"^0.5 (d e)^3", "SET(a!^250 b|c!q!^50 d!^300 e!^300)", "a^2.5 \"b c\"^0.5 d^3 e^3", 0},
        {"haus~1^2", "haus!~1!^200", NULL, 0},
        {"=a^1.25", "a!=!^125", NULL, 0},
        {"a^100000", "a!^10000", "a^100", 0},
    };

    (void)state;
    CHECK(cases, 0);
}

static void regular_expressions(void **state)
{
    static const struct parsed_case cases[] = {
        {"/haus.*/", "haus.*!r", NULL, 0},
        {"/a|b/ c", "SET(a|b!r c)", NULL, 0},
        {"-/a(b|c)/ +/d\\/e/^2", "SET(-a(b|c)!r d\\/e!r!^200)", "-/a(b|c)/ /d\\/e/^2", 0},
        {"(/a/ OR /b/) title:/c./", "SET(SET(?a!r ?b!r) c.!r!z1)", NULL, 0},
        {"/a/ NEAR/3 /b/", "NEAR/3(a!r b!r)", NULL, 0},
        {"title:(/a/ /b\"/)", "SET(a!r!z1 b\"!r!z1)", "title:/a/ title:/b\"/", 0},
        {"/a//a/", "a|a", "a//a", 0},
        {"/a/ /a/", "a!r!^200", "/a/^2", 0},
        {"/usr/bin /a/b/ //", "SET(usr|bin a|b)", "usr/bin a/b", 1},
        {"/a b/ 1/2", "SET(a b 1|2)", "a b 1/2", 0},
        {"/a", "a", "a", 0},
        {"/a(/", "a", "a", 1},
        {"/(?<=a)bc/ x", "SET(a|bc x)", "~\"a bc\" x", 1},
        {"/[яa/", "яa", "яa", 1},
    };

    (void)state;
    CHECK(cases, 0);
}

static void fields(void **state)
{
    static const struct parsed_case cases[] = {
        {"title:Omsk", "Omsk!z1", NULL, 0},
        {"title:(Omsk Minsk)", "SET(Omsk!z1 Minsk!z1)", "title:Omsk title:Minsk", 0},
        {"title:\"a b\"~2^2 lead:x body:y", "SET(a|b!q!s2!z1!^200 x!z2 y!z6)", NULL, 0},
        {"related:a credit:b menu:c", "SET(a!z16 b!z8 c!z32)", NULL, 0},
        {"title:*", "zone=0", "zone:title", 0},
        {"body:*", "zone=1,2", "zone:(lead OR body)", 0},
        {"lang:de,ru", "lang=de,ru", "lang:(de OR ru)", 0},
        {"lang:de lang:German x", "SET(lang=de,de x)", "lang:(de OR de) x", 0},
        {"lang:(de OR ru) -lang:en", "SET(lang=de,ru -lang=en)", NULL, 0},
        {"path:2024/** x", "SET(path=2024/** x)", NULL, 0},
        {"path:\"a b/*\"", "path=a b/*", NULL, 0},
        {"id:a id:b x", "SET(SET(?id=a ?id=b) x)", "(id:a OR id:b) x", 0},
        {"ext:.HTML charset:UTF-8", "SET(ext=html charset=utf-8)", "ext:html charset:utf-8", 0},
        {"ext:..md", "ext=md", "ext:md", 0},
        {"zone:related", "zone=4", NULL, 0},
        {"zone:nowhere", "zone|nowhere", "~\"zone nowhere\"", 1},
        {"https://a.by 12:30 Note: x:y", "SET(https|a|by 12|30 Note x|y)", "https://a.by 12:30 Note x:y", 0},
        {"title: a", "SET(title a)", "title a", 0},
        {"date:2024", "date=2024", NULL, 0},
        {"date:17.05.2024", "date=2024-05-17", "date:2024-05-17", 0},
        {"date:\"17 мая\"", "date=--05-17", "date:--05-17", 0},
        {"date:[2024-01 TO 2024-03]", "date=2024-01..2024-03", "date:2024-01..2024-03", 0},
        {"date:>=2024 date:<2020", "date=2024..,<2020", "date:(2024.. OR <2020)", 0},
        {"date:(\"--05-17\" OR 7d..)", "date=--05-17,7d..", NULL, 0},
        {"date:nonsense", "date|nonsense", "~\"date nonsense\"", 1},
        {"(lang:de a) OR (lang:ru b)", "SET(?SET(lang=de a) ?SET(lang=ru b))", NULL, 0},
    };

    (void)state;
    CHECK(cases, 0);
}

static void user_fields(void **state)
{
    static const struct parsed_case cases[] = {
        {"price:5 x", "SET(user price=5 x)", NULL, 0},
        {"prices:5", "prices|5", NULL, 0},
        {"t-ag:a t-ag:b price:1", "SET(user t-ag=a,b user price=1)", "t-ag:(a OR b) price:1", 0},
        {"price:1..5", "user price=[1 TO 5]", "price:[1 TO 5]", 0},
        {"price:[1 TO *]", "user price=[1 TO *]", NULL, 0},
        {"price:[a b TO c d]", "user price=[a b TO c d]", NULL, 0},
        {"price:..5", "user price=[* TO 5]", "price:[* TO 5]", 0},
        {"price:>=5", "user price=[5 TO *]", "price:[5 TO *]", 0},
        {"price:<-5", "user price=<-5", NULL, 0},
        {"price:-5..-1", "user price=[-5 TO -1]", "price:[-5 TO -1]", 0},
        {"price:(1..2 OR >9 OR [-3 TO 0])", "user price=[1 TO 2],>9,[-3 TO 0]", "price:([1 TO 2] OR >9 OR [-3 TO 0])", 0},
        {"price:\"1..5\"", "user price=1..5", NULL, 0},
        {"price:..", "user price=..", NULL, 0},
        {"t-ag:*", "user t-ag=*", "t-ag:\"*\"", 0},
        {"t-ag:\"a b*\"", "user t-ag=a b*", NULL, 0},
        {"-price:5", "SET(-user price=5)", NULL, 0},
        {"price: 5", "SET(price 5)", "price 5", 0},
    };

    (void)state;
    CHECK(cases, 0);
}

static void what_cannot_be_used_is_literal(void **state)
{
    static const struct parsed_case cases[] = {
        {"OR", "OR", "~\"OR\"", 1},
        {"a OR", "SET(a OR)", "a ~\"OR\"", 1},
        {"AND a", "SET(AND a)", "~\"AND\" a", 1},
        {"a OR OR b", "SET(?SET(a OR) ?b)", "(a ~\"OR\") OR b", 1},
        {"NOT", "NOT", "~\"NOT\"", 1},
        {"a NEAR/3", "SET(a NEAR|3)", "a ~\"NEAR 3\"", 1},
        {"(a b", "SET(a b)", "a b", 1},
        {"a) b", "SET(a b)", "a b", 0},
        {"()", "", "", 0},
        {"a NEAR (b c)", "SET(a b c)", "a b c", 1},
        {"a NEAR -b", "SET(a -b)", "a -b", 1},
        {"a NEAR *", "SET(a *)", "a *", 1},
        {"a NEAR b NEAR c NEAR d NEAR e NEAR f NEAR g NEAR h NEAR i NEAR j NEAR k NEAR l NEAR m NEAR n "
         "NEAR o NEAR p NEAR q", "SET(a b c d e f g h i j k l m n o p q)", "a b c d e f g h i j k l m n o p q", 1},
        {":) ;-)", "", "", 2},
        {"-- a", "a", "a", 1},
    };

    (void)state;
    CHECK(cases, 0);
}

static uint32_t seed = 1;

static uint32_t draw(uint32_t n)
{
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 16) % n;
}

/* Bytes of the language's own, and others. */
static void put_pieces(struct buf *text)
{
    static const char *const pieces[] = {
        "\"", "-", "id:", " ", "a", "“", "»", "\xff", "\xe2\x80", "я", "\n", ".", "_", "1", "'", ":", ",",
        "\xc2\xad", "\xe2\x80\x8d", "צה", "日本語", "ไทย", "カ", "\xcc\x81", "(", ")", " OR ", " AND ", "NOT ",
        " NEAR/3 ", " ADJ ", "*", "?", "~", "~\"", "=", "^", "^2", "+", "!", "|", "&", "title:", "lang:",
        "date:", "path:", "2024", "..", "[", "]", "zone:", "lead", "/a", "c/", "de", "bcd", "\\", "/", "<", ">=", " TO ", "7d",
        "price:", "t-ag:", ">"};

    for (uint32_t i = draw(24); i > 0; i--)
        buf_append_string(text, pieces[draw(sizeof pieces / sizeof *pieces)]);
}

/* A query by the grammar. */
static void put_grammar(struct buf *text, unsigned depth)
{
    static const char *const atoms[] = {
        "minsk", "Пермь", "e-mail", "=Haus", "haus*", "h?us", "word~1", "\"direct flight\"", "„a b“~4", "~\"x y\"",
        "title:omsk", "body:\"a b\"", "lang:de", "lang:de,ru", "date:2024..", "date:\"17 мая\"", "path:a/**",
        "id:k", "*", "ext:html", "related:x", "a^2", "zone:lead", "date:--05", "/mi?nsk/", "/(a|b)[c-e]{2,}\\d/", "id:\"-x\"", "title:*", "C++", "x.y",
        "price:5..9", "price:<=3", "t-ag:\"a b\"", "price:[* TO b]", "t-ag:*", "price:\"1..2\""};
    static const char *const joins[] = {" ", " ", " AND ", " OR ", " | ", " NEAR/5 ", " ADJ ", " + "};

    for (uint32_t i = 1 + draw(4); i > 0; i--) {
        static const char *const signs[] = {"", "", "", "-", "NOT ", "+", "!"};

        buf_append_string(text, signs[draw(7)]);
        if (depth > 0 && draw(4) == 0) {
            buf_append_string(text, draw(6) == 0 ? "title:(" : draw(6) == 0 ? "lang:(" : draw(6) == 0 ? "price:(" : "(");
            put_grammar(text, depth - 1);
            buf_append_string(text, draw(8) == 0 ? ")^3" : ")");
        } else {
            buf_append_string(text, atoms[draw(sizeof atoms / sizeof *atoms)]);
        }
        if (i > 1)
            buf_append_string(text, joins[draw(8)]);
    }
}

/* Bytes changed, left out, doubled. */
static void mutate(struct buf *text)
{
    for (uint32_t i = draw(4); i > 0 && text->n > 1; i--) {
        size_t at = draw((uint32_t)text->n), to = draw((uint32_t)text->n);

        text->p[at] = draw(3) == 0 ? (uint8_t)draw(256) : text->p[to];
        text->n -= draw(2);
    }
}

/* STEMMA_ROUNDS: so many instead. */
static void every_byte_string_is_a_query(void **state)
{
    const char *wanted = getenv("STEMMA_ROUNDS");
    size_t rounds = wanted == NULL ? 60000 : strtoul(wanted, NULL, 10);

    (void)state;
    for (size_t round = 0; round < rounds; round++) {
        struct buf text, tree, printed;
        unsigned flags = (unsigned)round % 8;
        size_t notes;

        buf_init(&text, TEXT_MAX);
        buf_init(&tree, TEXT_MAX);
        buf_init(&printed, TEXT_MAX);
        if (round % 3 == 0)
            put_pieces(&text);
        else
            put_grammar(&text, 3);
        if (round % 3 == 2)
            mutate(&text);
        parse(buf_slice(&text), flags, &tree, &printed, &notes);
        check_again(buf_slice(&text), flags, &tree, &printed);
        buf_release(&text);
        buf_release(&tree);
        buf_release(&printed);
    }
}

static enum status parse_repeated(const char *piece, size_t times, const char *end)
{
    struct arena arena = ARENA_EMPTY;
    struct err e = ERR_NONE;
    struct buf text, printed;
    struct query q;
    enum status status;

    buf_init(&text, TEXT_MAX);
    buf_init(&printed, TEXT_MAX);
    for (size_t i = 0; i < times; i++)
        buf_append_string(&text, piece);
    buf_append_string(&text, end);
    status = query_parse(buf_slice(&text), 0, &arena, &q, &e);
    assert_true(status == OK || status == E_LIMIT);
    if (status == OK)
        query_append_parsed(&printed, &q);
    buf_release(&text);
    buf_release(&printed);
    arena_release(&arena);
    return status;
}

static void limits(void **state)
{
    (void)state;
    assert_int_equal(parse_repeated("(", QUERY_DEPTH_MAX, "a"), OK);
    assert_int_equal(parse_repeated("(", QUERY_DEPTH_MAX + 1, "a"), E_LIMIT);
    assert_int_equal(parse_repeated("-(", 30000, "a"), E_LIMIT);
    assert_int_equal(parse_repeated("((a) OR (b)) ", 512, ""), OK);
    assert_int_equal(parse_repeated("((a) OR (b)) ", 513, ""), E_LIMIT);
    assert_int_equal(parse_repeated("lang:a,b ", 512, ""), OK);
    assert_int_equal(parse_repeated("lang:a,b ", 513, ""), E_LIMIT);
    assert_int_equal(parse_repeated("a* ", 10000, ""), E_LIMIT);
    assert_int_equal(parse_repeated("*?", 32000, ""), OK);
    assert_int_equal(parse_repeated("OR ", 1000, ""), OK);
    assert_int_equal(parse_repeated("\"", 65535, ""), OK);
    assert_int_equal(parse_repeated("- ", 32000, ""), OK);
    assert_int_equal(parse_repeated("title:", 10000, ""), OK);
    assert_int_equal(parse_repeated("^2", 32000, ""), OK);
    assert_int_equal(parse_repeated("a", QUERY_MAX_BYTES, ""), OK);
    assert_int_equal(parse_repeated("a", QUERY_MAX_BYTES + 1, ""), E_LIMIT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(operators),
        cmocka_unit_test(any_of_the_words),
        cmocka_unit_test(words_and_phrases),
        cmocka_unit_test(regular_expressions),
        cmocka_unit_test(fields), cmocka_unit_test(user_fields),
        cmocka_unit_test(what_cannot_be_used_is_literal),
        cmocka_unit_test(every_byte_string_is_a_query),
        cmocka_unit_test(limits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
