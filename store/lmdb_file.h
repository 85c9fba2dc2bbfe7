/* lmdb_file.h - LMDB as a sealed file: written once in order, then only read.
 *
 * A file holds several trees (named databases); in each, keys are appended in
 * increasing order. Readers need no lock file. The only file that knows LMDB.
 *
 * Units   Keys 1 .. 511 bytes, values up to LMDB_VALUE_MAX.
 * Memory  Values read borrow from the map until lmdb_close. Values are 2-byte
 *         aligned. The writer holds at most commit_bytes of values.
 * Source  Values of n * 4096 - 16 bytes fill overflow pages without waste.    */
#ifndef STORE_LMDB_FILE_H
#define STORE_LMDB_FILE_H

#include "base/err.h"
#include "base/slice.h"
#include "store/lmdb_walk.h"

#define LMDB_VALUE_MAX ((size_t)1 << 20)
#define LMDB_TREES_MAX 16

struct lmdb_writer;
struct lmdb_reader;

enum status lmdb_create(const char *path, const char *const *trees, size_t tree_count,
                        size_t commit_bytes, struct lmdb_writer **out, struct err *e) WARN_UNUSED;
enum status lmdb_put(struct lmdb_writer *w, size_t tree, struct slice key, struct slice value,
                     struct err *e) WARN_UNUSED;
/* Commits, syncs the file to disk and closes; w is gone in any case. */
enum status lmdb_finish(struct lmdb_writer *w, struct err *e) WARN_UNUSED;
/* Closes and leaves the file to be unlinked. */
void lmdb_abandon(struct lmdb_writer *w);

/* Walks the file's structure first. */
enum status lmdb_open(const char *path, const char *const *trees, size_t tree_count,
                      struct lmdb_walk *walk, struct lmdb_reader **out, struct err *e) WARN_UNUSED;
void lmdb_close(struct lmdb_reader *r);

/* False when the key is not there. */
bool lmdb_get(struct lmdb_reader *r, size_t tree, struct slice key, struct slice *value);
/* The entry with the greatest key <= key. */
bool lmdb_seek_before(struct lmdb_reader *r, size_t tree, struct slice key, struct slice *found,
                      struct slice *value);
/* The entry with the least key > key. */
bool lmdb_after(struct lmdb_reader *r, size_t tree, struct slice key, struct slice *found,
                struct slice *value);
/* The entry after the one that the last seek, first or next on this tree gave. */
bool lmdb_first(struct lmdb_reader *r, size_t tree, struct slice *found, struct slice *value);
bool lmdb_next(struct lmdb_reader *r, size_t tree, struct slice *found, struct slice *value);
uint64_t lmdb_count(struct lmdb_reader *r, size_t tree);
/* Takes what was read out of this process's memory; it is read again on need. */
void lmdb_forget(struct lmdb_reader *r);

#endif
