/* template.h - --format: a line of the user's own for each hit.
 *
 *     {field}          one of those of hit_fields.h
 *     {a|b}            the first of them that is not empty
 *     {field:40}       cut or filled up to 40 cells of a terminal; {field:-40} flush right
 *     {score:.2f}      so many digits behind the point
 *     \t \n \0 \e \\ \{ \}
 *
 * Values are as they are in TSV: white space and control characters are one space.
 *
 * Memory  A template owns its parts until template_release.                    */
#ifndef SEARCHER_TEMPLATE_H
#define SEARCHER_TEMPLATE_H

#include "searcher/output/output.h"

struct template;

/* E_USAGE: an unknown field (all are named), an unclosed brace, a wrong width. */
enum status template_open(const char *text, struct template **out, struct err *e) WARN_UNUSED;
/* E_USAGE where a field is none of ours and not among these (hit_fields_check). */
enum status template_check(const struct template *t, struct slice user_fields,
                           struct err *e) WARN_UNUSED;
void template_release(struct template *t);

/* The writer that prints style->template for each hit. */
extern const struct output output_format;

#endif
