/* bench_groonga.c - Groonga: a table per language, the index built after the
 * load. Its stemmer leaves every word with a letter outside ASCII as it is, and
 * its score is the sum of the terms' counts: speed compares, the ranking not.  */
#include <groonga.h>
#include <jansson.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "bench_common.h"

#define COMMAND_MAX_BYTES 65536

static grn_ctx ctx;

/* The answer borrows until the next command. */
static const char *command(size_t *size, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static const char *command(size_t *size, const char *format, ...)
{
    static char text[COMMAND_MAX_BYTES];
    char *answer;
    unsigned answer_size;
    int flags, n;
    va_list arguments;

    va_start(arguments, format);
    n = vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    if (n < 0 || (size_t)n >= sizeof text)
        bench_fail("the command is too long");
    grn_ctx_send(&ctx, text, (unsigned)n, 0);
    grn_ctx_recv(&ctx, &answer, &answer_size, &flags);
    if (ctx.rc != GRN_SUCCESS)
        bench_fail("%s: %s", text, ctx.errbuf);
    *size = answer_size;
    return answer;
}

static void open_file(const char *directory, bool create)
{
    char path[4096];
    grn_obj *db;

    mkdir(directory, 0777);
    snprintf(path, sizeof path, "%s/groonga.db", directory);
    if (grn_init() != GRN_SUCCESS || grn_ctx_init(&ctx, 0) != GRN_SUCCESS)
        bench_fail("Groonga does not start");
    db = create ? grn_db_create(&ctx, path, NULL) : grn_db_open(&ctx, path);
    if (db == NULL)
        bench_fail("%s: %s", path, ctx.errbuf);
}

static void close_file(void)
{
    grn_obj_close(&ctx, grn_ctx_db(&ctx));
    grn_ctx_fin(&ctx);
    grn_fin();
}

struct writer {
    grn_obj *table[BENCH_LANGS];
    grn_obj *column[BENCH_LANGS];
    grn_obj value;
};

static void create_table(struct writer *w, int lang)
{
    const char *name = BENCH_LANG_NAMES[lang];
    char column[64];
    size_t size;
    int n = snprintf(column, sizeof column, "%s.text", name);

    command(&size, "table_create %s TABLE_HASH_KEY ShortText", name);
    command(&size, "column_create %s text COLUMN_SCALAR|COMPRESS_ZSTD LongText", name);
    w->table[lang] = grn_ctx_get(&ctx, name, (int)strlen(name));
    w->column[lang] = grn_ctx_get(&ctx, column, n);
    if (w->table[lang] == NULL || w->column[lang] == NULL)
        bench_fail("no table: %s", ctx.errbuf);
}

static void create_index(int lang)
{
    const char *name = BENCH_LANG_NAMES[lang], *stemmer = BENCH_LANG_STEMMERS[lang];
    char filter[128] = "";
    size_t size;

    if (stemmer != NULL)
        snprintf(filter, sizeof filter,
                 " --token_filters 'TokenFilterStem(\"algorithm\", \"%s\")'", stemmer);
    command(&size, "table_create terms_%s TABLE_PAT_KEY ShortText --default_tokenizer TokenBigram"
                   " --normalizer 'NormalizerNFKC130(\"remove_symbol\", true)'%s", name, filter);
    command(&size, "column_create terms_%s at COLUMN_INDEX|WITH_POSITION %s text", name, name);
}

static void take(void *context, const struct bench_document *d)
{
    struct writer *w = context;
    grn_id at = grn_table_add(&ctx, w->table[d->lang], d->id, (unsigned)strlen(d->id), NULL);

    GRN_BULK_REWIND(&w->value);
    GRN_TEXT_PUT(&ctx, &w->value, d->text, d->size);
    grn_obj_set_value(&ctx, w->column[d->lang], at, &w->value, GRN_OBJ_SET);
    if (ctx.rc != GRN_SUCCESS)
        bench_fail("%s: %s", d->id, ctx.errbuf);
}

static int index_corpus(const char *corpus, const char *directory, unsigned threads,
                        bool store_text)
{
    struct writer w;
    size_t size;

    if (threads > 1 || !store_text)
        return BENCH_CANNOT;
    open_file(directory, true);
    command(&size, "plugin_register token_filters/stem");
    for (int i = 0; i < BENCH_LANGS; i++)
        create_table(&w, i);
    GRN_TEXT_INIT(&w.value, 0);
    bench_read_corpus(corpus, take, &w);
    GRN_OBJ_FIN(&ctx, &w.value);
    for (int i = 0; i < BENCH_LANGS; i++)
        create_index(i);
    command(&size, "io_flush");
    close_file();
    return 0;
}

static void *open_db(const char *directory)
{
    open_file(directory, false);
    return &ctx;
}

/* Each word in quotes, so that nothing is an operator; a phrase in one pair. */
static void put_query(const char *query, enum bench_kind kind, char *out, size_t size)
{
    const char *between = kind == BENCH_PHRASE ? " " : kind == BENCH_AND ? "\" \"" : "\" OR \"";
    size_t at = (size_t)snprintf(out, size, "\"");

    for (const char *p = query; *p != '\0' && at + 16 < size; p++) {
        if (*p == ' ')
            at += (size_t)snprintf(out + at, size - at, "%s", between);
        else if (*p != '"' && *p != '\'' && *p != '\\')
            out[at++] = *p;
    }
    snprintf(out + at, size - at, "\"");
}

/* [[[count], [[column, type] ...], [id, score, snippets] ...]] */
static void take_answer(const char *text, size_t size, int lang, struct bench_hits *out)
{
    json_t *answer = json_loadb(text, size, 0, NULL), *rows = json_array_get(answer, 0);

    if (!json_is_array(rows))
        bench_fail("no rows: %.*s", (int)size, text);
    for (size_t i = 2; i < json_array_size(rows); i++) {
        json_t *row = json_array_get(rows, i), *snippets = json_array_get(row, 2);
        const char *id = json_string_value(json_array_get(row, 0));
        struct bench_hit *hit = bench_hits_add(
            out, json_number_value(json_array_get(row, 1)), lang, 0);

        if (hit != NULL && id != NULL)
            bench_hit_set_id(hit, id, strlen(id));
        for (size_t j = 0; j < json_array_size(snippets); j++)
            out->snippet_bytes += json_string_length(json_array_get(snippets, j));
    }
    json_decref(answer);
}

static void search_query(void *context, const char *query, enum bench_kind kind,
                         struct bench_hits *out)
{
    static char match[COMMAND_MAX_BYTES / 2];

    (void)context;
    put_query(query, kind, match, sizeof match);
    for (int i = 0; i < BENCH_LANGS; i++) {
        size_t size;
        const char *answer = command(
            &size,
            "select %s --match_columns text --query '%s' --sort_keys -_score --limit 10 "
            "--cache no --command_version 2 --output_columns \"_key,_score%s\"",
            BENCH_LANG_NAMES[i], match, kind == BENCH_SNIPPETS ? ",snippet_html(text)" : "");

        take_answer(answer, size, i, out);
    }
}

static void close_db(void *context)
{
    (void)context;
    close_file();
}

int main(int argc, char **argv)
{
    static const struct bench_engine engine = {index_corpus, open_db, search_query, close_db};
    return bench_main(argc, argv, &engine);
}
