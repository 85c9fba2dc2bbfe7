#include "indexer/page/article_dates.h"

#include "indexer/page/date_lines.h"
#include "indexer/page/datelines.h"
#include "indexer/page/labels.h"
#include "indexer/page/zone_words.h"
#include "stemmers/langid.h"
#include "store/segment.h"

#define WEB_BEGAN 1991u            /* no address is older */
#define NEAR_PARTS 8u
#define DATELINE_PARTS 3u
#define STAMP_BYTES 40u
#define STACK_LINES 3u           /* of a day in a box */
#define STACK_LINE_BYTES 24u
#define HEAD_BYTES 400u          /* of the first paragraph */

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

/* Where a day is looked for. */
struct place {
    const struct page *page;
    const struct part *parts;
    size_t count;
    const struct core *core;
    size_t title;             /* the number of its part, or where the article begins */
    enum dates_order order;
    bool whole;               /* a day of a year only, not "17 May" nor "May 2024" */
};

static bool fits(const struct place *at, const struct date *d)
{
    return !at->whole || (d->day > 0 && d->year > 0);
}

static bool is_line_of_date(const struct part *part, struct slice line, const struct date *d)
{
    if (dates_is_line(line, d))           /* a legend of a picture tells what it shows */
        return !(part->words_said & ZONE_WORD_CREDIT) || dates_opens_line(line, d);
    return !(part->traits & PART_PROSE) && (dates_is_stamp(line, d) || dates_opens_line(line, d));
}

/* Markup may take the line below a title for one of a menu or of comments: there it does not count. */
static bool in_line(const struct place *at, size_t i, enum date_wanted wanted, struct date *out)
{
    const struct part *part = &at->parts[i];
    struct slice line = part_text(at->page, part);
    bool is_below = i == at->title + 1;

    return line.n <= DATE_LINE_MAX_BYTES && part->zone != SEGMENT_TITLE
           && (is_below || (part->shape.flags & PAGE_TIME)
               || (part->zone != SEGMENT_RELATED && !core_is_outside(at->core, part)))
           && date_of_line(line, at->order, wanted, out) && is_line_of_date(part, line, out) && fits(at, out);
}

static bool is_bare(const struct place *at, size_t i, struct date *out)
{
    const struct part *part = &at->parts[i];
    struct slice line = part_text(at->page, part);

    return line.n <= DATE_LINE_MAX_BYTES && part->zone != SEGMENT_TITLE && part->zone != SEGMENT_RELATED
           && !core_is_outside(at->core, part) && part->shape.link_percent == 0
           && dates_next(line, 0, at->order, out)
           && (dates_is_bare(line, out) || (!(part->traits & PART_PROSE) && dates_is_stamp(line, out)));
}

/* Beside the title: behind it first, then in front of it. */
static bool beside(const struct place *at, enum date_wanted wanted, struct date *out)
{
    size_t start = at->core->start, title = at->title;
    size_t last = start > title && start - title < NEAR_PARTS ? start + 2 : title + NEAR_PARTS;

    for (size_t i = title + 1; i < at->count && i <= last; i++)
        if (in_line(at, i, wanted, out))
            return true;
    for (size_t i = title; i-- > 0 && i + NEAR_PARTS / 2 >= title;)
        if (in_line(at, i, wanted, out))
            return true;
    for (size_t i = start; i-- > last && i + NEAR_PARTS / 2 >= start;)
        if (in_line(at, i, wanted, out))
            return true;
    return false;
}

/* Lines i, i + 1 and perhaps i + 2 as one: a box of "05", "Oct", "2025". */
static bool in_stack(const struct place *at, size_t i, struct date *out)
{
    char stack[STACK_LINES * (STACK_LINE_BYTES + 1)];
    size_t n = 0;
    bool found = false;

    for (size_t k = i; k < at->count && k < i + STACK_LINES; k++) {
        struct slice line = part_text(at->page, &at->parts[k]);
        struct date d;

        if (line.n > STACK_LINE_BYTES)
            break;
        memcpy(stack + n, line.p, line.n);
        n += line.n;
        if (k > i && dates_next(slice_of(stack, n), 0, at->order, &d) && d.day > 0
            && dates_is_bare(slice_of(stack, n), &d)) {
            *out = d;
            found = true;
        }
        stack[n++] = ' ';
    }
    return found && fits(at, out);
}

/* A box with a day near the title, before it or behind. */
static bool stacked(const struct place *at, struct date *out)
{
    for (size_t i = at->title > NEAR_PARTS ? at->title - NEAR_PARTS : 0; i < at->count && i < at->title + NEAR_PARTS; i++)
        if (in_stack(at, i, out))
            return true;
    return false;
}

/* A line of a day and nothing else, at either end of the article but further from it. */
static bool bare_nearby(const struct place *at, struct date *out)
{
    const struct core *c = at->core;

    for (size_t i = c->start; i < c->end && i < c->start + NEAR_PARTS; i++)
        if (is_bare(at, i, out))
            return true;
    for (size_t i = c->start; i-- > 0 && i + NEAR_PARTS >= c->start;)
        if (is_bare(at, i, out))
            return true;
    for (size_t i = c->end; i < at->count && i < c->end + NEAR_PARTS; i++)
        if (is_bare(at, i, out))
            return true;
    return false;
}

/* All lines of the page that are a day and nothing else agree. */
static bool sole(const struct place *at, struct date *out)
{
    struct date d;
    bool found = false;

    for (size_t i = 0; i < at->count; i++) {
        if (!is_bare(at, i, &d))
            continue;
        if (found && (d.day != out->day || d.month != out->month || d.year != out->year))
            return false;
        *out = d;
        found = true;
    }
    return found;
}

static bool in_first_paragraph(const struct place *at, struct date *out)
{
    struct slice head = part_text(at->page, &at->parts[at->core->start]);

    if (head.n > HEAD_BYTES)
        head.n = HEAD_BYTES;
    return dates_next(head, 0, at->order, out);
}

/* "06.11.23 - The town", "7 May 2022. The town", "19.10.2019, 15:30 Uhr The town": a sentence does not begin so. */
static bool opens_with_stamp(struct slice text, enum dates_order order, struct date *out)
{
    struct slice head = slice_of(text.p, text.n < STAMP_BYTES ? text.n : STAMP_BYTES), rest;

    if (!dates_next(head, 0, order, out) || out->start > 0 || out->day == 0 || out->year == 0)
        return false;
    rest = slice_trim(slice_drop(text, out->end));
    return dates_is_stamp(text, out) || (rest.n > 0 && memchr("-|:.", rest.p[0], 4) != NULL)
           || slice_starts_with(rest, slice_of_string("–")) || slice_starts_with(rest, slice_of_string("—"));
}

/* In front of one of the first paragraphs: "MINSK, 17 May (Agency) - ", "06.11.23 - ", "19.10.2019, 15:30 Uhr". */
static bool in_dateline(const struct place *at, struct date *out)
{
    const struct core *c = at->core;
    size_t first = at->title >= c->start && at->title < c->end ? at->title : c->start;

    for (size_t i = first; i < c->end && i < first + DATELINE_PARTS; i++) {
        struct slice text = part_text(at->page, &at->parts[i]);

        if (dates_next(slice_of(text.p, dateline_bytes(text)), 0, at->order, out)
            || opens_with_stamp(text, at->order, out))
            return true;
    }
    return false;
}

/* "Posted on 5 May 2019 by N. N." below the article. */
static bool below(const struct place *at, struct date *out)
{
    for (size_t i = at->core->end; i < at->count && i < at->core->end + NEAR_PARTS / 2; i++) {
        struct slice line = part_text(at->page, &at->parts[i]);

        if (line.n <= DATE_LINE_MAX_BYTES && !(at->parts[i].traits & PART_PROSE)
            && dates_next(line, 0, at->order, out) && out->day > 0 && out->year > 0)
            return true;
    }
    return false;
}

/* "Published: 7 May 2022"; "This entry was posted in Duck on 7 May 2022" is a sentence, but not of the article. */
static bool says_published(const struct place *at, size_t i)
{
    const struct part *part = &at->parts[i];
    bool is_article = i >= at->core->start && i < at->core->end && !core_is_outside(at->core, part);

    return (part->words_said & ZONE_WORD_PUBLISHED)
           || (!is_article && date_line_says_published(part_text(at->page, part)));
}

static bool said_published(const struct place *at, enum date_wanted wanted, struct date *out)
{
    for (size_t i = 0; i < at->count; i++)
        if (says_published(at, i) && date_of_line(part_text(at->page, &at->parts[i]), at->order, wanted, out)
            && fits(at, out))
            return true;
    return false;
}

static bool is_digit(uint8_t c)
{
    return c >= '0' && c <= '9';
}

/* /2024/05/17/name, /name-2024-05-17, or eight digits by themselves: /20240517-name */
static bool in_address(const struct place *at, struct date *out)
{
    struct slice url = at->page->url;
    size_t end;

    if (dates_read(url, at->order, out) && fits(at, out))
        return true;
    for (size_t i = 0; i < url.n; i = end + 1) {
        for (end = i; end < url.n && is_digit(url.p[end]); end++)
            ;
        if (end - i == 8 && dates_read(slice_of(url.p + i, 8), at->order, out) && out->day > 0
            && out->year >= WEB_BEGAN)
            return true;
    }
    return false;
}

static bool on_page(const struct place *at, enum date_wanted wanted, struct date *out)
{
    return beside(at, wanted, out) || stacked(at, out) || said_published(at, wanted, out);
}

/* A day of a year, wherever it stands, before one without its year. */
static bool find(const struct place *place, struct date *out)
{
    struct place whole = *place;
    bool has_article = place->core->start < place->core->end;

    whole.whole = true;
    return on_page(&whole, DATE_PUBLISHED, out) || in_address(&whole, out) || on_page(place, DATE_PUBLISHED, out)
           || in_address(place, out) || on_page(place, DATE_ANY, out)
           || (has_article && (in_dateline(place, out) || bare_nearby(place, out)))
           || sole(place, out)
           || (has_article && (in_first_paragraph(place, out) || below(place, out)));
}

static bool same_month(const struct date *a, const struct date *b)
{
    return a->year == b->year && a->month == b->month;
}

/* Whether d has all that is known of the day, and what is not. */
static bool completes(const struct date *d, const struct date *known)
{
    if (d->day == 0 || d->year == 0 || d->month != known->month)
        return false;
    return known->year == 0 ? d->day == known->day : d->year == known->year;
}

/* "17 May", or "May 2024", is the first day of a year that a line of the page gives in accord with it. */
static void complete(const struct place *at, struct date *out)
{
    struct date d;

    for (size_t i = 0; i < at->count; i++) {
        struct slice line = part_text(at->page, &at->parts[i]);

        if (line.n <= DATE_LINE_MAX_BYTES && at->parts[i].zone != SEGMENT_RELATED && dates_next(line, 0, at->order, &d)
            && dates_is_line(line, &d) && completes(&d, out)) {
            *out = d;
            return;
        }
    }
}

/* "11/01/2023" of the markup is the day that the page shows, if it shows one of the two. */
static void choose_order(const struct place *at, struct date *out)
{
    struct date other = *out, seen;

    other.month = out->day;
    other.day = out->month;
    if (find(at, &seen)) {
        if (seen.day == other.day && same_month(&seen, &other))
            *out = other;
        if (seen.day == out->day && same_month(&seen, out))
            return;
    }
    if (at->order == DATES_MONTH_FIRST)
        *out = other;
}

static bool has_record_date(const struct page *p)
{
    struct date d;

    return from_source(p, PAGE_FROM_RECORD, &d);
}

/* The day beside the title is what readers see; the metadata's may be the day of an import or of a
 * thread's first post. Not where either reading of "5/6/2024" is the metadata's.   */
static bool is_shown(const struct place *at, struct date *out)
{
    struct place whole = *at;

    whole.whole = true;
    return (beside(&whole, DATE_PUBLISHED, out) || beside(&whole, DATE_AS_OF, out)) && !out->either;
}

bool article_dates_find(const struct page *p, const struct part *parts, size_t count, const struct core *c,
                        const struct title *title, struct date *out)
{
    struct place place = {p, parts, count, c, title->is_part ? title->part : c->start, DATES_DAY_FIRST, false};
    struct date seen;

    if (from_markup(p, out)) {
        bool is_record = has_record_date(p);

        if (count == 0 || (is_record && !out->either))
            return true;
        place.order = order_of(p);
        if (!is_record && is_shown(&place, &seen))
            *out = seen;
        else if (out->either)
            choose_order(&place, out);
        return true;
    }
    if (count == 0 || !find(&place, out))
        return from_source(p, PAGE_FROM_MODIFIED, out);
    if (out->either) {                 /* only then does the language matter */
        place.order = order_of(p);
        find(&place, out);
    }
    if (out->month > 0 && (out->day == 0 || out->year == 0))
        complete(&place, out);
    return true;
}
