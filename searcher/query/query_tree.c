#include "searcher/query/query_parser.h"

#include "base/hash.h"

struct query_node *tree_node(struct parser *p, enum node_kind kind)
{
    struct query_node *node = arena_zalloc(p->arena, 1, sizeof *node);

    if (node != NULL)
        node->kind = kind;
    return node;
}

void tree_append(struct query_node *parent, struct query_node *child, enum node_role role)
{
    if (parent->first == NULL)
        parent->first = child;
    else
        parent->last->next = child;
    parent->last = child;
    child->role = role;
    child->next = NULL;
}

bool tree_all_are(const struct query_node *set, enum node_role role)
{
    for (const struct query_node *child = set->first; child != NULL; child = child->next)
        if (child->role != role)
            return false;
    return true;
}

static bool is_id(const struct query *q, const struct query_node *node)
{
    return node->kind == NODE_LEAF && q->clauses[node->at].kind == CLAUSE_ID;
}

bool query_is_filter(const struct query *q, const struct query_node *node)
{
    if (node->kind == NODE_FILTER || is_id(q, node))
        return true;
    if (node->kind != NODE_SET || node->first == NULL)
        return false;
    for (const struct query_node *child = node->first; child != NULL; child = child->next)
        if (!query_is_filter(q, child))
            return false;
    return true;
}

bool query_wants_id(const struct query *q)
{
    for (size_t i = 0; i < q->clause_count; i++)
        if (q->clauses[i].kind == CLAUSE_ID && !q->clauses[i].excluded)
            return true;
    return false;
}

static bool has_filter(const struct query *q, const struct query_node *set)
{
    for (const struct query_node *child = set->first; child != NULL; child = child->next)
        if (query_is_filter(q, child))
            return true;
    return false;
}

/* Whether the child's children can stand in its place, and in which role: -1 in their own. */
static bool dissolves(const struct parser *p, const struct query_node *child, int *role)
{
    *role = -1;
    if (child->kind != NODE_SET)
        return false;
    switch (child->role) {
    case ROLE_WANTED:
        for (const struct query_node *c = child->first; c != NULL; c = c->next)
            if (c->role == ROLE_OPTIONAL)
                return false;
        return true;
    case ROLE_EXCLUDED:
        *role = ROLE_EXCLUDED;
        return tree_all_are(child, ROLE_OPTIONAL);
    default:
        /* beside optional words a filter would be wanted */
        return tree_all_are(child, ROLE_OPTIONAL)
               && ((p->flags & QUERY_ANY) == 0 || !has_filter(p->query, child));
    }
}

/* Appends a child, or its children in its place, or theirs. */
static void adopt(const struct parser *p, struct query_node *parent, struct query_node *child)
{
    struct query_node *inner = child->first, *next;
    int role;

    if (!dissolves(p, child, &role)) {
        tree_append(parent, child, child->role);
        return;
    }
    for (; inner != NULL; inner = next) {
        next = inner->next;
        inner->role = role < 0 ? inner->role : (enum node_role)role;
        adopt(p, parent, inner);
    }
}

/* The values of both filters, in the first. */
static enum status unite(struct parser *p, struct query_filter *a, const struct query_filter *b)
{
    size_t count = a->value_count + b->value_count;
    struct filter_value *values = arena_alloc(p->arena, count * sizeof *values);

    if (values == NULL)
        return err_memory(p->err, "the query");
    memcpy(values, a->values, a->value_count * sizeof *values);
    memcpy(values + a->value_count, b->values, b->value_count * sizeof *values);
    a->values = values;
    a->value_count = count;
    return OK;
}

static enum status unite_filters(struct parser *p, struct query_node *set)
{
    struct query_filter *filters = p->query->filters;

    for (struct query_node *a = set->first; a != NULL; a = a->next) {
        struct query_node *before = a;

        set->last = a;
        if (a->kind != NODE_FILTER || a->role == ROLE_EXCLUDED)
            continue;
        while (before->next != NULL) {
            struct query_node *b = before->next;

            if (b->kind != NODE_FILTER || b->role != a->role
                || filters[a->at].field != filters[b->at].field
                || !slice_equal(filters[a->at].name, filters[b->at].name)) {
                before = b;
                continue;
            }
            TRY(unite(p, &filters[a->at], &filters[b->at]));
            before->next = b->next;
        }
        set->last = before;
    }
    return OK;
}

/* Of several wanted ids a document has one. */
static enum status unite_ids(struct parser *p, struct query_node *set)
{
    struct query_node *child = set->first, *ids = NULL;
    size_t count = 0;

    for (const struct query_node *c = child; c != NULL; c = c->next)
        count += is_id(p->query, c) && c->role == ROLE_WANTED;
    if (count < 2)
        return OK;
    ids = tree_node(p, NODE_SET);
    if (ids == NULL)
        return err_memory(p->err, "the query");
    set->first = set->last = NULL;
    while (child != NULL) {
        struct query_node *next = child->next;
        bool moved = is_id(p->query, child) && child->role == ROLE_WANTED;

        if (moved && ids->first == NULL)
            tree_append(set, ids, ROLE_WANTED);
        tree_append(moved ? ids : set, child, moved ? ROLE_OPTIONAL : child->role);
        child = next;
    }
    return OK;
}

static bool same_words(const struct clause *a, const struct clause *b)
{
    if (a->word_count != b->word_count)
        return false;
    for (size_t i = 0; i < a->word_count; i++)
        if (!slice_equal(a->words[i], b->words[i]))
            return false;
    return true;
}

/* Whether two leaves ask for the same, whatever it is worth. A joined word is the phrase of its
 * words in any form.                                                           */
static bool same_leaf(const struct query *q, const struct query_node *x, const struct query_node *y)
{
    const struct clause *a = &q->clauses[x->at], *b = &q->clauses[y->at];

    return y->kind == NODE_LEAF && y->role == x->role && b->kind == CLAUSE_WORDS
           && a->quoted == b->quoted && a->exact == b->exact
           && a->wildcard == b->wildcard && a->regex == b->regex && a->fuzzy == b->fuzzy && a->zones == b->zones
           && a->slop == b->slop && same_words(a, b);
}

static uint64_t hash_words(const struct clause *c)
{
    uint64_t h = c->word_count;

    for (size_t i = 0; i < c->word_count; i++)
        h = hash_fold(h ^ hash_bytes(c->words[i]), h + 1);
    return h;
}

/* Adds the leaf to the table, whose size is a power of two, unless one like it is in: that one. */
static struct query_node *find_leaf(const struct query *q, struct query_node **slots, size_t size,
                                    struct query_node *leaf)
{
    size_t at = hash_words(&q->clauses[leaf->at]) & (size - 1);

    while (slots[at] != NULL && !same_leaf(q, slots[at], leaf))
        at = (at + 1) & (size - 1);
    if (slots[at] == NULL)
        slots[at] = leaf;
    return slots[at];
}

/* What is typed several times is one leaf, worth as much as all of them together. */
static enum status unite_leaves(struct parser *p, struct query_node *set)
{
    const struct query *q = p->query;
    struct query_node **slots, *before = NULL, *next;
    size_t leaves = 0, size = 2;

    for (const struct query_node *c = set->first; c != NULL; c = c->next)
        leaves += c->kind == NODE_LEAF;
    while (size < 2 * leaves)
        size *= 2;
    slots = arena_zalloc(p->arena, size, sizeof(struct query_node *));
    if (slots == NULL)
        return err_memory(p->err, "the query");
    for (struct query_node *c = set->first; c != NULL; c = next) {
        bool is_words = c->kind == NODE_LEAF && q->clauses[c->at].kind == CLAUSE_WORDS;
        struct query_node *like = is_words ? find_leaf(q, slots, size, c) : c;
        uint32_t *boost;

        next = c->next;
        if (like == c) {
            set->last = before = c;
            continue;
        }
        boost = &q->clauses[like->at].boost;
        *boost += c->role == ROLE_EXCLUDED ? 0 : q->clauses[c->at].boost;
        *boost = *boost > QUERY_BOOST_MAX ? QUERY_BOOST_MAX : *boost;
        before->next = next;
    }
    return OK;
}

enum status tree_tidy(struct parser *p, struct query_node *node, struct query_node **out)
{
    struct query_node *child = node->first, *next;
    enum node_role role = node->role;

    *out = node;
    if (node->kind != NODE_SET)
        return OK;
    node->first = node->last = NULL;
    for (; child != NULL; child = next) {
        struct query_node *tidy;

        next = child->next;
        TRY(tree_tidy(p, child, &tidy));
        if (tidy != NULL)
            adopt(p, node, tidy);
    }
    TRY(unite_filters(p, node));
    TRY(unite_ids(p, node));
    TRY(unite_leaves(p, node));
    if (node->first == NULL)
        *out = NULL;
    else if (node->first->next == NULL && node->first->role != ROLE_EXCLUDED)
        *out = node->first;
    if (*out != NULL)
        (*out)->role = role;
    return OK;
}

static void mark_leaves(const struct query_node *node, uint8_t *used)
{
    if (node->kind == NODE_LEAF)
        used[node->at] = 1;
    for (const struct query_node *child = node->first; child != NULL; child = child->next)
        mark_leaves(child, used);
}

static void renumber_leaves(struct query_node *node, const uint32_t *numbers)
{
    if (node->kind == NODE_LEAF)
        node->at = numbers[node->at];
    for (struct query_node *child = node->first; child != NULL; child = child->next)
        renumber_leaves(child, numbers);
}

enum status tree_drop_leaves(struct parser *p)
{
    struct query *q = p->query;
    uint8_t *used = arena_zalloc(p->arena, q->clause_count + 1, 1);
    uint32_t *numbers = arena_zalloc(p->arena, q->clause_count + 1, sizeof *numbers);
    uint32_t kept = 0;

    if (used == NULL || numbers == NULL)
        return err_memory(p->err, "the query");
    if (q->root != NULL)
        mark_leaves(q->root, used);
    for (size_t i = 0; i < q->clause_count; i++) {
        numbers[i] = kept;
        if (used[i] != 0)
            q->clauses[kept++] = q->clauses[i];
    }
    q->clause_count = kept;
    if (q->root != NULL)
        renumber_leaves(q->root, numbers);
    return OK;
}

/* negations: excluded groups that the node is in. What is excluded twice is wanted, and found in
 * any form.                                                                    */
static void exclude(struct query *q, const struct query_node *node, unsigned negations)
{
    if (node->kind == NODE_LEAF) {
        struct clause *c = &q->clauses[node->at];

        c->excluded = negations > 0;
        c->left_open = negations % 2 == 1 && query_is_as_typed(c);
    }
    for (const struct query_node *child = node->first; child != NULL; child = child->next)
        exclude(q, child, negations + (child->role == ROLE_EXCLUDED));
}

/* How words stand in a flat query. */
struct flatness {
    size_t wanted, optional, everything;
    bool flat;
};

static void look_at(const struct query *q, const struct query_node *node, struct flatness *f)
{
    const struct clause *c;

    if (node->kind == NODE_FILTER)
        f->flat = f->flat && node->role != ROLE_OPTIONAL;
    if (node->kind == NODE_FILTER)
        return;
    if (node->kind != NODE_LEAF) {
        f->flat = false;
        return;
    }
    c = &q->clauses[node->at];
    if (c->kind == CLAUSE_WORDS) {
        f->wanted += node->role == ROLE_WANTED;
        f->optional += node->role == ROLE_OPTIONAL;
    } else if (c->kind == CLAUSE_ID ? node->role == ROLE_OPTIONAL : node->role != ROLE_WANTED) {
        f->flat = false;
    }
    f->everything += c->kind == CLAUSE_ALL;
}

void tree_finish(struct query *q, unsigned flags)
{
    struct flatness f = {.flat = true};

    q->side_by_side_any = q->any = (flags & QUERY_ANY) != 0;
    if (q->root != NULL) {
        exclude(q, q->root, 0);
        if (q->root->kind != NODE_SET)
            look_at(q, q->root, &f);
        for (const struct query_node *c = q->root->first; c != NULL && q->root->kind == NODE_SET; c = c->next)
            look_at(q, c, &f);
    }
    q->flat = f.flat && (f.wanted + f.everything == 0 || f.optional == 0);
    if (q->flat && f.wanted + f.optional > 1)
        q->any = f.optional > 0;
}
