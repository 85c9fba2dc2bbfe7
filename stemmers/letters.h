/* letters.h - small letters of the three alphabets, byte for byte, for looking words up in tables.
 *
 * English, German and Russian letters become small; every other byte stays, and no byte
 * moves: offsets into the text hold for the result. Words of the index are folded by
 * stemmers/fold.h; here ICU would cost more than all the rest.                    */
#ifndef STEMMERS_LETTERS_H
#define STEMMERS_LETTERS_H

#include "base/slice.h"

/* Writes s.n bytes to out. */
static inline void letters_lower(struct slice s, uint8_t *out)
{
    for (size_t i = 0; i < s.n; i++) {
        uint8_t c = s.p[i], before = i > 0 ? s.p[i - 1] : 0;

        out[i] = c;
        if (c >= 'A' && c <= 'Z') {
            out[i] = (uint8_t)(c + 0x20);
        } else if ((before == 0xc3 && c >= 0x80 && c <= 0x9e) || (before == 0xd0 && c >= 0x90 && c <= 0x9f)) {
            out[i] = (uint8_t)(c + 0x20);
        } else if (before == 0xd0 && c >= 0xa0 && c <= 0xaf) {
            out[i - 1] = 0xd1;
            out[i] = (uint8_t)(c - 0x20);
        } else if (before == 0xd0 && c == 0x81) {      /* Ё */
            out[i - 1] = 0xd1;
            out[i] = 0x91;
        }
    }
}

/* Whether the code point is a capital of the three alphabets. */
static inline bool letters_is_capital(uint32_t c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 0xc0 && c <= 0xde && c != 0xd7) || (c >= 0x410 && c <= 0x42f)
           || c == 0x401;
}

/* Whether a byte belongs to a word: every byte of a letter beyond ASCII does. */
static inline bool letters_in_word(uint8_t c)
{
    return c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

#endif
