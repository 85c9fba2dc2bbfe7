/* langid_model.h - weights made from the profiles of langid_words.h.
 *
 *     word      ln(use of the rank / chance use in another language)
 *     ending    the same for all of a profile
 *     letter    ln(frequency in the language / frequency in an average text of
 *               the script), also for the letters that do not tell anything:
 *               a Ukrainian text without "і" becomes less likely by the letter
 *
 * A word is found by a hash that grows with each letter, an ending by its
 * letters themselves, 16 bits each, in one number: nothing is read twice.
 *
 * Units   Weights of words and endings are in 1/16 nat, so that they fit a byte
 *         and add up as integers; the others are in nats.
 * Memory  The model is made at the first call of langid_model and then constant. */
#ifndef STEMMERS_LANGID_MODEL_H
#define STEMMERS_LANGID_MODEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "stemmers/langid_words.h"

#define LANGID_LANES 48          /* profiles and padding, in whole numbers of 64 bits */
#define LANGID_UNIT 16.0f        /* weights per nat */
#define LANGID_ENDING_MIN 2u     /* letters */
#define LANGID_ENDING_MAX 4u

#define LANGID_LETTER_MAX 0x500u       /* code points below it may be telling letters */
#define LANGID_LETTER_SLOTS 160u
#define LANGID_VIETNAMESE_LETTER 0x1a1u  /* "ơ" stands for the letters of U+1EA0 and up */
#define LANGID_FAR_LETTER 0x4ffu       /* stands for every other letter from LETTER_MAX on */

#define LANGID_SLOT_COUNT 16384u /* a power of two; test_langid.c counts the room */
#define LANGID_ENTRY_COUNT 7680u
#define LANGID_FILTER_BITS 32768u      /* stays in the first cache; most misses end there */

enum script {
    SCRIPT_LATIN,
    SCRIPT_CYRILLIC,
    SCRIPT_GREEK,
    SCRIPT_ARMENIAN,
    SCRIPT_HEBREW,
    SCRIPT_THAI,
    SCRIPT_GEORGIAN,
    SCRIPT_KANA,
    SCRIPT_HAN,
    SCRIPT_HANGUL,
    SCRIPT_OTHER,
    SCRIPT_COUNT,
    SCRIPT_NONE = SCRIPT_COUNT,   /* not a letter */
};

/* What is to be known about a code point. */
struct langid_letter {
    uint16_t lower;
    uint8_t script;     /* SCRIPT_NONE: not a letter */
    uint8_t slot;       /* 0: tells nothing, or not a letter */
};

struct langid_slot {
    uint32_t tag;       /* high half of the key */
    uint16_t entry;     /* 0: free */
};

struct langid_model {
    struct langid_slot slots[LANGID_SLOT_COUNT];
    uint64_t filter[LANGID_FILTER_BITS / 64];            /* a bit of each key */
    uint64_t entries[LANGID_ENTRY_COUNT][LANGID_LANES / 8];   /* weights; entry 0 is not used */
    unsigned entry_count;
    struct langid_letter letters[LANGID_LETTER_MAX];
    unsigned letter_count;                               /* telling ones: slots 1 to it */
    float letter_nats[LANGID_LETTER_SLOTS][LANGID_LANES];
    float plain_nats[LANGID_LANES];                      /* of each letter without a slot */
    float prior_nats[LANGID_LANES];
    uint8_t slot_scripts[LANGID_LETTER_SLOTS];
    uint8_t profile_scripts[LANGID_PROFILE_COUNT];
};

const struct langid_model *langid_model(void);

/* The script of a code point, SCRIPT_NONE where it is not a letter. */
enum script langid_script_of(uint32_t c);

/* Hash of the word so far (0 before its first letter) and one lower-case letter. */
static inline uint64_t langid_hash(uint64_t hash, uint16_t letter)
{
    return (hash ^ letter) * 0x9e3779b97f4a7c15u;
}

static inline uint64_t langid_word_key(uint64_t hash)
{
    return hash ^ hash >> 29;
}

/* letters: 16 bits each, the last one lowest. */
static inline uint64_t langid_ending_key(uint64_t letters)
{
    uint64_t hash = (letters + 1) * 0xd6e8feb86659fd93u;

    return hash ^ hash >> 32;
}

/* The bits between those that choose the slot and the tag. */
static inline uint32_t langid_filter_at(uint64_t key)
{
    return (uint32_t)(key >> 16) & (LANGID_FILTER_BITS - 1);
}

/* The slot of the key: its own, or the free one where it would be. */
static inline uint32_t langid_find(const struct langid_model *m, uint64_t key)
{
    uint32_t tag = (uint32_t)(key >> 32), at = (uint32_t)key & (LANGID_SLOT_COUNT - 1);

    while (m->slots[at].entry != 0 && m->slots[at].tag != tag)
        at = (at + 1) & (LANGID_SLOT_COUNT - 1);
    return at;
}

/* The weights of the key, that of profile i in byte i % 8 (the lowest is 0) of
 * number i / 8; NULL where no profile has it. */
static inline const uint64_t *langid_weights(const struct langid_model *m, uint64_t key)
{
    uint32_t bit = langid_filter_at(key);
    unsigned entry;

    if (!(m->filter[bit / 64] >> bit % 64 & 1))
        return NULL;
    entry = m->slots[langid_find(m, key)].entry;
    return entry == 0 ? NULL : m->entries[entry];
}

#endif
