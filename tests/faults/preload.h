/* preload.h - what is preloaded into a program to see and to fail its calls.
 *
 *     calls.c     takes the place of open, read, write, fsync, rename, mmap, malloc ...
 *     faults.c    says which of them fails, from STEMMA_FAULT
 *     record.c    writes those that change an index to a file, for powercut.c
 *
 * Every call is made as a system call, for the C library's names are those of calls.c. */
#ifndef TESTS_FAULTS_PRELOAD_H
#define TESTS_FAULTS_PRELOAD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

enum kind { OPEN, READ, WRITE, SYNC, RENAME, MAP, MEMORY, TRUNCATE, UNLINK, KIND_COUNT };

/* Does this call fail? Then errno is set, but where bytes are to be written short. */
bool fault_now(enum kind kind);
/* A write that fails: writes half of the bytes rather than none. */
bool fault_is_short(void);
/* A call that fails: says it is done. */
bool fault_is_lost(void);
/* The negative control: a rename removes its target first. */
bool fault_unlinks_first(void);

/* From now on no call fails. */
void fault_end(void);

/* One change of a file below the folder that is recorded; then its name, the other
 * name, and the bytes written.                                                */
enum record_kind { RECORD_FOLDER, RECORD_CREATE, RECORD_WRITE, RECORD_SIZE, RECORD_SYNC,
                   RECORD_SYNC_FOLDER, RECORD_RENAME, RECORD_UNLINK, RECORD_STATE };
struct record {
    uint32_t kind;
    uint32_t name_size, other_size, bytes_size;
    uint64_t inode;          /* of the state: its sum */
    uint64_t at;             /* offset of the bytes; the new size */
};

/* Between these two a call and its record are one. */
void record_begin(void);
void record_end(void);
/* Requires record_begin; each after the call succeeded. Null where a path is not known. */
void record_open(int fd, const char *path, bool is_new, bool is_emptied);
void record_write(int fd, const void *bytes, size_t size, off_t at);
void record_size(int fd, off_t size);
void record_sync(int fd);
void record_names(enum record_kind kind, int directory, const char *name, const char *other);

#endif
