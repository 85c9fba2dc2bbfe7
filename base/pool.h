/* pool.h - threads that run tasks; results are taken in the order of submission.
 *
 *     submit A, B, C   ->   workers run them side by side   ->   take A, B, C
 *
 * The thread that owns the pool is worker 0: while it waits in pool_take it runs
 * tasks itself, so `threads` is the number of busy threads in all, and with one
 * everything runs in pool_take and no thread is made.
 *
 * A task is a struct whose first member is a struct pool_task. It belongs to the
 * pool from pool_submit until pool_take returns it. Whatever a task writes can be
 * read by the owner after pool_take, and by tasks submitted later.            */
#ifndef BASE_POOL_H
#define BASE_POOL_H

#include "base/err.h"

#define POOL_THREADS_MAX 256

struct pool;

struct pool_task {
    /* worker: 0 .. threads-1, for state that each thread has of its own */
    void (*run)(struct pool_task *task, unsigned worker);
    struct pool_task *next;      /* the pool's */
    int state;
};

/* Requires 1 <= threads <= POOL_THREADS_MAX. Signals go to the owner's thread. */
enum status pool_open(unsigned threads, struct pool **out, struct err *e) WARN_UNUSED;
/* Tasks that nobody took are not run. */
void pool_close(struct pool *p);

unsigned pool_threads(const struct pool *p);

void pool_submit(struct pool *p, struct pool_task *task);
/* The oldest task not yet taken, once it is done; NULL when there is none. */
struct pool_task *pool_take(struct pool *p);
/* Submitted and not taken. */
size_t pool_outstanding(const struct pool *p);

#endif
