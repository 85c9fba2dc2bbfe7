/* wrapped.h - text of articles on a terminal: matches in colour, lines wrapped.
 *
 * Lines break at spaces; a word that is wider than a line breaks where the line ends. Colours
 * never cross the end of a line, so that no pager loses them.
 *
 * Units   Cells of the terminal.                                               */
#ifndef SEARCHER_WRAPPED_H
#define SEARCHER_WRAPPED_H

#include "searcher/output/output.h"

/* Appends p, whose first line begins in column `indent`, as do all others, and a line break.
 * base: the colour of what is no match; COLOUR_COUNT: none.                    */
void wrapped_put(struct buf *out, const struct passage *p, const struct output_style *style,
                 size_t indent, enum colour base);

/* Appends text in a colour, where there are colours. */
void wrapped_start(struct buf *out, const struct output_style *style, enum colour colour);
void wrapped_stop(struct buf *out, const struct output_style *style, enum colour colour);

#endif
