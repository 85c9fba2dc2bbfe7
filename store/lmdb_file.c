#include "store/lmdb_file.h"

#include <errno.h>
#include <lmdb.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>

#define MAP_START ((size_t)64 << 20)
#define FILE_FLAGS (MDB_NOSUBDIR | MDB_NOLOCK)

struct lmdb_writer {
    MDB_env *env;
    MDB_txn *txn;
    MDB_dbi trees[LMDB_TREES_MAX];
    size_t map_bytes;
    size_t written_bytes;      /* in the whole file, with pages rounded up */
    size_t open_bytes;         /* since the last commit */
    size_t commit_bytes;
    char *path;
};

struct lmdb_reader {
    MDB_env *env;
    MDB_txn *txn;
    MDB_dbi trees[LMDB_TREES_MAX];
    MDB_cursor *cursors[LMDB_TREES_MAX];
    size_t tree_count;
    uintptr_t low, high;       /* pages of the values read so far lie between */
};

/* What LMDB's own codes mean here; null: its text says enough. */
static const char *meaning(int code)
{
    switch (code) {
    case MDB_PANIC: return "its first page could not be written; the device or its cable may fail";
    case MDB_MAP_FULL: return "it outgrew the address space it was given; index with a smaller --memory";
    case EBADF: return "it is empty";      /* read-only, LMDB would write its first pages */
    case EINVAL: return "it is no file of an index, or is damaged";
    default: return NULL;
    }
}

/* The text of a code that is LMDB's own or means something else here. */
static const char *text_of(int code)
{
    return meaning(code) != NULL ? meaning(code) : mdb_strerror(code);
}

static enum status fail_open(struct err *e, int code, const char *path)
{
    if (code > 0 && meaning(code) == NULL)
        return err_set_errno(e, code == ENOMEM ? E_MEMORY : E_IO, code, "cannot open '%s'", path);
    return err_set(e, E_CORRUPT, "cannot open '%s': %s", path, text_of(code));
}

/* LMDB reports a write that took some of the bytes as EIO, but no call of the system said
 * so: the disk, or the user's part of it, is full. What is being written cannot be damaged
 * yet. Requires errno 0 before the call that failed.                          */
static enum status fail_write(struct err *e, int code, const char *path)
{
    if (code == EIO && errno != EIO)
        code = ENOSPC;
    if (code > 0)
        return err_set_errno(e, code == ENOMEM ? E_MEMORY : E_IO, code, "cannot write '%s'", path);
    return err_set(e, E_IO, "cannot write '%s': %s", path, text_of(code));
}

static int begin(struct lmdb_writer *w)
{
    return mdb_txn_begin(w->env, NULL, 0, &w->txn);
}

static int create(struct lmdb_writer *w, const char *path, const char *const *trees, size_t count)
{
    int code;

    errno = 0;
    code = mdb_env_create(&w->env);

    if (code == 0)
        code = mdb_env_set_maxdbs(w->env, LMDB_TREES_MAX);
    if (code == 0)
        code = mdb_env_set_mapsize(w->env, w->map_bytes);
    if (code == 0)
        code = mdb_env_open(w->env, path, FILE_FLAGS | MDB_NOSYNC, 0666);
    if (code == 0)
        code = begin(w);
    for (size_t i = 0; code == 0 && i < count; i++)
        code = mdb_dbi_open(w->txn, trees[i], MDB_CREATE, &w->trees[i]);
    return code;
}

enum status lmdb_create(const char *path, const char *const *trees, size_t tree_count,
                        size_t commit_bytes, struct lmdb_writer **out, struct err *e)
{
    struct lmdb_writer *w = calloc(1, sizeof *w);
    int code;

    *out = NULL;
    if (w == NULL || (w->path = strdup(path)) == NULL) {
        free(w);
        return err_memory(e, path);
    }
    w->map_bytes = MAP_START + 2 * commit_bytes;
    w->commit_bytes = commit_bytes;
    code = create(w, path, trees, tree_count);
    if (code != 0) {
        enum status status = fail_write(e, code, path);

        lmdb_abandon(w);
        return status;
    }
    *out = w;
    return OK;
}

/* Between transactions the map may grow: the next one must fit in any case. It is made anew where it
 * does not, too: pages of it that were read would pile up in memory.           */
static int commit_and_grow(struct lmdb_writer *w)
{
    int code = mdb_txn_commit(w->txn);

    w->txn = NULL;
    w->open_bytes = 0;
    if (w->written_bytes * 2 + 2 * w->commit_bytes + MAP_START > w->map_bytes)
        w->map_bytes = w->written_bytes * 4 + 4 * w->commit_bytes + MAP_START;
    if (code == 0)
        code = mdb_env_set_mapsize(w->env, w->map_bytes);
    return code == 0 ? begin(w) : code;
}

enum status lmdb_put(struct lmdb_writer *w, size_t tree, struct slice key, struct slice value,
                     struct err *e)
{
    MDB_val k = {.mv_size = key.n, .mv_data = (void *)(uintptr_t)key.p};
    MDB_val v = {.mv_size = value.n, .mv_data = (void *)(uintptr_t)value.p};
    size_t size = (value.n + 16 + 4095) / 4096 * 4096;
    int code = 0;

    if (value.n > LMDB_VALUE_MAX)
        return err_set(e, E_LIMIT, "a value of %zu bytes for '%s'", value.n, w->path);
    errno = 0;
    if (w->open_bytes + size > w->commit_bytes)
        code = commit_and_grow(w);
    if (code == 0)
        code = mdb_put(w->txn, w->trees[tree], &k, &v, MDB_APPEND);
    w->open_bytes += size;
    w->written_bytes += size;
    return code == 0 ? OK : fail_write(e, code, w->path);
}

enum status lmdb_finish(struct lmdb_writer *w, struct err *e)
{
    enum status status = OK;
    int code;

    errno = 0;
    code = mdb_txn_commit(w->txn);
    w->txn = NULL;
    if (code == 0)
        code = mdb_env_sync(w->env, 1);
    if (code != 0)
        status = fail_write(e, code, w->path);
    lmdb_abandon(w);
    return status;
}

void lmdb_abandon(struct lmdb_writer *w)
{
    if (w == NULL)
        return;
    if (w->txn != NULL)
        mdb_txn_abort(w->txn);
    if (w->env != NULL)
        mdb_env_close(w->env);
    free(w->path);
    free(w);
}

static int open_reader(struct lmdb_reader *r, const char *path, const char *const *trees,
                       size_t file_bytes)
{
    int code = mdb_env_create(&r->env);

    if (code == 0)
        code = mdb_env_set_maxdbs(r->env, LMDB_TREES_MAX);
    if (code == 0)
        code = mdb_env_set_mapsize(r->env, file_bytes);
    if (code == 0)
        code = mdb_env_open(r->env, path, FILE_FLAGS | MDB_RDONLY | MDB_NORDAHEAD, 0);
    if (code == 0)
        code = mdb_txn_begin(r->env, NULL, MDB_RDONLY, &r->txn);
    for (size_t i = 0; code == 0 && i < r->tree_count; i++) {
        code = mdb_dbi_open(r->txn, trees[i], 0, &r->trees[i]);
        if (code == 0)
            code = mdb_cursor_open(r->txn, r->trees[i], &r->cursors[i]);
    }
    return code;
}

enum status lmdb_open(const char *path, const char *const *trees, size_t tree_count,
                      struct lmdb_walk *walk, struct lmdb_reader **out, struct err *e)
{
    struct lmdb_reader *r;
    struct stat info;
    int code;

    *out = NULL;
    TRY(lmdb_walk_file(path, walk, e));
    if (stat(path, &info) != 0)
        return err_set_errno(e, E_IO, errno, "cannot open '%s'", path);
    r = calloc(1, sizeof *r);
    if (r == NULL)
        return err_memory(e, path);
    r->tree_count = tree_count;
    code = open_reader(r, path, trees, (size_t)info.st_size);
    if (code != 0) {
        lmdb_close(r);
        return fail_open(e, code, path);
    }
    *out = r;
    return OK;
}

void lmdb_close(struct lmdb_reader *r)
{
    if (r == NULL)
        return;
    for (size_t i = 0; i < r->tree_count; i++)
        if (r->cursors[i] != NULL)
            mdb_cursor_close(r->cursors[i]);
    if (r->txn != NULL)
        mdb_txn_abort(r->txn);
    if (r->env != NULL)
        mdb_env_close(r->env);
    free(r);
}

/* LMDB does not tell where its map is. */
static void note_read(struct lmdb_reader *r, struct slice value)
{
    uintptr_t first = (uintptr_t)value.p & ~(uintptr_t)4095;
    uintptr_t end = ((uintptr_t)value.p + value.n + 4095) & ~(uintptr_t)4095;

    r->low = r->high == 0 || first < r->low ? first : r->low;
    r->high = end > r->high ? end : r->high;
}

static bool move(struct lmdb_reader *r, size_t tree, MDB_cursor_op op, struct slice key,
                 struct slice *found, struct slice *value)
{
    MDB_val k = {.mv_size = key.n, .mv_data = (void *)(uintptr_t)key.p}, v;

    if (mdb_cursor_get(r->cursors[tree], &k, &v, op) != 0)
        return false;
    *found = slice_of(k.mv_data, k.mv_size);
    *value = slice_of(v.mv_data, v.mv_size);
    note_read(r, *value);
    return true;
}

bool lmdb_get(struct lmdb_reader *r, size_t tree, struct slice key, struct slice *value)
{
    struct slice found;
    return move(r, tree, MDB_SET_KEY, key, &found, value);
}

bool lmdb_seek_before(struct lmdb_reader *r, size_t tree, struct slice key, struct slice *found,
                      struct slice *value)
{
    if (!move(r, tree, MDB_SET_RANGE, key, found, value))
        return move(r, tree, MDB_LAST, key, found, value);
    if (slice_equal(*found, key))
        return true;
    return move(r, tree, MDB_PREV, key, found, value);
}

bool lmdb_after(struct lmdb_reader *r, size_t tree, struct slice key, struct slice *found,
                struct slice *value)
{
    return move(r, tree, MDB_SET_RANGE, key, found, value)
           && (!slice_equal(*found, key) || lmdb_next(r, tree, found, value));
}

bool lmdb_first(struct lmdb_reader *r, size_t tree, struct slice *found, struct slice *value)
{
    return move(r, tree, MDB_FIRST, (struct slice){0}, found, value);
}

bool lmdb_next(struct lmdb_reader *r, size_t tree, struct slice *found, struct slice *value)
{
    return move(r, tree, MDB_NEXT, (struct slice){0}, found, value);
}

uint64_t lmdb_count(struct lmdb_reader *r, size_t tree)
{
    MDB_stat stat;

    return mdb_stat(r->txn, r->trees[tree], &stat) == 0 ? stat.ms_entries : 0;
}

void lmdb_forget(struct lmdb_reader *r)
{
    if (r->high > r->low)
        madvise((void *)r->low, r->high - r->low, MADV_DONTNEED);
}
