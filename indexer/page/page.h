/* page.h - an article's text as blocks, before it is known what each block is.
 *
 *     bytes -> charset -> format (text, HTML, Markdown, mail, ...) -> page
 *           -> zones, title, date, languages -> article -> index
 *
 * A format fills the page: the text and, in its order, the blocks it is made of
 * (paragraphs, headings, list items, lines), with what the format knows about each;
 * and what the format was told about the whole (titles, dates, language). It judges
 * nothing: zones.h decides what is title, lead, body, credit, menu, related.
 *
 * Shape   blocks are in the order of the text and do not overlap; bytes between two
 *         blocks (line breaks) belong to neither. A block of a format with markup has
 *         its white space folded to one space, or to one line break where the markup asks
 *         for one (<br>, <pre>); of plain text it is as written.
 * Memory  A page owns all its bytes; slices borrow from `strings` until page_clear.
 *         One page is used for one document after the other.                   */
#ifndef INDEXER_PAGE_PAGE_H
#define INDEXER_PAGE_PAGE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

enum page_block_kind {
    PAGE_LINE,        /* of plain text: a line that is not blank */
    PAGE_PARAGRAPH,
    PAGE_HEADING,     /* level 1 .. 6 */
    PAGE_ITEM,        /* of a list */
    PAGE_CAPTION,     /* of a picture */
    PAGE_CELL,        /* of a table */
    PAGE_QUOTE,
    PAGE_CODE,
};

/* What the markup says around a block. */
enum page_block_flag {
    PAGE_IN_NAVIGATION = 1,   /* nav, menu, header or footer of the page, aside, form, button */
    PAGE_IN_ARTICLE = 2,      /* article, main, itemprop=articleBody */
    PAGE_HIDDEN = 4,          /* hidden, aria-hidden, display: none */
    PAGE_BYLINE = 8,          /* rel=author, itemprop=author, address, class byline */
    PAGE_RELATED = 16,        /* class or id says related, recommended, more, teaser, comments */
    PAGE_TIME = 32,           /* a time element, itemprop=datePublished */
};

struct page_block {
    uint32_t start, end;      /* bytes of text */
    uint8_t kind, level;
    uint8_t link_percent;     /* of its characters, how many are text of links */
    uint8_t flags;
    uint32_t parent;          /* number of the container that holds it: blocks side by side
                                 in one list, column or section have the same; 0 in plain text */
};

/* Where a title or date candidate comes from, best evidence first. */
enum page_source {
    PAGE_FROM_RECORD,         /* a field, a front matter, a mail's header */
    PAGE_FROM_JSON_LD,
    PAGE_FROM_META,           /* og:title, article:published_time, ... */
    PAGE_FROM_TIME,           /* <time datetime> */
    PAGE_FROM_H1,
    PAGE_FROM_TITLE,          /* <title>: often with the site's name */
    PAGE_FROM_MODIFIED,       /* a date of the last change, where no other is known */
    PAGE_SOURCE_COUNT
};

struct page_candidate {
    enum page_source source;
    struct slice text;        /* as written */
};

#define PAGE_CANDIDATES_MAX 24u

struct page {
    struct buf text;                      /* valid UTF-8 */
    struct buf block_bytes;               /* struct page_block */
    struct page_candidate titles[PAGE_CANDIDATES_MAX], dates[PAGE_CANDIDATES_MAX];
    size_t title_count, date_count;
    struct slice lang;                    /* declared: "de-AT"; empty: unknown */
    struct slice site;                    /* og:site_name; empty: unknown */
    struct slice author;
    struct slice url;                     /* canonical; empty: unknown */
    struct buf user_fields;               /* store/user_fields.h, of those that are asked for */
    bool fields_cut;                      /* not all of them have room */
    struct slice asked;                   /* which (formats/fields.h); stays when it is cleared */
    struct arena strings;
    bool truncated;                       /* a limit cut the text; said in a note */
};

void page_init(struct page *p);
void page_release(struct page *p);
void page_clear(struct page *p);

static inline struct page_block *page_blocks(const struct page *p)
{
    return (struct page_block *)(void *)p->block_bytes.p;
}

static inline size_t page_block_count(const struct page *p)
{
    return p->block_bytes.n / sizeof(struct page_block);
}

/* Without the white space and the marks that show nothing at its ends. */
struct slice page_trim(struct slice text);

/* A block of what is in p->text already; blocks are put in order. */
void page_put_block(struct page *p, size_t start, size_t end, struct page_block shape);

/* Appends a line break (where the text is not empty) and text as a block; blank text
 * is none. `shape` gives all but start and end.                                */
void page_add_block(struct page *p, struct slice text, struct page_block shape);

/* Copied into strings; beyond PAGE_CANDIDATES_MAX, and empty ones, are dropped; the
 * last one gives way to a record's. */
void page_add_title(struct page *p, enum page_source source, struct slice text);
void page_add_date(struct page *p, enum page_source source, struct slice text);
struct slice page_keep(struct page *p, struct slice text);

/* Makes `to` the same as `from`. */
void page_copy(struct page *to, const struct page *from);

/* Whether everything could be stored. */
bool page_ok(const struct page *p);

#endif
