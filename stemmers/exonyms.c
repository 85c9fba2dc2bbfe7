#include "stemmers/exonyms.h"

#include <assert.h>

/* -1: a language without a column. */
static int column_of(enum lang lang)
{
    for (unsigned k = 0; k < EXONYM_LANGS; k++)
        if (exonym_lang(k) == lang)
            return (int)k;
    return -1;
}

struct exonym exonym_get(unsigned row, enum lang lang)
{
    const char *text = (const char *)exonym_texts + exonym_rows[row];
    struct exonym e;

    assert(row < exonym_count && column_of(lang) >= 0);
    for (int skip = 2 * column_of(lang); skip > 0; skip--)
        text += strlen(text) + 1;
    e.name = slice_of_string(text);
    e.key = slice_of_string(text + e.name.n + 1);
    return e;
}

unsigned exonym_at(enum lang lang, unsigned place)
{
    assert(place < exonym_count && column_of(lang) >= 0);
    return exonym_orders[(unsigned)column_of(lang) * exonym_count + place];
}

/* The first place whose key is `key` or, as asked for, comes after it. */
enum side { FROM_KEY, AFTER_KEY };

static unsigned find_place(enum lang lang, struct slice key, enum side side)
{
    unsigned low = 0, high = exonym_count;

    while (low < high) {
        unsigned middle = low + (high - low) / 2;
        int order = slice_compare(exonym_get(exonym_at(lang, middle), lang).key, key);

        if (order < 0 || (order == 0 && side == AFTER_KEY))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

struct exonym_range exonym_find(enum lang lang, struct slice key)
{
    struct exonym_range range = {0, 0};

    if (column_of(lang) < 0 || key.n == 0)
        return range;
    range.first = find_place(lang, key, FROM_KEY);
    range.count = find_place(lang, key, AFTER_KEY) - range.first;
    return range;
}
