/* The store where the n-th call of a function fails, once or from then on: memory, files, LMDB.
 *
 * One life of an index - three segments and a fourth, deletions, a merge, all read - is lived
 * again for each call that may fail. Whatever fails: a status with a sentence, and on the disk
 * the state before the step or behind it. In this process, so that sanitizers see the ways
 * out; tests/faults/faults.sh does it to the programs. FAULTS=long: every call.
 *
 * The linker leads each call named in CALLS here (--wrap, Makefile).           */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <lmdb.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "stemmers/analyzer.h"
#include "store/check.h"
#include "store/forms.h"
#include "store/index_writer.h"
#include "store/names.h"
#include "store/segment_file.h"
#include "store/segment_runs.h"
#include "store/texts.h"
#include "tests/unit/folder.h"

/* The code of LMDB that a test asks for. */
static int code_wanted;

static int code_or(int usual)
{
    return code_wanted != 0 ? code_wanted : usual;
}

/* Result, name, parameters, arguments, what a failure returns and sets errno to. */
#define CALLS(X)                                                                              \
    X(void *, malloc, (size_t size), (size), NULL, ENOMEM)                                    \
    X(void *, calloc, (size_t n, size_t size), (n, size), NULL, ENOMEM)                       \
    X(void *, realloc, (void *p, size_t size), (p, size), NULL, ENOMEM)                       \
    X(char *, strdup, (const char *s), (s), NULL, ENOMEM)                                     \
    X(void *, mmap, (void *p, size_t n, int prot, int flags, int fd, off_t at),               \
      (p, n, prot, flags, fd, at), MAP_FAILED, ENOMEM)                                        \
    X(int, __open_2, (const char *path, int flags), (path, flags), -1, EMFILE)                \
    X(int, stat, (const char *path, struct stat *out), (path, out), -1, EIO)                  \
    X(int, fstat, (int fd, struct stat *out), (fd, out), -1, EIO)                             \
    X(ssize_t, read, (int fd, void *p, size_t n), (fd, p, n), -1, EIO)                        \
    X(ssize_t, pread, (int fd, void *p, size_t n, off_t at), (fd, p, n, at), -1, EIO)         \
    X(ssize_t, write, (int fd, const void *p, size_t n), (fd, p, n), -1, ENOSPC)              \
    X(ssize_t, pwrite, (int fd, const void *p, size_t n, off_t at), (fd, p, n, at), -1,       \
      ENOSPC)                                                                                 \
    X(int, ftruncate, (int fd, off_t size), (fd, size), -1, EIO)                              \
    X(int, mkdir, (const char *path, mode_t mode), (path, mode), -1, ENOSPC)                  \
    X(int, rename, (const char *from, const char *to), (from, to), -1, EIO)                   \
    X(DIR *, opendir, (const char *path), (path), NULL, EMFILE)                               \
    X(int, pthread_create,                                                                    \
      (pthread_t *out, const pthread_attr_t *a, void *(*run)(void *), void *context),         \
      (out, a, run, context), EAGAIN, 0)                                                      \
    X(int, mdb_env_create, (MDB_env **out), (out), ENOMEM, 0)                                 \
    X(int, mdb_env_set_maxdbs, (MDB_env *env, MDB_dbi n), (env, n), EINVAL, 0)                \
    X(int, mdb_env_set_mapsize, (MDB_env *env, size_t n), (env, n), ENOMEM, 0)                \
    X(int, mdb_env_open, (MDB_env *env, const char *path, unsigned flags, mdb_mode_t mode),   \
      (env, path, flags, mode), code_or(MDB_INVALID), 0)                                               \
    X(int, mdb_txn_begin, (MDB_env *env, MDB_txn *up, unsigned flags, MDB_txn **out),         \
      (env, up, flags, out), MDB_MAP_RESIZED, 0)                                              \
    X(int, mdb_dbi_open, (MDB_txn *txn, const char *name, unsigned flags, MDB_dbi *out),      \
      (txn, name, flags, out), MDB_NOTFOUND, 0)                                               \
    X(int, mdb_put, (MDB_txn *txn, MDB_dbi dbi, MDB_val *key, MDB_val *value, unsigned flags), \
      (txn, dbi, key, value, flags), code_or(MDB_MAP_FULL), 0)                                         \
    X(int, mdb_env_sync, (MDB_env *env, int force), (env, force), EIO, EIO)                   \
    X(int, mdb_cursor_open, (MDB_txn *txn, MDB_dbi dbi, MDB_cursor **out), (txn, dbi, out),   \
      MDB_BAD_DBI, 0)                                                                         \
    X(int, mdb_stat, (MDB_txn *txn, MDB_dbi dbi, MDB_stat *out), (txn, dbi, out), EINVAL, 0)

#define CALL_ENUM(result, name, ...) CALL_##name,
enum call { CALLS(CALL_ENUM) CALL_open, CALL_mdb_txn_commit, CALL_fsync, CALL_fdatasync, CALL_COUNT };
#define CALL_NAME(result, name, ...) #name,
static const char *const names[] = {CALLS(CALL_NAME) "open", "mdb_txn_commit", "fsync", "fdatasync"};

/* The call that fails: the `at`-th of its kind, and all after it where `always`. */
static struct {
    enum call call;
    unsigned long at;
    bool always;
    atomic_ulong count;
} wanted = {.call = CALL_COUNT};

static bool fails(enum call call)
{
    unsigned long now;

    if (call != wanted.call)
        return false;
    now = atomic_fetch_add(&wanted.count, 1) + 1;
    return wanted.always ? now >= wanted.at : now == wanted.at;
}

#define CALL_WRAP(result, name, parameters, arguments, failure, number)                      \
    result __real_##name parameters;                                                         \
    result __wrap_##name parameters;                                                         \
    result __wrap_##name parameters                                                          \
    {                                                                                        \
        if (!fails(CALL_##name))                                                             \
            return __real_##name arguments;                                                  \
        errno = number;                                                                      \
        return failure;                                                                      \
    }
CALLS(CALL_WRAP)

int __real_open(const char *path, int flags, ...);
int __wrap_open(const char *path, int flags, ...);
int __wrap_open(const char *path, int flags, ...)
{
    va_list args;
    mode_t mode = 0;

    va_start(args, flags);
    if ((flags & O_CREAT) != 0)
        mode = (mode_t)va_arg(args, int);
    va_end(args);
    if (!fails(CALL_open))
        return __real_open(path, flags, mode);
    errno = EMFILE;
    return -1;
}

/* The transaction is gone also where it fails. */
int __real_mdb_txn_commit(MDB_txn *txn);
int __wrap_mdb_txn_commit(MDB_txn *txn);
int __wrap_mdb_txn_commit(MDB_txn *txn)
{
    if (!fails(CALL_mdb_txn_commit))
        return __real_mdb_txn_commit(txn);
    mdb_txn_abort(txn);
    errno = EIO;
    return EIO;
}

/* No power is cut here: what is synced needs not reach the disk. */
static int sync_now(enum call call)
{
    if (!fails(call))
        return 0;
    errno = EIO;
    return -1;
}

int __wrap_fsync(int fd);
int __wrap_fsync(int fd)
{
    (void)fd;
    return sync_now(CALL_fsync);
}

int __wrap_fdatasync(int fd);
int __wrap_fdatasync(int fd)
{
    (void)fd;
    return sync_now(CALL_fdatasync);
}

#define DOCS 150u        /* of a segment: a list of all has two blocks */
#define SHORT 3u         /* of one that is merged early */

static char path[64];
static struct buf frame;     /* of every text */
static const char text[] = "A flight to Minsk";

static enum status put_documents(struct segment_writer *w, unsigned from, unsigned count,
                                 struct err *e)
{
    struct segment_run body = {.zone = SEGMENT_BODY, .lang = 2, .words = 4, .bytes = sizeof text - 1};
    uint8_t runs[SEGMENT_RUN_MAX_BYTES * 2];
    struct buf b;

    buf_init(&b, sizeof runs);
    segment_runs_put(&b, &body);
    assert_true(buf_ok(&b) || wanted.call != CALL_COUNT);
    memcpy(runs, b.p == NULL ? (const uint8_t *)"" : b.p, b.n);
    body.words = (unsigned)b.n;
    buf_release(&b);
    if (body.words == 0)
        return err_memory(e, "runs");
    for (unsigned i = 0; i < count; i++) {
        char id[16];
        struct document d = {.lang = 1, .lang_code = "en", .text_bytes = sizeof text - 1,
                             .runs = slice_of(runs, body.words)};

        snprintf(id, sizeof id, "d%u", from + i);
        d.id = slice_of_string(id);
        TRY(segment_writer_document(w, &d, e));
        TRY(segment_writer_text(w, i, &d, buf_slice(&frame), 0, e));
    }
    return segment_writer_number(w, e);
}

/* A term of every document that `every` divides. */
static enum status put_term(struct segment_writer *w, struct lists *l, const char *term,
                            unsigned count, unsigned every, struct err *e)
{
    struct form_count form = {slice_of_string(term), 0, 1};
    struct list list;
    struct buf forms;
    enum status status;

    lists_clear(l);
    lists_begin(l, &list);
    for (docid doc = 0; doc < count; doc += every) {
        const uint32_t positions[] = {1, 2 + doc % 7, 900};

        lists_add(l, &list, doc, 100, 400, positions, 3);
    }
    lists_end(l, &list);
    form.occurrences = list.cf;
    buf_init(&forms, FORMS_MAX_BYTES);
    forms_encode(SLICE_LITERAL("a"), &form, 1, &forms);
    status = lists_ok(l) && buf_ok(&forms) ? OK : err_memory(e, "lists");
    if (status == OK)
        status = segment_writer_term(w, 1, slice_of_string(term), l, &list, buf_slice(&forms), e);
    if (status == OK)
        status = segment_writer_name(w, 1, names_key(SLICE_LITERAL("LF")),
                                     segment_writer_term_number(w), e);
    buf_release(&forms);
    return status;
}

static enum status put_all(struct segment_writer *w, unsigned from, unsigned count, struct err *e)
{
    struct lists l;
    enum status status = put_documents(w, from, count, e);

    lists_init(&l);
    if (status == OK)
        status = put_term(w, &l, "flight", count, 1, e);
    if (status == OK)
        status = put_term(w, &l, "minsk", count, 40, e);
    lists_release(&l);
    return status;
}

/* A segment of `count` documents, of which the first `dead` are deleted already. */
static enum status add(struct index_writer *w, unsigned from, unsigned count, unsigned dead,
                       struct err *e)
{
    struct segment_writer *s;
    struct deletions deletions;
    enum status status;

    TRY(index_writer_segment(w, &s, e));
    status = put_all(s, from, count, e);
    deletions_init(&deletions, count);
    for (docid doc = 0; doc < dead && status == OK; doc++)
        status = deletions_add(&deletions, doc, 1, 400, e);
    if (status == OK)
        status = index_writer_commit(w, s, &deletions, e);
    else
        segment_writer_abandon(s);
    deletions_release(&deletions);
    return status;
}

static enum status remove_some(struct index_writer *w, unsigned from, unsigned count, struct err *e)
{
    for (unsigned i = from; i < from + count; i++) {
        struct published_document d;
        char id[16];

        snprintf(id, sizeof id, "d%u", i);
        TRY(index_writer_find(w, slice_of_string(id), &d, e));
        assert_true(d.segment != SIZE_MAX);
        TRY(index_writer_delete(w, &d, e));
    }
    return index_writer_commit(w, NULL, NULL, e);
}

static enum status read_list(struct segment *s, const char *term, struct buf *out, struct err *e)
{
    static struct postings p;
    struct term_info info;

    TRY(segment_find_term(s, 1, slice_of_string(term), &info, e));
    TRY(postings_open(&p, s, &info, e));
    while (postings_next(&p) != DOC_END)
        TRY(postings_positions(&p, out));
    return postings_status(&p);
}

static enum status read_segment(struct segment *s, struct err *e)
{
    struct buf out;
    enum status status;

    buf_init(&out, (size_t)1 << 20);
    status = read_list(s, "flight", &out, e);
    if (status == OK)
        status = read_list(s, "minsk", &out, e);
    buf_clear(&out);
    if (status == OK)
        status = segment_text(s, 1, &out, e);
    assert_true(status != OK || slice_equal(buf_slice(&out), slice_of_string(text)));
    buf_release(&out);
    return status;
}

static enum status read_all(struct err *e)
{
    struct check_report report;
    struct index *x;
    enum status status;

    TRY(check_index(path, ANALYZER_VERSION, &report, e));
    TRY(index_open(path, ANALYZER_VERSION, &x, e));
    status = OK;
    for (size_t i = 0; i < index_segment_count(x) && status == OK; i++)
        status = read_segment(index_segment(x, i), e);
    index_close(x);
    return status;
}

static enum status set_files(struct index_writer *w, struct err *e)
{
    struct buf files;
    enum status status;

    buf_init(&files, 100);
    status = index_writer_files(w, &files, e);
    assert_true(status != OK || files.n == 0 || slice_equal(buf_slice(&files), SLICE_LITERAL("seen")));
    buf_release(&files);
    TRY(status);
    return index_writer_set_files(w, SLICE_LITERAL("seen"), e);
}

/* Each step, and how many documents live behind it. */
enum step { OPEN, FIRST, REMOVED, MORE, MERGED_AND_REMOVED, COMPACT, READ, STEPS };
static const uint64_t lives[STEPS] = {0, DOCS - 2, DOCS - 12, DOCS - 12 + 3 * SHORT,
                                      DOCS - 13 + 4 * SHORT, DOCS - 13 + 4 * SHORT,
                                      DOCS - 13 + 4 * SHORT};

static bool aside;           /* merges by a thread of their own */

static enum status take_step(struct index_writer **w, enum step step, struct err *e)
{
    const struct index_writer_options options = {
        .analysis = ANALYZER_VERSION, .commit_bytes = (size_t)1 << 14, .merges_aside = aside};

    switch (step) {
    case OPEN:
        return index_writer_open(path, &options, w, e);
    case FIRST:
        TRY(set_files(*w, e));
        return add(*w, 0, DOCS, 2, e);
    case REMOVED:
        return remove_some(*w, 10, 10, e);
    case MORE:
        for (unsigned i = 0; i < 3; i++)
            TRY(add(*w, 1000 + SHORT * i, SHORT, 0, e));
        return OK;
    case MERGED_AND_REMOVED:       /* of the four that are being merged, one document goes */
        TRY(set_files(*w, e));
        TRY(add(*w, 2000, SHORT, 0, e));
        return remove_some(*w, 1001, 1, e);
    case COMPACT:
        TRY(index_writer_settle(*w, e));
        return index_writer_compact(*w, e);
    default:
        return read_all(e);
    }
}

static uint64_t count_live(void)
{
    struct check_report report;
    struct err e = ERR_NONE;

    if (access(path, F_OK) != 0)
        return 0;
    if (check_index(path, ANALYZER_VERSION, &report, &e) == E_NOT_FOUND)
        return 0;
    if (e.status != OK)
        fail_msg("%s %lu%s: %s", names[wanted.call], wanted.at, wanted.always ? ".." : "", e.text);
    return report.doc_count;
}

static void remove_folder(void)
{
    char command[80];

    snprintf(command, sizeof command, "rm -rf %s", path);
    assert_int_equal(system(command), 0);
}

/* The index can be written as before, and no writer's rests are left. */
static void goes_on(uint64_t live)
{
    struct index_writer *w = NULL;
    struct dirent *entry;
    DIR *folder;

    assert_int_equal(take_step(&w, OPEN, NULL), OK);
    assert_int_equal(index_writer_compact(w, NULL), OK);
    index_writer_close(w);
    assert_int_equal(count_live(), live);
    folder = opendir(path);
    assert_non_null(folder);
    while ((entry = readdir(folder)) != NULL)
        assert_null(strstr(entry->d_name, ".tmp"));
    closedir(folder);
}

/* The state before the step, behind it, or between two of its commits. */
static bool is_state_of(enum step step, uint64_t live)
{
    uint64_t before = step == OPEN ? 0 : lives[step - 1], behind = lives[step];
    uint64_t least = before < behind ? before : behind, most = before < behind ? behind : before;

    return live >= least && live <= most + (step == MERGED_AND_REMOVED);
}

/* A whole life, with the call that is to fail. False where it never came. */
static bool live_with(enum call call, unsigned long at, bool always)
{
    struct index_writer *w = NULL;
    struct err e = ERR_NONE;
    enum status status = OK;
    enum step step;
    uint64_t live;

    wanted.at = at;
    wanted.always = always;
    wanted.count = 0;
    wanted.call = call;
    for (step = OPEN; step < STEPS; step++) {
        status = take_step(&w, step, &e);
        if (status != OK)
            break;
    }
    index_writer_close(w);
    wanted.call = CALL_COUNT;
    live = count_live();
    if (status == OK)
        assert_int_equal(live, lives[STEPS - 1]);
    else if (e.status != status || e.text[0] == '\0' || !is_state_of(step, live))
        fail_msg("%s %lu%s, step %d: status %d, '%s', %d documents", names[call], at,
                 always ? ".." : "", (int)step, (int)status, e.text, (int)live);
    goes_on(live);
    remove_folder();
    return atomic_load(&wanted.count) >= at;
}

/* The calls of a life without a failure. */
static unsigned long count_calls(enum call call)
{
    assert_false(live_with(call, ULONG_MAX, false));
    return atomic_load(&wanted.count);
}

#define FEW 6ul       /* of each function, where FAULTS is not long */

static void fail_each(void)
{
    const char *form = getenv("FAULTS");
    bool all = form != NULL && strcmp(form, "long") == 0;

    for (enum call call = 0; call < CALL_COUNT; call++) {
        unsigned long count = count_calls(call), step = all ? 1 : count / FEW + 1;

        for (unsigned long at = 1; at <= count; at += step) {
            live_with(call, at, false);
            live_with(call, at, true);
        }
    }
}

static void merges_at_once(void **state)
{
    (void)state;
    aside = false;
    fail_each();
}

static void merges_aside(void **state)
{
    (void)state;
    aside = true;
    fail_each();
}

static void fail_first(enum call call, int code)
{
    wanted.at = 1;
    wanted.always = false;
    wanted.count = 0;
    code_wanted = code;
    wanted.call = call;
}

static void says(const struct err *e, enum status status, const char *part)
{
    wanted.call = CALL_COUNT;
    code_wanted = 0;
    if (e->status != status || strstr(e->text, part) == NULL)
        fail_msg("not %d '%s' but %d: %s", (int)status, part, (int)e->status, e->text);
}

/* What LMDB's codes are to a user. */
static void codes_have_a_meaning(void **state)
{
    static const char *const tree = "header";
    static const struct { enum call call; int code; enum status status; const char *part; } cases[] = {
        {CALL_mdb_put, MDB_MAP_FULL, E_IO, "address space"},
        {CALL_mdb_put, MDB_PANIC, E_IO, "first page could not be written"},
        {CALL_mdb_put, MDB_BAD_TXN, E_IO, "MDB_BAD_TXN"},
        {CALL_mdb_put, ENOMEM, E_MEMORY, "Cannot allocate"},
        {CALL_mdb_put, EIO, E_IO, "No space left"},
        {CALL_mdb_env_open, MDB_INVALID, E_CORRUPT, "MDB_INVALID"},
        {CALL_mdb_env_open, EBADF, E_CORRUPT, "it is empty"},
        {CALL_mdb_env_open, EINVAL, E_CORRUPT, "no file of an index"},
        {CALL_mdb_env_open, EACCES, E_IO, "Permission denied"},
        {CALL_mdb_env_open, ENOMEM, E_MEMORY, "Cannot allocate"},
    };
    struct lmdb_writer *w;
    struct lmdb_reader *r;
    struct lmdb_walk walk;
    char file[80];

    (void)state;
    snprintf(file, sizeof file, "%s/file", directory);
    assert_int_equal(lmdb_create(file, &tree, 1, 4096, &w, NULL), OK);
    assert_int_equal(lmdb_put(w, 0, SLICE_LITERAL("k"), SLICE_LITERAL("v"), NULL), OK);
    assert_int_equal(lmdb_finish(w, NULL), OK);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct err e = ERR_NONE;
        char other[80];

        snprintf(other, sizeof other, "%s/other", directory);
        if (cases[i].call == CALL_mdb_put) {
            assert_int_equal(lmdb_create(other, &tree, 1, 4096, &w, NULL), OK);
            fail_first(cases[i].call, cases[i].code);
            assert_int_not_equal(lmdb_put(w, 0, SLICE_LITERAL("k"), SLICE_LITERAL("v"), &e), OK);
            lmdb_abandon(w);
            unlink(other);
        } else {
            fail_first(cases[i].call, cases[i].code);
            assert_int_not_equal(lmdb_open(file, &tree, 1, &walk, &r, &e), OK);
            assert_null(r);
        }
        says(&e, cases[i].status, cases[i].part);
    }
}

static int start(void **state)
{
    struct text_encoder *encoder;

    buf_init(&frame, 4096);
    if (folder_make(state) != 0 || text_encoder_open(&encoder, NULL) != OK
        || text_encode(encoder, NULL, slice_of_string(text), &frame, NULL) != OK)
        return -1;
    text_encoder_close(encoder);
    snprintf(path, sizeof path, "%s/index", directory);
    return 0;
}

static int stop(void **state)
{
    buf_release(&frame);
    return folder_remove(state);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(merges_at_once), cmocka_unit_test(merges_aside),
        cmocka_unit_test(codes_have_a_meaning)};

    return cmocka_run_group_tests(tests, start, stop);
}
