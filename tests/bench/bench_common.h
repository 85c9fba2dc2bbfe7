/* bench_common.h - what the benchmark programs share: the command line, the
 * corpus, the clock and the output. Each program adds one engine.
 *
 *     PROG index CORPUS.jsonl DBDIR THREADS text|none
 *         prints:  seconds S <TAB> peak_rss_bytes N <TAB> documents N
 *     PROG search DBDIR QUERIES or|and|phrase|snippets ROUNDS
 *         prints a line per query:  microseconds <TAB> id <TAB> id ...
 *
 * The time of a query is the least of all rounds, in one warm process, from
 * the query's text to ten external ids with scores (and snippets, where KIND
 * says so). No new round is begun after BENCH_ROUNDS_MAX_SECONDS.
 *
 * All engines keep one term space per language: a query is asked in each of
 * them, and the ten best of all are taken.
 *
 * Exit code: 0 done, 1 failed, 3 the engine cannot do that.                    */
#ifndef BENCH_COMMON_H
#define BENCH_COMMON_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#define BENCH_CANNOT 3
#define BENCH_HITS 10
#define BENCH_ID_MAX_BYTES 256
#define BENCH_ROUNDS_MAX_SECONDS 60.0

enum bench_kind { BENCH_OR, BENCH_AND, BENCH_PHRASE, BENCH_SNIPPETS };

/* The term spaces; documents in any other language are in the last one. */
#define BENCH_LANGS 4
extern const char *const BENCH_LANG_NAMES[BENCH_LANGS];      /* "en" ... "other" */
extern const char *const BENCH_LANG_STEMMERS[BENCH_LANGS];   /* "english" ... NULL */

struct bench_document {
    const char *id;
    int lang;              /* of BENCH_LANGS */
    const char *text;      /* title, a line break, body; NUL-terminated */
    size_t size;
};

struct bench_hit {
    double score;
    int lang;
    unsigned long long number;    /* of the document, in the engine */
    char id[BENCH_ID_MAX_BYTES];
};

/* Sorted, best first. */
struct bench_hits {
    size_t count;
    struct bench_hit hit[BENCH_HITS];
    size_t snippet_bytes;
};

/* Puts a hit at its place among the best; NULL where it is not one of them. */
struct bench_hit *bench_hits_add(struct bench_hits *hits, double score, int lang,
                                 unsigned long long number);
void bench_hit_set_id(struct bench_hit *hit, const char *id, size_t size);

extern size_t bench_document_count;   /* of those indexed; bench_read_corpus counts */

/* Calls take for each document; exits where the file cannot be read. */
void bench_read_corpus(const char *path, void (*take)(void *, const struct bench_document *),
                       void *context);

struct bench_engine {
    /* 0, or BENCH_CANNOT; exits where it fails. Returns with all on disk. */
    int (*index)(const char *corpus, const char *db, unsigned threads, bool store_text);
    void *(*open)(const char *db);
    void (*search)(void *context, const char *query, enum bench_kind kind,
                   struct bench_hits *out);
    void (*close)(void *context);
};

int bench_main(int argc, char **argv, const struct bench_engine *engine);

/* Prints the sentence and exits with 1. */
void bench_fail(const char *format, ...) __attribute__((format(printf, 1, 2), noreturn));

#ifdef __cplusplus
}
#endif
#endif
