/* lock.h - one writer at a time; readers never touch it.
 *
 * An open-file-description lock on DB/LOCK, which also holds the writer's pid.
 * It is gone with the process, however that ends.                             */
#ifndef STORE_LOCK_H
#define STORE_LOCK_H

#include "base/err.h"

/* The descriptor in *out. E_BUSY with the holder's pid after wait_ms. */
enum status lock_take(const char *directory, unsigned wait_ms, int *out, struct err *e) WARN_UNUSED;
void lock_release(int fd);

#endif
