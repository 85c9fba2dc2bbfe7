/* regex_parser.h - what the files of the pattern's parser share; regex_tree.h is for all others.
 *
 *     regex_parse.c     groups, alternatives, repetitions
 *     regex_letters.c   what takes one letter: letters, sets, kinds, escapes
 *
 * Errors  A function that gives null or false has told a problem: the first one stays. */
#ifndef SEARCHER_REGEX_PARSER_H
#define SEARCHER_REGEX_PARSER_H

#include "base/utf8.h"
#include "searcher/words/regex_tree.h"

struct parse {
    struct slice text;
    size_t at, depth;
    regex_fold *fold;
    void *context;
    struct arena *arena;
    struct regex_problem *problem;
    uint64_t *work;
    bool no_memory;
};

/* Null; the problem is where what cannot be read begins: at the byte, or where the parser is. */
void *parse_fail_at(struct parse *p, size_t at, const char *text);
void *parse_fail(struct parse *p, const char *text);
void *parse_out_of_memory(struct parse *p);
struct regex_node *parse_node(struct parse *p, enum regex_kind kind, struct regex_node *left,
                              struct regex_node *right);
/* One behind the other; left: null or nothing where right is the first. */
struct regex_node *parse_then(struct parse *p, struct regex_node *left, struct regex_node *right);
bool parse_is_next(const struct parse *p, const char *text);
/* Passes the text where it is next. */
bool parse_take(struct parse *p, const char *text);
uint32_t parse_take_letter(struct parse *p);

/* Behind '[', behind '\'; any letter; the letter that began at start, with the marks over it. */
struct regex_node *parse_letter_set(struct parse *p);
struct regex_node *parse_escaped(struct parse *p);
struct regex_node *parse_any_letter(struct parse *p);
struct regex_node *parse_typed_letter(struct parse *p, size_t start);

#endif
