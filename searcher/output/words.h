/* words.h - what --parse, --spell and --suggest tell of words, instead of hits: lines, or with --json
 * and --jsonl one object on a line.
 *
 *     --parse      the query in its one form; then, where what stands for its words was planned,
 *                  word  language  via  weight  articles  terms
 *                  {"v":1,"query":{...},"variants":[{"word":,"lang":,"via":,"weight":,"df":,"terms":[]}]}
 *     --spell      word  what may be meant
 *                  {"v":1,"words":[{"word":,"suggestions":[]}]}
 *     --suggest    completion
 *                  {"v":1,"prefix":,"completions":[]}
 *
 * with tabs between the fields of a line, and a batch's qid in front. weight: of the variant times
 * its tier, in [.01, 1] (variant.h); articles, df: that have it, of a phrase those of its rarest
 * word; terms: as the index has them, of a phrase with blanks between. Words in the order of
 * the query, languages in that of lang.h, as typed first.                       */
#ifndef SEARCHER_WORDS_H
#define SEARCHER_WORDS_H

#include "searcher/output/output.h"
#include "searcher/words/suggest.h"

/* The variants of to->results: none where nothing was planned (engine_plan). */
void words_put_parsed(struct buf *out, const struct output_query *to, const struct query *q, bool json);

/* A word of a query, and what may be meant by it. */
struct spelled_word {
    struct slice typed;
    struct suggestions found;
};

/* Words by which nothing may be meant are passed over. */
void words_put_spelling(struct buf *out, const struct output_query *to, const struct spelled_word *words,
                        size_t count, bool json);

void words_put_completions(struct buf *out, struct slice prefix, const struct suggestions *found, bool json);

#endif
