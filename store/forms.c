#include "store/forms.h"

#include "base/codec.h"

static size_t common_prefix(struct slice a, struct slice b)
{
    size_t n = a.n < b.n ? a.n : b.n, i = 0;

    while (i < n && a.p[i] == b.p[i])
        i++;
    return i;
}

void forms_encode(struct slice term, const struct form_count *forms, size_t count, struct buf *out)
{
    uint8_t bytes[FORMS_MAX_BYTES + FORMS_FORM_MAX + 32], *p = bytes;
    uint8_t head[CODEC_VARINT32_MAX_BYTES];
    size_t written = 0;

    if (count == 1 && slice_equal(term, forms[0].form)) {
        buf_append_byte(out, 0);
        return;
    }
    for (; written < count && p - bytes <= (ptrdiff_t)FORMS_MAX_BYTES; written++) {
        struct slice form = forms[written].form;
        size_t shared = common_prefix(term, form);

        p = codec_put_varint(p, term.n - shared);
        p = codec_put_varint(p, form.n - shared);
        memcpy(p, form.p + shared, form.n - shared);
        p = codec_put_varint(p + form.n - shared, forms[written].occurrences - 1);
    }
    buf_append(out, head, (size_t)(codec_put_varint(head, written) - head));
    buf_append(out, bytes, (size_t)(p - bytes));
}

bool forms_open(struct forms_cursor *c, struct slice term, struct slice payload)
{
    const uint8_t *end = payload.p + payload.n;

    *c = (struct forms_cursor){.term = term, .end = end};
    c->at = codec_get_varint32(payload.p, end, &c->left);
    c->only_term = c->left == 0;
    return c->at != NULL && term.n <= FORMS_FORM_MAX && (!c->only_term || c->at == end);
}

int forms_next(struct forms_cursor *c, struct form_count *out)
{
    uint32_t cut, size;

    if (c->only_term) {
        c->only_term = false;
        *out = (struct form_count){c->term, 0};
        return 1;
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
    c->at = codec_get_varint64(c->at + size, c->end, &out->occurrences);
    out->occurrences++;
    return c->at == NULL ? -1 : 1;
}
