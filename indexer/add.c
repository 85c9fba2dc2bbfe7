#include "indexer/add.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/escape.h"
#include "base/io.h"
#include "indexer/report.h"

#define CODES_MAX 64

static volatile sig_atomic_t stop_signal;

struct code_count {
    struct lang_code code;
    uint64_t count;
};

struct adding {
    const struct add_options *options;
    struct builder *builder;
    struct stat db;              /* not to be walked into */
    uint64_t added, updated, unchanged, failed, repeated, bytes;
    uint64_t langs[LANG_COUNT];  /* of what was added */
    struct code_count codes[CODES_MAX];   /* of LANG_OTHER, the first so many */
    size_t code_count;
    uint64_t sources;            /* files and streams that were read */
    char path[IO_PATH_MAX];      /* of the file or folder at hand, see walk */
    struct timespec started;
    bool shows_progress;
    double shown_at;             /* seconds after the start; 0: never */
    struct err err;
};

static double seconds_since(const struct timespec *start)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - start->tv_sec) + (double)(now.tv_nsec - start->tv_nsec) * 1e-9;
}

static void on_signal(int number)
{
    if (stop_signal != 0) {
        signal(number, SIG_DFL);   /* the second time: at once; the index is as committed */
        raise(number);
    }
    stop_signal = number;
}

static void skip_input(struct adding *a, const char *path, const char *why)
{
    a->failed++;
    report_message("skipped '%s': %s", path, why);
}

static void skip_source(void *context, const char *path, const char *why)
{
    skip_input(context, path, why);
}

static void count_code(struct adding *a, struct lang_code code)
{
    size_t i = 0;

    while (i < a->code_count && strcmp(a->codes[i].code.text, code.text) != 0)
        i++;
    if (i == CODES_MAX)
        return;
    if (i == a->code_count)
        a->codes[a->code_count++].code = code;
    a->codes[i].count++;
}

static void show_report(const struct builder_report *r)
{
    static const char *const names[] = {"added", "updated", "unchanged"};
    bool foreign = r->lang == LANG_OTHER && r->result != BUILDER_UNCHANGED;
    char charset[64] = "-";
    struct buf id;

    if (r->charset.n > 0 && r->charset_percent < 100)
        snprintf(charset, sizeof charset, "%.*s %u%%", SLICE_ARG(r->charset), r->charset_percent);
    else if (r->charset.n > 0)
        snprintf(charset, sizeof charset, "%.*s", SLICE_ARG(r->charset));

    buf_init(&id, (size_t)1 << 16);
    escape_visible(&id, r->path.n > 0 ? r->path : r->id);
    fprintf(stderr, "%-9s  %-3s  %-16s  %.*s%s%s%s\n", r->repeated ? "replaced" : names[r->result],
            r->code.text, charset, SLICE_ARG(buf_slice(&id)), foreign ? "  (no stemmer for " : "",
            foreign ? r->code.text : "", foreign ? ": words are found as written)" : "");
    buf_release(&id);
}

static void on_report(void *context, const struct builder_report *r)
{
    struct adding *a = context;
    uint64_t *const counts[] = {&a->added, &a->updated, &a->unchanged};

    ++*counts[r->result];
    a->bytes += r->text_bytes;
    if (r->truncated)
        report_message("note: '%.*s': its markup is nested or broken beyond what is read; the text "
                       "ends where that was met", SLICE_ARG(r->path.n > 0 ? r->path : r->id));
    if (r->repeated) {
        a->added--;              /* it stands for the one it replaces */
        a->repeated++;
    } else if (r->result == BUILDER_ADDED) {
        a->langs[r->lang]++;
        if (r->lang == LANG_OTHER)
            count_code(a, r->code);
    }
    if (a->options->verbose)
        show_report(r);
}

static void on_note(void *context, const char *text)
{
    (void)context;
    report_message("note: %s", text);
}

/* Ten times a second, after half a second, and only to a person. */
static void show_progress(struct adding *a, bool done)
{
    double seconds;

    if (!a->shows_progress)
        return;
    seconds = seconds_since(&a->started);
    if (done) {
        if (a->shown_at > 0)
            fputs("\r\033[K", stderr);
        return;
    }
    if (seconds < 0.5 || seconds < a->shown_at + 0.1)
        return;
    a->shown_at = seconds;
    fprintf(stderr, "\r\033[KIndexing: %llu articles, %.0f MB, %.1f MB/s",
            (unsigned long long)(a->added + a->updated + a->unchanged), (double)a->bytes / 1e6,
            (double)a->bytes / 1e6 / seconds);
}

static enum status add_article(void *context, const struct article *article, struct err *e)
{
    struct adding *a = context;
    struct article copy = *article;

    if (stop_signal != 0)
        return E_STOPPED;
    if (a->options->lang_code.n > 0)
        copy.lang_code = a->options->lang_code;
    TRY(builder_add(a->builder, &copy, e));
    show_progress(a, false);
    return OK;
}

static struct slice without_extension(struct slice path)
{
    size_t n = path.n;

    while (n > 0 && path.p[n - 1] != '.' && path.p[n - 1] != '/')
        n--;
    return n > 1 && path.p[n - 1] == '.' ? slice_of(path.p, n - 1) : path;
}

static enum status add_source(struct adding *a, const struct import_options *options,
                              const struct import_source *source, struct err *e)
{
    const struct import_sink sink = {add_article, skip_source, on_note, a};

    a->sources++;
    return import_file(options, source, &sink, e);
}

/* Standard input: records, where the type is not given. */
static enum status add_stdin(struct adding *a, struct err *e)
{
    struct import_options options = a->options->import;

    if (options.type == FORMAT_UNKNOWN)
        options.type = FORMAT_JSONL;
    options.filter_count = 0;
    return add_source(a, &options, &(struct import_source){
        .fd = STDIN_FILENO, .path = "stdin", .id = SLICE_LITERAL("stdin")}, e);
}

/* The regular file at a->path; its id is what follows the root. */
static enum status add_file(struct adding *a, size_t root_size, struct err *e)
{
    struct stat info;
    int fd = open(a->path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    enum status status;

    /* it may have become something else since lstat */
    if (fd < 0 || fstat(fd, &info) != 0 || !S_ISREG(info.st_mode)) {
        skip_input(a, a->path, fd < 0 ? strerror(errno) : "not a regular file");
        if (fd >= 0)
            close(fd);
        return OK;
    }
    status = add_source(a, &a->options->import, &(struct import_source){
        .fd = fd, .path = a->path,
        .id = without_extension(slice_of_string(a->path + root_size))}, e);
    close(fd);
    return status;
}

static enum status add_path(struct adding *a, size_t root_size, bool is_operand, struct err *e);

static int by_name(const struct dirent **x, const struct dirent **y)
{
    return strcmp((*x)->d_name, (*y)->d_name);
}

static int is_visible(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

/* The visible names in the folder at a->path, sorted; -1 as scandir. */
static int list_folder(const char *path, struct dirent ***out)
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    int count, number;

    if (fd < 0)
        return -1;
    count = scandirat(fd, ".", out, is_visible, by_name);
    number = errno;
    close(fd);
    errno = number;
    return count;
}

/* '/' and name after a->path[0..size); false where that is too long. */
static bool enter(struct adding *a, size_t size, const char *name)
{
    size_t n = strlen(name), slash = a->path[size - 1] != '/';

    if (n + slash >= sizeof a->path - size)
        return false;
    a->path[size] = '/';
    memcpy(a->path + size + slash, name, n + 1);
    return true;
}

/* All levels share a->path: a path in each frame would overflow the stack in a
 * deep tree. An entry is added to it, visited and cut off again.              */
static enum status walk(struct adding *a, size_t root_size, struct err *e)
{
    struct dirent **entries;
    size_t size = strlen(a->path);
    int count = list_folder(a->path, &entries);
    enum status status = OK;

    if (count < 0) {
        skip_input(a, a->path, strerror(errno));
        return OK;
    }
    for (int i = 0; i < count; i++) {
        if (status == OK && enter(a, size, entries[i]->d_name))
            status = add_path(a, root_size, false, e);
        else if (status == OK)
            skip_input(a, entries[i]->d_name, "its path is too long");
        a->path[size] = '\0';
        free(entries[i]);
    }
    free(entries);
    return status;
}

static enum status add_path(struct adding *a, size_t root_size, bool is_operand, struct err *e)
{
    struct stat info;

    if (stop_signal != 0)
        return E_STOPPED;
    if (lstat(a->path, &info) != 0) {
        skip_input(a, a->path, strerror(errno));
        return OK;
    }
    if (S_ISDIR(info.st_mode)) {
        if (info.st_dev == a->db.st_dev && info.st_ino == a->db.st_ino)
            return OK;
        return walk(a, root_size, e);
    }
    if (S_ISREG(info.st_mode))
        return add_file(a, root_size, e);
    if (is_operand)
        skip_input(a, a->path, S_ISLNK(info.st_mode) ? "a symbolic link; it is not followed"
                                                     : "not a regular file");
    return OK;
}

static enum status add_operand(struct adding *a, const char *operand, struct err *e)
{
    size_t n = strlen(operand);
    struct stat info;
    const char *base;

    if (strcmp(operand, "-") == 0)
        return add_stdin(a, e);
    if (n == 0 || n >= sizeof a->path) {
        skip_input(a, operand, "no usable path");
        return OK;
    }
    memcpy(a->path, operand, n + 1);
    while (n > 1 && a->path[n - 1] == '/')
        a->path[--n] = '\0';
    if (lstat(a->path, &info) == 0 && S_ISDIR(info.st_mode))
        return add_path(a, n + (a->path[n - 1] != '/'), true, e);
    base = strrchr(a->path, '/');
    return add_path(a, base == NULL ? 0 : (size_t)(base + 1 - a->path), true, e);
}

static void print_json(const struct adding *a, double seconds)
{
    const char *separator = "";

    printf("{\"v\":1,\"added\":%llu,\"updated\":%llu,\"unchanged\":%llu,\"removed\":0,"
           "\"failed\":%llu,\"bytes\":%llu,\"langs\":{",
           (unsigned long long)a->added, (unsigned long long)a->updated,
           (unsigned long long)a->unchanged, (unsigned long long)a->failed,
           (unsigned long long)a->bytes);
    for (int i = 0; i < LANG_COUNT; i++)
        if (a->langs[i] > 0) {
            printf("%s\"%s\":%llu", separator, lang_name((enum lang)i),
                   (unsigned long long)a->langs[i]);
            separator = ",";
        }
    printf("},\"seconds\":%.3f}\n", seconds);
}

static void print_summary(const struct adding *a, double seconds)
{
    const char *separator = " (";

    fprintf(stderr, "added %llu", (unsigned long long)a->added);
    for (int i = 0; i < LANG_COUNT; i++)
        if (a->langs[i] > 0) {
            fprintf(stderr, "%s%llu %s", separator, (unsigned long long)a->langs[i],
                    lang_name((enum lang)i));
            separator = ", ";
        }
    fprintf(stderr, "%s, updated %llu, unchanged %llu, failed %llu",
            separator[0] == ' ' ? "" : ")", (unsigned long long)a->updated,
            (unsigned long long)a->unchanged, (unsigned long long)a->failed);
    if (a->repeated > 0)
        fprintf(stderr, "; %llu ids came more than once: the last one counts",
                (unsigned long long)a->repeated);
    fprintf(stderr, "; %.0f KB in %.2f s\n", (double)a->bytes / 1000, seconds);
    for (size_t i = 0; a->options->verbose && i < a->code_count; i++)
        fprintf(stderr, "%s%llu %s%s", i == 0 ? "other: " : ", ",
                (unsigned long long)a->codes[i].count, a->codes[i].code.text,
                i + 1 == a->code_count ? "\n" : "");
}

/* A signal that the caller has ignored, as nohup does, stays ignored. */
static void catch_signal(int number)
{
    struct sigaction action = {.sa_handler = on_signal}, before;

    if (sigaction(number, NULL, &before) == 0 && before.sa_handler != SIG_IGN)
        sigaction(number, &action, NULL);
}

static bool wants_progress(const struct add_options *o)
{
    if (o->progress == ADD_PROGRESS_AUTO)
        return !o->quiet && !o->verbose && isatty(STDERR_FILENO) != 0;
    return o->progress == ADD_PROGRESS_ALWAYS;
}

/* The exit code of a run that was published. */
static int finish(const struct adding *a)
{
    double seconds = seconds_since(&a->started);
    int code = a->failed > 0 ? 1 : 0;

    if (a->options->json) {
        print_json(a, seconds);
        code = report_output() != 0 ? 2 : code;
    }
    if (!a->options->quiet)
        print_summary(a, seconds);
    if (stop_signal != 0) {
        signal(stop_signal, SIG_DFL);
        raise(stop_signal);
    }
    if (a->sources == 0 && a->failed == 0) {
        report_message("nothing to add: no file was found");
        return 1;
    }
    return code;
}

int add_run(const struct add_options *options, char *const *paths, size_t count)
{
    struct adding a = {.options = options, .err = ERR_NONE,
                       .shows_progress = wants_progress(options)};
    struct builder_options builder = options->builder;
    enum status status;

    builder.on_report = on_report;
    builder.on_note = on_note;
    builder.context = &a;
    status = builder_open(options->db, &builder, &a.builder, &a.err);

    if (status != OK)
        return report_error(&a.err);
    clock_gettime(CLOCK_MONOTONIC, &a.started);
    catch_signal(SIGINT);
    catch_signal(SIGTERM);
    if (stat(options->db, &a.db) != 0)
        memset(&a.db, 0, sizeof a.db);
    for (size_t i = 0; i < count && status == OK; i++)
        status = add_operand(&a, paths[i], &a.err);
    if (status == OK || status == E_STOPPED) {
        enum status committed = stop_signal != 0 ? builder_publish(a.builder, &a.err)
                                                 : builder_commit(a.builder, &a.err);
        status = committed == OK ? status : committed;
    }
    show_progress(&a, true);
    builder_close(a.builder);
    if (status != OK && status != E_STOPPED)
        return report_error(&a.err);
    return finish(&a);
}
