/* full_text.h - --full: the whole article instead of passages, with its matches. */
#ifndef SEARCHER_FULL_TEXT_H
#define SEARCHER_FULL_TEXT_H

#include "searcher/snippets/snippet.h"

/* Replaces the passages of a snippet, made of this text, by the paragraphs of the article, those
 * of its menus too, without the line of its title; in the arena. */
enum status full_text_make(struct slice text, const struct document *d, struct arena *arena,
                           struct snippet *out, struct err *e) WARN_UNUSED;

#endif
