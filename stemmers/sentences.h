/* sentences.h - where sentences of an article begin and end, for snippets.
 *
 * Rules for en, de, ru prose in the spirit of UAX #29's sentence boundaries,
 * with the breaks left out that ICU makes inside "17. Mai", "В. Кухарев",
 * "Dr. Meier", "u. a.", "т. е.", "$0.5"; a line break that ends a paragraph,
 * heading or menu line always ends a sentence, as articles saved as text do.
 *
 * Units   Byte offsets into the text. A sentence begins and ends with a
 *         character that is not white space.
 * Memory  Borrows the text; allocates nothing.                               */
#ifndef STEMMERS_SENTENCES_H
#define STEMMERS_SENTENCES_H

#include "base/slice.h"

struct sentence {
    size_t start;
    size_t end;          /* exclusive */
    bool ends_line;      /* ended by a line break, not by punctuation */
};

struct sentences {
    struct slice text;
    size_t at;
    size_t looked;       /* sentences_skip has looked at what is before */
};

/* Starts at byte `from` of valid UTF-8 text, which should begin a line. */
void sentences_start(struct sentences *s, struct slice text, size_t from);

bool sentences_next(struct sentences *s, struct sentence *out);

/* Passes sentences that end before byte `to` without looking at them: the next one
 * is that of `to` or one before it, as if all had been asked for.             */
void sentences_skip(struct sentences *s, size_t to);

#endif
