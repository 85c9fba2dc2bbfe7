#include "indexer/formats/filter.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <strings.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/options.h"

#define READ_BYTES ((size_t)64 << 10)
#define COMPLAINT_MAX 256

/* Whether the word has a %s; %% is passed over. */
static bool names_file(const char *word)
{
    for (const char *p = word; (p = strchr(p, '%')) != NULL; p += p[1] != '\0' ? 2 : 1)
        if (p[1] == 's')
            return true;
    return false;
}

static enum status parse_words(const char *command, struct filter *f, struct err *e)
{
    size_t count = 0;
    bool has_file = false;
    const char *at = command;
    char *word = arena_alloc(&f->strings, strlen(command) + 1);

    while (word != NULL && options_next_word(&at, word)) {
        if (count == FILTER_WORDS_MAX)
            return err_set(e, E_USAGE, "--filter: more than %d words", FILTER_WORDS_MAX);
        f->words[count++] = word;
        has_file = has_file || (count > 1 && names_file(word));
        word = arena_alloc(&f->strings, strlen(at) + 1);
    }
    if (word == NULL)
        return err_memory(e, "a filter");
    if (at == NULL)
        return err_set(e, E_USAGE, "--filter: a quote does not end in '%s'", command);
    if (count == 0)
        return err_set(e, E_USAGE, "--filter takes EXTENSION:PROGRAM, such as 'pdf:pdftotext -q %%s -'");
    if (!has_file)
        f->words[count++] = "%s";
    f->words[count] = NULL;
    return OK;
}

enum status filter_parse(const char *value, struct filter *out, struct err *e)
{
    size_t n = strcspn(value, ":");
    const char *extension = value[0] == '.' ? value + 1 : value;
    struct slice name = slice_of(extension, n - (size_t)(extension - value));
    char *copy;

    *out = (struct filter){.seconds = FILTER_SECONDS, .output_bytes = FILTER_OUTPUT_BYTES,
                           .strings = ARENA_EMPTY};
    if (value[n] == '\0' || n == 0 || name.n == 0 || memchr(name.p, '/', name.n) != NULL)
        return err_set(e, E_USAGE, "--filter takes EXTENSION:PROGRAM, not '%s'", value);
    copy = arena_zalloc(&out->strings, name.n + 1, 1);
    if (copy == NULL)
        return err_memory(e, "a filter");
    memcpy(copy, name.p, name.n);
    out->extension = copy;
    return parse_words(value + n + 1, out, e);
}

void filter_release(struct filter *f)
{
    arena_release(&f->strings);
}

bool filter_takes(const struct filter *f, const char *path)
{
    size_t n = strlen(path), size = strlen(f->extension);

    return n > size + 1 && path[n - size - 1] == '.'
           && strcasecmp(path + n - size, f->extension) == 0;
}

/* The word with %s as the path; NULL where there is no memory. */
static char *expand(struct arena *a, const char *word, const char *path)
{
    size_t n = 0, size = strlen(path);
    char *out;

    for (const char *p = word; *p != '\0'; p++)
        n += *p == '%' ? size + 1 : 1;
    out = arena_alloc(a, n + 1);
    n = 0;
    for (const char *p = word; out != NULL && *p != '\0'; p++) {
        if (*p == '%' && p[1] == 's') {
            memcpy(out + n, path, size);
            n += size;
            p++;
        } else {
            p += *p == '%' && p[1] == '%';
            out[n++] = *p;
        }
    }
    if (out != NULL)
        out[n] = '\0';
    return out;
}

/* argv in the arena, for a child that may not allocate. A path that begins with '-' would
 * be read as an option.                                                        */
static char **make_words(const struct filter *f, const char *path, struct arena *a)
{
    char **words = arena_zalloc(a, FILTER_WORDS_MAX + 2, sizeof *words);
    char *safe = arena_alloc(a, strlen(path) + 3);

    if (words == NULL || safe == NULL)
        return NULL;
    strcpy(safe, path[0] == '-' ? "./" : "");
    strcat(safe, path);
    for (size_t i = 0; f->words[i] != NULL; i++) {
        words[i] = expand(a, f->words[i], safe);
        if (words[i] == NULL)
            return NULL;
    }
    return words;
}

/* A running filter. */
struct run {
    pid_t pid;
    int out, complaints;      /* our ends of its standard output and error */
    struct timespec end;
    char complaint[COMPLAINT_MAX];
    size_t complaint_size;
};

/* In the child: only calls that are safe between fork and exec. */
static void become(char *const *words, const struct filter *f, int out, int complaints)
{
    const struct rlimit cpu = {.rlim_cur = f->seconds, .rlim_max = f->seconds}, core = {0};
    int nothing = open("/dev/null", O_RDONLY);
    sigset_t none;

    setpgid(0, 0);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    signal(SIGPIPE, SIG_DFL);
    if (nothing < 0 || dup2(nothing, STDIN_FILENO) < 0 || dup2(out, STDOUT_FILENO) < 0
        || dup2(complaints, STDERR_FILENO) < 0)
        _exit(126);
    setrlimit(RLIMIT_CPU, &cpu);
    setrlimit(RLIMIT_CORE, &core);
    execvp(words[0], words);
    _exit(errno == ENOENT ? 127 : 126);
}

static enum status start(const struct filter *f, char *const *words, struct run *r, struct err *e)
{
    int out[2], complaints[2];

    if (pipe2(out, O_CLOEXEC) != 0)
        return err_set_errno(e, E_IO, errno, "cannot start '%s'", words[0]);
    if (pipe2(complaints, O_CLOEXEC) != 0) {
        int number = errno;
        close(out[0]);
        close(out[1]);
        return err_set_errno(e, E_IO, number, "cannot start '%s'", words[0]);
    }
    r->pid = fork();
    if (r->pid == 0)
        become(words, f, out[1], complaints[1]);
    if (r->pid > 0)
        setpgid(r->pid, r->pid);      /* here too: whoever comes first */
    close(out[1]);
    close(complaints[1]);
    r->out = out[0];
    r->complaints = complaints[0];
    clock_gettime(CLOCK_MONOTONIC, &r->end);
    r->end.tv_sec += f->seconds;
    if (r->pid > 0)
        return OK;
    close(r->out);
    close(r->complaints);
    return err_set_errno(e, E_IO, errno, "cannot start '%s'", words[0]);
}

static int wait_ms(const struct run *r)
{
    struct timespec now;
    long ms;

    clock_gettime(CLOCK_MONOTONIC, &now);
    ms = (r->end.tv_sec - now.tv_sec) * 1000 + (r->end.tv_nsec - now.tv_nsec) / 1000000;
    return ms > 0 ? (int)ms + 1 : 0;
}

/* What is there to read of *fd, which is closed and -1 at its end. */
static void drain(int *fd, struct buf *out)
{
    uint8_t bytes[READ_BYTES];
    ssize_t n = read(*fd, bytes, sizeof bytes);

    if (n > 0)
        buf_append(out, bytes, (size_t)n);
    if (n > 0 || (n < 0 && (errno == EINTR || errno == EAGAIN)))
        return;
    close(*fd);
    *fd = -1;
}

static void keep_complaint(struct run *r, struct buf *bytes)
{
    size_t room = COMPLAINT_MAX - 1 - r->complaint_size;
    size_t n = bytes->n < room ? bytes->n : room;

    if (n > 0)
        memcpy(r->complaint + r->complaint_size, bytes->p, n);
    r->complaint_size += n;
    buf_clear(bytes);
}

/* Reads until both ends are closed; NULL, or why it is to be killed. */
static const char *read_output(struct run *r, size_t output_bytes, struct buf *out)
{
    size_t from = out->n;
    struct buf complaint;
    const char *why = NULL;

    buf_init(&complaint, READ_BYTES);
    while (why == NULL && (r->out >= 0 || r->complaints >= 0)) {
        struct pollfd fds[2] = {{.fd = r->out, .events = POLLIN},
                                {.fd = r->complaints, .events = POLLIN}};
        int ready = poll(fds, 2, wait_ms(r));

        if (ready == 0)
            why = "it takes too long";
        if (ready > 0 && fds[0].revents != 0)
            drain(&r->out, out);
        if (ready > 0 && fds[1].revents != 0) {
            drain(&r->complaints, &complaint);
            keep_complaint(r, &complaint);
        }
        if (!buf_ok(out) || out->n - from > output_bytes)
            why = "its output is too long";
    }
    buf_release(&complaint);
    return why;
}

/* Waits for its end until the time is over. NULL, or why it is to be killed. */
static const char *await(const struct run *r, siginfo_t *info)
{
    for (;;) {
        const struct timespec pause = {.tv_nsec = 1000000};

        info->si_pid = 0;
        if (waitid(P_PID, (id_t)r->pid, info, WEXITED | WNOHANG | WNOWAIT) == 0
            && info->si_pid == r->pid)
            return NULL;
        if (wait_ms(r) == 0)
            return "it takes too long";
        nanosleep(&pause, NULL);
    }
}

/* Its group is killed in any case: what it started may go on. */
static void end(struct run *r)
{
    kill(-r->pid, SIGKILL);
    while (waitpid(r->pid, NULL, 0) < 0 && errno == EINTR)
        continue;
    if (r->out >= 0)
        close(r->out);
    if (r->complaints >= 0)
        close(r->complaints);
}

static enum status refuse(const struct run *r, const char *program, const char *path,
                          const siginfo_t *info, struct err *e)
{
    size_t n = strcspn(r->complaint, "\r\n");

    if (info->si_code == CLD_EXITED && info->si_status == 127)
        err_set(e, E_INPUT, "filter '%s' of '%s': there is no such program", program, path);
    else if (info->si_code == CLD_EXITED)
        err_set(e, E_INPUT, "filter '%s' failed on '%s' with exit code %d%s%.*s", program, path,
                info->si_status, n > 0 ? ": " : "", (int)n, r->complaint);
    else
        err_set(e, E_INPUT, "filter '%s' was killed by signal %d on '%s'", program, info->si_status,
                path);
    return E_INPUT;
}

enum status filter_run(const struct filter *f, const char *path, struct buf *out, struct err *e)
{
    struct arena arena = ARENA_EMPTY;
    char **words = make_words(f, path, &arena);
    struct run r = {.out = -1};
    siginfo_t info = {0};
    enum status status = words == NULL ? err_memory(e, "a filter") : start(f, words, &r, e);
    const char *why;

    if (status == OK) {
        why = read_output(&r, f->output_bytes, out);
        if (why == NULL)
            why = await(&r, &info);
        end(&r);
        if (why != NULL)
            status = err_set(e, E_INPUT, "filter '%s' was stopped on '%s': %s", f->words[0], path, why);
        else if (info.si_code != CLD_EXITED || info.si_status != 0)
            status = refuse(&r, f->words[0], path, &info, e);
    }
    arena_release(&arena);
    return status;
}
