/* lexicon_file.h - what the writer and the reader of a lexicon share.
 *
 *     header   "lexicon": format u32, analysis u32, keys u64, sources (text, a line each),
 *              checksum u64 with seed LEXICON_TREE_HEADER
 *     pairs    table of keys with translations, lexicon.h
 *     texts    table of what the numbers in these stand for, lexicon.h          */
#ifndef STORE_LEXICON_FILE_H
#define STORE_LEXICON_FILE_H

#include "store/lexicon.h"
#include "store/lmdb_file.h"
#include "store/table.h"

enum lexicon_tree {
    LEXICON_TREE_HEADER, LEXICON_TREE_PAIRS, LEXICON_TREE_TEXTS, LEXICON_TREE_COUNT
};

extern const char *const lexicon_trees[LEXICON_TREE_COUNT];

#define LEXICON_HEADER_KEY "lexicon"
#define LEXICON_HEADER_BYTES 16u   /* before the sources */
#define LEXICON_WORD_MARK '='      /* after the language, of a folded word's own key */


#define LEXICON_TEXTS 16u          /* in an entry of the table; at most TABLE_PAYLOAD_MAX bytes */
#define LEXICON_TEXTS_KEY_BYTES 4u

static inline void lexicon_texts_key(uint8_t lang, uint32_t group, uint8_t out[LEXICON_TEXTS_KEY_BYTES])
{
    out[0] = lang;
    out[1] = (uint8_t)(group >> 16);
    out[2] = (uint8_t)(group >> 8);
    out[3] = (uint8_t)group;
}

#endif
