/* filter.h - other programs that turn files into text: --filter='pdf:pdftotext -q %s -'.
 *
 *     pdf       files whose names end in .pdf
 *     program   looked for in $PATH; its words are split at blanks outside quotes,
 *               "..." or '...', a backslash takes the next character as it is
 *     %s        the file's path, in a word or alone; %% is a %. Without it the path
 *               is added as the last word
 *
 * No shell is in between: names of files are never read as commands. The program runs in a process
 * group of its own, reads nothing, and may write to standard output what FILTER_OUTPUT_BYTES holds
 * within FILTER_SECONDS; it may use as much CPU time. What exceeds that is killed with all it has
 * started. Its first line on standard error is quoted where it fails.
 *
 * Memory  A filter owns its words until filter_release.
 * Errors  E_INPUT with file, program and what happened: the caller goes on with the next file. */
#ifndef INDEXER_FORMATS_FILTER_H
#define INDEXER_FORMATS_FILTER_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

#define FILTER_WORDS_MAX 64
#define FILTER_SECONDS 60
#define FILTER_OUTPUT_BYTES ((size_t)256 << 20)

struct filter {
    const char *extension;                    /* without the dot */
    const char *words[FILTER_WORDS_MAX + 2];  /* a null at the end */
    unsigned seconds;
    size_t output_bytes;
    struct arena strings;
};

/* Reads the option's value. E_USAGE. The filter is released in any case. */
enum status filter_parse(const char *value, struct filter *out, struct err *e) WARN_UNUSED;
void filter_release(struct filter *f);

/* Whether the path ends in the filter's extension, in any case of letters. */
bool filter_takes(const struct filter *f, const char *path);

/* Appends what the program makes of the file; out->max bounds it too. */
enum status filter_run(const struct filter *f, const char *path, struct buf *out,
                       struct err *e) WARN_UNUSED;

#endif
