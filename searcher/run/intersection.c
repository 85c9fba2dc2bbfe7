#include "searcher/run/intersection.h"

/* Documents of a place that are marked by their distance from its first one. A
 * place of more has few documents a list, which are looked up one by one.     */
#define MARKS 4096u
#define FEW 8u

enum status intersection_init(struct intersection *x, size_t count, struct arena *arena,
                              struct err *e)
{
    x->count = count;
    x->from = x->last = 0;
    x->found = 0;
    x->alive[0] = UINT16_MAX;      /* the slot of no document */
    x->lists = arena_alloc(arena, count * sizeof(struct postings *));
    x->where = arena_alloc(arena, count * sizeof *x->where);
    x->next = arena_zalloc(arena, count, 1);
    x->marks = NULL;
    x->arena = arena;
    if (x->lists == NULL || x->where == NULL || x->next == NULL)
        return err_memory(e, "lists");
    return OK;
}

/* postings_find, which most often is where the place before ended. */
static uint32_t find(const struct intersection *x, size_t list, docid target)
{
    const struct postings *p = x->lists[list];
    uint32_t next = x->next[list];

    if (p->docs[next] >= target && (next == 0 || p->docs[next - 1] < target))
        return next;
    return postings_find(p, target);
}

bool intersection_place(struct intersection *x)
{
    docid from = x->from;

    x->found = 0;
    for (size_t i = 0; i < x->count; i++) {
        struct postings *p = x->lists[i];
        docid next;

        if (!postings_seek_block(p, from))
            return false;
        x->last = i == 0 || p->block_last < x->last ? p->block_last : x->last;
        next = p->decoded ? p->docs[find(x, i, from)] : from;
        if (next > from) {
            from = next;
            i = SIZE_MAX;      /* the lists before may leave their blocks */
        }
    }
    x->from = from;
    return true;
}

/* The rarest list's documents of the place, from x->from on. */
static void begin(struct intersection *x)
{
    const struct postings *p = x->lists[0];
    uint32_t at = find(x, 0, x->from), end = at;
    uint8_t *restrict where = x->where[0], *restrict slots = x->slots;

    while (end < p->count && p->docs[end] <= x->last)
        end++;
    x->next[0] = end < POSTINGS_BLOCK ? (uint8_t)end : 0;
    x->found = end - at;
    for (uint32_t i = 0; i < x->found; i++)
        slots[i] = (uint8_t)(at + i + 1);
    for (uint32_t i = at; i < end; i++)
        where[i + 1] = (uint8_t)i;
    for (uint32_t i = at; i < end; i++)
        x->alive[i + 1] = 1;
}

/* One look-up for each document found so far. */
static void look_up(struct intersection *x, size_t list)
{
    const struct postings *lead = x->lists[0], *p = x->lists[list];
    uint32_t kept = 0;

    for (uint32_t i = 0; i < x->found; i++) {
        uint8_t slot = x->slots[i];
        uint32_t at = postings_find(p, lead->docs[slot - 1]);

        x->where[list][slot] = (uint8_t)at;
        x->slots[kept] = slot;
        kept += p->docs[at] == lead->docs[slot - 1];
    }
    x->found = kept;
}

/* The list's documents are looked up among the marked ones: no step waits for the
 * one before, as in a merge.                                                  */
static void run_through(struct intersection *x, size_t list, docid first, docid last)
{
    const struct postings *p = x->lists[list];
    const uint8_t *restrict marks = x->marks;
    const uint16_t *restrict alive = x->alive;
    uint8_t *restrict where = x->where[list], *restrict slots = x->slots;
    uint32_t kept = 0, count = p->count, at;

    for (at = find(x, list, first); at < count && p->docs[at] <= last; at++) {
        uint8_t slot = marks[p->docs[at] - first];

        where[slot] = (uint8_t)at;
        slots[kept] = slot;
        kept += alive[slot] == list;
    }
    x->next[list] = at < POSTINGS_BLOCK ? (uint8_t)at : 0;
    x->found = kept;
}

/* The slots of the rarest list's documents (times 1), or nothing (times 0). */
static void set_marks(struct intersection *x, uint32_t begun, uint32_t end, docid first,
                      uint32_t times)
{
    const uint32_t *docs = x->lists[0]->docs;
    uint8_t *restrict marks = x->marks;

    for (uint32_t at = begun; at < end; at++)
        marks[docs[at] - first] = (uint8_t)((at + 1) * times);
}

/* Whether there is room to mark; a phrase of rare words never asks. */
static bool may_mark(struct intersection *x)
{
    if (x->marks == NULL)
        x->marks = arena_zalloc(x->arena, MARKS, 1);
    return x->marks != NULL;
}

static bool meet(struct intersection *x)
{
    const struct postings *lead = x->lists[0];
    uint32_t begun = x->slots[0] - 1u, end = begun + x->found;
    docid first = lead->docs[begun], last = lead->docs[end - 1];
    bool marks = x->found > FEW && last - first < MARKS && may_mark(x);

    if (marks)
        set_marks(x, begun, end, first, 1);
    for (size_t list = 1; list < x->count && x->found > 0; list++) {
        if (!postings_decode_docs(x->lists[list]))
            break;
        if (!marks || x->found <= FEW)
            look_up(x, list);
        else
            run_through(x, list, first, last);
        for (uint32_t i = 0; i < x->found; i++)
            x->alive[x->slots[i]] = (uint16_t)(list + 1);
    }
    if (marks)
        set_marks(x, begun, end, first, 0);
    return x->found == 0 || x->alive[x->slots[0]] == x->count;
}

bool intersection_fill(struct intersection *x)
{
    struct postings *lead = x->lists[0];

    x->found = 0;
    if (!postings_decode_docs(lead))
        return false;
    x->from = lead->docs[find(x, 0, x->from)];
    x->last = lead->block_last;
    for (size_t i = 1; i < x->count; i++) {
        if (!postings_seek_block(x->lists[i], x->from))
            return false;
        x->last = x->lists[i]->block_last < x->last ? x->lists[i]->block_last : x->last;
    }
    begin(x);
    if (x->count > 1 && x->found > 0 && !meet(x))
        return false;
    for (uint32_t i = 0; i < x->found; i++)
        x->docs[i] = lead->docs[x->slots[i] - 1];
    x->from = x->last + 1;
    return true;
}
