#include "indexer/formats/charset_convert.h"

#include <strings.h>

#include "base/utf8.h"
#include "indexer/formats/charset.h"
#include "stemmers/icu.h"

#define PIVOT_UNITS 1024
#define STEP_BYTES ((size_t)16 << 10)

/* What ICU does not know, and what is read as something else. */
static const struct {
    const char *alias, *name;
} aliases[] = {
    {"ISO-8859-1", "windows-1252"}, {"US-ASCII", "windows-1252"}, {"ansi", "windows-1252"},
    {"win-1251", "windows-1251"},   {"win1251", "windows-1251"},  {"cp-1251", "windows-1251"},
    {"1251", "windows-1251"},       {"x-cp1251", "windows-1251"}, {"cp-866", "ibm866"},
    {"koi-8", "koi8-r"},            {"koi8-ru", "koi8-u"},        {"x-cp1252", "windows-1252"},
    {"win-1252", "windows-1252"},   {"utf8mb4", "utf-8"},
};

/* Those whose names we write in small letters, as the list in messages. */
static const char *const own_names[] = {
    "utf-8", "utf-16", "utf-32", "utf-16le", "utf-16be", "utf-32le", "utf-32be",
    "windows-1251", "koi8-r", "iso-8859-5", "ibm866", "windows-1252", "iso-8859-15",
    "windows-1250", "iso-8859-2", "koi8-u", "macintosh",
};

static const char *alias_of(const char *name)
{
    for (size_t i = 0; i < sizeof aliases / sizeof *aliases; i++)
        if (strcasecmp(aliases[i].alias, name) == 0)
            return aliases[i].name;
    return NULL;
}

static const char *own_name(const char *name)
{
    for (size_t i = 0; i < sizeof own_names / sizeof *own_names; i++)
        if (strcasecmp(own_names[i], name) == 0)
            return own_names[i];
    return NULL;
}

/* ICU's table of aliases alone is asked: a name from a document opens no file. */
static const char *standard_name(const char *name)
{
    static const char *const standards[] = {"MIME", "IANA"};
    const struct icu *u = icu();
    const char *found = NULL;

    for (size_t i = 0; u != NULL && found == NULL && i < 2; i++) {
        UErrorCode code = U_ZERO_ERROR;
        found = u->ucnv_getStandardName(name, standards[i], &code);
    }
    return found;
}

const char *charset_known(const char *name)
{
    const char *standard = alias_of(name), *own;

    if (standard == NULL)
        standard = own_name(name);
    if (standard == NULL)
        standard = standard_name(name);
    if (standard == NULL)
        return NULL;
    if (alias_of(standard) != NULL)
        standard = alias_of(standard);
    own = own_name(standard);
    return own != NULL ? own : standard;
}

/* ICU's own callback writes U+001A for some bytes instead of U+FFFD. `context` counts. */
static void replace(const void *context, UConverterToUnicodeArgs *args, const char *bytes,
                    int32_t size, UConverterCallbackReason reason, UErrorCode *code)
{
    static const UChar replacement = UTF8_REPLACEMENT;

    (void)bytes;
    (void)size;
    if (reason > UCNV_IRREGULAR)
        return;                  /* reset, close or clone */
    ++**(size_t *const *)context;
    *code = U_ZERO_ERROR;
    icu()->ucnv_cbToUWriteUChars(args, &replacement, 1, 0, code);
}

/* Null where there is none. *replaced counts until it is closed; `context` points at it. */
static UConverter *open_from(const char *name, size_t **context)
{
    const struct icu *u = icu();
    UErrorCode code = U_ZERO_ERROR;
    UConverter *from = u == NULL ? NULL : u->ucnv_open(name, &code);

    **context = 0;
    if (from != NULL)
        u->ucnv_setToUCallBack(from, replace, context, NULL, NULL, &code);
    return from;
}

static bool convert(UConverter *from, UConverter *to, struct slice raw, struct buf *out)
{
    UChar pivot[PIVOT_UNITS], *pivot_from = pivot, *pivot_to = pivot;
    const char *at = (const char *)raw.p, *end = (const char *)slice_end(raw);
    UErrorCode code = U_BUFFER_OVERFLOW_ERROR;
    UBool is_first = 1;

    while (code == U_BUFFER_OVERFLOW_ERROR) {
        char *start = (char *)buf_reserve(out, STEP_BYTES), *target = start;
        if (start == NULL)
            return true;         /* buf_ok tells */
        code = U_ZERO_ERROR;
        icu()->ucnv_convertEx(to, from, &target, start + STEP_BYTES, &at, end, pivot,
                              &pivot_from, &pivot_to, pivot + PIVOT_UNITS, is_first, 1, &code);
        out->n += (size_t)(target - start);
        is_first = 0;
    }
    return U_SUCCESS(code);
}

static bool append_converted(struct slice raw, const char *name, struct buf *out,
                             size_t *replaced)
{
    UErrorCode code = U_ZERO_ERROR;
    UConverter *from = open_from(name, &replaced);
    UConverter *to = from == NULL ? NULL : icu()->ucnv_open("UTF-8", &code);
    bool done = to != NULL && convert(from, to, raw, out);

    if (from != NULL)
        icu()->ucnv_close(from);
    if (to != NULL)
        icu()->ucnv_close(to);
    return done;
}

static bool is_of_bytes(UConverterType type)
{
    return type == UCNV_SBCS || type == UCNV_LATIN_1 || type == UCNV_US_ASCII;
}

bool charset_convert_bytes(const char *name, uint16_t codes[256])
{
    size_t replaced, *context = &replaced;
    UConverter *from = open_from(name, &context);
    UErrorCode code = U_ZERO_ERROR;
    bool done = from != NULL && is_of_bytes(icu()->ucnv_getType(from));
    char bytes[256];
    UChar out[257];

    for (int i = 0; i < 256; i++)
        bytes[i] = (char)i;
    if (done)
        done = icu()->ucnv_toUChars(from, out, 257, bytes, 256, &code) == 256;
    if (from != NULL)
        icu()->ucnv_close(from);
    for (int i = 0; done && i < 256; i++)
        codes[i] = out[i];
    /* IBM's tables, as the one of IBM866, exchange 1A, 1C and 7F */
    for (int i = 0; done && i < 0x80 && codes['A'] == 'A'; i++)
        if (i < 0x20 || i == 0x7f)
            codes[i] = (uint16_t)i;
    return done;
}

static void append_bytes(struct slice raw, const uint16_t codes[256], struct buf *out,
                         size_t *replaced)
{
    *replaced = 0;
    for (size_t i = 0; i < raw.n; i++) {
        uint8_t *to = buf_reserve(out, UTF8_MAX_BYTES);
        if (to == NULL)
            return;
        out->n += utf8_encode(codes[raw.p[i]], to);
        *replaced += codes[raw.p[i]] == UTF8_REPLACEMENT;
    }
}

bool charset_convert(struct slice raw, const char *name, struct buf *out, size_t *replaced)
{
    uint16_t codes[256];

    if (!charset_convert_bytes(name, codes))
        return append_converted(raw, name, out, replaced);
    append_bytes(raw, codes, out, replaced);
    return true;
}

bool charset_convert_keeps_ascii(const char *name)
{
    struct slice ascii = SLICE_LITERAL("<meta charset=+AGE-\"az09\">");
    struct buf out;
    size_t replaced;
    bool same;

    buf_init(&out, STEP_BYTES);
    same = charset_convert(ascii, name, &out, &replaced) && slice_equal(buf_slice(&out), ascii);
    buf_release(&out);
    return same;
}

const char *charset_convert_problem(void)
{
    return icu() == NULL ? icu_problem() : "ICU cannot convert from its charset";
}
