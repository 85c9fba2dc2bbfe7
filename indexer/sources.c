#include "indexer/sources.h"

#include <stdlib.h>

#include "base/codec.h"
#include "base/sized.h"
#include "indexer/walk.h"

#define MAGIC SLICE_LITERAL("STEMFIL1")
#define NUMBER_BYTES 8u

void sources_init(struct sources *s)
{
    *s = (struct sources){.memory = ARENA_EMPTY};
}

void sources_release(struct sources *s)
{
    for (size_t i = 0; i < s->count; i++) {
        source_list_release(&s->roots[i].files);
        source_list_release(&s->roots[i].next);
        source_list_release(&s->roots[i].wanted);
    }
    free(s->roots);
    arena_release(&s->memory);
    sources_init(s);
}

void source_list_release(struct source_list *l)
{
    free(l->list);
    *l = (struct source_list){.count = 0};
}

bool source_list_add(struct source_list *l, const struct source *f)
{
    if (l->count == l->capacity) {
        size_t capacity = l->capacity * 2 + 64;
        struct source *list = realloc(l->list, capacity * sizeof *list);
        if (list == NULL)
            return false;
        l->list = list;
        l->capacity = capacity;
    }
    l->list[l->count++] = *f;
    return true;
}

size_t source_list_seek(const struct source_list *l, struct slice path)
{
    size_t first = 0, end = l->count;

    while (first < end) {
        size_t middle = first + (end - first) / 2;
        if (walk_compare(l->list[middle].path, path) < 0)
            first = middle + 1;
        else
            end = middle;
    }
    return first;
}

bool source_has(const struct source *f, uint64_t id_hash)
{
    uint32_t first = 0, end = f->id_count;

    while (first < end) {
        uint32_t middle = first + (end - first) / 2;
        uint64_t id = codec_load64(f->ids + NUMBER_BYTES * (size_t)middle);
        if (id == id_hash)
            return true;
        if (id < id_hash)
            first = middle + 1;
        else
            end = middle;
    }
    return false;
}

static struct root *push_root(struct sources *s)
{
    if (s->count == s->capacity) {
        size_t capacity = s->capacity * 2 + 4;
        struct root *roots = realloc(s->roots, capacity * sizeof *roots);
        if (roots == NULL)
            return NULL;
        s->roots = roots;
        s->capacity = capacity;
    }
    s->roots[s->count] = (struct root){.listed = false};
    return &s->roots[s->count++];
}

struct root *sources_add_root(struct sources *s, struct slice path, struct slice shown)
{
    struct root *r = push_root(s);

    if (r == NULL)
        return NULL;
    r->path = arena_copy(&s->memory, path);
    r->shown = arena_copy(&s->memory, shown);
    if (r->path.p != NULL && (shown.n == 0 || r->shown.p != NULL))
        return r;
    s->count--;
    return NULL;
}

int sources_compare_ids(const void *x, const void *y)
{
    uint64_t a = codec_load64(x), b = codec_load64(y);
    return (a > b) - (a < b);
}

void source_borrow_ids(struct source *f, struct buf *ids)
{
    size_t count = ids->n / NUMBER_BYTES, kept = 0;
    uint8_t *p = ids->p;

    if (count > 1)
        qsort(p, count, NUMBER_BYTES, sources_compare_ids);
    for (size_t i = 0; i < count; i++)
        if (kept == 0 || sources_compare_ids(p + (kept - 1) * NUMBER_BYTES, p + i * NUMBER_BYTES) != 0)
            memmove(p + NUMBER_BYTES * kept++, p + i * NUMBER_BYTES, NUMBER_BYTES);
    ids->n = kept * NUMBER_BYTES;
    f->ids = p;
    f->id_count = (uint32_t)kept;
}

bool source_set_ids(struct source *f, struct arena *memory, struct buf *ids)
{
    source_borrow_ids(f, ids);
    f->ids = arena_copy(memory, buf_slice(ids)).p;
    return f->id_count == 0 || f->ids != NULL;
}

static bool has_one_of(const struct source *f, const struct buf *ids)
{
    for (uint32_t i = 0; i < f->id_count && ids->n > 0; i++)
        if (bsearch(f->ids + NUMBER_BYTES * (size_t)i, ids->p, ids->n / NUMBER_BYTES, NUMBER_BYTES,
                    sources_compare_ids) != NULL)
            return true;
    return false;
}

void sources_reread(struct sources *s, struct buf *ids)
{
    if (ids->n > NUMBER_BYTES)
        qsort(ids->p, ids->n / NUMBER_BYTES, NUMBER_BYTES, sources_compare_ids);
    for (size_t i = 0; i < s->count; i++)
        for (size_t j = 0; j < s->roots[i].files.count; j++)
            if (has_one_of(&s->roots[i].files.list[j], ids))
                s->roots[i].files.list[j].mtime_ns = 0;
}

void sources_settle(struct sources *s)
{
    size_t kept = 0;

    for (size_t i = 0; i < s->count; i++) {
        struct root *r = &s->roots[i];

        source_list_release(&r->wanted);
        if (r->scanned || r->dropped) {
            source_list_release(&r->files);
            r->files = r->next;
            r->next = (struct source_list){.count = 0};
            r->scanned = false;
        }
        if (r->dropped || (r->listed && r->files.count == 0))
            source_list_release(&r->files);
        else
            s->roots[kept++] = *r;
    }
    s->count = kept;
}

static void put_fixed(struct buf *out, uint64_t v)
{
    uint8_t bytes[NUMBER_BYTES];

    codec_store64(bytes, v);
    buf_append(out, bytes, sizeof bytes);
}

static size_t shared_bytes(struct slice a, struct slice b)
{
    size_t n = 0;

    while (n < a.n && n < b.n && a.p[n] == b.p[n])
        n++;
    return n;
}

static void put_source(struct buf *out, const struct source *f, struct slice before)
{
    size_t shared = shared_bytes(f->path, before);

    append_varint(out, shared);
    sized_put(out, slice_drop(f->path, shared));
    append_varint(out, f->mtime_ns);
    append_varint(out, f->bytes);
    append_varint(out, f->inode);
    put_fixed(out, f->hash);
    append_varint(out, f->id_count);
    buf_append(out, f->ids, (size_t)f->id_count * NUMBER_BYTES);
}

static void put_root(struct buf *out, const struct root *r, const struct source_list *files)
{
    struct slice before = {0};

    sized_put(out, r->path);
    sized_put(out, r->shown);
    sized_put(out, r->options);
    append_varint(out, r->device);
    append_varint(out, r->inode);
    buf_append_byte(out, r->listed);
    append_varint(out, files->count);
    for (size_t i = 0; i < files->count; i++) {
        put_source(out, &files->list[i], before);
        before = files->list[i].path;
    }
}

void sources_encode(const struct sources *s, struct buf *out)
{
    buf_append_slice(out, MAGIC);
    append_varint(out, s->count);
    for (size_t i = 0; i < s->count; i++)
        put_root(out, &s->roots[i], &s->roots[i].files);
}

/* Both as one, to be read again; their ids are put into `memory`. */
static enum status join_sources(struct source_list *out, const struct source *a,
                                const struct source *b, struct arena *memory, struct err *e)
{
    struct source joined = a != NULL ? *a : *b;
    struct buf ids;
    bool good = true;

    if (a != NULL && b != NULL && b->fresh > 0) {
        buf_init(&ids, (size_t)16 << 30);
        buf_append(&ids, a->ids, (size_t)a->id_count * NUMBER_BYTES);
        buf_append(&ids, b->ids, (size_t)b->id_count * NUMBER_BYTES);
        good = buf_ok(&ids) && source_set_ids(&joined, memory, &ids);
        buf_release(&ids);
    } else if (a != NULL && b != NULL) {
        joined = *b;
    }
    if ((b != NULL ? b : a)->fresh > 0)
        joined.mtime_ns = 0;
    return good && source_list_add(out, &joined) ? OK : err_memory(e, "the files' state");
}

/* Merges two sorted lists. */
static enum status join_lists(const struct source_list *a, const struct source_list *b,
                              struct source_list *out, struct arena *memory, struct err *e)
{
    size_t i = 0, j = 0;

    while (i < a->count || j < b->count) {
        int order = i == a->count ? 1 : j == b->count ? -1
                    : walk_compare(a->list[i].path, b->list[j].path);
        TRY(join_sources(out, order <= 0 ? &a->list[i] : NULL, order >= 0 ? &b->list[j] : NULL,
                         memory, e));
        i += order <= 0;
        j += order >= 0;
    }
    return OK;
}

static enum status put_midway(const struct root *r, const struct source *current,
                              struct arena *memory, struct buf *out, struct err *e)
{
    struct source one = current != NULL ? *current : (struct source){.id_count = 0};
    struct source_list single = {.list = &one, .count = current != NULL, .capacity = 1};
    struct source_list scanned = {.count = 0}, all = {.count = 0};
    enum status status = join_lists(&r->next, &single, &scanned, memory, e);

    if (status == OK)
        status = join_lists(&r->files, &scanned, &all, memory, e);
    if (status == OK)
        put_root(out, r, &all);
    source_list_release(&scanned);
    source_list_release(&all);
    return status;
}

enum status sources_encode_midway(struct sources *s, const struct source *current, size_t at,
                                  struct buf *out, struct err *e)
{
    struct arena memory = ARENA_EMPTY;
    enum status status = OK;

    buf_append_slice(out, MAGIC);
    append_varint(out, s->count);
    for (size_t i = 0; i < s->count && status == OK; i++)
        status = put_midway(&s->roots[i], i == at ? current : NULL, &memory, out, e);
    arena_release(&memory);
    return status;
}

/* Reads on; after a failure everything read is 0. */
struct reader {
    const uint8_t *p, *end;
    bool failed;
};

static uint64_t get_varint(struct reader *r)
{
    uint64_t v = 0;
    const uint8_t *p = r->failed ? NULL : codec_get_varint64(r->p, r->end, &v);

    r->failed = p == NULL;
    if (r->failed)
        return 0;
    r->p = p;
    return v;
}

static struct slice get_bytes(struct reader *r, uint64_t size)
{
    struct slice s = slice_of(r->p, (size_t)size);

    if (r->failed || size > (size_t)(r->end - r->p)) {
        r->failed = true;
        return (struct slice){0};
    }
    r->p += size;
    return s;
}

static struct slice get_slice(struct reader *r)
{
    return get_bytes(r, get_varint(r));
}

static enum status get_source(struct reader *r, struct arena *memory, struct slice before,
                              struct source *out, struct err *e)
{
    uint64_t shared = get_varint(r), id_count;
    struct slice rest = get_slice(r), fixed;
    uint8_t *path;

    if (r->failed || shared > before.n)
        return r->failed = true, OK;
    path = arena_alloc(memory, (size_t)shared + rest.n + 1);
    if (path == NULL)
        return err_memory(e, "the files' state");
    memcpy(path, shared == 0 ? rest.p : before.p, (size_t)shared);
    memcpy(path + shared, rest.p, rest.n);
    *out = (struct source){.path = slice_of(path, (size_t)shared + rest.n)};
    out->mtime_ns = get_varint(r);
    out->bytes = get_varint(r);
    out->inode = get_varint(r);
    fixed = get_bytes(r, NUMBER_BYTES);
    out->hash = fixed.p == NULL ? 0 : codec_load64(fixed.p);
    id_count = get_varint(r);
    r->failed = r->failed || id_count > UINT32_MAX;
    out->id_count = (uint32_t)id_count;
    out->ids = get_bytes(r, id_count * NUMBER_BYTES).p;
    return OK;
}

static enum status get_root(struct reader *r, struct sources *s, struct err *e)
{
    struct root *root = push_root(s);
    uint64_t count;

    if (root == NULL)
        return err_memory(e, "the files' state");
    root->path = get_slice(r);
    root->shown = get_slice(r);
    root->options = get_slice(r);
    root->device = get_varint(r);
    root->inode = get_varint(r);
    root->listed = get_bytes(r, 1).p != NULL && r->p[-1] != 0;
    count = get_varint(r);
    for (uint64_t i = 0; i < count && !r->failed; i++) {
        struct slice before = i == 0 ? (struct slice){0} : root->files.list[i - 1].path;
        struct source f = {.id_count = 0};

        TRY(get_source(r, &s->memory, before, &f, e));
        if (!r->failed && !source_list_add(&root->files, &f))
            return err_memory(e, "the files' state");
    }
    return OK;
}

enum status sources_decode(struct sources *s, struct slice bytes, struct err *e)
{
    struct slice own = arena_copy(&s->memory, bytes);
    struct reader r = {own.p, slice_end(own), false};
    uint64_t count;

    if (bytes.n > 0 && own.p == NULL)
        return err_memory(e, "the files' state");
    if (!slice_equal(get_bytes(&r, MAGIC.n), MAGIC))
        return err_set(e, E_CORRUPT, "the files' state is of an unknown form");
    count = get_varint(&r);
    for (uint64_t i = 0; i < count && !r.failed; i++)
        TRY(get_root(&r, s, e));
    if (r.failed || r.p != r.end)
        return err_set(e, E_CORRUPT, "the files' state is damaged");
    return OK;
}
