/* coverage.c - linked into the programs of BUILD=cov: what they reached is written down also
 * where they end by a signal or by _exit, and no fault of tests/faults hits the writing. */
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "tests/faults/preload.h"

void __gcov_dump(void);
void __real__exit(int code) __attribute__((noreturn));
int __real_raise(int number);
void __wrap__exit(int code) __attribute__((noreturn));
int __wrap_raise(int number);

#pragma weak fault_end     /* there where faults.so is preloaded */

static void end_faults(void)
{
    if (fault_end != NULL)
        fault_end();
}

__attribute__((constructor)) static void start(void)
{
    atexit(end_faults);
}

void __wrap__exit(int code)
{
    end_faults();
    __gcov_dump();
    __real__exit(code);
}

int __wrap_raise(int number)
{
    end_faults();
    __gcov_dump();
    return __real_raise(number);
}
