/* record.h - an article of an index as a line of JSON, and back.
 *
 *     {"v":1,"id":"c","path":"art/c.txt","lang":"de","date":"--05-17","title":"Gespräche in Perm",
 *      "charset":"utf-8","charset_percent":"100","content_hash":"0123456789abcdef",
 *      "title_at":"0+18","zones":"title:18 body:72","body":"Gespräche in Perm\n\nDie ..."}
 *
 * All that an index holds of an article and cannot find out again: an index that is made of
 * these lines finds the same, with the same scores. The members that records have (id,
 * lang, title, date, body) mean the same, so that other programs can read them; `title` is
 * part of the body and not read back. Members are strings, as json.h reads them, but for
 * "fields":{"author":["A. B."]}, the user fields, where there are any; offsets
 * and sizes are bytes of the body. An id or path that is not UTF-8 stands in `id_hex`,
 * `path_hex`.                                                                    */
#ifndef INDEXER_COMMANDS_RECORD_H
#define INDEXER_COMMANDS_RECORD_H

#include "indexer/article.h"
#include "indexer/json.h"

/* Appends the line. E_INPUT where the text is not stored as it was indexed. */
enum status record_write(struct buf *out, const struct document *d, struct slice text,
                         struct err *e) WARN_UNUSED;

enum record_member {
    RECORD_ID, RECORD_ID_HEX, RECORD_PATH, RECORD_PATH_HEX, RECORD_LANG, RECORD_DATE,
    RECORD_CHARSET, RECORD_CHARSET_PERCENT, RECORD_CONTENT_HASH, RECORD_TITLE_AT, RECORD_ZONES,
    RECORD_BODY, RECORD_FIELDS, RECORD_MEMBER_COUNT
};

struct record_reader {
    struct json_member members[RECORD_MEMBER_COUNT];
    struct buf names;            /* decoded from hex: path, id */
    struct buf runs;             /* struct article_run */
    struct buf user_fields, key, value;
};

void record_reader_open(struct record_reader *r);
void record_reader_close(struct record_reader *r);

/* NULL and the article, which borrows from r and the line until the next call; or what is
 * wrong with the line.                                                           */
const char *record_read(struct record_reader *r, struct slice line, struct article *out);

#endif
