#include "searcher/run/near_matches.h"

struct keeper {
    struct match *matches;
    size_t count;
    bool *kept;
    size_t *operands;        /* by clause: 1 + of which operand of this NEAR; 0: of none */
    size_t *chosen;          /* by operand: a match */
    size_t operand_count;
};

static size_t operand_of(const struct keeper *k, size_t match)
{
    return k->operands[k->matches[match].clause];
}

static int64_t end_of(const struct match *m)
{
    return (int64_t)m->position + m->word_count - 1;
}

/* The first match of each operand from `from` on; false where one has none. */
static bool choose_near(struct keeper *k, size_t from, int64_t most)
{
    int64_t end = 0, words = 0;
    size_t found = 0;

    memset(k->chosen, 0xff, k->operand_count * sizeof *k->chosen);
    for (size_t i = from; i < k->count && found < k->operand_count; i++) {
        size_t operand = operand_of(k, i);

        if (operand == 0 || k->chosen[operand - 1] != SIZE_MAX)
            continue;
        k->chosen[operand - 1] = i;
        found++;
        end = end_of(&k->matches[i]) > end ? end_of(&k->matches[i]) : end;
        words += k->matches[i].word_count;
    }
    return found == k->operand_count && end - k->matches[from].position + 1 - words <= most;
}

static bool choose_in_order(struct keeper *k, size_t from, int64_t most)
{
    int64_t others = 0, end = -1;
    size_t found = 0;

    for (size_t i = from; i < k->count && found < k->operand_count; i++) {
        int64_t start = k->matches[i].position;

        if (operand_of(k, i) != found + 1 || start <= end)
            continue;
        others += found > 0 ? start - end - 1 : 0;
        end = end_of(&k->matches[i]);
        k->chosen[found++] = i;
    }
    return found == k->operand_count && others <= most;
}

/* Marks the matches of one NEAR that stand in a stretch. */
static void keep_stretches(struct keeper *k, const struct query_node *near)
{
    int64_t most = (int64_t)near->distance - 1;

    for (size_t i = 0; i < k->count; i++) {
        size_t operand = operand_of(k, i);
        bool stands;

        if (operand == 0)
            continue;
        stands = near->kind == NODE_NEAR ? choose_near(k, i, most)
                                         : operand == 1 && choose_in_order(k, i, most);
        for (size_t j = 0; stands && j < k->operand_count; j++)
            k->kept[k->chosen[j]] = true;
    }
}

/* The clauses of an operand, or of none with 0. */
static void set_operand(struct keeper *k, const struct query_node *node, size_t operand)
{
    if (node->kind == NODE_LEAF)
        k->operands[node->at] = operand;
    for (const struct query_node *c = node->first; c != NULL; c = c->next)
        set_operand(k, c, operand);
}

static enum status keep_near(struct keeper *k, const struct query_node *near, struct arena *arena,
                             struct err *e)
{
    k->operand_count = 0;
    for (const struct query_node *c = near->first; c != NULL; c = c->next)
        set_operand(k, c, ++k->operand_count);
    k->chosen = arena_alloc(arena, k->operand_count * sizeof *k->chosen);
    if (k->chosen == NULL)
        return err_memory(e, "matches");
    for (size_t i = 0; i < k->count; i++)
        k->kept[i] = k->kept[i] && operand_of(k, i) == 0;
    keep_stretches(k, near);
    set_operand(k, near, 0);
    return OK;
}

static enum status keep_tree(struct keeper *k, const struct query_node *node, struct arena *arena,
                             struct err *e)
{
    if (node->kind == NODE_NEAR || node->kind == NODE_ADJ)
        return keep_near(k, node, arena, e);
    for (const struct query_node *c = node->first; c != NULL; c = c->next)
        TRY(keep_tree(k, c, arena, e));
    return OK;
}

enum status near_matches_keep(const struct query *q, struct match *matches, size_t *count,
                              struct arena *arena, struct err *e)
{
    struct keeper k = {.matches = matches, .count = *count};
    size_t kept = 0;

    if (q->flat || *count == 0)
        return OK;
    k.kept = arena_alloc(arena, *count * sizeof *k.kept);
    k.operands = arena_zalloc(arena, q->clause_count + 1, sizeof *k.operands);
    if (k.kept == NULL || k.operands == NULL)
        return err_memory(e, "matches");
    memset(k.kept, true, *count * sizeof *k.kept);
    TRY(keep_tree(&k, q->root, arena, e));
    for (size_t i = 0; i < *count; i++)
        if (k.kept[i])
            matches[kept++] = matches[i];
    *count = kept;
    return OK;
}
