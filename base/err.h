/* err.h - what went wrong: a status for the program, a sentence for the user.
 *
 * Every function that can fail returns `enum status`. The function that knows
 * the names (file, line, term) writes the sentence into the `struct err` that
 * travels with its handle; pure codecs return a status only, and their caller
 * adds the sentence. The first report stays: later ones are consequences.
 *
 * Three kinds of mistake, never mixed: a programmer's mistake is an assert;
 * data from disk or from a user is a status; out of memory is a status too.
 *
 * Memory  A struct err owns nothing; it is copied freely.                    */
#ifndef BASE_ERR_H
#define BASE_ERR_H

#include <stdbool.h>
#include <stddef.h>

/* name, exit code of a program that ends with it, text where no sentence is. */
#define ERR_STATUSES(X)                                      \
    X(OK, 0, "no error")                                     \
    X(E_NOT_FOUND, 2, "not found")                           \
    X(E_INPUT, 2, "bad input")                               \
    X(E_USAGE, 2, "wrong usage")                             \
    X(E_CORRUPT, 2, "damaged index")                         \
    X(E_VERSION, 2, "index of another version")              \
    X(E_LIMIT, 2, "over a limit")                            \
    X(E_BUSY, 2, "held by another process")                  \
    X(E_IO, 2, "input/output error")                         \
    X(E_MEMORY, 2, "out of memory")                          \
    X(E_STOPPED, 2, "stopped by a signal")

enum status {
#define ERR_ENUM(name, code, text) name,
    ERR_STATUSES(ERR_ENUM)
#undef ERR_ENUM
};

#define ERR_TEXT_MAX 512

struct err {
    enum status status;
    char text[ERR_TEXT_MAX];   /* one sentence, lower case, no full stop */
    char hint[ERR_TEXT_MAX];   /* what to do about it; "" where nothing is to say */
};

#define ERR_NONE ((struct err){.status = OK})

#define WARN_UNUSED __attribute__((warn_unused_result))

/* status, for `return`. Keeps the first report of *e; e may be null. */
enum status err_set(struct err *e, enum status status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Adds what to do about the report just made, unless it has a hint already. */
void err_hint(struct err *e, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* As err_set, with ": " and the text of errno `number` at the end.
 * ENOSPC, EDQUOT, EMFILE and the like get their hint too.                    */
enum status err_set_errno(struct err *e, enum status status, int number, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* "out of memory" with what it was for. */
enum status err_memory(struct err *e, const char *what);

int err_exit_code(enum status status);

/* Returns the status of a call that failed; only where nothing needs release. */
#define TRY(call)                        \
    do {                                 \
        enum status try_ = (call);       \
        if (try_ != OK)                  \
            return try_;                 \
    } while (0)

#endif
