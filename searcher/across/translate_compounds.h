/* translate_compounds.h - German compounds that hold a translation.
 *
 * German writes "crew" as Hauptbesatzung, "Amazon rainforest" as Amazonas-Regenwald; who asks
 * in another language has words for the parts only. So the best translations of a word that
 * the collection writes as nouns bring with them, for half of their weight, the most frequent
 * compounds that begin or end with their usual form (compounds.h). A long translation that stands nowhere
 * by itself brings the terms that begin with it: few articles have Werkzeugmaschinenindustrie and no
 * Werkzeugmaschine beside.
 *
 * Cost    Some 100 us for a translation, once: what was found is remembered.    */
#ifndef SEARCHER_TRANSLATE_COMPOUNDS_H
#define SEARCHER_TRANSLATE_COMPOUNDS_H

#include "searcher/across/translate.h"
#include "searcher/words/variant.h"

struct engine;

/* Whether a term that stands nowhere by itself is long enough, and begins compounds; they are
 * remembered for translate_compounds_add.                                      */
enum status translate_compounds_begin(struct engine *g, struct slice term, struct arena *arena,
                                      bool *out, struct err *e) WARN_UNUSED;

/* Adds to *out what the translations of one word into German bring. */
enum status translate_compounds_add(struct engine *g, const struct translations *found,
                                    struct variants *out, struct err *e) WARN_UNUSED;

#endif
