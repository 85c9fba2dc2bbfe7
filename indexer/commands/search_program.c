#include "indexer/commands/search_program.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/io.h"

#define PROGRAM "stemma-search"

extern char **environ;

/* PROGRAM in the folder of this program's file. */
static enum status find_program(char out[IO_PATH_MAX], struct err *e)
{
    char own[IO_PATH_MAX];
    ssize_t n = readlink("/proc/self/exe", own, sizeof own - 1);
    char *slash;

    own[n > 0 ? n : 0] = '\0';
    slash = strrchr(own, '/');
    if (slash == NULL)
        return err_set_errno(e, E_NOT_FOUND, errno, "cannot tell where " PROGRAM " is");
    *slash = '\0';
    TRY(io_join(own, PROGRAM, out, e));
    if (access(out, X_OK) == 0)
        return OK;
    err_set_errno(e, E_NOT_FOUND, errno, "--query needs the program '%s'", out);
    err_hint(e, "install both programs into one folder, or name the articles by id or path");
    return E_NOT_FOUND;
}

/* Starts the program, its output in *out_fd. */
static enum status start(const char *program, const char *db, const char *query, pid_t *pid,
                         int *out_fd, struct err *e)
{
    const char *words[] = {PROGRAM, "--no-config", "-d", db, "--null", "--fields=id", "--limit=0",
                           "--no-relax", "--collapse=off", "--", query, NULL};
    char *arguments[sizeof words / sizeof *words];
    posix_spawn_file_actions_t actions;
    int fds[2], code;

    memcpy(arguments, words, sizeof words);
    if (pipe2(fds, O_CLOEXEC) != 0)
        return err_set_errno(e, E_IO, errno, "cannot run '%s'", program);
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, fds[1], STDOUT_FILENO);
    code = posix_spawn(pid, program, &actions, NULL, arguments, environ);
    posix_spawn_file_actions_destroy(&actions);
    close(fds[1]);
    *out_fd = fds[0];
    if (code == 0)
        return OK;
    close(fds[0]);
    return err_set_errno(e, E_IO, code, "cannot run '%s'", program);
}

/* Ids, each ended by a NUL: they may be of any other bytes. An article that was replaced since
 * the search is left out.                                                      */
static enum status read_ids(FILE *file, struct index *x, struct selection *s, struct err *e)
{
    char *text = NULL;
    size_t room = 0;
    ssize_t n;
    enum status status = OK;
    bool found;

    while (status == OK && (n = getdelim(&text, &room, '\0', file)) > 0) {
        if (text[n - 1] != '\0')
            status = err_set(e, E_INPUT, "what " PROGRAM " prints ends within an id");
        else
            status = selection_add_id(s, x, slice_of(text, (size_t)n - 1), &found, e);
    }
    free(text);
    if (status == OK && ferror(file))
        return err_set_errno(e, E_IO, errno, "cannot read what " PROGRAM " prints");
    return status;
}

/* Closes fd. */
static enum status read_hits(int fd, struct index *x, struct selection *s, struct err *e)
{
    FILE *file = fdopen(fd, "r");
    enum status status;

    if (file == NULL) {
        close(fd);
        return err_memory(e, "what " PROGRAM " prints");
    }
    status = read_ids(file, x, s, e);
    fclose(file);
    return status;
}

/* 0 and 1 (nothing found) are good ends. */
static enum status wait_for(pid_t pid, struct err *e)
{
    int how;

    while (waitpid(pid, &how, 0) < 0)
        if (errno != EINTR)
            return err_set_errno(e, E_IO, errno, "cannot wait for " PROGRAM);
    if (WIFEXITED(how) && WEXITSTATUS(how) <= 1)
        return OK;
    return err_set(e, E_INPUT, PROGRAM " failed; nothing was done");
}

enum status search_program_select(const char *db, const char *query, struct index *x,
                                  struct selection *s, struct err *e)
{
    char program[IO_PATH_MAX];
    enum status status, ended;
    pid_t pid;
    int fd = -1;

    TRY(find_program(program, e));
    TRY(start(program, db, query, &pid, &fd, e));
    status = read_hits(fd, x, s, e);
    ended = wait_for(pid, e);
    return status != OK ? status : ended;
}
