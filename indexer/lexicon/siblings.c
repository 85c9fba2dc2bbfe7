#include "indexer/lexicon/siblings.h"

#include <stdlib.h>

void siblings_init(struct siblings *s)
{
    *s = (struct siblings){.failed = false};
}

void siblings_release(struct siblings *s)
{
    for (size_t i = 0; i < LANG_COUNT; i++)
        free(s->pairs[i]);
}

void siblings_add(struct siblings *s, enum lang lang, struct sibling pair)
{
    if (s->counts[lang] == s->capacities[lang]) {
        size_t capacity = s->capacities[lang] == 0 ? 4096 : s->capacities[lang] * 2;
        struct sibling *pairs = realloc(s->pairs[lang], capacity * sizeof *pairs);

        if (pairs == NULL) {
            s->failed = true;
            return;
        }
        s->pairs[lang] = pairs;
        s->capacities[lang] = capacity;
    }
    s->pairs[lang][s->counts[lang]++] = pair;
}

void siblings_join(struct siblings *s, const struct evidence *ev, enum tongue tongue, uint32_t a,
                   uint32_t b)
{
    const struct entry_info *infos = ev->tongues[tongue].infos;
    uint32_t x = infos[a].phrase, y = infos[b].phrase;

    if (infos[a].word_count != 1 || infos[b].word_count != 1 || x == y || x == ENTRY_NONE
        || y == ENTRY_NONE)
        return;
    siblings_add(s, (enum lang)tongue, (struct sibling){a, y});
    siblings_add(s, (enum lang)tongue, (struct sibling){b, x});
}

static int compare(const void *a, const void *b)
{
    const struct sibling *x = a, *y = b;

    if (x->entry != y->entry)
        return x->entry < y->entry ? -1 : 1;
    return (x->stem > y->stem) - (x->stem < y->stem);
}

void siblings_sort(struct siblings *s)
{
    for (size_t lang = 0; lang < LANG_COUNT; lang++) {
        struct sibling *pairs = s->pairs[lang];
        size_t kept = 0;

        if (s->counts[lang] == 0)
            continue;
        qsort(pairs, s->counts[lang], sizeof *pairs, compare);
        for (size_t i = 0; i < s->counts[lang]; i++)
            if (kept == 0 || compare(&pairs[kept - 1], &pairs[i]) != 0)
                pairs[kept++] = pairs[i];
        s->counts[lang] = kept;
    }
}

const struct sibling *siblings_of(const struct siblings *s, enum lang lang, uint32_t entry,
                                  size_t *count)
{
    const struct sibling *pairs = s->pairs[lang];
    size_t first = 0, end = s->counts[lang];

    while (first < end) {
        size_t middle = first + (end - first) / 2;

        if (pairs[middle].entry < entry)
            first = middle + 1;
        else
            end = middle;
    }
    for (end = first; end < s->counts[lang] && pairs[end].entry == entry;)
        end++;
    *count = end - first;
    return end > first ? pairs + first : NULL;
}
