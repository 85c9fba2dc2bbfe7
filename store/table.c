#include "store/table.h"

#include <stdlib.h>

#include "base/codec.h"
#include "store/checksum.h"

#define VERIFIED_MOST ((size_t)1 << 20)

void table_writer_init(struct table_writer *w, struct lmdb_writer *file, size_t tree)
{
    *w = (struct table_writer){.file = file, .tree = tree};
    buf_init(&w->block, TABLE_BLOCK_BYTES);
    buf_init(&w->first_key, TABLE_KEY_MAX);
    buf_init(&w->last_key, TABLE_KEY_MAX);
    buf_init(&w->block_groups, (size_t)1 << 30);
}

void table_writer_release(struct table_writer *w)
{
    buf_release(&w->block);
    buf_release(&w->first_key);
    buf_release(&w->last_key);
    buf_release(&w->block_groups);
}

static enum status flush(struct table_writer *w, struct err *e)
{
    uint8_t bytes[CHECKSUM_BYTES];
    enum status status;

    for (size_t i = 0; i < w->restart_count; i++) {
        codec_store16(bytes, w->restarts[i]);
        buf_append(&w->block, bytes, 2);
    }
    codec_store16(bytes, (uint16_t)w->restart_count);
    buf_append(&w->block, bytes, 2);
    buf_append(&w->block_groups, bytes, 2);
    codec_store64(bytes, checksum_of(buf_slice(&w->block), w->tree));
    buf_append(&w->block, bytes, CHECKSUM_BYTES);
    if (!buf_ok(&w->block) || !buf_ok(&w->block_groups))
        return err_memory(e, "a dictionary block");
    status = lmdb_put(w->file, w->tree, buf_slice(&w->first_key), buf_slice(&w->block), e);
    buf_clear(&w->block);
    buf_clear(&w->last_key);
    w->restart_count = w->entry_count = 0;
    return status;
}

static size_t common_prefix(struct slice a, struct slice b)
{
    size_t n = a.n < b.n ? a.n : b.n, i = 0;

    while (i < n && a.p[i] == b.p[i])
        i++;
    return i;
}

enum status table_put(struct table_writer *w, struct slice key, struct slice payload, struct err *e)
{
    size_t worst = key.n + payload.n + 3 * CODEC_VARINT32_MAX_BYTES;
    size_t tail = 2 * (w->restart_count + 2) + CHECKSUM_BYTES;
    uint8_t head[3 * CODEC_VARINT32_MAX_BYTES], *p;
    size_t shared;

    if (key.n > TABLE_KEY_MAX || payload.n > TABLE_PAYLOAD_MAX)
        return err_set(e, E_LIMIT, "a dictionary entry of %zu + %zu bytes", key.n, payload.n);
    if (w->entry_count > 0 && w->block.n + worst + tail > TABLE_BLOCK_BYTES)
        TRY(flush(w, e));
    if (w->entry_count == 0) {
        buf_clear(&w->first_key);
        buf_append_slice(&w->first_key, key);
    }
    if (w->entry_count % TABLE_GROUP == 0) {
        w->restarts[w->restart_count++] = (uint16_t)w->block.n;
        w->group_count++;
        buf_clear(&w->last_key);
    }
    shared = common_prefix(buf_slice(&w->last_key), key);
    p = codec_put_varint(head, shared);
    p = codec_put_varint(p, key.n - shared);
    buf_append(&w->block, head, (size_t)(p - head));
    buf_append(&w->block, key.p + shared, key.n - shared);
    p = codec_put_varint(head, payload.n);
    buf_append(&w->block, head, (size_t)(p - head));
    buf_append_slice(&w->block, payload);
    buf_clear(&w->last_key);
    buf_append_slice(&w->last_key, key);
    w->entry_count++;
    return buf_ok(&w->block) && buf_ok(&w->last_key) && buf_ok(&w->first_key)
               ? OK : err_memory(e, "a dictionary block");
}

enum status table_writer_finish(struct table_writer *w, struct err *e)
{
    return w->entry_count > 0 ? flush(w, e) : OK;
}

enum status table_open(struct table *t, struct lmdb_reader *file, size_t tree, const char *name,
                       struct err *e)
{
    uint64_t blocks = lmdb_count(file, tree);
    size_t places = 64;

    while (places < blocks * 2 && places < VERIFIED_MOST)
        places *= 2;
    *t = (struct table){.file = file, .tree = tree, .name = name, .verified_mask = places - 1};
    t->verified = calloc(places, sizeof *t->verified);
    return t->verified == NULL ? err_memory(e, name) : OK;
}

void table_close(struct table *t)
{
    free(t->verified);
    free(t->blocks);
    t->verified = NULL;
    t->blocks = NULL;
}

static enum status damaged(const struct table *t, const char *what, struct err *e)
{
    enum status status = err_set(e, E_CORRUPT, "'%s' is damaged: dictionary block: %s", t->name,
                                 what);
    err_hint(e, CHECKSUM_HINT);
    return status;
}

/* Where a block is, and the number of its first group. */
struct table_block {
    struct slice key, value;
    uint32_t first_group, group_count;
};

struct block {
    const uint8_t *entries, *entries_end, *restarts;
    size_t restart_count;
};

struct entry {
    uint32_t shared;
    struct slice rest, payload;
    const uint8_t *next;
};

static bool read_entry(const uint8_t *p, const uint8_t *end, struct entry *out)
{
    uint32_t rest, size;

    p = codec_get_varint32(p, end, &out->shared);
    if (p == NULL || (p = codec_get_varint32(p, end, &rest)) == NULL || rest > (size_t)(end - p))
        return false;
    out->rest = slice_of(p, rest);
    p = codec_get_varint32(p + rest, end, &size);
    if (p == NULL || size > (size_t)(end - p))
        return false;
    out->payload = slice_of(p, size);
    out->next = p + size;
    return true;
}

/* A block's parts; its checksum and first key are verified on first use. */
static enum status open_block(struct table *t, struct slice key, struct slice value,
                              struct block *out, struct err *e)
{
    const uint8_t **known = &t->verified[((uintptr_t)value.p >> 14) & t->verified_mask];
    struct entry first;
    size_t tail;

    if (value.n < CHECKSUM_BYTES + 2)
        return damaged(t, "too short", e);
    value.n -= CHECKSUM_BYTES;
    if (*known != value.p && checksum_of(value, t->tree) != codec_load64(value.p + value.n))
        return damaged(t, "wrong checksum", e);
    out->restart_count = codec_load16(value.p + value.n - 2);
    tail = 2 * (out->restart_count + 1);
    if (out->restart_count == 0 || tail > value.n)
        return damaged(t, "wrong count of restarts", e);
    out->entries = value.p;
    out->entries_end = out->restarts = value.p + value.n - tail;
    if (!read_entry(out->entries, out->entries_end, &first) || first.shared != 0
        || !slice_equal(first.rest, key))
        return damaged(t, "its first key is not its key", e);
    *known = value.p;
    return OK;
}

/* The entries from the last restart whose key is <= key. */
static enum status seek_restart(struct table *t, const struct block *b, struct slice key,
                                const uint8_t **out, struct err *e)
{
    size_t first = 0, last = b->restart_count - 1;
    size_t size = (size_t)(b->entries_end - b->entries);

    while (first < last) {
        size_t middle = (first + last + 1) / 2;
        size_t offset = codec_load16(b->restarts + 2 * middle);
        struct entry entry;

        if (offset >= size || !read_entry(b->entries + offset, b->entries_end, &entry))
            return damaged(t, "wrong restart", e);
        if (slice_compare(entry.rest, key) <= 0)
            first = middle;
        else
            last = middle - 1;
    }
    if (codec_load16(b->restarts + 2 * first) >= size)
        return damaged(t, "wrong restart", e);
    *out = b->entries + codec_load16(b->restarts + 2 * first);
    return OK;
}

static bool extend_key(uint8_t *key, size_t *size, const struct entry *entry)
{
    if (entry->shared > *size || entry->shared + entry->rest.n > TABLE_KEY_MAX)
        return false;
    memcpy(key + entry->shared, entry->rest.p, entry->rest.n);
    *size = entry->shared + entry->rest.n;
    return true;
}

enum status table_find(struct table *t, struct slice key, struct slice *payload, struct err *e)
{
    struct slice found, value;
    struct block block;
    uint8_t current[TABLE_KEY_MAX];
    size_t size = 0;
    const uint8_t *p = NULL;

    if (!lmdb_seek_before(t->file, t->tree, key, &found, &value))
        return E_NOT_FOUND;
    TRY(open_block(t, found, value, &block, e));
    TRY(seek_restart(t, &block, key, &p, e));
    while (p < block.entries_end) {
        struct entry entry;
        int order;

        if (!read_entry(p, block.entries_end, &entry) || !extend_key(current, &size, &entry))
            return damaged(t, "wrong entry", e);
        order = slice_compare(slice_of(current, size), key);
        *payload = entry.payload;
        if (order >= 0)
            return order == 0 ? OK : E_NOT_FOUND;
        p = entry.next;
    }
    return E_NOT_FOUND;
}

void table_cursor_init(struct table_cursor *c, struct table *t)
{
    c->table = t;
    c->at = c->end = NULL;
    c->key_size = 0;
    c->started = false;
    c->in_block = 0;
    c->group = UINT32_MAX;
}

/* The block after the one that holds the cursor's key. */
static bool next_block(struct table_cursor *c, struct slice *found, struct slice *value)
{
    struct lmdb_reader *file = c->table->file;
    size_t tree = c->table->tree;

    if (!c->started)
        return lmdb_first(file, tree, found, value);
    return lmdb_after(file, tree, slice_of(c->key, c->key_size), found, value);
}

/* Keys rise, or next_block would walk in a circle. */
static bool is_later(const struct table_cursor *c, const struct entry *entry)
{
    return entry->shared <= c->key_size
           && slice_compare(entry->rest, slice_of(c->key + entry->shared,
                                                  c->key_size - entry->shared)) > 0;
}

enum status table_next(struct table_cursor *c, struct slice *key, struct slice *payload,
                       struct err *e)
{
    struct entry entry;

    if (c->at == c->end) {
        struct slice found, value;
        struct block block;

        if (!next_block(c, &found, &value))
            return E_NOT_FOUND;
        TRY(open_block(c->table, found, value, &block, e));
        c->started = true;
        c->at = block.entries;
        c->end = block.entries_end;
        c->in_block = 0;
    }
    if (!read_entry(c->at, c->end, &entry) || !is_later(c, &entry)
        || !extend_key(c->key, &c->key_size, &entry))
        return damaged(c->table, "wrong entry", e);
    c->at = entry.next;
    c->group += c->in_block++ % TABLE_GROUP == 0;
    *key = slice_of(c->key, c->key_size);
    *payload = entry.payload;
    return OK;
}

enum status table_seek(struct table_cursor *c, struct slice from, struct slice *key,
                       struct slice *payload, struct err *e)
{
    struct slice found, value;
    struct block block;

    table_cursor_init(c, c->table);
    if (lmdb_seek_before(c->table->file, c->table->tree, from, &found, &value)) {
        TRY(open_block(c->table, found, value, &block, e));
        TRY(seek_restart(c->table, &block, from, &c->at, e));
        c->end = block.entries_end;
        c->started = true;
    }
    do
        TRY(table_next(c, key, payload, e));
    while (slice_compare(*key, from) < 0);
    return OK;
}

enum status table_number_groups(struct table *t, struct slice block_groups, struct err *e)
{
    size_t count = block_groups.n / 2, at = 0;
    struct slice key, value;
    uint32_t group = 0;

    if (t->blocks != NULL)
        return OK;
    if (count != lmdb_count(t->file, t->tree))
        return damaged(t, "wrong count of blocks", e);
    t->blocks = calloc(count + 1, sizeof *t->blocks);
    if (t->blocks == NULL)
        return err_memory(e, "the dictionary's blocks");
    for (bool more = lmdb_first(t->file, t->tree, &key, &value); more;
         more = lmdb_next(t->file, t->tree, &key, &value)) {    /* `count` times: lmdb_walk.h */
        struct table_block *b = &t->blocks[at];

        *b = (struct table_block){key, value, group, codec_load16(block_groups.p + 2 * at++)};
        group += b->group_count;
    }
    t->block_count = at;
    return OK;
}

/* The block that has the group; NULL where none has. */
static const struct table_block *find_block(const struct table *t, uint32_t group)
{
    size_t first = 0, end = t->block_count;

    while (first + 1 < end) {
        size_t middle = first + (end - first) / 2;

        if (t->blocks[middle].first_group <= group)
            first = middle;
        else
            end = middle;
    }
    return first < end && group - t->blocks[first].first_group < t->blocks[first].group_count
               ? &t->blocks[first] : NULL;
}

enum status table_enter_group(struct table_cursor *c, uint32_t group, struct err *e)
{
    const struct table_block *at = find_block(c->table, group);
    size_t number, size, start;
    struct block block;

    if (at == NULL)
        return damaged(c->table, "no such group", e);
    TRY(open_block(c->table, at->key, at->value, &block, e));
    number = group - at->first_group;
    size = (size_t)(block.entries_end - block.entries);
    if (block.restart_count != at->group_count)
        return damaged(c->table, "wrong count of groups", e);
    start = codec_load16(block.restarts + 2 * number);
    if (number + 1 < block.restart_count)
        size = codec_load16(block.restarts + 2 * number + 2);
    if (start >= size || size > (size_t)(block.entries_end - block.entries))
        return damaged(c->table, "wrong restart", e);
    table_cursor_init(c, c->table);
    c->started = true;
    c->at = block.entries + start;
    c->end = block.entries + size;
    return OK;
}

enum status table_next_in_group(struct table_cursor *c, struct slice *key, struct slice *payload,
                                struct err *e)
{
    return c->at == c->end ? E_NOT_FOUND : table_next(c, key, payload, e);
}

enum status table_at(struct table_cursor *c, uint32_t number, struct slice *key,
                     struct slice *payload, struct err *e)
{
    enum status status;

    TRY(table_enter_group(c, number / TABLE_GROUP, e));
    for (uint32_t i = 0; i <= number % TABLE_GROUP; i++) {
        status = table_next_in_group(c, key, payload, e);
        if (status != OK)
            return status == E_NOT_FOUND ? damaged(c->table, "no such entry", e) : status;
    }
    return OK;
}
