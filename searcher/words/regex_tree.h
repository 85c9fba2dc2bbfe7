/* regex_tree.h - what regex_parse.c makes of a pattern and regex.c reads.
 *
 *     un(ab|[0-9]+)  ->  THEN -+- THEN -+- SET u
 *                              |        +- SET n
 *                              +- EITHER -+- THEN -+- SET a ...
 *                                         +- REPEAT 1.. -- SET 0-9             */
#ifndef SEARCHER_REGEX_TREE_H
#define SEARCHER_REGEX_TREE_H

#include "searcher/words/regex.h"

#define REGEX_NO_END UINT32_MAX
#define REGEX_LETTER_LAST 0x10ffffu

enum regex_kind { REGEX_NOTHING, REGEX_SET, REGEX_THEN, REGEX_EITHER, REGEX_REPEAT };

struct regex_range {
    uint32_t first, last;
};

/* Sorted, apart from each other. */
struct regex_set {
    struct regex_range *ranges;
    size_t count;
};

struct regex_node {
    enum regex_kind kind;
    struct regex_set set;                /* REGEX_SET */
    struct regex_node *left, *right;     /* THEN, EITHER; REPEAT: left */
    uint32_t least, most;                /* REPEAT; most: REGEX_NO_END */
};

/* As regex_read. */
enum status regex_parse(struct slice pattern, regex_fold *fold, void *context, struct arena *arena,
                        struct regex_node **out, struct regex_problem *problem,
                        uint64_t *work, struct err *e) WARN_UNUSED;

/* The beginnings of words that the tree fits, none the beginning of another; 0 where one is empty.
 * Null in *out: no memory.                                                     */
bool regex_find_starts(const struct regex_node *tree, struct arena *arena, struct slice **out,
                       size_t *count) WARN_UNUSED;

/* Steps that the node becomes, at most REGEX_STEPS_MAX + 1. */
uint32_t regex_steps(const struct regex_node *node);

#endif
