/* checksum.h - the checksum of everything that Stemma writes: XXH3, 64 bits.
 *
 * The seed says what the bytes are (which stream, which chunk), so that a sound
 * chunk in the wrong place is damage too. It detects accidents, not attackers:
 * decoders stay bounded whatever the checksum says.
 * Source  xxHash, Yann Collet; libxxhash guarantees XXH3's output since 0.8.0. */
#ifndef STORE_CHECKSUM_H
#define STORE_CHECKSUM_H

#include "base/slice.h"

#define CHECKSUM_BYTES 8

/* What to do where something is damaged. */
#define CHECKSUM_HINT "restore it from a copy, or keep what is sound with: stemma-index check --repair"

uint64_t checksum_of(struct slice s, uint64_t seed);

#endif
