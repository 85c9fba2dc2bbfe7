/* zones.h - which part of a page is what: its title, date, and zones.
 *
 *     Font size:                 menu
 *     20 March, 11:34            menu    (the article's date)
 *     A delegation from Perm ... title
 *     Photo by N. N.             credit
 *     Minsk enterprises ...      lead    the first paragraph of the article
 *     During the meeting ...     body
 *     Other materials            related
 *
 * Judged from shape and place: short lines without a full stop, runs of them, share of
 * links, what the markup says, words of a language that introduce credits or other
 * articles; never from one site's phrases. A paragraph that stands in the page before is
 * `repeated`: it is not indexed and not shown a second time.
 *
 * Memory  Runs borrow until the next call with the same zones; slices borrow from the page. */
#ifndef INDEXER_PAGE_ZONES_H
#define INDEXER_PAGE_ZONES_H

#include "indexer/article.h"
#include "indexer/page/page.h"

struct zones;

enum status zones_open(struct zones **out, struct err *e) WARN_UNUSED;
void zones_close(struct zones *z);

struct zones_found {
    const struct article_run *runs;   /* of page.text as it is afterwards, whole */
    size_t run_count;
    size_t title_start, title_bytes;  /* in page.text; 0 bytes: none */
    struct slice date;                /* "2024-05-17", "2024-05", "--05-17"; empty: none */
    struct slice lang;                /* declared, as in page.lang */
};

/* Judges the page. Where its title does not stand in its text, the title and a line break
 * are put in front of the text. A title made of the first sentence stays where it stands,
 * in the lead. E_MEMORY.                                                       */
enum status zones_find(struct zones *z, struct page *p, struct zones_found *out,
                       struct err *e) WARN_UNUSED;

/* The line that was found to be the title is text like any other. */
void zones_drop_title(struct zones *z, struct zones_found *out);

#endif
