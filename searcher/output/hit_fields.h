/* hit_fields.h - what a hit has to tell, by name: for --fields and --format.
 *
 *     rank id score path lang date title snippet passages charset similar occurrences via qid
 *     fields          all user fields, as JSON
 *     NAME            a user field; several values have ", " between them
 *
 * As text a value is one line: white space and control characters are one space. A snippet
 * is the first passage; passages are all of them, " … " between two; with --full both are the
 * whole article.                                                               */
#ifndef SEARCHER_HIT_FIELDS_H
#define SEARCHER_HIT_FIELDS_H

#include "searcher/output/output.h"

enum hit_field {
    HIT_RANK,
    HIT_ID,
    HIT_SCORE,
    HIT_PATH,
    HIT_LANG,
    HIT_DATE,
    HIT_TITLE,
    HIT_SNIPPET,
    HIT_PASSAGES,
    HIT_CHARSET,
    HIT_SIMILAR,
    HIT_OCCURRENCES,
    HIT_VIA,
    HIT_QID,
    HIT_FIELDS,
    HIT_FIELD_COUNT,
    HIT_USER = HIT_FIELD_COUNT       /* a user field */
};

struct hit_column {
    enum hit_field field;
    struct slice name;        /* of a user field; borrows from the command line */
};

#define HIT_FIELDS_MAX 32
#define HIT_SCORE_DIGITS 3

struct hit_fields {
    struct hit_column list[HIT_FIELDS_MAX];
    size_t count;
};

struct slice hit_field_name(const struct hit_column *c);

/* By name: one of ours, or what may be a user field. False where it can be neither. */
bool hit_field_find(struct slice name, struct hit_column *out);

/* E_USAGE that there is no such field, with the names of all; `option` is where it stood, user_fields
 * the names of the indexes' (store/user_fields.h).                              */
enum status hit_field_unknown(const char *option, struct slice name, struct slice user_fields,
                              struct err *e);
/* OK where name is a user field of the indexes; ours names what else the option takes. */
enum status user_field_check(const char *option, struct slice name, const char *ours,
                             struct slice user_fields, struct err *e) WARN_UNUSED;
/* OK where the indexes have the user fields of all columns. */
enum status hit_fields_check(const char *option, const struct hit_column *list, size_t count,
                             struct slice user_fields, struct err *e) WARN_UNUSED;

/* "id,title,path"; E_USAGE. */
enum status hit_fields_parse(const char *text, struct hit_fields *out, struct err *e) WARN_UNUSED;

/* digits: of a score. */
void hit_field_put(struct buf *out, const struct hit_column *c, unsigned digits,
                   const struct output_query *q, const struct output_hit *h,
                   const struct output_style *style);

#endif
