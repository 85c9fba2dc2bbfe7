/* name_sounds.h - the ways a word may be pronounced, whatever alphabet it is written in.
 *
 * Transliterations of one name differ in letters, hardly in sounds: Шелест is
 * Shelest in English, Schelest in German, Šelest by ISO 9. So a folded word
 * becomes a graph. Its states stand between letters, its edges carry a sound each
 * (or none); what a group of letters may stand for are parallel ways:
 *
 *            C                       ch of "chilman": Chilman, Хильман, Kilman
 *        .-------.
 *      0 --- h ---> 1 --- i ---> 2 --- l ---> 3 ...
 *        '-------'
 *            k
 *
 * Nothing is known of the word's language: "w" is В or У, "j" Й, ДЖ, Ж or Х. A
 * Russian ending may be passed by an edge without a sound, and so may letters
 * that are often silent. Each edge costs what its reading is less likely by.
 *
 * Units   Costs are hundredths of a consonant. States are numbered so that every
 *         edge leads to a higher one; the edges are sorted by where they lead.
 * Memory  Nothing is allocated.
 * Source  Tables: BGN/PCGN, Duden and ISO 9 for Russian; the usual practice of
 *         Russian for foreign names; spelling rules of the languages themselves. */
#ifndef STEMMERS_NAME_SOUNDS_H
#define STEMMERS_NAME_SOUNDS_H

#include "base/slice.h"

#define NAME_LETTERS_MIN 2u
#define NAME_LETTERS_MAX 32u      /* longer words have no sounds: they are no names */
#define NAME_STATES_MAX 120u
#define NAME_EDGES_MAX 250u

/* Sounds are single letters in the tables and here:
 *
 *     a e i o u y            vowels
 *     j                      й
 *     p b f v t d m n l r
 *     k g h                  к, г, х
 *     s z S Z c C J          с, з, ш, ж, ц, ч, дж                             */
enum name_script { NAME_LATIN, NAME_CYRILLIC };

struct name_edge {
    uint8_t from, to;
    char sound;                  /* '\0': none */
    uint8_t cost;
};

struct name_sounds {
    enum name_script script;
    unsigned state_count;        /* 0 is the start, the last one the end */
    unsigned edge_count;
    struct name_edge edges[NAME_EDGES_MAX];
    uint8_t first[NAME_STATES_MAX + 1];   /* edges first[s] to first[s + 1] - 1 lead to s */
    uint8_t reach[NAME_STATES_MAX];       /* the last state that s or an edge from it leads to */
};

/* False where the folded word has none: digits, a third alphabet, two alphabets,
 * too few or too many letters. Apostrophes and hyphens are passed over.       */
bool name_sounds_of(struct slice form, struct name_sounds *out);
/* Without the places that an adjective may be of (пермский: Perm): of these readings an
 * index's name keys are made, which every version has to make alike.           */
bool name_sounds_indexed(struct slice form, struct name_sounds *out);

static inline bool name_sound_is_vowel(char sound)
{
    return sound == 'a' || sound == 'e' || sound == 'i' || sound == 'o' || sound == 'u'
           || sound == 'y';
}

#endif
