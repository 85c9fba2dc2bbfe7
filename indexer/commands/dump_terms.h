/* dump_terms.h - the terms of an index as JSON Lines, for looking at.
 *
 *     {"term":"land","lang":"de","df":2,"cf":10,"forms":{"land":7,"landes":2,"länder":1}}
 *     {"term":"land","lang":"de","postings":[{"id":"a","tf":3,"weight":4.00,"positions":[0,19,30]}]}
 *
 * In bytewise order of language and term. df and cf are of live documents; forms count
 * deleted ones until their segment is merged, too. "words" is the language of a paragraph in another
 * one than its article's, whose terms are apart. weight is tf weighted by zones.   */
#ifndef INDEXER_COMMANDS_DUMP_TERMS_H
#define INDEXER_COMMANDS_DUMP_TERMS_H

#include "store/index.h"

enum dump_what { DUMP_DOCS, DUMP_TERMS, DUMP_POSTINGS };

/* On standard output. */
enum status dump_terms(struct index *x, enum dump_what what, struct err *e) WARN_UNUSED;

#endif
