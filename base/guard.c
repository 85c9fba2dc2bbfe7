#include "base/guard.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "base/err.h"

#define STACK_BYTES 16384

static const char *program_name;     /* a handler has no other way to know it */

static void say(const char *text)
{
    ssize_t written = write(STDERR_FILENO, text, strlen(text));
    (void)written;                   /* there is nobody left to tell */
}

static void end(int number)
{
    say(program_name);
    if (number == SIGBUS)
        say(": a file of the index became shorter while it was read, or its device fails\n");
    else
        say(": stopped by a wrong memory access; this should not happen with any index\n");
    say(program_name);
    say(": hint: see what is wrong with: stemma-index check; the last commit is as it was\n");
    _exit(err_exit_code(E_CORRUPT));
}

void guard_start(const char *program)
{
    static char stack[STACK_BYTES];      /* a stack that overflowed holds no handler */
    struct sigaction action = {.sa_handler = end, .sa_flags = SA_ONSTACK};

    program_name = program;
    sigaltstack(&(stack_t){.ss_sp = stack, .ss_size = sizeof stack}, NULL);
    sigemptyset(&action.sa_mask);
    sigaction(SIGBUS, &action, NULL);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)    /* they tell more */
    sigaction(SIGSEGV, &action, NULL);
#endif
}
