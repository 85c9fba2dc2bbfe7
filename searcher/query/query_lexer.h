/* query_lexer.h - a query's text as tokens, one ahead of the parser.
 *
 *     (Minsk OR -"a b"~2) title:x   ->  ( | Minsk | OR | - | "a b" slop 2 | ) | title: | x
 *
 * Where a token begins decides what it is: an operator's name is one only between
 * white space, parentheses and quotation marks; '-', '!' and '+' are only before
 * something and behind white space or '('. Inside a word all of them are letters
 * like any other, so are parentheses that a word opens itself: f(x).
 * /.../ is a pattern where no white space is in it and a word could end behind it, so that
 * paths, dates and fractions stay words: /usr/bin, 17/05, /a/b/.
 * Quotation marks end a word everywhere, '|' too; ')' does while a group is open.
 *
 * Memory  Borrows the text, which is valid UTF-8; allocates nothing.
 * Cost    A token is read in one pass over its bytes.                          */
#ifndef SEARCHER_QUERY_LEXER_H
#define SEARCHER_QUERY_LEXER_H

#include "base/slice.h"

enum token_kind {
    TOKEN_END, TOKEN_WORD, TOKEN_PHRASE, TOKEN_REGEX, TOKEN_ALL, TOKEN_FIELD, TOKEN_OPEN, TOKEN_CLOSE,
    TOKEN_AND, TOKEN_OR, TOKEN_NEAR, TOKEN_ADJ, TOKEN_NOT, TOKEN_MINUS, TOKEN_PLUS
};

struct token {
    enum token_kind kind;
    struct slice text;        /* a word, the inside of a phrase or of /.../, a field's name */
    size_t start, end;        /* in the query */
    uint32_t number;          /* NEAR/n; a phrase's slop; 0: none */
    bool any_form;            /* ~"a phrase" */
    bool unclosed;            /* a phrase up to the end of the query */
};

struct lexer {
    struct slice text;
    size_t at;
    struct slice user_fields;     /* names of fields besides ours */
    size_t depth;             /* groups that are open */
};

/* The token at l->at; to go on, set l->at to its end. */
struct token lexer_peek(const struct lexer *l);

/* The next word whatever operators it looks like; its text is not empty unless the
 * query ends there.                                                            */
struct token lexer_peek_word(const struct lexer *l);

/* A value behind "field:": quoted, [in brackets], or up to white space. */
struct token lexer_peek_value(const struct lexer *l);

/* Passes "^2.5" at l->at: hundredths; 0 where none is. */
uint32_t lexer_take_boost(struct lexer *l);

/* Takes "^2.5" off the end of a word: hundredths; 0 where none is. */
uint32_t lexer_cut_boost(struct slice *word);

/* Size of a quotation mark at `at`, 0 where none is. */
size_t lexer_quote_at(struct slice text, size_t at);

/* Whether a word with these bytes needs no quotation marks, operators aside. */
bool lexer_is_plain(struct slice word);

/* "AND", "OR", "NOT", "NEAR", "ADJ", "NEAR/5": words that must be quoted to be words. */
bool lexer_is_operator(struct slice word);

#endif
