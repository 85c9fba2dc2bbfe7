/* query_fields.h - the fields of queries, and the values of those that are filters.
 *
 *     title: lead: body: credit: related: menu:   words in these zones of the text
 *     id:                                         one document
 *     lang: date: path: ext: charset: zone:       filters: they never score
 *     any other that the documents have           a filter, too: query_ranges.h
 *
 * lang, ext and charset take several values with commas: lang:de,ru.          */
#ifndef SEARCHER_QUERY_FIELDS_H
#define SEARCHER_QUERY_FIELDS_H

#include "searcher/query/query.h"

enum field_kind { FIELD_ZONES, FIELD_ID, FIELD_FILTER };

struct field {
    const char *name;
    enum field_kind kind;
    uint32_t zones;            /* FIELD_ZONES: bits */
    enum filter_field filter;  /* FIELD_FILTER */
    struct slice user_field;   /* FILTER_USER: its name */
};

/* Null where no field has this name; a user field is no such. */
const struct field *field_find(struct slice name);

/* "title" for its zones; null where these are no field's. */
const char *field_of_zones(uint32_t zones);
const char *field_of_filter(enum filter_field filter);

/* Whether commas separate values of it. */
bool field_is_list(enum filter_field filter);

/* One value, as the filter keeps it; false where it is none. text borrows. */
bool field_read_value(enum filter_field filter, struct slice text, struct arena *arena,
                      struct filter_value *out);

/* Appends the value so that it is read again. */
void field_print_value(struct buf *out, enum filter_field filter, const struct filter_value *value);
/* The same for any text, quoted where it needs to be. */
void field_print_text(struct buf *out, struct slice text);

#endif
