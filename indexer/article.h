/* article.h - one article as it is handed to the index. */
#ifndef INDEXER_ARTICLE_H
#define INDEXER_ARTICLE_H

#include "store/segment.h"

/* A stretch of the text in one zone. */
struct article_run {
    uint32_t bytes;
    uint8_t zone;             /* enum segment_zone */
};

struct article {
    struct slice id;          /* required, 1 .. 4096 bytes, any bytes */
    struct slice path;        /* as the user would open it; empty for records */
    struct slice lang_code;   /* as declared; empty: identified from the text */
    struct slice date;        /* as declared; may be empty */
    struct slice text;        /* valid UTF-8: title_bytes of title, then the body */
    size_t title_bytes;       /* a line break after the title belongs to the body */
};

#endif
