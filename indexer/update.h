/* update.h - the command update, and what it shares with watch: all roots that the index remembers. */
#ifndef INDEXER_UPDATE_H
#define INDEXER_UPDATE_H

#include "indexer/sync.h"

/* Exit code as add_run's. */
int update_run(const struct add_options *options);

/* One root, with the options that it was added with. */
enum status update_root(struct sync *s, struct root *r, struct err *e) WARN_UNUSED;

/* Fails where there is no index: update and watch make none. */
enum status update_needs_index(const struct add_options *options, struct err *e) WARN_UNUSED;

#endif
