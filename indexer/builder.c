#include "indexer/builder.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/hash.h"
#include "base/io.h"
#include "base/map.h"
#include "indexer/inverter.h"
#include "stemmers/langid.h"
#include "store/checksum.h"
#include "store/index.h"
#include "store/lock.h"
#include "store/manifest.h"
#include "store/merge.h"

#define MEMORY_MIN ((size_t)16 << 20)
#define ID_MAX_BYTES 4096

struct builder {
    char *path;
    int lock;
    struct builder_options options;
    struct manifest manifest;
    struct index *index;              /* null while nothing is published */
    struct deletions *deletions;      /* of each segment, with what is to be published */
    bool *changed;                    /* whose deletions differ from the published ones */
    struct inverter *inverter;
    /* the open segment */
    struct segment_writer *writer;
    struct map ids;                   /* of its articles; number -> id_docs */
    docid *id_docs;
    uint32_t id_capacity;
    struct doc_note {
        uint8_t lang;
        bool dead;
        uint32_t length;
    } *notes;
    uint32_t note_count, note_capacity;
};

static enum status make_directory(const char *path, struct err *e)
{
    if (mkdir(path, 0777) == 0 || errno == EEXIST)
        return OK;
    return err_set_errno(e, E_IO, errno, "cannot create index directory '%s'", path);
}

static void release_deletions(struct builder *b)
{
    for (size_t i = 0; b->deletions != NULL && i < b->manifest.segment_count; i++)
        deletions_release(&b->deletions[i]);
    free(b->deletions);
    free(b->changed);
    b->deletions = NULL;
    b->changed = NULL;
}

/* Opens what is published and takes a copy of its deletions to add to. */
static enum status open_published(struct builder *b, struct err *e)
{
    size_t count;

    index_close(b->index);
    b->index = NULL;
    TRY(index_open(b->path, ANALYZER_VERSION, &b->index, e));
    count = index_segment_count(b->index);
    b->deletions = calloc(count + 1, sizeof *b->deletions);
    b->changed = calloc(count + 1, sizeof *b->changed);
    if (b->deletions == NULL || b->changed == NULL)
        return err_memory(e, "deletions");
    for (size_t i = 0; i < count; i++)
        TRY(deletions_copy(&index_segment(b->index, i)->deletions, &b->deletions[i], e));
    return OK;
}

static bool is_named(const struct builder *b, const char *file)
{
    char name[MANIFEST_SEGMENT_NAME_MAX];

    for (size_t i = 0; i < b->manifest.segment_count; i++) {
        const struct manifest_segment *s = &b->manifest.segments[i];
        manifest_segment_name(s->number, name);
        if (strcmp(name, file) == 0)
            return true;
        manifest_deletions_name(s->number, s->deletions, name);
        if (s->deletions != 0 && strcmp(name, file) == 0)
            return true;
    }
    return false;
}

/* Unlinks segment files that no manifest names: of this or a killed writer. */
static void remove_unused(const struct builder *b)
{
    DIR *directory = opendir(b->path);
    struct dirent *entry;

    if (directory == NULL)
        return;
    while ((entry = readdir(directory)) != NULL)
        if (strncmp(entry->d_name, "seg-", 4) == 0 && !is_named(b, entry->d_name))
            unlinkat(dirfd(directory), entry->d_name, 0);
    closedir(directory);
}

static enum status open_parts(struct builder *b, struct err *e)
{
    struct err none = ERR_NONE;
    enum status status;

    TRY(make_directory(b->path, e));
    TRY(lock_take(b->path, b->options.wait_ms, &b->lock, e));
    status = manifest_read(b->path, &b->manifest, &none);
    if (status == E_NOT_FOUND)
        b->manifest = (struct manifest){.analysis = ANALYZER_VERSION, .next_segment = 1};
    else if (status != OK)
        return *e = none, status;
    else
        TRY(open_published(b, e));
    remove_unused(b);
    return inverter_open(&b->inverter, e);
}

enum status builder_open(const char *path, const struct builder_options *options,
                         struct builder **out, struct err *e)
{
    struct builder *b = calloc(1, sizeof *b);
    enum status status;

    *out = NULL;
    if (b == NULL || (b->path = strdup(path)) == NULL) {
        free(b);
        return err_memory(e, path);
    }
    b->lock = -1;
    b->options = *options;
    if (b->options.memory_bytes < MEMORY_MIN)
        b->options.memory_bytes = MEMORY_MIN;
    status = open_parts(b, e);
    if (status != OK)
        builder_close(b);
    else
        *out = b;
    return status;
}

void builder_close(struct builder *b)
{
    if (b == NULL)
        return;
    segment_writer_abandon(b->writer);
    inverter_close(b->inverter);
    release_deletions(b);
    index_close(b->index);
    map_release(&b->ids);
    free(b->id_docs);
    free(b->notes);
    lock_release(b->lock);
    free(b->path);
    free(b);
}

static enum status open_writer(struct builder *b, struct err *e)
{
    char path[IO_PATH_MAX];
    size_t commit_bytes = b->options.memory_bytes / 8;

    if (b->writer != NULL)
        return OK;
    if (b->manifest.segment_count == MANIFEST_SEGMENTS_MAX)
        return err_set(e, E_IO, "index '%s' has %d segments, the most there may be", b->path,
                       MANIFEST_SEGMENTS_MAX);
    TRY(io_join(b->path, "seg-new.tmp", path, e));
    return segment_writer_create(path, commit_bytes, &b->writer, e);
}

/* Marks the published article with this id deleted; unchanged tells that its
 * content is the same, and then it stays. */
static enum status replace_published(struct builder *b, const struct article *a, uint64_t hash,
                                     struct builder_report *out, struct err *e)
{
    for (size_t i = b->index == NULL ? 0 : index_segment_count(b->index); i-- > 0;) {
        struct segment *s = index_segment(b->index, i);
        struct document d;
        docid doc;

        TRY(segment_find_id(s, a->id, &doc, e));
        if (doc == DOC_END || deletions_has(&b->deletions[i], doc))
            continue;
        TRY(segment_document(s, doc, &d, e));
        out->result = d.content_hash == hash ? BUILDER_UNCHANGED : BUILDER_UPDATED;
        if (out->result == BUILDER_UNCHANGED)
            return OK;
        b->changed[i] = true;
        return deletions_add(&b->deletions[i], doc, d.lang, segment_length(s, doc), e);
    }
    return OK;
}

static bool grow(void **array, uint32_t *capacity, uint32_t needed, size_t size)
{
    uint32_t wanted = *capacity == 0 ? 1024 : *capacity * 2;
    void *p;

    if (needed <= *capacity)
        return true;
    p = realloc(*array, wanted * size);
    if (p == NULL)
        return false;
    *array = p;
    *capacity = wanted;
    return true;
}

/* Remembers the article's id; one of this segment with the same id is dead. */
static enum status note_id(struct builder *b, const struct article *a, docid doc, bool *repeated,
                           struct err *e)
{
    bool added;
    uint32_t number = map_add(&b->ids, a->id, hash_bytes(a->id), &added);
    void *docs = b->id_docs;

    if (number == MAP_NONE || !grow(&docs, &b->id_capacity, number + 1, sizeof *b->id_docs))
        return err_memory(e, "ids");
    b->id_docs = docs;
    *repeated = !added;
    if (!added)
        b->notes[b->id_docs[number]].dead = true;
    b->id_docs[number] = doc;
    return OK;
}

static void choose_language(const struct article *a, struct builder_report *out)
{
    struct langid found;

    out->lang_identified = a->lang_code.n == 0;
    if (a->lang_code.n > 0) {
        out->code = lang_normalize_code(a->lang_code);
        out->lang = lang_of_code(a->lang_code);
        return;
    }
    found = langid_identify(a->text);
    out->code = found.code;
    out->lang = found.lang;
}

static enum status add_document(struct builder *b, const struct article *a, uint64_t hash,
                                struct builder_report *out, struct err *e)
{
    struct slice title = slice_of(a->text.p, a->title_bytes);
    struct slice body = slice_drop(a->text, a->title_bytes);
    struct document d = {.id = a->id, .path = a->path, .date = a->date,
                         .lang = (uint8_t)out->lang, .content_hash = hash,
                         .title_bytes = (uint32_t)a->title_bytes,
                         .text_bytes = (uint32_t)a->text.n};
    void *notes = b->notes;
    docid doc = b->note_count;

    TRY(open_writer(b, e));
    if (!grow(&notes, &b->note_capacity, doc + 1, sizeof *b->notes))
        return err_memory(e, "documents");
    b->notes = notes;
    memcpy(d.lang_code, out->code.text, sizeof d.lang_code);
    TRY(inverter_add(b->inverter, doc, out->lang, title, 0, &d.title_words, e));
    TRY(inverter_add(b->inverter, doc, out->lang, body, d.title_words + SEGMENT_ZONE_GAP,
                     &d.body_words, e));
    TRY(note_id(b, a, doc, &out->repeated, e));
    b->notes[b->note_count++] = (struct doc_note){.lang = d.lang,
                                                  .length = segment_weighted_length(&d)};
    return segment_writer_document(b->writer, &d, a->text, e);
}

static uint64_t content_hash(const struct article *a)
{
    uint64_t hash = checksum_of(a->text, a->title_bytes);

    hash = checksum_of(a->date, hash);
    hash = checksum_of(a->lang_code, hash);
    return checksum_of(a->path, hash);
}

enum status builder_add(struct builder *b, const struct article *a, struct builder_report *out,
                        struct err *e)
{
    uint64_t hash = content_hash(a);

    *out = (struct builder_report){.result = BUILDER_ADDED};
    if (a->id.n == 0 || a->id.n > ID_MAX_BYTES)
        return err_set(e, E_INPUT, "an id of %zu bytes; 1 to %d are allowed", a->id.n,
                       ID_MAX_BYTES);
    if (a->text.n > WORDS_TEXT_MAX_BYTES)
        return err_set(e, E_LIMIT, "a text of %zu bytes; %zu are allowed", a->text.n,
                       (size_t)WORDS_TEXT_MAX_BYTES);
    choose_language(a, out);
    if (map_find(&b->ids, a->id, hash_bytes(a->id)) == MAP_NONE)
        TRY(replace_published(b, a, hash, out, e));
    if (out->result == BUILDER_UNCHANGED)
        return OK;
    TRY(add_document(b, a, hash, out, e));
    if (inverter_held_bytes(b->inverter) + map_held_bytes(&b->ids)
            > b->options.memory_bytes / 8 * 5
        || b->note_count == SEGMENT_DOCS_MAX)
        return builder_commit(b, e);
    return OK;
}

static enum status write_deletions(struct builder *b, uint32_t number, uint64_t generation,
                                   const struct deletions *d, struct err *e)
{
    char name[MANIFEST_SEGMENT_NAME_MAX];
    struct buf bytes;
    enum status status;

    manifest_deletions_name(number, generation, name);
    buf_init(&bytes, (size_t)SEGMENT_DOCS_MAX);
    deletions_encode(d, &bytes);
    status = buf_ok(&bytes) ? io_replace_file(b->path, name, buf_slice(&bytes), e)
                            : err_memory(e, "deletions");
    buf_release(&bytes);
    return status;
}

/* Articles of the new segment that a later one of the same run replaced. */
static enum status write_new_deletions(struct builder *b, struct manifest_segment *m,
                                       uint64_t generation, struct err *e)
{
    struct deletions d;
    enum status status = OK;

    deletions_init(&d, b->note_count);
    for (docid i = 0; i < b->note_count && status == OK; i++)
        if (b->notes[i].dead)
            status = deletions_add(&d, i, b->notes[i].lang, b->notes[i].length, e);
    if (status == OK && d.deleted > 0) {
        m->deletions = generation;
        status = write_deletions(b, m->number, generation, &d, e);
    }
    deletions_release(&d);
    return status;
}

static enum status seal(struct builder *b, struct manifest *m, struct err *e)
{
    struct manifest_segment *s = &m->segments[m->segment_count];
    char from[IO_PATH_MAX], to[IO_PATH_MAX], name[MANIFEST_SEGMENT_NAME_MAX];
    struct segment_writer *w = b->writer;
    struct stat info;

    *s = (struct manifest_segment){.number = m->next_segment++};
    manifest_segment_name(s->number, name);
    TRY(io_join(b->path, "seg-new.tmp", from, e));
    TRY(io_join(b->path, name, to, e));
    TRY(inverter_seal(b->inverter, w, e));
    b->writer = NULL;
    TRY(segment_writer_finish(w, &s->walk, e));
    if (stat(from, &info) != 0 || rename(from, to) != 0)
        return err_set_errno(e, E_IO, errno, "cannot rename '%s'", from);
    s->bytes = (uint64_t)info.st_size;
    TRY(write_new_deletions(b, s, m->generation, e));
    m->segment_count++;
    return OK;
}

static enum status publish(struct builder *b, struct manifest *m, struct err *e)
{
    m->generation++;
    for (size_t i = 0; i < b->manifest.segment_count; i++) {
        if (b->changed == NULL || !b->changed[i])
            continue;
        m->segments[i].deletions = m->generation;
        TRY(write_deletions(b, m->segments[i].number, m->generation, &b->deletions[i], e));
    }
    if (b->writer != NULL)
        TRY(seal(b, m, e));
    TRY(io_sync_directory(b->path, e));
    TRY(manifest_write(b->path, m, e));
    release_deletions(b);
    b->manifest = *m;
    remove_unused(b);
    map_clear(&b->ids);
    b->note_count = 0;
    return open_published(b, e);
}

/* The run [first, first + count) of the manifest gives way to one segment. */
static enum status replace_run(struct builder *b, struct manifest *m, size_t first, size_t count,
                               struct err *e)
{
    char from[IO_PATH_MAX], to[IO_PATH_MAX], name[MANIFEST_SEGMENT_NAME_MAX];
    struct manifest_segment merged = {.number = m->next_segment++};
    struct segment *segments[MANIFEST_SEGMENTS_MAX];
    struct stat info;

    manifest_segment_name(merged.number, name);
    TRY(io_join(b->path, "seg-new.tmp", from, e));
    TRY(io_join(b->path, name, to, e));
    for (size_t i = 0; i < count; i++)
        segments[i] = index_segment(b->index, first + i);
    TRY(merge_segments(segments, b->deletions + first, count, from, b->options.memory_bytes / 8,
                       &merged.walk, e));
    if (stat(from, &info) != 0 || rename(from, to) != 0)
        return err_set_errno(e, E_IO, errno, "cannot rename '%s'", from);
    merged.bytes = (uint64_t)info.st_size;
    m->segments[first] = merged;
    memmove(m->segments + first + 1, m->segments + first + count,
            (m->segment_count - first - count) * sizeof *m->segments);
    m->segment_count -= count - 1;
    m->generation++;
    TRY(io_sync_directory(b->path, e));
    return manifest_write(b->path, m, e);
}

static size_t choose_run(const struct builder *b, size_t *count)
{
    uint32_t live[MANIFEST_SEGMENTS_MAX];

    for (size_t i = 0; i < b->manifest.segment_count; i++)
        live[i] = segment_live_count(index_segment(b->index, i));
    return merge_choose(live, b->manifest.segment_count, count);
}

/* Merges while there are too many segments. A merge that finds no room or no
 * memory is postponed to the next commit: the index is sound without it.      */
static enum status merge_where_due(struct builder *b, struct err *e)
{
    struct manifest *m = malloc(sizeof *m);
    struct err local = ERR_NONE;
    enum status status = OK;
    size_t first, count;

    if (m == NULL)
        return err_memory(e, "the manifest");
    while (status == OK) {
        first = choose_run(b, &count);
        if (count == 0)
            break;
        *m = b->manifest;
        status = replace_run(b, m, first, count, &local);
        if (status != OK)
            break;
        release_deletions(b);
        b->manifest = *m;
        status = open_published(b, &local);
        remove_unused(b);
    }
    free(m);
    if (status == OK || ((status == E_IO || status == E_MEMORY) && b->deletions != NULL))
        return OK;
    *e = local;
    return status;
}

enum status builder_commit(struct builder *b, struct err *e)
{
    struct manifest *m;
    enum status status;

    if (b->writer == NULL && b->index != NULL)
        return OK;    /* nothing new: deletions come only with what replaces them */
    m = malloc(sizeof *m);
    if (m == NULL)
        return err_memory(e, "the manifest");
    *m = b->manifest;
    status = publish(b, m, e);
    free(m);
    return status == OK ? merge_where_due(b, e) : status;
}
