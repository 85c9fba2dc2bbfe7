#include "store/term_cursor.h"

void term_cursor_init(struct term_cursor *c, struct segment *s, uint8_t lang)
{
    c->segment = s;
    c->lang = lang;
    table_cursor_init(&c->table, &s->terms);
}

/* The terms of the languages after this one are not its own. */
static enum status take(struct term_cursor *c, struct slice key)
{
    if (key.n == 0 || key.p[0] != c->lang)
        return E_NOT_FOUND;
    c->term = slice_drop(key, 1);
    return OK;
}

enum status term_cursor_next(struct term_cursor *c, struct err *e)
{
    struct slice key;

    TRY(table_next(&c->table, &key, &c->payload, e));
    return take(c, key);
}

enum status term_cursor_seek(struct term_cursor *c, struct slice from, struct err *e)
{
    uint8_t bytes[1 + SEGMENT_TERM_MAX_BYTES];
    size_t size = from.n < SEGMENT_TERM_MAX_BYTES ? from.n : SEGMENT_TERM_MAX_BYTES;
    struct slice key;

    bytes[0] = c->lang;
    if (size > 0)
        memcpy(bytes + 1, from.p, size);
    TRY(table_seek(&c->table, slice_of(bytes, 1 + size), &key, &c->payload, e));
    TRY(take(c, key));
    while (slice_compare(c->term, from) < 0)    /* where `from` is longer than a term */
        TRY(term_cursor_next(c, e));
    return OK;
}

enum status term_cursor_info(const struct term_cursor *c, struct term_info *out, struct err *e)
{
    if (!postings_read_info(c->payload, out))
        return segment_damaged(c->segment, "wrong record of a term", 0, e);
    return OK;
}
