/* html_tags.h - what an element of HTML means for the text in it. */
#ifndef INDEXER_FORMATS_HTML_TAGS_H
#define INDEXER_FORMATS_HTML_TAGS_H

#include "indexer/page/page.h"

enum html_role {
    HTML_INLINE,      /* part of a line: words go on over its borders */
    HTML_APART,       /* part of a line, but no word goes on over its borders */
    HTML_LINK,        /* a: as HTML_APART, and its text counts as link */
    HTML_BLOCK,
    HTML_BREAK,       /* br */
    HTML_DROPPED,     /* what is in it is never text */
    HTML_SCRIPT,      /* dropped, but it may be JSON-LD */
    HTML_TITLE,       /* of the document */
    HTML_META,
    HTML_LINK_REL,    /* link */
};

/* For html_tag.kind: that of the element around it, where that is an item, a heading ... */
#define HTML_KIND_INHERITED 0xff

struct html_tag {
    const char *name;
    uint8_t role;
    uint8_t kind, level;   /* of a block: enum page_block_kind */
    uint8_t flags;         /* enum page_block_flag */
    uint8_t hints;         /* the same, believed as html_blocks.h says */
    bool is_row;           /* not a container of its own: rows of a table */
};

/* Never null: what is unknown is inline. */
const struct html_tag *html_tags_find(const char *name);

/* Flags that a role attribute gives. */
uint8_t html_tags_role_flags(const char *role);

#endif
