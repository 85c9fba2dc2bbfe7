/* io.h - whole reads and writes over the system's partial ones.
 *
 * EINTR is retried, short writes go on, every failure names the path.
 * Paths are NUL-terminated bytes; they need not be UTF-8.                    */
#ifndef BASE_IO_H
#define BASE_IO_H

#include "base/buf.h"
#include "base/err.h"

/* Where standard input, output or error is closed, its number is taken by something that fails
 * when it is written to: else the next file that is opened would get what is printed. For the
 * start of a program. */
void io_hold_standard(void);

/* Writes all of s at the file's position. */
enum status io_write(int fd, struct slice s, const char *path, struct err *e) WARN_UNUSED;

/* Appends the rest of the file to *out. E_LIMIT where that is over out->max. */
enum status io_read_all(int fd, struct buf *out, const char *path, struct err *e) WARN_UNUSED;

/* As io_read_all for a path. E_NOT_FOUND when there is no such file. */
enum status io_read_file(const char *path, struct buf *out, struct err *e) WARN_UNUSED;

#define IO_TEMPORARY ".tmp"

/* Writes name.tmp, fsync, rename: the file `name` has the old bytes or the new ones, but
 * which of them after a power cut is certain only when the directory is synced.   */
enum status io_place_file(const char *directory, const char *name, struct slice content,
                          struct err *e) WARN_UNUSED;

/* Replaces the file `name` in `directory` so that at every moment, power cuts
 * included, one finds the old bytes or the new ones, and the new ones when it
 * has returned OK: io_place_file, and the directory synced.                   */
enum status io_replace_file(const char *directory, const char *name, struct slice content,
                            struct err *e) WARN_UNUSED;

enum status io_sync_directory(const char *path, struct err *e) WARN_UNUSED;

/* directory '/' name in out[IO_PATH_MAX]; E_LIMIT where it does not fit. */
#define IO_PATH_MAX 4096
enum status io_join(const char *directory, const char *name, char *out, struct err *e) WARN_UNUSED;

#endif
