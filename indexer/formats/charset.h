/* charset.h - the bytes of a file become valid UTF-8, whatever they are written in.
 *
 *     named by the user (-E)  >  byte order mark  >  shape of UTF-16 or UTF-32
 *     >  valid UTF-8  >  declared by the document  >  detected (charset_model.h)
 *
 * Evidence in the bytes goes before what a document says of itself: a declared
 * charset is overruled where the text is UTF-8, where it cannot be read so, or where
 * another reading is far more likely. Text that is mostly UTF-8 with some bad bytes
 * stays UTF-8. "ISO-8859-1" and "US-ASCII" are read as windows-1252, which agrees
 * with them and gives the bytes 80..9F the letters they are meant as (as the Encoding
 * Standard of WHATWG has it). UTF-8 that was taken for another charset and saved once more is
 * undone (charset_twice.h), unless the user names a charset.
 *
 * Memory  No function keeps a pointer. Names are of static storage.
 * Errors  A reason why the bytes are no text, instead of a status: the caller goes on
 *         with the next file. Ask buf_ok(out) afterwards.
 * Cost    Linear; one pass over the bytes, detection reads 64 KB.              */
#ifndef INDEXER_FORMATS_CHARSET_H
#define INDEXER_FORMATS_CHARSET_H

#include "base/buf.h"

#define CHARSET_WHY_BYTES 256

/* For messages; ICU knows more than these. */
#define CHARSET_NAMES                                                                   \
    "utf-8, utf-16le, utf-16be, utf-32le, utf-32be, windows-1251, koi8-r, iso-8859-5, " \
    "ibm866, windows-1252, iso-8859-15, windows-1250, iso-8859-2, koi8-u, macintosh"

enum charset_how {
    CHARSET_BOM,          /* a byte order mark */
    CHARSET_FORCED,       /* the caller's */
    CHARSET_DECLARED,     /* the document's */
    CHARSET_UTF8,         /* valid UTF-8, or nearly so */
    CHARSET_DETECTED      /* from the letters */
};

struct charset_found {
    const char *name;                /* "windows-1251": small letters where it is of
                                        CHARSET_NAMES; null where there is none */
    uint8_t percent;                 /* how sure */
    enum charset_how how;
    size_t replaced;                 /* U+FFFD put in */
    bool overruled;                  /* another charset was declared */
    const char *twice;               /* taken for this charset and saved again, which is undone; or null */
    char why[CHARSET_WHY_BYTES];     /* the reason of a refusal */
};

/* Appends raw as valid UTF-8, without its byte order mark. NULL, or the reason (in
 * found->why) why there is no text: binary, unknown forced name, or more than 1 % of
 * the characters would be U+FFFD; nothing is appended then.
 * forced: a name, or null for none. declared: what <meta>, XML or a mail's header say,
 * see charset_declared_in; may be empty, unknown or wrong.                     */
const char *charset_decode(struct slice raw, const char *forced, struct slice declared,
                           struct buf *out, struct charset_found *found);

/* As charset_decode, however much becomes U+FFFD. */
const char *charset_decode_damaged(struct slice raw, const char *forced, struct slice declared,
                                   struct buf *out, struct charset_found *found);

/* The name that charset_found would have, or NULL where there is no such charset. */
const char *charset_known(const char *name);

/* The charset that the first 4 KB declare: <?xml encoding=...?>, <meta charset=...> or
 * <meta http-equiv=... content="...; charset=...">; empty where none, and in
 * plain text, whose first character is no '<'. Borrows from raw.             */
struct slice charset_declared_in(struct slice raw);

#endif
