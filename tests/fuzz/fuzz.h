/* fuzz.h - what the targets of fuzzing share.
 *
 * A target, fuzz_NAME.c, takes any bytes and must come back: no crash, no leak, no promise
 * of a header broken (FUZZ_REQUIRE). libFuzzer calls it (make fuzz), and replay.c does with
 * the inputs of corpus/NAME (make test).                                        */
#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define FUZZ_REQUIRE(condition)                                                        \
    do {                                                                               \
        if (!(condition)) {                                                            \
            fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #condition);    \
            abort();                                                                   \
        }                                                                              \
    } while (0)

/* The first byte, which chooses something, taken off; 0 where there is none. */
static inline uint8_t fuzz_take_byte(struct slice *s)
{
    uint8_t byte = s->n > 0 ? s->p[0] : 0;

    *s = slice_drop(*s, s->n > 0);
    return byte;
}

static inline bool fuzz_is_utf8(struct slice s)
{
    return utf8_valid_prefix(s) == s.n;
}

#endif
