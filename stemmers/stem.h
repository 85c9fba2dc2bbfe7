/* stem.h - Snowball's stemmers for English, German and Russian.
 *
 * A document has one language, but quotes others: a Latin word in a Russian text is stemmed
 * as English, a Cyrillic one in an English or German text as Russian. Cyrillic words with
 * letters that Russian does not have (Belarusian, Ukrainian, Bulgarian ...) are left as they are,
 * and so are words of other scripts.
 * In German ae, oe, ue are ä, ö, ü where no vowel (nor q) stands before them: "gespraech" is
 * Gespräch, Goethe is Göthe; neue, Steuer, Quelle stay. The same for documents and queries, so
 * "aktuell" loses nothing by it.
 *
 *
 * Snowball takes some words for small ones: Sicherheit for sich, Seite for seit, имя for им. Such
 * a stem is marked, so that what is looked for is not what nearly all texts have:
 *
 *     Sicherheit, sicher    sich·        имя, имена    им·        ИИ    ии, not и
 *     sich                  sich         им            им
 *
 * Source  Porter, "Snowball: a language for stemming algorithms", 2001;
 *         libstemmer.                                                         */
#ifndef STEMMERS_STEM_H
#define STEMMERS_STEM_H

#include "base/err.h"
#include "stemmers/lang.h"

/* U+00B7 behind a stem that a small word has, too (stop_words.h). */
#define STEM_APART "\xc2\xb7"

struct stem;

enum status stem_open(struct stem **out, struct err *e) WARN_UNUSED;
void stem_close(struct stem *s);

/* The language that a folded word is stemmed in, in a text of this one. */
enum lang stem_lang(enum lang lang, struct slice word);

/* The stem of a folded word; borrows until the next call, or from the word. */
struct slice stem_word(struct stem *s, enum lang lang, struct slice word);

#endif
