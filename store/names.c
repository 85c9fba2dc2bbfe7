#include "store/names.h"

#include "base/codec.h"

#define TERMS_MOST 1000u          /* of an entry: they fit in a payload */

uint64_t names_key(struct slice key)
{
    uint64_t number = 0;

    for (size_t i = 0; i < NAMES_KEY_BYTES; i++)
        number = number << 8 | (i < key.n ? key.p[i] : 0);
    return number;
}

void names_init(struct names *x)
{
    rows_init(&x->rows);
    x->lang = 0;
}

void names_release(struct names *x)
{
    rows_release(&x->rows);
}

/* The bytes of a key in the table; their number. */
static size_t put_key(uint8_t *out, uint8_t lang, uint64_t key, uint16_t number)
{
    size_t n = 0;

    out[n++] = lang;
    for (; key != 0; key <<= 8)
        out[n++] = (uint8_t)(key >> 56);
    if (number > 0) {
        out[n++] = 0;
        out[n++] = (uint8_t)(number >> 8);
        out[n++] = (uint8_t)number;
    }
    return n;
}

static enum status put_entry(uint8_t lang, uint64_t key, uint16_t number, const uint32_t *terms,
                             size_t count, const struct table_sink *sink, struct err *e)
{
    uint8_t bytes[1 + NAMES_KEY_BYTES + 3], payload[TERMS_MOST * CODEC_VARINT32_MAX_BYTES];
    size_t n = put_key(bytes, lang, key, number);
    const uint8_t *end = rows_put_numbers(payload, terms, count);

    return sink->put(sink->context, slice_of(bytes, n), slice_of(payload, (size_t)(end - payload)),
                     e);
}

enum status names_put(uint8_t lang, uint64_t key, uint32_t *terms, size_t count,
                      const struct table_sink *sink, struct err *e)
{
    uint16_t number = 0;

    count = rows_order_numbers(terms, count);
    for (size_t at = 0; at < count; at += TERMS_MOST) {
        size_t n = count - at < TERMS_MOST ? count - at : TERMS_MOST;

        if (number == UINT16_MAX)
            return OK;       /* more of one key than can be told apart anyway */
        TRY(put_entry(lang, key, number++, terms + at, n, sink, e));
    }
    return OK;
}

enum status names_finish(struct names *x, const struct table_sink *sink, struct err *e)
{
    size_t count;
    const struct row *rows = rows_sort(&x->rows, &count);
    enum status status = OK;
    struct buf terms;

    if (rows == NULL)
        return err_memory(e, "names");
    buf_init(&terms, (size_t)4 << 30);
    for (size_t i = 0; i < count && status == OK; i++) {
        buf_append(&terms, &rows[i].number, sizeof rows[i].number);
        if (i + 1 < count && rows[i + 1].key == rows[i].key)
            continue;
        status = !buf_ok(&terms) ? err_memory(e, "names")
                                 : names_put(x->lang, rows[i].key, (uint32_t *)(void *)terms.p,
                                             terms.n / sizeof(uint32_t), sink, e);
        buf_clear(&terms);
    }
    buf_release(&terms);
    rows_clear(&x->rows);
    return status;
}

enum status names_add(struct names *x, uint8_t lang, uint64_t key, uint32_t term,
                      const struct table_sink *sink, struct err *e)
{
    if (lang != x->lang)
        TRY(names_finish(x, sink, e));
    x->lang = lang;
    if (key != 0)
        rows_add(&x->rows, key, term);
    return OK;
}

bool names_read(struct slice key, struct slice payload, uint8_t *lang, uint64_t *name,
                struct buf *out)
{
    const uint8_t *zero;

    if (key.n < 2)
        return false;
    *lang = key.p[0];
    key = slice_drop(key, 1);
    zero = memchr(key.p, 0, key.n);
    if (zero != NULL)
        key.n = (size_t)(zero - key.p);
    *name = names_key(key);
    return *name != 0 && key.n <= NAMES_KEY_BYTES && rows_read_numbers(payload, out);
}

enum status names_find(struct table *t, uint8_t lang, uint64_t key, struct buf *out, struct err *e)
{
    uint8_t from[1 + NAMES_KEY_BYTES + 3];
    struct slice found, payload;
    struct table_cursor c;
    enum status status;

    table_cursor_init(&c, t);
    status = table_seek(&c, slice_of(from, put_key(from, lang, key, 0)), &found, &payload, e);
    for (; status == OK; status = table_next(&c, &found, &payload, e)) {
        size_t before = out->n;
        uint8_t its_lang;
        uint64_t name;

        if (!names_read(found, payload, &its_lang, &name, out))
            return err_set(e, E_CORRUPT, "'%s' is damaged: wrong names", t->name);
        if (its_lang != lang || name != key) {
            out->n = before;
            break;
        }
    }
    if (status != OK && status != E_NOT_FOUND)
        return status;
    return buf_ok(out) ? OK : err_memory(e, "names");
}
