#include "indexer/formats/lines.h"

#include <errno.h>
#include <unistd.h>

#include "indexer/formats/json_items.h"
#include "indexer/stop.h"

#define READ_BYTES ((size_t)256 << 10)
#define BYTE_ORDER_MARK "\xef\xbb\xbf"

void lines_open(struct lines *l, int fd, const char *name)
{
    *l = (struct lines){.fd = fd, .name = name};
    buf_init(&l->buffer, READ_BYTES);
    buf_init(&l->pieces, LINES_MAX_BYTES);
}

void lines_open_bytes(struct lines *l, struct slice bytes, const char *name)
{
    lines_open(l, -1, name);
    l->chunk = bytes;
}

void lines_open_items(struct lines *l, struct slice bytes, const char *name)
{
    if (slice_starts_with(bytes, SLICE_LITERAL(BYTE_ORDER_MARK)))
        bytes = slice_drop(bytes, strlen(BYTE_ORDER_MARK));
    lines_open_bytes(l, bytes, name);
    l->next_number = 1;
}

void lines_close(struct lines *l)
{
    buf_release(&l->buffer);
    buf_release(&l->pieces);
}

/* Requires that the chunk is taken. */
static enum status fill(struct lines *l, struct err *e)
{
    uint8_t *to;
    ssize_t n;

    if (l->fd < 0) {
        l->ended = true;
        return OK;
    }
    buf_clear(&l->buffer);
    to = buf_reserve(&l->buffer, READ_BYTES);
    if (to == NULL)
        return err_memory(e, "input");
    do {
        n = read(l->fd, to, READ_BYTES);
    } while (n < 0 && errno == EINTR && !stop_wanted());
    if (n < 0 && errno == EINTR)
        return E_STOPPED;
    if (n < 0)
        return err_set_errno(e, E_IO, errno, "cannot read '%s'", l->name);
    l->chunk = slice_of(to, (size_t)n);
    l->ended = n == 0;
    return OK;
}

static void pass_mark(struct lines *l)
{
    if (l->number == 1 && slice_starts_with(l->line, SLICE_LITERAL(BYTE_ORDER_MARK)))
        l->line = slice_drop(l->line, strlen(BYTE_ORDER_MARK));
}

/* A piece of the line; *whole where it is all of it, and needs no copy. */
static enum status take_piece(struct lines *l, bool *whole, struct err *e)
{
    const uint8_t *stop = memchr(l->chunk.p, '\n', l->chunk.n);
    size_t size = stop == NULL ? l->chunk.n : (size_t)(stop + 1 - l->chunk.p);
    struct slice piece = slice_of(l->chunk.p, size);

    l->chunk = slice_drop(l->chunk, size);
    *whole = stop != NULL;
    if (*whole && l->pieces.n == 0 && !l->too_long) {
        l->line = piece;
        return OK;
    }
    l->too_long = l->too_long || size > LINES_MAX_BYTES - l->pieces.n;
    if (!l->too_long)
        buf_append_slice(&l->pieces, piece);
    l->line = buf_slice(&l->pieces);
    return buf_ok(&l->pieces) ? OK : err_memory(e, "a line");
}

static uint64_t count_breaks(const uint8_t *p, const uint8_t *end)
{
    uint64_t n = 0;

    for (; (p = memchr(p, '\n', (size_t)(end - p))) != NULL; p++)
        n++;
    return n;
}

static void next_item(struct lines *l)
{
    const uint8_t *from = l->chunk.p;

    l->ended = !json_items_next(&l->chunk, &l->line);
    if (l->ended)
        return;
    l->number = l->next_number + count_breaks(from, l->line.p);
    l->next_number = l->number + count_breaks(l->line.p, l->chunk.p);
    l->too_long = l->line.n > LINES_MAX_BYTES;
}

enum status lines_next(struct lines *l, struct err *e)
{
    bool whole = false;

    if (l->next_number > 0) {
        next_item(l);
        return OK;
    }

    buf_clear(&l->pieces);
    l->line = (struct slice){0};
    l->too_long = false;
    l->number++;
    while (!whole) {
        if (l->chunk.n == 0)
            TRY(fill(l, e));
        if (l->ended)
            break;
        TRY(take_piece(l, &whole, e));
    }
    /* a last line without a line break comes first, then the end */
    l->ended = l->ended && l->line.n == 0 && !l->too_long;
    pass_mark(l);
    return OK;
}
