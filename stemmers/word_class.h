/* word_class.h - Word_Break classes of the characters that are broken here: common
 * Latin and Cyrillic, digits, punctuation. All others are FOREIGN: ICU's.
 *
 * ':' and '@' join letters in some versions of ICU. words.h breaks there whatever ICU does,
 * so they are OTHER here.
 * Source  UAX #29, table 3.                                                    */
#ifndef STEMMERS_WORD_CLASS_H
#define STEMMERS_WORD_CLASS_H

#include "base/utf8.h"

enum word_class { OTHER, LETTER, NUMERIC, EXTEND, MID_NUM, BOTH, SPACE, FOREIGN };

static const uint8_t WORD_CLASSES[128] = {
    ['\t'] = SPACE, ['\n'] = SPACE, ['\r'] = SPACE, [' '] = SPACE,
    ['0'] = NUMERIC, NUMERIC, NUMERIC, NUMERIC, NUMERIC, NUMERIC, NUMERIC, NUMERIC, NUMERIC, NUMERIC,
    ['A'] = LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER,
    LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER,
    LETTER, LETTER, LETTER,
    ['a'] = LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER,
    LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER,
    LETTER, LETTER, LETTER,
    ['_'] = EXTEND, ['.'] = BOTH, ['\''] = BOTH, [','] = MID_NUM, [';'] = MID_NUM,
};

static inline enum word_class word_class_of_wide(uint32_t c)
{
    if ((c >= 0x410 && c <= 0x44f) || (c >= 0xc0 && c <= 0x24f && c != 0xd7 && c != 0xf7))
        return LETTER;
    if ((c >= 0x400 && c <= 0x481) || (c >= 0x48a && c <= 0x52f) || c == 0xaa || c == 0xb5
        || c == 0xba)
        return LETTER;
    if (c == 0x2018 || c == 0x2019)
        return BOTH;
    if (c == 0xa0 || c == 0xa7 || c == 0xab || c == 0xb0 || c == 0xbb || c == 0xd7 || c == 0x2116
        || c == 0x20ac || (c >= 0x2013 && c <= 0x2014) || (c >= 0x201c && c <= 0x201e)
        || c == 0x2022 || c == 0x2026)
        return OTHER;
    return FOREIGN;
}

/* Class of the character at p < end in valid text; the byte after it in *next. */
static inline enum word_class word_class_at(const uint8_t *p, const uint8_t *end,
                                            const uint8_t **next)
{
    if (*p >= 0x80)
        return word_class_of_wide(utf8_next(p, end, next));
    *next = p + 1;
    return (enum word_class)WORD_CLASSES[*p];
}

#endif
