/* The whole query language, naively over all documents, and by the engine: same ids, order
 * and score bits, pruned or not. STEMMA_SEED=N draws others; STEMMA_QUERIES: so many. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "indexer/builder.h"
#include "searcher/engine.h"
#include "searcher/snippets/verify.h"
#include "store/segment_runs.h"
#include "store/user_fields.h"

#define DOCS 250
#define RUNS_MAX 6
#define WORDS_MAX 24
#define VOCABULARY 24u
#define PLACES_MAX 800
#define POSITIONS_MAX (RUNS_MAX * (WORDS_MAX + SEGMENT_ZONE_GAP))

struct run_words {
    uint8_t zone;
    unsigned words[WORDS_MAX];
    size_t count;
    uint32_t first;            /* position */
};

static struct made {
    bool alive, english;
    unsigned month, folder, order, price;        /* price 0: none */
    struct run_words runs[RUNS_MAX];
    size_t run_count;
    double length;             /* hundredths of words */
    int8_t words[POSITIONS_MAX], zones[POSITIONS_MAX];    /* by position; no word: -1 */
    uint32_t positions;
} docs[DOCS];

static unsigned added_count;

static unsigned draw(unsigned n)
{
    return (unsigned)rand() % n;
}

/* Two consonants and an x: no stemmer touches it. Few words are frequent. */
static const char letters[] = "bcdfghjklm";

static const char *name_of(unsigned word)
{
    static char name[4][4];
    static unsigned at;
    char *p = name[at++ % 4];

    snprintf(p, 4, "%c%cx", letters[word / 10], letters[word % 10]);
    return p;
}

static int number_of(struct slice name)
{
    return (int)(strchr(letters, name.p[0]) - letters) * 10 + (int)(strchr(letters, name.p[1]) - letters);
}

static unsigned draw_word(void)
{
    unsigned a = draw(VOCABULARY), b = draw(VOCABULARY);
    return a < b ? a : b;
}

static void make_document(struct made *d)
{
    uint32_t next = 0;

    *d = (struct made){.alive = true, .english = draw(4) > 0, .month = 1 + draw(12), .folder = draw(3),
                      .price = draw(9)};
    memset(d->words, -1, sizeof d->words);
    d->run_count = 1 + draw(RUNS_MAX);
    for (size_t i = 0; i < d->run_count; i++) {
        struct run_words *r = &d->runs[i];

        r->zone = (uint8_t)(i == 0 ? SEGMENT_TITLE : 1 + draw(SEGMENT_MENU));
        r->count = 1 + draw(i == 0 ? 5 : draw(8) == 0 ? WORDS_MAX : 12);
        r->first = next;
        next += (uint32_t)r->count + SEGMENT_ZONE_GAP;
        for (size_t j = 0; j < r->count; j++) {
            r->words[j] = draw_word();
            d->words[r->first + j] = (int8_t)r->words[j];
            d->zones[r->first + j] = (int8_t)r->zone;
        }
        d->positions = r->first + (uint32_t)r->count;
        d->length += (double)r->count * segment_zone_weight[r->zone];
    }
}

static void add(struct builder *b, size_t number)
{
    struct made *d = &docs[number];
    struct article_run runs[RUNS_MAX];
    char text[RUNS_MAX * WORDS_MAX * 5] = "", id[32], path[64], date[32];
    struct article a;
    struct buf user_fields;
    size_t at = 0;

    for (size_t i = 0; i < d->run_count; i++) {
        size_t start = at;

        for (size_t j = 0; j < d->runs[i].count; j++)
            at += (size_t)sprintf(text + at, "%s%s", name_of(d->runs[i].words[j]),
                                  j + 1 == d->runs[i].count ? "\n" : " ");
        runs[i] = (struct article_run){.bytes = (uint32_t)(at - start), .zone = d->runs[i].zone};
    }
    d->order = added_count++;
    snprintf(id, sizeof id, "d%zu", number);
    snprintf(path, sizeof path, "news/p%u/%zu.%s", d->folder, number, d->folder == 1 ? "TXT" : "html");
    snprintf(date, sizeof date, "2024-%02u-15", d->month);
    buf_init(&user_fields, USER_FIELDS_MAX_BYTES);
    if (d->price > 0) {
        char price[16];

        snprintf(price, sizeof price, "%u", d->price);
        assert_true(user_fields_put(&user_fields, SLICE_LITERAL("price"), slice_of_string(price)));
    }
    a = (struct article){.user_fields = buf_slice(&user_fields), .how.zones = ARTICLE_PLAIN, .id = slice_of_string(id), .path = slice_of_string(path), .date = slice_of_string(date),
                         .lang_code = slice_of_string(d->english ? "en" : "uk"), .text = slice_of_string(text),
                         .given = {.is_given = true, .runs = runs, .run_count = d->run_count,
                                   .title_bytes = runs[0].bytes - 1, .content_hash = added_count}};
    assert_int_equal(builder_add(b, &a, NULL), OK);
    buf_release(&user_fields);
}

struct place {
    uint32_t start, end, weight;
};

struct view {
    const struct query *q;
    const struct made *d;
    size_t number;
    bool leaves_open;          /* what is excluded as typed is absent (query.h) */
    double idfs[64];           /* by clause, in the language of the document */
    double average;
};

static bool stands_at(const struct made *d, const struct clause *c, const int *words, size_t word,
                      uint32_t position, uint32_t *weight)
{
    int zone = d->zones[position];

    if (d->words[position] != words[word])
        return false;
    *weight = segment_zone_weight[zone] < *weight ? segment_zone_weight[zone] : *weight;
    if (c->zones != 0 && (c->zones >> zone & 1) == 0)
        *weight = 0;
    return true;
}

/* Matches of a clause, from left to right, none beginning in the one before. The words
 * are those of the first place each behind the one before. A weight of 0: out of zones. */
static size_t find_places(const struct made *d, const struct clause *c, struct place *out)
{
    size_t count = 0, in_zones = 0;
    uint32_t last = d->positions - 1;
    int words[8];

    for (size_t i = 0; i < c->word_count; i++)
        words[i] = number_of(c->words[i]);
    for (uint32_t start = 0; start <= last; start++) {
        uint32_t weight = UINT32_MAX, at = start, most = (uint32_t)c->word_count - 1 + c->slop;

        if (c->slop > 0 && count > 0 && start <= out[count - 1].end)
            continue;
        if (!stands_at(d, c, words, 0, start, &weight))
            continue;
        for (size_t word = 1; word < c->word_count && at <= last; word++)
            for (at++; at <= last && at - start <= most && !stands_at(d, c, words, word, at, &weight); at++)
                ;
        if (at > last || at - start > most)
            continue;
        out[count++] = (struct place){start, at, weight};
    }
    for (size_t i = 0; i < count; i++)
        if (out[i].weight > 0)
            out[in_zones++] = out[i];
    return in_zones;
}

static unsigned digit_in(struct slice number)
{
    assert_int_equal(number.n, 1);
    return number.p[0] - (unsigned)'0';
}

/* "3", or "[3 TO 5]" where an end of none is a *. */
static bool has_price(const struct made *d, const struct filter_value *value)
{
    unsigned low = 1, high = UINT_MAX;

    if (!value->range.is_range)
        return d->price == digit_in(value->text);
    if (value->range.low.n > 0)
        low = digit_in(value->range.low);
    if (value->range.high.n > 0)
        high = digit_in(value->range.high);
    return d->price > 0 && d->price >= low + value->range.above && d->price <= high - value->range.below;
}

/* Those of a leaf. */
static size_t leaf_places(const struct view *v, uint32_t clause, struct place *out)
{
    const struct clause *c = &v->q->clauses[clause];

    return v->leaves_open && c->left_open ? 0 : find_places(v->d, c, out);
}

static bool has_filter(const struct view *v, const struct query_filter *f)
{
    for (size_t i = 0; i < f->value_count; i++) {
        const struct filter_value *value = &f->values[i];
        char text[16];
        bool zone = false;

        snprintf(text, sizeof text, "p%u", v->d->folder);
        for (size_t j = 0; j < v->d->run_count; j++)
            zone |= v->d->runs[j].zone == value->zone;
        if ((f->field == FILTER_LANG && (value->text.p[0] == 'e') == v->d->english)
            || (f->field == FILTER_DATE && v->d->month >= value->dates.from.month && v->d->month <= value->dates.to.month)
            || (f->field == FILTER_PATH && slice_starts_with(value->text, slice_of_string(text)))
            || (f->field == FILTER_EXT && (value->text.p[0] == 't') == (v->d->folder == 1))
            || (f->field == FILTER_ZONE && zone) || (f->field == FILTER_USER && has_price(v->d, value)))
            return true;
    }
    return false;
}

static bool matches(const struct view *v, const struct query_node *node);

static size_t places_of(const struct view *v, const struct query_node *node, struct place *out)
{
    size_t count = 0;

    if (node->kind == NODE_LEAF)
        return leaf_places(v, node->at, out);
    for (const struct query_node *c = node->first; c != NULL; c = c->next)
        count += leaf_places(v, c->at, out + count);
    return count;
}

/* Tries every place of the operand and of those after it. */
static bool near_from(const struct view *v, const struct query_node *near, const struct query_node *operand,
                      int64_t start, int64_t end, int64_t words)
{
    struct place places[PLACES_MAX];
    size_t count;

    if (operand == NULL)
        return end - start + 1 - words <= (int64_t)near->distance - 1;
    count = places_of(v, operand, places);
    for (size_t i = 0; i < count; i++) {
        if (near->kind == NODE_ADJ && (int64_t)places[i].start <= end)
            continue;
        if (near_from(v, near, operand->next, places[i].start < start ? places[i].start : start,
                      places[i].end > end ? places[i].end : end, words + places[i].end - places[i].start + 1))
            return true;
    }
    return false;
}

static bool matches_set(const struct view *v, const struct query_node *set)
{
    bool wanted = false, optional = false, some = false;

    for (const struct query_node *c = set->first; c != NULL; c = c->next) {
        bool has = matches(v, c);

        if (has == (c->role == ROLE_EXCLUDED) && c->role != ROLE_OPTIONAL)
            return false;
        wanted |= c->role == ROLE_WANTED && !query_is_filter(v->q, c);
        optional |= c->role == ROLE_OPTIONAL;
        some |= c->role == ROLE_OPTIONAL && has;
    }
    return wanted || !optional || some;
}

static bool matches(const struct view *v, const struct query_node *node)
{
    const struct clause *c = &v->q->clauses[node->at];
    struct place places[PLACES_MAX];
    char id[32];

    switch (node->kind) {
    case NODE_SET: return matches_set(v, node);
    case NODE_FILTER: return has_filter(v, &v->q->filters[node->at]);
    case NODE_LEAF:
        snprintf(id, sizeof id, "d%zu", v->number);
        return c->kind == CLAUSE_ALL || (c->kind == CLAUSE_ID && slice_equal(c->text, slice_of_string(id)))
               || (c->kind == CLAUSE_WORDS && leaf_places(v, node->at, places) > 0);
    default: return near_from(v, node, node->first, UINT32_MAX, -1, 0);
    }
}

/* idf * tf / (tf + norm) to the nearest multiple of 2^-30; norm as bm25.h writes it. */
static double score_leaf(const struct view *v, uint32_t clause)
{
    struct place places[PLACES_MAX];
    size_t count = find_places(v->d, &v->q->clauses[clause], places);
    double norm = 100 * 1.2 * (1 - 0.75) + 100 * 1.2 * 0.75 / v->average * v->d->length, tf = 0;

    for (size_t i = 0; i < count; i++)
        tf += places[i].weight;
    return ldexp(nearbyint(ldexp(v->idfs[clause] * tf / (tf + norm), 30)), -30);
}

static double score(const struct view *v, const struct query_node *node)
{
    double sum = 0;

    if (node->kind == NODE_LEAF)
        return v->q->clauses[node->at].kind == CLAUSE_WORDS ? score_leaf(v, node->at) : 0;
    for (const struct query_node *c = node->first; c != NULL; c = c->next)
        if (c->role != ROLE_EXCLUDED && matches(v, c))
            sum += score(v, c);
    return sum;
}

static void find_idfs(struct view *v, bool english)
{
    double doc_count = 0, length = 0;

    for (size_t i = 0; i < DOCS; i++)
        if (docs[i].alive && docs[i].english == english) {
            doc_count++;
            length += docs[i].length;
        }
    v->average = length / doc_count;
    for (size_t i = 0; i < v->q->clause_count; i++) {
        const struct clause *c = &v->q->clauses[i];

        v->idfs[i] = 0;
        for (size_t j = 0; j < c->word_count; j++) {
            double df = 0;

            for (size_t k = 0; k < DOCS; k++)
                df += docs[k].alive && docs[k].english == english
                      && memchr(docs[k].words, number_of(c->words[j]), docs[k].positions) != NULL;
            v->idfs[i] += log(1 + (doc_count - df + 0.5) / (df + 0.5));
        }
        v->idfs[i] = v->idfs[i] * c->boost / 100;
    }
}

#define TODAY 20241120

/* Half of the score fades with age: by half of it in so many days. */
static double recency_of(const struct made *d, unsigned days)
{
    struct tm then = {.tm_year = 124, .tm_mon = (int)d->month - 1, .tm_mday = 15};
    struct tm now = {.tm_year = 124, .tm_mon = 10, .tm_mday = 20};
    double age = difftime(timegm(&now), timegm(&then)) / 86400;

    return days == 0 ? 1 : 0.5 + 0.5 * exp2(-(age > 0 ? age : 0) / days);
}

struct naive_hit {
    size_t number;
    double score;
};

/* Other languages come before English. */
static int compare_naive(const void *a, const void *b)
{
    const struct naive_hit *x = a, *y = b;
    const struct made *p = &docs[x->number], *q = &docs[y->number];

    if (x->score != y->score)
        return x->score > y->score ? -1 : 1;
    if (p->english != q->english)
        return p->english ? 1 : -1;
    return (p->order > q->order) - (p->order < q->order);
}

static size_t naive_search(const struct query *q, unsigned recency, bool leaves_open, struct naive_hit *out)
{
    size_t hits = 0;

    for (int english = 0; q->root != NULL && english < 2; english++) {
        struct view v = {.q = q};

        find_idfs(&v, english != 0);
        for (size_t i = 0; i < DOCS; i++) {
            v.d = &docs[i];
            v.number = i;
            v.leaves_open = leaves_open;
            if (!v.d->alive || v.d->english != (english != 0) || !matches(&v, q->root))
                continue;
            v.leaves_open = true;      /* as the engine scores */
            out[hits++] = (struct naive_hit){i, score(&v, q->root) * recency_of(v.d, recency)};
        }
    }
    qsort(out, hits, sizeof *out, compare_naive);
    return hits;
}

static void put_operand(struct buf *text)
{
    static const char *const zones[] = {"title:", "lead:", "body:", "related:", "credit:", "menu:"};

    if (draw(5) == 0)
        buf_append_string(text, zones[draw(6)]);
    if (draw(4) == 0) {
        buf_printf(text, "%s\"%s %s", draw(2) == 0 ? "~" : "", name_of(draw_word()), name_of(draw_word()));
        buf_printf(text, draw(3) == 0 ? " %s\"" : "\"", name_of(draw_word()));
        if (draw(2) == 0)
            buf_printf(text, "~%u", 1 + draw(20));
    } else {
        buf_append_string(text, name_of(draw_word()));
    }
    if (draw(6) == 0)
        buf_printf(text, "^%u.%u", draw(3), draw(10));
}

static void put_atom(struct buf *text)
{
    static const char *const prices[][2] = {{"", ""}, {"", "..5"}, {"..", ""}, {">", ""}, {"<", ""},
                                            {"[", " TO *]"}, {">=", ""}};
    unsigned price = draw(7);

    switch (draw(17)) {
    case 5: buf_printf(text, "price:%s%u%s", prices[price][0], 1 + draw(8), prices[price][1]); break;
    case 0: buf_printf(text, "lang:%s", draw(3) == 0 ? "uk" : "en"); break;
    case 1: buf_printf(text, "date:2024-%02u..2024-%02u", 1 + draw(6), 5 + draw(8)); break;
    case 2: buf_printf(text, "path:p%u%s", draw(3), draw(2) == 0 ? "/**" : ""); break;
    case 3: buf_append_string(text, draw(2) == 0 ? "ext:txt" : "zone:related"); break;
    case 4: buf_printf(text, draw(3) == 0 ? "*" : "id:d%u", draw(DOCS)); break;
    default: put_operand(text); break;
    }
}

static void put_query(struct buf *text, unsigned depth)
{
    static const char *const joins[] = {" ", " ", " AND ", " OR ", " OR "};

    for (unsigned left = 1 + draw(3); left > 0; left--) {
        static const char *const signs[] = {"", "", "", "", "-", "+"};

        buf_append_string(text, signs[draw(6)]);
        if (depth > 0 && draw(3) == 0) {
            buf_append_string(text, "(");
            put_query(text, depth - 1);
            buf_append_string(text, ")");
        } else if (draw(4) == 0) {
            const char *kind = draw(2) == 0 ? "NEAR" : "ADJ";

            for (unsigned i = 2 + draw(2); i > 0; i--) {
                if (draw(4) == 0)
                    buf_printf(text, "(%s OR %s)", name_of(draw_word()), name_of(draw_word()));
                else
                    put_operand(text);
                if (i > 1)
                    buf_printf(text, " %s/%u ", kind, 1 + draw(12));
            }
        } else {
            put_atom(text);
        }
        if (left > 1)
            buf_append_string(text, joins[draw(5)]);
    }
}

/* verified: by verify.h, whose totals may be too high where they are not exact. */
static void expect_equal(struct engine *g, struct index *const *indexes, struct slice text, const struct query *q,
                         unsigned recency, bool exhaustive, bool verified, const struct naive_hit *want,
                         size_t want_count)
{
    static const size_t limits[] = {1, 5, 30, DOCS};
    struct engine_options options = {.limit = limits[draw(4)], .no_relax = true, .exhaustive = exhaustive,
                                     .recency = recency, .today = TODAY,
                                     .exact_total = 1 + draw(30)};
    struct arena arena = ARENA_EMPTY;
    struct results r;
    struct err e = ERR_NONE;
    bool good;

    if (verified)
        assert_int_equal(verify_search(g, indexes, q, &options, &arena, &r, &e), OK);
    else
        assert_int_equal(engine_search(g, q, &options, &arena, &r, &e), OK);
    good = r.hit_count == (want_count < options.limit ? want_count : options.limit)
           && (!r.total_exact || r.total == want_count)
           && (verified || r.total <= want_count);
    for (size_t i = 0; i < r.hit_count && good; i++) {
        struct document d;
        char id[32];

        assert_int_equal(segment_document(index_segment(indexes[0], r.hits[i].segment), r.hits[i].doc, &d, NULL), OK);
        snprintf(id, sizeof id, "d%zu", want[i].number);
        good = slice_equal(d.id, slice_of_string(id)) && memcmp(&r.hits[i].score, &want[i].score, sizeof(double)) == 0;
        if (!good)
            print_message("hit %zu: want %s %a, got %.*s %a\n", i, id, want[i].score, SLICE_ARG(d.id), r.hits[i].score);
    }
    if (!good)
        print_message("query %.*s (any %d, flat %d, exhaustive %d, verified %d): want %zu, got %zu of %zu\n", SLICE_ARG(text),
                      q->side_by_side_any, q->flat, exhaustive, verified, want_count, r.hit_count, (size_t)r.total);
    assert_true(good);
    arena_release(&arena);
}

static void compare(const char *path, unsigned queries)
{
    static struct naive_hit want[DOCS];
    struct index *x;
    struct analyzer *analyzer;
    struct engine *g;

    assert_int_equal(index_open(path, ANALYZER_VERSION, &x, NULL), OK);
    assert_int_equal(analyzer_open(&analyzer, NULL), OK);
    assert_int_equal(engine_open(&x, 1, analyzer, &g, NULL), OK);
    for (unsigned i = 0; i < queries; i++) {
        struct arena arena = ARENA_EMPTY;
        struct err e = ERR_NONE;
        struct buf text;
        struct query q;

        buf_init(&text, 10000);
        put_query(&text, 2);
        assert_int_equal(query_parse_fields(buf_slice(&text), draw(2) == 0 ? QUERY_ANY : 0,
                                            engine_user_fields(g), &arena, &q, &e), OK);
        if (q.clause_count < 64) {
            unsigned recency = draw(3) == 0 ? 1 + draw(200) : 0;
            bool verified = draw(3) == 0;
            size_t count = naive_search(&q, recency, !verified, want);

            expect_equal(g, &x, buf_slice(&text), &q, recency, true, verified, want, count);
            expect_equal(g, &x, buf_slice(&text), &q, recency, false, verified, want, count);
        }
        buf_release(&text);
        arena_release(&arena);
    }
    engine_close(g);
    analyzer_close(analyzer);
    index_close(x);
}

static void engine_equals_naive_search(void **state)
{
    char path[] = "/tmp/stemma-oracle-XXXXXX", command[64];
    struct builder_options options = {.memory_bytes = (size_t)64 << 20, .threads = 2};
    const char *seed = getenv("STEMMA_SEED"), *wanted = getenv("STEMMA_QUERIES");
    unsigned queries = wanted == NULL ? 400 : (unsigned)strtoul(wanted, NULL, 10);
    struct builder *b;

    (void)state;
    srand(seed == NULL ? 11 : (unsigned)strtoul(seed, NULL, 10));
    assert_non_null(mkdtemp(path));
    assert_int_equal(builder_open(path, &options, &b, NULL), OK);
    for (size_t i = 0; i < DOCS; i++) {
        make_document(&docs[i]);
        add(b, i);
    }
    assert_int_equal(builder_commit(b, NULL), OK);
    compare(path, queries);
    for (int round = 0; round < 3; round++) {
        for (unsigned i = 0; i < 40; i++) {
            size_t changed = draw(DOCS);
            make_document(&docs[changed]);
            add(b, changed);
        }
        assert_int_equal(builder_commit(b, NULL), OK);
        compare(path, queries);
    }
    builder_close(b);
    snprintf(command, sizeof command, "rm -rf %s", path);
    assert_int_equal(system(command), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(engine_equals_naive_search)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
