/* json.h - the text members of a JSON object on one line, read in one pass.
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
    const char *key;
    struct slice text;      /* where it is a string; the last one of that key counts */
    bool is_text;
    struct buf decoded;     /* caller inits and releases */
};

/* NULL, or what is wrong with the line. Requires count <= 16. */
const char *json_read_object(struct slice line, struct json_member *members, size_t count);

#endif
