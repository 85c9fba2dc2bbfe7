/* segment_file.h - what the files in store/ share about a segment's trees.
 *
 *     header   "segment": version, counts, statistics, checksum (segment_writer.c)
 *     dicts    chunk i: language byte, zstd dictionary i + 1
 *     text     compressed texts, one zstd frame each, across chunks
 *     docs     a record per document: zones, id, path, date, language, text
 *     fixed    8 bytes per document: chunk u32, offset u16 of its record, lang, 0
 *     lengths  u32 per document, hundredths of words
 *     ids      sorted: XXH3 of the external id u64, document u32
 *     terms    table: language byte, term -> payload (postings.h)
 *     skips, postings, positions                      (postings.h)
 *     groups   u16 per block of terms: its groups (table.h)
 *     endings, strays   tables made of the terms' forms (endings.h, strays.h)
 *     names    table: language byte, name key -> terms (names.h)               */
#ifndef STORE_SEGMENT_FILE_H
#define STORE_SEGMENT_FILE_H

#include "store/deletions.h"
#include "store/lmdb_file.h"
#include "store/postings.h"
#include "store/segment.h"
#include "store/stream.h"
#include "store/table.h"

#define SEGMENT_FORMAT 4
#define SEGMENT_FORMAT_FIELDS 5    /* 4, and names of user fields in the header */
#define SEGMENT_FIXED_BYTES 8u
#define SEGMENT_RECORD_FIXED_BYTES (1 + 1 + 8 + 8)   /* of a record in docs */
#define SEGMENT_RECORD_HAS_FIELDS 0x80u      /* a bit of its percent: user fields are its end */
#define SEGMENT_FIXED_PER_CHUNK 8189u
#define SEGMENT_LENGTHS_PER_CHUNK 16384u     /* a power of two: read for each score */
#define SEGMENT_ID_BYTES 12u
#define SEGMENT_IDS_PER_CHUNK 5459u
#define SEGMENT_DOCS_MAX (4u << 20)
#define SEGMENT_HEADER_BYTES (4 + 4 + SEGMENT_LANG_COUNT * 12 + 24)

enum segment_tree {
    TREE_HEADER, TREE_DICTS, TREE_TEXT, TREE_DOCS, TREE_FIXED, TREE_LENGTHS, TREE_IDS,
    TREE_TERMS, TREE_SKIPS, TREE_POSTINGS, TREE_POSITIONS, TREE_GROUPS, TREE_ENDINGS, TREE_STRAYS,
    TREE_NAMES, TREE_COUNT
};

/* The others are streams, but the header. */
static inline bool segment_is_table(size_t tree)
{
    return tree == TREE_TERMS || tree == TREE_ENDINGS || tree == TREE_STRAYS
           || tree == TREE_NAMES;
}

extern const char *const segment_trees[TREE_COUNT];

struct segment_header {
    uint32_t doc_count;
    struct lang_stats langs[SEGMENT_LANG_COUNT];
    uint64_t term_count, posting_count, position_count;
    struct slice field_names;        /* of the mapped file */
};

struct segment {
    char *path;
    char *name;
    struct lmdb_reader *file;
    struct lmdb_walk walk;
    struct stream streams[TREE_COUNT];
    struct table terms, endings, strays, names;
    struct segment_header header;
    struct deletions deletions;
    const uint8_t **lengths;         /* chunks of TREE_LENGTHS, all verified */
    struct buf scratch;
    struct ZSTD_DCtx_s *zstd;        /* made with the first text that is read */
    struct ZSTD_DDict_s **dicts;     /* digested when first used */
};

/* Opens the file; expected (or null) is what the manifest says of it. */
enum status segment_open(const char *path, const char *name, const struct lmdb_walk *expected,
                         struct segment **out, struct err *e) WARN_UNUSED;
void segment_close(struct segment *s);

/* E_NOT_FOUND without a report. */
enum status segment_find_term(struct segment *s, uint8_t lang, struct slice term,
                              struct term_info *out, struct err *e) WARN_UNUSED;

/* Makes table_enter_group work on the terms. */
enum status segment_number_groups(struct segment *s, struct err *e) WARN_UNUSED;

/* The first document of a language; they stand next to each other. */
static inline docid segment_lang_first(const struct segment *s, uint8_t lang)
{
    docid first = 0;

    for (uint8_t l = 0; l < lang; l++)
        first += s->header.langs[l].doc_count;
    return first;
}

/* The compressed text of a document and the number of its dictionary. */
enum status segment_frame(struct segment *s, docid doc, struct slice *frame, uint32_t *dict,
                          struct err *e) WARN_UNUSED;
uint32_t segment_dict_count(const struct segment *s);
/* Dictionary 1 .. segment_dict_count. */
enum status segment_dict(struct segment *s, uint32_t number, uint8_t *lang, struct slice *out,
                         struct err *e) WARN_UNUSED;

/* Hundredths of words; doc < doc_count. */
static inline uint32_t segment_length(const struct segment *s, docid doc)
{
    const uint8_t *p = s->lengths[doc / SEGMENT_LENGTHS_PER_CHUNK]
                       + 4 * (size_t)(doc % SEGMENT_LENGTHS_PER_CHUNK);
    uint32_t v;

    memcpy(&v, p, 4);
    return v;
}

enum status segment_damaged(const struct segment *s, const char *what, uint64_t number,
                            struct err *e);

#endif
