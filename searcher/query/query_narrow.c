/* Filters that a query is given from outside: --lang, --since, --until. */
#include "searcher/query/query_parser.h"

/* The root as a set that a filter may stand in. */
static struct query_node *root_set(struct parser *p)
{
    struct query *q = p->query;
    struct query_node *set;

    if (q->root != NULL && q->root->kind == NODE_SET)
        return q->root;
    set = tree_node(p, NODE_SET);
    if (set != NULL && q->root != NULL)
        tree_append(set, q->root, ROLE_WANTED);
    return set;
}

enum status query_narrow(struct query *q, enum filter_field field, struct slice value,
                         struct arena *arena, struct err *e)
{
    struct parser p = {.arena = arena, .query = q, .err = e, .filter_room = q->filter_count,
                       .notes_max = PARSER_NOTES_MAX};
    struct query_node *filter = NULL, *set;

    p.lexer.text = value;
    if (value.n > 0)
        TRY(leaves_value(&p, &(struct field){.kind = FIELD_FILTER, .filter = field}, &filter));
    if (filter == NULL || p.lexer.at < value.n)
        return err_set(e, E_USAGE, "--%s: '%.*s' is no list of values with commas between them",
                       field_of_filter(field), SLICE_ARG(value));
    set = root_set(&p);
    if (set == NULL)
        return err_memory(e, "the query");
    tree_append(set, filter, ROLE_WANTED);
    q->root = set;
    return OK;
}
