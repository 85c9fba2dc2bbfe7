/* jsonl.h - JSON Lines: an object a line, with a text member for the body.
 *
 *     {"id": "17", "lang": "en", "title": "A title", "date": "2024-05-17", "body": "..."}
 *
 * All but the body is optional. User fields may be numbers, true, false or lists, too. A line that is no such object, or too long, is reported and
 * skipped; empty lines are passed over.
 *
 * Memory  One line. Errors as lines.h.                                          */
#ifndef INDEXER_FORMATS_JSONL_H
#define INDEXER_FORMATS_JSONL_H

#include "indexer/formats/fields.h"
#include "indexer/formats/lines.h"
#include "indexer/json.h"

struct jsonl {
    struct lines *lines;
    struct json_member members[FIELD_COUNT + FIELDS_USER_MAX];
    size_t member_count;
    struct slice ours[FIELDS_USER_MAX];   /* names of the user's own fields */
    const struct fields *fields;
    const char *wrong;                    /* with the line; null: nothing */
    struct slice values[FIELD_COUNT];     /* valid UTF-8; until the next call */
    struct buf user_fields;               /* store/user_fields.h */
    struct buf item;
    bool fields_cut;                      /* there was no room for all of them */
};

/* Borrows lines and fields. */
void jsonl_open(struct jsonl *j, struct lines *lines, const struct fields *fields);
void jsonl_close(struct jsonl *j);

/* Reads the next line that is not blank: its values, or what is wrong with it.
 * j->lines->ended behind the last one.                                         */
enum status jsonl_next(struct jsonl *j, struct err *e) WARN_UNUSED;

#endif
