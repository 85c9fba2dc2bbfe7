/* confine.h - a program that only reads gives up the right to do more.
 *
 * Whoever finds a way to have a search run their code, by a made-up index or query, has then no file to
 * change, no program to start and no port to connect to. Linux's Landlock (since 5.13; the network since
 * 6.7) takes these rights from the thread that asks, and from threads and programs that it starts, for
 * ever. Files that are open stay as they are; whatever may be read can be read, for ICU and a
 * lexicon are opened late.
 *
 * Where the kernel has no Landlock, or forbids its use, nothing changes, and nobody is told: it is a
 * second lock, no promise.
 *
 * Rejected: seccomp. Its filter names system calls, of which a newer C library uses others; it
 * cannot tell apart what they are given by pointer; and each call pays for it.
 *
 * Cost    4 system calls, see docs/RELIABILITY.md.
 * Source  landlock(7); Documentation/userspace-api/landlock.rst of Linux.        */
#ifndef BASE_CONFINE_H
#define BASE_CONFINE_H

#include <stdbool.h>

/* For the rest of the calling thread: files are only read, nothing is started, no TCP port is used.
 * False: the kernel does not do it.                                            */
bool confine_to_reading(void);

#endif
