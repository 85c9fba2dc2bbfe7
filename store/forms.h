/* forms.h - a term's surface forms: what inflections, suggestions and wildcards
 * are made from.
 *
 *     forms   varint head; the forms, in bytewise order
 *             head 0, 1, 2: the only form is the term itself, as often as it; capitals
 *             as `kind` below says. Else the forms are head - 2:
 *     form    varint cut, varint size, size bytes, varint 4 * (occurrences - 1) + kind,
 *             capitals: the form is the term without its last `cut` bytes and with
 *             these bytes after it.
 *     kind    how many of the occurrences begin with a capital letter: 0 none, 1 all
 *             of them, 2 as many as the varint that follows tells
 *
 *     land (German): land 7 times (Land 6 times), Landes twice, länder once is
 *     05  00 00 1A 06  00 02 "es" 05  03 06 "änder" 00
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
    uint64_t capitals;           /* of these, those whose first letter was a capital */
};

/* Appends the payload. Requires count >= 1, forms in order, none twice; of a term's only
 * form, the term itself, the occurrences are those of the term.               */
void forms_encode(struct slice term, const struct form_count *forms, size_t count,
                  struct buf *out);

/* Reads one form after the other. */
struct forms_cursor {
    struct slice term;
    uint64_t term_occurrences;
    const uint8_t *at, *end;
    uint32_t left;
    uint32_t only_kind;          /* of the term where it is the only form */
    bool only_term;              /* the term itself is to be given */
    uint8_t form[2 * FORMS_FORM_MAX];
};

/* cf: how often the term occurs. False where the payload cannot be forms. */
bool forms_open(struct forms_cursor *c, struct slice term, uint64_t cf, struct slice payload);
/* 1: *out holds the next form, borrowed until the next call; 0: there is none;
 * -1: damaged.                                                               */
int forms_next(struct forms_cursor *c, struct form_count *out);

#endif
