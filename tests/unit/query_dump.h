/* query_dump.h - a query's tree as text, all of it: for tests that compare trees.
 *
 *     SET(a b|c!q ?x -y F)   a wanted, "b c" quoted, x optional, y excluded, a filter  */
#ifndef TESTS_QUERY_DUMP_H
#define TESTS_QUERY_DUMP_H

#include "searcher/query/query.h"

static inline void dump_clause(struct buf *out, const struct clause *c)
{
    if (c->kind == CLAUSE_ALL)
        buf_append_string(out, "*");
    if (c->kind == CLAUSE_ID) {
        buf_append_string(out, "id=");
        buf_append_slice(out, c->text);
    }
    for (size_t i = 0; i < c->word_count; i++) {
        buf_append_string(out, i > 0 ? "|" : "");
        buf_append_slice(out, c->words[i]);
    }
    buf_append_string(out, c->quoted ? "!q" : "");
    buf_append_string(out, c->exact ? "!=" : "");
    buf_append_string(out, c->regex ? "!r" : c->wildcard ? "!w" : "");
    if (c->fuzzy > 0)
        buf_printf(out, "!~%u", c->fuzzy);
    if (c->slop > 0)
        buf_printf(out, "!s%u", c->slop);
    if (c->zones > 0)
        buf_printf(out, "!z%u", c->zones);
    if (c->boost != QUERY_BOOST_ONE)
        buf_printf(out, "!^%u", c->boost);
}

static inline void dump_filter(struct buf *out, const struct query_filter *f)
{
    static const char *const names[] = {"lang", "date", "path", "ext", "charset", "zone", "user "};

    buf_append_string(out, names[f->field]);
    buf_append_slice(out, f->name);
    for (size_t i = 0; i < f->value_count; i++) {
        buf_append_string(out, i == 0 ? "=" : ",");
        if (f->field == FILTER_DATE)
            date_range_print(out, &f->values[i].dates);
        else if (f->field == FILTER_ZONE)
            buf_printf(out, "%u", f->values[i].zone);
        else if (f->values[i].range.is_range)
            value_range_print(out, &f->values[i].range);
        else
            buf_append_slice(out, f->values[i].text);
    }
}

static inline void dump_node(struct buf *out, const struct query *q, const struct query_node *node)
{
    static const char *const kinds[] = {"SET", "NEAR", "ADJ"};

    if (node->kind == NODE_LEAF) {
        dump_clause(out, &q->clauses[node->at]);
        return;
    }
    if (node->kind == NODE_FILTER) {
        dump_filter(out, &q->filters[node->at]);
        return;
    }
    buf_append_string(out, kinds[node->kind]);
    if (node->kind != NODE_SET)
        buf_printf(out, "/%u", node->distance);
    for (const struct query_node *child = node->first; child != NULL; child = child->next) {
        buf_append_string(out, child == node->first ? "(" : " ");
        buf_append_string(out, child->role == ROLE_OPTIONAL ? "?" : child->role == ROLE_EXCLUDED ? "-" : "");
        dump_node(out, q, child);
    }
    buf_append_string(out, ")");
}

static inline void dump_query(struct buf *out, const struct query *q)
{
    if (q->root != NULL)
        dump_node(out, q, q->root);
}

#endif
