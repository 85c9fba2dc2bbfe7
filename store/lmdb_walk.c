#include "store/lmdb_walk.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/codec.h"
#include "store/checksum.h"

/* LMDB 0.9's file format on 64-bit little-endian machines (mdb.c: MDB_page,
 * MDB_node, MDB_db, MDB_meta). */
#define PAGE 4096u
#define PAGE_HEADER 16u
#define NODE_HEADER 8u
#define DB_BYTES 48u
#define META_DBS (PAGE_HEADER + 24u)
#define META_LAST_PAGE (META_DBS + 2 * DB_BYTES)
#define META_TXN (META_LAST_PAGE + 8u)
#define MAGIC 0xbeefc0deu
#define FORMAT 1u
#define NO_PAGE UINT64_MAX
#define DEPTH_MAX 32u

enum { P_BRANCH = 1, P_LEAF = 2, P_META = 8 };
enum { N_OVERFLOW = 1, N_TREE = 2 };

struct walk {
    int fd;
    uint64_t page_count;
    uint64_t *seen;           /* a bit per page: nothing is reached twice */
    uint64_t checksum;
    const char *path;
    struct err *err;
};

static enum status bad(struct walk *w, uint64_t page, const char *what)
{
    enum status status = err_set(w->err, E_CORRUPT, "'%s' is damaged: page %llu: %s", w->path,
                                 (unsigned long long)page, what);
    err_hint(w->err, CHECKSUM_HINT);
    return status;
}

static bool mark(struct walk *w, uint64_t page, uint64_t count)
{
    if (page < 2 || page >= w->page_count || count > w->page_count - page)
        return false;
    while (count > 0) {
        uint64_t *word = &w->seen[page / 64], room = 64 - page % 64;
        uint64_t size = count < room ? count : room;
        uint64_t bits = ~(uint64_t)0 >> (64 - size) << page % 64;

        if ((*word & bits) != 0)
            return false;
        *word |= bits;
        page += size;
        count -= size;
    }
    return true;
}

/* Pages are read, not mapped: they lie far apart, and a map brings in their neighbours. */
static enum status read_page(struct walk *w, uint64_t number, uint8_t page[PAGE])
{
    ssize_t size = pread(w->fd, page, PAGE, (off_t)(number * PAGE));

    if (size < 0)
        return err_set_errno(w->err, E_IO, errno, "cannot read '%s'", w->path);
    return size == PAGE ? OK : bad(w, number, "the file is truncated");
}

struct node {
    const uint8_t *key;
    size_t key_size;
    uint64_t child;           /* of a branch */
    uint32_t data_size;       /* of a leaf */
    unsigned flags;
    const uint8_t *data;
};

/* Node i of a page, every byte of it inside the page. */
static bool read_node(const uint8_t *page, unsigned i, unsigned count, bool leaf, struct node *n)
{
    unsigned offset = codec_load16(page + PAGE_HEADER + 2 * i);
    unsigned inside;

    if (offset < PAGE_HEADER + 2 * count || offset % 2 != 0 || offset + NODE_HEADER > PAGE)
        return false;
    n->key = page + offset + NODE_HEADER;
    n->key_size = codec_load16(page + offset + 6);
    n->flags = codec_load16(page + offset + 4);
    n->child = codec_load32(page + offset) | (uint64_t)n->flags << 32;
    n->data_size = codec_load32(page + offset);
    if (n->key_size > 511 || offset + NODE_HEADER + n->key_size > PAGE)
        return false;
    n->data = n->key + n->key_size;
    if (!leaf)
        return true;
    if (n->flags == N_OVERFLOW)
        inside = 8;
    else if ((n->flags == N_TREE && n->data_size == DB_BYTES) || n->flags == 0)
        inside = n->data_size;
    else
        return false;
    return inside <= PAGE && offset + NODE_HEADER + n->key_size + inside <= PAGE;
}

static enum status walk_tree(struct walk *w, const uint8_t *db, bool main_tree);

static enum status walk_leaf_node(struct walk *w, uint64_t page, const struct node *n,
                                  bool main_tree)
{
    uint64_t first, count;

    if (n->flags == N_TREE)
        return main_tree ? walk_tree(w, n->data, false) : bad(w, page, "a tree inside a tree");
    if (n->flags != N_OVERFLOW)
        return OK;
    first = codec_load64(n->data);
    count = ((uint64_t)n->data_size + PAGE_HEADER - 1) / PAGE + 1;
    if (!mark(w, first, count))
        return bad(w, page, "a value lies outside the file or twice");
    return OK;
}

static enum status walk_page(struct walk *w, uint64_t number, unsigned levels, bool main_tree,
                             uint64_t *entries)
{
    uint8_t page[PAGE];
    unsigned lower, upper, count;
    bool leaf = levels == 1;
    struct slice before = {0};

    if (!mark(w, number, 1))
        return bad(w, number, "is outside the file or reached twice");
    TRY(read_page(w, number, page));
    lower = codec_load16(page + 12);
    upper = codec_load16(page + 14);
    if (codec_load64(page) != number || codec_load16(page + 10) != (leaf ? P_LEAF : P_BRANCH))
        return bad(w, number, "wrong number or kind");
    if (lower < PAGE_HEADER || lower % 2 != 0 || lower > upper || upper > PAGE)
        return bad(w, number, "wrong bounds");
    w->checksum = checksum_of(slice_of(page, PAGE), w->checksum);
    count = (lower - PAGE_HEADER) / 2;
    if (count < (leaf ? 1u : 2u))
        return bad(w, number, "too few nodes");
    for (unsigned i = 0; i < count; i++) {
        struct node n;
        struct slice key;

        if (!read_node(page, i, count, leaf, &n))
            return bad(w, number, "a node leaves its page");
        key = slice_of(n.key, n.key_size);
        if (leaf && key.n == 0)
            return bad(w, number, "an empty key");
        if ((leaf || i > 1) && i > 0 && slice_compare(before, key) >= 0)
            return bad(w, number, "keys out of order");
        before = key;
        if (leaf)
            TRY(walk_leaf_node(w, number, &n, main_tree));
        else
            TRY(walk_page(w, n.child, levels - 1, main_tree, entries));
    }
    if (leaf)
        *entries += count;
    return OK;
}

static enum status walk_tree(struct walk *w, const uint8_t *db, bool main_tree)
{
    unsigned flags = codec_load16(db + 4), depth = codec_load16(db + 6);
    uint64_t entries = 0, root = codec_load64(db + 40);

    if (root == NO_PAGE)
        return depth == 0 && codec_load64(db + 32) == 0 ? OK : bad(w, 0, "an empty tree with depth");
    if (depth == 0 || depth > DEPTH_MAX || (flags & ~0x8000u) != 0)
        return bad(w, root, "wrong depth or flags of a tree");
    TRY(walk_page(w, root, depth, main_tree, &entries));
    if (entries != codec_load64(db + 32))
        return bad(w, root, "the tree's count of entries is wrong");
    return OK;
}

static bool meta_is_sound(const uint8_t *page, uint64_t number)
{
    return codec_load64(page) == number && codec_load16(page + 10) == P_META
           && codec_load32(page + PAGE_HEADER) == MAGIC
           && codec_load32(page + PAGE_HEADER + 4) == FORMAT
           && codec_load32(page + META_DBS) == PAGE;
}

static enum status walk_open(struct walk *w, struct lmdb_walk *out)
{
    uint8_t metas[2 * PAGE];
    const uint8_t *a = metas, *b = metas + PAGE, *meta;

    TRY(read_page(w, 0, metas));
    TRY(read_page(w, 1, metas + PAGE));
    if (!meta_is_sound(a, 0) || !meta_is_sound(b, 1))
        return bad(w, 0, "no meta page of an LMDB file with pages of 4096 bytes");
    meta = codec_load64(a + META_TXN) >= codec_load64(b + META_TXN) ? a : b;
    if (codec_load64(meta + META_LAST_PAGE) != w->page_count - 1)
        return bad(w, 0, "the file is shorter or longer than it says");
    w->checksum = 0;
    TRY(walk_tree(w, meta + META_DBS + DB_BYTES, true));
    out->meta_checksum = checksum_of(slice_of(metas, 2 * PAGE), 0);
    out->structure_checksum = w->checksum;
    return OK;
}

enum status lmdb_walk_file(const char *path, struct lmdb_walk *out, struct err *e)
{
    struct walk w = {.path = path, .err = e, .fd = open(path, O_RDONLY | O_CLOEXEC)};
    struct stat info;
    enum status status;

    if (w.fd < 0)
        return err_set_errno(e, errno == ENOENT ? E_CORRUPT : E_IO, errno, "cannot open '%s'", path);
    if (fstat(w.fd, &info) != 0) {
        status = err_set_errno(e, E_IO, errno, "cannot read '%s'", path);
        close(w.fd);
        return status;
    }
    if (info.st_size < (off_t)(2 * PAGE) || info.st_size % PAGE != 0) {
        close(w.fd);
        return bad(&w, 0, info.st_size == 0 ? "the file is empty" : "the file is truncated");
    }
    w.page_count = (uint64_t)info.st_size / PAGE;
    w.seen = calloc(w.page_count / 64 + 1, sizeof *w.seen);
    status = w.seen == NULL ? err_memory(e, path) : walk_open(&w, out);
    free(w.seen);
    close(w.fd);
    return status;
}
