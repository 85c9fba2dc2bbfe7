/* user_fields.h - the fields that an article's source has besides those that Stemma knows: names
 * and values, in the order they came. A name may have several values.
 *
 *     author  Jane Austen          encoded: (varint size, name, varint size, value)*
 *     tag     novel
 *     tag     1813
 *
 * A name is a small letter of ASCII and then small letters, digits, '_' and '-'; a value is
 * valid UTF-8, any but the empty one.                                           */
#ifndef STORE_USER_FIELDS_H
#define STORE_USER_FIELDS_H

#include "base/buf.h"

#define USER_FIELD_NAME_MAX 32u        /* bytes */
#define USER_FIELD_VALUE_MAX 4096u
#define USER_FIELDS_MAX_BYTES 32768u   /* of a document, encoded */

bool user_field_name_is_sound(struct slice name);
/* Whether it is sound, and means nothing else to queries and in what hits tell. */
bool user_field_name_is_free(struct slice name);

/* Appends one, of a sound name; of a blank value nothing. False where not all of it has room: a
 * value is cut to USER_FIELD_VALUE_MAX at a character, and left out where the others are too long. */
bool user_fields_put(struct buf *out, struct slice name, struct slice value);

/* Of what is sound: */
struct user_fields {
    struct slice rest;
    struct slice name, value;          /* of the one that was taken last */
};

static inline void user_fields_open(struct user_fields *f, struct slice encoded)
{
    *f = (struct user_fields){.rest = encoded};
}

/* False at the end. */
bool user_fields_next(struct user_fields *f);

/* The first value of that name; empty where there is none. */
struct slice user_fields_value(struct slice encoded, struct slice name);

/* Whether bytes from a disk are an encoding. */
bool user_fields_are_sound(struct slice encoded);

/* Appends them as JSON: {"author":["Jane Austen"],"tag":["novel","1813"]}, in the order of each
 * name's first value.                                                           */
void user_fields_put_json(struct buf *out, struct slice encoded);
/* The values of one name: ["novel","1813"]. */
void user_fields_put_json_values(struct buf *out, struct slice encoded, struct slice name);

/* Appends the values of one name on a line, with ", " between them: novel, 1813. */
void user_fields_put_line(struct buf *out, struct slice encoded, struct slice name);

/* Names alone: (varint size, name)*, each once; what is beyond is left out. */
#define USER_FIELD_NAMES_MAX_BYTES 32768u

void user_field_names_add(struct buf *names, struct slice name);
bool user_field_names_have(struct slice names, struct slice name);
/* The next one, and false at the end or where rest is no list of names. */
bool user_field_names_next(struct slice *rest, struct slice *name);

#endif
