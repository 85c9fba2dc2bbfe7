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
#include "base/utf8.h"
#include "indexer/records.h"

#define FILE_MAX_BYTES ((size_t)1 << 30)
#define TITLE_MAX_BYTES 400

static volatile sig_atomic_t stop_signal;

struct adding {
    const struct add_options *options;
    struct builder *builder;
    struct stat db;              /* not to be walked into */
    const char *source;          /* file of the records being read */
    uint64_t added, updated, unchanged, failed, repeated, bytes;
    uint64_t langs[LANG_COUNT];
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
    if (stop_signal != 0)
        _exit(128 + number);     /* the second time: at once; the index is as committed */
    stop_signal = number;
}

/* "stemma-index: KIND 'PATH': TEXT", the path with its controls visible. */
static void say(const char *kind, const char *path, const char *text)
{
    struct buf name;

    buf_init(&name, (size_t)1 << 16);
    escape_visible(&name, slice_of_string(path));
    fprintf(stderr, "stemma-index: %s '%.*s': %s\n", kind, SLICE_ARG(buf_slice(&name)), text);
    buf_release(&name);
}

static void skip_input(struct adding *a, const char *path, const char *why)
{
    a->failed++;
    say("skipped", path, why);
}

static void count_result(struct adding *a, const struct article *article,
                         const struct builder_report *r)
{
    static const char *const names[] = {"added", "updated", "unchanged"};
    uint64_t *const counts[] = {&a->added, &a->updated, &a->unchanged};
    struct buf id;

    ++*counts[r->result];
    a->bytes += article->text.n;
    a->langs[r->lang]++;
    if (r->repeated) {
        a->added--;
        a->repeated++;
    }
    if (!a->options->verbose)
        return;
    buf_init(&id, (size_t)1 << 16);
    escape_visible(&id, article->path.n > 0 ? article->path : article->id);
    fprintf(stderr, "%-9s  %-3s  %.*s%s%s%s\n", r->repeated ? "replaced" : names[r->result],
            r->code.text, SLICE_ARG(buf_slice(&id)),
            r->lang == LANG_OTHER ? "  (no stemmer for " : "",
            r->lang == LANG_OTHER ? r->code.text : "",
            r->lang == LANG_OTHER ? ": words are found as written)" : "");
    buf_release(&id);
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

/* An article that is refused alone is named; other failures end the run. */
static enum status add_article(void *context, const struct article *article, struct err *e)
{
    struct adding *a = context;
    struct article copy = *article;
    struct builder_report report;
    enum status status;

    if (stop_signal != 0)
        return E_STOPPED;
    if (a->options->lang_code.n > 0)
        copy.lang_code = a->options->lang_code;
    status = builder_add(a->builder, &copy, &report, e);
    if (status == OK) {
        count_result(a, &copy, &report);
        show_progress(a, false);
    } else if (status == E_INPUT || status == E_LIMIT) {
        skip_input(a, a->source, e->text);
        *e = ERR_NONE;
        status = OK;
    }
    return status;
}

static void skip_line(void *context, uint64_t line, const char *why)
{
    struct adding *a = context;
    char text[256];

    snprintf(text, sizeof text, "line %llu: %s", (unsigned long long)line, why);
    skip_input(a, a->source, text);
}

/* The first line that is not blank, where it is short enough for a title. */
static size_t title_bytes(struct slice text)
{
    size_t start = 0, end;

    while (start < text.n && (text.p[start] == '\n' || text.p[start] == '\r'
                              || text.p[start] == ' '))
        start++;
    end = start;
    while (end < text.n && text.p[end] != '\n')
        end++;
    return end - start <= TITLE_MAX_BYTES ? end : 0;
}

/* UTF-16 with a byte order mark, as UTF-8. */
static void append_utf16(struct buf *out, struct slice s, bool big_endian)
{
    for (size_t i = 2; i + 1 < s.n; i += 2) {
        uint32_t c = big_endian ? (uint32_t)s.p[i] << 8 | s.p[i + 1]
                                : (uint32_t)s.p[i + 1] << 8 | s.p[i];
        uint8_t bytes[UTF8_MAX_BYTES];

        if (c >= 0xd800 && c < 0xdc00 && i + 3 < s.n) {
            uint32_t low = big_endian ? (uint32_t)s.p[i + 2] << 8 | s.p[i + 3]
                                      : (uint32_t)s.p[i + 3] << 8 | s.p[i + 2];
            if (low >= 0xdc00 && low < 0xe000) {
                c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
                i += 2;
            }
        }
        if (c >= 0xd800 && c < 0xe000)
            c = UTF8_REPLACEMENT;
        buf_append(out, bytes, utf8_encode(c, bytes));
    }
    if (s.n % 2 != 0)
        buf_append_string(out, "\xef\xbf\xbd");
}

/* The text of a file in *out; NULL, or why it is none. */
static const char *decode_text(const char *path, struct slice raw, struct buf *out)
{
    char text[96];
    size_t bad;

    if (slice_starts_with(raw, SLICE_LITERAL("\xff\xfe"))
        || slice_starts_with(raw, SLICE_LITERAL("\xfe\xff"))) {
        append_utf16(out, raw, raw.p[0] == 0xfe);
        return NULL;
    }
    if (memchr(raw.p, 0, raw.n < 8192 ? raw.n : 8192) != NULL)
        return "it holds NUL bytes: binary, or UTF-16 without a byte order mark";
    if (slice_starts_with(raw, SLICE_LITERAL("\xef\xbb\xbf")))
        raw = slice_drop(raw, 3);
    bad = utf8_append_repaired(out, raw);
    if (bad > 0) {
        snprintf(text, sizeof text, "%zu invalid UTF-8 sequences became U+FFFD", bad);
        say("note:", path, text);
    }
    return NULL;
}

static enum status add_text(struct adding *a, int fd, const char *path, struct slice id,
                            struct err *e)
{
    struct buf raw, text;
    struct err local = ERR_NONE;
    const char *why = NULL;
    enum status status;

    buf_init(&raw, FILE_MAX_BYTES);
    buf_init(&text, 3 * FILE_MAX_BYTES);
    status = io_read_all(fd, &raw, path, &local);
    if (status == OK && raw.n > 0)
        why = decode_text(path, buf_slice(&raw), &text);
    if (status != OK || why != NULL) {
        skip_input(a, path, why != NULL ? why : local.text);
        status = OK;
    } else if (!buf_ok(&text)) {
        status = err_memory(e, path);
    } else {
        struct article article = {.id = id, .path = slice_of_string(path),
                                  .text = buf_slice(&text)};
        article.title_bytes = title_bytes(article.text);
        a->source = path;
        status = add_article(a, &article, e);
    }
    buf_release(&raw);
    buf_release(&text);
    return status;
}

static struct slice without_extension(struct slice path)
{
    size_t n = path.n;

    while (n > 0 && path.p[n - 1] != '.' && path.p[n - 1] != '/')
        n--;
    return n > 1 && path.p[n - 1] == '.' ? slice_of(path.p, n - 1) : path;
}

static enum status add_records(struct adding *a, FILE *file, const char *name, struct err *e)
{
    const char *base = strrchr(name, '/');

    a->source = name;
    return records_read(file, base == NULL ? name : base + 1, add_article, skip_line, a, e);
}

static enum status add_file(struct adding *a, int fd, const char *path, struct slice id,
                            struct err *e)
{
    enum status status;

    if (slice_ends_with(slice_of_string(path), SLICE_LITERAL(".jsonl"))) {
        FILE *file = fdopen(fd, "r");
        if (file == NULL) {
            close(fd);
            return err_memory(e, path);
        }
        status = add_records(a, file, path, e);
        fclose(file);
        return status;
    }
    status = add_text(a, fd, path, without_extension(id), e);
    close(fd);
    return status;
}

static enum status add_path(struct adding *a, const char *path, size_t root_size, bool is_operand,
                            struct err *e);

static int by_name(const struct dirent **x, const struct dirent **y)
{
    return strcmp((*x)->d_name, (*y)->d_name);
}

static int is_visible(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static enum status walk(struct adding *a, const char *path, size_t root_size, struct err *e)
{
    struct dirent **entries;
    int count = scandir(path, &entries, is_visible, by_name);
    enum status status = OK;

    if (count < 0) {
        skip_input(a, path, strerror(errno));
        return OK;
    }
    for (int i = 0; i < count; i++) {
        char inner[IO_PATH_MAX];

        if (status == OK && io_join(path, entries[i]->d_name, inner, NULL) == OK)
            status = add_path(a, inner, root_size, false, e);
        free(entries[i]);
    }
    free(entries);
    return status;
}

static bool is_wanted_name(const char *path)
{
    struct slice s = slice_of_string(path);
    return slice_ends_with(s, SLICE_LITERAL(".txt")) || slice_ends_with(s, SLICE_LITERAL(".jsonl"));
}

static enum status add_path(struct adding *a, const char *path, size_t root_size, bool is_operand,
                            struct err *e)
{
    struct stat info;
    int fd;

    if (stop_signal != 0)
        return E_STOPPED;
    if (lstat(path, &info) != 0) {
        skip_input(a, path, strerror(errno));
        return OK;
    }
    if (S_ISDIR(info.st_mode)) {
        if (info.st_dev == a->db.st_dev && info.st_ino == a->db.st_ino)
            return OK;
        return walk(a, path, root_size, e);
    }
    if (!is_operand && (!S_ISREG(info.st_mode) || !is_wanted_name(path)))
        return OK;
    fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0 || fstat(fd, &info) != 0 || !S_ISREG(info.st_mode)) {
        skip_input(a, path, fd < 0 ? strerror(errno) : "not a regular file");
        if (fd >= 0)
            close(fd);
        return OK;
    }
    return add_file(a, fd, path, slice_of_string(path + root_size), e);
}

static enum status add_operand(struct adding *a, const char *operand, struct err *e)
{
    char path[IO_PATH_MAX];
    size_t n = strlen(operand);
    struct stat info;
    const char *base;

    if (strcmp(operand, "-") == 0)
        return add_records(a, stdin, "stdin", e);
    if (n == 0 || n >= sizeof path) {
        skip_input(a, operand, "no usable path");
        return OK;
    }
    memcpy(path, operand, n + 1);
    while (n > 1 && path[n - 1] == '/')
        path[--n] = '\0';
    if (lstat(path, &info) == 0 && S_ISDIR(info.st_mode))
        return add_path(a, path, n + 1, true, e);
    base = strrchr(path, '/');
    return add_path(a, path, base == NULL ? 0 : (size_t)(base + 1 - path), true, e);
}

static void report(const struct adding *a)
{
    double seconds = seconds_since(&a->started);
    const char *separator = "";

    if (a->options->json) {
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
    if (a->options->quiet)
        return;
    fprintf(stderr, "added %llu (", (unsigned long long)a->added);
    separator = "";
    for (int i = 0; i < LANG_COUNT; i++)
        if (a->langs[i] > 0) {
            fprintf(stderr, "%s%llu %s", separator, (unsigned long long)a->langs[i],
                    lang_name((enum lang)i));
            separator = ", ";
        }
    fprintf(stderr, "), updated %llu, unchanged %llu, failed %llu", (unsigned long long)a->updated,
            (unsigned long long)a->unchanged, (unsigned long long)a->failed);
    if (a->repeated > 0)
        fprintf(stderr, "; %llu ids came more than once: the last one counts",
                (unsigned long long)a->repeated);
    fprintf(stderr, "; %.0f KB in %.2f s\n", (double)a->bytes / 1000, seconds);
}

static int fail(const struct err *e)
{
    fprintf(stderr, "stemma-index: %s\n", e->text[0] == '\0' ? "failed" : e->text);
    if (e->hint[0] != '\0')
        fprintf(stderr, "stemma-index: hint: %s\n", e->hint);
    return 2;
}

int add_run(const struct add_options *options, char *const *paths, size_t count)
{
    struct adding a = {.options = options, .err = ERR_NONE,
                       .shows_progress = !options->quiet && !options->verbose && isatty(2) != 0};
    struct sigaction action = {.sa_handler = on_signal};
    enum status status = builder_open(options->db, &options->builder, &a.builder, &a.err);

    if (status != OK)
        return fail(&a.err);
    clock_gettime(CLOCK_MONOTONIC, &a.started);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    if (stat(options->db, &a.db) != 0)
        memset(&a.db, 0, sizeof a.db);
    for (size_t i = 0; i < count && status == OK; i++)
        status = add_operand(&a, paths[i], &a.err);
    if (status == OK || status == E_STOPPED) {
        enum status committed = builder_commit(a.builder, &a.err);
        status = committed == OK ? status : committed;
    }
    show_progress(&a, true);
    builder_close(a.builder);
    if (status != OK && status != E_STOPPED)
        return fail(&a.err);
    report(&a);
    if (stop_signal != 0) {
        signal(stop_signal, SIG_DFL);
        raise(stop_signal);
    }
    return a.failed > 0 ? 1 : 0;
}
