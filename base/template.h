/* template.h - --format: a line of the user's own for each thing that is listed.
 *
 *     {field}          one of those that the caller knows
 *     {a|b}            the first of them that is not empty
 *     {field:40}       cut or filled up to 40 cells of a terminal; {field:-40} flush right
 *     {score:.2f}      so many digits behind the point
 *     \t \n \0 \e \\ \{ \}
 *
 * Memory  A template owns its parts until template_release; names borrow from the text that it was
 *         made of.                                                              */
#ifndef BASE_TEMPLATE_H
#define BASE_TEMPLATE_H

#include "base/buf.h"
#include "base/err.h"

struct template;

struct template_field {
    unsigned id;                 /* the caller's */
    struct slice name;
};

/* What the caller knows of its fields. */
struct template_fields {
    bool (*find)(struct slice name, unsigned *id);         /* false where there is none */
    enum status (*unknown)(struct slice name, struct err *e);     /* says so: E_USAGE */
    unsigned digits;             /* behind the point, where the template says nothing */
};

/* Appends the value of a field, on one line; nothing where it has none. */
typedef void template_put_field(const void *context, const struct template_field *field,
                                unsigned digits, struct buf *out);

/* E_USAGE: an unknown field, an unclosed brace, a wrong width. */
enum status template_open(const char *text, const struct template_fields *fields, struct template **out,
                          struct err *e) WARN_UNUSED;
void template_release(struct template *t);

/* The fields of the template one by one: *at is 0 first. False at the end. */
bool template_next_field(const struct template *t, size_t *at, struct template_field *out);

void template_put(const struct template *t, struct buf *out, template_put_field *put,
                  const void *context);

#endif
