/* index_folder.h - the files of an index, and those that a killed writer left behind. */
#ifndef STORE_INDEX_FOLDER_H
#define STORE_INDEX_FOLDER_H

#include "base/err.h"
#include "store/manifest.h"

/* A segment while it is written. */
#define INDEX_FOLDER_NEW_SEGMENT "seg-new.tmp"

/* How many segments the folder has, whoever names them. */
enum status index_folder_count_segments(const char *path, unsigned *out, struct err *e) WARN_UNUSED;

/* Unlinks what a writer wrote and no manifest names, but where `merging` the file of the merge
 * that is under way. Nobody else's file is touched.                            */
void index_folder_remove_unused(const char *path, const struct manifest *m, bool merging);

#endif
