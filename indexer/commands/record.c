#include "indexer/commands/record.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/escape.h"
#include "base/utf8.h"
#include "indexer/formats/lines.h"
#include "stemmers/lang.h"
#include "store/segment_runs.h"
#include "store/user_fields.h"


static void put_string(struct buf *out, const char *key, struct slice text)
{
    buf_printf(out, ",\"%s\":", key);
    escape_json(out, text);
}

/* A name that JSON cannot hold as it is stands in hex under another key. */
static void put_name(struct buf *out, const char *key, struct slice name)
{
    if (utf8_valid_prefix(name) == name.n) {
        put_string(out, key, name);
        return;
    }
    buf_printf(out, ",\"%s_hex\":\"", key);
    for (size_t i = 0; i < name.n; i++)
        buf_printf(out, "%02x", name.p[i]);
    buf_append_byte(out, '"');
}

static void put_zones(struct buf *out, struct slice runs)
{
    const char *between = "";
    struct segment_runs c;

    buf_append_string(out, ",\"zones\":\"");
    segment_runs_open(&c, runs);
    while (segment_runs_next(&c)) {
        buf_printf(out, "%s%s%s%s:%u", between, segment_zone_name(c.run.zone),
                   c.run.lang > 0 ? "@" : "",
                   c.run.lang > 0 ? lang_name((enum lang)(c.run.lang - 1)) : "", c.run.bytes);
        between = " ";
    }
    buf_append_byte(out, '"');
}

enum status record_write(struct buf *out, const struct document *d, struct slice text,
                         struct err *e)
{
    if (!segment_runs_are_sound(d->runs, (uint32_t)text.n)
        || (uint64_t)d->title_start + d->title_bytes > text.n) {
        err_set(e, E_INPUT, "the text of '%.*s' is not in the index, which was made with "
                "--store=none", SLICE_ARG(d->id));
        err_hint(e, "index the articles themselves again");
        return E_INPUT;
    }
    buf_append_string(out, "{\"v\":1");
    put_name(out, "id", d->id);
    put_name(out, "path", d->path);
    put_string(out, "lang", slice_of_string(d->lang_code));
    put_string(out, "date", d->date);
    put_string(out, "title", slice_of(text.p + d->title_start, d->title_bytes));
    put_string(out, "charset", d->charset);
    buf_printf(out, ",\"charset_percent\":\"%u\",\"content_hash\":\"%016" PRIx64
               "\",\"title_at\":\"%u+%u\"", d->charset_percent, d->content_hash, d->title_start,
               d->title_bytes);
    put_zones(out, d->runs);
    if (d->user_fields.n > 0) {
        buf_append_string(out, ",\"fields\":");
        user_fields_put_json(out, d->user_fields);
    }
    put_string(out, "body", text);
    buf_append_string(out, "}\n");
    return buf_ok(out) ? OK : err_memory(e, "a line");
}

void record_reader_open(struct record_reader *r)
{
    static const char *const keys[RECORD_MEMBER_COUNT] = {
        "id", "id_hex", "path", "path_hex", "lang", "date", "charset", "charset_percent",
        "content_hash", "title_at", "zones", "body", "fields"};

    for (size_t i = 0; i < RECORD_MEMBER_COUNT; i++) {
        r->members[i] = (struct json_member){.key = slice_of_string(keys[i])};
        buf_init(&r->members[i].decoded, LINES_MAX_BYTES);
    }
    buf_init(&r->names, LINES_MAX_BYTES);
    buf_init(&r->user_fields, 2 * USER_FIELDS_MAX_BYTES);
    buf_init(&r->key, LINES_MAX_BYTES);
    buf_init(&r->value, LINES_MAX_BYTES);
    buf_init(&r->runs, SEGMENT_RUNS_MAX * sizeof(struct article_run));
}

void record_reader_close(struct record_reader *r)
{
    for (size_t i = 0; i < RECORD_MEMBER_COUNT; i++)
        buf_release(&r->members[i].decoded);
    buf_release(&r->names);
    buf_release(&r->user_fields);
    buf_release(&r->key);
    buf_release(&r->value);
    buf_release(&r->runs);
}

static struct slice text_of(const struct record_reader *r, enum record_member member)
{
    const struct json_member *m = &r->members[member];

    return m->is_text ? m->text : (struct slice){0};
}

/* The digits at the start of s, which they leave; false where there are none or too many. */
static bool take_number(struct slice *s, unsigned base, uint64_t *out)
{
    size_t n = 0;

    for (*out = 0; n < s->n; n++) {
        uint8_t c = s->p[n];
        unsigned digit = c >= '0' && c <= '9' ? c - (unsigned)'0'
                         : c >= 'a' && c <= 'f' ? c - (unsigned)'a' + 10 : 16;

        if (digit >= base)
            break;
        if (*out > (UINT64_MAX - digit) / base)
            return false;
        *out = *out * base + digit;
    }
    *s = slice_drop(*s, n);
    return n > 0;
}

static bool take_byte(struct slice *s, uint8_t byte)
{
    if (s->n == 0 || s->p[0] != byte)
        return false;
    *s = slice_drop(*s, 1);
    return true;
}

/* Two numbers and what stands between them, and nothing else. */
static bool read_pair(struct slice s, size_t *first, size_t *second)
{
    uint64_t a, b;
    bool is_pair = take_number(&s, 10, &a) && take_byte(&s, '+') && take_number(&s, 10, &b)
                   && s.n == 0;

    *first = is_pair ? (size_t)a : 0;
    *second = is_pair ? (size_t)b : 0;
    return is_pair;
}

/* Bytes of two digits each, at the end of r->names. */
static bool read_hex(struct record_reader *r, struct slice hex, struct slice *out)
{
    size_t before = r->names.n;

    for (; hex.n >= 2; hex = slice_drop(hex, 2)) {
        struct slice digits = slice_of(hex.p, 2);
        uint64_t byte;

        if (!take_number(&digits, 16, &byte) || digits.n > 0)
            return false;
        buf_append_byte(&r->names, (uint8_t)byte);
    }
    *out = slice_of(r->names.p + before, r->names.n - before);
    return hex.n == 0 && buf_ok(&r->names);
}

static bool read_name(struct record_reader *r, enum record_member plain, enum record_member hex,
                      struct slice *out)
{
    *out = text_of(r, plain);
    return !r->members[hex].is_text || read_hex(r, text_of(r, hex), out);
}

/* "@LANG" at the start of s, if it is there. */
static uint8_t take_lang(struct slice *s)
{
    for (uint8_t lang = 0; s->n > 0 && s->p[0] == '@' && lang < LANG_COUNT; lang++) {
        struct slice name = slice_of_string(lang_name((enum lang)lang));

        if (!slice_starts_with(slice_drop(*s, 1), name))
            continue;
        *s = slice_drop(*s, 1 + name.n);
        return (uint8_t)(lang + 1);
    }
    return 0;
}

/* "ZONE:BYTES" or "ZONE@LANG:BYTES" at the start of s. */
static bool take_run(struct slice *s, struct article_run *out)
{
    uint64_t bytes;

    for (uint8_t zone = 0; zone < SEGMENT_ZONE_COUNT; zone++) {
        struct slice name = slice_of_string(segment_zone_name(zone)), left;

        if (!slice_starts_with(*s, name))
            continue;
        left = slice_drop(*s, name.n);
        *out = (struct article_run){.zone = zone, .lang = take_lang(&left)};
        if (!take_byte(&left, ':') || !take_number(&left, 10, &bytes) || bytes > UINT32_MAX)
            return false;
        out->bytes = (uint32_t)bytes;
        *s = left;
        return true;
    }
    return false;
}

static bool is_boundary(struct slice text, size_t at)
{
    return at == text.n || (at < text.n && !utf8_is_continuation(text.p[at]));
}

/* The runs divide the text between its characters, and are all of it. */
static bool read_zones(struct record_reader *r, struct slice zones, struct slice text)
{
    size_t at = 0;

    buf_clear(&r->runs);
    while (zones.n > 0) {
        struct article_run run;

        if ((at > 0 && !take_byte(&zones, ' ')) || !take_run(&zones, &run)
            || run.bytes > text.n - at || !is_boundary(text, at + run.bytes))
            return false;
        at += run.bytes;
        buf_append(&r->runs, &run, sizeof run);
    }
    return at == text.n && buf_ok(&r->runs);
}

static bool read_user_fields(struct record_reader *r, struct article *out)
{
    struct slice object = r->members[RECORD_FIELDS].value, name, values, text;
    bool all = true;

    buf_clear(&r->user_fields);
    while (json_next_member(&object, &r->key, &name, &values)) {
        all &= user_field_name_is_sound(name);
        while (all && json_next_text(&values, &r->value, &text))
            all = user_fields_put(&r->user_fields, name, text);
    }
    out->user_fields = buf_slice(&r->user_fields);
    return all && buf_ok(&r->user_fields);
}

static bool read_given(struct record_reader *r, struct article *out)
{
    struct article_given *g = &out->given;
    struct slice hash = text_of(r, RECORD_CONTENT_HASH);

    g->is_given = true;
    if (!read_zones(r, text_of(r, RECORD_ZONES), out->text)
        || !take_number(&hash, 16, &g->content_hash) || hash.n > 0
        || !read_pair(text_of(r, RECORD_TITLE_AT), &g->title_start, &g->title_bytes))
        return false;
    g->runs = (const struct article_run *)(const void *)r->runs.p;
    g->run_count = r->runs.n / sizeof *g->runs;
    return g->title_start <= out->text.n && g->title_bytes <= out->text.n - g->title_start
           && is_boundary(out->text, g->title_start)
           && is_boundary(out->text, g->title_start + g->title_bytes);
}

const char *record_read(struct record_reader *r, struct slice line, struct article *out)
{
    const char *wrong = json_read_object(line, r->members, RECORD_MEMBER_COUNT);
    struct slice percent;
    uint64_t number = 0;

    *out = (struct article){.lang_code = text_of(r, RECORD_LANG), .date = text_of(r, RECORD_DATE),
                            .charset = text_of(r, RECORD_CHARSET),
                            .text = text_of(r, RECORD_BODY)};
    if (wrong != NULL)
        return wrong;
    if (!r->members[RECORD_ZONES].is_text || !r->members[RECORD_BODY].is_text)
        return "no line of stemma-index dump; 'stemma-index add' reads other records";
    buf_clear(&r->names);
    if (!buf_reserve(&r->names, line.n))         /* so that what is decoded stays in its place */
        return "no memory";
    if (!read_name(r, RECORD_PATH, RECORD_PATH_HEX, &out->path)
        || !read_name(r, RECORD_ID, RECORD_ID_HEX, &out->id))
        return "an id or path in hex that is none";
    percent = text_of(r, RECORD_CHARSET_PERCENT);
    if (!take_number(&percent, 10, &number) || number > 100)
        return "a charset_percent that is none";
    out->charset_percent = (uint8_t)number;
    if (!read_user_fields(r, out))
        return "fields that are none, or too long";
    return read_given(r, out) ? NULL : "zones, title_at or content_hash do not fit the body";
}
