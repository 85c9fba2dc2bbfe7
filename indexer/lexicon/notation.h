/* notation.h - how dictionaries write: alternatives, remarks in brackets, slashes.
 *
 *     Ding       haben/vorhaben, etw. zu tun {vi} [ugs.] (remark) /abbr./ <see>
 *     Mueller    ждать (кого-л.); приготовить(ся)
 *
 * Memory  Slices borrow from the text given.                                  */
#ifndef INDEXER_LEXICON_NOTATION_H
#define INDEXER_LEXICON_NOTATION_H

#include "base/buf.h"

/* The text up to the next separator outside brackets, trimmed; *rest is what
 * follows it. False at the end, when *rest is empty.                           */
bool notation_next(struct slice *rest, char separator, struct slice *out);

/* Appends the text without what stands in {} [] () <> and between slashes that have
 * a blank before and behind; blanks are kept.                                  */
void notation_plain(struct slice text, struct buf *out);

/* Two words joined by a slash stand for each other: "haben/vorhaben". The text with
 * choice 0 or 1 of each such pair; false where there is no choice (the text is
 * appended as it is).                                                          */
bool notation_choice(struct slice text, unsigned choice, struct buf *out);

#endif
