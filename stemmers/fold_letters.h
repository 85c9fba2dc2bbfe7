/* fold_letters.h - letters that are the same to a reader of the language.
 *
 *     é, è, ê   e     in English, German and Russian texts; ä, ö, ü stay in German ones,
 *                     elsewhere they are a, o, u
 *     ø ł đ æ   o l d ae
 *     а́         а     a stress mark on a Cyrillic letter, in any language; й and ё are
 *                     letters of their own by then (Unicode composes them)
 *     Мoсква    a Latin o among Cyrillic letters: where each letter of the script that has
 *               fewer looks like one of the other's, they are of the script of the others
 *
 * In texts of other languages accents tell words apart and stay.               */
#ifndef STEMMERS_FOLD_LETTERS_H
#define STEMMERS_FOLD_LETTERS_H

#include "base/slice.h"
#include "stemmers/lang.h"

/* Folds the letters of a word in lower case; the size of what is in out, which holds at
 * least twice the word's bytes.                                                */
size_t fold_letters(enum lang lang, struct slice word, uint8_t *out);

#endif
