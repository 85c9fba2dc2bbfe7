/* watch.h - the command watch: the index follows its folders until it is stopped.
 *
 *     inotify on each folder of the roots -> some root is dirty -> compared as `update` does,
 *     at most once a second -> one commit
 *
 * What an event says is not believed beyond "look there": a root is compared as a whole, so
 * that events that were lost, came twice or in the wrong order do no harm. Where the system's limit
 * of watches is reached, that is said, and all roots are compared every WATCH_ROUND_SECS seconds
 * besides. The writer's lock is held all the while.                            */
#ifndef INDEXER_WATCH_H
#define INDEXER_WATCH_H

#include "indexer/add.h"

#define WATCH_ROUND_SECS 60

/* Runs until SIGINT or SIGTERM, by which it then dies; exit code 2 where it failed. */
int watch_run(const struct add_options *options);

#endif
