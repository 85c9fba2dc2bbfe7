#include "indexer/watch.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <time.h>
#include <unistd.h>

#include "base/io.h"
#include "indexer/report.h"
#include "indexer/stop.h"
#include "indexer/update.h"

#define EVENTS (IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_ATTRIB \
                | IN_DELETE_SELF | IN_MOVE_SELF)
#define ROUND_MS 1000            /* of commits */

struct watch {
    struct sync sync;
    int fd;
    bool is_full;                /* there are folders without a watch */
};

static void tell_limit(struct watch *w, const char *path, int number)
{
    if (w->is_full)
        return;
    w->is_full = true;
    report_message("note: '%s' cannot be watched: %s; all folders are compared every %d seconds%s",
                   path, number == ENOSPC ? "the limit of watches is reached" : strerror(number),
                   WATCH_ROUND_SECS,
                   number == ENOSPC ? " (sysctl fs.inotify.max_user_watches raises the limit)" : "");
}

/* The root's folders get a watch as the walk enters them, before they are listed: nothing
 * that comes into them is missed. The same folder again is the same watch. */
static void watch_folder(void *context, const struct root *root, struct slice path)
{
    struct watch *w = context;
    char full[IO_PATH_MAX];

    if (sync_path(root->path, path, full)
        && inotify_add_watch(w->fd, full, EVENTS | IN_ONLYDIR) < 0
        && errno != ENOENT && errno != ENOTDIR && errno != EACCES)
        tell_limit(w, full, errno);
}

static enum status compare_roots(struct watch *w, struct err *e)
{
    struct sync *s = &w->sync;
    enum status status = OK;

    TRY(sync_reload(s, e));
    for (size_t i = 0; i < s->sources.count && status == OK; i++) {
        struct root *r = &s->sources.roots[i];
        if (r->listed)
            watch_folder(w, r, (struct slice){0});
        status = stop_wanted() ? E_STOPPED : update_root(s, r, e);
    }
    return sync_finish(s, status, e);
}

static uint64_t changes(const struct tally *t)
{
    return t->added + t->updated + t->removed + t->failed;
}

/* One round; its summary where it changed something. */
static enum status run_round(struct watch *w, struct err *e)
{
    enum status status;

    tally_start(&w->sync.tally, w->sync.options);
    status = compare_roots(w, e);
    if ((status == OK || status == E_STOPPED) && changes(&w->sync.tally) > 0)
        (void)tally_finish(&w->sync.tally);
    return status;
}

/* Whether something came within the time; -1: for ever. */
static bool wait_for_events(const struct watch *w, int timeout_ms)
{
    struct pollfd p = {.fd = w->fd, .events = POLLIN};
    return poll(&p, 1, timeout_ms) > 0;
}

static void drop_events(const struct watch *w)
{
    uint8_t events[64 << 10];

    while (wait_for_events(w, 0) && read(w->fd, events, sizeof events) > 0)
        continue;
}

static void pause_ms(long ms)
{
    struct timespec t = {ms / 1000, ms % 1000 * 1000000};
    (void)nanosleep(&t, NULL);   /* a signal ends it: all the better */
}

static enum status run_rounds(struct watch *w, struct err *e)
{
    enum status status = run_round(w, e);

    while (status == OK && !stop_wanted()) {
        bool came = wait_for_events(w, w->is_full ? WATCH_ROUND_SECS * 1000 : ROUND_MS);
        if (stop_wanted())
            return E_STOPPED;
        if (!came && !w->is_full)
            continue;
        pause_ms(ROUND_MS);      /* others follow, mostly */
        drop_events(w);
        status = run_round(w, e);
    }
    return status == OK ? E_STOPPED : status;
}

static enum status open_watch(struct watch *w, const struct add_options *options, struct err *e)
{
    w->fd = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
    if (w->fd < 0) {
        err_set_errno(e, E_IO, errno, "folders cannot be watched");
        err_hint(e, "sysctl fs.inotify.max_user_instances tells how many may watch at once");
        return E_IO;
    }
    TRY(sync_open(&w->sync, options, e));
    w->sync.on_folder = watch_folder;
    w->sync.context = w;
    if (w->sync.sources.count == 0)
        return err_set(e, E_INPUT, "nothing to watch: the index remembers no files; name folders "
                       "with: stemma-index add");
    return OK;
}

int watch_run(const struct add_options *options)
{
    struct watch w = {.fd = -1};
    struct err e = ERR_NONE;
    enum status status = update_needs_index(options, &e);

    if (status != OK)
        return report_error(&e);
    stop_catch();
    status = open_watch(&w, options, &e);
    if (status == OK)
        status = run_rounds(&w, &e);
    if (w.fd >= 0)
        close(w.fd);
    sync_close(&w.sync);
    if (status != E_STOPPED)
        return report_error(&e);
    stop_die();
    return 0;
}
