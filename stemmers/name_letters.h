/* name_letters.h - a folded word as the letters that name_rules.h has rules for.
 *
 * Accents that tell nothing about the sound go (é, ā, ế are e, a, e), letters with
 * a rule of their own stay (č, ö, ł); apostrophes, the soft and hard signs of
 * romanisations (ʹ ʺ), stresses and hyphens are left out.                       */
#ifndef STEMMERS_NAME_LETTERS_H
#define STEMMERS_NAME_LETTERS_H

#include "stemmers/name_sounds.h"

/* Every letter of the tables takes one or two bytes. */
struct name_letters {
    enum name_script script;
    unsigned count;                          /* letters */
    unsigned size;                           /* bytes */
    uint8_t text[2 * NAME_LETTERS_MAX + 1];  /* a NUL behind */
};

/* False for what has no sounds (name_sounds.h), and for Roman numerals. */
bool name_letters_of(struct slice form, struct name_letters *out);

#endif
