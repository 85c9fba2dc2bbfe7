/* compounds.h - German compounds and their parts, by the words of the indexes themselves.
 *
 *     umsatz  ->  handels|umsatz, auto|umsatz, umsatz|steuer, laden|umsatz|zahlen
 *     handelsumsatz  ->  handel + umsatz
 *
 * A form of the vocabulary is taken for a compound that holds a word where the rest of it
 * is a word of the vocabulary too, with or without a linking element (s, es, n, en, er, e, ens, a
 * hyphen), or looks like one: small collections do not hold every word alone. Prefixes
 * (aus-führung) and suffixes (-schaft) are no rest; both must be nouns, which capitals tell.
 *
 * Units   Words and forms are folded (fold.h).
 * Memory  What is found is in the arena.
 * Cost    Hundreds of microseconds a word: a walk over the endings, one over the beginnings, and
 *         a look-up for each rest.                                            */
#ifndef SEARCHER_COMPOUNDS_H
#define SEARCHER_COMPOUNDS_H

#include "searcher/words/dictionary.h"

#define COMPOUNDS_MAX 256
#define COMPOUND_PARTS_MAX 6

enum compound_place { COMPOUND_LAST, COMPOUND_FIRST, COMPOUND_MIDDLE };

/* A term whose forms are compounds that hold the word. */
struct compound {
    struct slice form, term;       /* the form that occurs most */
    uint64_t occurrences;          /* of all such forms */
    enum compound_place place;     /* of the word in it */
};

#define COMPOUNDS_ALL 256        /* as good as all */

/* The compounds that hold the word, a folded noun, in one of its forms: at most COMPOUNDS_MAX, those at whose
 * end it stands first, then those at whose beginning, then others; each by how often it occurs. Of what ends so,
 * and begins so, no more than `most` are looked at, those that occur most, and with fewer than COMPOUNDS_ALL
 * nothing that holds the word in its middle. */
enum status compounds_find(struct engine *g, struct slice word, size_t most, struct arena *arena,
                           struct compound **out, size_t *count, struct err *e) WARN_UNUSED;

/* The parts of a compound, in order, without their linking elements, each a form of the vocabulary; none
 * where it is no compound or occurs more than its parts do. */
struct compound_parts {
    struct slice forms[COMPOUND_PARTS_MAX];
    size_t count;
};
enum status compounds_split(struct engine *g, struct slice word, struct arena *arena,
                            struct compound_parts *out, struct err *e) WARN_UNUSED;

#endif
