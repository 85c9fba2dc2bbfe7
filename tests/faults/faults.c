/* faults.c - one of a program's calls fails.
 *
 *     STEMMA_FAULT=KIND:N:ERROR:once|always    such as write:3:ENOSPC:once
 *         KIND   open, read, write, sync, rename, map, memory, truncate or unlink
 *         N      which call of this kind, from 1; always: and all after it
 *         ERROR  ENOSPC, EIO, EINTR, ENOMEM, EMFILE, or SHORT: half of the bytes are written;
 *                LOST: the call says it is done, and did nothing (a sync)
 *     STEMMA_FAULT_HIT=FILE     is made, and has a byte when the call has come
 *     STEMMA_FAULT_STOP=1       then a debugger is shown where it comes from
 *     STEMMA_FAULT_ORDER=unlink-first    the negative control                 */
#include "preload.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

static const char *const KINDS[KIND_COUNT] = {"open", "read",   "write",    "sync",  "rename",
                                              "map",  "memory", "truncate", "unlink"};
#define SHORT (-1)
#define LOST  (-2)

static enum kind wanted = KIND_COUNT;
static unsigned long wanted_at;
static int wanted_error;
static bool always, unlinks_first;
static int hit_fd = -1;          /* a confined program can open no file later */
static atomic_ulong calls;

static int error_of(const char *name)
{
    static const struct { const char *name; int number; } errors[] = {
        {"ENOSPC", ENOSPC}, {"EIO", EIO}, {"EINTR", EINTR}, {"ENOMEM", ENOMEM},
        {"EMFILE", EMFILE}, {"SHORT", SHORT}, {"LOST", LOST}};

    for (size_t i = 0; i < sizeof errors / sizeof *errors; i++)
        if (strcmp(errors[i].name, name) == 0)
            return errors[i].number;
    fprintf(stderr, "faults: unknown error '%s'\n", name);
    abort();
}

__attribute__((constructor)) static void start(void)
{
    const char *text = getenv("STEMMA_FAULT"), *order = getenv("STEMMA_FAULT_ORDER");
    const char *hit = getenv("STEMMA_FAULT_HIT");
    char kind[16], error[16], mode[16];

    unlinks_first = order != NULL && strcmp(order, "unlink-first") == 0;
    if (text == NULL)
        return;
    if (sscanf(text, "%15[a-z]:%lu:%15[A-Z]:%15s", kind, &wanted_at, error, mode) != 4)
        abort();
    if (hit != NULL)
        hit_fd = (int)syscall(SYS_openat, AT_FDCWD, hit, O_CREAT | O_APPEND | O_WRONLY | O_CLOEXEC,
                              0666);
    wanted_error = error_of(error);
    always = strcmp(mode, "always") == 0;
    for (enum kind k = 0; k < KIND_COUNT; k++)
        if (strcmp(KINDS[k], kind) == 0)
            wanted = k;
}

static void tell_hit(void)
{
    if (getenv("STEMMA_FAULT_STOP") != NULL)
        raise(SIGTRAP);
    if (hit_fd >= 0)
        syscall(SYS_write, hit_fd, "\n", 1);
}

bool fault_now(enum kind kind)
{
    unsigned long now;

    if (kind != wanted)
        return false;
    now = atomic_fetch_add(&calls, 1) + 1;
    if (always ? now < wanted_at : now != wanted_at)
        return false;
    if (now == wanted_at)
        tell_hit();
    if (wanted_error > 0)        /* the others are a success of the system, and set no errno */
        errno = wanted_error;
    return true;
}

void fault_end(void)
{
    wanted = KIND_COUNT;
}

bool fault_is_short(void)
{
    return wanted_error == SHORT;
}

bool fault_is_lost(void)
{
    return wanted_error == LOST;
}

bool fault_unlinks_first(void)
{
    return unlinks_first;
}
