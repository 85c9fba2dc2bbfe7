/* bench_fts5.c - SQLite FTS5: a table per language, its own tokenizer
 * (fts5_snowball.c, loaded from beside this program), rank = bm25.             */
#include <limits.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bench_common.h"

#define SNIPPET_TOKENS "64"     /* the most that FTS5 gives */
#define QUERY_MAX_BYTES 65536

static sqlite3 *db;

static void check(int code, const char *what)
{
    if (code != SQLITE_OK && code != SQLITE_DONE && code != SQLITE_ROW)
        bench_fail("%s: %s", what, sqlite3_errmsg(db));
}

static void run(const char *sql)
{
    check(sqlite3_exec(db, sql, NULL, NULL, NULL), sql);
}

static sqlite3_stmt *prepare(const char *format, const char *name)
{
    sqlite3_stmt *out;
    char *sql = sqlite3_mprintf(format, name, name, name);

    check(sqlite3_prepare_v2(db, sql, -1, &out, NULL), sql);
    sqlite3_free(sql);
    return out;
}

static void open_file(const char *directory)
{
    char path[PATH_MAX];
    char program[PATH_MAX] = "";

    if (readlink("/proc/self/exe", program, sizeof program - 1) < 0)
        bench_fail("cannot find this program");
    *strrchr(program, '/') = '\0';
    mkdir(directory, 0777);
    snprintf(path, sizeof path, "%s/fts5.db", directory);
    check(sqlite3_open(path, &db), path);
    check(sqlite3_enable_load_extension(db, 1), "enable extensions");
    if (snprintf(path, sizeof path, "%s/ftssnowball", program) >= (int)sizeof path)
        bench_fail("the path is too long");
    check(sqlite3_load_extension(db, path, NULL, NULL), path);
    run("PRAGMA cache_size = -262144");   /* 256 MB, as the others may use */
}

struct writer {
    sqlite3_stmt *insert[BENCH_LANGS];
    sqlite3_stmt *insert_id;     /* NULL where the tables hold the ids */
};

static void create_table(int lang, bool store_text)
{
    const char *stemmer = BENCH_LANG_STEMMERS[lang];
    char *sql = sqlite3_mprintf(
        "CREATE VIRTUAL TABLE %s USING fts5(%s, tokenize = 'snowball %s')",
        BENCH_LANG_NAMES[lang], store_text ? "text, id UNINDEXED" : "text, content = ''",
        stemmer == NULL ? "" : stemmer);

    run(sql);
    sqlite3_free(sql);
}

static void insert(sqlite3_stmt *s)
{
    check(sqlite3_step(s), "insert");
    sqlite3_reset(s);
}

static void take(void *context, const struct bench_document *d)
{
    struct writer *w = context;
    sqlite3_stmt *s = w->insert[d->lang];

    sqlite3_bind_text(s, 1, d->text, (int)d->size, SQLITE_STATIC);
    if (w->insert_id == NULL)
        sqlite3_bind_text(s, 2, d->id, -1, SQLITE_STATIC);
    insert(s);
    if (w->insert_id != NULL) {
        sqlite3_bind_int64(w->insert_id, 1, d->lang);
        sqlite3_bind_int64(w->insert_id, 2, sqlite3_last_insert_rowid(db));
        sqlite3_bind_text(w->insert_id, 3, d->id, -1, SQLITE_STATIC);
        insert(w->insert_id);
    }
}

/* Without text FTS5 keeps no column at all: the ids go to a table beside it. */
static int index_corpus(const char *corpus, const char *directory, unsigned threads,
                        bool store_text)
{
    struct writer w = {.insert_id = NULL};

    if (threads > 1)
        return BENCH_CANNOT;
    open_file(directory);
    run("BEGIN");
    if (!store_text) {
        run("CREATE TABLE ids(lang, row, id, PRIMARY KEY(lang, row)) WITHOUT ROWID");
        w.insert_id = prepare("INSERT INTO %s VALUES(?1, ?2, ?3)", "ids");
    }
    for (int i = 0; i < BENCH_LANGS; i++) {
        create_table(i, store_text);
        w.insert[i] = prepare(store_text ? "INSERT INTO %s(text, id) VALUES(?1, ?2)"
                                         : "INSERT INTO %s(text) VALUES(?1)",
                              BENCH_LANG_NAMES[i]);
    }
    bench_read_corpus(corpus, take, &w);
    run("COMMIT");
    for (int i = 0; i < BENCH_LANGS; i++)
        sqlite3_finalize(w.insert[i]);
    sqlite3_finalize(w.insert_id);
    check(sqlite3_close(db), "close");
    return 0;
}

struct reader {
    sqlite3_stmt *best[BENCH_LANGS];
    sqlite3_stmt *id[BENCH_LANGS];
    sqlite3_stmt *snippet[BENCH_LANGS];
};

static void *open_db(const char *directory)
{
    struct reader *r = calloc(1, sizeof *r);

    if (r == NULL)
        bench_fail("out of memory");
    open_file(directory);
    for (int i = 0; i < BENCH_LANGS; i++) {
        r->best[i] = prepare("SELECT rowid, rank FROM %s WHERE %s MATCH ?1 ORDER BY rank LIMIT 10",
                             BENCH_LANG_NAMES[i]);
        r->id[i] = prepare("SELECT id FROM %s WHERE rowid = ?1", BENCH_LANG_NAMES[i]);
        r->snippet[i] = prepare("SELECT id, snippet(%s, 0, '<b>', '</b>', '...', " SNIPPET_TOKENS
                                ") FROM %s WHERE %s MATCH ?2 AND rowid = ?1",
                                BENCH_LANG_NAMES[i]);
    }
    return r;
}

/* Each word in quotes, so that nothing is an operator; a phrase in one pair. */
static void put_query(const char *query, enum bench_kind kind, char *out, size_t size)
{
    const char *between = kind == BENCH_PHRASE ? " " : kind == BENCH_AND ? "\" \"" : "\" OR \"";
    size_t at = (size_t)snprintf(out, size, "\"");

    for (const char *p = query; *p != '\0' && at + 16 < size; p++) {
        if (*p == ' ')
            at += (size_t)snprintf(out + at, size - at, "%s", between);
        else if (*p != '"')
            out[at++] = *p;
    }
    snprintf(out + at, size - at, "\"");
}

static void fetch(struct reader *r, struct bench_hit *hit, const char *match, bool with_snippet,
                  struct bench_hits *out)
{
    sqlite3_stmt *s = with_snippet ? r->snippet[hit->lang] : r->id[hit->lang];

    sqlite3_bind_int64(s, 1, (sqlite3_int64)hit->number);
    if (with_snippet)
        sqlite3_bind_text(s, 2, match, -1, SQLITE_STATIC);
    if (sqlite3_step(s) != SQLITE_ROW)
        bench_fail("a document is missing: %s", sqlite3_errmsg(db));
    bench_hit_set_id(hit, (const char *)sqlite3_column_text(s, 0),
                     (size_t)sqlite3_column_bytes(s, 0));
    if (with_snippet && sqlite3_column_text(s, 1) != NULL)
        out->snippet_bytes += (size_t)sqlite3_column_bytes(s, 1);
    sqlite3_reset(s);
}

static void search_query(void *context, const char *query, enum bench_kind kind,
                         struct bench_hits *out)
{
    static char match[QUERY_MAX_BYTES];
    struct reader *r = context;

    put_query(query, kind, match, sizeof match);
    for (int i = 0; i < BENCH_LANGS; i++) {
        int code;

        sqlite3_bind_text(r->best[i], 1, match, -1, SQLITE_STATIC);
        while ((code = sqlite3_step(r->best[i])) == SQLITE_ROW)
            bench_hits_add(out, -sqlite3_column_double(r->best[i], 1), i,
                           (unsigned long long)sqlite3_column_int64(r->best[i], 0));
        check(code, query);
        sqlite3_reset(r->best[i]);
    }
    for (size_t i = 0; i < out->count; i++)
        fetch(r, &out->hit[i], match, kind == BENCH_SNIPPETS, out);
}

static void close_db(void *context)
{
    struct reader *r = context;

    for (int i = 0; i < BENCH_LANGS; i++) {
        sqlite3_finalize(r->best[i]);
        sqlite3_finalize(r->id[i]);
        sqlite3_finalize(r->snippet[i]);
    }
    sqlite3_close(db);
    free(r);
}

int main(int argc, char **argv)
{
    static const struct bench_engine engine = {index_corpus, open_db, search_query, close_db};
    return bench_main(argc, argv, &engine);
}
