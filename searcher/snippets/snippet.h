/* snippet.h - the sentences of an article that show why it was found.
 *
 * The first passage shows the most of the query, each further one what those before it
 * did not. Passages are whole sentences of the original text, white space folded, with
 * marks from byte offsets; a longer one is cut at words and shows an ellipsis
 * just where it was cut.
 *
 * Units   Spans in bytes of the passage; start in bytes of the article.
 * Memory  All in the arena.                                                   */
#ifndef SEARCHER_SNIPPET_H
#define SEARCHER_SNIPPET_H

#include "searcher/snippets/passage.h"

struct snippet {
    struct passage title;
    struct passage *passages;
    size_t passage_count;
    const struct place *places;    /* all matches, by start */
    size_t place_count;
};

/* At most `count` passages of about `size_chars` characters each. */
enum status snippet_make(struct slice text, const struct document *d, const struct match *matches,
                         size_t match_count, size_t count, size_t size_chars, struct arena *arena,
                         struct snippet *out, struct err *e) WARN_UNUSED;

#endif
