/* repair.h - an index with damaged files becomes one of its sound segments.
 *
 * Under the writer's lock every segment that MANIFEST names is checked; where MANIFEST itself
 * is damaged or missing, every seg-N.mdb there is. What is sound stays. A segment whose file
 * of deletions is damaged stays too: of articles that a later segment has again, its copies
 * are deleted; others that had been removed are back, which the report says. The files of
 * what is given up are kept as damaged-NAME; no writer takes that for its own.
 *
 *     repair_open     looks, changes nothing
 *     repair_lost     which documents a part given up still tells of
 *     repair_publish  writes the new MANIFEST, renames the damaged files
 *
 * Errors  E_VERSION and E_IO where it cannot be told whether something is damaged: then nothing
 *         is given up.                                                         */
#ifndef STORE_REPAIR_H
#define STORE_REPAIR_H

#include "store/check.h"

enum repair_state { REPAIR_SOUND, REPAIR_WITHOUT_DELETIONS, REPAIR_LOST };

struct repair_part {
    enum repair_state state;
    struct err err;              /* what is damaged; unset where it is sound */
    uint64_t live_count;         /* of a sound one */
};

struct repair;

enum status repair_open(const char *path, uint32_t analysis, unsigned wait_ms, struct repair **out,
                        struct err *e) WARN_UNUSED;
void repair_close(struct repair *r);

size_t repair_part_count(const struct repair *r);
const struct repair_part *repair_part(const struct repair *r, size_t at);
/* What is wrong with MANIFEST, or with the memory of the files read; status OK: nothing. */
const struct err *repair_manifest_err(const struct repair *r);
const struct err *repair_files_err(const struct repair *r);
bool repair_is_needed(const struct repair *r);

/* Each document of a part given up that can still be read and that no sound part has.
 * *told: its file could be opened at all.                                      */
typedef enum status repair_visit(void *context, const struct document *d);
enum status repair_lost(struct repair *r, size_t at, repair_visit *visit, void *context,
                        bool *told, struct err *e) WARN_UNUSED;

/* Requires repair_is_needed. Durable when it returns OK. */
enum status repair_publish(struct repair *r, struct err *e) WARN_UNUSED;

#endif
