/* sentence_words.h - words that tell whether a full stop or a line ends a sentence. */
#ifndef STEMMERS_SENTENCE_WORDS_H
#define STEMMERS_SENTENCE_WORDS_H

#include "base/slice.h"

enum {
    SENTENCE_TITLE = 1,           /* "Dr": never ends a sentence */
    SENTENCE_BEFORE_NUMBER = 2,   /* "No": does not before a number */
    SENTENCE_AMBIGUOUS = 4,       /* "Inc": does where the next word is a starter */
    SENTENCE_STARTER = 8,
    SENTENCE_MONTH = 16,          /* after a number: a German date or century */
    SENTENCE_BEFORE_ORDINAL = 32, /* "der" 2. Weltkrieg */
    SENTENCE_UNFINISHED = 64      /* a wrapped line may end with it before a capital */
};

/* The lists that hold the word, as a sum of the above. Any thread may ask. */
unsigned sentence_word_lists(struct slice word);

#endif
