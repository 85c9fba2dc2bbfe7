/* html_blocks.h - from opened and closed elements and their text to the blocks of a page.
 *
 *     <li><a href=x>Short</a> news</li>   ->   PAGE_ITEM "Short news", 50 % link
 *
 * Every border of a block element ends a block, and so does a blank line made with <br>; a
 * single <br> is a line break. Inline elements glue nothing that was apart and part nothing
 * that was together, but where one ends at once before another that begins with a capital:
 * "4 April" and "Nina Neu" side by side are parted by how they are shown, by a rule that is not read. No-break spaces become spaces; soft hyphens and zero-width spaces
 * vanish.
 *
 * Flags come with certainty (the element, its role) or as hints (class, id, form, header).
 * An element that holds the page's main element is no menu whatever it says. A hint is also
 * not believed where it would take the page's first heading, or more than half of its text
 * that is not in links: that is a wrapper named after something in it. Readers' comments may be
 * longer than the article. A byline or date is short. So flags are set at the end.
 *
 * Memory  An open element takes 20 bytes, a flagged one that holds text 40 more.  */
#ifndef INDEXER_FORMATS_HTML_BLOCKS_H
#define INDEXER_FORMATS_HTML_BLOCKS_H

#include "indexer/formats/html_tags.h"

#define HTML_HEADLINES_MAX 8

struct html_element {
    const struct html_tag *tag;
    uint8_t flags;            /* certain, tag->flags among them */
    unsigned hints;           /* flags of page_block_flag and enum html_hint */
    bool is_link;             /* a with href */
    bool is_main;             /* main, itemprop=articleBody */
    bool is_headline;         /* h1, itemprop=headline */
};

struct html_blocks {
    struct page *page;
    struct buf text;          /* of the block at hand */
    struct buf frames, regions;
    uint32_t numbers;         /* of containers given so far */
    uint32_t main_count, h1_count;
    uint64_t plain_chars;     /* of the page, outside links */
    /* of the block at hand */
    uint32_t chars, link_chars, flag_chars[8];
    unsigned breaks;          /* <br> not yet written */
    bool space, apart;        /* the same; apart: only between letters */
    bool closed, seam;        /* an inline element has ended since; and another begun at once */
    uint32_t headlines[HTML_HEADLINES_MAX];   /* numbers of blocks */
    size_t headline_count;
};

void html_blocks_init(struct html_blocks *b, struct page *p);
void html_blocks_release(struct html_blocks *b);

/* Each opened element of an inline or block role is closed, in reverse order. */
void html_blocks_open(struct html_blocks *b, const struct html_element *el);
void html_blocks_close(struct html_blocks *b);

void html_blocks_text(struct html_blocks *b, struct slice text);
void html_blocks_break(struct html_blocks *b);

/* Ends the last block, sets flags, and adds headings to the page's titles. */
void html_blocks_finish(struct html_blocks *b);

bool html_blocks_ok(const struct html_blocks *b);

/* Flags of the elements around, as if all hints were true. */
uint8_t html_blocks_flags(const struct html_blocks *b);

#endif
