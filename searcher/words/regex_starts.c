/* How the words begin that a pattern fits: (ge|ver)h[äa]ng.* -> gehäng gehang verhäng verhang.
 *
 * A list of beginnings grows node by node; one that a repetition ended, or that became long, is
 * settled and grows no more. Where there would be more than REGEX_STARTS_MAX, all are settled. */
#include "searcher/words/regex_tree.h"

#include <stdlib.h>

#include "base/utf8.h"

#define LETTERS_MAX 8u              /* of a set that a beginning branches into */

struct start {
    uint8_t bytes[REGEX_START_MAX_BYTES];
    size_t n;
    bool settled;
};

struct starts {
    struct start items[REGEX_STARTS_MAX];
    size_t count;
};

static void grow(struct starts *s, const struct regex_node *n);

static void settle(struct starts *s)
{
    for (size_t i = 0; i < s->count; i++)
        s->items[i].settled = true;
}

/* Letters of the set; more than LETTERS_MAX where they are many. */
static size_t count_letters(const struct regex_set *set)
{
    size_t count = 0;

    for (size_t i = 0; i < set->count && count <= LETTERS_MAX; i++)
        count += (size_t)(set->ranges[i].last - set->ranges[i].first) + 1;
    return count;
}

/* Appends the beginning with each letter of the set; false where there is no room. */
static bool branch(struct starts *s, const struct start *from, const struct regex_set *set)
{
    for (size_t i = 0; i < set->count; i++)
        for (uint32_t letter = set->ranges[i].first; letter <= set->ranges[i].last; letter++) {
            struct start *to = &s->items[s->count];

            if (s->count == REGEX_STARTS_MAX)
                return false;
            *to = *from;
            to->settled = from->n + UTF8_MAX_BYTES > REGEX_START_MAX_BYTES;
            to->n += to->settled ? 0 : utf8_encode(letter, to->bytes + to->n);
            s->count++;
            if (to->settled)
                return true;             /* the letters make no difference any more */
        }
    return true;
}

static void grow_by_set(struct starts *s, const struct regex_set *set)
{
    struct starts grown = {.count = 0};

    if (set->count == 0 || count_letters(set) > LETTERS_MAX) {
        settle(s);
        return;
    }
    for (size_t i = 0; i < s->count; i++) {
        bool fits = grown.count < REGEX_STARTS_MAX;

        if (fits && s->items[i].settled)
            grown.items[grown.count++] = s->items[i];
        else if (fits)
            fits = branch(&grown, &s->items[i], set);
        if (!fits) {
            settle(s);
            return;
        }
    }
    *s = grown;
}

/* Each of the alternatives from what there was before them. */
static void grow_by_either(struct starts *s, const struct regex_node *n)
{
    struct starts grown = {.count = 0}, one;

    for (bool more = true; more; n = n->left) {
        more = n->kind == REGEX_EITHER;
        one = *s;
        grow(&one, more ? n->right : n);
        if (grown.count + one.count > REGEX_STARTS_MAX) {
            settle(s);
            return;
        }
        memcpy(grown.items + grown.count, one.items, one.count * sizeof *one.items);
        grown.count += one.count;
        if (!more)
            break;
    }
    *s = grown;
}

static void grow(struct starts *s, const struct regex_node *n)
{
    switch (n->kind) {
    case REGEX_NOTHING: break;
    case REGEX_SET: grow_by_set(s, &n->set); break;
    case REGEX_THEN:
        grow(s, n->left);
        grow(s, n->right);
        break;
    case REGEX_EITHER: grow_by_either(s, n); break;
    case REGEX_REPEAT:
        for (uint32_t i = 0; i < n->least && i < REGEX_START_MAX_BYTES; i++)
            grow(s, n->left);
        if (n->most > n->least)
            settle(s);
        break;
    }
}

static int compare(const void *a, const void *b)
{
    const struct start *x = a, *y = b;

    return slice_compare(slice_of(x->bytes, x->n), slice_of(y->bytes, y->n));
}

bool regex_find_starts(const struct regex_node *tree, struct arena *arena, struct slice **out, size_t *count)
{
    struct starts s = {.items = {{.n = 0}}, .count = 1};

    grow(&s, tree);
    qsort(s.items, s.count, sizeof *s.items, compare);
    *count = 0;
    *out = arena_zalloc(arena, s.count, sizeof **out);
    if (*out == NULL)
        return false;
    for (size_t i = 0; i < s.count; i++) {
        struct slice start = slice_of(s.items[i].bytes, s.items[i].n);

        if (start.n == 0)
            *count = 0;
        if (start.n == 0)
            return true;
        if (*count > 0 && slice_starts_with(start, (*out)[*count - 1]))
            continue;
        (*out)[*count] = arena_copy(arena, start);
        if ((*out)[(*count)++].n != start.n)
            return false;
    }
    return true;
}
