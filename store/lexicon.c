#include "store/lexicon.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/codec.h"
#include "store/checksum.h"
#include "store/lexicon_file.h"

const char *const lexicon_trees[LEXICON_TREE_COUNT] = {"header", "pairs", "texts"};

#define MAKE_IT "make it again: stemma-index lexicon"

struct lexicon {
    char *path;
    struct lmdb_reader *file;
    struct table pairs, texts;
    uint64_t key_count;
    struct slice sources;
};

static enum status damaged(const char *path, const char *what, struct err *e)
{
    enum status status = err_set(e, E_CORRUPT, "the lexicon '%s' is damaged: %s", path, what);

    err_hint(e, MAKE_IT);
    return status;
}

static enum status read_header(struct lexicon *l, uint32_t analysis, struct err *e)
{
    struct slice value;
    size_t size;

    if (!lmdb_get(l->file, LEXICON_TREE_HEADER, SLICE_LITERAL(LEXICON_HEADER_KEY), &value)
        || value.n < LEXICON_HEADER_BYTES + CHECKSUM_BYTES)
        return damaged(l->path, "no header", e);
    size = value.n - CHECKSUM_BYTES;
    if (codec_load64(value.p + size) != checksum_of(slice_of(value.p, size), LEXICON_TREE_HEADER))
        return damaged(l->path, "no sound header", e);
    if (codec_load32(value.p) != LEXICON_FORMAT) {
        err_set(e, E_VERSION, "the lexicon '%s' has format %u, this program reads format %u",
                l->path, codec_load32(value.p), LEXICON_FORMAT);
        err_hint(e, MAKE_IT);
        return E_VERSION;
    }
    if (codec_load32(value.p + 4) != analysis) {
        err_set(e, E_VERSION, "the lexicon '%s' was made by analysis %u of words, this program has %u",
                l->path, codec_load32(value.p + 4), analysis);
        err_hint(e, MAKE_IT);
        return E_VERSION;
    }
    l->key_count = codec_load64(value.p + 8);
    l->sources = slice_of(value.p + LEXICON_HEADER_BYTES, size - LEXICON_HEADER_BYTES);
    return OK;
}

/* Whether it is one of another version, whose trees are others; its report is made. */
static bool is_of_another_version(struct lexicon *l, uint32_t analysis, struct err *e)
{
    struct err unsaid = ERR_NONE;
    struct lmdb_walk walk;
    bool is_other;

    if (lmdb_open(l->path, lexicon_trees, LEXICON_TREE_HEADER + 1, &walk, &l->file, &unsaid) != OK)
        return false;
    is_other = read_header(l, analysis, &unsaid) == E_VERSION;
    if (is_other)
        *e = unsaid;
    return is_other;
}

/* Whatever is wrong with the file's structure, a new lexicon is the answer. */
static enum status open_file(struct lexicon *l, uint32_t analysis, struct err *e)
{
    struct err inner = ERR_NONE;
    struct lmdb_walk walk;
    enum status status;

    if (access(l->path, F_OK) != 0)
        return err_set_errno(e, errno == ENOENT || errno == ENOTDIR ? E_NOT_FOUND : E_IO, errno,
                             "cannot open the lexicon '%s'", l->path);
    status = lmdb_open(l->path, lexicon_trees, LEXICON_TREE_COUNT, &walk, &l->file, &inner);
    if (status == E_CORRUPT && is_of_another_version(l, analysis, &inner)) {
        *e = inner;
        return E_VERSION;
    }
    if (status == E_CORRUPT) {
        err_set(e, E_CORRUPT, "'%s' is no sound lexicon: %s", l->path, inner.text);
        err_hint(e, MAKE_IT);
    } else if (status != OK && e != NULL && e->status == OK) {
        *e = inner;
    }
    return status;
}

static enum status open_parts(struct lexicon *l, uint32_t analysis, struct err *e)
{
    TRY(open_file(l, analysis, e));
    TRY(read_header(l, analysis, e));
    TRY(table_open(&l->pairs, l->file, LEXICON_TREE_PAIRS, l->path, e));
    return table_open(&l->texts, l->file, LEXICON_TREE_TEXTS, l->path, e);
}

enum status lexicon_open(const char *path, uint32_t analysis, struct lexicon **out, struct err *e)
{
    struct lexicon *l = calloc(1, sizeof *l);
    enum status status;

    *out = NULL;
    if (l == NULL || (l->path = strdup(path)) == NULL) {
        free(l);
        return err_memory(e, path);
    }
    status = open_parts(l, analysis, e);
    if (status != OK)
        lexicon_close(l);
    else
        *out = l;
    return status;
}

void lexicon_close(struct lexicon *l)
{
    if (l == NULL)
        return;
    table_close(&l->pairs);
    table_close(&l->texts);
    lmdb_close(l->file);
    free(l->path);
    free(l);
}

/* Reads "varint size, bytes" at p; NULL where it reaches over the end. */
static const uint8_t *read_sized(const uint8_t *p, const uint8_t *end, struct slice *out)
{
    uint32_t size;

    p = codec_get_varint32(p, end, &size);
    if (p == NULL || size > (size_t)(end - p))
        return NULL;
    *out = slice_of(p, size);
    return p + size;
}

static enum status find(struct lexicon *l, uint8_t from, struct slice key,
                        struct lexicon_entry *out, struct err *e)
{
    struct slice payload;
    const uint8_t *p, *end;

    *out = (struct lexicon_entry){0};
    TRY(table_find(&l->pairs, key, &payload, e));
    p = payload.p;
    end = payload.p + payload.n;
    for (uint8_t to = 1; to < LEXICON_LANGS; to++)
        if (to != from && (p = read_sized(p, end, &out->lists[to])) == NULL)
            return damaged(l->path, "wrong entry", e);
    return OK;
}

enum status lexicon_find(struct lexicon *l, uint8_t from, const struct slice *stems, size_t count,
                         struct lexicon_entry *out, struct err *e)
{
    uint8_t key[2 + LEXICON_TEXT_MAX];
    size_t n = 0;

    *out = (struct lexicon_entry){0};
    key[n++] = from;
    for (size_t i = 0; i < count; i++) {
        if (stems[i].n == 0 || n + 1 + stems[i].n > sizeof key)
            return E_NOT_FOUND;
        if (i > 0)
            key[n++] = ' ';
        memcpy(key + n, stems[i].p, stems[i].n);
        n += stems[i].n;
    }
    return count == 0 ? E_NOT_FOUND : find(l, from, slice_of(key, n), out, e);
}

enum status lexicon_find_word(struct lexicon *l, uint8_t from, struct slice word,
                              struct lexicon_entry *out, struct err *e)
{
    uint8_t key[2 + LEXICON_TEXT_MAX] = {from, LEXICON_WORD_MARK};

    *out = (struct lexicon_entry){0};
    if (word.n == 0 || word.n > LEXICON_TEXT_MAX)
        return E_NOT_FOUND;
    memcpy(key + 2, word.p, word.n);
    return find(l, from, slice_of(key, word.n + 2), out, e);
}

/* The text of a number in a language. */
static enum status find_text(struct lexicon *l, uint8_t lang, uint32_t number, struct slice *out,
                             struct err *e)
{
    uint8_t key[LEXICON_TEXTS_KEY_BYTES];
    struct slice payload;
    const uint8_t *p, *end;
    enum status status;

    lexicon_texts_key(lang, number / LEXICON_TEXTS, key);
    status = table_find(&l->texts, slice_of(key, sizeof key), &payload, e);
    if (status == E_NOT_FOUND)
        return damaged(l->path, "a number without text", e);
    if (status != OK)
        return status;
    p = payload.p;
    end = slice_end(payload);
    for (uint32_t i = 0; i <= number % LEXICON_TEXTS; i++)
        if (p == end || (p = read_sized(p, end, out)) == NULL || out->n == 0)
            return damaged(l->path, "wrong text", e);
    return OK;
}

static size_t words_of(struct slice text)
{
    size_t count = 1;

    for (size_t i = 0; i < text.n; i++)
        count += text.p[i] == ' ';
    return count;
}

static void split(struct slice text, struct slice *out)
{
    size_t start = 0;

    for (size_t i = 0; i <= text.n; i++)
        if (i == text.n || text.p[i] == ' ') {
            *out++ = slice_of(text.p + start, i - start);
            start = i + 1;
        }
}

enum status lexicon_read(struct lexicon *l, const struct lexicon_entry *entry, uint8_t to,
                         struct arena *arena, struct lexicon_alternative **out, size_t *count,
                         struct err *e)
{
    struct slice list = entry->lists[to];
    const uint8_t *p = list.p, *end = slice_end(list);
    struct lexicon_alternative *all;

    *out = NULL;
    *count = 0;
    if (list.n == 0)
        return OK;
    all = arena_zalloc(arena, LEXICON_BEST, sizeof *all);
    if (all == NULL)
        return err_memory(e, "translations");
    while (p < end) {
        struct lexicon_alternative *a = &all[*count];
        uint32_t number;

        if (*count == LEXICON_BEST)
            return damaged(l->path, "too many alternatives", e);
        a->weight = *p++;
        p = codec_get_varint32(p, end, &number);
        if (p == NULL || a->weight == 0 || a->weight > 100)
            return damaged(l->path, "wrong alternative", e);
        TRY(find_text(l, to, number, &a->text, e));
        a->term_count = words_of(a->text);
        a->terms = arena_alloc(arena, a->term_count * sizeof *a->terms);
        if (a->terms == NULL)
            return err_memory(e, "translations");
        split(a->text, a->terms);
        ++*count;
    }
    *out = all;
    return OK;
}

enum status lexicon_translate(struct lexicon *l, uint8_t from, uint8_t to,
                              const struct slice *stems, size_t count, struct arena *arena,
                              struct lexicon_alternative **out, size_t *out_count, size_t *words,
                              struct err *e)
{
    struct lexicon_entry entry;

    *out = NULL;
    *out_count = 0;
    for (*words = count < LEXICON_SOURCE_WORDS ? count : LEXICON_SOURCE_WORDS; *words > 0; --*words) {
        enum status status = lexicon_find(l, from, stems, *words, &entry, e);

        if (status == OK && entry.lists[to].n > 0)
            return lexicon_read(l, &entry, to, arena, out, out_count, e);
        if (status != OK && status != E_NOT_FOUND)
            return status;
    }
    return OK;
}

uint64_t lexicon_key_count(const struct lexicon *l)
{
    return l->key_count;
}

struct slice lexicon_sources(const struct lexicon *l)
{
    return l->sources;
}
