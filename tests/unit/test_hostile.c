/* Damaged indexes whose checksums are right: an error or a wrong answer, never a
 * crash; the memory is watched by BUILD=asan. HOSTILE_ROUNDS, HOSTILE_SEED.    */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/codec.h"
#include "base/io.h"
#include "indexer/deep_check.h"
#include "searcher/words/suggest.h"
#include "searcher/words/wildcards.h"
#include "searcher/snippets/snippet.h"
#include "store/check.h"
#include "store/merge.h"
#include "store/names.h"
#include "store/segment_runs.h"
#include "store/texts.h"
#include "tests/unit/segment_made.h"

#define DOCS 400

static char directory[] = "/tmp/stemma-hostile-XXXXXX";
static char good[64], bad[96];

static struct text_encoder *encoder;

static unsigned draw(unsigned n)
{
    return (unsigned)rand() % n;
}

static unsigned setting(const char *name, unsigned fallback)
{
    const char *text = getenv(name);
    return text == NULL ? fallback : (unsigned)strtoul(text, NULL, 10);
}

static uint32_t wild(uint32_t n)
{
    static const uint32_t numbers[] = {0, 1, 2, 15, 16, 17, 100, UINT32_MAX - 16, UINT32_MAX};
    return draw(2) == 0 ? n : numbers[draw(sizeof numbers / sizeof *numbers)];
}

/* "alpha beta omega7" repeated; `is_wild`: bytes, counts and sizes that do not fit. */
static void put_document(struct segment_writer *w, unsigned i, bool is_wild)
{
    char text[400] = "", id[16];
    struct buf frame;
    struct document d = {.lang = 1, .lang_code = "en", .title_bytes = 10};
    struct segment_run title = {.zone = SEGMENT_TITLE, .words = 2, .bytes = 10};
    struct segment_run body = {.zone = SEGMENT_BODY, .words = 24};
    struct buf runs;

    snprintf(id, sizeof id, "d%u", i);
    for (unsigned j = 0; j < 13; j++)
        sprintf(text + strlen(text), j == 0 ? "alpha beta" : j % 3 == 0 ? "\nAlpha beta."
                                                                       : " alpha beta");
    d.id = slice_of_string(id);
    d.text_bytes = (uint32_t)strlen(text);
    if (is_wild) {
        for (unsigned j = draw(4); j > 0; j--)
            text[draw(d.text_bytes)] = (char)(0x7f + draw(0x81));
        text[d.text_bytes - 1] = (char)(0x7f + draw(0x81));
        title.words = wild(2);
        body.words = wild(24);
        d.title_start = draw(4) == 0 ? wild(0) : 0;
        d.title_bytes = draw(2) == 0 ? 10 : draw(d.text_bytes + 1);
        title.bytes = draw(2) == 0 ? 10 : wild(10);
        title.zone = draw(2) == 0 ? SEGMENT_TITLE : (uint8_t)draw(16);
    }
    body.bytes = d.text_bytes - title.bytes;
    buf_init(&runs, 64);
    segment_runs_put(&runs, &title);
    segment_runs_put(&runs, &body);
    d.runs = buf_slice(&runs);
    buf_init(&frame, 4096);
    assert_int_equal(text_encode(encoder, NULL, slice_of(text, d.text_bytes), &frame, NULL), OK);
    assert_int_equal(segment_writer_document(w, &d, NULL), OK);
    assert_int_equal(segment_writer_text(w, i, &d, buf_slice(&frame), 0, NULL), OK);
    buf_release(&frame);
    buf_release(&runs);
}

static void put_term(struct segment_writer *w, struct lists *l, struct list *list, const char *term)
{
    segment_made_term(w, l, list, term);
    assert_int_equal(segment_writer_name(w, LANG_EN, names_key(SLICE_LITERAL("LF")),
                                         segment_writer_term_number(w), NULL), OK);
}

static void put_postings(struct segment_writer *w, struct lists *l, const char *term,
                         uint32_t first, bool is_wild)
{
    struct list list;

    lists_begin(l, &list);
    for (docid doc = 0; doc < DOCS; doc++) {
        uint32_t positions[13], step = is_wild ? 1 + draw(4) : 2;
        uint32_t at = is_wild ? draw(20) : first;

        for (uint32_t i = 0; i < 13; i++)
            positions[i] = i == 0 ? at : positions[i - 1] + step + (i == 1 && !is_wild ? 16 : 0);
        lists_add(l, &list, doc, is_wild ? 100 * (1 + draw(30)) : 1400, 2800, positions, 13);
    }
    put_term(w, l, &list, term);
}

static void make_segment(const char *path, bool is_wild)
{
    struct segment_writer *w;
    struct lists lists;
    struct lmdb_walk walk;
    char file[128];

    snprintf(file, sizeof file, "%s/" SEGMENT_MADE, path);
    assert_int_equal(segment_writer_create(file, (size_t)4 << 20, &w, NULL), OK);
    for (unsigned i = 0; i < DOCS; i++)
        put_document(w, i, is_wild);
    lists_init(&lists);
    put_postings(w, &lists, "alpha", 0, is_wild);
    put_postings(w, &lists, "beta", 1, is_wild);
    for (char rare[8] = "omega0"; rare[5] <= '9'; rare[5]++) {
        uint32_t position = 5;
        docid doc = rare[5] == '3' ? 9 : draw(DOCS);
        struct list list;

        lists_begin(&lists, &list);
        lists_add(&lists, &list, doc, 10, 280, &position, 1);
        put_term(w, &lists, &list, rare);
    }
    lists_release(&lists);
    assert_int_equal(segment_writer_finish(w, &walk, NULL), OK);
    segment_made_publish(path, &walk);
}

/* Reads whatever a query can reach; every status is a right one. */
static void search(struct engine *g, struct index *x, const char *text, unsigned flags)
{
    struct engine_options options = {.limit = 5};
    struct arena arena = ARENA_EMPTY;
    struct query q;
    struct results r = {.hit_count = 0};
    struct err e = ERR_NONE;
    struct buf body;

    buf_init(&body, (size_t)1 << 20);
    assert_int_equal(query_parse(slice_of_string(text), flags, &arena, &q, NULL), OK);
    if (engine_search(g, &q, &options, &arena, &r, &e) != OK)
        assert_int_not_equal(e.status, OK);
    for (size_t i = 0; i < r.hit_count; i++) {
        struct segment *s = index_segment(x, r.hits[i].segment);
        struct document d;
        struct match *matches;
        struct explanation *lines;
        struct snippet snippet;
        size_t count;

        e = ERR_NONE;
        buf_clear(&body);
        if (engine_explain(g, &r, &r.hits[i], &arena, &lines, &count, &e) == OK
            && segment_document(s, r.hits[i].doc, &d, &e) == OK
            && segment_text(s, r.hits[i].doc, &body, &e) == OK
            && engine_matches(g, &r, &r.hits[i], &arena, &matches, &count, &e) == OK
            && snippet_make(buf_slice(&body), &d, matches, count, 3, 40, &arena, &snippet, &e) == OK)
            continue;
        assert_int_not_equal(e.status, OK);
    }
    buf_release(&body);
    arena_release(&arena);
}

static void merge(struct index *x)
{
    struct segment *parts[2] = {index_segment(x, 0), index_segment(x, 0)};
    struct merge_moves moves;
    atomic_bool stopping = false;
    struct lmdb_walk walk;
    struct err e = ERR_NONE;
    char file[128];

    snprintf(file, sizeof file, "%s/merged", bad);
    if (merge_segments(parts, 2, file, (size_t)4 << 20, &stopping, &moves, &walk, &e) != OK)
        assert_int_not_equal(e.status, OK);
    merge_moves_release(&moves, 2);
    unlink(file);
}

static int take_word(void *context, const struct dictionary_word *w)
{
    *(uint64_t *)context += w->term.n + w->form_count;
    return 1;
}

static int take_form(void *context, const struct dictionary_form *f)
{
    *(uint64_t *)context += f->form.n + f->term.n;
    return 1;
}

static bool any_form(void *context, const struct form_count *form)
{
    (void)context;
    return form->form.n > 0;
}

/* All that the vocabulary can be asked for. */
static void read_vocabulary(struct engine *g)
{
    static const char *const texts[] = {"", "a", "alpha", "7", "omega7"};
    const struct name_key name = {2, "LF"};
    struct arena arena = ARENA_EMPTY;
    uint64_t sum = 0;

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct slice text = slice_of_string(texts[i]);
        struct dictionary_word word;
        struct expansions found;
        struct suggestions meant;
        struct err e = ERR_NONE;

        if (dictionary_find(g, LANG_EN, text, &arena, &word, &e) != OK)
            assert_int_not_equal(e.status, OK);
        e = ERR_NONE;
        if (dictionary_walk(g, LANG_EN, text, take_word, &sum, &e) != OK)
            assert_int_not_equal(e.status, OK);
        e = ERR_NONE;
        if (dictionary_walk_endings(g, LANG_EN, text, take_form, &sum, &e) != OK)
            assert_int_not_equal(e.status, OK);
        e = ERR_NONE;
        if (dictionary_walk_names(g, LANG_EN, &name, 1, any_form, take_word, &sum, &e) != OK)
            assert_int_not_equal(e.status, OK);
        e = ERR_NONE;
        if (fuzzy_find(g, LANG_EN, text, &(struct fuzzy_options){.edits = 2}, &arena, &found, &e) != OK)
            assert_int_not_equal(e.status, OK);
        e = ERR_NONE;
        if (wildcards_find(g, LANG_EN, SLICE_LITERAL("a*pha"), NULL, &arena, &found, &e) != OK)
            assert_int_not_equal(e.status, OK);
        e = ERR_NONE;
        if (suggest_word(g, SLICE_LITERAL("alhpabeta"), &arena, &meant, &e) != OK
            || suggest_completions(g, text, 3, &arena, &meant, &e) != OK)
            assert_int_not_equal(e.status, OK);
    }
    arena_release(&arena);
}

static void read_all(const char *path)
{
    static const char *const queries[] = {"alpha", "alpha beta", "\"alpha beta\"", "omega3 beta",
                                          "id:d7 alpha", "beta -omega5", "-\"beta alpha\"", "-alpha"};
    struct err e = ERR_NONE;
    struct check_report report;
    struct deep_check_report deep;
    struct analyzer *analyzer;
    struct engine *g;
    struct index *x;

    if (check_index(path, ANALYZER_VERSION, &report, &e) != OK)
        assert_int_not_equal(e.status, OK);
    e = ERR_NONE;
    if (index_open(path, ANALYZER_VERSION, &x, &e) != OK) {
        assert_int_not_equal(e.status, OK);
        return;
    }
    assert_int_equal(analyzer_open(&analyzer, NULL), OK);
    assert_int_equal(engine_open(&x, 1, analyzer, &g, NULL), OK);
    for (size_t i = 0; i < sizeof queries / sizeof *queries; i++) {
        search(g, x, queries[i], 0);
        search(g, x, queries[i], QUERY_ANY);
    }
    read_vocabulary(g);
    if (deep_check(x, &deep, &e) != OK)
        assert_int_not_equal(e.status, OK);
    merge(x);
    engine_close(g);
    analyzer_close(analyzer);
    index_close(x);
}

static void damage(uint8_t *p, size_t n)
{
    for (unsigned i = 1 + draw(3); n > 0 && i > 0; i--)
        p[draw(2) == 0 ? draw((unsigned)n) : draw(n < 64 ? (unsigned)n : 64)] =
            draw(3) == 0 ? (uint8_t)(draw(2) * 255) : (uint8_t)draw(256);
}

/* Changes a value; its new size. */
typedef size_t change_value(uint8_t *p, size_t n);

static size_t to_any_bytes(uint8_t *p, size_t n)
{
    if (draw(20) == 0 && n > 100)
        n -= draw(100);
    damage(p, n);
    return n;
}

/* In the first block of the first list: the width of the frequencies. */
static size_t to_wrong_frequencies(uint8_t *p, size_t n)
{
    assert_int_equal(p[0], 0);     /* every document: gaps of width 0 */
    p[1] = 0x3f;
    return n;
}

static void put_value(struct lmdb_writer *w, size_t tree, struct slice key, struct slice value,
                      change_value *change)
{
    uint8_t *copy = malloc(value.n);
    size_t n = value.n - CHECKSUM_BYTES;
    uint64_t seed = tree == TREE_HEADER || segment_is_table(tree) ? tree
                                                              : (uint64_t)tree << 32 | key.p[3];

    assert_non_null(copy);
    memcpy(copy, value.p, value.n);
    if (change != NULL)
        n = change(copy, n);
    codec_store64(copy + n, checksum_of(slice_of(copy, n), seed));
    assert_int_equal(lmdb_put(w, tree, key, slice_of(copy, n + CHECKSUM_BYTES), NULL), OK);
    free(copy);
}

/* The good index with the values of one tree changed, checksums and all. */
static void publish_changed(size_t changed, change_value *change)
{
    struct lmdb_reader *from;
    struct lmdb_writer *to;
    struct lmdb_walk walk;
    char file[128];

    snprintf(file, sizeof file, "%s/" SEGMENT_MADE, good);
    assert_int_equal(lmdb_open(file, segment_trees, TREE_COUNT, &walk, &from, NULL), OK);
    snprintf(file, sizeof file, "%s/" SEGMENT_MADE, bad);
    unlink(file);
    assert_int_equal(lmdb_create(file, segment_trees, TREE_COUNT, (size_t)1 << 20, &to, NULL), OK);
    for (size_t tree = 0; tree < TREE_COUNT; tree++) {
        struct slice key, value;
        for (bool more = lmdb_first(from, tree, &key, &value); more;
             more = lmdb_next(from, tree, &key, &value))
            put_value(to, tree, key, value, tree == changed ? change : NULL);
    }
    assert_int_equal(lmdb_finish(to, NULL), OK);
    assert_int_equal(lmdb_walk_file(file, &walk, NULL), OK);
    segment_made_publish(bad, &walk);
    lmdb_close(from);
}

static void values_of_any_bytes(void **state)
{
    (void)state;
    for (unsigned round = setting("HOSTILE_ROUNDS", 300); round > 0; round--) {
        publish_changed(draw(TREE_COUNT), to_any_bytes);
        read_all(bad);
    }
}

/* The second document's record is the first one's. */
static size_t to_record_twice(uint8_t *p, size_t n)
{
    memcpy(p + SEGMENT_FIXED_BYTES, p, SEGMENT_FIXED_BYTES);
    return n;
}

/* The first document's language becomes an escape sequence. */
static size_t to_escape(uint8_t *p, size_t n)
{
    uint8_t *code = memmem(p, n, "\002en\001", 4);

    assert_non_null(code);
    code[1] = '\033';
    return n;
}

/* The languages have a document less than the segment. */
static size_t to_a_document_of_no_language(uint8_t *p, size_t n)
{
    uint8_t *count = p + 8 + 12 * LANG_EN;

    assert_int_equal(codec_load32(count), DOCS);
    codec_store32(count, DOCS - 1);
    return n;
}

static void each_document_has_a_language(void **state)
{
    struct err e = ERR_NONE;
    struct index *x;

    (void)state;
    publish_changed(TREE_HEADER, to_a_document_of_no_language);
    assert_int_equal(index_open(bad, ANALYZER_VERSION, &x, &e), E_CORRUPT);
}

static void check_finds_what_does_not_fit(void **state)
{
    struct check_report report;

    (void)state;
    publish_changed(TREE_FIXED, to_record_twice);
    assert_int_equal(check_index(bad, ANALYZER_VERSION, &report, NULL), E_CORRUPT);
    publish_changed(TREE_DOCS, to_escape);
    assert_int_equal(check_index(bad, ANALYZER_VERSION, &report, NULL), E_CORRUPT);
}

/* What fails while a score is summed must not pass for a score of 0. */
static void a_damaged_score_is_an_error(void **state)
{
    static const char *const queries[] = {"id:d7 alpha", "alpha", "omega3 alpha"};
    struct engine_options options = {.limit = 5};
    struct arena arena = ARENA_EMPTY;
    struct analyzer *analyzer;
    struct engine *g;
    struct index *x;

    (void)state;
    publish_changed(TREE_POSTINGS, to_wrong_frequencies);
    assert_int_equal(index_open(bad, ANALYZER_VERSION, &x, NULL), OK);
    assert_int_equal(analyzer_open(&analyzer, NULL), OK);
    assert_int_equal(engine_open(&x, 1, analyzer, &g, NULL), OK);
    for (size_t i = 0; i < sizeof queries / sizeof *queries; i++) {
        struct query q;
        struct results r;

        assert_int_equal(query_parse(slice_of_string(queries[i]), 0, &arena, &q, NULL), OK);
        assert_int_equal(engine_search(g, &q, &options, &arena, &r, NULL), E_CORRUPT);
    }
    engine_close(g);
    analyzer_close(analyzer);
    index_close(x);
    arena_release(&arena);
}

/* The first list's last block ends with the document, and no block scores anything. */
static size_t to_last(docid last, uint8_t *p, size_t n)
{
    const size_t blocks = (DOCS + POSTINGS_BLOCK - 1) / POSTINGS_BLOCK;

    assert_int_equal(codec_load32(p + 4 * (blocks - 1)), DOCS - 1);
    codec_store32(p + 4 * (blocks - 1), last);
    memset(p + 12 * blocks, 0, BOUND_BYTES * blocks);
    return n;
}

static size_t to_far_documents(uint8_t *p, size_t n)
{
    return to_last(DOC_END - 15, p, n);
}

static size_t to_the_end_of_all(uint8_t *p, size_t n)
{
    return to_last(DOC_END, p, n);
}

/* The good index fills the hits, so that the bad one's blocks are passed undecoded. */
static enum status search_both(const char *text, unsigned flags)
{
    const struct engine_options options = {.limit = 1, .exact_total = 1};
    struct arena arena = ARENA_EMPTY;
    struct analyzer *analyzer;
    struct engine *g;
    struct index *x[2];
    struct query q;
    struct results r;
    enum status status;

    assert_int_equal(index_open(good, ANALYZER_VERSION, &x[0], NULL), OK);
    assert_int_equal(index_open(bad, ANALYZER_VERSION, &x[1], NULL), OK);
    assert_int_equal(analyzer_open(&analyzer, NULL), OK);
    assert_int_equal(engine_open(x, 2, analyzer, &g, NULL), OK);
    assert_int_equal(query_parse(slice_of_string(text), flags, &arena, &q, NULL), OK);
    alarm(60);                     /* ends a search without end, and the test */
    status = engine_search(g, &q, &options, &arena, &r, NULL);
    alarm(0);
    engine_close(g);
    analyzer_close(analyzer);
    index_close(x[0]);
    index_close(x[1]);
    arena_release(&arena);
    return status;
}

static void blocks_that_end_behind_all_documents(void **state)
{
    change_value *const changes[] = {to_far_documents, to_the_end_of_all};

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        publish_changed(TREE_SKIPS, changes[i]);
        assert_int_equal(search_both("=omega3 =alpha", QUERY_ANY), E_CORRUPT);
        assert_int_equal(search_both("=alpha =beta", 0), E_CORRUPT);
        assert_int_equal(search_both("alpha beta", 0), E_CORRUPT);
    }
}

static void pages_of_any_bytes(void **state)
{
    struct err e = ERR_NONE;
    struct lmdb_walk walk;
    struct buf bytes;
    char file[128];

    (void)state;
    buf_init(&bytes, (size_t)1 << 26);
    for (unsigned round = setting("HOSTILE_ROUNDS", 300); round > 0; round--) {
        size_t page;

        snprintf(file, sizeof file, "%s/" SEGMENT_MADE, good);
        buf_clear(&bytes);
        assert_int_equal(io_read_file(file, &bytes, NULL), OK);
        do {
            page = draw((unsigned)(bytes.n / 4096));
        } while (page > 1 && codec_load16(bytes.p + page * 4096 + 10) > 2);   /* a value's page */
        damage(bytes.p + page * 4096 + (draw(2) == 0 ? 0 : draw(4000)), 96);
        e = ERR_NONE;
        assert_int_equal(io_replace_file(bad, SEGMENT_MADE, buf_slice(&bytes), NULL), OK);
        snprintf(file, sizeof file, "%s/" SEGMENT_MADE, bad);
        if (lmdb_walk_file(file, &walk, &e) != OK) {
            assert_int_not_equal(e.status, OK);
            continue;
        }
        segment_made_publish(bad, &walk);
        read_all(bad);
    }
    buf_release(&bytes);
}

static void documents_of_any_content(void **state)
{
    (void)state;
    for (unsigned round = setting("HOSTILE_ROUNDS", 300) / 10; round > 0; round--) {
        make_segment(bad, true);
        read_all(bad);
    }
}

static int start(void **state)
{
    (void)state;
    srand(setting("HOSTILE_SEED", 1));
    if (mkdtemp(directory) == NULL)
        return -1;
    snprintf(good, sizeof good, "%s/good", directory);
    snprintf(bad, sizeof bad, "%s/bad", directory);
    if (mkdir(good, 0777) != 0 || mkdir(bad, 0777) != 0)
        return -1;
    if (text_encoder_open(&encoder, NULL) != OK)
        return -1;
    make_segment(good, false);
    return 0;
}

static int stop(void **state)
{
    char command[64];

    (void)state;
    text_encoder_close(encoder);
    snprintf(command, sizeof command, "rm -rf %s", directory);
    return system(command);
}

static void a_sound_index_is_sound(void **state)
{
    struct check_report report;

    (void)state;
    assert_int_equal(check_index(good, ANALYZER_VERSION, &report, NULL), OK);
    read_all(good);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sound_index_is_sound), cmocka_unit_test(values_of_any_bytes),
        cmocka_unit_test(a_damaged_score_is_an_error),
        cmocka_unit_test(each_document_has_a_language), cmocka_unit_test(blocks_that_end_behind_all_documents),
        cmocka_unit_test(check_finds_what_does_not_fit),
        cmocka_unit_test(pages_of_any_bytes), cmocka_unit_test(documents_of_any_content)};
    return cmocka_run_group_tests(tests, start, stop);
}
