#include "indexer/reading.h"

#include "indexer/page/plain_text.h"
#include "stemmers/langid.h"
#include "store/user_fields.h"

enum status reading_open(struct reading *r, struct err *e)
{
    page_init(&r->page);
    paragraphs_init(&r->paragraphs);
    buf_init(&r->user_fields, 2 * USER_FIELDS_MAX_BYTES);
    return zones_open(&r->zones, e);
}

void reading_close(struct reading *r)
{
    page_release(&r->page);
    paragraphs_release(&r->paragraphs);
    buf_release(&r->user_fields);
    zones_close(r->zones);
}

#define PROSE_BYTES 400        /* enough to tell its language */

static bool is_prose(const struct article_run *run)
{
    return run->zone == SEGMENT_LEAD || run->zone == SEGMENT_BODY;
}

#define PIECE_BYTES 192u

/* The beginnings of stretches of prose, the more of them the longer they are, in whole words. */
static struct slice sample_of(const struct zones_found *z, struct slice text, uint64_t prose,
                              uint8_t out[LANGID_MAX_BYTES])
{
    double due = 0, share = LANGID_MAX_BYTES / (double)prose;
    size_t at = 0, n = 0;

    for (size_t i = 0; i < z->run_count; at += z->runs[i++].bytes) {
        size_t size = z->runs[i].bytes;

        if (!is_prose(&z->runs[i]))
            continue;
        due += (double)size * share;
        if (due < PIECE_BYTES)
            continue;
        size = (double)size > due ? (size_t)due : size;
        size = size < LANGID_MAX_BYTES - n ? size : LANGID_MAX_BYTES - n;
        while (size > 0 && size < z->runs[i].bytes && text.p[at + size] > ' ')
            size--;
        memcpy(out + n, text.p + at, size);
        n += size;
        due -= (double)size;
    }
    return slice_of(out, n);
}

/* The prose, where it is long enough: menus in another language say nothing. */
static struct slice prose_of(const struct zones_found *z, struct slice text, uint8_t sample[LANGID_MAX_BYTES])
{
    struct slice longest = {0};
    uint64_t prose = 0;
    size_t at = 0;

    for (size_t i = 0; i < z->run_count; at += z->runs[i++].bytes) {
        if (!is_prose(&z->runs[i]))
            continue;
        prose += z->runs[i].bytes;
        if (z->runs[i].bytes > longest.n)
            longest = slice_of(text.p + at, z->runs[i].bytes);
    }
    if (longest.n >= PROSE_BYTES && 2 * longest.n >= prose)
        return longest;
    return prose >= LANGID_MAX_BYTES ? sample_of(z, text, prose, sample) : longest.n >= PROSE_BYTES ? longest : text;
}

static void choose_language(struct slice declared, struct reading_found *out)
{
    uint8_t sample[LANGID_MAX_BYTES];
    struct langid found;

    if (declared.n > 0) {
        out->lang_code = lang_normalize_code(declared);
        out->lang = lang_of_code(declared);
        out->confidence = 1;
        return;
    }
    found = langid_identify(prose_of(&out->zones, out->text, sample));
    if (strcmp(found.code.text, "und") == 0)      /* a rule of signs is long, too */
        found = langid_identify(out->text);
    out->lang_code = found.code;
    out->lang = found.lang;
    out->confidence = found.confidence;
}

#define TITLE_MAX_BYTES 400

/* Title and body: the title as declared, in front of the text, else its first line. */
static void split_plainly(struct page *p, const struct article *a, struct article_run runs[2],
                          struct zones_found *out)
{
    size_t title = a->title.n;

    buf_append_slice(&p->text, a->title);
    buf_append_string(&p->text, a->title.n > 0 ? "\n" : "");
    page_from_text(p, a->page != NULL ? buf_slice(&a->page->text) : a->text);
    if (title == 0 && a->how.title != ARTICLE_TITLE_NONE && page_block_count(p) > 0 && page_blocks(p)->end <= TITLE_MAX_BYTES)
        title = page_blocks(p)->end;
    runs[0] = (struct article_run){.bytes = (uint32_t)title, .zone = SEGMENT_TITLE};
    runs[1] = (struct article_run){.bytes = (uint32_t)(p->text.n - title), .zone = SEGMENT_BODY};
    *out = (struct zones_found){.runs = runs, .run_count = 2, .title_bytes = title,
                                .date = a->date};
}

/* As an index before found it. */
static void take_given(struct page *p, const struct article *a, struct zones_found *out)
{
    buf_append_slice(&p->text, a->text);
    *out = (struct zones_found){.runs = a->given.runs, .run_count = a->given.run_count,
                                .title_start = a->given.title_start,
                                .title_bytes = a->given.title_bytes, .date = a->date};
}

static struct slice first_line(const struct page *p)
{
    const struct page_block *b = page_blocks(p);

    if (page_block_count(p) == 0 || b->end - b->start > TITLE_MAX_BYTES)
        return (struct slice){0};
    return slice_of(p->text.p + b->start, b->end - b->start);
}

/* Before the page is judged: what a record gives is stronger than any policy. */
static void set_title(struct page *p, const struct article *a)
{
    if (a->title.n == 0 && a->how.title != ARTICLE_TITLE_FOUND)
        p->title_count = 0;
    page_add_title(p, PAGE_FROM_RECORD,
                   a->title.n == 0 && a->how.title == ARTICLE_TITLE_FIRST_LINE ? first_line(p)
                                                                               : a->title);
}

static enum status find_zones(struct reading *r, const struct article *a, struct zones_found *out,
                              struct err *e)
{
    if (a->page != NULL)
        page_copy(&r->page, a->page);
    else
        TRY(format_read_page(a->format, a->text, &r->page, e));
    if (r->page.lang.n == 0)     /* else it would be identified again, to read dates */
        r->page.lang = a->lang_code;
    set_title(&r->page, a);
    page_add_date(&r->page, PAGE_FROM_RECORD, a->date);
    if (!page_ok(&r->page))
        return err_memory(e, "a page");
    TRY(zones_find(r->zones, &r->page, out, e));
    if (a->title.n == 0 && a->how.title == ARTICLE_TITLE_NONE)
        zones_drop_title(r->zones, out);
    return OK;
}

/* Those of the article, then those that its page was found to have. */
static bool find_user_fields(struct reading *r, const struct article *a, const struct page *p)
{
    struct user_fields f;
    bool all = true;

    buf_clear(&r->user_fields);
    buf_append_slice(&r->user_fields, a->user_fields);
    if (a->given.is_given)
        return true;
    user_fields_open(&f, buf_slice(&p->user_fields));
    while (user_fields_next(&f))
        all &= user_fields_put(&r->user_fields, f.name, f.value);
    all &= user_fields_put(&r->user_fields, SLICE_LITERAL("author"), p->author);
    return user_fields_put(&r->user_fields, SLICE_LITERAL("url"), p->url) && all;
}

enum status reading_article(struct reading *r, const struct article *a, struct reading_found *out,
                            struct err *e)
{
    r->page.asked = a->asked;
    page_clear(&r->page);
    if (a->given.is_given)
        take_given(&r->page, a, &out->zones);
    else if (a->how.zones == ARTICLE_PLAIN)
        split_plainly(&r->page, a, r->runs, &out->zones);
    else
        TRY(find_zones(r, a, &out->zones, e));
    out->fields_cut = !find_user_fields(r, a, a->page != NULL ? a->page : &r->page) || a->fields_cut
                      || r->page.fields_cut;
    if (buf_reserve(&r->page.text, READING_SLACK) == NULL || !page_ok(&r->page) || !buf_ok(&r->user_fields))
        return err_memory(e, "a page");
    out->text = buf_slice(&r->page.text);
    out->truncated = r->page.truncated;
    out->user_fields = buf_slice(&r->user_fields);
    choose_language(a->lang_code.n > 0 ? a->lang_code : out->zones.lang, out);
    if (!a->given.is_given && !paragraphs_divide(&r->paragraphs, out->text, out->lang,
                                                 &out->zones.runs, &out->zones.run_count))
        return err_memory(e, "a page");
    return OK;
}
