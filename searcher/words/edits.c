#include "searcher/words/edits.h"

#include "base/utf8.h"

bool edits_start(struct edits *x, struct slice word, uint8_t most, uint8_t exact)
{
    const uint8_t *p = word.p, *end = slice_end(word);

    x->word_size = x->read_size = 0;
    x->most = most;
    x->exact = exact;
    x->half = 0;
    x->half_most = most;
    while (p < end && x->word_size < EDITS_WORD_MAX)
        x->word[x->word_size++] = utf8_next(p, end, &p);
    for (size_t j = 0; j <= x->word_size; j++)
        x->rows[0][j] = (uint8_t)(j <= most ? j : most + 1u);
    if (exact > x->word_size)
        x->exact = (uint8_t)x->word_size;
    return p == end;
}

void edits_limit_half(struct edits *x, size_t half, uint8_t most)
{
    x->half = half;
    x->half_most = most;
    for (size_t j = most + 1u; j < half; j++)
        x->rows[0][j] = (uint8_t)(x->most + 1u);
}

static uint8_t least(uint8_t a, uint8_t b)
{
    return a < b ? a : b;
}

/* The row after read_size letters and this one, in *row; its least place. */
static uint8_t next_row(const struct edits *x, uint32_t letter, uint8_t *row)
{
    const uint8_t *before = x->rows[x->read_size];
    size_t i = x->read_size + 1, most = x->most, far = most + 1, n = x->word_size;
    size_t first = i > most ? i - most : 0, last = i + most < n ? i + most : n;
    uint8_t best = (uint8_t)far;

    if (first > last)
        return best;
    if (first > 0)
        row[first - 1] = (uint8_t)far;
    for (size_t j = first; j <= last; j++) {
        uint8_t edits;

        if (j == 0) {
            edits = (uint8_t)i;
        } else {
            edits = (uint8_t)(before[j - 1] + (x->word[j - 1] != letter));
            /* the places beside the ones that a row has are far */
            edits = least(edits, (uint8_t)(row[j - 1] + 1));
            if (j < i + most)
                edits = least(edits, (uint8_t)(before[j] + 1));
            if (i > 1 && j > 1 && letter == x->word[j - 2] && x->read[i - 2] == x->word[j - 1])
                edits = least(edits, (uint8_t)(x->rows[i - 2][j - 2] + 1));
        }
        row[j] = edits > (j < x->half ? x->half_most : most) ? (uint8_t)far : edits;
        best = least(best, row[j]);
    }
    if (last < n)
        row[n] = (uint8_t)far;
    return best;
}

bool edits_read(struct edits *x, uint32_t letter)
{
    if (x->read_size == EDITS_READ_MAX
        || (x->read_size < x->exact && letter != x->word[x->read_size])
        || next_row(x, letter, x->rows[x->read_size + 1]) > x->most)
        return false;
    x->read[x->read_size++] = letter;
    return true;
}

uint8_t edits_to(struct edits *x, struct slice other)
{
    const uint8_t *p = other.p, *end = slice_end(other);

    edits_back(x, 0);
    while (p < end)
        if (!edits_read(x, utf8_next(p, end, &p)))
            return (uint8_t)(x->most + 1u);
    return edits_count(x);
}

uint32_t edits_next_letter(const struct edits *x, uint32_t from)
{
    uint8_t row[EDITS_WORD_MAX + 1];
    uint32_t best = 0;

    if (x->read_size == EDITS_READ_MAX)
        return 0;
    if (x->read_size < x->exact)
        return x->word[x->read_size] >= from ? x->word[x->read_size] : 0;
    /* a letter that the word has not does where any does */
    if (next_row(x, from, row) <= x->most)
        return from;
    for (size_t j = 0; j < x->word_size; j++) {
        uint32_t letter = x->word[j];

        if (letter > from && (best == 0 || letter < best) && next_row(x, letter, row) <= x->most)
            best = letter;
    }
    return best;
}
