/* strays.h - the forms that do not begin with their term, in order.
 *
 * Nine in ten forms are their term and more letters, and are found beside it. The others
 * ("city" of the term "citi", "länder" of "land") are listed: whoever walks terms from a
 * prefix on walks these too and misses no form.
 *
 *     key      language byte, form
 *     payload  varint cut, bytes: the term is the form without its last `cut` bytes
 *              and with these after it; of a form of several terms a byte FF, which
 *              no term holds, and the next term
 *
 * Memory  A builder holds the strays of one language, about one form in ten.   */
#ifndef STORE_STRAYS_H
#define STORE_STRAYS_H

#include "base/arena.h"
#include "base/buf.h"
#include "store/table.h"

struct strays {
    struct buf rows;
    struct arena bytes;
};

void strays_init(struct strays *x);
void strays_release(struct strays *x);
/* Kept where it is a stray. */
void strays_add(struct strays *x, struct slice term, struct slice form);
/* Those of one language, in order; forgets them. E_MEMORY where one could not be added. */
enum status strays_finish(struct strays *x, uint8_t lang, const struct table_sink *sink,
                          struct err *e) WARN_UNUSED;

/* The terms of a form one after the other: *payload begins with the next. Bytes written to
 * term[STRAYS_TERM_MAX]; 0: damaged.                                           */
#define STRAYS_TERM_MAX 512u
size_t strays_term(struct slice *payload, struct slice form, uint8_t term[STRAYS_TERM_MAX]);

#endif
