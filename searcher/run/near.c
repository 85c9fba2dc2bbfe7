#include "searcher/run/near.h"

#include <stdlib.h>

#define PLACES_MAX ((size_t)1 << 31)

void near_init(struct near *x)
{
    *x = (struct near){.count = 0};
    buf_init(&x->matches, PLACES_MAX);
}

void near_release(struct near *x)
{
    for (size_t i = 0; i < x->room; i++)
        buf_release(&x->operands[i].places);
    free(x->operands);
    buf_release(&x->matches);
}

enum status near_begin(struct near *x, size_t count, struct err *e)
{
    if (count > x->room) {
        struct near_operand *operands = realloc(x->operands, count * sizeof *operands);

        if (operands == NULL)
            return err_memory(e, "places");
        for (size_t i = x->room; i < count; i++)
            buf_init(&operands[i].places, PLACES_MAX);
        x->operands = operands;
        x->room = count;
    }
    for (size_t i = 0; i < count; i++)
        buf_clear(&x->operands[i].places);
    x->count = count;
    return OK;
}

enum status near_add(struct near *x, size_t operand, struct clause_cursor *c)
{
    struct buf *places = &x->operands[operand].places;
    const struct match *matches;
    struct near_place *to;
    size_t count;

    buf_clear(&x->matches);
    TRY(clause_matches(c, &x->matches));
    matches = (const struct match *)(const void *)x->matches.p;
    count = x->matches.n / sizeof *matches;
    to = (struct near_place *)(void *)buf_reserve(places, count * sizeof *to);
    for (size_t i = 0; to != NULL && i < count; i++)
        to[i] = (struct near_place){matches[i].position, matches[i].position + matches[i].word_count - 1};
    places->n += to != NULL ? count * sizeof *to : 0;
    return buf_ok(places) ? OK : err_memory(c->err, "places");
}

static int compare_places(const void *a, const void *b)
{
    const struct near_place *x = a, *y = b;

    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    return (x->end > y->end) - (x->end < y->end);
}

static const struct near_place *places_of(const struct near *x, size_t operand, size_t *count)
{
    const struct buf *b = &x->operands[operand].places;

    *count = b->n / sizeof(struct near_place);
    return (const struct near_place *)(const void *)b->p;
}

/* Places come in runs by clause and variant; most often there is one. */
static void sort(struct near *x, size_t operand)
{
    size_t count;
    const struct near_place *places = places_of(x, operand, &count);

    for (size_t i = 1; i < count; i++)
        if (compare_places(&places[i - 1], &places[i]) > 0) {
            qsort(x->operands[operand].places.p, count, sizeof *places, compare_places);
            return;
        }
}

static uint32_t words_of(const struct near_place *p)
{
    return p->end - p->start + 1;
}

/* How wide a stretch with no more than `most` other words may be; *alike: the places of each
 * operand are of one length, so that its first one is as good as any.          */
static int64_t widest(const struct near *x, int64_t most, bool *alike)
{
    int64_t width = most;

    *alike = true;
    for (size_t i = 0; i < x->count; i++) {
        size_t count;
        const struct near_place *places = places_of(x, i, &count);
        uint32_t longest = 0;

        for (size_t k = 0; k < count; k++) {
            *alike = *alike && words_of(&places[k]) == words_of(&places[0]);
            longest = words_of(&places[k]) > longest ? words_of(&places[k]) : longest;
        }
        width += longest;
    }
    return width;
}

/* The other words of the narrowest stretch from `start` on that holds a place of each
 * operand; INT64_MAX where none does, one less where it is wider than `width`. Starts increase
 * from call to call. Requires places of one length.                             */
static int64_t others_from(struct near *x, uint32_t start, int64_t width)
{
    uint32_t end = 0;
    int64_t words = 0;

    for (size_t i = 0; i < x->count; i++) {
        struct near_operand *o = &x->operands[i];
        size_t count;
        const struct near_place *places = places_of(x, i, &count);

        while (o->at < count && places[o->at].start < start)
            o->at++;
        if (o->at == count)
            return INT64_MAX;
        if (places[o->at].start - start > width)
            return INT64_MAX - 1;
        end = places[o->at].end > end ? places[o->at].end : end;
        words += words_of(&places[o->at]);
    }
    return (int64_t)end - start + 1 - words;
}

/* The most words of an operand's places within [start, last]; 0: there is none. */
static uint32_t most_within(const struct near *x, size_t operand, uint32_t start, uint32_t last)
{
    size_t count;
    const struct near_place *places = places_of(x, operand, &count);
    uint32_t longest = 0;

    for (size_t i = x->operands[operand].at; i < count && places[i].start <= last; i++)
        if (places[i].start >= start && places[i].end <= last && words_of(&places[i]) > longest)
            longest = words_of(&places[i]);
    return longest;
}

/* Whether [start, last] is a stretch: the longest places within leave the fewest others. */
static bool is_stretch(const struct near *x, uint32_t start, uint32_t last, int64_t most)
{
    int64_t others = (int64_t)last - start + 1;

    for (size_t i = 0; i < x->count; i++) {
        uint32_t words = most_within(x, i, start, last);

        if (words == 0)
            return false;
        others -= words;
    }
    return others <= most;
}

/* Of phrases with slop a longer place may leave fewer others than the first one: all ends are tried. */
static bool stands_from(struct near *x, uint32_t start, int64_t width, int64_t most)
{
    for (size_t i = 0; i < x->count; i++) {
        struct near_operand *o = &x->operands[i];
        size_t count;
        const struct near_place *places = places_of(x, i, &count);

        while (o->at < count && places[o->at].start < start)
            o->at++;
    }
    for (size_t i = 0; i < x->count; i++) {
        size_t count;
        const struct near_place *places = places_of(x, i, &count);

        for (size_t k = x->operands[i].at; k < count && places[k].start - start <= width; k++)
            if (is_stretch(x, start, places[k].end, most))
                return true;
    }
    return false;
}

/* A stretch begins with a place of some operand. */
static bool stands_near(struct near *x, int64_t most)
{
    bool alike;
    int64_t width = widest(x, most, &alike);

    for (size_t lead = 0; lead < x->count; lead++) {
        size_t count;
        const struct near_place *places = places_of(x, lead, &count);

        for (size_t i = 0; i < x->count; i++)
            x->operands[i].at = 0;
        for (size_t i = 0; i < count; i++) {
            int64_t others;

            if (!alike && stands_from(x, places[i].start, width, most))
                return true;
            others = alike ? others_from(x, places[i].start, width) : INT64_MAX - 1;
            if (others <= most)
                return true;
            if (others == INT64_MAX)
                break;
        }
    }
    return false;
}

/* Words between places add up: for each place of an operand, the fewest that lie
 * between it and those before it. `best` is the fewest less the end of the last place. */
static bool stands_in_order(struct near *x, int64_t most)
{
    struct buf *fewest = &x->matches;      /* int64_t by place of the operand before */
    size_t count, before_count = 0;
    const struct near_place *before = places_of(x, 0, &count);
    bool some = count > 0;

    buf_clear(fewest);
    for (size_t i = 0; i < count; i++)
        buf_append(fewest, &(int64_t){0}, sizeof(int64_t));
    before_count = count;
    for (size_t operand = 1; operand < x->count && some; operand++) {
        const struct near_place *places = places_of(x, operand, &count);
        size_t done = fewest->n, at = 0;
        int64_t best = INT64_MAX / 2;

        some = false;
        for (size_t i = 0; i < count; i++) {
            const int64_t *old = (const int64_t *)(const void *)(fewest->p + done) - before_count;
            int64_t others;

            for (; at < before_count && before[at].end < places[i].start; at++)
                best = old[at] - before[at].end < best ? old[at] - before[at].end : best;
            others = best + places[i].start - 1;
            some = some || others <= most;
            buf_append(fewest, &others, sizeof others);
        }
        before = places;
        before_count = count;
    }
    return some && buf_ok(fewest);
}

bool near_stands(struct near *x, enum node_kind kind, uint32_t distance)
{
    for (size_t i = 0; i < x->count; i++)
        sort(x, i);
    return kind == NODE_ADJ ? stands_in_order(x, (int64_t)distance - 1)
                            : stands_near(x, (int64_t)distance - 1);
}
