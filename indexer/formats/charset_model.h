/* charset_model.h - which charset of one byte a letter makes these bytes read like words.
 *
 * The bytes are read in each candidate charset; the reading that surprises least wins.
 * Its surprise is a sum over neighbouring characters of which one at least is not ASCII
 * (the rest is the same in all): -log2 P(character | the one before), in half bits.
 *
 *     "Минск" in KOI8-R, read as   koi8-r         Минск    words of Russian letter pairs
 *                                  windows-1251   нЙОУЛ    rare pairs, a capital inside
 *                                  windows-1252   íÉÎÓË    Latin letters in a row
 *                                  ibm866         э╔╬╙╦    frames of tables
 *
 * Russian pairs come from a table counted from text (charset_pairs.h); Latin letters,
 * signs and frames are in classes with a price each. Scripts mixed in one word cost,
 * a capital after a small letter costs, and a few words of one script in a text of the
 * other cost what the rarity of such words is worth.
 *
 * Also here: UTF-16 and UTF-32 without a byte order mark, known by their shape.
 *
 * Units   Half bits; percent.
 * Memory  No function allocates or keeps a pointer.                            */
#ifndef INDEXER_FORMATS_CHARSET_MODEL_H
#define INDEXER_FORMATS_CHARSET_MODEL_H

#include "base/slice.h"

/* Names as in charset.h. */
struct charset_guess {
    const char *name;            /* null where ICU is not there */
    uint8_t percent;             /* 50: two readings are as likely, 99: no doubt */
};

struct charset_guess charset_model_guess(struct slice raw);

/* Whether the best reading of raw is beyond doubt and not that of `name`, so that a
 * document which declares `name` is mistaken. False for names that are no candidate. */
bool charset_model_contradicts(struct slice raw, const char *name);

/* Whether the first 4 KB hold control characters below 8. Text of one byte a letter has
 * none; the upper halves of wide units (00 of Latin, 04 of Cyrillic) look like them. */
bool charset_model_has_low_bytes(struct slice raw);

/* "utf-16le", "utf-16be", "utf-32le", "utf-32be" where raw has that shape; or NULL. */
const char *charset_model_wide(struct slice raw);

#endif
