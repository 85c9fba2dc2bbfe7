#include "indexer/claims.h"

#include <stdlib.h>

#include "base/codec.h"

struct claim {
    uint64_t id_hash;
    struct source *source;
    const struct root *root;
};

struct claim_list {
    struct claim *list;
    size_t count;
};

static int by_id(const void *x, const void *y)
{
    const struct claim *a = x, *b = y;

    if (a->id_hash != b->id_hash)
        return a->id_hash < b->id_hash ? -1 : 1;
    return (a->source->fresh > b->source->fresh) - (a->source->fresh < b->source->fresh);
}

static int by_number(const void *x, const void *y)
{
    uint64_t a = codec_load64(x), b = codec_load64(y);
    return (a > b) - (a < b);
}

static void sort_numbers(struct buf *b)
{
    if (b->n > sizeof(uint64_t))
        qsort(b->p, b->n / sizeof(uint64_t), sizeof(uint64_t), by_number);
}

static bool has_number(const struct buf *b, uint64_t id_hash)
{
    uint8_t key[sizeof(uint64_t)];

    codec_store64(key, id_hash);
    return b->n > 0
           && bsearch(key, b->p, b->n / sizeof(uint64_t), sizeof(uint64_t), by_number) != NULL;
}

static enum status collect(struct sources *s, struct claim_list *out, struct err *e)
{
    size_t count = 0;

    for (size_t i = 0; i < s->count; i++)
        for (size_t j = 0; j < s->roots[i].files.count; j++)
            count += s->roots[i].files.list[j].id_count;
    out->list = malloc((count + 1) * sizeof *out->list);
    if (out->list == NULL)
        return err_memory(e, "ids of articles");
    for (size_t i = 0; i < s->count; i++)
        for (size_t j = 0; j < s->roots[i].files.count; j++) {
            struct source *f = &s->roots[i].files.list[j];
            for (uint32_t k = 0; k < f->id_count; k++)
                out->list[out->count++] = (struct claim){codec_load64(f->ids + 8 * (size_t)k), f,
                                                         &s->roots[i]};
        }
    if (out->count > 1)
        qsort(out->list, out->count, sizeof *out->list, by_id);
    return OK;
}

/* The claim that counts; null: none. */
static const struct claim *find_winner(const struct claim_list *l, uint64_t id_hash)
{
    size_t first = 0, end = l->count;

    while (first < end) {
        size_t middle = first + (end - first) / 2;
        if (l->list[middle].id_hash <= id_hash)
            first = middle + 1;
        else
            end = middle;
    }
    return first > 0 && l->list[first - 1].id_hash == id_hash ? &l->list[first - 1] : NULL;
}

/* Neighbours with the same id: the last one keeps it. */
static bool tell_conflicts(const struct claim_list *l, const struct claims_calls *calls)
{
    bool any = false;

    for (size_t i = 0; i + 1 < l->count; i++) {
        const struct claim *loser = &l->list[i], *winner = loser + 1;

        if (loser->id_hash != winner->id_hash)
            continue;
        any = true;
        calls->conflict(calls->context, &(struct claims_conflict){
            .id_hash = loser->id_hash, .winner_root = winner->root, .loser_root = loser->root,
            .winner = winner->source->path, .loser = loser->source->path});
    }
    return any;
}

/* A file keeps the ids that it won and that came with no stream. */
static enum status keep_won(struct source *f, const struct claim_list *l, const struct buf *given,
                            struct arena *memory, struct err *e)
{
    struct buf won;
    bool good;

    buf_init(&won, 8 * (size_t)UINT32_MAX);
    for (uint32_t i = 0; i < f->id_count; i++) {
        uint64_t id_hash = codec_load64(f->ids + 8 * (size_t)i);
        if (find_winner(l, id_hash)->source == f && !has_number(given, id_hash))
            buf_append(&won, f->ids + 8 * (size_t)i, 8);
    }
    good = buf_ok(&won) && (won.n == 8 * (size_t)f->id_count || source_set_ids(f, memory, &won));
    buf_release(&won);
    return good ? OK : err_memory(e, "ids of articles");
}

static enum status settle(struct sources *s, const struct claim_list *l, const struct buf *given,
                          const struct claims_calls *calls, struct err *e)
{
    if (!tell_conflicts(l, calls) && given->n == 0)
        return OK;
    for (size_t i = 0; i < s->count; i++)
        for (size_t j = 0; j < s->roots[i].files.count; j++)
            TRY(keep_won(&s->roots[i].files.list[j], l, given, &s->memory, e));
    return OK;
}

static enum status find_unclaimed(const struct claim_list *l, const struct buf *gone,
                                  const struct buf *given, const struct claims_calls *calls,
                                  struct err *e)
{
    for (size_t at = 0; at < gone->n; at += sizeof(uint64_t)) {
        uint64_t id_hash = codec_load64(gone->p + at);

        if (at > 0 && codec_load64(gone->p + at - sizeof(uint64_t)) == id_hash)
            continue;
        if (find_winner(l, id_hash) == NULL && !has_number(given, id_hash))
            TRY(calls->unclaimed(calls->context, id_hash, e));
    }
    return OK;
}

enum status claims_settle(struct sources *s, struct buf *gone, struct buf *given,
                          const struct claims_calls *calls, struct err *e)
{
    struct claim_list l = {.count = 0};
    enum status status = collect(s, &l, e);

    sort_numbers(gone);
    sort_numbers(given);
    if (status == OK)
        status = settle(s, &l, given, calls, e);
    if (status == OK)
        status = find_unclaimed(&l, gone, given, calls, e);
    free(l.list);
    return status;
}
