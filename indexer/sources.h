/* sources.h - the files an index was made of: where they are, how the disk had them.
 *
 *     root     a folder; its files have their paths below it, sorted (walk_compare)
 *       source a file: time, size, inode and content when it was read; checksums of its
 *              articles' ids
 *
 * A file belongs to one root: folders that are walked do not overlap (roots.h); a folder's files
 * that were given alone are in as many roots as there are options they were given with. The state is
 * published with each commit (docs/FORMAT.md, "files-N").
 *
 * Memory  A loaded state borrows nothing; slices live until sources_release.  */
#ifndef INDEXER_SOURCES_H
#define INDEXER_SOURCES_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

struct source {
    struct slice path;           /* below the root */
    uint64_t mtime_ns;           /* 0: to be read again */
    uint64_t bytes, inode;
    uint64_t hash;               /* of its bytes: checksum.h, chained (source_hash) */
    const uint8_t *ids;          /* u64 little-endian, sorted */
    uint32_t id_count;
    uint32_t fresh;              /* 1, 2 ... in the order of reading in this run; 0: as published */
};

struct source_list {
    struct source *list;
    size_t count, capacity;
};

struct root {
    struct slice path;           /* absolute, without links */
    struct slice shown;          /* as the user named it; in front of paths of articles */
    struct slice options;        /* as on the command line, each with a NUL behind it */
    uint64_t device, inode;      /* of the folder; 0: not known */
    bool listed;                 /* only its sources belong to it: it is not walked */
    struct source_list files;    /* as published */
    /* In a run, until sources_settle: */
    struct source_list next;     /* what takes the place of files, where it was scanned */
    struct source_list wanted;   /* names that were given */
    bool scanned;
    bool dropped;                /* other roots take its files over */
};

struct sources {
    struct arena memory;
    struct root *roots;
    size_t count, capacity;
};

void sources_init(struct sources *s);
void sources_release(struct sources *s);

/* Requires an empty state. E_CORRUPT. */
enum status sources_decode(struct sources *s, struct slice bytes, struct err *e) WARN_UNUSED;
/* What was scanned takes the place of what was published; dropped roots go. */
void sources_settle(struct sources *s);

/* Appends the published state. Requires a settled one. */
void sources_encode(const struct sources *s, struct buf *out);

/* Appends the state in the midst of a run: of every root what was published and what was scanned,
 * with the ids of both, so that no article is forgotten whatever happens next. Fresh sources are
 * to be read again: not all of their articles are published, or not all that they have lost are
 * deleted. current (or null): read at the moment, of the root `at`.           */
enum status sources_encode_midway(struct sources *s, const struct source *current, size_t at,
                                  struct buf *out, struct err *e) WARN_UNUSED;

/* Files that have one of the articles (checksums of ids, u64 each; they are sorted) are to be read
 * again.                                                                      */
void sources_reread(struct sources *s, struct buf *ids);

/* Slices are copied. Null: no memory. */
struct root *sources_add_root(struct sources *s, struct slice path, struct slice shown);

/* False: no memory. The source's slices are borrowed. */
bool source_list_add(struct source_list *l, const struct source *f);
void source_list_release(struct source_list *l);
/* Place of the first source that is not less than path. */
size_t source_list_seek(const struct source_list *l, struct slice path);

/* For qsort and bsearch of checksums of ids, u64 little-endian. */
int sources_compare_ids(const void *a, const void *b);

/* Sorts the ids, none stays twice; the source has them while nothing is added to them. */
void source_borrow_ids(struct source *f, struct buf *ids);
/* The same, of a copy in memory; false: there is none. */
bool source_set_ids(struct source *f, struct arena *memory, struct buf *ids);
bool source_has(const struct source *f, uint64_t id_hash);

#endif
