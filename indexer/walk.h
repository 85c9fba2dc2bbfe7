/* walk.h - the files below a folder, in order, with what the disk says of them.
 *
 * Order   Names of a folder by their bytes; so paths, where '/' is less than any other byte
 *         (walk_compare). Folder a comes before the file a.txt.
 * Safety  Every name is opened relative to its folder, links not followed: whoever renames
 *         folders meanwhile leads the walk nowhere else. With `follow` links are followed, and a
 *         folder that was visited before is not visited again. The depth costs heap, no stack; at
 *         most WALK_OPEN_FOLDERS folders are open.
 * Memory  What callbacks get borrows until they return.                       */
#ifndef INDEXER_WALK_H
#define INDEXER_WALK_H

#include <sys/types.h>

#include "base/err.h"
#include "base/glob.h"

#define WALK_OPEN_FOLDERS 64

struct walk_options {
    struct globs globs;          /* what fits is wanted, what fits a !GLOB is not; the last counts. One that spells
                                  * an ending wants files of any kind. */
    bool hidden, follow, no_ignore;
    uint64_t max_bytes;          /* of a file; 0: any */
    dev_t own_device;            /* the index's folder: not entered */
    ino_t own_inode;
};

struct walk_file {
    struct slice path;           /* below the root */
    int folder;                  /* its folder, open */
    const char *name;
    uint64_t mtime_ns, bytes, inode;
};

struct walk_calls {
    void *context;
    /* Whether a name is of a kind that is wanted; asked before the disk is. */
    bool (*wants)(void *context, struct slice path);
    enum status (*file)(void *context, const struct walk_file *file, struct err *e);
    /* Something below `path` could not be seen; null text: nothing is to be said. */
    void (*unseen)(void *context, struct slice path, const char *why);
    /* A folder is entered; may be null. */
    void (*folder)(void *context, struct slice path);
};

/* Walks the folder `path` below the open folder `root`; path is empty for the root itself.
 * *entry_count: names in that folder. Fails only as calls->file does.         */
enum status walk_folder(int root, struct slice path, const struct walk_options *o,
                        const struct walk_calls *calls, size_t *entry_count,
                        struct err *e) WARN_UNUSED;

/* Opens `path` below root, name by name, O_NOFOLLOW unless follow; -1 as open. */
int walk_open(int root, struct slice path, int flags, const struct walk_options *o);

/* What the disk says of folder/name; 0, or an errno; EINVAL: no regular file. */
int walk_stat(int folder, const char *name, const struct walk_options *o, struct walk_file *out);

int walk_compare(struct slice a, struct slice b);

/* Whether path is in the folder, or the folder itself; everything is in "". */
bool walk_is_below(struct slice path, struct slice folder);

#endif
