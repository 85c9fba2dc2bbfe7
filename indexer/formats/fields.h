/* fields.h - which member of a record, or column of a table, is what of an article.
 *
 *     --fields=id=url,title=headline,body=text     ours = theirs
 *
 * Ours are id, lang, title, date, body, url, author; each is named like itself unless the
 * option says otherwise. One of theirs may stand for several of ours.           */
#ifndef INDEXER_FORMATS_FIELDS_H
#define INDEXER_FORMATS_FIELDS_H

#include "base/err.h"
#include "indexer/page/page.h"

enum field {
    FIELD_ID,
    FIELD_LANG,
    FIELD_TITLE,
    FIELD_DATE,
    FIELD_BODY,
    FIELD_URL,
    FIELD_AUTHOR,
    FIELD_COUNT
};

#define FIELDS_TEXT_MAX 1024

/* Copied freely: a name is an offset in text. */
struct fields {
    char text[FIELDS_TEXT_MAX];
    uint16_t names[FIELD_COUNT];
};

/* Each named like itself. */
struct fields fields_default(void);

/* Reads the option's value. E_USAGE, with what is allowed. */
enum status fields_parse(const char *value, struct fields *out, struct err *e) WARN_UNUSED;

/* What the field is called in the records. Borrows from f. */
const char *fields_name(const struct fields *f, enum field field);

/* The same as one of ours, FIELD_COUNT where it is none of them. */
enum field fields_of(struct slice name);

/* Fills the page, which is empty: title, date ... as told by a record, the body as plain
 * text. Requires valid UTF-8.                                                  */
void fields_fill_page(const struct slice values[FIELD_COUNT], struct page *p);

#endif
