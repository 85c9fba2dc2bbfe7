/* parts.h - a page as the paragraphs a reader sees, each with its shape.
 *
 *     20 March, 11:34                      a short line that holds a date
 *     A delegation visited the capital     a short line without a full stop
 *     The guests were led through the      lines of text wrapped at one width
 *     works and left at noon.              are one part
 *
 * A part is one block of a page with markup; in plain text it is a line, or the lines of
 * a paragraph that was broken at a fixed width. Shape is read from the ends of long parts
 * alone, so that prose costs little more than its copy.
 *
 * Units   Offsets in bytes of page.text; `chars` are code points up to PART_SHORT_BYTES,
 *         bytes beyond it.
 * Memory  Parts are written into the caller's buffer.                          */
#ifndef INDEXER_PAGE_PARTS_H
#define INDEXER_PAGE_PARTS_H

#include "indexer/page/page.h"

#define PART_SHORT_BYTES 400u

enum part_trait {
    PART_STOP = 1,        /* ends like a sentence */
    PART_PUNCTUATED = 2,  /* ends with a comma, semicolon, dash: verse does, menus do not */
    PART_COLON = 4,
    PART_BULLET = 8,      /* begins with a list mark */
    PART_BRACKETS = 16,   /* "[logo]", "[ Search ]": how a picture or a field is saved as text */
    PART_PROSE = 32,      /* reads like a sentence or more */
    PART_GAP = 64,        /* a blank line, or the start of the text, stands before it */
};

struct part {
    uint32_t start, end;
    uint32_t chars;
    uint16_t words;               /* of a short part; of a longer one, many */
    uint16_t words_said;          /* enum zone_word, set by zones */
    uint8_t traits;
    uint8_t zone;                 /* enum segment_zone, set by zones */
    struct page_block shape;      /* of its first block */
};

/* Appends the parts of the page. */
void parts_of(const struct page *p, struct buf *out);

static inline struct part *parts_in(const struct buf *b)
{
    return (struct part *)(void *)b->p;
}

static inline size_t parts_count(const struct buf *b)
{
    return b->n / sizeof(struct part);
}

static inline struct slice part_text(const struct page *p, const struct part *part)
{
    return slice_of(p->text.p + part->start, part->end - part->start);
}

#endif
