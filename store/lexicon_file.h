/* lexicon_file.h - what the writer and the reader of a lexicon share.
 *
 *     header   "lexicon": format u32, analysis u32, keys u64, sources (text, a line each),
 *              checksum u64 with seed LEXICON_TREE_HEADER
 *     pairs    table: see lexicon.h                                            */
#ifndef STORE_LEXICON_FILE_H
#define STORE_LEXICON_FILE_H

#include "store/lexicon.h"
#include "store/lmdb_file.h"
#include "store/table.h"

enum lexicon_tree {
    LEXICON_TREE_HEADER, LEXICON_TREE_PAIRS, LEXICON_TREE_COUNT
};

extern const char *const lexicon_trees[LEXICON_TREE_COUNT];

#define LEXICON_HEADER_KEY "lexicon"
#define LEXICON_HEADER_BYTES 16u   /* before the sources */
#define LEXICON_RUSSIAN 3          /* lists into it are coded by letters */
#define LEXICON_PLAIN 0xff         /* before text that is not */
#define LEXICON_LETTER 0x80        /* а; я is 9F */
#define LEXICON_WORD_MARK '='      /* after the language, of a folded word's own key */

#endif
