/* dictionaries.h - the sources of a lexicon: a reader per format, a list of files.
 *
 * Each reader adds what it understands of one file to the evidence, with weights
 * between 0 and 1: the first translation of the first sense weighs most.
 *
 *     ding.c       de :: en, alternatives by ';', inflections and uses by '|'
 *     mueller.c    English-Russian, senses by numbers, uses in running text
 *     freedict.c   WikDict: a headword, its translations, glosses
 *     hunspell.c   stems of one Russian lemma
 *     tsv.c        the user's own words
 *
 * Bytes of dictionaries that are not UTF-8 are repaired, not refused: one bad
 * entry must not cost the others.                                             */
#ifndef INDEXER_LEXICON_DICTIONARIES_H
#define INDEXER_LEXICON_DICTIONARIES_H

#include "indexer/lexicon/evidence.h"
#include "indexer/lexicon/siblings.h"

enum status ding_read(struct slice text, struct evidence *ev, struct siblings *siblings,
                      struct err *e) WARN_UNUSED;
enum status mueller_read(struct slice entry, struct evidence *ev, struct err *e) WARN_UNUSED;
enum status freedict_read(struct slice entry, enum tongue from, enum tongue to,
                          struct evidence *ev, struct err *e) WARN_UNUSED;
enum status hunspell_read(struct slice aff, struct slice dic, struct evidence *ev,
                          struct siblings *siblings, struct err *e) WARN_UNUSED;

/* Lines that are not three fields of valid UTF-8 are given to `skip` and left out. */
typedef void tsv_skip(void *context, uint64_t line, const char *why);
enum status tsv_read(struct slice text, struct evidence *ev, tsv_skip *skip, void *context,
                     struct err *e) WARN_UNUSED;

/* Reads whatever of the known packages has its files below `root`, in a fixed order. A line per file read is appended to `sources`, the packages that are
 * missing, with blanks between, to `missing`.                                  */
#define DICTIONARIES_ROOT "/usr/share"
enum status dictionaries_read(const char *root, struct evidence *ev, struct siblings *siblings,
                              struct buf *sources, struct buf *missing,
                              struct err *e) WARN_UNUSED;

#endif
