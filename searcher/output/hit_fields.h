/* hit_fields.h - what a hit has to tell, by name: for --fields and --format.
 *
 *     rank id score path lang date title snippet passages charset similar occurrences via qid
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
    HIT_FIELD_COUNT
};

#define HIT_FIELDS_MAX 32
#define HIT_SCORE_DIGITS 3

struct hit_fields {
    enum hit_field list[HIT_FIELDS_MAX];
    size_t count;
};

const char *hit_field_name(enum hit_field field);

/* False where there is none of this name. */
bool hit_field_find(struct slice name, enum hit_field *out);

/* E_USAGE that there is no such field, with the names of all; `option` is where it stood. */
enum status hit_field_unknown(const char *option, struct slice name, struct err *e);

/* "id,title,path"; E_USAGE. */
enum status hit_fields_parse(const char *text, struct hit_fields *out, struct err *e) WARN_UNUSED;

/* digits: of a score. */
void hit_field_put(struct buf *out, enum hit_field field, unsigned digits,
                   const struct output_query *q, const struct output_hit *h,
                   const struct output_style *style);

#endif
