/* mime.h - a mail's headers and transfer encodings.
 *
 *     Subject: =?koi8-r?B?8NLJ18XU?=           ->  Привет
 *     Content-Type: text/html; charset="x"     ->  value "text/html", parameter charset "x"
 *
 * Source  RFC 5322 (headers), 2047 (words in them), 2045 (quoted-printable, base64, parameters),
 *         2231 only where a parameter is whole and not encoded.
 * Memory  Slices borrow from the header; functions that write, write to out.   */
#ifndef INDEXER_FORMATS_MIME_H
#define INDEXER_FORMATS_MIME_H

#include "base/buf.h"

/* Splits a message, or a part of one, at the first empty line. */
void mime_split(struct slice message, struct slice *head, struct slice *body);

/* The value of the first header of that name, with the line breaks it is folded with;
 * empty where there is none.                                                    */
struct slice mime_header(struct slice head, const char *name);

/* Appends the value as valid UTF-8 on one line, its encoded words decoded. */
void mime_append_text(struct buf *out, struct slice value);

/* What stands before the first ';', without blanks. */
struct slice mime_value(struct slice header);

/* A parameter's value without quotes, empty where there is none. */
struct slice mime_parameter(struct slice header, const char *name);

bool mime_is(struct slice value, const char *name);          /* in any case */
bool mime_starts_with(struct slice value, const char *prefix);

void mime_append_base64(struct buf *out, struct slice text);
void mime_append_quoted_printable(struct buf *out, struct slice text);

#endif
