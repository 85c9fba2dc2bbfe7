/* csv.h - tables: a header that names the columns, then a document in each row.
 *
 *     id;title;body                  the columns, see fields.h; others are passed over
 *     17;"A ""quoted"" one";"two     a quoted field may hold separators, line breaks,
 *     lines"                         and quotes, doubled
 *
 * The separator of CSV is that of ',', ';', tab and '|' which stands most often in the header
 * outside quotes; of TSV it is the tab. A row with more or fewer fields than the header, or
 * longer than 256 MB, is reported with its first line and skipped; blank lines are passed over.
 * The charset is that of the first 64 KB; UTF-16 has other line breaks and is none.
 *
 * Source  RFC 4180; a quote within a field that does not begin with one is a character.
 * Memory  One row. Errors as lines.h; E_INPUT where the header has no column for the body. */
#ifndef INDEXER_FORMATS_CSV_H
#define INDEXER_FORMATS_CSV_H

#include "indexer/formats/entry.h"
#include "indexer/formats/fields.h"
#include "indexer/formats/lines.h"

enum csv_kind { CSV_ANY, CSV_TABS };

enum status csv_read(struct lines *l, enum csv_kind kind, const struct fields *fields,
                     const struct entry_sink *sink, struct err *e) WARN_UNUSED;

#endif
