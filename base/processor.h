/* processor.h - a function compiled for several processors; the loader picks the
 * version for the one at hand. All versions give the same bits.               */
#ifndef BASE_PROCESSOR_H
#define BASE_PROCESSOR_H

#if defined(__x86_64__) && defined(__linux__) && !defined(__SANITIZE_THREAD__) && !defined(__clang__)
#define FOR_EACH_PROCESSOR __attribute__((target_clones("avx2", "default")))
#else
#define FOR_EACH_PROCESSOR
#endif

#endif
