/* tally.h - what a run did: counts, lines, progress and the summary. */
#ifndef INDEXER_TALLY_H
#define INDEXER_TALLY_H

#include <time.h>

#include "base/io.h"
#include "indexer/add.h"

#define TALLY_CODES_MAX 64
#define TALLY_SKIPS_TOLD 20u

struct tally {
    const struct add_options *options;
    uint64_t added, updated, unchanged, removed, failed, repeated, bytes;
    uint64_t sources;            /* files and streams that were seen */
    uint64_t unknown;            /* files that were not, for their names are of no known kind */
    uint64_t langs[LANG_COUNT];  /* of what was added */
    struct tally_code {
        struct lang_code code;
        uint64_t count;
    } codes[TALLY_CODES_MAX];    /* of LANG_OTHER, the first so many */
    size_t code_count;
    struct tally_skips {
        char path[IO_PATH_MAX];  /* of the input of which parts were named last */
        uint64_t count;          /* of its parts */
    } skips;
    struct timespec started;
    bool shows_progress;
    double shown_at;             /* seconds after the start; 0: never */
};

void tally_start(struct tally *t, const struct add_options *o);

/* An article of the builder. */
void tally_report(struct tally *t, const struct builder_report *r);
/* A file that was left alone, with so many articles. */
void tally_unchanged(struct tally *t, const char *path, uint64_t articles);
/* A line of -v, or of a dry run. */
void tally_line(const char *what, const char *path);
/* An input, or a part of one, that is named and passed over; of an input's parts TALLY_SKIPS_TOLD (all with
 * -v), then how many more there are. */
void tally_skip(struct tally *t, const char *path, const char *why);

/* Ten times a second, after half a second, and only to a person. */
void tally_progress(struct tally *t);

/* Clears the progress; the summary. The exit code: 0, 1, 2. */
int tally_finish(struct tally *t);

#endif
