/* forms.h - a term's surface forms: what inflections, suggestions and wildcards
 * are made from.
 *
 *     forms   varint count; per form, in bytewise order: varint cut, varint size,
 *             size bytes, varint (occurrences - 1): the form is the term without
 *             its last `cut` bytes and with these bytes after it.
 *             count 0: the only form is the term itself.
 *
 *     land (German): land 7 times, landes twice, länder once is the payload
 *     03  00 00 06  00 02 "es" 01  03 06 "änder" 00
 *
 * Occurrences are those of all documents that were ever added to the segments
 * merged into this one: deleted ones count until their segment's documents are
 * added again. A term of very many forms keeps the FORMS_MAX_BYTES' worth that
 * are written first.                                                          */
#ifndef STORE_FORMS_H
#define STORE_FORMS_H

#include "base/buf.h"

#define FORMS_MAX_BYTES 2048u
#define FORMS_FORM_MAX 255u

struct form_count {
    struct slice form;
    uint64_t occurrences;
};

/* Appends the payload. Requires count >= 1, forms in order, none twice. */
void forms_encode(struct slice term, const struct form_count *forms, size_t count,
                  struct buf *out);

/* Reads one form after the other. */
struct forms_cursor {
    struct slice term;
    const uint8_t *at, *end;
    uint32_t left;
    bool only_term;              /* the term itself is to be given */
    uint8_t form[2 * FORMS_FORM_MAX];
};

/* False where the payload cannot be forms. */
bool forms_open(struct forms_cursor *c, struct slice term, struct slice payload);
/* 1: *out holds the next form, borrowed until the next call (occurrences 0 for
 * the term itself: as many as the term has); 0: there is none; -1: damaged.  */
int forms_next(struct forms_cursor *c, struct form_count *out);

#endif
