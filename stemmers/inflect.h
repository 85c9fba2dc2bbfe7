/* inflect.h - other forms of a word, by exchanging the endings of declensions and conjugations.
 *
 * Snowball gives most forms of a lemma one stem, but not all: материал and материала, Haus
 * and Häuser, go and went have two. For such words a language has a table of classes beside
 * its stemmer (inflect_en.c, inflect_de.c, inflect_ru.c):
 *
 *     "ок ка ку ком ке ки ков кам ками ках"     рынок = рын + ок  ->  рынка, рынку, рынком ...
 *
 * A word that ends like a form of the class is taken apart, and each other ending is set in its
 * place. Most of what comes out is no word. It is for the caller to keep the forms that
 * occur in an index, whose occurrence is evidence for the class too: a class may ask
 * for further forms of the same stem as witnesses.
 *
 *     n = inflect_forms(lang, word, list, INFLECT_MAX_FORMS, arena);
 *     for each of the n: list[i].occurs = whether list[i].form is a form in the index;
 *     n = inflect_keep(list, n);
 *
 * Units   Words and forms are folded (fold.h): small letters, е for ё, ss for ß.
 * Order   Forms of one reading (a class and a stem) stand together; a form may come under
 *         several readings.
 * Memory  Forms are in the arena; nothing is kept between calls.
 * Cost    5 to 20 us a word.                                                  */
#ifndef STEMMERS_INFLECT_H
#define STEMMERS_INFLECT_H

#include "base/arena.h"
#include "stemmers/lang.h"

#define INFLECT_MAX_FORMS 1024

struct inflected {
    struct slice form;
    uint16_t reading;     /* forms with the same number share class and stem */
    uint16_t class_at;    /* of the language's table, for reports */
    uint8_t witnesses;    /* so many more forms of the reading must occur, beside it and the word */
    bool refutes;         /* no form of the word: where it occurs, those of its reading are none either */
    bool occurs;          /* set by the caller */
};

/* Forms of the word's possible lemmas but the word itself; how many were written to out[max],
 * 0 for a language without a table. Forms that do not fit, or for which there is no memory, are left out. */
size_t inflect_forms(enum lang lang, struct slice word, struct inflected *out, size_t max,
                     struct arena *arena);

/* Moves to the front the forms that occur and have their witnesses, each once; how many. */
size_t inflect_keep(struct inflected *list, size_t count);

#endif
