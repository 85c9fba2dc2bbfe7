/* lmdb_walk.h - is a file a sound LMDB B-tree, before LMDB maps it.
 *
 * LMDB trusts its pages: a damaged file makes it crash or lie. The walk visits
 * every branch and leaf page from both meta pages' newer one and checks page
 * numbers, flags, bounds, node order in the page, overflow extents and depth.
 * Whatever it accepts, LMDB reads without leaving the file.
 *
 * Cost    One visit of each structure page, about 1 % of a segment.           */
#ifndef STORE_LMDB_WALK_H
#define STORE_LMDB_WALK_H

#include "base/err.h"
#include "base/slice.h"

struct lmdb_walk {
    uint64_t meta_checksum;        /* of both meta pages */
    uint64_t structure_checksum;   /* of all branch and leaf pages, in order of visit */
};

/* E_CORRUPT with the page and what is wrong with it. */
enum status lmdb_walk_file(const char *path, struct lmdb_walk *out, struct err *e) WARN_UNUSED;

#endif
