#include "indexer/formats/json_ld.h"

#include <jansson.h>

#include "indexer/formats/entities.h"
#include "indexer/formats/fields.h"
#include "indexer/formats/html_meta.h"

#define DEPTH_MAX 8
#define TEXT_MAX ((size_t)16 << 20)

enum role { ARTICLE, WEB_PAGE, WORK, OTHER };     /* the best first */

static struct slice text_of(const json_t *value)
{
    return json_is_string(value) ? slice_of(json_string_value(value), json_string_length(value))
                                 : (struct slice){0};
}

/* What a page may be instead of an article. Its images, its people, a book that it is about have
 * dates too. */
static bool is_work(struct slice type)
{
    static const char *const types[] = {"Recipe", "Review", "HowTo", "VideoObject", "CreativeWork", "QAPage", "Episode"};

    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (slice_ends_with(type, slice_of_string(types[i])))
            return true;
    return false;
}

static enum role role_of_name(struct slice type)
{
    if (slice_ends_with(type, SLICE_LITERAL("Article"))
        || slice_ends_with(type, SLICE_LITERAL("Posting"))
        || slice_ends_with(type, SLICE_LITERAL("Report")))
        return ARTICLE;
    if (slice_ends_with(type, SLICE_LITERAL("WebPage")))
        return WEB_PAGE;
    return is_work(type) ? WORK : OTHER;
}

/* @type is a name or a list of names, of which the best counts. */
static enum role role_of(const json_t *object)
{
    const json_t *type = json_object_get(object, "@type"), *item;
    size_t i;

    enum role best = role_of_name(text_of(type));

    json_array_foreach(type, i, item) {
        enum role role = role_of_name(text_of(item));
        best = role < best ? role : best;
    }
    return best;
}

/* An author is a name, an object with a name, or a list of these. */
static struct slice name_of(const json_t *value)
{
    if (json_is_array(value))
        value = json_array_get(value, 0);
    if (json_is_object(value))
        value = json_object_get(value, "name");
    return text_of(value);
}

/* Many write "Fish &amp; Chips" here as elsewhere. */
static void add_title(struct page *p, enum page_source source, struct slice text)
{
    struct buf title;

    buf_init(&title, 4 * TEXT_MAX);
    entities_append(&title, text);
    page_add_title(p, source, buf_slice(&title));
    buf_release(&title);
}

/* Its name may be that of a thing that it is about. */
static void take_work(const json_t *object, struct page *p)
{
    page_add_date(p, PAGE_FROM_JSON_LD, text_of(json_object_get(object, "datePublished")));
}

static void offer(const json_t *value, struct slice name, struct page *p)
{
    char number[64];

    if (json_is_number(value) || json_is_boolean(value)) {
        size_t size = json_dumpb(value, number, sizeof number, JSON_ENCODE_ANY);

        fields_offer(p, name, slice_of(number, size <= sizeof number ? size : 0));
        return;
    }
    fields_offer(p, name, json_is_object(value) ? name_of(value) : text_of(value));
}

/* Texts, numbers, lists of these, and what has a name. */
static void offer_members(const json_t *object, struct page *p)
{
    const json_t *value, *item;
    const char *key;
    size_t i;

    json_object_foreach((json_t *)(uintptr_t)object, key, value) {
        struct slice name = slice_of_string(key);

        offer(value, name, p);
        json_array_foreach(value, i, item)
            offer(item, name, p);
    }
}

static void take_object(const json_t *object, enum role role, struct page *p)
{
    struct slice headline = text_of(json_object_get(object, "headline"));
    struct slice name = text_of(json_object_get(object, "name"));

    add_title(p, PAGE_FROM_JSON_LD, headline);
    if (headline.n == 0)
        add_title(p, role == ARTICLE ? PAGE_FROM_JSON_LD : PAGE_FROM_TITLE, name);
    page_add_date(p, PAGE_FROM_JSON_LD, text_of(json_object_get(object, "datePublished")));
    page_add_date(p, PAGE_FROM_JSON_LD, text_of(json_object_get(object, "dateCreated")));
    page_add_date(p, PAGE_FROM_MODIFIED, text_of(json_object_get(object, "dateModified")));
    html_meta_keep_first(p, &p->author, name_of(json_object_get(object, "author")));
    html_meta_keep_first(p, &p->lang, text_of(json_object_get(object, "inLanguage")));
    if (p->asked.n > 0)
        offer_members(object, p);
}

static void walk(const json_t *value, enum role role, struct page *p, unsigned depth)
{
    const json_t *item;
    size_t i;

    if (depth > DEPTH_MAX)
        return;
    json_array_foreach(value, i, item)
        walk(item, role, p, depth + 1);
    if (!json_is_object(value))
        return;
    if (role_of(value) == role && role == WORK)
        take_work(value, p);
    else if (role_of(value) == role)
        take_object(value, role, p);
    walk(json_object_get(value, "@graph"), role, p, depth + 1);
    walk(json_object_get(value, "mainEntity"), role, p, depth + 1);
}

/* From the first bracket on, without line breaks. */
static void clean(struct slice text, struct buf *out)
{
    while (text.n > 0 && text.p[0] != '{' && text.p[0] != '[')
        text = slice_drop(text, 1);
    /* the bracket of <![CDATA[ */
    if (slice_starts_with(text, SLICE_LITERAL("[CDATA[")))
        text = slice_drop(text, 7);
    for (size_t i = 0; i < text.n; i++)
        buf_append_byte(out, text.p[i] < ' ' ? ' ' : text.p[i]);
}

/* The string that text begins with behind a colon; empty where it does not. */
static struct slice string_behind_colon(struct slice text)
{
    const uint8_t *end;

    text = slice_trim(text);
    if (text.n == 0 || text.p[0] != ':')
        return (struct slice){0};
    text = slice_trim(slice_drop(text, 1));
    end = text.n > 1 && text.p[0] == '"' ? memchr(text.p + 1, '"', text.n - 1) : NULL;
    return end == NULL ? (struct slice){0} : slice_of(text.p + 1, (size_t)(end - text.p) - 1);
}

/* The first string member of that name, with its quotes, in text that is no JSON. */
static struct slice loose_member(struct slice text, const char *name)
{
    const uint8_t *at;

    while (text.n > 0 && (at = memmem(text.p, text.n, name, strlen(name))) != NULL) {
        struct slice value;

        text = slice_drop(text, (size_t)(at - text.p) + strlen(name));
        value = string_behind_colon(text);
        if (value.n > 0)
            return value;
    }
    return (struct slice){0};
}

static bool has(struct slice text, const char *part)
{
    return text.n > 0 && memmem(text.p, text.n, part, strlen(part)) != NULL;
}

/* A comma too many, a quote that is not escaped: an article's days can be read all the same. */
static void read_loosely(struct slice text, struct page *p)
{
    if (!has(text, "Article\"") && !has(text, "Posting\"") && !has(text, "WebPage\""))
        return;
    page_add_date(p, PAGE_FROM_JSON_LD, loose_member(text, "\"datePublished\""));
    page_add_date(p, PAGE_FROM_MODIFIED, loose_member(text, "\"dateModified\""));
}

void json_ld_read(struct slice text, struct page *p)
{
    struct buf cleaned;
    json_t *root = NULL;

    buf_init(&cleaned, TEXT_MAX);
    clean(text, &cleaned);
    if (buf_ok(&cleaned) && cleaned.n > 0)
        root = json_loadb((const char *)cleaned.p, cleaned.n,
                          JSON_DISABLE_EOF_CHECK | JSON_ALLOW_NUL, NULL);
    if (root == NULL)
        read_loosely(buf_slice(&cleaned), p);
    buf_release(&cleaned);
    walk(root, ARTICLE, p, 0);
    walk(root, WEB_PAGE, p, 0);
    walk(root, WORK, p, 0);
    json_decref(root);
}
