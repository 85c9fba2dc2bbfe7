#include "indexer/page/title_echoes.h"

#include "stemmers/letters.h"

#define LINE_MIN_BYTES 10u
#define BEFORE_LOOK_BYTES 8192u
#define BEHIND_LOOK_BYTES 65536u
#define BEHIND_MIN_WORDS 3u
#define FIRST_LINE_BYTES 512u
#define SOON_PARTS 8u
#define WEIGHT 30
#define WEIGHT_BEHIND 8

/* Whether the line's text stands in s as the end of another line ("Home > News > Text") or
 * as a whole one.                                                                */
static bool ends_a_line(struct slice s, struct slice line)
{
    while (s.n >= line.n) {
        const uint8_t *found = memmem(s.p, s.n, line.p, line.n);
        size_t behind;

        if (found == NULL)
            return false;
        behind = (size_t)(found - s.p) + line.n;
        if (behind == s.n || s.p[behind] == '\n' || s.p[behind] == '\r')
            return true;
        s = slice_drop(s, behind);
    }
    return false;
}

static bool is_before(const struct page *p, const struct part *part)
{
    struct slice line = part_text(p, part), before = slice_of(p->text.p, part->start);
    struct slice first = slice_of(before.p, before.n < FIRST_LINE_BYTES ? before.n : FIRST_LINE_BYTES);

    if (before.n > BEFORE_LOOK_BYTES)
        before = slice_drop(before, before.n - BEFORE_LOOK_BYTES);
    if (slice_starts_with(first, line) && (first.n == line.n || !letters_in_word(first.p[line.n])))
        return true;
    return ends_a_line(before, line);
}

static bool is_soon_behind(const struct page *p, const struct part *parts, size_t i, size_t count)
{
    struct slice line = part_text(p, &parts[i]);

    for (size_t k = i + 1; k < count && k <= i + SOON_PARTS; k++)
        if (slice_equal(line, part_text(p, &parts[k])))
            return true;
    return false;
}

static bool is_behind(const struct page *p, const struct part *part)
{
    struct slice behind = slice_drop(buf_slice(&p->text), part->end);

    if (behind.n > BEHIND_LOOK_BYTES)
        behind.n = BEHIND_LOOK_BYTES;
    return ends_a_line(behind, part_text(p, part));
}

int title_echoes_weight(const struct page *p, const struct part *parts, size_t i, size_t core, size_t count,
                        unsigned min_words)
{
    int weight = 0;

    if (parts[i].end - parts[i].start < LINE_MIN_BYTES || parts[i].words < min_words)
        return 0;
    /* inside the article the same line twice is the legend of a picture */
    if (is_before(p, &parts[i]) || (i <= core && is_soon_behind(p, parts, i, count)))
        weight += WEIGHT;
    if (parts[i].words >= BEHIND_MIN_WORDS && is_behind(p, &parts[i]))
        weight += WEIGHT_BEHIND;
    return weight;
}
