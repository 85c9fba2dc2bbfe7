/* name_rules.h - which sounds letters may stand for, in the languages of names.
 *
 * A rule: letters, where they must stand, and the readings, likeliest first, each
 * with what it costs as a digit (in NAME_RULE_COST): "C|h|k|S1" is ч, х or к, and ш
 * a little less likely; "|f2" is silent, or ф. The longest rule that fits is taken,
 * among equally long ones the first.
 *
 * Order   By first letter (its bytes), then longest first; a test checks it.     */
#ifndef STEMMERS_NAME_RULES_H
#define STEMMERS_NAME_RULES_H

#include "base/slice.h"

#define NAME_RULE_COST 10u        /* hundredths of a consonant */

enum name_place {
    NAME_ANYWHERE = 0,
    NAME_AT_START = 1,
    NAME_AT_END = 2,
    NAME_BEFORE_FRONT = 4,       /* e, i, y and their like follow */
    NAME_BEFORE_VOWEL = 8,
    NAME_AFTER_VOWEL = 16,
    NAME_NO_VOWEL_NEXT = 32,     /* a consonant or the end follows */
};

/* Characters, not pointers: nothing for the loader to relocate. */
struct name_rule {
    char letters[8];
    uint8_t places;              /* all of them must hold */
    char readings[23];
};

extern const struct name_rule name_rules[];
extern const size_t name_rule_count;

/* Russian case endings, and what may stand in their place: nothing, or the ending
 * that a name is quoted with (крутого: крут, крутой).                           */
struct name_ending {
    char letters[13];
    uint8_t base_min;            /* letters before it, at least */
    char readings[12];
};

extern const struct name_ending name_endings[];
extern const size_t name_ending_count;

/* Endings of the adjectives of places. They cost something, for surnames end so too. */
extern const struct name_ending name_adjectives[];
extern const size_t name_adjective_count;

#endif
