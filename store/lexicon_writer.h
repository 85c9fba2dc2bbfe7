/* lexicon_writer.h - writes a lexicon (lexicon.h): keys in increasing order.
 *
 * The file is built beside its place and renamed into it, synced: a reader finds the
 * old lexicon or the new one. The same calls give the same bytes.              */
#ifndef STORE_LEXICON_WRITER_H
#define STORE_LEXICON_WRITER_H

#include "store/lexicon.h"

struct lexicon_writer;

/* One translation into a language; text is stems joined by blanks. */
struct lexicon_target {
    struct slice text;
    uint32_t weight;            /* hundredths, 1 .. 100 */
};

struct lexicon_targets {
    const struct lexicon_target *items;     /* best first */
    size_t count;                           /* what is over LEXICON_BEST is left out */
};

/* What stands in a key after its language: stems, or '=' and a word. */
#define LEXICON_KEY_MAX_BYTES (1 + LEXICON_TEXT_MAX)

enum status lexicon_create(const char *path, uint32_t analysis, struct lexicon_writer **out,
                           struct err *e) WARN_UNUSED;
/* text: stems joined by blanks, or '=' and a folded word. Requires that (from, text)
 * increases bytewise, and texts of 1 .. LEXICON_TEXT_MAX bytes (one more with '='). */
enum status lexicon_put(struct lexicon_writer *w, uint8_t from, struct slice text,
                        const struct lexicon_targets targets[LEXICON_LANGS],
                        struct err *e) WARN_UNUSED;
/* Publishes and closes; w is gone in any case. */
enum status lexicon_finish(struct lexicon_writer *w, struct slice sources, uint64_t *bytes,
                           struct err *e) WARN_UNUSED;
void lexicon_abandon(struct lexicon_writer *w);

#endif
