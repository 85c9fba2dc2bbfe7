#include "indexer/page/article_dates.h"

#include "indexer/page/datelines.h"
#include "indexer/page/labels.h"
#include "indexer/page/zone_words.h"
#include "stemmers/langid.h"
#include "stemmers/letters.h"
#include "store/segment.h"

#define WEB_BEGAN 1991u            /* no address is older */
#define NEAR_PARTS 8u
#define DATELINE_PARTS 3u
#define HEAD_BYTES 400u          /* of the first paragraph */
#define LINE_MAX_BYTES 300u

/* English pages put the month first; asked only where the page names no other language. */
static enum dates_order order_of(const struct page *p)
{
    struct slice sample = buf_slice(&p->text);

    if (p->lang.n >= 2)
        return (p->lang.p[0] | 0x20) == 'e' && (p->lang.p[1] | 0x20) == 'n'
                   && !(p->lang.n >= 5 && memcmp(p->lang.p + 3, "GB", 2) == 0)
                   ? DATES_MONTH_FIRST
                   : DATES_DAY_FIRST;
    return langid_identify(sample).lang == LANG_EN ? DATES_MONTH_FIRST : DATES_DAY_FIRST;
}

static bool from_source(const struct page *p, enum page_source source, struct date *out)
{
    for (size_t i = 0; i < p->date_count; i++)
        if (p->dates[i].source == source && dates_read(p->dates[i].text, DATES_DAY_FIRST, out))
            return true;
    return false;
}

/* A moment given in another time zone than the day that readers see. */
static bool is_next_day(const struct date *a, const struct date *b)
{
    return a->year == b->year && a->month == b->month && (a->day == b->day + 1 || b->day == a->day + 1);
}

static bool from_markup(const struct page *p, struct date *out)
{
    static const enum page_source order[] = {PAGE_FROM_RECORD, PAGE_FROM_META, PAGE_FROM_JSON_LD, PAGE_FROM_TIME};
    struct date seen;

    for (size_t i = 0; i < sizeof order / sizeof *order; i++)
        if (from_source(p, order[i], out)) {
            if (i > 0 && from_source(p, PAGE_FROM_TIME, &seen) && is_next_day(&seen, out))
                *out = seen;
            return true;
        }
    return false;
}

/* "Stand" is no "Standort"; "обновлен" has endings. */
static bool goes_on(struct slice s, size_t at, const char *word)
{
    return (uint8_t)word[0] < 0x80 && at < s.n && letters_in_word(s.p[at]);
}

/* What a line of a date is looked up for: the day something was published, or any day. */
enum wanted {
    PUBLISHED_DAY,
    DAY_AS_OF,           /* "Stand: 9. Mai" too, which is the only day that many pages show */
    ANY_DAY,
};

/* Whether a word of a change is among these: "Last updated on", "(aktualisiert)", "Stand:". */
static bool says_change(struct slice s, enum wanted wanted)
{
    static const char *const all[] = {"stand", "updated", "modified", "revised", "reviewed", "aktualisiert", "geändert", "bearbeitet",
                                      "обновлен", "обновлён", "изменен", "изменён"};
    const char *const *words = wanted == DAY_AS_OF ? all + 1 : all;
    size_t count = sizeof all / sizeof *all - (size_t)(words - all);
    uint8_t small[LINE_MAX_BYTES];
    bool inside = false;

    if (s.n > sizeof small)
        s.n = sizeof small;
    letters_lower(s, small);
    for (size_t at = 0; at < s.n; at++) {
        for (size_t i = 0; !inside && i < count; i++)
            if (slice_starts_with(slice_of(small + at, s.n - at), slice_of_string(words[i]))
                && !goes_on(s, at + strlen(words[i]), words[i]))
                return true;
        inside = letters_in_word(small[at]);
    }
    return false;
}

/* Whether a date is the day of a change: a word in front of it says so, or one behind it that no
 * other date follows, or that stands in brackets.                                 */
static bool is_of_change(struct slice line, size_t from, const struct date *d, bool is_last, enum wanted wanted)
{
    struct slice behind = slice_drop(line, d->end);
    struct slice bracket = slice_trim(behind);
    const uint8_t *shut;

    if (says_change(slice_of(line.p + from, d->start - from), wanted))
        return true;
    if (is_last)
        return says_change(behind, wanted);
    shut = bracket.n > 0 && bracket.p[0] == '(' ? memchr(bracket.p, ')', bracket.n) : NULL;
    return shut != NULL && says_change(slice_of(bracket.p, (size_t)(shut - bracket.p)), wanted);
}

/* The line's first date that is wanted. */
static bool date_of_line(struct slice line, enum dates_order order, enum wanted wanted, struct date *out)
{
    struct date next;
    size_t from = 0;
    bool more = dates_next(line, 0, order, &next);

    while (more) {
        *out = next;
        more = dates_next(line, next.end, order, &next);
        if (wanted == ANY_DAY || !is_of_change(line, from, out, !more, wanted))
            return true;
        from = out->end;
    }
    return false;
}

static bool in_line(const struct page *p, const struct core *c, const struct part *part, enum dates_order order,
                    enum wanted wanted, struct date *out)
{
    struct slice line = part_text(p, part);

    return line.n <= LINE_MAX_BYTES && part->zone != SEGMENT_TITLE && part->zone != SEGMENT_RELATED
           && (!core_is_outside(c, part) || (part->shape.flags & PAGE_TIME)) && date_of_line(line, order, wanted, out)
           && (dates_is_line(line, out) || (!(part->traits & PART_PROSE) && dates_is_stamp(line, out)));
}

/* Beside the title: behind it first, then in front of it. */
static bool beside(const struct page *p, const struct part *parts, size_t count, const struct core *c,
                   size_t title, enum dates_order order, enum wanted wanted, struct date *out)
{
    size_t last = c->start > title && c->start - title < NEAR_PARTS ? c->start + 2 : title + NEAR_PARTS;

    for (size_t i = title + 1; i < count && i <= last; i++)
        if (in_line(p, c, &parts[i], order, wanted, out))
            return true;
    for (size_t i = title; i-- > 0 && i + NEAR_PARTS / 2 >= title;)
        if (in_line(p, c, &parts[i], order, wanted, out))
            return true;
    for (size_t i = c->start; i-- > last && i + NEAR_PARTS / 2 >= c->start;)
        if (in_line(p, c, &parts[i], order, wanted, out))
            return true;
    return false;
}

static bool in_first_paragraph(const struct page *p, const struct part *parts, const struct core *c,
                               enum dates_order order, struct date *out)
{
    struct slice head = part_text(p, &parts[c->start]);

    if (head.n > HEAD_BYTES)
        head.n = HEAD_BYTES;
    return dates_next(head, 0, order, out);
}

/* In front of a paragraph behind the lead. */
static bool in_dateline(const struct page *p, const struct part *parts, const struct core *c, enum dates_order order,
                        struct date *out)
{
    for (size_t i = c->start; i < c->end && i < c->start + DATELINE_PARTS; i++) {
        struct slice text = part_text(p, &parts[i]);

        if (dates_next(slice_of(text.p, dateline_bytes(text)), 0, order, out))
            return true;
    }
    return false;
}

/* "Posted on 5 May 2019 by N. N." below the article. */
static bool below(const struct page *p, const struct part *parts, size_t count, const struct core *c,
                  enum dates_order order, struct date *out)
{
    for (size_t i = c->end; i < count && i < c->end + NEAR_PARTS / 2; i++) {
        struct slice line = part_text(p, &parts[i]);

        if (line.n <= LINE_MAX_BYTES && !(parts[i].traits & PART_PROSE) && dates_next(line, 0, order, out) && out->day > 0
            && out->year > 0)
            return true;
    }
    return false;
}

static bool said_published(const struct page *p, const struct part *parts, size_t count, enum dates_order order,
                           enum wanted wanted, struct date *out)
{
    for (size_t i = 0; i < count; i++)
        if ((parts[i].words_said & ZONE_WORD_PUBLISHED) && date_of_line(part_text(p, &parts[i]), order, wanted, out))
            return true;
    return false;
}

static bool is_digit(uint8_t c)
{
    return c >= '0' && c <= '9';
}

/* /2024/05/17/name, /name-2024-05-17, or eight digits by themselves: /20240517-name */
static bool in_address(struct slice url, enum dates_order order, struct date *out)
{
    size_t end;

    if (dates_read(url, order, out))
        return true;
    for (size_t i = 0; i < url.n; i = end + 1) {
        for (end = i; end < url.n && is_digit(url.p[end]); end++)
            ;
        if (end - i == 8 && dates_read(slice_of(url.p + i, 8), order, out) && out->day > 0
            && out->year >= WEB_BEGAN)
            return true;
    }
    return false;
}

static bool find(const struct page *p, const struct part *parts, size_t count, const struct core *c,
                 size_t title, enum dates_order order, struct date *out)
{
    return beside(p, parts, count, c, title, order, PUBLISHED_DAY, out)
           || said_published(p, parts, count, order, PUBLISHED_DAY, out) || in_address(p->url, order, out)
           || beside(p, parts, count, c, title, order, ANY_DAY, out) || said_published(p, parts, count, order, ANY_DAY, out)
           || (c->start < c->end
               && (in_dateline(p, parts, c, order, out) || in_first_paragraph(p, parts, c, order, out)
                   || below(p, parts, count, c, order, out)));
}

static bool same_month(const struct date *a, const struct date *b)
{
    return a->year == b->year && a->month == b->month;
}

/* The first day that a line of the page gives in the month that is all that is known. */
static void add_day(const struct page *p, const struct part *parts, size_t count, enum dates_order order,
                    struct date *out)
{
    struct date d;

    for (size_t i = 0; i < count; i++) {
        struct slice line = part_text(p, &parts[i]);

        if (line.n <= LINE_MAX_BYTES && parts[i].zone != SEGMENT_RELATED && dates_next(line, 0, order, &d)
            && dates_is_line(line, &d) && d.day > 0 && same_month(&d, out)) {
            *out = d;
            return;
        }
    }
}

/* "11/01/2023" of the markup is the day that the page shows, if it shows one of the two. */
static void choose_order(const struct page *p, const struct part *parts, size_t count, const struct core *c,
                         size_t near, struct date *out)
{
    struct date other = *out, seen;

    other.month = out->day;
    other.day = out->month;
    if (find(p, parts, count, c, near, order_of(p), &seen)) {
        if (seen.day == other.day && same_month(&seen, &other))
            *out = other;
        if (seen.day == out->day && same_month(&seen, out))
            return;
    }
    if (order_of(p) == DATES_MONTH_FIRST)
        *out = other;
}

static bool has_record_date(const struct page *p)
{
    struct date d;

    return from_source(p, PAGE_FROM_RECORD, &d);
}

/* The day beside the title is what readers see; the metadata's may be the day of an import or of a
 * thread's first post. Not where either reading of "5/6/2024" is the metadata's.   */
static bool is_shown(const struct page *p, const struct part *parts, size_t count, const struct core *c, size_t near,
                     struct date *out)
{
    enum dates_order order = order_of(p);

    return (beside(p, parts, count, c, near, order, PUBLISHED_DAY, out) || beside(p, parts, count, c, near, order, DAY_AS_OF, out))
           && out->day > 0 && out->year > 0 && !out->either;
}

bool article_dates_find(const struct page *p, const struct part *parts, size_t count, const struct core *c,
                        const struct title *title, struct date *out)
{
    size_t near = title->is_part ? title->part : c->start;
    struct date seen;

    if (from_markup(p, out)) {
        if (count > 0 && !has_record_date(p) && is_shown(p, parts, count, c, near, &seen))
            *out = seen;
        else if (out->either && count > 0)
            choose_order(p, parts, count, c, near, out);
        return true;
    }
    if (count == 0 || !find(p, parts, count, c, near, DATES_DAY_FIRST, out))
        return from_source(p, PAGE_FROM_MODIFIED, out);
    if (out->either)                  /* only then does the language matter */
        find(p, parts, count, c, near, order_of(p), out);
    if (out->day == 0 && out->month > 0)
        add_day(p, parts, count, order_of(p), out);
    return true;
}
