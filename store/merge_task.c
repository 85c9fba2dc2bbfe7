#include "store/merge_task.h"

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "base/io.h"
#include "store/index.h"

struct merge_task {
    struct index *index;
    size_t first, count, commit_bytes;
    char path[IO_PATH_MAX];
    struct merge_moves moves;
    struct lmdb_walk walk;
    enum status status;
    struct err err;
    atomic_bool stopping;
    pthread_t thread;
    bool has_thread;
};

static void *run(void *argument)
{
    struct merge_task *t = argument;
    struct segment **segments = malloc(t->count * sizeof *segments);

    if (segments == NULL) {
        t->status = err_memory(&t->err, "a merge");
    } else {
        for (size_t i = 0; i < t->count; i++)
            segments[i] = index_segment(t->index, t->first + i);
        t->status = merge_segments(segments, t->count, t->path, t->commit_bytes, &t->stopping,
                                   &t->moves, &t->walk, &t->err);
    }
    free(segments);
    return NULL;
}

static enum status start_thread(struct merge_task *t, struct err *e)
{
    sigset_t all, before;
    int code;

    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    code = pthread_create(&t->thread, NULL, run, t);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    t->has_thread = code == 0;
    return code == 0 ? OK : err_set_errno(e, E_MEMORY, code, "cannot start a thread");
}

enum status merge_task_start(const char *path, uint32_t analysis, size_t first, size_t count,
                             size_t commit_bytes, bool aside, struct merge_task **out,
                             struct err *e)
{
    struct merge_task *t = calloc(1, sizeof *t);
    enum status status;

    *out = NULL;
    if (t == NULL)
        return err_memory(e, "a merge");
    t->first = first;
    t->count = count;
    t->commit_bytes = commit_bytes;
    status = io_join(path, MERGE_TASK_FILE, t->path, e);
    if (status == OK)
        status = index_open(path, analysis, &t->index, e);
    if (status == OK && aside)
        status = start_thread(t, e);
    if (status != OK) {
        merge_task_abandon(t);
        return status;
    }
    if (!aside)
        run(t);
    *out = t;
    return OK;
}

static void join(struct merge_task *t)
{
    if (t->has_thread)
        pthread_join(t->thread, NULL);
    t->has_thread = false;
}

enum status merge_task_join(struct merge_task *t, struct err *e)
{
    join(t);
    if (t->status != OK)
        *e = t->err;
    return t->status;
}

struct lmdb_walk merge_task_walk(const struct merge_task *t)
{
    return t->walk;
}

uint32_t merge_task_doc_count(const struct merge_task *t)
{
    return t->moves.doc_count;
}

docid merge_task_moved(const struct merge_task *t, size_t input, docid doc)
{
    return t->moves.moved[input][doc];
}

void merge_task_abandon(struct merge_task *t)
{
    if (t == NULL)
        return;
    atomic_store(&t->stopping, true);
    join(t);
    merge_moves_release(&t->moves, t->count);
    index_close(t->index);
    free(t);
}
