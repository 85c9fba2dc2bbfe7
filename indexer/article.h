/* article.h - one article as it is handed to the index. */
#ifndef INDEXER_ARTICLE_H
#define INDEXER_ARTICLE_H

#include "indexer/formats/format.h"
#include "store/segment.h"

/* A stretch of a text in one zone. */
struct article_run {
    uint32_t bytes;
    uint8_t zone;             /* enum segment_zone */
};

struct article {
    struct slice id;          /* required, 1 .. 4096 bytes, any bytes */
    struct slice path;        /* as the user would open it; empty for records */
    struct slice lang_code;   /* as declared; empty: identified from the text */
    struct slice title;       /* as declared; empty: found in the text */
    struct slice date;        /* as declared; empty: found in the text */
    struct slice charset;     /* that its bytes were in; may be empty */
    uint8_t charset_percent;  /* how sure that is */
    enum format format;       /* of text: format_is_single */
    struct slice text;        /* valid UTF-8 */
    const struct page *page;  /* already read, instead of format and text; null: not */
};

#endif
