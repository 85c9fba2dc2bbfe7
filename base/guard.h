/* guard.h - a file that becomes shorter while it is mapped is an error, no crash.
 *
 * Index files are read by mmap. Where such a file is cut short by another program, or its
 * device fails to read a page, the kernel sends SIGBUS to whoever touches that page; and
 * what no check foresaw ends with SIGSEGV. Either is told in a sentence, with what to do, and
 * the program ends with the exit code of a damaged index. What was to be printed is not yet
 * on standard output then, and a writer loses what a kill would lose: nothing that it has
 * acknowledged.
 *
 * Rejected: siglongjmp back into the query. It would save a batch's other queries, but every
 * lock and allocation of the interrupted code would stay as it is.             */
#ifndef BASE_GUARD_H
#define BASE_GUARD_H

/* For the rest of the process. Requires a literal: `program` is kept. */
void guard_start(const char *program);

#endif
