#include "store/strays.h"

#include <stdlib.h>

#include "base/codec.h"

#define PAYLOAD_MOST 2048u
#define NEXT_TERM 0xff

struct row {
    struct slice form, term;
};

void strays_init(struct strays *x)
{
    buf_init(&x->rows, (size_t)16 << 30);
    x->bytes = ARENA_EMPTY;
}

void strays_release(struct strays *x)
{
    buf_release(&x->rows);
    arena_release(&x->bytes);
}

void strays_add(struct strays *x, struct slice term, struct slice form)
{
    struct row row;

    if (slice_starts_with(form, term))
        return;
    row = (struct row){arena_copy(&x->bytes, form), arena_copy(&x->bytes, term)};
    if (row.form.n != form.n || row.term.n != term.n)
        x->rows.failed = true;
    buf_append(&x->rows, &row, sizeof row);
}

static int compare_rows(const void *a, const void *b)
{
    const struct row *x = a, *y = b;
    int order = slice_compare(x->form, y->form);

    return order != 0 ? order : slice_compare(x->term, y->term);
}

static uint8_t *put_term(uint8_t *p, struct slice form, struct slice term)
{
    size_t shared = 0, most = form.n < term.n ? form.n : term.n;

    while (shared < most && form.p[shared] == term.p[shared])
        shared++;
    p = codec_put_varint(p, form.n - shared);
    memcpy(p, term.p + shared, term.n - shared);
    return p + term.n - shared;
}

/* A form of very many terms keeps the first. */
static enum status put_rows(const struct row *rows, size_t n, uint8_t lang,
                            const struct table_sink *sink, struct err *e)
{
    uint8_t key[1 + STRAYS_TERM_MAX], payload[PAYLOAD_MOST + STRAYS_TERM_MAX + 16], *p = payload;

    for (size_t i = 0; i < n; i++) {
        bool is_repeated = i > 0 && slice_equal(rows[i].form, rows[i - 1].form);

        if (!(is_repeated && slice_equal(rows[i].term, rows[i - 1].term))
            && p - payload < (ptrdiff_t)PAYLOAD_MOST) {
            if (p > payload)
                *p++ = NEXT_TERM;
            p = put_term(p, rows[i].form, rows[i].term);
        }
        if (i + 1 < n && slice_equal(rows[i].form, rows[i + 1].form))
            continue;
        key[0] = lang;
        memcpy(key + 1, rows[i].form.p, rows[i].form.n);
        TRY(sink->put(sink->context, slice_of(key, 1 + rows[i].form.n),
                      slice_of(payload, (size_t)(p - payload)), e));
        p = payload;
    }
    return OK;
}

enum status strays_finish(struct strays *x, uint8_t lang, const struct table_sink *sink,
                          struct err *e)
{
    struct row *rows = (struct row *)(void *)x->rows.p;
    size_t n = x->rows.n / sizeof *rows;
    enum status status;

    if (!buf_ok(&x->rows))
        return err_memory(e, "forms");
    if (n > 1)
        qsort(rows, n, sizeof *rows, compare_rows);
    status = put_rows(rows, n, lang, sink, e);
    buf_clear(&x->rows);
    arena_reset(&x->bytes);
    return status;
}

size_t strays_term(struct slice *payload, struct slice form, uint8_t term[STRAYS_TERM_MAX])
{
    const uint8_t *p = payload->p, *end = p + payload->n, *stop;
    uint32_t cut;
    size_t size;

    p = codec_get_varint32(p, end, &cut);
    if (p == NULL || cut > form.n)
        return 0;
    stop = p == end ? NULL : memchr(p, NEXT_TERM, (size_t)(end - p));
    size = (size_t)((stop == NULL ? end : stop) - p);
    if (form.n - cut + size > STRAYS_TERM_MAX)
        return 0;
    memcpy(term, form.p, form.n - cut);
    memcpy(term + (form.n - cut), p, size);
    *payload = stop == NULL ? (struct slice){0} : slice_of(stop + 1, (size_t)(end - stop) - 1);
    return form.n - cut + size;
}
