/* user_match.h - whether a value of a user field is one that a query asks for.
 *
 *     author:austen          its words stand in the value, next to each other: "Jane Austen"
 *     tag:nov*               a pattern fits the whole value or one of its words
 *     price:12.50            numbers are compared as numbers: 12.5
 *     price:10..20           a number between two, these too
 *     updated:2024-01..      else as texts; what begins like an end is within: ..2024-03 has 2024-03-15
 *
 * Words are folded as the vocabulary's are: case, width, accents, in English (Müller is muller) and
 * in German (it is mueller); either is enough.
 *
 * Memory  What was made is in the arena.                                        */
#ifndef SEARCHER_USER_MATCH_H
#define SEARCHER_USER_MATCH_H

#include "base/arena.h"
#include "searcher/query/query.h"
#include "stemmers/analyzer.h"

/* A text as typed and folded: " jane austen ". */
struct user_text {
    struct slice folded;
    double number;
    bool is_number;
};

#define USER_FOLDINGS 2u

struct user_match {
    const struct filter_value *value;
    bool is_pattern;
    struct user_folded {
        struct user_text text, low, high;
    } by[USER_FOLDINGS];
};

/* E_MEMORY. Borrows the value. */
enum status user_match_make(struct analyzer *a, const struct filter_value *value,
                            struct arena *arena, struct user_match *out, struct err *e) WARN_UNUSED;

/* Whether the value of a document, which is not empty, is asked for. */
enum status user_match_ask(const struct user_match *m, struct analyzer *a, struct slice value,
                           bool *out, struct err *e) WARN_UNUSED;

/* A number and nothing else; finite. */
bool user_number(struct slice text, double *out);

#endif
