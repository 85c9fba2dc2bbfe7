/* warc.h - archives of web pages: a record for each answer of a server.
 *
 *     WARC/1.0                                     a record's head
 *     WARC-Type: response                          or resource, conversion (text of a page); others
 *     WARC-Target-URI: https://x.example/a         are passed over. This is the id and the url.
 *     Content-Length: 1234
 *
 *     HTTP/1.1 200 OK                              of a response: other answers are passed over,
 *     Content-Type: text/html; charset=koi8-r      and so is what is neither HTML nor plain text
 *
 *     <html> ...
 *
 * Bodies in chunks are put together; of a compressed one (Content-Encoding) it is told that it is not
 * read. The archive itself must not be compressed: zcat x.warc.gz | stemma-index add -t warc -
 * The day that a page was fetched is not its date; --fields=fetched=WARC-Date keeps it.
 *
 * Source  ISO 28500:2017 (WARC 1.1); RFC 9112 (chunks).
 * Memory  One record, at most LINES_MAX_BYTES; a longer one is refused.        */
#ifndef INDEXER_FORMATS_WARC_H
#define INDEXER_FORMATS_WARC_H

#include "indexer/formats/entry.h"
#include "indexer/formats/fields.h"
#include "indexer/formats/lines.h"

/* The first line of a record. */
bool warc_begins(struct slice line);

/* Hands out the pages of an archive. What is no record is named, and passed up to the next one. */
enum status warc_read(struct lines *l, const struct fields *fields, const struct entry_sink *sink,
                      struct err *e) WARN_UNUSED;

#endif
