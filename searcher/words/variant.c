#include "searcher/words/variant.h"

static bool is_same(const struct variant *v, const struct slice *terms, size_t count)
{
    bool same = v->term_count == count;

    for (size_t i = 0; same && i < count; i++)
        same = slice_equal(v->terms[i], terms[i]);
    return same;
}

static struct variant *find(const struct variants *list, const struct slice *terms, size_t count)
{
    for (size_t i = 0; i < list->count; i++)
        if (is_same(&list->items[i], terms, count))
            return &list->items[i];
    return NULL;
}

static enum status grow(struct variants *list, struct err *e)
{
    size_t room = list->room == 0 ? 8 : 2 * list->room;
    struct variant *items = arena_alloc(list->arena, room * sizeof *items);

    if (items == NULL)
        return err_memory(e, "variants");
    if (list->count > 0)
        memcpy(items, list->items, list->count * sizeof *items);
    list->items = items;
    list->room = room;
    return OK;
}

enum status variants_add(struct variants *list, const struct slice *terms, size_t count,
                         uint32_t weight, uint32_t tier, enum via via, struct err *e)
{
    struct variant *v = find(list, terms, count);
    struct slice *copies;

    if (v != NULL) {
        if (tier > v->tier || (tier == v->tier && weight > v->weight)) {
            v->tier = tier;
            v->weight = weight;
            v->via = via;
        }
        return OK;
    }
    if (list->count == VARIANTS_MAX) {
        list->cut = true;
        return OK;
    }
    if (list->count == list->room)
        TRY(grow(list, e));
    copies = arena_alloc(list->arena, count * sizeof *copies);
    if (copies == NULL)
        return err_memory(e, "variants");
    for (size_t i = 0; i < count; i++)
        copies[i] = arena_copy(list->arena, terms[i]);
    list->items[list->count++] = (struct variant){.terms = copies, .term_count = count, .via = via,
                                                  .weight = weight, .tier = tier};
    return OK;
}
