/* query.h - what the user typed: leaves, and the tree over them. Every byte string is a query.
 *
 *     Minsk AND (Perm OR "direct flight") -Omsk date:2024..
 *
 *     SET -+- wanted ---- leaf 0: Minsk
 *          +- wanted ---- SET -+- optional -- leaf 1: Perm
 *          |                   +- optional -- leaf 2: "direct flight"
 *          +- excluded -- leaf 3: Omsk
 *          +- wanted ---- filter 0: date from 2024 on
 *
 * A SET is AND, OR and NOT in one: a document has all wanted children and no
 * excluded one; where no child but filters and ids is wanted and some are optional, it has
 * one of these. Its score is the sum of the leaves that it has; filters and what is
 * excluded score nothing. Words side by side are wanted, with QUERY_ANY optional.
 *
 * Grammar, from the loosest binding to the tightest; operators in capitals only:
 *
 *     or        sequence { ( "OR" | "|" | "||" ) sequence }
 *     sequence  near { [ "AND" | "&&" | "&" | "+" ] near }
 *     near      unary { ( "NEAR" | "ADJ" ) [ "/" number ] unary }
 *     unary     [ "NOT" | "-" | "!" | "+" ] atom [ "^" number ]
 *     atom      "(" or ")" | field ":" ( "(" or ")" | value ) | phrase | regex | word | "*"
 *     phrase    [ "~" ] '"' text '"' [ "~" number ]       (also “ ” „ « »)
 *     regex     "/" pattern without white space "/"
 *     word      [ "=" ] letters [ "~" [ "1" | "2" ] ]     with * and ? among the letters
 *
 * A typed word that breaks into several ("e-mail") is a phrase of them where all
 * are wanted; where any will do it is each of them. What stands twice in a set is one leaf, worth
 * the sum of both. What cannot be used is taken
 * literally, with a note: an operator without operands, a field that is none, a date
 * that cannot be read, ")" without "(", a wildcard with fewer than three letters, a regular
 * expression that is none.
 *
 * Memory  All in the arena; slices are valid UTF-8 (bad bytes became U+FFFD).  */
#ifndef SEARCHER_QUERY_H
#define SEARCHER_QUERY_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "searcher/query/query_dates.h"
#include "searcher/query/query_ranges.h"

#define QUERY_MAX_BYTES 65536
#define QUERY_CLAUSES_MAX 1024      /* leaves, and values of filters */
#define QUERY_DEPTH_MAX 64          /* parentheses in parentheses */
#define QUERY_NEAR_WORDS 10u        /* NEAR without a number */
#define QUERY_NEAR_OPERANDS_MAX 16u
#define QUERY_BOOST_ONE 100u        /* boosts are in hundredths */
#define QUERY_BOOST_MAX 10000u
#define QUERY_FUZZY_LETTERS 4u
#define QUERY_WILDCARD_LETTERS 3u   /* that a pattern has at least */

enum clause_kind { CLAUSE_WORDS, CLAUSE_ID, CLAUSE_ALL };

/* A leaf. */
struct clause {
    enum clause_kind kind;
    bool excluded;             /* it, or a group that it is in: it scores nothing */
    bool left_open;            /* excluded in the forms typed alone: engine_search takes it for
                                  absent, verify.h decides */
    struct slice text;         /* as typed, without operators */
    struct slice *words;       /* CLAUSE_WORDS: one, or several of a phrase; as typed */
    size_t word_count;
    bool quoted;               /* "a phrase": its words in the forms typed */
    bool any_form;             /* ~"a phrase": in any form */
    bool exact;                /* =word: in the form typed */
    bool wildcard;             /* words[0] is a pattern: * any letters, ? one */
    bool regex;                /* and it is one of words/regex.h, without its slashes */
    uint8_t fuzzy;             /* word~2: edits allowed; 0: none */
    uint32_t zones;            /* bits 1 << enum segment_zone: only there; 0: anywhere */
    uint32_t boost;            /* hundredths that its score is multiplied by */
    uint32_t slop;             /* of a phrase: words that may stand between its words */
};

enum filter_field {
    FILTER_LANG, FILTER_DATE, FILTER_PATH, FILTER_EXT, FILTER_CHARSET, FILTER_ZONE, FILTER_USER
};

struct filter_value {
    struct slice text;         /* a code, a pattern, an ending, a charset; without the point */
    struct date_range dates;   /* FILTER_DATE */
    uint8_t zone;              /* FILTER_ZONE */
    struct value_range range;  /* FILTER_USER; its text otherwise */
};

/* A document that has one of the values. */
struct query_filter {
    enum filter_field field;
    struct slice name;         /* FILTER_USER */
    struct filter_value *values;
    size_t value_count;
};

enum node_kind { NODE_SET, NODE_NEAR, NODE_ADJ, NODE_LEAF, NODE_FILTER };
enum node_role { ROLE_WANTED, ROLE_OPTIONAL, ROLE_EXCLUDED };

struct query_node {
    enum node_kind kind;
    enum node_role role;       /* in its parent; ROLE_WANTED for the root */
    uint32_t at;               /* NODE_LEAF: of clauses; NODE_FILTER: of filters */
    uint32_t distance;         /* NODE_NEAR, NODE_ADJ: so many words on at most */
    struct query_node *first;  /* child; those of NEAR and ADJ are leaves of words, and sets
                                  of optional ones */
    struct query_node *last;   /* child */
    struct query_node *next;   /* of the same parent */
};

struct query {
    struct clause *clauses;    /* the leaves, in the order of typing */
    size_t clause_count;
    struct query_filter *filters;
    size_t filter_count;
    struct query_node *root;   /* null: the query holds nothing, and finds nothing */
    bool flat;                 /* the root's children are leaves anywhere, and filters: the words
                                  all wanted or (any) all optional, or excluded; ids wanted
                                  or excluded, filters too */
    bool any;                  /* flat: one of the words suffices */
    bool side_by_side_any;     /* QUERY_ANY */
    struct slice user_fields;  /* that there are: what looks like one is no word */
    const char **notes;        /* sentences for stderr */
    size_t note_count;
};

enum query_flags {
    QUERY_FIXED = 1,           /* no operators, everything literal */
    QUERY_ANY = 2,             /* words side by side: any of them */
    QUERY_FUZZY = 4,           /* words of QUERY_FUZZY_LETTERS and more as if word~ */
};

/* E_LIMIT: too long, too many leaves, too deep. A query without any word has no
 * clauses, which finds nothing. flags: of query_flags, or 0.                   */
enum status query_parse(struct slice text, unsigned flags, struct arena *arena, struct query *out,
                        struct err *e) WARN_UNUSED;

/* The same where documents have user fields: their names as store/user_fields.h lists them. */
enum status query_parse_fields(struct slice text, unsigned flags, struct slice user_fields,
                               struct arena *arena, struct query *out, struct err *e) WARN_UNUSED;

/* Documents must have the value too, which is read as behind "field:". E_USAGE where it is
 * none.                                                                       */
enum status query_narrow(struct query *q, enum filter_field field, struct slice value,
                         struct arena *arena, struct err *e) WARN_UNUSED;

/* Whether the clause is one of words that are wanted, or excluded, as typed. */
static inline bool query_is_as_typed(const struct clause *c)
{
    return c->kind == CLAUSE_WORDS && (c->exact || (c->quoted && !c->any_form));
}

/* Filters and ids, and groups of them: beside optional words they are wanted. */
bool query_is_filter(const struct query *q, const struct query_node *node);

/* Whether documents are named by their id. */
bool query_wants_id(const struct query *q);

/* Appends the query as it was understood, in a text that parses (with the same
 * QUERY_ANY, without QUERY_FIXED) to the same tree, without a note, and gives itself
 * again. All or any of the words is no part of it.                             */
void query_append_parsed(struct buf *out, const struct query *q);

#endif
