#include "store/forms.h"

#include "base/codec.h"

static size_t common_prefix(struct slice a, struct slice b)
{
    size_t n = a.n < b.n ? a.n : b.n, i = 0;

    while (i < n && a.p[i] == b.p[i])
        i++;
    return i;
}

enum kind { NEVER, ALWAYS, SOMETIMES, KINDS };

static enum kind kind_of(const struct form_count *f)
{
    return f->capitals == 0 ? NEVER : f->capitals >= f->occurrences ? ALWAYS : SOMETIMES;
}

static uint8_t *put_capitals(uint8_t *p, const struct form_count *f)
{
    return kind_of(f) == SOMETIMES ? codec_put_varint(p, f->capitals) : p;
}

void forms_encode(struct slice term, const struct form_count *forms, size_t count, struct buf *out)
{
    uint8_t bytes[FORMS_MAX_BYTES + FORMS_FORM_MAX + 48], *p = bytes;
    uint8_t head[CODEC_VARINT32_MAX_BYTES];
    size_t written = 0;

    if (count == 1 && slice_equal(term, forms[0].form)) {
        *p++ = (uint8_t)kind_of(forms);
        p = put_capitals(p, forms);
        buf_append(out, bytes, (size_t)(p - bytes));
        return;
    }
    for (; written < count && p - bytes <= (ptrdiff_t)FORMS_MAX_BYTES; written++) {
        const struct form_count *f = &forms[written];
        size_t shared = common_prefix(term, f->form);

        p = codec_put_varint(p, term.n - shared);
        p = codec_put_varint(p, f->form.n - shared);
        memcpy(p, f->form.p + shared, f->form.n - shared);
        p = codec_put_varint(p + f->form.n - shared, (f->occurrences - 1) << 2 | kind_of(f));
        p = put_capitals(p, f);
    }
    buf_append(out, head, (size_t)(codec_put_varint(head, written + KINDS - 1) - head));
    buf_append(out, bytes, (size_t)(p - bytes));
}

/* The byte after the capitals; NULL where they are none. A merge that dropped documents may
 * leave more capitals than its term occurs.                                    */
static const uint8_t *get_capitals(const uint8_t *p, const uint8_t *end, uint32_t kind,
                                   struct form_count *f)
{
    f->capitals = kind == ALWAYS ? f->occurrences : 0;
    if (kind == SOMETIMES)
        p = codec_get_varint64(p, end, &f->capitals);
    if (f->capitals > f->occurrences)
        f->capitals = f->occurrences;
    return kind < KINDS ? p : NULL;
}

bool forms_open(struct forms_cursor *c, struct slice term, uint64_t cf, struct slice payload)
{
    const uint8_t *end = payload.p + payload.n;

    c->term = term;
    c->term_occurrences = cf;
    c->end = end;
    c->at = codec_get_varint32(payload.p, end, &c->only_kind);
    c->only_term = c->only_kind < KINDS;
    c->left = c->only_term ? 0 : c->only_kind - (KINDS - 1);
    return c->at != NULL && term.n <= FORMS_FORM_MAX;
}

int forms_next(struct forms_cursor *c, struct form_count *out)
{
    uint32_t cut, size;
    uint64_t count;

    if (c->only_term) {
        c->only_term = false;
        *out = (struct form_count){.form = c->term, .occurrences = c->term_occurrences};
        c->at = get_capitals(c->at, c->end, c->only_kind, out);
        return c->at == NULL ? -1 : 1;
    }
    if (c->left == 0)
        return c->at == c->end ? 0 : -1;
    c->left--;
    c->at = codec_get_varint32(c->at, c->end, &cut);
    if (c->at == NULL || cut > c->term.n)
        return -1;
    c->at = codec_get_varint32(c->at, c->end, &size);
    if (c->at == NULL || size > FORMS_FORM_MAX || size > (size_t)(c->end - c->at))
        return -1;
    memcpy(c->form, c->term.p, c->term.n - cut);
    memcpy(c->form + (c->term.n - cut), c->at, size);
    out->form = slice_of(c->form, c->term.n - cut + size);
    c->at = codec_get_varint64(c->at + size, c->end, &count);
    if (c->at == NULL)
        return -1;
    out->occurrences = (count >> 2) + 1;
    c->at = get_capitals(c->at, c->end, count & 3, out);
    return c->at == NULL ? -1 : 1;
}
