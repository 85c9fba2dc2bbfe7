/* query_parser.h - what the files of the query's parser share; query.h is for all others.
 *
 *     query.c          limits, and the parts in their order
 *     query_parser.c   the grammar: tokens become a tree
 *     query_leaves.c   words, phrases, fields: tokens become leaves and filters
 *     query_tree.c     the tree in its one form, and what it says of the leaves
 *     query_print.c    the tree as text again
 *     query_narrow.c   filters from outside the query's text                  */
#ifndef SEARCHER_QUERY_PARSER_H
#define SEARCHER_QUERY_PARSER_H

#include "searcher/query/query.h"
#include "searcher/query/query_fields.h"
#include "searcher/query/query_lexer.h"
#include "stemmers/words.h"

#define PARSER_NOTES_MAX 16u

struct parser {
    struct lexer lexer;
    unsigned flags;
    const struct field *field;   /* of the group the parser is in: title:( ... ); null: none */
    struct arena *arena;
    struct query *query;
    size_t values;               /* of filters, so far */
    size_t clause_room, filter_room;
    size_t notes_max, notes_left_out;
    struct words words;
    struct err *err;
};

/* E_MEMORY. Keeps the first notes_max notes and counts the others. */
enum status parser_note(struct parser *p, const char *format, ...)
    __attribute__((format(printf, 2, 3), warn_unused_result));

/* The whole query; *out is null where it holds nothing. */
enum status parser_run(struct parser *p, struct query_node **out) WARN_UNUSED;

/* query_leaves.c: each reads the token, passes it, and gives null in *out, with a note,
 * where nothing can be searched.                                               */
enum status leaves_word(struct parser *p, const struct token *t, struct query_node **out) WARN_UNUSED;
enum status leaves_phrase(struct parser *p, const struct token *t, struct query_node **out) WARN_UNUSED;
enum status leaves_regex(struct parser *p, const struct token *t, struct query_node **out) WARN_UNUSED;
enum status leaves_all(struct parser *p, const struct token *t, struct query_node **out) WARN_UNUSED;
/* A value of a filter or an id; null without a note, and nothing passed, where it is none. */
enum status leaves_value(struct parser *p, const struct field *f, struct query_node **out) WARN_UNUSED;
/* A leaf that was just read, as a leaf for each of its words; for a word that breaks
 * into several where any will do. Appends them to parent as optional.           */
enum status leaves_split(struct parser *p, struct query_node *leaf, struct query_node *parent) WARN_UNUSED;

/* query_tree.c. Null: no memory. */
struct query_node *tree_node(struct parser *p, enum node_kind kind);
void tree_append(struct query_node *parent, struct query_node *child, enum node_role role);
/* The tree in its one form: groups in groups of their kind dissolved, filters of one field
 * made one, leaves that are alike too, groups of one thing gone; null where nothing is left.               */
enum status tree_tidy(struct parser *p, struct query_node *node, struct query_node **out) WARN_UNUSED;
/* Forgets the leaves that no node of the tree is. */
enum status tree_drop_leaves(struct parser *p) WARN_UNUSED;
/* excluded of the leaves, flat and any of the query. */
void tree_finish(struct query *q, unsigned flags);

/* A word that is no phrase but breaks into several. */
static inline bool clause_is_joined(const struct clause *c)
{
    return c->word_count > 1 && !c->quoted && !c->any_form;
}

/* Whether each child of a set has the role. */
bool tree_all_are(const struct query_node *set, enum node_role role);

#endif
