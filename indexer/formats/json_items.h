/* json_items.h - the records of a JSON document: the elements of an array, or values one after the other.
 *
 *     [ {"id": "a",          [{"id": "a", ...},         {"id": "a", ...}
 *        "body": "..."} ]     {"id": "b", ...}]         {"id": "b", ...}
 *
 * Strings and brackets are counted, nothing else is checked: json.h does so with each item.
 *
 * Cost    One look at each byte.                                                */
#ifndef INDEXER_FORMATS_JSON_ITEMS_H
#define INDEXER_FORMATS_JSON_ITEMS_H

#include "base/slice.h"

/* Whether text begins such a document, and is not one record a line. */
bool json_items_begin(struct slice text);

/* Takes the next item off `rest`; false behind the last one. One that does not end is all that is left. */
bool json_items_next(struct slice *rest, struct slice *item);

#endif
