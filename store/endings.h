/* endings.h - which terms have a form that ends with some letters.
 *
 * Forms are sorted by their last eight letters, read backwards, and the sequence is
 * cut into leaves of about 48 forms. A leaf does not hold the forms but the groups of the
 * dictionary (16 terms each, table.h) that they are in: a byte or so for a form,
 * where the reversed forms themselves, front-coded and compressed, took five.
 * Whoever looks for an ending reads the groups and keeps the forms that have it.
 *
 *     key      language byte, letters of the leaf's last form (8 bytes, the last
 *              letter first), of a leaf that goes on with the same letters its
 *              number u16 big-endian, 1, 2 ...
 *     payload  varint first group, then varint (group - group before - 1)
 *     letter   code point below 128: itself; else 128 + its low 7 bits; 0 after the
 *              first letter of the form. Two letters may share a code: groups hold
 *              forms that do not match anyway.
 *
 *     "haus" is the letters s u a h 0 0 0 0.
 *
 * Memory  A builder holds 16 bytes for each form of one language, twice while it
 *         is sorted.                                                          */
#ifndef STORE_ENDINGS_H
#define STORE_ENDINGS_H

#include "store/rows.h"
#include "store/table.h"

#define ENDINGS_LETTERS 8u

struct endings {
    struct rows rows;                /* letters and group of each form */
};

void endings_init(struct endings *x);
void endings_release(struct endings *x);
/* A form of a term of this group; groups never fall. */
void endings_add(struct endings *x, struct slice form, uint32_t group);
/* The leaves of one language, in order; forgets the forms. E_MEMORY where one could not be
 * added.                                                                       */
enum status endings_finish(struct endings *x, uint8_t lang, const struct table_sink *sink,
                           struct err *e) WARN_UNUSED;

/* Appends the groups (uint32_t) that may hold forms with this ending, in order, none twice.
 * E_CORRUPT.                                                                    */
enum status endings_find(struct table *t, uint8_t lang, struct slice ending, struct buf *out,
                         struct err *e) WARN_UNUSED;

#endif
