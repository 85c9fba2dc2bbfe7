/* page_print.h - a page as lines of text, so that tests compare strings.
 *
 *     title h1: A headline
 *     date meta: 2024-05-17
 *     HEADING1 A: A headline          kind, level, flags (N A H B R T), text
 *     ITEM N 100%: Home               share of links, where there is one         */
#ifndef TESTS_UNIT_PAGE_PRINT_H
#define TESTS_UNIT_PAGE_PRINT_H

#include "indexer/page/page.h"

static inline void page_print_candidates(struct buf *out, const char *what,
                                         const struct page_candidate *list, size_t count)
{
    static const char *const sources[] = {"record", "json-ld", "meta", "time", "h1", "title", "modified"};

    for (size_t i = 0; i < count; i++)
        buf_printf(out, "%s %s: %.*s\n", what, sources[list[i].source], SLICE_ARG(list[i].text));
}

static inline void page_print_block(struct buf *out, const struct page *p, const struct page_block *b)
{
    static const char *const kinds[] = {"LINE", "PARAGRAPH", "HEADING", "ITEM",
                                        "CAPTION", "CELL", "QUOTE", "CODE"};

    buf_append_string(out, kinds[b->kind]);
    if (b->level > 0)
        buf_printf(out, "%u", b->level);
    for (unsigned i = 0; b->flags >> i != 0; i++)
        if ((b->flags >> i & 1) != 0)
            buf_printf(out, "%s%c", (b->flags & ((1u << i) - 1)) == 0 ? " " : "", "NAHBRT"[i]);
    if (b->link_percent > 0)
        buf_printf(out, " %u%%", b->link_percent);
    buf_printf(out, ": %.*s\n", (int)(b->end - b->start), (const char *)p->text.p + b->start);
}

/* Appends the page and a NUL. */
static inline void page_print(struct buf *out, const struct page *p)
{
    page_print_candidates(out, "title", p->titles, p->title_count);
    page_print_candidates(out, "date", p->dates, p->date_count);
    if (p->lang.n > 0)
        buf_printf(out, "lang: %.*s\n", SLICE_ARG(p->lang));
    if (p->site.n > 0)
        buf_printf(out, "site: %.*s\n", SLICE_ARG(p->site));
    if (p->author.n > 0)
        buf_printf(out, "author: %.*s\n", SLICE_ARG(p->author));
    if (p->url.n > 0)
        buf_printf(out, "url: %.*s\n", SLICE_ARG(p->url));
    for (size_t i = 0; i < page_block_count(p); i++)
        page_print_block(out, p, page_blocks(p) + i);
    buf_append_byte(out, 0);
}

#endif
