#include "store/segment.h"

#include <stdio.h>
#include <stdlib.h>
#define ZSTD_STATIC_LINKING_ONLY
#include <zstd.h>

#include "base/sized.h"
#include "store/segment_file.h"
#include "store/segment_runs.h"
#include "store/user_fields.h"

const char *const segment_trees[TREE_COUNT] = {
    "header", "dicts", "text", "docs", "fixed", "lengths", "ids", "terms", "skips", "postings",
    "positions", "groups", "endings", "strays", "names"};

enum status segment_damaged(const struct segment *s, const char *what, uint64_t number,
                            struct err *e)
{
    enum status status = err_set(e, E_CORRUPT, "'%s' is damaged: %s (%llu)", s->path, what,
                                 (unsigned long long)number);
    err_hint(e, CHECKSUM_HINT);
    return status;
}

/* The header without its checksum. */
static bool find_header(const struct segment *s, struct slice *out)
{
    if (!lmdb_get(s->file, TREE_HEADER, SLICE_LITERAL("segment"), out)
        || out->n < SEGMENT_HEADER_BYTES + CHECKSUM_BYTES)
        return false;
    out->n -= CHECKSUM_BYTES;
    return codec_load64(slice_end(*out)) == checksum_of(*out, TREE_HEADER);
}

/* What stands behind the numbers. */
static bool read_field_names(struct slice names, uint32_t format, struct segment_header *out)
{
    struct slice name;

    out->field_names = names;
    while (user_field_names_next(&names, &name))
        ;
    return names.n == 0 && (format == SEGMENT_FORMAT_FIELDS || out->field_names.n == 0);
}

static enum status read_header(struct segment *s, struct err *e)
{
    struct slice value;
    const uint8_t *p;
    uint64_t sum = 0;
    uint32_t format;

    if (!find_header(s, &value))
        return segment_damaged(s, "no sound header", 0, e);
    format = codec_load32(value.p);
    if (format != SEGMENT_FORMAT && format != SEGMENT_FORMAT_FIELDS)
        return err_set(e, E_VERSION, "'%s' has format %u, this program reads formats %u and %u",
                       s->path, format, SEGMENT_FORMAT, SEGMENT_FORMAT_FIELDS);
    if (!read_field_names(slice_drop(value, SEGMENT_HEADER_BYTES), format, &s->header))
        return segment_damaged(s, "wrong names of fields", 0, e);
    s->header.doc_count = codec_load32(value.p + 4);
    p = value.p + 8;
    for (size_t i = 0; i < SEGMENT_LANG_COUNT; i++, p += 12)
        s->header.langs[i] = (struct lang_stats){codec_load32(p), codec_load64(p + 4)};
    s->header.term_count = codec_load64(p);
    for (size_t i = 0; i < SEGMENT_LANG_COUNT; i++)
        sum += s->header.langs[i].doc_count;
    if (sum != s->header.doc_count)      /* a merge goes language by language */
        return segment_damaged(s, "a wrong number of documents in all languages", sum, e);
    s->header.posting_count = codec_load64(p + 8);
    s->header.position_count = codec_load64(p + 16);
    if (s->header.doc_count > SEGMENT_DOCS_MAX)
        return segment_damaged(s, "too many documents", s->header.doc_count, e);
    return OK;
}

/* All lengths are verified at once: scoring reads them without a check. */
static enum status open_lengths(struct segment *s, struct err *e)
{
    uint32_t count = s->header.doc_count;
    uint32_t chunks = (count + SEGMENT_LENGTHS_PER_CHUNK - 1) / SEGMENT_LENGTHS_PER_CHUNK;

    s->lengths = calloc((size_t)chunks + 1, sizeof *s->lengths);
    if (s->lengths == NULL)
        return err_memory(e, "lengths");
    for (uint32_t i = 0; i < chunks; i++) {
        uint32_t left = count - i * SEGMENT_LENGTHS_PER_CHUNK;
        struct slice chunk;

        TRY(stream_chunk(&s->streams[TREE_LENGTHS], i, &chunk, e));
        if (chunk.n != 4 * (size_t)(left < SEGMENT_LENGTHS_PER_CHUNK ? left
                                                                     : SEGMENT_LENGTHS_PER_CHUNK))
            return segment_damaged(s, "wrong count of lengths", i, e);
        s->lengths[i] = chunk.p;
    }
    return OK;
}

static enum status open_parts(struct segment *s, const struct lmdb_walk *expected, struct err *e)
{
    TRY(lmdb_open(s->path, segment_trees, TREE_COUNT, &s->walk, &s->file, e));
    if (expected != NULL
        && (expected->meta_checksum != s->walk.meta_checksum
            || expected->structure_checksum != s->walk.structure_checksum))
        return segment_damaged(s, "its structure is not what the manifest says", 0, e);
    TRY(read_header(s, e));
    for (size_t i = TREE_DICTS; i < TREE_COUNT; i++)
        if (!segment_is_table(i))
            TRY(stream_open(&s->streams[i], s->file, i, s->path, e));
    TRY(table_open(&s->terms, s->file, TREE_TERMS, s->path, e));
    TRY(table_open(&s->endings, s->file, TREE_ENDINGS, s->path, e));
    TRY(table_open(&s->strays, s->file, TREE_STRAYS, s->path, e));
    TRY(table_open(&s->names, s->file, TREE_NAMES, s->path, e));
    deletions_init(&s->deletions, s->header.doc_count);
    return open_lengths(s, e);
}

enum status segment_open(const char *path, const char *name, const struct lmdb_walk *expected,
                         struct segment **out, struct err *e)
{
    struct segment *s = calloc(1, sizeof *s);
    enum status status;

    *out = NULL;
    if (s == NULL)
        return err_memory(e, path);
    buf_init(&s->scratch, (size_t)1 << 31);
    s->path = strdup(path);
    s->name = strdup(name);
    status = s->path == NULL || s->name == NULL ? err_memory(e, path) : open_parts(s, expected, e);
    if (status != OK)
        segment_close(s);
    else
        *out = s;
    return status;
}

void segment_close(struct segment *s)
{
    if (s == NULL)
        return;
    for (size_t i = 0; i < TREE_COUNT; i++)
        stream_close(&s->streams[i]);
    table_close(&s->terms);
    table_close(&s->endings);
    table_close(&s->strays);
    table_close(&s->names);
    lmdb_close(s->file);
    deletions_release(&s->deletions);
    buf_release(&s->scratch);
    for (uint32_t i = 0; s->dicts != NULL && i < segment_dict_count(s); i++)
        ZSTD_freeDDict(s->dicts[i]);
    free(s->dicts);
    ZSTD_freeDCtx(s->zstd);
    free(s->lengths);
    free(s->path);
    free(s->name);
    free(s);
}

uint32_t segment_doc_count(const struct segment *s)
{
    return s->header.doc_count;
}

uint32_t segment_live_count(const struct segment *s)
{
    return s->header.doc_count - s->deletions.deleted;
}

struct lang_stats segment_lang_stats(const struct segment *s, uint8_t lang)
{
    return (struct lang_stats){
        s->header.langs[lang].doc_count - s->deletions.langs[lang].doc_count,
        s->header.langs[lang].length_sum - s->deletions.langs[lang].length_sum};
}

struct slice segment_user_field_names(const struct segment *s)
{
    return s->header.field_names;
}

bool segment_is_deleted(const struct segment *s, docid doc)
{
    return deletions_has(&s->deletions, doc);
}

enum status segment_find_term(struct segment *s, uint8_t lang, struct slice term,
                              struct term_info *out, struct err *e)
{
    uint8_t key[1 + SEGMENT_TERM_MAX_BYTES];
    struct slice payload;

    if (term.n > SEGMENT_TERM_MAX_BYTES)
        return E_NOT_FOUND;
    key[0] = lang;
    if (term.n > 0)
        memcpy(key + 1, term.p, term.n);
    TRY(table_find(&s->terms, slice_of(key, term.n + 1), &payload, e));
    if (!postings_read_info(payload, out))
        return segment_damaged(s, "wrong record of a term", 0, e);
    return OK;
}

enum status segment_number_groups(struct segment *s, struct err *e)
{
    size_t size = 2 * (size_t)lmdb_count(s->file, TREE_TERMS);
    struct slice bytes = {0};

    if (s->terms.blocks != NULL || size == 0)
        return OK;
    buf_clear(&s->scratch);
    TRY(stream_bytes(&s->streams[TREE_GROUPS], (struct stream_address){0, 0}, size, &s->scratch,
                     &bytes, e));
    return table_number_groups(&s->terms, bytes, e);
}

/* Where the document's compressed text is. */
struct segment_text_place {
    struct stream_address at;
    uint32_t compressed_bytes;
    uint32_t dict;               /* 0: none */
};
/* Counts that a text of this size can have: readers of positions rely on it. Of a
 * text that is not stored the title is all there is.                          */
static bool has_sound_sizes(const struct document *d)
{
    bool only_title = d->title_start == 0 && d->title_bytes == d->text_bytes;

    return d->lang < SEGMENT_LANG_COUNT && d->text_bytes <= SEGMENT_TEXT_MAX_BYTES
           && d->title_start <= d->text_bytes && d->title_bytes <= d->text_bytes - d->title_start
           && segment_runs_are_sound(d->runs, only_title ? UINT32_MAX : d->text_bytes);
}

/* A code is printed as it is. */
static bool is_lang_code(const char code[SEGMENT_CODE_MAX])
{
    size_t n = 0;

    while (code[n] >= 'a' && code[n] <= 'z')
        n++;
    return code[n] == '\0';
}

static bool parse_record(const uint8_t *p, const uint8_t *end, struct document *d,
                         struct segment_text_place *place)
{
    uint32_t *numbers[] = {&d->title_start, &d->title_bytes, &d->text_bytes, &place->at.chunk,
                           &place->at.offset, &place->compressed_bytes, &place->dict};
    bool has_fields;
    struct slice code, *slices[] = {&d->runs, &d->id, &d->path, &d->date, &d->charset, &code};

    for (size_t i = 0; i < sizeof slices / sizeof *slices; i++) {
        p = sized_get(p, end, slices[i]);
        if (p == NULL)
            return false;
    }
    if (code.n >= SEGMENT_CODE_MAX || (size_t)(end - p) < SEGMENT_RECORD_FIXED_BYTES)
        return false;
    memset(d->lang_code, 0, sizeof d->lang_code);
    memcpy(d->lang_code, code.p, code.n);
    d->lang = p[0];
    d->charset_percent = p[1] & (uint8_t)~SEGMENT_RECORD_HAS_FIELDS;
    has_fields = (p[1] & SEGMENT_RECORD_HAS_FIELDS) != 0;
    d->content_hash = codec_load64(p + 2);
    d->signature = codec_load64(p + 10);
    p += SEGMENT_RECORD_FIXED_BYTES;
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        p = codec_get_varint32(p, end, numbers[i]);
        if (p == NULL)
            return false;
    }
    d->user_fields = (struct slice){0};
    if (has_fields && (sized_get(p, end, &d->user_fields) == NULL || !user_fields_are_sound(d->user_fields)))
        return false;
    return has_sound_sizes(d) && is_lang_code(d->lang_code);
}

/* The record, and what follows it in its chunk. */
static enum status find_record(struct segment *s, docid doc, struct slice *out, struct err *e)
{
    struct stream_address at = {doc / SEGMENT_FIXED_PER_CHUNK,
                                doc % SEGMENT_FIXED_PER_CHUNK * SEGMENT_FIXED_BYTES};
    struct slice bytes;

    if (doc >= s->header.doc_count)
        return segment_damaged(s, "no such document", doc, e);
    TRY(stream_at(&s->streams[TREE_FIXED], at, SEGMENT_FIXED_BYTES, &bytes, e));
    at = (struct stream_address){codec_load32(bytes.p), codec_load16(bytes.p + 4)};
    return stream_at(&s->streams[TREE_DOCS], at, 1, out, e);
}

static enum status read_record(struct segment *s, docid doc, struct document *out,
                               struct segment_text_place *place, struct err *e)
{
    struct slice bytes;

    TRY(find_record(s, doc, &bytes, e));
    if (!parse_record(bytes.p, bytes.p + bytes.n, out, place))
        return segment_damaged(s, "wrong record of document", doc, e);
    return OK;
}

enum status segment_document_runs(struct segment *s, docid doc, struct slice *out, struct err *e)
{
    struct slice bytes;

    TRY(find_record(s, doc, &bytes, e));
    if (sized_get(bytes.p, bytes.p + bytes.n, out) == NULL
        || !segment_runs_are_sound(*out, UINT32_MAX))
        return segment_damaged(s, "wrong zones of document", doc, e);
    return OK;
}

enum status segment_document(struct segment *s, docid doc, struct document *out, struct err *e)
{
    struct segment_text_place place;
    return read_record(s, doc, out, &place, e);
}

uint32_t segment_dict_count(const struct segment *s)
{
    return s->streams[TREE_DICTS].chunk_count;
}

enum status segment_dict(struct segment *s, uint32_t number, uint8_t *lang, struct slice *out,
                         struct err *e)
{
    TRY(stream_chunk(&s->streams[TREE_DICTS], number - 1, out, e));
    if (out->n < 1 || out->p[0] >= SEGMENT_LANG_COUNT)
        return segment_damaged(s, "no such dictionary", number, e);
    *lang = out->p[0];
    *out = slice_drop(*out, 1);
    return OK;
}

/* The dictionary, digested when it is first used; null for number 0. */
static enum status open_dict(struct segment *s, uint32_t number, ZSTD_DDict **out, struct err *e)
{
    struct slice bytes;
    uint8_t lang;

    *out = NULL;
    if (s->zstd == NULL && (s->zstd = ZSTD_createDCtx()) == NULL)
        return err_memory(e, "a text");
    if (number == 0)
        return OK;
    TRY(segment_dict(s, number, &lang, &bytes, e));
    if (s->dicts == NULL)
        s->dicts = calloc(segment_dict_count(s), sizeof *s->dicts);
    if (s->dicts == NULL)
        return err_memory(e, "a text");
    if (s->dicts[number - 1] == NULL)
        s->dicts[number - 1] = ZSTD_createDDict_byReference(bytes.p, bytes.n);
    if (s->dicts[number - 1] == NULL)
        return segment_damaged(s, "no such dictionary", number, e);
    *out = s->dicts[number - 1];
    return OK;
}

enum status segment_frame(struct segment *s, docid doc, struct slice *frame, uint32_t *dict,
                          struct err *e)
{
    struct document d;
    struct segment_text_place place;

    TRY(read_record(s, doc, &d, &place, e));
    *dict = place.dict;
    return stream_bytes(&s->streams[TREE_TEXT], place.at, place.compressed_bytes, &s->scratch, frame,
                        e);
}

enum status segment_text(struct segment *s, docid doc, struct buf *out, struct err *e)
{
    struct document d;
    struct segment_text_place place;
    struct slice frame;
    ZSTD_DDict *dict;
    uint8_t *to;

    TRY(read_record(s, doc, &d, &place, e));
    if (d.text_bytes == 0 && place.compressed_bytes == 0)
        return OK;
    TRY(stream_bytes(&s->streams[TREE_TEXT], place.at, place.compressed_bytes, &s->scratch, &frame,
                     e));
    if (ZSTD_getFrameContentSize(frame.p, frame.n) != d.text_bytes)
        return segment_damaged(s, "wrong size of the text of document", doc, e);
    to = buf_reserve(out, (size_t)d.text_bytes + 1);
    if (to == NULL)
        return err_memory(e, "a text");
    TRY(open_dict(s, place.dict, &dict, e));
    if (ZSTD_decompress_usingDDict(s->zstd, to, d.text_bytes, frame.p, frame.n, dict)
        != d.text_bytes)
        return segment_damaged(s, "wrong text of document", doc, e);
    out->n += d.text_bytes;
    return OK;
}

static enum status id_at(struct segment *s, uint32_t at, uint64_t *hash, docid *doc, struct err *e)
{
    struct stream_address place = {at / SEGMENT_IDS_PER_CHUNK,
                                   at % SEGMENT_IDS_PER_CHUNK * SEGMENT_ID_BYTES};
    struct slice bytes;

    TRY(stream_at(&s->streams[TREE_IDS], place, SEGMENT_ID_BYTES, &bytes, e));
    *hash = codec_load64(bytes.p);
    *doc = codec_load32(bytes.p + 8);
    return OK;
}

/* Place in the list of ids of the first one with a checksum >= wanted. */
static enum status seek_id(struct segment *s, uint64_t wanted, uint32_t *out, struct err *e)
{
    uint32_t first = 0, end = s->header.doc_count;

    while (first < end) {
        uint32_t middle = first + (end - first) / 2;
        uint64_t hash;
        docid doc;

        TRY(id_at(s, middle, &hash, &doc, e));
        if (hash < wanted)
            first = middle + 1;
        else
            end = middle;
    }
    *out = first;
    return OK;
}

enum status segment_find_id(struct segment *s, struct slice id, docid *out, struct err *e)
{
    uint64_t wanted = checksum_of(id, 0), hash;
    uint32_t first;

    *out = DOC_END;
    TRY(seek_id(s, wanted, &first, e));
    for (; first < s->header.doc_count; first++) {
        struct document d;
        docid doc;

        TRY(id_at(s, first, &hash, &doc, e));
        if (hash != wanted)
            break;
        TRY(segment_document(s, doc, &d, e));
        if (slice_equal(d.id, id) && !segment_is_deleted(s, doc))
            *out = doc;
    }
    return OK;
}

enum status segment_find_id_hash(struct segment *s, uint64_t hash, docid *out, struct err *e)
{
    uint32_t first;

    *out = DOC_END;
    TRY(seek_id(s, hash, &first, e));
    for (; first < s->header.doc_count; first++) {
        uint64_t found;
        docid doc;

        TRY(id_at(s, first, &found, &doc, e));
        if (found != hash)
            break;
        if (!segment_is_deleted(s, doc))
            *out = doc;
    }
    return OK;
}
