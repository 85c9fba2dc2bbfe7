#include "indexer/formats/charset.h"

#include <stdio.h>

#include "base/utf8.h"
#include "indexer/formats/binary.h"
#include "indexer/formats/charset_model.h"
#include "indexer/formats/charset_convert.h"
#include "indexer/formats/charset_twice.h"

#define DAMAGE_PERCENT_MOST 1
#define UTF16_CERTAIN_BYTES 32

/* UTF-8 with a few bad bytes has so many sequences of several bytes for each bad one.
 * In other charsets such sequences come by chance: in IBM866, "так" is one; in stretches
 * of 200 bytes of Russian there were at most 0.44 for each bad byte (IBM866), 0.33
 * (ISO-8859-5), 0.05 (windows-1251), 0.04 (KOI8-R).                                    */
#define GOOD_FOR_EACH_BAD 2

struct mark {
    struct slice bytes;
    const char *name;
};

/* UTF-32's mark begins with that of UTF-16, so it is looked for first. */
static const struct mark marks[] = {
    {{(const uint8_t *)"\xef\xbb\xbf", 3}, "utf-8"},
    {{(const uint8_t *)"\xff\xfe\0\0", 4}, "utf-32le"},
    {{(const uint8_t *)"\0\0\xfe\xff", 4}, "utf-32be"},
    {{(const uint8_t *)"\xff\xfe", 2}, "utf-16le"},
    {{(const uint8_t *)"\xfe\xff", 2}, "utf-16be"},
};

/* A mark of UTF-16 is also how "яю" is written in windows-1251, as at the start of a cut
 * text; UTF-16 of some length has the low bytes that such text has not.               */
static const struct mark *mark_of(struct slice raw)
{
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (slice_starts_with(raw, marks[i].bytes)) {
            bool is_believed = marks[i].bytes.n > 2 || raw.n < UTF16_CERTAIN_BYTES
                               || charset_model_has_low_bytes(raw);
            return is_believed ? &marks[i] : NULL;
        }
    return NULL;
}

/* Sequences of two to four bytes, and what is none. */
struct sequences {
    size_t good, bad;
};

static struct sequences count_sequences(struct slice s)
{
    struct sequences n = {0, 0};
    const uint8_t *p = s.p, *end = slice_end(s), *next;

    for (; p < end; p = next) {
        bool valid;
        utf8_decode(p, end, &next, &valid);
        n.good += valid && next - p > 1;
        n.bad += !valid;
    }
    return n;
}

static void set(struct charset_found *found, const char *name, enum charset_how how,
                unsigned percent)
{
    found->name = name;
    found->how = how;
    found->percent = (uint8_t)percent;
}

static const char *refuse(struct charset_found *found, const char *reason)
{
    snprintf(found->why, sizeof found->why, "%s", reason);
    return found->why;
}

static const char *force(struct slice raw, const char *forced, struct charset_found *found)
{
    const struct mark *mark = mark_of(raw);
    const char *name = charset_known(forced), *wide;

    if (name == NULL) {
        snprintf(found->why, sizeof found->why,
                 "no charset '%.40s' is known; some that are: " CHARSET_NAMES, forced);
        return found->why;
    }
    if (strcmp(name, "utf-16") == 0 || strcmp(name, "utf-32") == 0) {
        wide = mark != NULL ? mark->name : charset_model_wide(raw);
        if (wide != NULL && strncmp(wide, name, 6) == 0)
            name = wide;
        else
            name = name[4] == '1' ? "utf-16le" : "utf-32le";
    }
    set(found, name, CHARSET_FORCED, 100);
    return NULL;
}

static const char *detect(struct slice raw, struct charset_found *found)
{
    struct charset_guess guess = charset_model_guess(raw);

    if (guess.name == NULL)
        return refuse(found, charset_convert_problem());
    set(found, guess.name, CHARSET_DETECTED, guess.percent);
    return NULL;
}

static bool is_ascii(struct slice s)
{
    uint8_t all = 0;

    for (size_t i = 0; i < s.n; i++)
        all |= s.p[i];
    return all < 0x80;
}

/* Among the charsets that agree with ASCII. declared: its name, or null. */
static const char *choose_text(struct slice raw, const char *declared,
                               struct charset_found *found)
{
    bool says_utf8 = declared != NULL && strcmp(declared, "utf-8") == 0;
    struct sequences n;

    if (is_ascii(raw)) {
        set(found, declared == NULL ? "utf-8" : declared,
            declared == NULL ? CHARSET_UTF8 : CHARSET_DECLARED, 100);
        return NULL;
    }
    n = count_sequences(raw);
    if (n.good > 0 && n.good >= n.bad * (says_utf8 ? 1 : GOOD_FOR_EACH_BAD))
        set(found, "utf-8", CHARSET_UTF8,
            (unsigned)((double)n.good * 100 / (double)(n.good + n.bad)));
    else if (declared != NULL && !says_utf8 && !charset_model_contradicts(raw, declared))
        set(found, declared, CHARSET_DECLARED, 100);
    else
        return detect(raw, found);
    return NULL;
}

static const char *choose(struct slice raw, const char *declared, struct charset_found *found)
{
    const struct mark *mark = mark_of(raw);
    const char *wide = mark != NULL ? NULL : charset_model_wide(raw), *binary;

    if (mark != NULL) {
        set(found, mark->name, CHARSET_BOM, 100);
        return NULL;
    }
    if (wide != NULL) {
        set(found, wide, CHARSET_DETECTED, 99);
        return NULL;
    }
    binary = binary_content(raw);
    if (declared == NULL || charset_convert_keeps_ascii(declared))
        return binary != NULL ? refuse(found, binary) : choose_text(raw, declared, found);
    /* UTF-16 of unusual letters; a <meta> that could be read was not written in it */
    if (binary == NULL)
        return choose_text(raw, NULL, found);
    return force(raw, declared, found);
}

/* The name that a document declares, with its blanks and quotes off; or null. */
static const char *declared_name(struct slice declared)
{
    char name[64];

    while (declared.n > 0 && strchr(" \t\r\n\"'", *declared.p) != NULL)
        declared = slice_drop(declared, 1);
    while (declared.n > 0 && strchr(" \t\r\n\"';", declared.p[declared.n - 1]) != NULL)
        declared.n--;
    if (declared.n == 0 || declared.n >= sizeof name)
        return NULL;
    memcpy(name, declared.p, declared.n);
    name[declared.n] = '\0';
    return charset_known(name);
}

/* Appends raw in the charset that was found. */
static const char *append(struct slice raw, struct buf *out, struct charset_found *found)
{
    const struct mark *mark = mark_of(raw);

    if (mark != NULL && strcmp(mark->name, found->name) == 0)
        raw = slice_drop(raw, mark->bytes.n);
    if (strcmp(found->name, "utf-8") == 0)
        found->replaced = utf8_append_repaired(out, raw);
    else if (!charset_convert(raw, found->name, out, &found->replaced))
        return refuse(found, charset_convert_problem());
    return NULL;
}

/* Of the characters after `start`, how many of a hundred are U+FFFD. */
static double replaced_percent(const struct buf *out, size_t start,
                               const struct charset_found *found)
{
    size_t count = utf8_count(slice_drop(buf_slice(out), start));

    return count == 0 ? 0 : (double)found->replaced * 100 / (double)count;
}

/* "utf-16" leaves the order of the bytes open. */
static bool agrees(const char *declared, const char *name)
{
    bool is_open = strcmp(declared, "utf-16") == 0 || strcmp(declared, "utf-32") == 0;

    return is_open ? strncmp(declared, name, strlen(declared)) == 0 : strcmp(declared, name) == 0;
}

static const char *undo_twice(struct buf *out, size_t start)
{
    size_t size = out->n - start;
    const char *charset = size == 0 ? NULL : charset_undo_twice(out->p + start, &size);

    out->n = start + size;
    return charset;
}

static const char *decode(struct slice raw, const char *forced, struct slice declared,
                          struct buf *out, struct charset_found *found)
{
    const char *name = declared_name(declared), *why;
    size_t start = out->n;

    why = forced != NULL ? force(raw, forced, found) : choose(raw, name, found);
    if (why == NULL)
        why = append(raw, out, found);
    if (why == NULL && found->how == CHARSET_DECLARED && found->replaced > 0
        && replaced_percent(out, start, found) > DAMAGE_PERCENT_MOST) {
        out->n = start;
        why = choose(raw, NULL, found);
        if (why == NULL)
            why = append(raw, out, found);
    }
    if (why == NULL && forced == NULL && strcmp(found->name, "utf-8") == 0 && buf_ok(out))
        found->twice = undo_twice(out, start);
    found->overruled = forced == NULL && declared.n > 0 && why == NULL
                       && (name == NULL || !agrees(name, found->name));
    return why;
}

const char *charset_decode_damaged(struct slice raw, const char *forced, struct slice declared,
                                   struct buf *out, struct charset_found *found)
{
    const char *kind = binary_kind(raw), *why;
    size_t start = out->n;

    *found = (struct charset_found){.name = NULL};
    if (kind != NULL)
        return refuse(found, kind);
    why = decode(raw, forced, declared, out, found);
    if (why != NULL)
        out->n = start;
    return why;
}

const char *charset_decode(struct slice raw, const char *forced, struct slice declared,
                           struct buf *out, struct charset_found *found)
{
    size_t start = out->n;
    const char *why = charset_decode_damaged(raw, forced, declared, out, found);

    if (why != NULL || found->replaced == 0 
        || replaced_percent(out, start, found) <= DAMAGE_PERCENT_MOST)
        return why;
    snprintf(found->why, sizeof found->why,
             "as %s, %.1f %% of its characters would be U+FFFD; name its charset with "
             "-E NAME, or take it as it is with --force",
             found->name, replaced_percent(out, start, found));
    out->n = start;
    return found->why;
}
