/* Queries that are no row of words: the tree over the clauses' cursors, document by
 * document. Every node is a cursor: seek gives the first document from a place on that
 * it matches. Where enough hits are counted, documents that together stay under
 * the threshold are passed by their blocks' bounds, which for a node are the sum of its leaves'.
 * NEAR and ADJ are found by the places of their words.                         */
#include "searcher/run/near.h"
#include "searcher/run/run.h"

struct tree_node {
    const struct query_node *node;
    struct clause_cursor *cursor;  /* NODE_LEAF: null where the segment has none of it */
    docid only;                    /* of an id: its document */
    struct tree_node *wanted, *optional, *excluded;     /* children; NEAR: all wanted */
    size_t wanted_count, optional_count, excluded_count;
    bool needs_one;                /* of the optional ones, as only filters and ids are wanted */
    docid doc;                     /* the last that seek gave */
    bool started;
};

struct tree {
    struct run *run;
    struct tree_node root;
    docid first, end;              /* the language's documents */
    struct near near;
    enum status status;
    struct arena *arena;
};

static bool is_id(const struct tree *t, const struct query_node *node)
{
    return node->kind == NODE_LEAF && t->run->plan->query->clauses[node->at].kind == CLAUSE_ID;
}

static struct clause_cursor *cursor_of(const struct run *r, uint32_t clause)
{
    for (size_t i = 0; i < r->wanted_count; i++)
        if (r->wanted_clauses[i] == clause)
            return &r->wanted[i];
    for (size_t i = 0; i < r->excluded_count; i++)
        if (r->excluded_clauses[i] == clause)
            return &r->excluded[i];
    return NULL;
}

/* How many documents a node has, about; to begin with the rarest. */
static uint64_t weight_of(const struct tree *t, const struct tree_node *n)
{
    uint64_t sum = 0, least = UINT64_MAX;

    if (n->node->kind == NODE_LEAF && n->cursor == NULL)
        return t->run->plan->query->clauses[n->node->at].kind == CLAUSE_ALL ? UINT32_MAX : 1;
    if (n->node->kind == NODE_LEAF)
        return clause_df(n->cursor);
    for (size_t i = 0; i < n->optional_count; i++)
        sum += weight_of(t, &n->optional[i]);
    for (size_t i = 0; i < n->wanted_count; i++) {
        uint64_t weight = weight_of(t, &n->wanted[i]);
        least = weight < least ? weight : least;
    }
    return n->wanted_count > 0 ? least : n->optional_count > 0 ? sum : UINT32_MAX;
}

static void put_rarest_first(const struct tree *t, struct tree_node *nodes, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        struct tree_node moved = nodes[i];
        uint64_t weight = weight_of(t, &moved);
        size_t at = i;

        for (; at > 0 && weight_of(t, &nodes[at - 1]) > weight; at--)
            nodes[at] = nodes[at - 1];
        nodes[at] = moved;
    }
}

static enum status make_node(struct tree *t, const struct query_node *node, struct tree_node *out);

/* Children that are filters stay in the query's list. */
static enum status make_children(struct tree *t, const struct query_node *node, struct tree_node *out)
{
    size_t count = 0;
    struct tree_node *all;

    for (const struct query_node *c = node->first; c != NULL; c = c->next)
        count++;
    all = arena_zalloc(t->arena, 3 * count + 1, sizeof *all);
    if (all == NULL)
        return err_memory(t->run->err, "a tree of words");
    out->wanted = all;
    out->optional = all + count;
    out->excluded = all + 2 * count;
    for (const struct query_node *c = node->first; c != NULL; c = c->next) {
        struct tree_node made;

        if (c->kind == NODE_FILTER && c->role != ROLE_OPTIONAL)
            continue;
        TRY(make_node(t, c, &made));
        if (c->role == ROLE_WANTED)
            out->wanted[out->wanted_count++] = made;
        else if (c->role == ROLE_OPTIONAL)
            out->optional[out->optional_count++] = made;
        else
            out->excluded[out->excluded_count++] = made;
    }
    out->needs_one = out->optional_count > 0;
    for (size_t i = 0; i < out->wanted_count; i++)
        out->needs_one &= query_is_filter(t->run->plan->query, out->wanted[i].node);
    if (node->kind != NODE_ADJ)
        put_rarest_first(t, out->wanted, out->wanted_count);
    return OK;
}

static enum status make_node(struct tree *t, const struct query_node *node, struct tree_node *out)
{
    const struct clause *c = &t->run->plan->query->clauses[node->at];

    *out = (struct tree_node){.node = node, .only = DOC_END};
    if (node->kind == NODE_FILTER)
        return OK;
    if (node->kind != NODE_LEAF)
        return make_children(t, node, out);
    if (c->kind == CLAUSE_WORDS)
        out->cursor = cursor_of(t->run, node->at);
    if (is_id(t, node))
        TRY(segment_find_id(t->run->segment, c->text, &out->only, t->run->err));
    if (out->only != DOC_END && (out->only < t->first || out->only >= t->end))
        out->only = DOC_END;
    return OK;
}

static docid seek(struct tree *t, struct tree_node *n, docid target);

static docid seek_leaf(struct tree *t, struct tree_node *n, docid target)
{
    if (n->cursor != NULL)
        return clause_seek(n->cursor, target);
    if (is_id(t, n->node))
        return n->only != DOC_END && n->only >= target ? n->only : DOC_END;
    if (t->run->plan->query->clauses[n->node->at].kind != CLAUSE_ALL)
        return DOC_END;
    target = target < t->first ? t->first : target;
    return target < t->end ? target : DOC_END;
}

static docid seek_filter(struct tree *t, const struct tree_node *n, docid target)
{
    for (docid doc = target < t->first ? t->first : target; doc < t->end; doc++)
        if (filter_has(&t->run->reader, n->node->at, doc))
            return doc;
    return DOC_END;
}

/* The first document from target on that all have. */
static docid seek_all(struct tree *t, struct tree_node *nodes, size_t count, docid target)
{
    for (size_t i = 0; i < count; i++) {
        docid doc = seek(t, &nodes[i], target);

        if (doc == DOC_END)
            return DOC_END;
        if (doc > target) {
            target = doc;
            i = SIZE_MAX;          /* the ones before have to follow */
        }
    }
    return target;
}

/* The first document from target on that one has. */
static docid seek_any(struct tree *t, struct tree_node *nodes, size_t count, docid target)
{
    docid first = DOC_END;

    for (size_t i = 0; i < count && first > target; i++) {
        docid doc = seek(t, &nodes[i], target);
        first = doc < first ? doc : first;
    }
    return first;
}

/* The set's own filters and exclusions. */
static bool leaves_out(struct tree *t, struct tree_node *n, docid doc)
{
    for (size_t i = 0; i < n->excluded_count; i++)
        if (seek(t, &n->excluded[i], doc) == doc)
            return true;
    for (const struct query_node *c = n->node->first; c != NULL; c = c->next)
        if (c->kind == NODE_FILTER && c->role != ROLE_OPTIONAL
            && filter_has(&t->run->reader, c->at, doc) != (c->role == ROLE_WANTED))
            return true;
    return false;
}

/* Sets without a word that is to be had match every document that they do not leave out. */
static docid seek_set(struct tree *t, struct tree_node *n, docid target)
{
    for (;;) {
        docid all = seek_all(t, n->wanted, n->wanted_count, target);

        target = all;
        if (all != DOC_END && n->needs_one)
            target = seek_any(t, n->optional, n->optional_count, all);
        if (target >= t->end)
            return DOC_END;
        if (target > all && n->wanted_count > 0)
            continue;              /* the wanted ones have to follow */
        if (!leaves_out(t, n, target))
            return target;
        target++;
    }
}

/* The places of an operand: of its clause, or of those of its clauses that the document has. */
static void add_places(struct tree *t, size_t operand, struct tree_node *n, docid doc)
{
    if (n->cursor != NULL && t->status == OK && seek(t, n, doc) == doc)
        t->status = near_add(&t->near, operand, n->cursor);
    for (size_t i = 0; i < n->optional_count; i++)
        add_places(t, operand, &n->optional[i], doc);
}

static docid seek_near(struct tree *t, struct tree_node *n, docid target)
{
    while (t->status == OK && (target = seek_all(t, n->wanted, n->wanted_count, target)) < t->end) {
        t->status = near_begin(&t->near, n->wanted_count, t->run->err);
        for (size_t i = 0; i < n->wanted_count && t->status == OK; i++)
            add_places(t, i, &n->wanted[i], target);
        if (t->status == OK && near_stands(&t->near, n->node->kind, n->node->distance))
            return target;
        if (!near_ok(&t->near))
            t->status = err_memory(t->run->err, "places");
        target++;
    }
    return DOC_END;
}

static docid seek(struct tree *t, struct tree_node *n, docid target)
{
    if (n->started && n->doc >= target)
        return n->doc;
    n->started = true;
    target = target < t->first ? t->first : target;
    switch (n->node->kind) {
    case NODE_LEAF: n->doc = seek_leaf(t, n, target); break;
    case NODE_FILTER: n->doc = seek_filter(t, n, target); break;
    case NODE_SET: n->doc = seek_set(t, n, target); break;
    default: n->doc = seek_near(t, n, target); break;
    }
    return n->doc;
}

/* Of a document that the node matches: the sum of all leaves that it has and wants. */
static double score_of(struct tree *t, struct tree_node *n, docid doc)
{
    double score = 0;

    if (n->node->kind == NODE_LEAF && n->cursor != NULL)
        return clause_score(n->cursor);
    for (size_t i = 0; i < n->wanted_count; i++)
        score += score_of(t, &n->wanted[i], doc);
    for (size_t i = 0; i < n->optional_count; i++)
        if (seek(t, &n->optional[i], doc) == doc)
            score += score_of(t, &n->optional[i], doc);
    return score;
}

/* What a leaf adds to documents from `from` on, and the last one it holds for. A cursor
 * that stands behind `from` has none before its document.                       */
static double leaf_reach(struct tree_node *n, docid from, docid *last)
{
    docid end;
    double most;

    if (n->cursor == NULL || (n->started && n->doc == DOC_END))
        return 0;
    if (n->started && n->doc > from) {
        *last = n->doc - 1 < *last ? n->doc - 1 : *last;
        return 0;
    }
    most = clause_reach(n->cursor, from);
    if (most == 0)
        return 0;                  /* none from here on */
    end = clause_reach_last(n->cursor);
    *last = end < *last ? end : *last;
    return most;
}

static double reach(struct tree_node *n, docid from, docid *last)
{
    double most = n->node->kind == NODE_LEAF ? leaf_reach(n, from, last) : 0;

    for (size_t i = 0; i < n->wanted_count; i++)
        most += reach(&n->wanted[i], from, last);
    for (size_t i = 0; i < n->optional_count; i++)
        most += reach(&n->optional[i], from, last);
    return most;
}

/* The first document from target on that may enter. *asked: up to where this is known. */
static docid pass(struct tree *t, docid target, docid *asked)
{
    struct run *r = t->run;

    if (r->options->exhaustive || !run_may_pass(r))
        return target;
    while (target < t->end && target > *asked) {
        docid last = DOC_END - 1;

        if (reach(&t->root, target, &last) >= topk_threshold(r->top)) {
            *asked = last;
            break;
        }
        *r->pruned = true;
        target = last + 1;
    }
    return target;
}

static enum status run_through(struct tree *t)
{
    docid target = t->first, asked = 0, doc;

    while ((target = pass(t, target, &asked)) < t->end
           && (doc = seek(t, &t->root, target)) != DOC_END) {
        if (!segment_is_deleted(t->run->segment, doc))
            TRY(run_take(t->run, doc, score_of(t, &t->root, doc)));
        target = doc + 1;
    }
    return t->status;
}

enum status run_tree(struct run *r, struct arena *arena)
{
    uint8_t lang = (uint8_t)r->plan->lang;
    struct tree t = {.run = r, .arena = arena, .first = segment_lang_first(r->segment, lang)};
    enum status status;

    t.end = t.first + r->segment->header.langs[lang].doc_count;
    near_init(&t.near);
    status = make_node(&t, r->plan->query->root, &t.root);
    if (status == OK)
        status = run_through(&t);
    near_release(&t.near);
    return status;
}
