/* roots.h - which root a path given by the user belongs to.
 *
 * Folders that are walked do not overlap: one inside another is looked at as a part of it, its
 * articles have their ids from there; one that holds others takes their files over, with new
 * ids. A file given alone belongs to its folder, listed, among those with the same options; or
 * to the root that has it.                                                       */
#ifndef INDEXER_ROOTS_H
#define INDEXER_ROOTS_H

#include "indexer/sync.h"

/* The folder `path` (absolute, without links); *below: the part of the root that is meant. */
enum status roots_of_folder(struct sync *s, struct slice path, struct slice shown,
                            struct root **out, struct slice *below, struct err *e) WARN_UNUSED;

/* Notes the file `name` of the folder among its root's wanted ones. */
enum status roots_want(struct sync *s, struct slice folder, struct slice shown, struct slice name,
                       struct err *e) WARN_UNUSED;

#endif
