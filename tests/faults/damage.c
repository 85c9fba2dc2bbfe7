/* damage.c - files of an index are damaged: no crash, no wrong answer.
 *
 *     damage kinds INDEX CASES SEED QUERY...    13 kinds of damage, drawn
 *     damage bytes INDEX STEP SEED QUERY...     every STEP-th byte of every file, three values each
 *
 * A child process opens the damaged index, asks the queries, checks and compacts it; the file
 * is then put back. Each answer must be that of the sound index or an error; where one is not
 * that of the sound index, check must say that there is damage; what compact says it has
 * done must not change an answer; and what it has repaired must be sound. A signal or ten seconds without an end are failures too.
 * Exit 0: no failures.                                                         */
#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/io.h"
#include "searcher/session.h"
#include "stemmers/analyzer.h"
#include "store/check.h"
#include "store/checksum.h"
#include "store/index_writer.h"
#include "store/repair.h"

#define FILES_MAX 64
#define QUERIES_MAX 32
#define PAGE 4096u
#define SECTOR 512u

struct file {
    char path[IO_PATH_MAX];
    struct buf bytes;
};

struct damage {
    const char *index;
    struct file files[FILES_MAX];
    size_t file_count, total_bytes;
    char *const *queries;
    size_t query_count;
    uint64_t right[QUERIES_MAX];
};

/* What is done when the questions are asked. */
enum work { ASKS, COMPACTS, REPAIRS };

enum outcome { UNCHANGED, FOUND_BY_CHECK, IN_AN_ANSWER, WRONG_ANSWER, UNCHECKED, WRONG_COMPACTED,
               UNREPAIRED, HANGED, CRASHED, OUTCOME_COUNT };
static const char *const OUTCOMES[OUTCOME_COUNT] = {
    "without effect", "found by check alone", "an error instead of an answer", "WRONG ANSWERS",
    "NOT FOUND BY CHECK", "WRONG AFTER COMPACT", "NOT REPAIRED", "HANGS", "CRASHES"};

static void die(const char *what, const char *name)
{
    fprintf(stderr, "damage: %s '%s'\n", what, name);
    exit(2);
}

static unsigned draw(size_t end)
{
    return (unsigned)((size_t)random() % end);
}

/* ---- the answers ---- */

/* Sums of the answers, 0 for an error. */
static void ask(const struct damage *d, uint64_t sums[QUERIES_MAX])
{
    struct settings settings = {.engine = {.limit = 10}, .snippets = 2, .snippet_length = 240,
                                .output = &output_json, .dbs = {d->index}, .db_count = 1,
                                .style = {.separator = '\n', .tag = "x", .width = 80}};
    struct session x;
    struct buf out;
    enum status opened = session_open(&x, &settings);

    buf_init(&out, (size_t)1 << 28);
    for (size_t i = 0; i < d->query_count; i++) {
        buf_clear(&out);
        x.err = ERR_NONE;
        sums[i] = opened == OK && session_run(&x, (struct slice){0}, slice_of_string(d->queries[i]),
                                              &out) == OK
                      ? checksum_of(buf_slice(&out), 1) | 1 : 0;
    }
    buf_release(&out);
    session_close(&x);
}

static bool check_says_sound(const char *index)
{
    struct check_report report;
    return check_index(index, ANALYZER_VERSION, &report, NULL) == OK;
}

/* Of an index that could be compacted, the answers stay. */
static bool compact_keeps(const struct damage *d)
{
    struct index_writer_options options = {.analysis = ANALYZER_VERSION,
                                           .commit_bytes = (size_t)16 << 20};
    struct index_writer *w;
    uint64_t sums[QUERIES_MAX];
    enum status status = index_writer_open(d->index, &options, &w, NULL);

    if (status == OK)
        status = index_writer_compact(w, NULL);
    index_writer_close(w);
    if (status != OK)
        return true;
    ask(d, sums);
    for (size_t i = 0; i < d->query_count; i++)
        if (sums[i] != 0 && sums[i] != d->right[i])
            return false;
    return true;
}

/* Another number of a format or of an analysis is none of a damage's business. */
static bool repair_helps(const struct damage *d)
{
    struct repair *r;
    enum status status = repair_open(d->index, ANALYZER_VERSION, 0, &r, NULL);

    if (status == E_VERSION)
        return true;
    if (status == OK && repair_is_needed(r))
        status = repair_publish(r, NULL);
    repair_close(r);
    return status == OK && check_says_sound(d->index);
}

static enum outcome judge(const struct damage *d, enum work work)
{
    uint64_t sums[QUERIES_MAX];
    size_t errors = 0;
    bool sound;

    ask(d, sums);
    for (size_t i = 0; i < d->query_count; i++) {
        if (sums[i] != 0 && sums[i] != d->right[i])
            return WRONG_ANSWER;
        errors += sums[i] == 0;
    }
    sound = check_says_sound(d->index);
    if (errors > 0 && sound)
        return UNCHECKED;
    if (work == COMPACTS && !compact_keeps(d))
        return WRONG_COMPACTED;
    if (work == REPAIRS && !repair_helps(d))
        return UNREPAIRED;
    return errors > 0 ? IN_AN_ANSWER : sound ? UNCHANGED : FOUND_BY_CHECK;
}

/* In a child, for what it does may crash or not end. */
static enum outcome try(const struct damage *d, enum work work)
{
    pid_t pid = fork();
    int status = 0;

    if (pid == 0) {
        int nowhere = open("/dev/null", O_WRONLY);

        dup2(nowhere, STDERR_FILENO);
        alarm(10);
        _exit((int)judge(d, work));
    }
    if (pid < 0 || waitpid(pid, &status, 0) != pid)
        die("cannot fork for", d->index);
    if (WIFSIGNALED(status))
        return WTERMSIG(status) == SIGALRM ? HANGED : CRASHED;
    return WEXITSTATUS(status) < OUTCOME_COUNT ? (enum outcome)WEXITSTATUS(status) : CRASHED;
}

/* ---- the files ---- */

static void read_files(struct damage *d)
{
    DIR *folder = opendir(d->index);
    struct dirent *entry;

    if (folder == NULL)
        die("cannot open", d->index);
    while ((entry = readdir(folder)) != NULL) {
        struct file *f = &d->files[d->file_count];

        if (entry->d_name[0] == '.' || strcmp(entry->d_name, "LOCK") == 0)
            continue;
        if (d->file_count++ == FILES_MAX)
            die("too many files in", d->index);
        buf_init(&f->bytes, (size_t)1 << 30);
        if (io_join(d->index, entry->d_name, f->path, NULL) != OK
            || io_read_file(f->path, &f->bytes, NULL) != OK)
            die("cannot read", f->path);
        d->total_bytes += f->bytes.n;
    }
    closedir(folder);
}

static void write_file(const char *path, struct slice bytes)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);

    if (fd < 0 || io_write(fd, bytes, path, NULL) != OK)
        die("cannot write", path);
    close(fd);
}

/* After a compact other files are there. */
static void put_back(const struct damage *d)
{
    char path[IO_PATH_MAX];
    DIR *folder = opendir(d->index);
    struct dirent *entry;

    while (folder != NULL && (entry = readdir(folder)) != NULL)
        if (io_join(d->index, entry->d_name, path, NULL) == OK)
            unlink(path);
    if (folder != NULL)
        closedir(folder);
    for (size_t i = 0; i < d->file_count; i++)
        write_file(d->files[i].path, buf_slice(&d->files[i].bytes));
}

/* Large ones oftener, small ones too. */
static const struct file *draw_file(const struct damage *d)
{
    size_t at = draw(d->total_bytes), i = 0;

    if (draw(4) == 0)
        return &d->files[draw(d->file_count)];
    while (at >= d->files[i].bytes.n)
        at -= d->files[i++].bytes.n;
    return &d->files[i];
}

/* ---- kinds of damage ---- */

static size_t draw_part(const struct buf *b, size_t size)
{
    return b->n < size ? 0 : draw(b->n / size) * size;
}

static void fill(struct buf *b, size_t at, size_t size, int byte)
{
    size_t n = b->n - at < size ? b->n - at : size;

    for (size_t i = 0; i < n; i++)
        b->p[at + i] = byte < 0 ? (uint8_t)random() : (uint8_t)byte;
}

static void flip_bit(struct buf *b) { b->p[draw(b->n)] ^= (uint8_t)(1u << draw(8)); }
static void change_byte(struct buf *b) { b->p[draw(b->n)] = (uint8_t)random(); }
static void zero_page(struct buf *b) { fill(b, draw_part(b, PAGE), PAGE, 0); }
static void zero_sector(struct buf *b) { fill(b, draw_part(b, SECTOR), SECTOR, 0); }
static void set_page(struct buf *b) { fill(b, draw_part(b, PAGE), PAGE, 0xff); }
static void random_page(struct buf *b) { fill(b, draw_part(b, PAGE), PAGE, -1); }
static void cut_anywhere(struct buf *b) { b->n = draw(b->n); }
static void cut_at_page(struct buf *b) { b->n = draw_part(b, PAGE); }

static void change_bytes(struct buf *b)
{
    for (int i = 0; i < 20; i++)
        change_byte(b);
}

static void swap_pages(struct buf *b)
{
    size_t x = draw_part(b, PAGE), y = draw_part(b, PAGE);
    uint8_t kept[PAGE];

    if (b->n < 2 * PAGE)
        return;
    memcpy(kept, b->p + x, PAGE);
    memmove(b->p + x, b->p + y, PAGE);
    memcpy(b->p + y, kept, PAGE);
}

static void copy_page(struct buf *b)
{
    if (b->n >= 2 * PAGE)
        memmove(b->p + draw_part(b, PAGE), b->p + draw_part(b, PAGE), PAGE);
}

static void grow(struct buf *b)
{
    for (unsigned n = draw(2) == 0 ? PAGE : 1 + draw(5000); n > 0; n--)
        buf_append_byte(b, draw(2) == 0 ? 0 : (uint8_t)random());
}

static void lose_byte(struct buf *b)
{
    size_t at = draw(b->n);

    memmove(b->p + at, b->p + at + 1, b->n - at - 1);
    b->n--;
}

static void (*const KINDS[])(struct buf *b) = {
    flip_bit, change_byte, change_bytes, zero_page, zero_sector, set_page, random_page, swap_pages,
    copy_page, cut_anywhere, cut_at_page, grow, lose_byte};
#define KIND_COUNT (sizeof KINDS / sizeof *KINDS)

/* ---- the runs ---- */

static int tell(const char *what, const unsigned long counts[OUTCOME_COUNT])
{
    unsigned long failures = 0, sum = 0;

    for (size_t i = 0; i < OUTCOME_COUNT; i++) {
        sum += counts[i];
        failures += i >= WRONG_ANSWER ? counts[i] : 0;
    }
    printf("%lu %s:", sum, what);
    for (size_t i = 0; i < OUTCOME_COUNT; i++)
        if (counts[i] > 0)
            printf(" %lu %s;", counts[i], OUTCOMES[i]);
    printf(" %lu failures\n", failures);
    return failures > 0;
}

static void count(enum outcome o, unsigned long counts[OUTCOME_COUNT], const char *path,
                  const char *kind, size_t number)
{
    if (o >= WRONG_ANSWER && counts[o] < 3)
        printf("%s: %s, %s %zu\n", OUTCOMES[o], path, kind, number);
    counts[o]++;
    fflush(stdout);
}

static int run_kinds(struct damage *d, unsigned long cases)
{
    unsigned long counts[OUTCOME_COUNT] = {0};
    struct buf changed;

    buf_init(&changed, (size_t)1 << 30);
    for (unsigned long i = 0; i < cases; i++) {
        const struct file *f = draw_file(d);
        enum work work = draw(8) == 0 ? COMPACTS : draw(8) == 0 ? REPAIRS : ASKS;

        buf_clear(&changed);
        buf_append_slice(&changed, buf_slice(&f->bytes));
        KINDS[i % KIND_COUNT](&changed);
        write_file(f->path, buf_slice(&changed));
        count(try(d, work), counts, f->path, "kind", i % KIND_COUNT);
        if (work != ASKS)
            put_back(d);
        else
            write_file(f->path, buf_slice(&f->bytes));
    }
    buf_release(&changed);
    return tell("damaged", counts);
}

static void write_byte(int fd, size_t at, uint8_t byte, const char *path)
{
    if (pwrite(fd, &byte, 1, (off_t)at) != 1)
        die("cannot write", path);
}

static int run_bytes(struct damage *d, size_t step)
{
    unsigned long counts[OUTCOME_COUNT] = {0};

    for (size_t i = 0; i < d->file_count; i++) {
        const struct file *f = &d->files[i];
        int fd = open(f->path, O_WRONLY | O_CLOEXEC);

        for (size_t at = draw(step); at < f->bytes.n; at += step) {
            const uint8_t masks[] = {1, 0x80, (uint8_t)(2 + draw(126))};

            for (size_t k = 0; k < sizeof masks; k++) {
                write_byte(fd, at, f->bytes.p[at] ^ masks[k], f->path);
                count(try(d, ASKS), counts, f->path, "byte", at);
            }
            write_byte(fd, at, f->bytes.p[at], f->path);
        }
        close(fd);
    }
    return tell("bytes changed", counts);
}

int main(int argc, char **argv)
{
    static struct damage d;
    unsigned long number;

    if (argc < 6 || argc - 5 > QUERIES_MAX)
        die("kinds INDEX CASES SEED QUERY..., or bytes INDEX STEP SEED QUERY..., not", argv[1]);
    d.index = argv[2];
    d.queries = argv + 5;
    d.query_count = (size_t)argc - 5;
    number = strtoul(argv[3], NULL, 10);
    srandom((unsigned)strtoul(argv[4], NULL, 10));
    read_files(&d);
    ask(&d, d.right);
    for (size_t i = 0; i < d.query_count; i++)
        if (d.right[i] == 0)
            die("the sound index has no answer to", d.queries[i]);
    if (try(&d, COMPACTS) != UNCHANGED)
        die("the index is not sound:", d.index);
    put_back(&d);
    return strcmp(argv[1], "kinds") == 0 ? run_kinds(&d, number) : run_bytes(&d, number);
}
