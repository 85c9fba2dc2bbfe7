/* format.h - which of the formats a file is in, and one door to those of one document.
 *
 *     one document    text, HTML, Markdown            format_read_page
 *     many            JSON Lines, JSON, CSV, TSV, mail, WARC     jsonl_next, csv_read, mail_read, warc_read
 *     through a program                               filter_run, then format_of its output
 *
 * The name decides; where it tells nothing, the first bytes do. Text is what is left. */
#ifndef INDEXER_FORMATS_FORMAT_H
#define INDEXER_FORMATS_FORMAT_H

#include "indexer/page/page.h"

enum format {
    FORMAT_TEXT,
    FORMAT_HTML,
    FORMAT_MARKDOWN,
    FORMAT_JSONL,
    FORMAT_CSV,
    FORMAT_TSV,
    FORMAT_MAIL,              /* a mailbox or one message */
    FORMAT_WARC,
    FORMAT_JSON,              /* records as in JSON Lines, in an array or over several lines */
    FORMAT_FILTERED,          /* given by the caller's filters only */
    FORMAT_UNKNOWN
};

/* So many of the first bytes are enough for format_of. */
#define FORMAT_PROBE_BYTES 4096

#define FORMAT_NAMES "text, html, md, jsonl, csv, tsv, mail, warc, json"
#define FORMAT_WORDS "text|html|md|jsonl|csv|tsv|mail|warc|json"    /* the same, for a table of options */

/* By the extension in any case of letters; FORMAT_UNKNOWN where it is none of ours. */
enum format format_of_path(const char *path);

/* By the name (may be empty), else by the first bytes of the file, which may be in any charset
 * that has ASCII. What is named .txt may be the source of a page, or Markdown. FORMAT_UNKNOWN: not text. */
enum format format_of(const char *path, struct slice first);

/* One of FORMAT_NAMES, as --type has them; FORMAT_UNKNOWN where it is none. */
enum format format_of_name(const char *name);

/* Read whole before the first record is known. */
static inline bool format_is_whole(enum format format)
{
    return format == FORMAT_JSON || format == FORMAT_UNKNOWN;
}

static inline bool format_is_single(enum format format)
{
    return format == FORMAT_TEXT || format == FORMAT_HTML || format == FORMAT_MARKDOWN;
}

/* Fills the page, which is empty. Requires valid UTF-8 and format_is_single. */
enum status format_read_page(enum format format, struct slice text, struct page *p,
                             struct err *e) WARN_UNUSED;

#endif
