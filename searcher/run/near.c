#include "searcher/run/near.h"

#include <stdlib.h>

#define PLACES_MAX ((size_t)1 << 31)

void near_init(struct near *x)
{
    *x = (struct near){.count = 0};
    buf_init(&x->matches, PLACES_MAX);
    buf_init(&x->links, PLACES_MAX);
}

void near_release(struct near *x)
{
    for (size_t i = 0; i < x->room; i++)
        buf_release(&x->operands[i].places);
    free(x->operands);
    buf_release(&x->matches);
    buf_release(&x->links);
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
        to[i] = (struct near_place){.start = matches[i].position,
                                    .end = matches[i].position + matches[i].word_count - 1};
    places->n += to != NULL ? count * sizeof *to : 0;
    return buf_ok(places) ? OK : err_memory(c->err, "places");
}

/* Of places that begin alike the longest comes first. */
static int compare_places(const void *a, const void *b)
{
    const struct near_place *x = a, *y = b;

    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    return (x->end < y->end) - (x->end > y->end);
}

static struct near_place *places_of(const struct near *x, size_t operand, size_t *count)
{
    const struct buf *b = &x->operands[operand].places;

    *count = b->n / sizeof(struct near_place);
    return (struct near_place *)(void *)b->p;
}

/* Places come in runs by clause and variant; most often there is one. */
static void sort(struct near *x, size_t operand)
{
    size_t count;
    struct near_place *places = places_of(x, operand, &count);

    for (size_t i = 1; i < count; i++)
        if (compare_places(&places[i - 1], &places[i]) > 0) {
            qsort(places, count, sizeof *places, compare_places);
            return;
        }
}

/* NEAR loses nothing by a place instead of one within it: what the stretch grows by at most are
 * the words of the place. So those within others go, and ends increase as starts do. */
static void drop_inner(struct near *x, size_t operand)
{
    size_t count, kept = 0;
    struct near_place *places = places_of(x, operand, &count);

    for (size_t i = 0; i < count; i++)
        if (kept == 0 || places[i].end > places[kept - 1].end)
            places[kept++] = places[i];
    x->operands[operand].places.n = kept * sizeof *places;
}

static uint32_t words_of(const struct near_place *p)
{
    return p->end - p->start + 1;
}

/* The words of the longest places of all operands. */
static int64_t longest_of(const struct near *x)
{
    int64_t sum = 0;

    for (size_t i = 0; i < x->count; i++) {
        size_t count;
        const struct near_place *places = places_of(x, i, &count);
        uint32_t longest = 0;

        for (size_t k = 0; k < count; k++)
            longest = words_of(&places[k]) > longest ? words_of(&places[k]) : longest;
        sum += longest;
    }
    return sum;
}

/* The operand whose next place ends first; x->count: none has one. */
static size_t first_to_end(const struct near *x)
{
    size_t best = x->count;
    uint32_t least = 0;

    for (size_t i = 0; i < x->count; i++) {
        size_t count;
        const struct near_place *places = places_of(x, i, &count);
        const struct near_operand *o = &x->operands[i];

        if (o->next < count && (best == x->count || places[o->next].end < least)) {
            best = i;
            least = places[o->next].end;
        }
    }
    return best;
}

/* Longer places behind the first ones may cover words that would be others: every end is tried
 * up to the last one that the longest places of all could make up for. */
static bool stands_further(struct near *x, uint32_t start, int64_t longest, int64_t most)
{
    int64_t words = 0;
    size_t at;

    for (size_t i = 0; i < x->count; i++) {
        x->operands[i].next = x->operands[i].at;
        x->operands[i].chosen = SIZE_MAX;
    }
    while ((at = first_to_end(x)) < x->count) {
        struct near_operand *o = &x->operands[at];
        size_t count, missing = 0;
        const struct near_place *places = places_of(x, at, &count), *place = &places[o->next];
        int64_t size = (int64_t)place->end - start + 1;
        uint32_t before = o->chosen == SIZE_MAX ? 0 : words_of(&places[o->chosen]);

        if (size - longest > most)
            return false;
        if (words_of(place) > before) {
            words += words_of(place) - before;
            o->chosen = o->next;
        }
        o->next++;
        for (size_t i = 0; i < x->count; i++)
            missing += x->operands[i].chosen == SIZE_MAX;
        if (missing == 0 && size - words <= most)
            return true;
    }
    return false;
}

enum found { FOUND, NOT_FOUND, NO_MORE };

/* Whether a stretch from `start` on holds a place of each operand and no more than `most` other
 * words; the places are chosen then. Starts increase from call to call. */
static enum found find_from(struct near *x, uint32_t start, int64_t longest, int64_t most)
{
    uint32_t end = 0;
    int64_t words = 0, size;

    for (size_t i = 0; i < x->count; i++) {
        struct near_operand *o = &x->operands[i];
        size_t count;
        const struct near_place *places = places_of(x, i, &count);

        while (o->at < count && places[o->at].start < start)
            o->at++;
        if (o->at == count)
            return NO_MORE;
        o->chosen = o->at;
        end = places[o->at].end > end ? places[o->at].end : end;
        words += words_of(&places[o->at]);
        if ((int64_t)end - start + 1 - longest > most)
            return NOT_FOUND;
    }
    size = (int64_t)end - start + 1;
    return size - words <= most || stands_further(x, start, longest, most) ? FOUND : NOT_FOUND;
}

static void take_chosen(const struct near *x, near_take *take, void *context)
{
    for (size_t i = 0; i < x->count; i++) {
        size_t count;

        take(context, &places_of(x, i, &count)[x->operands[i].chosen]);
    }
}

/* A stretch begins with a place of some operand. */
static bool stands_near(struct near *x, int64_t most, near_take *take, void *context)
{
    int64_t longest = longest_of(x);
    bool stands = false;

    for (size_t lead = 0; lead < x->count; lead++) {
        size_t count;
        const struct near_place *places = places_of(x, lead, &count);
        enum found found = NOT_FOUND;

        for (size_t i = 0; i < x->count; i++)
            x->operands[i].at = 0;
        for (size_t i = 0; i < count && found != NO_MORE; i++) {
            found = find_from(x, places[i].start, longest, most);
            if (found != FOUND)
                continue;
            if (take == NULL)
                return true;
            stands = true;
            take_chosen(x, take, context);
        }
    }
    return stands;
}

/* Of a place: what stands between it and the best places before it. */
struct link {
    int64_t others;
    uint32_t end;
    uint32_t place;            /* of its operand */
    uint32_t before;           /* the link of the one before it */
};

static int compare_links(const void *a, const void *b)
{
    const struct link *x = a, *y = b;

    return (x->end > y->end) - (x->end < y->end);
}

#define IMPOSSIBLE (INT64_MAX / 2)

/* The links of an operand behind those of the one before, which are `count` from `first` on,
 * put by their ends; false where there is no memory. */
static bool link_operand(struct near *x, size_t operand, size_t first, size_t count)
{
    size_t place_count, at = 0;
    const struct near_place *places = places_of(x, operand, &place_count);
    int64_t best = IMPOSSIBLE;
    uint32_t best_link = 0;
    struct link *links;

    if (buf_reserve(&x->links, place_count * sizeof *links) == NULL)
        return false;
    links = (struct link *)(void *)x->links.p;
    if (count > 0)
        qsort(links + first, count, sizeof *links, compare_links);
    for (size_t i = 0; i < place_count; i++) {
        for (; at < count && links[first + at].end < places[i].start; at++) {
            const struct link *l = &links[first + at];

            if (l->others - l->end < best) {
                best = l->others - l->end;
                best_link = (uint32_t)(first + at);
            }
        }
        links[first + count + i] = (struct link){
            .others = operand == 0 ? 0 : best == IMPOSSIBLE ? best : best + places[i].start - 1,
            .end = places[i].end, .place = (uint32_t)i, .before = best_link};
    }
    x->links.n += place_count * sizeof *links;
    return true;
}

/* The place of the last operand, and back from it. Links of operands before are where they were
 * when that one was linked. */
static void take_chain(const struct near *x, uint32_t at, near_take *take, void *context)
{
    const struct link *links = (const struct link *)(const void *)x->links.p;

    for (size_t operand = x->count; operand-- > 0; at = links[at].before) {
        size_t count;

        take(context, &places_of(x, operand, &count)[links[at].place]);
    }
}

/* Words between places add up: for each place of an operand, the fewest that lie between it
 * and those before it. */
static bool stands_in_order(struct near *x, int64_t most, near_take *take, void *context)
{
    size_t first = 0, count = 0, end = 0;
    bool stands = false;

    buf_clear(&x->links);
    for (size_t operand = 0; operand < x->count; operand++) {
        size_t before = first;

        first = end;
        if (!link_operand(x, operand, before, count))
            return false;
        end = x->links.n / sizeof(struct link);
        count = end - first;
    }
    for (size_t i = first; i < end; i++) {
        const struct link *link = (const struct link *)(const void *)x->links.p + i;

        if (link->others > most)
            continue;
        if (take == NULL)
            return true;
        stands = true;
        take_chain(x, (uint32_t)i, take, context);
    }
    return stands;
}

bool near_ok(const struct near *x)
{
    return buf_ok(&x->links);
}

bool near_each(struct near *x, enum node_kind kind, uint32_t distance, near_take *take,
               void *context)
{
    for (size_t i = 0; i < x->count; i++) {
        sort(x, i);
        if (kind == NODE_NEAR)
            drop_inner(x, i);
    }
    return kind == NODE_ADJ ? stands_in_order(x, (int64_t)distance - 1, take, context)
                            : stands_near(x, (int64_t)distance - 1, take, context);
}

bool near_stands(struct near *x, enum node_kind kind, uint32_t distance)
{
    return near_each(x, kind, distance, NULL, NULL);
}
