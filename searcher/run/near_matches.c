#include "searcher/run/near_matches.h"

#include "searcher/run/near.h"

struct keeper {
    struct match *matches;
    size_t count;
    bool *kept;
    size_t *operands;        /* by clause: 1 + of which operand of this NEAR; 0: of none */
    size_t operand_count;
    struct near near;
};

static size_t operand_of(const struct keeper *k, size_t match)
{
    return k->operands[k->matches[match].clause];
}

static void keep(void *context, const struct near_place *place)
{
    struct keeper *k = context;

    k->kept[place->match] = true;
}

/* Marks the matches of one NEAR that stand in a stretch. */
static enum status keep_stretches(struct keeper *k, const struct query_node *near, struct err *e)
{
    TRY(near_begin(&k->near, k->operand_count, e));
    for (size_t i = 0; i < k->count; i++) {
        const struct match *m = &k->matches[i];
        const struct near_place place = {.start = m->position, .match = (uint32_t)i,
                                         .end = m->position + m->word_count - 1};

        if (operand_of(k, i) > 0)
            buf_append(&k->near.operands[operand_of(k, i) - 1].places, &place, sizeof place);
    }
    for (size_t i = 0; i < k->operand_count; i++)
        if (!buf_ok(&k->near.operands[i].places))
            return err_memory(e, "matches");
    near_each(&k->near, near->kind, near->distance, keep, k);
    return near_ok(&k->near) ? OK : err_memory(e, "matches");
}

/* The clauses of an operand, or of none with 0. */
static void set_operand(struct keeper *k, const struct query_node *node, size_t operand)
{
    if (node->kind == NODE_LEAF)
        k->operands[node->at] = operand;
    for (const struct query_node *c = node->first; c != NULL; c = c->next)
        set_operand(k, c, operand);
}

static enum status keep_near(struct keeper *k, const struct query_node *near, struct err *e)
{
    enum status status;

    k->operand_count = 0;
    for (const struct query_node *c = near->first; c != NULL; c = c->next)
        set_operand(k, c, ++k->operand_count);
    for (size_t i = 0; i < k->count; i++)
        k->kept[i] = k->kept[i] && operand_of(k, i) == 0;
    status = keep_stretches(k, near, e);
    set_operand(k, near, 0);
    return status;
}

static enum status keep_tree(struct keeper *k, const struct query_node *node, struct err *e)
{
    if (node->kind == NODE_NEAR || node->kind == NODE_ADJ)
        return keep_near(k, node, e);
    for (const struct query_node *c = node->first; c != NULL; c = c->next)
        TRY(keep_tree(k, c, e));
    return OK;
}

enum status near_matches_keep(const struct query *q, struct match *matches, size_t *count,
                              struct arena *arena, struct err *e)
{
    struct keeper k = {.matches = matches, .count = *count};
    enum status status;
    size_t kept = 0;

    if (q->flat || *count == 0)
        return OK;
    k.kept = arena_alloc(arena, *count * sizeof *k.kept);
    k.operands = arena_zalloc(arena, q->clause_count + 1, sizeof *k.operands);
    if (k.kept == NULL || k.operands == NULL)
        return err_memory(e, "matches");
    memset(k.kept, true, *count * sizeof *k.kept);
    near_init(&k.near);
    status = keep_tree(&k, q->root, e);
    near_release(&k.near);
    TRY(status);
    for (size_t i = 0; i < *count; i++)
        if (k.kept[i])
            matches[kept++] = matches[i];
    *count = kept;
    return OK;
}
