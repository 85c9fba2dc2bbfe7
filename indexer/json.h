/* json.h - the members of a JSON object on one line that are asked for, read in one pass.
 *
 * Strict RFC 8259: the whole line is checked, also the members that nobody
 * asked for; text must be valid UTF-8, \u0000 is a character like any other.
 * Numbers are checked for form only. Written for speed: no tree is built.
 * jansson, which builds one, takes 8.8 ms for a megabyte of articles and is the
 * slow twin in the tests.
 *
 * Memory  A text without escapes borrows from the line, others from
 *         json_member.decoded; both until the next call.                      */
#ifndef INDEXER_JSON_H
#define INDEXER_JSON_H

#include "base/buf.h"

#define JSON_DEPTH_MAX 1024

struct json_member {
    struct slice key;
    struct slice text;      /* where it is a string; the last one of that key counts */
    struct slice value;     /* as it is written, of any kind; empty: there is no such member */
    bool is_text;
    struct buf decoded;     /* caller inits and releases */
};

/* NULL, or what is wrong with the line. */
const char *json_read_object(struct slice line, struct json_member *members, size_t count);

/* The texts in a value that was read, one after the other: a string, a number, true or false
 * as it is written, those of a list, of an object that of its member "name"; null and others
 * have none. `value` is what is left of it. False behind the last one. A text borrows from the
 * line or from decoded.                                                         */
bool json_next_text(struct slice *value, struct buf *decoded, struct slice *out);

/* The members of an object that was read. */
bool json_next_member(struct slice *object, struct buf *decoded, struct slice *key, struct slice *value);

#endif
