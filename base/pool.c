#include "base/pool.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>

enum { WAITING, RUNNING, DONE };

struct worker {
    struct pool *pool;
    unsigned number;
    pthread_t thread;
};

struct pool {
    pthread_mutex_t lock;
    pthread_cond_t submitted, done;
    /* in order of submission: first .. last; `waiting` is the first not yet begun */
    struct pool_task *first, *last, *waiting;
    size_t outstanding;
    bool closing;
    unsigned threads, started;
    struct worker workers[POOL_THREADS_MAX];
};

/* Runs one waiting task. Called and left with the lock held. */
static void run_one(struct pool *p, unsigned worker)
{
    struct pool_task *task = p->waiting;

    p->waiting = task->next;
    task->state = RUNNING;
    pthread_mutex_unlock(&p->lock);
    task->run(task, worker);
    pthread_mutex_lock(&p->lock);
    task->state = DONE;
    pthread_cond_signal(&p->done);
}

static void *work(void *argument)
{
    struct worker *w = argument;
    struct pool *p = w->pool;

    pthread_mutex_lock(&p->lock);
    while (!p->closing) {
        if (p->waiting != NULL)
            run_one(p, w->number);
        else
            pthread_cond_wait(&p->submitted, &p->lock);
    }
    pthread_mutex_unlock(&p->lock);
    return NULL;
}

/* The owner's thread alone is to be interrupted. */
static int start(struct pool *p)
{
    sigset_t all, before;
    int code = 0;

    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    for (unsigned i = 1; i < p->threads && code == 0; i++) {
        p->workers[i] = (struct worker){.pool = p, .number = i};
        code = pthread_create(&p->workers[i].thread, NULL, work, &p->workers[i]);
        p->started += code == 0;
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return code;
}

enum status pool_open(unsigned threads, struct pool **out, struct err *e)
{
    struct pool *p = calloc(1, sizeof *p);
    int code;

    *out = NULL;
    if (p == NULL)
        return err_memory(e, "threads");
    p->threads = threads;
    pthread_mutex_init(&p->lock, NULL);
    pthread_cond_init(&p->submitted, NULL);
    pthread_cond_init(&p->done, NULL);
    code = start(p);
    if (code != 0) {
        pool_close(p);
        err_set_errno(e, E_MEMORY, code, "cannot start %u threads", threads);
        err_hint(e, "use fewer with -j");
        return E_MEMORY;
    }
    *out = p;
    return OK;
}

void pool_close(struct pool *p)
{
    if (p == NULL)
        return;
    pthread_mutex_lock(&p->lock);
    p->closing = true;
    pthread_cond_broadcast(&p->submitted);
    pthread_mutex_unlock(&p->lock);
    for (unsigned i = 1; i <= p->started; i++)
        pthread_join(p->workers[i].thread, NULL);
    pthread_mutex_destroy(&p->lock);
    pthread_cond_destroy(&p->submitted);
    pthread_cond_destroy(&p->done);
    free(p);
}

unsigned pool_threads(const struct pool *p)
{
    return p->threads;
}

void pool_submit(struct pool *p, struct pool_task *task)
{
    task->next = NULL;
    task->state = WAITING;
    pthread_mutex_lock(&p->lock);
    if (p->last != NULL)
        p->last->next = task;
    p->last = task;
    if (p->first == NULL)
        p->first = task;
    if (p->waiting == NULL)
        p->waiting = task;
    p->outstanding++;
    pthread_cond_signal(&p->submitted);
    pthread_mutex_unlock(&p->lock);
}

struct pool_task *pool_take(struct pool *p)
{
    struct pool_task *task;

    pthread_mutex_lock(&p->lock);
    task = p->first;
    while (task != NULL && task->state != DONE) {
        if (p->waiting != NULL)
            run_one(p, 0);
        else
            pthread_cond_wait(&p->done, &p->lock);
    }
    if (task != NULL) {
        p->first = task->next;
        if (p->first == NULL)
            p->last = NULL;
        p->outstanding--;
    }
    pthread_mutex_unlock(&p->lock);
    return task;
}

size_t pool_outstanding(const struct pool *p)
{
    return p->outstanding;
}
