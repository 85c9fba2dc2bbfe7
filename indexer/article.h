/* article.h - one article as it is handed to the index. */
#ifndef INDEXER_ARTICLE_H
#define INDEXER_ARTICLE_H

#include "store/segment.h"

/* A stretch of the text in one zone. */
struct article_run {
    uint32_t bytes;
    uint8_t zone;             /* enum segment_zone */
};

/* Without runs the text is judged as plain text (page/zones.h): a title that starts the
 * text is taken for the article's.                                             */
struct article {
    struct slice id;          /* required, 1 .. 4096 bytes, any bytes */
    struct slice path;        /* as the user would open it; empty for records */
    struct slice lang_code;   /* as declared; empty: identified from the text */
    struct slice date;        /* as declared or found; may be empty */
    struct slice charset;     /* that its bytes were in; may be empty */
    uint8_t charset_percent;  /* how sure that is */
    struct slice text;        /* valid UTF-8 */
    size_t title_start, title_bytes;    /* in text; 0 bytes: it has none */
    const struct article_run *runs;     /* in order, all of text; none: see below */
    size_t run_count;
};

#endif
