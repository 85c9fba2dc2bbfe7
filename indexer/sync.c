#include "indexer/sync.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/io.h"
#include "indexer/claims.h"
#include "indexer/report.h"
#include "indexer/stop.h"
#include "indexer/sync_file.h"
#include "store/manifest.h"

#define NUMBERS_MAX_BYTES ((size_t)16 << 30)
#define CONFLICTS_TOLD 10

bool sync_path(struct slice shown, struct slice path, char *out)
{
    const char *slash = shown.n == 0 || shown.p[shown.n - 1] == '/' || path.n == 0 ? "" : "/";
    int n = snprintf(out, IO_PATH_MAX, "%.*s%s%.*s", SLICE_ARG(shown), slash, SLICE_ARG(path));

    return n < IO_PATH_MAX;
}

static void on_report(void *context, const struct builder_report *r)
{
    struct sync *s = context;
    tally_report(&s->tally, r);
}

static void on_note(void *context, const char *text)
{
    (void)context;
    report_message("note: %s", text);
}

/* The state that comes with a commit; the complete one where all is read and published. */
static enum status on_commit(void *context, enum builder_moment moment, struct buf *out,
                             struct err *e)
{
    struct sync *s = context;
    if (s->settled && moment == BUILDER_ALL) {
        sources_encode(&s->sources, out);
        return OK;
    }
    builder_touch(s->builder);
    if (!s->is_reading)
        return sources_encode_midway(&s->sources, NULL, 0, out, e);
    if (!buf_ok(&s->ids))
        return err_memory(e, "the files' state");
    source_borrow_ids(&s->current, &s->ids);
    return sources_encode_midway(&s->sources, &s->current, s->current_root, out, e);
}

/* The state of an index that is only looked at; none where there is no index. */
static enum status load_unlocked(struct sync *s, struct err *e)
{
    struct manifest *m = malloc(sizeof *m);
    struct err local = ERR_NONE;
    enum status status;

    if (m == NULL)
        return err_memory(e, "the manifest");
    status = manifest_read(s->options->db, m, &local);
    if (status == OK)
        status = manifest_read_files(s->options->db, m, &s->loaded, &local);
    free(m);
    if (status == E_NOT_FOUND)
        return OK;
    if (status != OK)
        *e = local;
    return status;
}

static enum status load(struct sync *s, struct err *e)
{
    TRY(s->builder != NULL ? builder_files(s->builder, &s->loaded, e) : load_unlocked(s, e));
    if (s->options->overwrite)   /* all is read anew; what no file or stream gives again goes */
        return builder_ids(s->builder, &s->gone, e);
    if (s->loaded.n == 0)
        return OK;
    return sources_decode(&s->sources, buf_slice(&s->loaded), e);
}

enum status sync_open(struct sync *s, const struct add_options *o, struct err *e)
{
    struct builder_options builder = o->builder;

    *s = (struct sync){.options = o, .at_options = o, .root_fd = -1};
    sources_init(&s->sources);
    buf_init(&s->loaded, NUMBERS_MAX_BYTES);
    buf_init(&s->gone, NUMBERS_MAX_BYTES);
    buf_init(&s->given, NUMBERS_MAX_BYTES);
    buf_init(&s->ids, NUMBERS_MAX_BYTES);
    tally_start(&s->tally, o);
    builder.on_report = on_report;
    builder.on_note = on_note;
    builder.on_commit = on_commit;
    builder.context = s;
    if (!o->dry_run)
        TRY(builder_open(o->db, &builder, &s->builder, e));
    return load(s, e);
}

void sync_close(struct sync *s)
{
    builder_close(s->builder);
    sources_release(&s->sources);
    buf_release(&s->loaded);
    buf_release(&s->gone);
    buf_release(&s->given);
    buf_release(&s->ids);
}

enum status sync_reload(struct sync *s, struct err *e)
{
    sources_release(&s->sources);
    buf_clear(&s->loaded);
    buf_clear(&s->gone);
    buf_clear(&s->given);
    s->settled = false;
    s->read_count = 0;
    return load(s, e);
}

void sync_forget(struct sync *s, const struct source *f)
{
    buf_append(&s->gone, f->ids, (size_t)f->id_count * sizeof(uint64_t));
}

static bool wants(void *context, struct slice path)
{
    struct sync *s = context;
    char name[IO_PATH_MAX];
    size_t start = path.n;
    bool known;

    while (start > 0 && path.p[start - 1] != '/')
        start--;
    path = slice_drop(path, start);
    if (path.n >= sizeof name)
        return false;
    memcpy(name, path.p, path.n);
    name[path.n] = '\0';
    known = import_knows(&s->at_options->import, name);
    s->tally.unknown += !known;
    return known;
}

static void unseen(void *context, struct slice path, const char *why)
{
    struct sync *s = context;
    char shown[IO_PATH_MAX];

    (void)sync_path(s->root->shown, path, shown);
    if (why != NULL)
        tally_skip(&s->tally, shown, why);
}

static void enter_folder(void *context, struct slice path)
{
    struct sync *s = context;

    if (s->on_folder != NULL)
        s->on_folder(s->context, s->root, path);
}

static bool forget(void *context, const struct source *before)
{
    struct sync *s = context;
    char shown[IO_PATH_MAX];

    if (s->options->no_delete)
        return false;
    (void)sync_path(s->root->shown, before->path, shown);
    if (s->options->dry_run) {
        s->tally.removed += before->id_count;
        if (!s->options->quiet)
            tally_line("remove", shown);
    } else if (s->options->verbose) {
        tally_line("removed", shown);
    }
    sync_forget(s, before);
    return true;
}

static struct scan_calls calls_of(struct sync *s)
{
    return (struct scan_calls){.context = s, .wants = wants, .unseen = unseen,
                               .folder = enter_folder, .same = sync_file_same,
                               .read = sync_file_read, .gone = forget};
}

static uint64_t article_count(const struct root *r)
{
    uint64_t count = 0;

    for (size_t i = 0; i < r->files.count; i++)
        count += r->files.list[i].id_count;
    return count;
}

/* A folder that is not there, or another in its place, is perhaps only not mounted. */
static void keep_root(struct sync *s, const struct root *r, const char *why)
{
    char text[256];

    snprintf(text, sizeof text, "%s; its %llu articles are kept", why,
             (unsigned long long)article_count(r));
    unseen(s, (struct slice){0}, text);
}

static bool is_another_folder(const struct root *r, const struct stat *info)
{
    return r->device != 0 && (r->device != info->st_dev || r->inode != info->st_ino);
}

static int open_root(const struct root *r)
{
    char path[IO_PATH_MAX];

    snprintf(path, sizeof path, "%.*s", SLICE_ARG(r->path));
    return open(path, O_RDONLY | O_DIRECTORY | O_NONBLOCK | O_CLOEXEC);
}

/* The index's own folder, which no walk enters. */
static void find_own(struct sync *s, struct walk_options *out)
{
    struct stat info;

    if (stat(s->options->db, &info) != 0)
        return;
    out->own_device = info.st_dev;
    out->own_inode = info.st_ino;
}

static enum status walk_and_compare(struct sync *s, struct scan *scan, struct err *e)
{
    struct scan_calls calls = calls_of(s);
    struct root *r = scan->root;
    struct stat info;

    TRY(scan_walk(scan, &calls, e));
    if (fstat(scan->fd, &info) != 0)
        return OK;
    if (scan->below.n == 0 && scan->entry_count == 0 && r->files.count > 0
        && is_another_folder(r, &info)) {
        keep_root(s, r, "it is empty, and not the folder it was (not mounted?)");
        return OK;
    }
    TRY(scan_compare(scan, &calls, e));
    r->device = info.st_dev;
    r->inode = info.st_ino;
    return OK;
}

/* The root is open for the calls of a scan until leave_root. False: it is not there, which is told. */
static bool enter_root(struct sync *s, const struct add_options *o, struct scan *scan)
{
    s->root = scan->root;
    s->at_options = o;
    s->root_fd = scan->fd = open_root(scan->root);
    if (scan->fd >= 0)
        return true;
    keep_root(s, scan->root, strerror(errno));
    s->root = NULL;
    return false;
}

static void leave_root(struct sync *s, struct scan *scan)
{
    close(scan->fd);
    scan_release(scan);
    s->root = NULL;
}

enum status sync_root(struct sync *s, struct root *root, struct slice below,
                      const struct add_options *o, struct err *e)
{
    struct walk_options walk = o->walk;
    struct scan scan = {.root = root, .sources = &s->sources, .walk = &walk, .below = below};
    enum status status;

    if (!enter_root(s, o, &scan))
        return OK;
    find_own(s, &walk);
    status = walk_and_compare(s, &scan, e);
    leave_root(s, &scan);
    return status;
}

enum status sync_names(struct sync *s, struct root *root, const struct source_list *names,
                       enum scan_scope scope, const struct add_options *o, struct err *e)
{
    struct scan scan = {.root = root, .sources = &s->sources, .walk = &o->walk, .scope = scope};
    struct scan_calls calls = calls_of(s);
    enum status status;

    if (!enter_root(s, o, &scan))
        return OK;
    for (size_t i = 0; i < names->count; i++) {
        int number = scan_name(&scan, names->list[i].path);
        if (number != 0 && !(scope == SCAN_BELOW && number == ENOENT))
            unseen(s, names->list[i].path,
                   number == EINVAL ? "not a regular file" : strerror(number));
    }
    status = scan_compare(&scan, &calls, e);
    leave_root(s, &scan);
    return status;
}

enum status sync_stream(struct sync *s, struct err *e)
{
    return sync_file_stream(s, e);
}

struct conflicts {
    struct sync *sync;
    struct claims_conflict told[CONFLICTS_TOLD];
    uint64_t count;
};

static void note_conflict(void *context, const struct claims_conflict *c)
{
    struct conflicts *all = context;

    if (all->count < CONFLICTS_TOLD)
        all->told[all->count] = *c;
    all->count++;
}

static void tell_conflict(struct sync *s, const struct claims_conflict *c)
{
    char winner[IO_PATH_MAX], loser[IO_PATH_MAX];
    struct buf id;

    (void)sync_path(c->winner_root->shown, c->winner, winner);
    (void)sync_path(c->loser_root->shown, c->loser, loser);
    buf_init(&id, IO_PATH_MAX);
    if (builder_id(s->builder, c->id_hash, &id, NULL) != OK)
        buf_append_byte(&id, '?');   /* the conflict is told all the same */
    report_message("note: the id '%.*s' is in '%s' and in '%s': the article of the latter counts, read last",
                   SLICE_ARG(buf_slice(&id)), loser, winner);
    buf_release(&id);
}

/* Once all is published: only then the id of a checksum can be looked up. */
static void tell_conflicts(const struct conflicts *all)
{
    for (uint64_t i = 0; i < all->count && i < CONFLICTS_TOLD; i++)
        tell_conflict(all->sync, &all->told[i]);
    if (all->count > CONFLICTS_TOLD)
        report_message("note: and so with %llu other ids",
                       (unsigned long long)(all->count - CONFLICTS_TOLD));
}

static enum status delete_article(void *context, uint64_t id_hash, struct err *e)
{
    struct conflicts *all = context;
    bool found;

    TRY(builder_remove(all->sync->builder, id_hash, &found, e));
    all->sync->tally.removed += found;
    return OK;
}

static enum status settle(struct sync *s, struct conflicts *all, struct err *e)
{
    struct claims_calls calls = {all, note_conflict, delete_article};

    sources_settle(&s->sources);
    if (!buf_ok(&s->gone) || !buf_ok(&s->given))
        return err_memory(e, "ids of articles");
    if (s->read_count > 0 || s->gone.n > 0 || s->given.n > 0)
        TRY(claims_settle(&s->sources, &s->gone, &s->given, &calls, e));
    s->settled = true;
    return OK;
}

/* Whether the state is another than that published. */
static enum status compare_state(struct sync *s, struct err *e)
{
    struct buf now;
    bool good;

    buf_init(&now, NUMBERS_MAX_BYTES);
    sources_encode(&s->sources, &now);
    good = buf_ok(&now);
    if (good && !slice_equal(buf_slice(&now), buf_slice(&s->loaded)))
        builder_touch(s->builder);
    buf_release(&now);
    return good ? OK : err_memory(e, "the files' state");
}

enum status sync_finish(struct sync *s, enum status so_far, struct err *e)
{
    struct conflicts all = {.sync = s};

    if (s->builder == NULL)
        return so_far;
    if (so_far == E_STOPPED) {
        TRY(builder_publish(s->builder, e));
        return so_far;
    }
    TRY(so_far);
    TRY(settle(s, &all, e));
    TRY(compare_state(s, e));
    TRY(builder_commit(s->builder, e));
    tell_conflicts(&all);
    return OK;
}

int sync_end(struct sync *s, enum status status, const char *nothing, const struct err *e)
{
    int code;

    if (s->tally.shown_at > 0)
        fputs("\r\033[K", stderr);
    s->tally.shown_at = 0;
    if (status != OK && status != E_STOPPED)
        code = report_error(e);
    else
        code = tally_finish(&s->tally);
    sync_close(s);
    if (status == E_STOPPED)
        stop_die();
    if (code == 0 && s->tally.sources == 0 && s->tally.removed == 0) {
        if (s->tally.unknown > 0)
            report_message("%s: %llu are of no known kind; -g '*.EXT' also reads those whose names end so, -t text all",
                           nothing, (unsigned long long)s->tally.unknown);
        else
            report_message("%s", nothing);
        return 1;
    }
    return code;
}
