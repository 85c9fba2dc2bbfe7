#include "base/err.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const struct {
    const char *name;
    int exit_code;
    const char *text;
} STATUSES[] = {
#define ERR_ROW(name, code, text) {#name, code, text},
    ERR_STATUSES(ERR_ROW)
#undef ERR_ROW
};

int err_exit_code(enum status status)
{
    return STATUSES[status].exit_code;
}

enum status err_set(struct err *e, enum status status, const char *format, ...)
{
    va_list args;

    if (e == NULL || e->status != OK)
        return status;
    e->status = status;
    va_start(args, format);
    vsnprintf(e->text, sizeof e->text, format, args);
    va_end(args);
    return status;
}

void err_hint(struct err *e, const char *format, ...)
{
    va_list args;

    if (e == NULL || e->hint[0] != '\0')
        return;
    va_start(args, format);
    vsnprintf(e->hint, sizeof e->hint, format, args);
    va_end(args);
}

static const char *hint_of_errno(int number)
{
    switch (number) {
    case ENOSPC:
    case EDQUOT:
        return "free some space and run the command again; the index is as it was before";
    case EMFILE:
    case ENFILE:
        return "raise the limit of open files (ulimit -n)";
    case ENOMEM:
        return "give the process more memory, or index with a smaller --memory";
    case EROFS:
        return "the file system is read-only; searching works, indexing does not";
    default:
        return NULL;
    }
}

enum status err_set_errno(struct err *e, enum status status, int number, const char *format, ...)
{
    va_list args;
    size_t n;

    if (e == NULL || e->status != OK)
        return status;
    e->status = status;
    va_start(args, format);
    vsnprintf(e->text, sizeof e->text, format, args);
    va_end(args);
    n = strlen(e->text);
    snprintf(e->text + n, sizeof e->text - n, ": %s", strerror(number));
    if (hint_of_errno(number) != NULL)
        err_hint(e, "%s", hint_of_errno(number));
    return status;
}

enum status err_memory(struct err *e, const char *what)
{
    return err_set(e, E_MEMORY, "out of memory for %s", what);
}
