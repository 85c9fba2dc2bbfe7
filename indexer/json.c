#include "indexer/json.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "base/utf8.h"

struct json {
    const uint8_t *p, *end;
    const char *wrong;        /* the first thing that is */
    struct buf *decoded;      /* of the string at hand */
    unsigned depth;
};

static bool refuse(struct json *j, const char *what)
{
    if (j->wrong == NULL)
        j->wrong = what;
    return false;
}

static void pass_space(struct json *j)
{
    while (j->p < j->end && (*j->p == ' ' || *j->p == '\t' || *j->p == '\r' || *j->p == '\n'))
        j->p++;
}

static bool accept(struct json *j, uint8_t byte)
{
    pass_space(j);
    if (j->p == j->end || *j->p != byte)
        return false;
    j->p++;
    return true;
}

/* The first quote, backslash or control character, 16 bytes at a time. */
static const uint8_t *find_special(const uint8_t *p, const uint8_t *end)
{
#ifdef __SSE2__
    for (; end - p >= 16; p += 16) {
        __m128i v = _mm_loadu_si128((const __m128i *)(const void *)p);
        __m128i control = _mm_cmpeq_epi8(_mm_min_epu8(v, _mm_set1_epi8(0x1f)), v);
        __m128i mark = _mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8('"')),
                                    _mm_cmpeq_epi8(v, _mm_set1_epi8('\\')));
        int found = _mm_movemask_epi8(_mm_or_si128(control, mark));

        if (found != 0)
            return p + __builtin_ctz((unsigned)found);
    }
#endif
    while (p < end && *p != '"' && *p != '\\' && *p >= 0x20)
        p++;
    return p;
}

static int hex_digit(uint8_t c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Four hex digits at j->p; false where they are none. */
static bool hex4(struct json *j, uint32_t *out)
{
    *out = 0;
    if (j->end - j->p < 4)
        return refuse(j, "a \\u escape is cut short");
    for (int i = 0; i < 4; i++) {
        int digit = hex_digit(*j->p++);
        if (digit < 0)
            return refuse(j, "a \\u escape without four hex digits");
        *out = *out << 4 | (uint32_t)digit;
    }
    return true;
}

static bool unicode_escape(struct json *j)
{
    uint8_t bytes[UTF8_MAX_BYTES];
    uint32_t c, low;

    if (!hex4(j, &c))
        return false;
    if (c >= 0xd800 && c <= 0xdbff) {
        if (j->end - j->p < 6 || j->p[0] != '\\' || j->p[1] != 'u')
            return refuse(j, "half of a surrogate pair");
        j->p += 2;
        if (!hex4(j, &low))
            return false;
        if (low < 0xdc00 || low > 0xdfff)
            return refuse(j, "half of a surrogate pair");
        c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
    } else if (c >= 0xdc00 && c <= 0xdfff) {
        return refuse(j, "half of a surrogate pair");
    }
    buf_append(j->decoded, bytes, utf8_encode(c, bytes));
    return true;
}

static bool escape(struct json *j)
{
    static const char names[] = "\"\\/bfnrt", meanings[] = "\"\\/\b\f\n\r\t";
    const char *name;

    if (j->p == j->end)
        return refuse(j, "a string does not end");
    if (*j->p == 'u') {
        j->p++;
        return unicode_escape(j);
    }
    name = *j->p == '\0' ? NULL : strchr(names, *j->p);
    if (name == NULL)
        return refuse(j, "an unknown escape");
    buf_append_byte(j->decoded, (uint8_t)meanings[name - names]);
    j->p++;
    return true;
}

/* After the opening quote. What has no escapes is not copied. */
static bool read_string(struct json *j, struct slice *out)
{
    const uint8_t *from = j->p;
    bool copied = false;

    buf_clear(j->decoded);
    for (;;) {
        const uint8_t *stop = find_special(j->p, j->end);

        if (stop == j->end)
            return refuse(j, "a string does not end");
        if (*stop < 0x20)
            return refuse(j, "a control character in a string");
        if (*stop == '"' && !copied) {
            *out = slice_of(from, (size_t)(stop - from));
            j->p = stop + 1;
            break;
        }
        buf_append(j->decoded, j->p, (size_t)(stop - j->p));
        j->p = stop + 1;
        if (*stop == '"') {
            *out = buf_slice(j->decoded);
            break;
        }
        copied = true;
        if (!escape(j))
            return false;
    }
    if (!buf_ok(j->decoded))
        return refuse(j, "a string is too long");
    return utf8_valid_prefix(*out) == out->n || refuse(j, "a string is not valid UTF-8");
}

static size_t pass_digits(struct json *j)
{
    const uint8_t *from = j->p;

    while (j->p < j->end && *j->p >= '0' && *j->p <= '9')
        j->p++;
    return (size_t)(j->p - from);
}

static bool pass_number(struct json *j)
{
    if (*j->p == '-')
        j->p++;
    if (j->p < j->end && *j->p == '0')
        j->p++;
    else if (pass_digits(j) == 0)
        return refuse(j, "a value is none");
    if (j->p < j->end && *j->p == '.') {
        j->p++;
        if (pass_digits(j) == 0)
            return refuse(j, "a number without digits after its point");
    }
    if (j->p < j->end && (*j->p | 0x20) == 'e') {
        j->p++;
        if (j->p < j->end && (*j->p == '+' || *j->p == '-'))
            j->p++;
        if (pass_digits(j) == 0)
            return refuse(j, "a number without digits in its exponent");
    }
    return true;
}

static bool pass_word(struct json *j, const char *word)
{
    size_t n = strlen(word);

    if ((size_t)(j->end - j->p) < n || memcmp(j->p, word, n) != 0)
        return refuse(j, "a value is none");
    j->p += n;
    return true;
}

static bool pass_value(struct json *j);

static bool pass_list(struct json *j, uint8_t close)
{
    struct slice key;
    bool ok = ++j->depth <= JSON_DEPTH_MAX || refuse(j, "values too deep in each other");

    if (ok && accept(j, close)) {
        j->depth--;
        return true;
    }
    while (ok) {
        if (close == '}')
            ok = (accept(j, '"') || refuse(j, "a member without a name")) && read_string(j, &key)
                 && (accept(j, ':') || refuse(j, "no ':' after a name"));
        ok = ok && pass_value(j);
        if (ok && accept(j, close))
            break;
        ok = ok && (accept(j, ',') || refuse(j, "no ',' between values"));
    }
    j->depth--;
    return ok;
}

static bool pass_value(struct json *j)
{
    struct slice text;

    pass_space(j);
    if (j->p == j->end)
        return refuse(j, "it ends before a value");
    switch (*j->p) {
    case '"': j->p++; return read_string(j, &text);
    case '{': j->p++; return pass_list(j, '}');
    case '[': j->p++; return pass_list(j, ']');
    case 't': return pass_word(j, "true");
    case 'f': return pass_word(j, "false");
    case 'n': return pass_word(j, "null");
    default: return pass_number(j);
    }
}

static struct json_member *wanted(struct json_member *members, size_t count, struct slice key)
{
    for (size_t i = 0; i < count; i++)
        if (slice_equal(key, members[i].key))
            return &members[i];
    return NULL;
}

static bool read_member(struct json *j, struct json_member *members, size_t count,
                        struct buf *scratch)
{
    struct json_member *m;
    struct slice key;
    const uint8_t *from;

    j->decoded = scratch;
    if (!accept(j, '"'))
        return refuse(j, "a member without a name");
    if (!read_string(j, &key))
        return false;
    m = wanted(members, count, key);
    if (!accept(j, ':'))
        return refuse(j, "no ':' after a name");
    if (m == NULL)
        return pass_value(j);
    pass_space(j);
    from = j->p;
    m->is_text = accept(j, '"');
    j->decoded = m->is_text ? &m->decoded : scratch;
    if (!(m->is_text ? read_string(j, &m->text) : pass_value(j)))
        return false;
    m->value = slice_of(from, (size_t)(j->p - from));
    return true;
}

const char *json_read_object(struct slice line, struct json_member *members, size_t count)
{
    struct json j = {.p = line.p, .end = line.p + line.n};
    struct buf scratch;
    bool ok = accept(&j, '{') || refuse(&j, "not a JSON object");

    buf_init(&scratch, line.n + 1);
    for (size_t i = 0; i < count; i++)
        members[i].is_text = false, members[i].value.n = 0;
    if (ok && !accept(&j, '}')) {
        do
            ok = read_member(&j, members, count, &scratch);
        while (ok && accept(&j, ','));
        ok = ok && (accept(&j, '}') || refuse(&j, "no ',' between members"));
    }
    pass_space(&j);
    if (ok && j.p != j.end)
        refuse(&j, "more after the object");
    buf_release(&scratch);
    return j.wrong;
}

/* From here on of values that were checked. */

static struct json reading(struct slice value, struct buf *decoded)
{
    return (struct json){.p = value.p, .end = value.p + value.n, .decoded = decoded};
}

static void leave(const struct json *j, struct slice *rest)
{
    *rest = slice_of(j->p, (size_t)(j->end - j->p));
}

bool json_next_member(struct slice *object, struct buf *decoded, struct slice *key, struct slice *value)
{
    struct json j = reading(*object, decoded);
    struct buf scratch;
    bool found;

    if (!accept(&j, '{'))
        (void)accept(&j, ',');
    found = accept(&j, '"') && read_string(&j, key) && accept(&j, ':');
    if (found) {
        pass_space(&j);
        value->p = j.p;
        buf_init(&scratch, object->n + 1);
        j.decoded = &scratch;
        found = pass_value(&j);
        value->n = (size_t)(j.p - value->p);
        buf_release(&scratch);
    }
    leave(&j, object);
    return found;
}

/* The value of "name" in an object. */
static bool name_in(struct slice object, struct buf *decoded, struct slice *out)
{
    struct slice key, value;

    while (json_next_member(&object, decoded, &key, &value)) {
        struct json j = reading(value, decoded);

        if (slice_equal(key, SLICE_LITERAL("name")))
            return accept(&j, '"') && read_string(&j, out);
    }
    return false;
}

/* The text of one value, which is passed; false where it has none. */
static bool take_text(struct json *j, struct slice *out)
{
    const uint8_t *from = j->p;
    struct buf *decoded = j->decoded, scratch;
    bool passed;

    if (accept(j, '"'))
        return read_string(j, out);
    buf_init(&scratch, (size_t)(j->end - from) + 1);
    j->decoded = &scratch;
    passed = pass_value(j);
    j->decoded = decoded;
    buf_release(&scratch);
    *out = slice_of(from, (size_t)(j->p - from));
    if (*from == '{')
        return passed && name_in(*out, decoded, out);
    return passed && *from != '[' && *from != 'n';
}

bool json_next_text(struct slice *value, struct buf *decoded, struct slice *out)
{
    struct json j = reading(*value, decoded);
    bool found = false;

    (void)accept(&j, '[');
    while (!found && j.wrong == NULL && (pass_space(&j), j.p < j.end)) {
        if (*j.p == ',' || *j.p == ']')
            j.p++;
        else
            found = take_text(&j, out);
    }
    leave(&j, value);
    return found;
}
