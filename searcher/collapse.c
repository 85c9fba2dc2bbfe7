#include "searcher/collapse.h"

#include "searcher/snippets/verify.h"

#define BITS_ALIKE 56

/* What tells a copy. */
struct sketch {
    uint64_t signature;
    uint32_t text_bytes;
    enum lang lang;
};

static bool are_copies(const struct sketch *a, const struct sketch *b, enum collapse collapse)
{
    int different = __builtin_popcountll(a->signature ^ b->signature);

    if (a->signature == 0 || a->lang != b->lang)
        return false;
    return collapse == COLLAPSE_NEAR ? different <= 64 - BITS_ALIKE
                                     : different == 0 && a->text_bytes == b->text_bytes;
}

static enum status sketch_of(struct index *const *indexes, const struct hit *hit,
                             struct sketch *out, struct err *e)
{
    struct document d;

    TRY(segment_document(index_segment(indexes[hit->index], hit->segment), hit->doc, &d, e));
    *out = (struct sketch){d.signature, d.text_bytes, hit->lang};
    return OK;
}

/* Moves the hits that are no copies to the front and counts the copies of each. */
static enum status drop_copies(struct index *const *indexes, enum collapse collapse,
                               struct arena *arena, struct results *r, struct err *e)
{
    struct sketch *kept = arena_zalloc(arena, r->hit_count + 1, sizeof *kept);
    size_t count = 0;

    if (kept == NULL)
        return err_memory(e, "hits");
    for (size_t i = 0; i < r->hit_count; i++) {
        size_t first = count > COLLAPSE_WINDOW ? count - COLLAPSE_WINDOW : 0, like = first;

        TRY(sketch_of(indexes, &r->hits[i], &kept[count], e));
        while (like < count && !are_copies(&kept[like], &kept[count], collapse))
            like++;
        if (like < count)
            r->hits[like].similar++;
        else
            r->hits[count++] = r->hits[i];
    }
    r->hit_count = count;
    return OK;
}

enum status collapse_search(struct engine *g, struct index *const *indexes, const struct query *q,
                            const struct engine_options *options, enum collapse collapse,
                            struct arena *arena, struct results *out, struct err *e)
{
    struct engine_options wider = *options;
    bool complete;

    if (collapse == COLLAPSE_OFF || options->count_only)
        return verify_search(g, indexes, q, options, arena, out, e);
    if (options->limit > 0)
        wider.limit = options->limit + options->limit / 2 + 5;
    do {
        TRY(verify_search(g, indexes, q, &wider, arena, out, e));
        complete = wider.limit == 0 || out->hit_count < wider.limit;
        TRY(drop_copies(indexes, collapse, arena, out, e));
        wider.limit = wider.limit * 4;
    } while (!complete && out->hit_count < options->limit);
    if (options->limit > 0 && out->hit_count > options->limit)
        out->hit_count = options->limit;
    return OK;
}
