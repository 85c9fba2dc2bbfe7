/* output_format.h - --format: hits by a template (base/template.h) of the fields of hit_fields.h.
 *
 * Values are as they are in TSV: white space and control characters are one space. */
#ifndef SEARCHER_OUTPUT_FORMAT_H
#define SEARCHER_OUTPUT_FORMAT_H

#include "base/template.h"
#include "searcher/output/output.h"

/* E_USAGE, with the names of all fields where one is unknown. */
enum status output_format_open(const char *text, struct template **out, struct err *e) WARN_UNUSED;

/* E_USAGE where a field is none of ours and not among these (hit_fields_check). */
enum status output_format_check(const struct template *t, struct slice user_fields,
                                struct err *e) WARN_UNUSED;

/* The writer that prints style->template for each hit. */
extern const struct output output_format;

#endif
