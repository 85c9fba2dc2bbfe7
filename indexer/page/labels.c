#include "indexer/page/labels.h"

#include "stemmers/dates.h"
#include "store/segment.h"

#define LINE_MAX_CHARS 120u
#define SUBTITLE_MIN_WORDS 4u
#define TAIL_BODY_MAX_PARTS 8u      /* short lines behind the last sentence that still belong to it */
#define TAIL_MENU_MIN_PARTS 24u     /* so many lines behind it are a page's, not an article's */
#define MENU_LINES_SHARE 2u         /* one such line for two paragraphs at least */
#define SITE_LINES_A_SIGN 20u       /* one in so many short lines of a web page is told by words or marks */
#define RECORD_TAIL_PARTS 40u
#define RECORD_CREDIT_PARTS 3u

void labels_init(struct labels *l)
{
    zone_words_init(&l->words);
    notices_init(&l->notices);
}

static void say(const struct labels *l, const struct page *p, struct part *part)
{
    if (part->end - part->start <= ZONE_WORDS_MAX_BYTES)
        part->words_said = (uint8_t)zone_words_of(&l->words, part_text(p, part));
    if (part->traits & PART_STOP)          /* a sentence announces nothing but a credit */
        part->words_said &= ZONE_WORD_CREDIT | ZONE_WORD_PUBLISHED;
}

/* A site speaks of itself on its pages: lines of menus stand around the sentences. */
static bool may_have_notices(const struct part *parts, size_t count)
{
    size_t prose = 0;

    for (size_t i = 0; i < count; i++)
        prose += (parts[i].traits & PART_PROSE) != 0;
    return (count - prose) * MENU_LINES_SHARE >= prose;
}

void labels_say(const struct labels *l, const struct page *p, struct part *parts, size_t count)
{
    bool notices = may_have_notices(parts, count);

    for (size_t i = 0; i < count; i++) {
        say(l, p, &parts[i]);
        if (notices && (parts[i].traits & PART_PROSE) && notices_is(&l->notices, part_text(p, &parts[i])))
            parts[i].words_said |= ZONE_WORD_NOTICE;
    }
}

/* Words of menus and of other articles, "[Search]", list marks: without a share of them short
 * lines are verse, names of a play, a table, an agenda.                          */
static bool is_sign_of_site(const struct part *part)
{
    return (part->words_said & (ZONE_WORD_MENU | ZONE_WORD_RELATED | ZONE_WORD_NOTICE)) != 0
           || (part->traits & (PART_BULLET | PART_BRACKETS)) != 0;
}

bool labels_is_site(const struct part *parts, size_t count)
{
    size_t signs = 0, lines = 0;

    for (size_t i = 0; i < count; i++) {
        signs += is_sign_of_site(&parts[i]);
        lines += (parts[i].traits & PART_PROSE) == 0;
    }
    return (count > 0 && parts[0].shape.kind != PAGE_LINE) || signs * SITE_LINES_A_SIGN >= lines;
}

bool labels_is_date(const struct page *p, const struct part *part)
{
    struct date d;
    struct slice line = part_text(p, part);

    return part->chars <= LINE_MAX_CHARS && dates_next(line, 0, DATES_DAY_FIRST, &d) && dates_is_line(line, &d);
}

static bool is_credit(const struct part *part)
{
    return (part->words_said & ZONE_WORD_CREDIT) && part->chars <= LINE_MAX_CHARS;
}

static bool is_byline(const struct part *part)
{
    return ((part->words_said & ZONE_WORD_BYLINE) || (part->shape.flags & PAGE_BYLINE))
           && part->chars <= LINE_MAX_CHARS;
}

static bool is_links(const struct part *part)
{
    return part->shape.link_percent >= 70 && part->shape.kind != PAGE_HEADING;
}

static uint8_t outside_zone(const struct part *part)
{
    return part->shape.flags & PAGE_RELATED ? SEGMENT_RELATED : SEGMENT_MENU;
}

static uint8_t above(const struct page *p, const struct core *c, const struct part *part, bool below_title)
{
    if (core_is_outside(c, part))
        return outside_zone(part);
    if (is_credit(part) || (below_title && is_byline(part)))
        return SEGMENT_CREDIT;
    if (!below_title || part->words_said != 0 || is_links(part) || labels_is_date(p, part))
        return SEGMENT_MENU;
    if (part->traits & (PART_BULLET | PART_BRACKETS))
        return SEGMENT_MENU;
    return part->words >= SUBTITLE_MIN_WORDS ? SEGMENT_LEAD : SEGMENT_MENU;
}

static uint8_t inside(const struct core *c, const struct part *part, bool *listing)
{
    if (core_is_outside(c, part) || (part->traits & PART_BRACKETS))
        return outside_zone(part);
    if (is_credit(part))
        return SEGMENT_CREDIT;
    if (part->words_said & ZONE_WORD_RELATED)
        *listing = part->shape.kind == PAGE_HEADING || (part->traits & PART_COLON) || part->words <= 6;
    else if ((part->traits & PART_PROSE) && !is_links(part))
        *listing = false;
    if (*listing)
        return SEGMENT_RELATED;
    if ((part->words_said & ZONE_WORD_MENU) || (is_byline(part) && (part->shape.flags & PAGE_BYLINE)))
        return part->words_said & ZONE_WORD_MENU ? SEGMENT_MENU : SEGMENT_CREDIT;
    if (is_links(part))
        return part->words >= SUBTITLE_MIN_WORDS ? SEGMENT_RELATED : SEGMENT_MENU;
    return SEGMENT_BODY;
}

/* Whether what follows from part i on is no text of the article any more. */
static bool is_sign_of_others(const struct page *p, const struct core *c, const struct part *part)
{
    return core_is_outside(c, part) || core_is_notice(c, part) || is_links(part) || (part->words_said & (ZONE_WORD_RELATED | ZONE_WORD_MENU))
           || (part->traits & PART_BRACKETS) || labels_is_date(p, part);
}

/* The first part below the article that is not its own. */
static size_t tail_cut(const struct page *p, const struct part *parts, size_t count, const struct core *c)
{
    size_t i = c->end;

    if (count - c->end > TAIL_MENU_MIN_PARTS)
        return c->end;
    while (i < count && !is_sign_of_others(p, c, &parts[i]))
        i++;
    if (i < count && labels_is_date(p, &parts[i]) && i > c->end)
        i--;                              /* a headline stands above its date */
    return i - c->end > TAIL_BODY_MAX_PARTS ? c->end : i;
}

static uint8_t below(const struct core *c, const struct part *part, bool *listing)
{
    if (part->words_said & ZONE_WORD_RELATED)
        *listing = true;
    if (is_credit(part))
        return SEGMENT_CREDIT;
    if (core_is_outside(c, part) && !(part->shape.flags & PAGE_RELATED))
        return SEGMENT_MENU;
    if (part->words_said & ZONE_WORD_MENU)
        return SEGMENT_MENU;
    return *listing || part->words >= SUBTITLE_MIN_WORDS ? SEGMENT_RELATED : SEGMENT_MENU;
}

void labels_set_lead(struct part *parts, size_t from, size_t end)
{
    for (size_t i = from; i < end; i++)
        if (parts[i].zone == SEGMENT_BODY) {
            parts[i].zone = SEGMENT_LEAD;
            return;
        }
}

/* A text without a sentence: a poem, a table, a list. All of it is body. */
static void set_without_core(const struct core *c, struct part *parts, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        parts[i].zone = SEGMENT_BODY;
        if (core_is_outside(c, &parts[i]) || is_links(&parts[i]))
            parts[i].zone = outside_zone(&parts[i]);
        else if (is_credit(&parts[i]))
            parts[i].zone = SEGMENT_CREDIT;
    }
}

void labels_set(const struct page *p, struct part *parts, size_t count, const struct core *c,
                const struct title *title)
{
    bool listing = false;
    size_t cut = tail_cut(p, parts, count, c);

    if (c->start == c->end) {
        set_without_core(c, parts, count);
    } else {
        for (size_t i = 0; i < c->start; i++)
            parts[i].zone = above(p, c, &parts[i], title->is_part && i > title->part);
        for (size_t i = c->start; i < c->end; i++)
            parts[i].zone = inside(c, &parts[i], &listing);
        for (size_t i = c->end; i < cut; i++)
            parts[i].zone = is_credit(&parts[i]) ? SEGMENT_CREDIT : SEGMENT_BODY;
        listing = false;
        for (size_t i = cut; i < count; i++)
            parts[i].zone = below(c, &parts[i], &listing);
    }
    if (title->is_part)
        parts[title->part].zone = SEGMENT_TITLE;
    labels_set_lead(parts, c->start, count);
}

/* Where a list of other articles begins that goes on to the end: an introduction and short
 * lines without a sentence among them.                                            */
static size_t record_tail(const struct labels *l, const struct page *p, struct part *parts, size_t count)
{
    size_t from = count > RECORD_TAIL_PARTS ? count - RECORD_TAIL_PARTS : 0, found = count;

    for (size_t i = count; i-- > from;) {
        if (parts[i].traits & PART_PROSE)
            break;
        say(l, p, &parts[i]);
        if ((parts[i].words_said & ZONE_WORD_RELATED) && count - i >= 3)
            found = i;
    }
    return found;
}

void labels_set_record(const struct labels *l, const struct page *p, struct part *parts, size_t count)
{
    size_t tail = record_tail(l, p, parts, count);

    for (size_t i = 0; i < count; i++) {
        parts[i].zone = i < tail ? SEGMENT_BODY : SEGMENT_RELATED;
        if (parts[i].chars <= LINE_MAX_CHARS
            && (i < RECORD_CREDIT_PARTS || (i < tail && i + RECORD_CREDIT_PARTS >= tail))) {
            say(l, p, &parts[i]);
            if (is_credit(&parts[i]))
                parts[i].zone = SEGMENT_CREDIT;
        }
    }
}
