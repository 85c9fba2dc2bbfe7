/* article.h - one article as it is handed to the index. */
#ifndef INDEXER_ARTICLE_H
#define INDEXER_ARTICLE_H

#include "indexer/formats/format.h"
#include "store/segment.h"

/* A stretch of a text in one zone. */
struct article_run {
    uint32_t bytes;
    uint8_t zone;             /* enum segment_zone */
    uint8_t lang;             /* enum lang + 1 of its words; 0: the document's */
};

/* How a text is divided, and what its title is where no record gives one. */
enum article_zones { ARTICLE_ZONES, ARTICLE_PLAIN /* title and body */ };
enum article_title { ARTICLE_TITLE_FOUND, ARTICLE_TITLE_FIRST_LINE, ARTICLE_TITLE_NONE };

struct article_how {
    enum article_zones zones;
    enum article_title title;
};

/* What an article was found to be by an index before this one: taken as it is. */
struct article_given {
    bool is_given;
    const struct article_run *runs;      /* of text, whole */
    size_t run_count;
    size_t title_start, title_bytes;     /* in text */
    uint64_t content_hash;               /* of the source that was read then */
};

struct article {
    struct slice id;          /* required, 1 .. 4096 bytes, any bytes */
    struct slice path;        /* as the user would open it; empty for records */
    struct slice lang_code;   /* as declared; empty: identified from the text */
    struct slice title;       /* as declared; empty: found in the text */
    struct slice date;        /* as declared; empty: found in the text */
    struct slice user_fields; /* store/user_fields.h; those of its page are not among them */
    struct slice asked;       /* which of its metadata are such fields, too: formats/fields.h */
    bool fields_cut;          /* not all of them have room */
    struct slice charset;     /* that its bytes were in; may be empty */
    uint8_t charset_percent;  /* how sure that is */
    enum format format;       /* of text: format_is_single */
    struct slice text;        /* valid UTF-8 */
    const struct page *page;  /* already read, instead of format and text; null: not */
    struct article_how how;
    struct article_given given;     /* instead of format, page and title */
};

/* Of what it says: title, text and date, wherever it lies and however it is read. */
uint64_t article_hash(const struct article *a);

#endif
