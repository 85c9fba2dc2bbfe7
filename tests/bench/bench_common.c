#include "bench_common.h"

#include <jansson.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

const char *const BENCH_LANG_NAMES[BENCH_LANGS] = {"en", "de", "ru", "other"};
const char *const BENCH_LANG_STEMMERS[BENCH_LANGS] = {"english", "german", "russian", NULL};

size_t bench_document_count;

void bench_fail(const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
    exit(1);
}

static double now_seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

struct bench_hit *bench_hits_add(struct bench_hits *hits, double score, int lang,
                                 unsigned long long number)
{
    size_t at = hits->count;

    while (at > 0 && hits->hit[at - 1].score < score)
        at--;
    if (at == BENCH_HITS)
        return NULL;
    if (hits->count < BENCH_HITS)
        hits->count++;
    memmove(&hits->hit[at + 1], &hits->hit[at], (hits->count - at - 1) * sizeof *hits->hit);
    hits->hit[at].score = score;
    hits->hit[at].lang = lang;
    hits->hit[at].number = number;
    hits->hit[at].id[0] = '\0';
    return &hits->hit[at];
}

void bench_hit_set_id(struct bench_hit *hit, const char *id, size_t size)
{
    size = size < BENCH_ID_MAX_BYTES - 1 ? size : BENCH_ID_MAX_BYTES - 1;
    memcpy(hit->id, id, size);
    hit->id[size] = '\0';
}

static int lang_of(const char *code)
{
    for (int i = 0; i < BENCH_LANGS - 1; i++)
        if (code != NULL && strncmp(code, BENCH_LANG_NAMES[i], 2) == 0)
            return i;
    return BENCH_LANGS - 1;
}

static void take_line(const char *line, size_t size,
                      void (*take)(void *, const struct bench_document *), void *context)
{
    json_t *record = json_loadb(line, size, 0, NULL);
    const char *title = json_string_value(json_object_get(record, "title"));
    const char *body = json_string_value(json_object_get(record, "body"));
    const char *id = json_string_value(json_object_get(record, "id"));
    struct bench_document d = {.id = id, .lang = lang_of(json_string_value(
                                             json_object_get(record, "lang")))};
    char *text;

    if (body != NULL && id != NULL) {
        size_t title_size = title == NULL ? 0 : strlen(title), body_size = strlen(body);

        text = malloc(title_size + body_size + 2);
        if (text == NULL)
            bench_fail("out of memory");
        memcpy(text, title == NULL ? "" : title, title_size);
        text[title_size] = '\n';
        memcpy(text + title_size + 1, body, body_size + 1);
        d.text = title_size > 0 ? text : text + 1;
        d.size = title_size > 0 ? title_size + 1 + body_size : body_size;
        take(context, &d);
        bench_document_count++;
        free(text);
    }
    json_decref(record);
}

void bench_read_corpus(const char *path, void (*take)(void *, const struct bench_document *),
                       void *context)
{
    FILE *in = fopen(path, "r");
    char *line = NULL;
    size_t capacity = 0;
    ssize_t size;

    if (in == NULL)
        bench_fail("cannot open '%s'", path);
    while ((size = getline(&line, &capacity, in)) > 0)
        take_line(line, (size_t)size, take, context);
    free(line);
    fclose(in);
}

/* VmHWM, as getrusage's figure is inherited from the process before exec. */
static unsigned long long peak_rss_bytes(void)
{
    FILE *in = fopen("/proc/self/status", "r");
    unsigned long long kilobytes = 0;
    struct rusage usage;
    char line[256];

    while (in != NULL && fgets(line, sizeof line, in) != NULL)
        if (sscanf(line, "VmHWM: %llu kB", &kilobytes) == 1)
            break;
    if (in != NULL)
        fclose(in);
    if (kilobytes == 0 && getrusage(RUSAGE_SELF, &usage) == 0)
        kilobytes = (unsigned long long)usage.ru_maxrss;
    return kilobytes * 1024;
}

static int run_index(char **argv, const struct bench_engine *engine)
{
    double start = now_seconds();
    int code = engine->index(argv[2], argv[3], (unsigned)atoi(argv[4]),
                             strcmp(argv[5], "text") == 0);

    if (code != 0)
        return code;
    printf("seconds %.3f\tpeak_rss_bytes %llu\tdocuments %zu\n", now_seconds() - start,
           peak_rss_bytes(), bench_document_count);
    return 0;
}

struct answer {
    char *query;
    double microseconds;
    struct bench_hits hits;
};

static size_t read_queries(const char *path, struct answer **out)
{
    FILE *in = fopen(path, "r");
    char *line = NULL;
    size_t capacity = 0, count = 0, room = 1024;
    struct answer *answers = calloc(room, sizeof *answers);
    ssize_t size;

    if (in == NULL || answers == NULL)
        bench_fail("cannot open '%s'", path);
    while ((size = getline(&line, &capacity, in)) > 0) {
        line[strcspn(line, "\n")] = '\0';
        if (count == room)
            answers = realloc(answers, (room *= 2) * sizeof *answers);
        if (answers == NULL)
            bench_fail("out of memory");
        answers[count++] = (struct answer){.query = strdup(line), .microseconds = 1e18};
    }
    free(line);
    fclose(in);
    *out = answers;
    return count;
}

static void print_answer(const struct answer *a)
{
    printf("%.1f", a->microseconds);
    for (size_t i = 0; i < a->hits.count; i++)
        printf("\t%s", a->hits.hit[i].id);
    putchar('\n');
}

static int run_search(char **argv, const struct bench_engine *engine)
{
    static const char *const kinds[] = {"or", "and", "phrase", "snippets"};
    struct answer *answers;
    size_t count = read_queries(argv[3], &answers);
    int kind = 0, rounds = atoi(argv[5]);
    void *context = engine->open(argv[2]);
    double start = now_seconds();

    while (kind < 4 && strcmp(argv[4], kinds[kind]) != 0)
        kind++;
    if (kind == 4)
        bench_fail("the kind is or, and, phrase or snippets");
    for (int round = 0; round < rounds; round++) {
        if (round > 0 && now_seconds() - start > BENCH_ROUNDS_MAX_SECONDS)
            break;
        for (size_t i = 0; i < count; i++) {
            struct answer *a = &answers[i];
            double before = now_seconds(), took;

            a->hits.count = a->hits.snippet_bytes = 0;
            engine->search(context, a->query, (enum bench_kind)kind, &a->hits);
            took = (now_seconds() - before) * 1e6;
            a->microseconds = took < a->microseconds ? took : a->microseconds;
        }
    }
    engine->close(context);
    for (size_t i = 0; i < count; i++) {
        print_answer(&answers[i]);
        free(answers[i].query);
    }
    free(answers);
    return 0;
}

int bench_main(int argc, char **argv, const struct bench_engine *engine)
{
    if (argc == 6 && strcmp(argv[1], "index") == 0)
        return run_index(argv, engine);
    if (argc == 6 && strcmp(argv[1], "search") == 0)
        return run_search(argv, engine);
    fprintf(stderr, "usage: %s index CORPUS.jsonl DBDIR THREADS text|none\n"
                    "       %s search DBDIR QUERIES or|and|phrase|snippets ROUNDS\n",
            argv[0], argv[0]);
    return 1;
}
