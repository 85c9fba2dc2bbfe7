/* scan.h - one root: what the disk has now beside what was published.
 *
 *     walk, or names given -> found, sorted -> merged with root->files -> root->next
 *
 * A file is the same where time, size and inode are; any other is handed to `read`. One that was
 * published and is not found any more is handed to `gone` if it is truly not there: what is
 * only passed over now (another glob, a folder that may not be read) stays.
 *
 * Memory  Sources found are put into the state's memory. Owns `found` until scan_release. */
#ifndef INDEXER_SCAN_H
#define INDEXER_SCAN_H

#include "indexer/sources.h"
#include "indexer/walk.h"

/* Which of the root's files are looked at: those below `below`, or those found alone. */
enum scan_scope { SCAN_BELOW, SCAN_FOUND };

struct scan {
    struct root *root;
    struct sources *sources;
    const struct walk_options *walk;
    int fd;                      /* of the root, open; not owned */
    enum scan_scope scope;
    struct slice below;
    struct source_list found;
    size_t entry_count;          /* names in the folder that was walked */
};

struct scan_calls {
    void *context;
    /* As walk_calls. */
    bool (*wants)(void *context, struct slice path);
    void (*unseen)(void *context, struct slice path, const char *why);
    void (*folder)(void *context, struct slice path);
    /* A file that seems unchanged; may turn out to have changed (read it then). */
    enum status (*same)(void *context, const struct source *before, struct source *now,
                        struct err *e);
    /* To be read; before: null where it is new. Sets the time, ids ... of *now. */
    enum status (*read)(void *context, const struct source *before, struct source *now,
                        struct err *e);
    /* It vanished. True: it is forgotten, else it stays. */
    bool (*gone)(void *context, const struct source *before);
};

/* Finds the files below s->below. */
enum status scan_walk(struct scan *s, const struct scan_calls *calls, struct err *e) WARN_UNUSED;
/* A file by its name; 0, or an errno (EINVAL: no regular file). */
int scan_name(struct scan *s, struct slice path);

/* Compares; the root is as `scanned` then. Fails as the calls do. */
enum status scan_compare(struct scan *s, const struct scan_calls *calls, struct err *e) WARN_UNUSED;

void scan_release(struct scan *s);

#endif
