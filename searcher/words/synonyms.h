/* synonyms.h - words that the user says are one.
 *
 *     car, automobile, motor car        a line each; any of them stands for all
 *     # a comment
 *
 * Separated by commas or tabs; several words are a phrase. A word that is typed is looked for in any of
 * its forms, and so are those it stands for, in every language of the index. What is found so has the
 * weight of another form of the word; in quotation marks and behind '=' a word stands for itself.
 *
 * Limits   1 MB, 65 536 lines; 64 names a line, 8 words a name: what is beyond is left out.
 * Memory   Owns what it read until synonyms_close.                             */
#ifndef SEARCHER_SYNONYMS_H
#define SEARCHER_SYNONYMS_H

#include "searcher/engine.h"

struct synonyms;

/* E_INPUT, E_IO: the file cannot be read, or line N is no UTF-8. */
enum status synonyms_open(const char *path, struct analyzer *analyzer, struct synonyms **out,
                          struct err *e) WARN_UNUSED;
void synonyms_close(struct synonyms *s);

/* For engine_expand_by; borrows s. */
struct expander synonyms_expander(struct synonyms *s);

#endif
