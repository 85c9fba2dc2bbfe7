/* import.h - a file of any format becomes articles.
 *
 *     bytes -> filter? -> format -> charset -> article (text and format: read by a thread)
 *                                -> records, rows, messages: an article each
 *
 * A file of one document has the caller's id; of many documents each has its own, or
 * NAME:LINE; unless another kind of id is asked for. What is no article (binary, unreadable, a
 * bad line) is handed to `skip`, named, and the rest goes on.                  */
#ifndef INDEXER_IMPORT_H
#define INDEXER_IMPORT_H

#include "base/err.h"
#include "indexer/article.h"
#include "indexer/formats/fields.h"
#include "indexer/formats/filter.h"

#define IMPORT_FILTERS_MAX 32

enum import_damage {
    IMPORT_DAMAGE_REFUSE,        /* files of which over 1 % would be U+FFFD */
    IMPORT_DAMAGE_KEEP
};

enum import_id {
    IMPORT_ID_PATH,              /* of the file; what a record gives as its own */
    IMPORT_ID_URL,               /* the address that the article gives, else as above */
    IMPORT_ID_HASH               /* article_hash, in hexadecimal digits */
};

struct import_options {
    enum format type;            /* of all files; FORMAT_UNKNOWN: found for each */
    enum import_id id;
    const char *charset;         /* of all files; null: found for each */
    enum import_damage damage;
    struct fields fields;        /* of records and rows */
    struct filter filters[IMPORT_FILTERS_MAX];
    size_t filter_count;
};

struct import_sink {
    /* Any failure but E_INPUT and E_LIMIT, which refuse the article alone, ends the file. */
    enum status (*take)(void *context, const struct article *a, struct err *e);
    void (*skip)(void *context, const char *path, const char *why);
    void (*note)(void *context, const char *text);
    void *context;
};

struct import_source {
    int fd;                      /* read from its start or, where it cannot seek, from here */
    const char *path;            /* for messages and as the article's path */
    const char *file;            /* the same file for other programs; null: path */
    struct slice id;             /* of a file of one document */
};

/* Whether a name alone tells that the file can be read. */
bool import_knows(const struct import_options *o, const char *path);

enum status import_file(const struct import_options *o, const struct import_source *s,
                        const struct import_sink *sink, struct err *e) WARN_UNUSED;

#endif
