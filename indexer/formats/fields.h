/* fields.h - which member of a record, or column of a table, is what of an article.
 *
 *     --fields=id=url,title=headline,body=text,price=cost      ours = theirs
 *
 * Ours are id, lang, title, date, body, url, author; each is named like itself unless the
 * option says otherwise. Any other name makes a field of the user's own (store/user_fields.h),
 * in every format that has metadata with names: members, columns, front matter, <meta>, JSON-LD,
 * headers of mail. One of theirs may stand for several of ours.
 *
 * url and author are user fields, too.                                          */
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
#define FIELDS_USER_MAX 32

/* Copied freely: a name is an offset in text. */
struct fields {
    char text[FIELDS_TEXT_MAX];
    uint16_t names[FIELD_COUNT];
    uint8_t asked[FIELDS_TEXT_MAX];    /* pairs, encoded as user_fields.h: ours, theirs */
    size_t asked_bytes, asked_count;
};

/* Each named like itself. */
struct fields fields_default(void);

/* Reads the option's value. E_USAGE, with what is allowed. */
enum status fields_parse(const char *value, struct fields *out, struct err *e) WARN_UNUSED;

/* What the field is called in the records. Borrows from f. */
struct slice fields_name(const struct fields *f, enum field field);

/* The pairs of the user's own fields: to be walked by user_fields_next. Borrows from f. */
static inline struct slice fields_asked(const struct fields *f)
{
    return slice_of(f->asked, f->asked_bytes);
}

/* The same as one of ours, FIELD_COUNT where it is none of them. */
enum field fields_of(struct slice name);

/* Fills the page, which is empty: title, date ... as told by a record, the body as plain
 * text. Requires valid UTF-8.                                                  */
void fields_fill_page(const struct slice values[FIELD_COUNT], struct page *p);

/* The page has metadata of this name: kept where p->asked asks for it, in any case of letters. */
void fields_offer(struct page *p, struct slice theirs, struct slice value);
/* The same of headers of mail and the like (mime.h). */
void fields_offer_headers(struct page *p, struct slice head);

#endif
