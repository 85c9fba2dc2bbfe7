/* A naive search over all documents, and the engine: same ids, order, score bits.
 * STEMMA_SEED=N draws other documents, of another shape too.                   */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/builder.h"
#include "searcher/engine.h"
#include "store/checksum.h"

#define DOCS 600
#define WORDS_MAX 400

/* Pseudo-words without endings that a stemmer would touch; both in English. */
struct article_words {
    unsigned title[5], body[WORDS_MAX];
    size_t title_count, body_count;
    bool alive;
};

/* How the documents are made; shape_drawn makes another for each STEMMA_SEED. */
static struct shape {
    unsigned vocabulary, words_max;
    unsigned copies;          /* one document in so many equals another */
    unsigned changed;         /* documents added anew, or removed, in a round */
    unsigned removals;        /* one of them in so many is removed; 0: none is */
    int queries;
} shape;

static struct article_words docs[DOCS];
static size_t added_order[4 * DOCS], added_count;   /* documents as they were added, dead too */

static unsigned draw(unsigned n)
{
    return (unsigned)rand() % n;
}

/* The seed of the caller, or this one, and the shape that goes with it. */
static void start_drawing(unsigned fallback)
{
    const char *seed = getenv("STEMMA_SEED");

    print_message("seed %s, else %u\n", seed == NULL ? "not set" : seed, fallback);
    shape = (struct shape){.vocabulary = 40, .words_max = 60, .copies = 5, .changed = 60,
                           .queries = 1000};
    srand(seed == NULL ? fallback : fallback + (unsigned)strtoul(seed, NULL, 10));
    if (seed != NULL)
        shape = (struct shape){.vocabulary = 3 + draw(200), .words_max = 2 + draw(WORDS_MAX - 1),
                               .copies = 1 + draw(8), .changed = 1 + draw(DOCS / 2),
                               .removals = draw(4), .queries = 100};
}

/* Few frequent words, many rare ones, and many equal documents: ties. */
static unsigned draw_word(void)
{
    unsigned a = draw(shape.vocabulary), b = draw(shape.vocabulary),
             c = draw(shape.vocabulary);
    unsigned least = a < b ? a : b;
    return least < c ? least : c;
}

static void make_document(size_t i)
{
    struct article_words *d = &docs[i];

    if (i % 50 > 0 && draw(shape.copies) == 0) {
        *d = docs[draw((unsigned)i)];
        d->alive = true;
        return;
    }
    *d = (struct article_words){.alive = true, .title_count = 1 + draw(4),
                                .body_count = draw(8) == 0 ? 0 : draw(shape.words_max)};
    for (size_t j = 0; j < d->title_count; j++)
        d->title[j] = draw_word();
    for (size_t j = 0; j < d->body_count; j++)
        d->body[j] = draw_word();
}

static void put_words(char *out, const unsigned *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        sprintf(out + strlen(out), "%sw%ux", i == 0 ? "" : " ", words[i]);
}

static void note_added(void *context, const struct builder_report *r)
{
    (void)context;
    if (r->result != BUILDER_UNCHANGED)
        added_order[added_count++] = strtoul((const char *)r->id.p + 1, NULL, 10);
}

static void add(struct builder *b, size_t i)
{
    char text[8192] = "", body[8 * WORDS_MAX] = "", id[32];
    struct article a;

    snprintf(id, sizeof id, "d%zu", i);
    put_words(text, docs[i].title, docs[i].title_count);
    a = (struct article){.how.zones = ARTICLE_PLAIN, .id = slice_of_string(id), .lang_code = SLICE_LITERAL("en"),
                         .title = slice_of_string(text)};
    put_words(body, docs[i].body, docs[i].body_count);
    a.text = slice_of_string(body);
    assert_int_equal(builder_add(b, &a, NULL), OK);
}

struct wanted {
    unsigned words[3];
    size_t count;
    bool phrase, excluded;
    unsigned times;            /* that it is asked for: it is worth as much */
};

/* What other words and phrases a word stands for: drawn once for all queries. */
#define OTHERS_MAX 5

static struct others {
    size_t count;
    struct other {
        struct wanted w;
        uint32_t weight, tier;
    } of[OTHERS_MAX];
} others[256];

static void draw_others(void)
{
    memset(others, 0, sizeof others);
    for (unsigned word = 0; word < shape.vocabulary; word++) {
        struct others *o = &others[word];

        o->count = draw(2) == 0 ? 0 : draw(OTHERS_MAX + 1);
        for (size_t i = 0; i < o->count; i++) {
            o->of[i] = (struct other){.weight = 1 + draw(100), .tier = draw(2) == 0 ? 100 : 1 + draw(100)};
            o->of[i].w.count = draw(3) == 0 ? 2 : 1;
            o->of[i].w.words[0] = draw_word();
            o->of[i].w.words[1] = draw_word();
        }
    }
}

static struct variants variants_of(const struct wanted *w, struct arena *arena)
{
    struct variants list = {.arena = arena};
    const struct others *o = &others[w->words[0]];
    char text[3][16];
    struct slice terms[3];

    for (size_t i = 0; i <= (w->count == 1 ? o->count : 0); i++) {
        const struct wanted *v = i == 0 ? w : &o->of[i - 1].w;

        for (size_t j = 0; j < v->count; j++) {
            snprintf(text[j], sizeof text[j], "w%ux", v->words[j]);
            terms[j] = slice_of_string(text[j]);
        }
        assert_int_equal(variants_add(&list, terms, v->count, i == 0 ? 100 : o->of[i - 1].weight,
                                      i == 0 ? 100 : o->of[i - 1].tier, VIA_FORM, NULL), OK);
    }
    return list;
}

static enum status add_others(void *context, struct engine *g, enum lang lang,
                              const struct query *q, size_t clause, struct variants *out,
                              struct err *e)
{
    const struct clause *c = &q->clauses[clause];
    struct wanted w = {.count = 1};
    struct variants list;

    (void)context;
    (void)g;
    if (lang != LANG_EN || c->word_count != 1)
        return OK;
    w.words[0] = (unsigned)strtoul((const char *)c->words[0].p + 1, NULL, 10);
    list = variants_of(&w, out->arena);
    for (size_t i = 0; i < list.count; i++)
        TRY(variants_add(out, list.items[i].terms, list.items[i].term_count, list.items[i].weight,
                         list.items[i].tier, list.items[i].via, e));
    return OK;
}

/* Weighted tf in hundredths of a word or phrase in a document. */
static uint32_t naive_tf(const struct article_words *d, const struct wanted *w)
{
    uint32_t tf = 0;

    for (int zone = 0; zone < 2; zone++) {
        const unsigned *words = zone == 0 ? d->title : d->body;
        size_t count = zone == 0 ? d->title_count : d->body_count;
        for (size_t i = 0; i + w->count <= count; i++) {
            size_t j = 0;
            while (j < w->count && words[i + j] == w->words[j])
                j++;
            if (j == w->count)
                tf += zone == 0 ? 200 : 100;
        }
    }
    return tf;
}

static double naive_df(unsigned word)
{
    struct wanted one = {.words = {word}, .count = 1};
    double df = 0;

    for (size_t j = 0; j < DOCS; j++)
        df += docs[j].alive && naive_tf(&docs[j], &one) > 0;
    return df;
}

static double idf_of(double doc_count, double df)
{
    return log(1 + (doc_count - df + 0.5) / (df + 0.5));
}

/* Of a word or phrase; whether all its words occur. */
static double naive_idf(const struct wanted *w, size_t doc_count, bool *occurs)
{
    double idf = 0;

    *occurs = true;
    for (size_t i = 0; i < w->count; i++) {
        idf += idf_of((double)doc_count, naive_df(w->words[i]));
        *occurs &= naive_df(w->words[i]) > 0;
    }
    return idf;
}

/* A clause as a group of words and phrases that all occur. */
struct naive_group {
    struct wanted members[OTHERS_MAX + 1];
    uint32_t weights[OTHERS_MAX + 1], tiers[OTHERS_MAX + 1];
    size_t count;
    double idf;
};

static struct naive_group naive_group(const struct wanted *w, bool grouped, size_t doc_count)
{
    struct arena arena = ARENA_EMPTY;
    struct variants list = {.arena = &arena};
    struct naive_group g = {.count = 0};
    double df = 0;

    if (grouped) {
        list = variants_of(w, &arena);
    } else {
        g.members[0] = *w;
        g.weights[0] = g.tiers[0] = 100;
        g.count = 1;
    }
    for (size_t i = 0; i < list.count; i++) {
        struct wanted *m = &g.members[g.count];
        bool occurs;

        m->count = list.items[i].term_count;
        for (size_t j = 0; j < m->count; j++)
            m->words[j] = (unsigned)strtoul((const char *)list.items[i].terms[j].p + 1, NULL, 10);
        naive_idf(m, doc_count, &occurs);
        g.weights[g.count] = list.items[i].weight;
        g.tiers[g.count] = list.items[i].tier;
        g.count += occurs;
    }
    for (size_t i = 0; i < g.count; i++) {
        bool occurs;
        double idf = naive_idf(&g.members[i], doc_count, &occurs);

        df += (g.members[i].count == 1 ? naive_df(g.members[i].words[0])
                                       : (double)doc_count * exp(-idf)) * g.weights[i] * g.tiers[i];
        g.idf = idf;
    }
    if (g.count > 1 || (g.count == 1 && g.weights[0] < 100)) {
        df = ceil(df / 10000);
        df = df < 1 ? 1 : df > (double)doc_count ? (double)doc_count : df;
        g.idf = idf_of((double)doc_count, df);
    }
    arena_release(&arena);
    return g;
}

/* The group's tf in a document, and the tier of the best member that it has. */
static uint32_t naive_group_tf(const struct article_words *d, const struct naive_group *g,
                               uint32_t *tier)
{
    uint32_t sum = 0;

    *tier = 0;
    for (size_t i = 0; i < g->count; i++) {
        uint32_t tf = naive_tf(d, &g->members[i]), part = (tf * g->weights[i] + 50) / 100;

        if (tf == 0)
            continue;
        sum += part == 0 ? 1 : part;
        *tier = g->tiers[i] > *tier ? g->tiers[i] : *tier;
    }
    return sum;
}

/* idf * tf / (tf + norm) to the nearest multiple of 2^-30; norm as bm25.h writes it. */
static double naive_score(double idf, uint32_t tf, double length, double average)
{
    double norm = 100 * 1.2 * (1 - 0.75) + 100 * 1.2 * 0.75 / average * length;
    return ldexp(nearbyint(ldexp(idf * tf / (tf + norm), 30)), -30);
}

struct naive_hit {
    size_t document, order;
    double score;
};

static int compare_naive(const void *a, const void *b)
{
    const struct naive_hit *x = a, *y = b;
    if (x->score != y->score)
        return x->score > y->score ? -1 : 1;
    return (x->order > y->order) - (x->order < y->order);
}

static size_t naive_search(const struct wanted *w, size_t count, bool any, bool grouped,
                           struct naive_hit *out)
{
    struct naive_group groups[8];
    double length_sum = 0, average;
    size_t doc_count = 0, hits = 0, last_added[DOCS];

    for (size_t i = 0; i < added_count; i++)
        last_added[added_order[i]] = i;
    for (size_t i = 0; i < DOCS; i++) {
        doc_count += docs[i].alive;
        if (docs[i].alive)
            length_sum += (double)(docs[i].title_count * 200 + docs[i].body_count * 100);
    }
    average = length_sum / (double)doc_count;
    for (size_t i = 0; i < count; i++)
        groups[i] = naive_group(&w[i], grouped, doc_count);
    for (size_t i = 0; i < count; i++)
        groups[i].idf = groups[i].idf * (100 * w[i].times) / 100;
    for (size_t i = 0; i < DOCS; i++) {
        double score = 0, length = (double)(docs[i].title_count * 200 + docs[i].body_count * 100);
        bool all = true, some = false, out_of_it = !docs[i].alive;

        for (size_t j = 0; j < count; j++) {
            uint32_t tier, tf = naive_group_tf(&docs[i], &groups[j], &tier);
            double idf = tier < 100 ? groups[j].idf * tier / 100 : groups[j].idf;

            if (w[j].excluded) {
                out_of_it |= tf > 0;
                continue;
            }
            all &= tf > 0;
            some |= tf > 0;
            if (tf > 0)
                score += naive_score(idf, tf, length, average);
        }
        if (!out_of_it && (any ? some : all))
            out[hits++] = (struct naive_hit){i, last_added[i], score};
    }
    qsort(out, hits, sizeof *out, compare_naive);
    return hits;
}

/* What is asked for several times stands once, where it stood first. */
static size_t unite_equal(struct wanted *w, size_t count)
{
    size_t kept = 0;

    for (size_t i = 0; i < count; i++) {
        size_t j = 0;

        while (j < kept && (w[j].count != w[i].count || w[j].excluded != w[i].excluded
                            || memcmp(w[j].words, w[i].words, w[i].count * sizeof *w[i].words) != 0))
            j++;
        if (j == kept)
            w[kept++] = w[i];
        else
            w[j].times++;
    }
    return kept;
}

static size_t draw_query(struct wanted *w, char *text)
{
    size_t count = 1 + draw(4);

    *text = '\0';
    for (size_t i = 0; i < count; i++) {
        w[i] = (struct wanted){.count = 1, .times = 1};
        w[i].excluded = i > 0 && draw(6) == 0;
        if (draw(4) == 0)
            w[i].count = 2 + draw(2);
        for (size_t j = 0; j < w[i].count; j++)
            w[i].words[j] = draw_word();
        sprintf(text + strlen(text), " %s\"", w[i].excluded ? "-~" : "");
        put_words(text + strlen(text), w[i].words, w[i].count);
        strcat(text, "\"");
    }
    return unite_equal(w, count);
}

static void expect_equal(struct engine *g, struct index *const *indexes, const char *text, bool any, size_t limit,
                         bool exhaustive, const struct naive_hit *want, size_t want_count)
{
    struct engine_options options = {.limit = limit, .no_relax = true, .exhaustive = exhaustive,
                                     .exact_total = draw(2) == 0 ? 1 : draw(51)};
    struct arena arena = ARENA_EMPTY;
    struct query q;
    struct results r;

    assert_int_equal(query_parse(slice_of_string(text), any ? QUERY_ANY : 0, &arena, &q, NULL), OK);
    assert_int_equal(engine_search(g, &q, &options, &arena, &r, NULL), OK);
    assert_int_equal(r.hit_count, want_count < limit ? want_count : limit);
    if (r.total_exact)
        assert_int_equal(r.total, want_count);
    for (size_t i = 0; i < r.hit_count; i++) {
        struct document d;
        char id[32];

        assert_int_equal(segment_document(index_segment(indexes[r.hits[i].index], r.hits[i].segment), r.hits[i].doc, &d,
                                          NULL), OK);
        snprintf(id, sizeof id, "d%zu", want[i].document);
        if (!slice_equal(d.id, slice_of_string(id)) || r.hits[i].score != want[i].score)
            print_message("query%s, hit %zu: want %s %a, got %.*s %a\n", text, i, id,
                          want[i].score, SLICE_ARG(d.id), r.hits[i].score);
        assert_true(slice_equal(d.id, slice_of_string(id)));
        assert_true(memcmp(&r.hits[i].score, &want[i].score, sizeof(double)) == 0);
    }
    arena_release(&arena);
}

static void compare_all(const char *const *paths, size_t count_of_paths)
{
    static struct naive_hit want[DOCS];
    static const size_t limits[] = {1, 10, 100, DOCS};
    static const struct expander expander = {.expand = add_others};
    struct index *x[2];
    struct analyzer *analyzer;
    struct engine *g;

    draw_others();
    for (size_t i = 0; i < count_of_paths; i++)
        assert_int_equal(index_open(paths[i], ANALYZER_VERSION, &x[i], NULL), OK);
    assert_int_equal(analyzer_open(&analyzer, NULL), OK);
    assert_int_equal(engine_open(x, count_of_paths, analyzer, &g, NULL), OK);
    for (int i = 0; i < shape.queries; i++) {
        struct wanted w[8];
        char text[1000];
        size_t count = draw_query(w, text), limit = limits[draw(4)];
        bool any = draw(2) == 0, grouped = draw(2) == 0;
        size_t hits;

        engine_expand_by(g, &expander, grouped);
        hits = naive_search(w, count, any, grouped, want);
        if (draw(4) == 0)
            limit = 1 + draw(1000);
        expect_equal(g, x, text, any, limit, false, want, hits);
        expect_equal(g, x, text, any, limit, true, want, hits);
    }
    engine_close(g);
    analyzer_close(analyzer);
    for (size_t i = 0; i < count_of_paths; i++)
        index_close(x[i]);
}

/* Removes some of the published documents first, then adds some anew. */
static void change_some(struct builder *b)
{
    unsigned removed = shape.removals == 0 ? 0 : shape.changed / shape.removals;

    for (unsigned i = 0; i < removed; i++) {
        size_t gone = draw(DOCS);
        char id[32];
        bool found;

        snprintf(id, sizeof id, "d%zu", gone);
        assert_int_equal(builder_remove(b, checksum_of(slice_of_string(id), 0), &found, NULL), OK);
        assert_true(found == docs[gone].alive);
        docs[gone].alive = false;
    }
    for (unsigned i = 0; i < shape.changed; i++) {
        size_t changed = draw(DOCS);
        make_document(changed);
        add(b, changed);
    }
}

static void engine_equals_naive_search(void **state)
{
    char path[] = "/tmp/stemma-oracle-XXXXXX", command[64];
    struct builder_options options = {.memory_bytes = (size_t)64 << 20, .threads = 2,
                                      .on_report = note_added};
    struct builder *b;

    (void)state;
    added_count = 0;
    start_drawing(20240517);
    assert_non_null(mkdtemp(path));
    assert_int_equal(builder_open(path, &options, &b, NULL), OK);
    for (size_t i = 0; i < DOCS; i++) {
        make_document(i);
        add(b, i);
    }
    assert_int_equal(builder_commit(b, NULL), OK);
    compare_all(&(const char *){path}, 1);                                  /* one segment */
    for (int round = 0; round < 6; round++) {
        change_some(b);
        assert_int_equal(builder_commit(b, NULL), OK);
        compare_all(&(const char *){path}, 1);                              /* several with deletions, then merged */
    }
    builder_close(b);
    snprintf(command, sizeof command, "rm -rf %s", path);
    assert_int_equal(system(command), 0);
}

/* The same documents shared out to two indexes rank as one index. */
static void two_indexes_rank_as_one(void **state)
{
    char first[] = "/tmp/stemma-oracle-XXXXXX", second[] = "/tmp/stemma-oracle-XXXXXX";
    const char *paths[] = {mkdtemp(first), mkdtemp(second)};
    struct builder_options options = {.memory_bytes = (size_t)64 << 20, .threads = 2,
                                      .on_report = note_added};
    char command[128];

    (void)state;
    start_drawing(7);
    added_count = 0;
    for (size_t i = 0; i < 2; i++) {
        struct builder *b;

        assert_non_null(paths[i]);
        assert_int_equal(builder_open(paths[i], &options, &b, NULL), OK);
        for (size_t j = i * DOCS / 3; j < (i == 0 ? DOCS / 3 : DOCS); j++) {
            make_document(j);
            add(b, j);
        }
        assert_int_equal(builder_commit(b, NULL), OK);
        builder_close(b);
    }
    compare_all(paths, 2);
    snprintf(command, sizeof command, "rm -rf %s %s", first, second);
    assert_int_equal(system(command), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(engine_equals_naive_search),
                                       cmocka_unit_test(two_indexes_rank_as_one)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
