/* name_key.h - short keys that the spellings of one name have in common.
 *
 * A key is what is left of the sounds of a word (name_sounds.h) without vowels, the
 * consonants in classes that transliterations do not change:
 *
 *     P p   B b   V v f   K k g h   T t   D d   S s z ш ж ч щ ц дж
 *     L l   M m   N n     R r       A a vowel at the start
 *
 *     Makhonin, Machonin, Махонин, Махониным   MKNN
 *     Woronesch, Voronezh, Воронеж             VRNS
 *
 * Letters that may stand for several sounds give several keys; words meet where
 * they share one. Whether they are the same name is for name_match.h to say.
 *
 * Memory  Nothing is allocated.
 * Cost    A microsecond or two.                                              */
#ifndef STEMMERS_NAME_KEY_H
#define STEMMERS_NAME_KEY_H

#include "stemmers/name_sounds.h"

#define NAME_KEYS_MAX 12u
#define NAME_KEY_MAX_BYTES 15u

struct name_key {
    uint8_t size;
    uint8_t text[NAME_KEY_MAX_BYTES];
};

static inline struct slice name_key_slice(const struct name_key *k)
{
    return slice_of(k->text, k->size);
}

/* The keys of a folded word (analyzer_term.form), likeliest first, none twice; 0
 * for words without sounds and for those too short to tell anything.         */
size_t name_keys(struct slice form, struct name_key out[NAME_KEYS_MAX]);

/* The same of a word whose sounds are known. */
size_t name_keys_of(const struct name_sounds *sounds, struct name_key out[NAME_KEYS_MAX]);

/* Puts a consonant behind the key, as if the word had one more; false where it is full. */
bool name_key_add(struct name_key *key, char sound);

#endif
