#include "indexer/lexicon/dictd.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <zlib.h>

#include "base/io.h"
#include "base/utf8.h"

#define DICTIONARY_MAX_BYTES ((size_t)512 << 20)
#define READ_BYTES ((size_t)1 << 18)

struct body {
    uint64_t offset, size;
};

struct bodies {
    struct body *items;
    size_t count, capacity;
};

static enum status unpack(const char *path, struct buf *out, struct err *e)
{
    gzFile file;
    int n = 0, code = Z_OK;
    uint8_t *room;

    if (access(path, R_OK) != 0)
        return err_set_errno(e, errno == ENOENT ? E_NOT_FOUND : E_IO, errno, "cannot open '%s'", path);
    file = gzopen(path, "rb");
    if (file == NULL)
        return err_memory(e, path);
    while ((room = buf_reserve(out, READ_BYTES)) != NULL
           && (n = gzread(file, room, (unsigned)READ_BYTES)) > 0)
        out->n += (size_t)n;
    if (n < 0)
        (void)gzerror(file, &code);
    if (gzclose_r(file) != Z_OK && code == Z_OK)
        code = Z_DATA_ERROR;
    if (room == NULL)
        return err_set(e, E_LIMIT, "'%s' is too large", path);
    return code == Z_OK ? OK : err_set(e, E_INPUT, "'%s' is damaged: it does not unpack", path);
}

static int digit_of(uint8_t c)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const char *at = c == 0 ? NULL : strchr(digits, c);

    return at == NULL ? -1 : (int)(at - digits);
}

static bool read_number(struct slice text, uint64_t *out)
{
    *out = 0;
    for (size_t i = 0; i < text.n; i++) {
        int digit = digit_of(text.p[i]);

        if (digit < 0 || *out >> 57 != 0)
            return false;
        *out = *out << 6 | (uint64_t)digit;
    }
    return text.n > 0;
}

static bool add_body(struct bodies *all, struct body body)
{
    if (all->count == all->capacity) {
        size_t capacity = all->capacity == 0 ? 4096 : all->capacity * 2;
        struct body *items = realloc(all->items, capacity * sizeof *items);

        if (items == NULL)
            return false;
        all->items = items;
        all->capacity = capacity;
    }
    all->items[all->count++] = body;
    return true;
}

/* "headword TAB offset TAB size"; lines that are none are passed over. */
static bool read_index_line(struct slice line, struct body *out)
{
    const uint8_t *tab = memchr(line.p, '\t', line.n), *second;
    struct slice offset, size;

    if (tab == NULL || slice_starts_with(line, SLICE_LITERAL("00database"))
        || slice_starts_with(line, SLICE_LITERAL("00-database")))
        return false;
    offset = slice_drop(line, (size_t)(tab + 1 - line.p));
    second = memchr(offset.p, '\t', offset.n);
    if (second == NULL)
        return false;
    size = slice_drop(offset, (size_t)(second + 1 - offset.p));
    offset.n = (size_t)(second - offset.p);
    tab = memchr(size.p, '\t', size.n);
    if (tab != NULL)
        size.n = (size_t)(tab - size.p);
    return read_number(offset, &out->offset) && read_number(size, &out->size);
}

static enum status read_index(struct slice text, struct bodies *all, struct err *e)
{
    while (text.n > 0) {
        const uint8_t *end = memchr(text.p, '\n', text.n);
        size_t size = end == NULL ? text.n : (size_t)(end - text.p);
        struct body body;

        if (read_index_line(slice_of(text.p, size), &body) && !add_body(all, body))
            return err_memory(e, "a dictionary");
        text = slice_drop(text, end == NULL ? size : size + 1);
    }
    return OK;
}

static int compare(const void *a, const void *b)
{
    const struct body *x = a, *y = b;

    if (x->offset != y->offset)
        return x->offset < y->offset ? -1 : 1;
    return (x->size > y->size) - (x->size < y->size);
}

static enum status visit_bodies(const struct bodies *all, struct slice text, dictd_visit *visit,
                                void *context, struct err *e)
{
    struct buf repaired;
    enum status status = OK;

    buf_init(&repaired, DICTIONARY_MAX_BYTES);
    for (size_t i = 0; status == OK && i < all->count; i++) {
        struct body b = all->items[i];
        struct slice entry;

        if ((i > 0 && compare(&all->items[i - 1], &b) == 0) || b.offset > text.n
            || b.size > text.n - b.offset)
            continue;
        entry = slice_of(text.p + b.offset, b.size);
        if (utf8_valid_prefix(entry) != entry.n) {
            buf_clear(&repaired);
            utf8_append_repaired(&repaired, entry);
            entry = buf_slice(&repaired);
        }
        status = visit(context, entry, e);
    }
    buf_release(&repaired);
    return status;
}

enum status dictd_read(const char *path, dictd_visit *visit, void *context, struct err *e)
{
    char name[IO_PATH_MAX];
    struct buf index, text;
    struct bodies all = {0};
    enum status status;

    buf_init(&index, DICTIONARY_MAX_BYTES);
    buf_init(&text, DICTIONARY_MAX_BYTES);
    snprintf(name, sizeof name, "%s.index", path);
    status = io_read_file(name, &index, e);
    snprintf(name, sizeof name, "%s.dict.dz", path);
    if (status == OK)
        status = unpack(name, &text, e);
    if (status == OK)
        status = read_index(buf_slice(&index), &all, e);
    if (status == OK && all.count > 0) {
        qsort(all.items, all.count, sizeof *all.items, compare);
        status = visit_bodies(&all, buf_slice(&text), visit, context, e);
    }
    free(all.items);
    buf_release(&index);
    buf_release(&text);
    return status;
}
