/* checksum_avx2.h - checksum_of in vectors twice as wide, from xxHash's own header: the
 * library that Debian has goes by what every x86-64 has. A process that searches once checks
 * megabytes: the blocks that it enters.                                       */
#ifndef STORE_CHECKSUM_AVX2_H
#define STORE_CHECKSUM_AVX2_H

#include "base/slice.h"

/* Clang wants the flags of a whole file for this, so it does without, as in processor.h. */
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#define CHECKSUM_AVX2
#endif

#ifdef CHECKSUM_AVX2
/* The same bits as checksum_of. Requires a processor with AVX2. */
uint64_t checksum_avx2(struct slice s, uint64_t seed);
#endif

#endif
