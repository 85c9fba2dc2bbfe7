/* What names.c makes of words, for names.py.
 *
 *     names_of pairs                  < "Latin name, tab, Cyrillic name"
 *         -> keys shared (0 or 1), tab, similarity
 *     names_of partners INDEX         < words
 *         -> microseconds, tab, kind of the word, and for each partner: tab, language, a
 *            blank, its similarity, a blank, its term                             */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "searcher/words/name_partners.h"
#include "stemmers/name_match.h"

static double now_us(void)
{
    struct timespec t;

    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return 1e6 * (double)t.tv_sec + (double)t.tv_nsec / 1e3;
}

static bool share_key(const struct name_query *a, const struct name_query *b)
{
    for (size_t i = 0; i < a->key_count; i++)
        for (size_t k = 0; k < b->key_count; k++)
            if (slice_equal(name_key_slice(&a->keys[i]), name_key_slice(&b->keys[k])))
                return true;
    return false;
}

static void print_pair(struct analyzer *analyzer, char *line)
{
    char *tab = strchr(line, '\t');
    struct name_query a, b;

    if (tab == NULL)
        return;
    *tab = '\0';
    name_query_init(&a, analyzer_word(analyzer, LANG_OTHER, slice_of_string(line)).form,
                    NAME_UNKNOWN);
    name_query_init(&b, analyzer_word(analyzer, LANG_OTHER, slice_of_string(tab + 1)).form,
                    NAME_UNKNOWN);
    if (a.key_count == 0 || b.key_count == 0)
        printf("0\t0\n");
    else
        printf("%d\t%.4f\n", share_key(&a, &b), name_similarity(&a.sounds, &b.sounds, 0));
}

static enum status print_partners(struct engine *g, struct slice word, struct err *e)
{
    struct arena arena = ARENA_EMPTY;
    struct name_query query;
    struct name_partner *found[LANG_COUNT];
    size_t counts[LANG_COUNT];
    double start = now_us();
    enum status status = name_partners_query(g, word, &arena, &query, e);

    for (int lang = 0; lang < LANG_COUNT && status == OK; lang++)
        status = name_partners_find(g, (enum lang)lang, &query, &arena, &found[lang], &counts[lang], e);
    if (status == OK) {
        printf("%.1f\t%d", now_us() - start, query.kind);
        for (int lang = 0; lang < LANG_COUNT; lang++)
            for (size_t i = 0; i < counts[lang]; i++)
                printf("\t%s %.4f %.*s", lang_name((enum lang)lang), found[lang][i].similarity,
                       SLICE_ARG(found[lang][i].term));
        putchar('\n');
    }
    arena_release(&arena);
    return status;
}

static enum status each_line(struct analyzer *analyzer, struct engine *g, struct err *e)
{
    char *line = NULL;
    size_t room = 0;
    ssize_t size;
    enum status status = OK;

    while (status == OK && (size = getline(&line, &room, stdin)) > 0) {
        if (line[size - 1] == '\n')
            line[--size] = '\0';
        if (g == NULL)
            print_pair(analyzer, line);
        else
            status = print_partners(g, slice_of(line, (size_t)size), e);
    }
    free(line);
    return status;
}

int main(int argc, char **argv)
{
    struct analyzer *analyzer;
    struct index *index = NULL;
    struct engine *engine = NULL;
    struct err e = ERR_NONE;
    enum status status = analyzer_open(&analyzer, &e);

    if (status == OK && argc == 3) {
        status = index_open(argv[2], ANALYZER_VERSION, &index, &e);
        if (status == OK)
            status = engine_open(&index, 1, analyzer, &engine, &e);
    }
    if (status == OK)
        status = each_line(analyzer, engine, &e);
    if (status != OK)
        fprintf(stderr, "names_of: %s\n", e.text);
    engine_close(engine);
    index_close(index);
    analyzer_close(analyzer);
    return status == OK ? 0 : 1;
}
