#include "searcher/output/pager.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/io.h"
#include "base/utf8.h"

#define EXIT_NO_COMMAND 127    /* of a shell that does not find the command */

/* The byte after the escape sequence at `at`: ESC [ ... letter, ESC ] ... ESC \ . */
static size_t pass_escape(struct slice s, size_t at)
{
    bool is_link = at + 1 < s.n && s.p[at + 1] == ']';

    for (at += 2; at < s.n; at++)
        if (is_link ? s.p[at] == '\\' && s.p[at - 1] == '\033' : s.p[at] >= '@')
            return at + 1;
    return s.n;
}

size_t pager_rows(struct slice text, size_t columns)
{
    size_t rows = 0, column = 0, at = 0;

    while (at < text.n) {
        uint8_t c = text.p[at];

        if (c == '\033') {
            at = pass_escape(text, at);
            continue;
        }
        at++;
        if (c == '\n') {
            rows++;
            column = 0;
        } else if (!utf8_is_continuation(c)) {
            rows += column > 0 && column % columns == 0;
            column++;
        }
    }
    return rows + (column > 0);
}

static void run_pager(const char *command, int input)
{
    static const int signals[] = {SIGINT, SIGQUIT, SIGPIPE};

    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
        signal(signals[i], SIG_DFL);
    setenv("LESS", "FRX", 0);
    setenv("LESSCHARSET", "utf-8", 0);
    if (dup2(input, STDIN_FILENO) >= 0)
        execl("/bin/sh", "sh", "-c", command, (char *)NULL);
    _exit(EXIT_NO_COMMAND);
}

/* False where no pager could be started. One that is left early is no failure. */
static bool page(const char *command, struct slice text)
{
    struct err left_early = ERR_NONE;
    enum status status = OK;
    int ends[2], exit_status = 0;
    pid_t pid;

    if (pipe2(ends, O_CLOEXEC) != 0)
        return false;
    signal(SIGPIPE, SIG_IGN);
    signal(SIGINT, SIG_IGN);       /* the pager's, until it ends */
    signal(SIGQUIT, SIG_IGN);
    pid = fork();
    if (pid == 0)
        run_pager(command, ends[0]);
    close(ends[0]);
    if (pid > 0)
        status = io_write(ends[1], text, "the pager", &left_early);
    (void)status;
    close(ends[1]);
    while (pid > 0 && waitpid(pid, &exit_status, 0) < 0 && errno == EINTR)
        ;
    signal(SIGPIPE, SIG_DFL);
    signal(SIGINT, SIG_DFL);
    signal(SIGQUIT, SIG_DFL);
    return pid > 0 && !(WIFEXITED(exit_status) && WEXITSTATUS(exit_status) == EXIT_NO_COMMAND);
}

/* Null: no pager is wanted. */
static const char *pager_command(size_t rows, size_t columns)
{
    const char *command = getenv("PAGER");

    if (rows == 0 || columns == 0)
        return NULL;
    if (command == NULL)
        return "less";
    return *command != '\0' && strcmp(command, "cat") != 0 ? command : NULL;
}

bool pager_may_start(size_t rows, size_t columns)
{
    return pager_command(rows, columns) != NULL;
}

enum status pager_write(struct slice text, size_t rows, size_t columns, struct err *e)
{
    const char *command = pager_command(rows, columns);

    if (command != NULL && pager_rows(text, columns) >= rows && page(command, text))
        return OK;
    return io_write(STDOUT_FILENO, text, "standard output", e);
}
