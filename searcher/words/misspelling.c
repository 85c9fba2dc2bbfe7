#include "searcher/words/misspelling.h"

#include "base/utf8.h"
#include "searcher/words/keyboard.h"

#define OTHER 100u
#define NEIGHBOUR 70u
#define ALIKE 60u
#define DOUBLED 50u
#define SWAPPED 70u
#define FIRST 40u         /* more for the first letter */

struct letters {
    uint32_t at[EDITS_READ_MAX];
    size_t count;
};

static bool read_letters(struct slice word, struct letters *out)
{
    const uint8_t *p = word.p, *end = slice_end(word);

    for (out->count = 0; p < end && out->count < EDITS_READ_MAX;)
        out->at[out->count++] = utf8_next(p, end, &p);
    return p == end;
}

/* Letters that are written for each other, in pairs. */
static bool sound_alike(uint32_t a, uint32_t b)
{
    static const uint32_t pairs[][2] = {
        {'a', 'e'}, {'e', 'i'}, {'i', 'y'}, {'s', 'z'}, {'c', 'k'}, {'c', 's'}, {'f', 'v'}, {'d', 't'}, {'b', 'p'},
        {'g', 'k'}, {'u', 0xfc}, {'o', 0xf6}, {'a', 0xe4}, {'e', 0xe4}, {'i', 0xfc},
        {0x430, 0x43e}, {0x435, 0x438}, {0x435, 0x44d}, {0x438, 0x44b}, {0x438, 0x439}, {0x441, 0x437},
        {0x442, 0x434}, {0x43f, 0x431}, {0x444, 0x432}, {0x43a, 0x433}, {0x448, 0x449}, {0x448, 0x436},
        {0x44c, 0x44a}, {0x443, 0x44e}, {0x430, 0x44f}};

    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if ((pairs[i][0] == a && pairs[i][1] == b) || (pairs[i][0] == b && pairs[i][1] == a))
            return true;
    return false;
}

static uint32_t change_cost(uint32_t a, uint32_t b)
{
    return a == b ? 0 : sound_alike(a, b) ? ALIKE : keyboard_are_neighbours(a, b) ? NEIGHBOUR : OTHER;
}

/* A letter that one word has and the other has not. */
static uint32_t extra_cost(const struct letters *w, size_t i)
{
    return i > 0 && w->at[i] == w->at[i - 1] ? DOUBLED : OTHER;
}

static uint32_t least(uint32_t a, uint32_t b)
{
    return a < b ? a : b;
}

uint32_t misspelling_cost(struct slice typed, struct slice meant)
{
    uint32_t rows[3][EDITS_READ_MAX + 1], *before = rows[0], *last = rows[1], *row = rows[2];
    struct letters a, b;

    if (!read_letters(typed, &a) || !read_letters(meant, &b))
        return MISSPELLING_FAR;
    for (size_t i = 0; i <= a.count; i++) {
        uint32_t *free_row = before;

        for (size_t j = 0; j <= b.count; j++) {
            uint32_t first = i <= 1 && j <= 1 ? FIRST : 0, best = i + j == 0 ? 0 : MISSPELLING_FAR;

            if (i > 0)
                best = last[j] + extra_cost(&a, i - 1) + first;
            if (j > 0)
                best = least(best, row[j - 1] + extra_cost(&b, j - 1) + first);
            if (i > 0 && j > 0) {
                uint32_t change = change_cost(a.at[i - 1], b.at[j - 1]);
                best = least(best, last[j - 1] + change + (change > 0 ? first : 0));
            }
            if (i > 1 && j > 1 && a.at[i - 1] == b.at[j - 2] && a.at[i - 2] == b.at[j - 1])
                best = least(best, before[j - 2] + SWAPPED);
            row[j] = best;
        }
        before = last;
        last = row;
        row = free_row;
    }
    return last[b.count];
}
