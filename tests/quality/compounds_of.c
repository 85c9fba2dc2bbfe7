/* What compounds.h makes of words in an index.
 *
 *     compounds_of DB find < words       word, term, form, place, occurrences for each compound
 *     compounds_of DB split < words      word and its parts                               */
#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "searcher/words/compounds.h"

static void find(struct engine *g, struct slice word, struct arena *arena, struct err *e)
{
    static const char *const places[] = {"last", "first", "middle"};
    struct compound *found;
    size_t count;

    if (compounds_find(g, word, COMPOUNDS_ALL, arena, &found, &count, e) != OK)
        exit(1);
    for (size_t i = 0; i < count; i++)
        printf("%.*s\t%.*s\t%.*s\t%s\t%llu\n", SLICE_ARG(word), SLICE_ARG(found[i].term),
               SLICE_ARG(found[i].form), places[found[i].place], (unsigned long long)found[i].occurrences);
}

static void split(struct engine *g, struct slice word, struct arena *arena, struct err *e)
{
    struct compound_parts parts;

    if (compounds_split(g, word, arena, &parts, e) != OK)
        exit(1);
    printf("%.*s\t", SLICE_ARG(word));
    for (size_t i = 0; i < parts.count; i++)
        printf("%s%.*s", i == 0 ? "" : " ", SLICE_ARG(parts.forms[i]));
    putchar('\n');
}

int main(int argc, char **argv)
{
    struct arena arena = ARENA_EMPTY;
    struct index *index;
    struct engine *g;
    struct analyzer *a;
    struct err e = {0};
    char line[512];

    if (argc < 3 || analyzer_open(&a, &e) != OK || index_open(argv[1], ANALYZER_VERSION, &index, &e) != OK
        || engine_open(&index, 1, a, &g, &e) != OK)
        return 1;
    while (fgets(line, sizeof line, stdin) != NULL) {
        struct slice word = slice_trim(slice_of_string(line));

        (strcmp(argv[2], "find") == 0 ? find : split)(g, word, &arena, &e);
        arena_reset(&arena);
    }
    arena_release(&arena);
    engine_close(g);
    index_close(index);
    analyzer_close(a);
    return 0;
}
