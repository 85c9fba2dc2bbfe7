/* langid_words.h - what a reader recognises each language by: its small words,
 * the endings of its long ones, its letters.
 *
 * Written by hand from knowledge of the languages; no corpus was counted, and
 * rough orders are enough: a word's weight falls with the logarithm of its rank.
 *
 *     words     in falling order of use. An apostrophe ends a word, so "l'eau"
 *               shows as "l", "don't" as "t".
 *     endings   of 2 to 4 letters; they count only where the whole word is
 *               unknown, and the longest one counts, for the languages of its
 *               own endings too
 *     letters   only those that tell languages of the script apart, each with
 *               its frequency in 10 000 letters of text
 *
 * Memory  Everything is constant.                                            */
#ifndef STEMMERS_LANGID_WORDS_H
#define STEMMERS_LANGID_WORDS_H

enum langid_script {
    LANGID_LATIN,
    LANGID_CYRILLIC,
};

struct langid_profile {
    const char *code;
    enum langid_script script;
    const char *words;      /* separated by one space */
    const char *endings;    /* the same */
    const char *letters;    /* "ä50 ö30": the letter, its count in 10 000 */
};

#define LANGID_PROFILE_COUNT 41

extern const struct langid_profile langid_profiles[LANGID_PROFILE_COUNT];

#endif
