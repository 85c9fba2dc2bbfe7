/* segment.h - one sealed part of an index, open for reading.
 *
 * Documents are numbered 0 .. doc_count-1, language after language (so that a
 * term's documents lie close together), in each in the order they were added;
 * deleted ones keep their number until a merge.
 *
 * Units   Lengths and weighted tf are in hundredths of a word: a word of the body
 *         counts 100, of the title 200 (segment_runs.h), so they are exact.
 * Memory  Slices borrow from the mapped file until segment_close.
 * Errors  E_CORRUPT names file and place; nothing read is trusted.           */
#ifndef STORE_SEGMENT_H
#define STORE_SEGMENT_H

#include "base/buf.h"
#include "base/err.h"

typedef uint32_t docid;
#define DOC_END UINT32_MAX

#define SEGMENT_LANG_COUNT 4        /* term spaces; numbers are the caller's */
#define SEGMENT_BODY_WEIGHT 100
#define SEGMENT_ZONE_GAP 16         /* positions between two zones */
#define SEGMENT_CODE_MAX 8
#define SEGMENT_TERM_MAX_BYTES 255
#define SEGMENT_TEXT_MAX_BYTES (1u << 30)

/* What a part of a text is; numbers are written to disk. */
enum segment_zone {
    SEGMENT_TITLE, SEGMENT_LEAD, SEGMENT_BODY, SEGMENT_CREDIT, SEGMENT_RELATED, SEGMENT_MENU,
    SEGMENT_REPEATED,                /* stands in the text before: neither indexed nor shown */
    SEGMENT_ZONE_COUNT
};

struct segment;

/* What a document is, without its text. */
struct document {
    struct slice id;                     /* external id, unique in an index */
    struct slice path;                   /* as it was given; empty for records */
    struct slice date;                   /* as it was given or found; may be empty */
    struct slice charset;                /* that its bytes were in; may be empty */
    uint8_t charset_percent;             /* how sure that is */
    char lang_code[SEGMENT_CODE_MAX];    /* NUL-terminated */
    uint8_t lang;                        /* term space */
    uint64_t content_hash;
    uint64_t signature;                  /* of its words, for near duplicates; 0: none */
    struct slice runs;                   /* its zones: segment_runs.h */
    struct slice user_fields;            /* user_fields.h; mostly empty */
    uint32_t title_start, title_bytes;   /* in the text that is stored */
    uint32_t text_bytes;                 /* stored: all of the text, or the title alone */
};

/* Statistics of the live documents of one term space. */
struct lang_stats {
    uint32_t doc_count;
    uint64_t length_sum;                 /* hundredths of words */
};

uint32_t segment_doc_count(const struct segment *s);     /* deleted ones too */
uint32_t segment_live_count(const struct segment *s);
struct lang_stats segment_lang_stats(const struct segment *s, uint8_t lang);
/* Of the fields that its documents have or had (user_field_names_next). */
struct slice segment_user_field_names(const struct segment *s);
bool segment_is_deleted(const struct segment *s, docid doc);

enum status segment_document(struct segment *s, docid doc, struct document *out,
                             struct err *e) WARN_UNUSED;

/* Its zones, without reading the whole record. */
enum status segment_document_runs(struct segment *s, docid doc, struct slice *out,
                                  struct err *e) WARN_UNUSED;

/* Appends the text as it was indexed (valid UTF-8). */
enum status segment_text(struct segment *s, docid doc, struct buf *out, struct err *e) WARN_UNUSED;

/* The live document with this external id; DOC_END in *out when there is none. */
enum status segment_find_id(struct segment *s, struct slice id, docid *out,
                            struct err *e) WARN_UNUSED;

/* The same by the id's checksum (seed 0). Two ids with one checksum are not told apart. */
enum status segment_find_id_hash(struct segment *s, uint64_t hash, docid *out,
                                 struct err *e) WARN_UNUSED;

#endif
