#include "store/segment_writer.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/sized.h"
#include "store/form_trees.h"
#include "store/list_writer.h"
#include "store/names.h"
#include "store/segment_runs.h"
#include "store/user_fields.h"

#define BUF_MAX_BYTES ((size_t)3 << 30)
#define DICTS_MAX 4096u

struct doc_row {
    uint64_t id_hash;
    struct stream_address at;
    uint32_t length;
    uint8_t lang;
};

/* Name and use of every buffer: the struct, init and release follow it. */
#define BUFS(X)                                                                    \
    X(record)                                                                      \
    X(dicts)                 /* a uint64_t checksum for each */                    \
    X(field_names)                                                                 \
    X(key) X(payload)

struct segment_writer {
#define BUF_FIELD(name) struct buf name;
    BUFS(BUF_FIELD)
#undef BUF_FIELD
    char *path;
    struct lmdb_writer *file;
    struct stream_writer streams[TREE_COUNT];
    struct table_writer terms, endings, strays, names;
    struct list_writer lists;
    struct form_trees form_trees;
    struct names name_rows;
    struct segment_header header;
    struct doc_row *rows;            /* in the order they were added */
    uint32_t row_capacity;
    docid *docids;                   /* of the rows; null while documents are added */
    uint32_t *order;                 /* row of each docid */
    struct {
        struct slice bytes;
        uint32_t number;         /* 0: none yet */
    } last_dict[SEGMENT_LANG_COUNT];
};

/* Arrays have as many of their elements in a chunk as SEGMENT_..._PER_CHUNK says. */
static size_t chunk_bytes(size_t tree)
{
    return tree == TREE_FIXED || tree == TREE_LENGTHS || tree == TREE_IDS ? STREAM_ARRAY_BYTES
                                                                          : STREAM_CHUNK_BYTES;
}

enum status segment_writer_create(const char *path, size_t commit_bytes,
                                  struct segment_writer **out, struct err *e)
{
    struct segment_writer *w = calloc(1, sizeof *w);
    enum status status;

    *out = NULL;
    if (w == NULL)
        return err_memory(e, path);
#define BUF_INIT(name) buf_init(&w->name, BUF_MAX_BYTES);
    BUFS(BUF_INIT)
#undef BUF_INIT
    w->path = strdup(path);
    unlink(path);
    status = w->path == NULL
                 ? err_memory(e, path)
                 : lmdb_create(path, segment_trees, TREE_COUNT, commit_bytes, &w->file, e);
    for (size_t i = 0; i < TREE_COUNT; i++)
        stream_writer_init(&w->streams[i], w->file, i, chunk_bytes(i));
    table_writer_init(&w->terms, w->file, TREE_TERMS);
    table_writer_init(&w->endings, w->file, TREE_ENDINGS);
    table_writer_init(&w->strays, w->file, TREE_STRAYS);
    table_writer_init(&w->names, w->file, TREE_NAMES);
    list_writer_init(&w->lists, &w->streams[TREE_POSTINGS], &w->streams[TREE_POSITIONS], &w->streams[TREE_SKIPS]);
    form_trees_init(&w->form_trees);
    names_init(&w->name_rows);
    if (status != OK)
        segment_writer_abandon(w);
    else
        *out = w;
    return status;
}

static void release(struct segment_writer *w)
{
#define BUF_RELEASE(name) buf_release(&w->name);
    BUFS(BUF_RELEASE)
#undef BUF_RELEASE
    for (size_t i = 0; i < TREE_COUNT; i++)
        stream_writer_release(&w->streams[i]);
    table_writer_release(&w->terms);
    table_writer_release(&w->endings);
    table_writer_release(&w->strays);
    table_writer_release(&w->names);
    list_writer_release(&w->lists);
    form_trees_release(&w->form_trees);
    names_release(&w->name_rows);
    free(w->rows);
    free(w->docids);
    free(w->order);
    free(w->path);
    free(w);
}

void segment_writer_abandon(struct segment_writer *w)
{
    if (w == NULL)
        return;
    lmdb_abandon(w->file);
    if (w->path != NULL)
        unlink(w->path);
    release(w);
}

enum status segment_writer_dict(struct segment_writer *w, uint8_t lang, struct slice dict,
                                uint32_t *number, struct err *e)
{
    const uint64_t *sums = (const uint64_t *)(const void *)w->dicts.p;
    size_t count = w->dicts.n / sizeof *sums;
    struct stream_address at;
    uint64_t sum;

    *number = w->last_dict[lang].number;
    if (*number != 0 && w->last_dict[lang].bytes.p == dict.p)
        return OK;
    sum = checksum_of(dict, lang);
    w->last_dict[lang].bytes = dict;
    w->last_dict[lang].number = (uint32_t)count + 1;
    for (*number = 1; *number <= count; ++*number)
        if (sums[*number - 1] == sum) {
            w->last_dict[lang].number = *number;
            return OK;
        }
    if (count == DICTS_MAX)
        return err_set(e, E_LIMIT, "more than %u compression dictionaries", DICTS_MAX);
    buf_append(&w->dicts, &sum, sizeof sum);
    buf_clear(&w->record);
    buf_append_byte(&w->record, lang);
    buf_append_slice(&w->record, dict);
    if (!buf_ok(&w->record) || !buf_ok(&w->dicts))
        return err_memory(e, "a compression dictionary");
    /* one a chunk: they are read by their number */
    TRY(stream_put(&w->streams[TREE_DICTS], buf_slice(&w->record), &at, e));
    return stream_writer_finish(&w->streams[TREE_DICTS], e);
}

static struct doc_row *add_row(struct segment_writer *w)
{
    if (w->header.doc_count == w->row_capacity) {
        uint32_t capacity = w->row_capacity == 0 ? 1024 : w->row_capacity * 2;
        struct doc_row *rows = realloc(w->rows, capacity * sizeof *rows);
        if (rows == NULL)
            return NULL;
        w->rows = rows;
        w->row_capacity = capacity;
    }
    return &w->rows[w->header.doc_count++];
}

enum status segment_writer_document(struct segment_writer *w, const struct document *d,
                                    struct err *e)
{
    struct doc_row *row;
    struct lang_stats *stats = &w->header.langs[d->lang];

    if (w->header.doc_count >= SEGMENT_DOCS_MAX)
        return err_set(e, E_LIMIT, "more than %u documents in a segment", SEGMENT_DOCS_MAX);
    row = add_row(w);
    if (row == NULL)
        return err_memory(e, "documents");
    *row = (struct doc_row){.id_hash = checksum_of(d->id, 0), .lang = d->lang,
                            .length = segment_runs_length(d->runs)};
    stats->doc_count++;
    stats->length_sum += row->length;
    return OK;
}

enum status segment_writer_number(struct segment_writer *w, struct err *e)
{
    uint32_t count = w->header.doc_count, next = 0;

    w->docids = malloc(((size_t)count + 1) * sizeof *w->docids);
    w->order = malloc(((size_t)count + 1) * sizeof *w->order);
    if (w->docids == NULL || w->order == NULL)
        return err_memory(e, "documents");
    for (uint8_t lang = 0; lang < SEGMENT_LANG_COUNT; lang++)
        for (uint32_t row = 0; row < count; row++)
            if (w->rows[row].lang == lang) {
                w->order[next] = row;
                w->docids[row] = next++;
            }
    return OK;
}

docid segment_writer_docid(const struct segment_writer *w, uint32_t row)
{
    return w->docids[row];
}

docid segment_writer_first(const struct segment_writer *w, uint8_t lang)
{
    docid first = 0;

    for (uint8_t l = 0; l < lang; l++)
        first += w->header.langs[l].doc_count;
    return first;
}

static void put_record(struct buf *out, const struct document *d)
{
    uint8_t fixed[SEGMENT_RECORD_FIXED_BYTES];

    sized_put(out, d->runs);
    sized_put(out, d->id);
    sized_put(out, d->path);
    sized_put(out, d->date);
    sized_put(out, d->charset);
    sized_put(out, slice_of_string(d->lang_code));
    fixed[0] = d->lang;
    fixed[1] = d->charset_percent | (d->user_fields.n > 0 ? SEGMENT_RECORD_HAS_FIELDS : 0);
    codec_store64(fixed + 2, d->content_hash);
    codec_store64(fixed + 10, d->signature);
    buf_append(out, fixed, sizeof fixed);
    append_varint(out, d->title_start);
    append_varint(out, d->title_bytes);
    append_varint(out, d->text_bytes);
}

/* The end of a record that has some. */
static void put_user_fields(struct segment_writer *w, struct slice encoded)
{
    struct user_fields f;

    if (encoded.n == 0)
        return;
    sized_put(&w->record, encoded);
    user_fields_open(&f, encoded);
    while (user_fields_next(&f))
        user_field_names_add(&w->field_names, f.name);
}

enum status segment_writer_text(struct segment_writer *w, uint32_t row, const struct document *d,
                                struct slice frame, uint32_t dict, struct err *e)
{
    struct stream_address at;

    TRY(stream_put_bytes(&w->streams[TREE_TEXT], frame, &at, e));
    buf_clear(&w->record);
    put_record(&w->record, d);
    append_varint(&w->record, at.chunk);
    append_varint(&w->record, at.offset);
    append_varint(&w->record, frame.n);
    append_varint(&w->record, dict);
    put_user_fields(w, d->user_fields);
    if (!buf_ok(&w->record) || !buf_ok(&w->field_names))
        return err_memory(e, "a document");
    return stream_put(&w->streams[TREE_DOCS], buf_slice(&w->record), &w->rows[row].at, e);
}

enum status segment_writer_blocks(struct segment_writer *w, struct lists *l, struct list *list,
                                  struct err *e)
{
    return list_writer_blocks(&w->lists, l, list, e);
}

static enum status put_entry(void *writer, struct slice key, struct slice payload, struct err *e)
{
    return table_put(writer, key, payload, e);
}

static struct form_sinks sinks_of(struct segment_writer *w)
{
    return (struct form_sinks){{put_entry, &w->endings}, {put_entry, &w->strays}};
}

enum status segment_writer_term(struct segment_writer *w, uint8_t lang, struct slice term,
                                const struct lists *l, const struct list *list,
                                struct slice forms, struct err *e)
{
    const struct form_sinks sinks = sinks_of(w);
    enum status status;

    buf_clear(&w->key);
    buf_append_byte(&w->key, lang);
    buf_append_slice(&w->key, term);
    buf_clear(&w->payload);
    TRY(list_writer_end(&w->lists, l, list, &w->payload, e));
    buf_append_slice(&w->payload, forms);
    if (!buf_ok(&w->payload) || !buf_ok(&w->key))
        return err_memory(e, "a term");
    w->header.term_count++;
    w->header.posting_count += list->df;
    w->header.position_count += list->cf;
    TRY(table_put(&w->terms, buf_slice(&w->key), buf_slice(&w->payload), e));
    status = form_trees_add(&w->form_trees, lang, term, list->cf, forms, w->terms.group_count - 1,
                            &sinks, e);
    return status == E_INPUT ? err_set(e, E_CORRUPT, "wrong forms of a term") : status;
}

uint32_t segment_writer_term_number(const struct segment_writer *w)
{
    return table_writer_number(&w->terms);
}

enum status segment_writer_name(struct segment_writer *w, uint8_t lang, uint64_t key,
                                uint32_t term, struct err *e)
{
    const struct table_sink sink = {put_entry, &w->names};

    return names_add(&w->name_rows, lang, key, term, &sink, e);
}

struct table_sink segment_writer_names(struct segment_writer *w)
{
    return (struct table_sink){put_entry, &w->names};
}

/* What is made of all terms. */
static enum status finish_terms(struct segment_writer *w, struct err *e)
{
    const struct form_sinks sinks = sinks_of(w);
    const struct table_sink names = {put_entry, &w->names};
    struct stream_address at;

    TRY(table_writer_finish(&w->terms, e));
    TRY(stream_put_bytes(&w->streams[TREE_GROUPS], buf_slice(&w->terms.block_groups), &at, e));
    TRY(form_trees_finish(&w->form_trees, &sinks, e));
    TRY(names_finish(&w->name_rows, &names, e));
    TRY(table_writer_finish(&w->endings, e));
    TRY(table_writer_finish(&w->strays, e));
    return table_writer_finish(&w->names, e);
}

struct id_row {
    uint64_t hash;
    uint32_t doc;
};

static int compare_ids(const void *a, const void *b)
{
    const struct id_row *x = a, *y = b;

    if (x->hash != y->hash)
        return x->hash < y->hash ? -1 : 1;
    return (x->doc > y->doc) - (x->doc < y->doc);
}

static enum status put_ids(struct segment_writer *w, struct err *e)
{
    uint32_t count = w->header.doc_count;
    struct id_row *rows = malloc((count + 1) * sizeof *rows);
    enum status status = OK;

    if (rows == NULL)
        return err_memory(e, "ids");
    for (uint32_t i = 0; i < count; i++)
        rows[i] = (struct id_row){w->rows[w->order[i]].id_hash, i};
    qsort(rows, count, sizeof *rows, compare_ids);
    for (uint32_t i = 0; i < count && status == OK; i++) {
        uint8_t bytes[SEGMENT_ID_BYTES];
        struct stream_address at;

        codec_store64(bytes, rows[i].hash);
        codec_store32(bytes + 8, rows[i].doc);
        status = stream_put(&w->streams[TREE_IDS], slice_of(bytes, sizeof bytes), &at, e);
        if (status == OK && at.offset / SEGMENT_ID_BYTES + at.chunk * SEGMENT_IDS_PER_CHUNK != i)
            status = err_set(e, E_LIMIT, "ids out of place");
    }
    free(rows);
    return status;
}

/* A chunk of lengths is one record, longer than other chunks. */
static enum status put_lengths(struct segment_writer *w, struct err *e)
{
    for (uint32_t first = 0; first < w->header.doc_count; first += SEGMENT_LENGTHS_PER_CHUNK) {
        uint32_t left = w->header.doc_count - first;
        struct stream_address at;

        buf_clear(&w->record);
        for (uint32_t i = 0; i < left && i < SEGMENT_LENGTHS_PER_CHUNK; i++)
            append_u32(&w->record, w->rows[w->order[first + i]].length);
        if (!buf_ok(&w->record))
            return err_memory(e, "lengths");
        TRY(stream_put(&w->streams[TREE_LENGTHS], buf_slice(&w->record), &at, e));
        TRY(stream_writer_finish(&w->streams[TREE_LENGTHS], e));
    }
    return OK;
}

static enum status put_rows(struct segment_writer *w, struct err *e)
{
    for (uint32_t i = 0; i < w->header.doc_count; i++) {
        const struct doc_row *row = &w->rows[w->order[i]];
        uint8_t bytes[SEGMENT_FIXED_BYTES] = {0};
        struct stream_address at;

        codec_store32(bytes, row->at.chunk);
        codec_store16(bytes + 4, (uint16_t)row->at.offset);
        bytes[6] = row->lang;
        TRY(stream_put(&w->streams[TREE_FIXED], slice_of(bytes, sizeof bytes), &at, e));
    }
    return put_lengths(w, e);
}

static enum status put_header(struct segment_writer *w, struct err *e)
{
    uint8_t bytes[SEGMENT_HEADER_BYTES], checksum[CHECKSUM_BYTES], *p = bytes + 8;

    codec_store32(bytes, w->field_names.n > 0 ? SEGMENT_FORMAT_FIELDS : SEGMENT_FORMAT);
    codec_store32(bytes + 4, w->header.doc_count);
    for (size_t i = 0; i < SEGMENT_LANG_COUNT; i++, p += 12) {
        codec_store32(p, w->header.langs[i].doc_count);
        codec_store64(p + 4, w->header.langs[i].length_sum);
    }
    codec_store64(p, w->header.term_count);
    codec_store64(p + 8, w->header.posting_count);
    codec_store64(p + 16, w->header.position_count);
    buf_clear(&w->record);
    buf_append(&w->record, bytes, sizeof bytes);
    buf_append_slice(&w->record, buf_slice(&w->field_names));
    codec_store64(checksum, checksum_of(buf_slice(&w->record), TREE_HEADER));
    buf_append(&w->record, checksum, sizeof checksum);
    if (!buf_ok(&w->record))
        return err_memory(e, "the header");
    return lmdb_put(w->file, TREE_HEADER, SLICE_LITERAL("segment"), buf_slice(&w->record), e);
}

static enum status finish_parts(struct segment_writer *w, struct err *e)
{
    if (w->order == NULL)
        TRY(segment_writer_number(w, e));
    TRY(finish_terms(w, e));
    TRY(put_ids(w, e));
    TRY(put_rows(w, e));
    for (size_t i = 0; i < TREE_COUNT; i++)
        if (!segment_is_table(i))
            TRY(stream_writer_finish(&w->streams[i], e));
    return put_header(w, e);
}

enum status segment_writer_finish(struct segment_writer *w, struct lmdb_walk *out, struct err *e)
{
    enum status status = finish_parts(w, e);

    if (status == OK) {
        struct lmdb_writer *file = w->file;
        w->file = NULL;
        status = lmdb_finish(file, e);
    }
    if (status == OK)
        status = lmdb_walk_file(w->path, out, e);
    if (status != OK) {
        segment_writer_abandon(w);
        return status;
    }
    release(w);
    return OK;
}
