/* query.h - what the user typed, as clauses. Every byte string is a query.
 *
 *     word            a clause; all words are wanted, or any with --any
 *     "some words"    a phrase: the words next to each other in this order
 *     -word -"a b"    documents with it are left out
 *     id:KEY          the document with this external id
 *     *               all documents
 *
 * A typed word that breaks into several words ("e-mail") is a phrase of them
 * where all are wanted; where any will do it is each of them.
 * What cannot be used is taken literally, with a note.
 *
 * Memory  All in the arena; slices are valid UTF-8 (bad bytes became U+FFFD).  */
#ifndef SEARCHER_QUERY_H
#define SEARCHER_QUERY_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

#define QUERY_MAX_BYTES 65536
#define QUERY_CLAUSES_MAX 1024

enum clause_kind { CLAUSE_WORDS, CLAUSE_ID, CLAUSE_ALL };

struct clause {
    enum clause_kind kind;
    bool excluded;
    struct slice text;         /* as typed, without operators */
    struct slice *words;       /* CLAUSE_WORDS: one, or several of a phrase; as typed */
    size_t word_count;
    bool quoted;               /* "a phrase": its words in the forms typed */
    bool any_form;             /* ~"a phrase": in any form */
    bool exact;                /* =word: in the form typed */
};

struct query {
    struct clause *clauses;
    size_t clause_count;
    const char **notes;        /* sentences for stderr */
    size_t note_count;
};

enum query_flags {
    QUERY_FIXED = 1,           /* no operators, everything literal */
    QUERY_ANY = 2,             /* for ENGINE_ANY */
};

/* E_LIMIT: too long or too many clauses. A query without any word has no
 * clauses, which finds nothing. flags: QUERY_FIXED | QUERY_ANY or 0.          */
enum status query_parse(struct slice text, unsigned flags, struct arena *arena, struct query *out,
                        struct err *e) WARN_UNUSED;

/* Appends the query as it was understood, in a text that parses (without
 * QUERY_FIXED) to the same clauses and gives itself again: the words that are
 * looked up with a space between two clauses, "several words", -word, id:KEY or
 * id:"a key", *. All or any of them is no part of it.                            */
void query_append_parsed(struct buf *out, const struct query *q);

#endif
