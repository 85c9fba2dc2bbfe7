#include "searcher/snippets/via.h"

#include "searcher/snippets/typed.h"

/* What the places of a clause have shown so far. */
struct shown {
    bool found;
    enum via best;
    struct slice other;        /* the last spelling that is not the typed form */
};

const char *via_name(enum via via)
{
    static const char *const names[VIA_COUNT] = {"exact", "form", "part", "name", "dict", "fuzzy"};

    return names[via];
}

/* False where none of the node's leaves was found. Optional children tell only where none
 * is wanted: one of them sufficed then.                                        */
static bool node_via(const struct query_node *node, const struct shown *shown, enum via *out)
{
    bool wanted = false, optional = false;
    enum via worst = VIA_EXACT, best = VIA_EXACT, via;

    if (node->kind == NODE_LEAF)
        *out = shown[node->at].best;
    if (node->kind == NODE_LEAF || node->kind == NODE_FILTER)
        return node->kind == NODE_LEAF && shown[node->at].found;
    for (const struct query_node *n = node->first; n != NULL; n = n->next) {
        if (n->role == ROLE_EXCLUDED || !node_via(n, shown, &via))
            continue;
        if (n->role == ROLE_WANTED) {
            worst = via > worst ? via : worst;
            wanted = true;
        } else {
            best = !optional || via < best ? via : best;
            optional = true;
        }
    }
    *out = wanted ? worst : best;
    return wanted || optional;
}

enum status via_find(struct analyzer *a, const struct query *q, enum lang lang,
                     struct slice text, const struct snippet *snippet, struct arena *arena,
                     enum via *out, struct err *e)
{
    struct shown *shown = arena_zalloc(arena, q->clause_count + 1, sizeof *shown);
    struct words words;
    enum status status;

    if (shown == NULL)
        return err_memory(e, "the forms of a hit");
    words_init(&words);
    for (size_t i = 0; i < snippet->place_count; i++) {
        const struct place *p = &snippet->places[i];
        struct slice place = slice_of(text.p + p->start, p->end - p->start);
        struct shown *s = &shown[p->clause];

        enum via via = p->via;

        if (s->found && (s->best == VIA_EXACT || slice_equal(s->other, place)))
            continue;
        if (via == VIA_EXACT && !typed_equals(a, lang, &q->clauses[p->clause], place, &words))
            via = VIA_FORM;
        s->best = s->found && s->best < via ? s->best : via;
        s->found = true;
        s->other = place;
    }
    status = words_status(&words);
    words_release(&words);
    if (q->root == NULL || !node_via(q->root, shown, out))
        *out = VIA_EXACT;
    return status == OK ? OK : err_memory(e, "the forms of a hit");
}
