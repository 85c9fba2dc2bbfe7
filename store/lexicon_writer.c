#include "store/lexicon_writer.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/codec.h"
#include "base/hash.h"
#include "base/io.h"
#include "base/map.h"
#include "base/sized.h"
#include "store/checksum.h"
#include "store/lexicon_file.h"

#define COMMIT_BYTES ((size_t)16 << 20)

struct lexicon_writer {
    char *path;
    char *building;              /* path.tmp */
    uint32_t analysis;
    struct lmdb_writer *file;
    struct table_writer pairs;
    uint64_t key_count;
    struct map texts[LEXICON_LANGS];     /* of translations, by language */
    struct buf payload, list;
};

static void release(struct lexicon_writer *w)
{
    table_writer_release(&w->pairs);
    buf_release(&w->payload);
    buf_release(&w->list);
    for (size_t i = 0; i < LEXICON_LANGS; i++)
        map_release(&w->texts[i]);
    free(w->path);
    free(w->building);
    free(w);
}

void lexicon_abandon(struct lexicon_writer *w)
{
    if (w == NULL)
        return;
    lmdb_abandon(w->file);
    if (w->building != NULL)
        (void)unlink(w->building);
    release(w);
}

static bool name_files(struct lexicon_writer *w, const char *path)
{
    size_t size = strlen(path) + sizeof ".tmp";

    w->path = strdup(path);
    w->building = malloc(size);
    if (w->path == NULL || w->building == NULL)
        return false;
    snprintf(w->building, size, "%s.tmp", path);
    return true;
}

enum status lexicon_create(const char *path, uint32_t analysis, struct lexicon_writer **out,
                           struct err *e)
{
    struct lexicon_writer *w = calloc(1, sizeof *w);
    enum status status;

    *out = NULL;
    if (w == NULL)
        return err_memory(e, path);
    w->analysis = analysis;
    buf_init(&w->payload, TABLE_PAYLOAD_MAX);
    buf_init(&w->list, TABLE_PAYLOAD_MAX);
    if (!name_files(w, path)) {
        release(w);
        return err_memory(e, path);
    }
    (void)unlink(w->building);   /* of a run that was interrupted */
    status = lmdb_create(w->building, lexicon_trees, LEXICON_TREE_COUNT, COMMIT_BYTES, &w->file, e);
    table_writer_init(&w->pairs, w->file, LEXICON_TREE_PAIRS);
    if (status != OK)
        lexicon_abandon(w);
    else
        *out = w;
    return status;
}

/* The number of a text, in order of first sight; MAP_NONE without memory. */
static uint32_t number_of(struct lexicon_writer *w, uint8_t lang, struct slice text)
{
    bool added;

    return map_add(&w->texts[lang], text, hash_bytes(text), &added);
}

/* False without memory. */
static bool append_list(struct lexicon_writer *w, uint8_t to, const struct lexicon_targets *t)
{
    buf_clear(&w->list);
    for (size_t i = 0; i < t->count && i < LEXICON_BEST; i++) {
        uint32_t number = number_of(w, to, t->items[i].text);

        if (number == MAP_NONE)
            return false;
        buf_append_byte(&w->list, (uint8_t)t->items[i].weight);
        append_varint(&w->list, number);
    }
    sized_put(&w->payload, buf_slice(&w->list));
    return true;
}

enum status lexicon_put(struct lexicon_writer *w, uint8_t from, struct slice text,
                        const struct lexicon_targets targets[LEXICON_LANGS], struct err *e)
{
    uint8_t key[1 + LEXICON_KEY_MAX_BYTES] = {from};

    buf_clear(&w->payload);
    for (uint8_t to = 1; to < LEXICON_LANGS; to++)
        if (to != from && !append_list(w, to, &targets[to]))
            return err_memory(e, "translations");
    if (text.n > LEXICON_KEY_MAX_BYTES || !buf_ok(&w->payload) || !buf_ok(&w->list))
        return err_set(e, E_LIMIT, "translations of '%.*s' are too long", SLICE_ARG(text));
    memcpy(key + 1, text.p, text.n);
    w->key_count++;
    return table_put(&w->pairs, slice_of(key, text.n + 1), buf_slice(&w->payload), e);
}

static enum status write_texts_of(struct lexicon_writer *w, uint8_t lang,
                                  struct table_writer *table, struct err *e)
{
    const struct map *texts = &w->texts[lang];
    uint8_t key[LEXICON_TEXTS_KEY_BYTES];

    for (uint32_t i = 0; i < texts->count; i += LEXICON_TEXTS) {
        buf_clear(&w->payload);
        for (uint32_t k = i; k < texts->count && k < i + LEXICON_TEXTS; k++)
            sized_put(&w->payload, map_key(texts, k));
        lexicon_texts_key(lang, i / LEXICON_TEXTS, key);
        TRY(table_put(table, slice_of(key, sizeof key), buf_slice(&w->payload), e));
    }
    return OK;
}

static enum status write_texts(struct lexicon_writer *w, struct err *e)
{
    struct table_writer table;
    enum status status = OK;

    table_writer_init(&table, w->file, LEXICON_TREE_TEXTS);
    for (uint8_t lang = 1; status == OK && lang < LEXICON_LANGS; lang++)
        status = write_texts_of(w, lang, &table, e);
    if (status == OK)
        status = table_writer_finish(&table, e);
    table_writer_release(&table);
    return status;
}

static enum status write_header(struct lexicon_writer *w, struct slice sources, struct err *e)
{
    uint8_t head[LEXICON_HEADER_BYTES], sum[CHECKSUM_BYTES];
    struct buf out;
    enum status status;

    buf_init(&out, (size_t)64 << 10);
    codec_store32(head, LEXICON_FORMAT);
    codec_store32(head + 4, w->analysis);
    codec_store64(head + 8, w->key_count);
    buf_append(&out, head, sizeof head);
    buf_append_slice(&out, sources);
    codec_store64(sum, checksum_of(buf_slice(&out), LEXICON_TREE_HEADER));
    buf_append(&out, sum, sizeof sum);
    status = buf_ok(&out) ? lmdb_put(w->file, LEXICON_TREE_HEADER,
                                     SLICE_LITERAL(LEXICON_HEADER_KEY), buf_slice(&out), e)
                          : err_set(e, E_LIMIT, "the list of sources is too long");
    buf_release(&out);
    return status;
}

/* The new file takes the old one's place, and stays there whatever happens. */
static enum status publish(struct lexicon_writer *w, uint64_t *bytes, struct err *e)
{
    char folder[IO_PATH_MAX];
    struct stat info;
    char *slash;

    if (stat(w->building, &info) != 0 || rename(w->building, w->path) != 0)
        return err_set_errno(e, E_IO, errno, "cannot put the lexicon to '%s'", w->path);
    *bytes = (uint64_t)info.st_size;
    snprintf(folder, sizeof folder, "%s", w->path);
    slash = strrchr(folder, '/');
    if (slash == NULL)
        return io_sync_directory(".", e);
    slash[slash == folder] = '\0';
    return io_sync_directory(folder, e);
}

enum status lexicon_finish(struct lexicon_writer *w, struct slice sources, uint64_t *bytes,
                           struct err *e)
{
    enum status status = table_writer_finish(&w->pairs, e);

    if (status == OK)
        status = write_texts(w, e);
    if (status == OK)
        status = write_header(w, sources, e);
    if (status == OK) {
        status = lmdb_finish(w->file, e);
        w->file = NULL;
    }
    if (status == OK)
        status = publish(w, bytes, e);
    lexicon_abandon(w);
    return status;
}
