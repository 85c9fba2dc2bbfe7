/* bench_stemma.c - Stemma, through its library. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "bench_common.h"
#include "indexer/builder.h"
#include "indexer/import.h"
#include "searcher/snippets/snippet.h"

#define MEMORY_BYTES ((size_t)256 << 20)   /* as stemma-index takes by default */
#define SNIPPET_COUNT 2
#define SNIPPET_CHARS 240
#define TEXT_MAX_BYTES ((size_t)1 << 30)

static enum status take(void *context, const struct article *article, struct err *e)
{
    bench_document_count++;
    return builder_add(context, article, e);
}

static void skip(void *context, const char *path, const char *why)
{
    (void)context;
    fprintf(stderr, "%s: %s\n", path, why);
}

static void note(void *context, const char *text)
{
    skip(context, "note", text);
}

static int index_corpus(const char *corpus, const char *db, unsigned threads, bool store_text)
{
    struct builder_options options = {.memory_bytes = MEMORY_BYTES, .threads = threads,
                                      .drops_text = !store_text};
    struct builder *builder;
    struct import_options import = {.type = FORMAT_JSONL, .fields = fields_default()};
    struct import_source source = {.path = corpus};
    struct import_sink sink = {take, skip, note, NULL};
    struct err e = ERR_NONE;
    int fd = open(corpus, O_RDONLY);

    if (fd < 0)
        bench_fail("cannot open '%s'", corpus);
    source.fd = fd;
    if (builder_open(db, &options, &builder, &e) != OK)
        bench_fail("%s", e.text);
    sink.context = builder;
    if (import_file(&import, &source, &sink, &e) != OK
        || builder_commit(builder, &e) != OK)
        bench_fail("%s", e.text);
    builder_close(builder);
    close(fd);
    return 0;
}

struct session {
    struct index *index;
    struct analyzer *analyzer;
    struct engine *engine;
    struct arena arena;
    struct buf query, text;
    struct err err;
};

static void *open_db(const char *db)
{
    struct session *x = calloc(1, sizeof *x);

    if (x == NULL)
        bench_fail("out of memory");
    buf_init(&x->query, QUERY_MAX_BYTES);
    buf_init(&x->text, TEXT_MAX_BYTES);
    if (index_open(db, ANALYZER_VERSION, &x->index, &x->err) != OK
        || analyzer_open(&x->analyzer, &x->err) != OK
        || engine_open(&x->index, 1, x->analyzer, &x->engine, &x->err) != OK)
        bench_fail("%s", x->err.text);
    return x;
}

static enum status make_snippet(struct session *x, const struct results *results, const struct hit *hit,
                                const struct document *d, struct bench_hits *out)
{
    struct snippet snippet;
    struct match *matches;
    size_t count;

    buf_clear(&x->text);
    TRY(segment_text(index_segment(x->index, hit->segment), hit->doc, &x->text, &x->err));
    TRY(engine_matches(x->engine, results, hit, &x->arena, &matches, &count, &x->err));
    TRY(snippet_make(buf_slice(&x->text), d, matches, count, SNIPPET_COUNT, SNIPPET_CHARS,
                     &x->arena, &snippet, &x->err));
    for (size_t i = 0; i < snippet.passage_count; i++)
        out->snippet_bytes += snippet.passages[i].text.n;
    return OK;
}

static enum status search(struct session *x, struct slice text, enum bench_kind kind,
                          struct bench_hits *out)
{
    bool any = kind == BENCH_OR || kind == BENCH_SNIPPETS;
    struct engine_options options = {.limit = BENCH_HITS, .no_relax = true};
    unsigned flags = (any ? QUERY_ANY : 0u) | (kind == BENCH_PHRASE ? 0u : QUERY_FIXED);
    struct results results;
    struct query query;

    arena_reset(&x->arena);
    TRY(query_parse(text, flags, &x->arena, &query, &x->err));
    TRY(engine_search(x->engine, &query, &options, &x->arena, &results, &x->err));
    for (size_t i = 0; i < results.hit_count; i++) {
        const struct hit *hit = &results.hits[i];
        struct document d;

        TRY(segment_document(index_segment(x->index, hit->segment), hit->doc, &d, &x->err));
        out->hit[i].score = hit->score;
        bench_hit_set_id(&out->hit[i], (const char *)d.id.p, d.id.n);
        if (kind == BENCH_SNIPPETS)
            TRY(make_snippet(x, &results, hit, &d, out));
    }
    out->count = results.hit_count;
    return OK;
}

static void search_query(void *context, const char *query, enum bench_kind kind,
                         struct bench_hits *out)
{
    struct session *x = context;
    struct slice text = slice_of_string(query);

    if (kind == BENCH_PHRASE) {
        buf_clear(&x->query);
        buf_printf(&x->query, "\"%s\"", query);
        text = buf_slice(&x->query);
    }
    if (search(x, text, kind, out) != OK)
        bench_fail("%s: %s", query, x->err.text);
}

static void close_db(void *context)
{
    struct session *x = context;

    engine_close(x->engine);
    analyzer_close(x->analyzer);
    index_close(x->index);
    arena_release(&x->arena);
    buf_release(&x->query);
    buf_release(&x->text);
    free(x);
}

int main(int argc, char **argv)
{
    static const struct bench_engine engine = {index_corpus, open_db, search_query, close_db};
    return bench_main(argc, argv, &engine);
}
