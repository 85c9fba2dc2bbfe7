#include "indexer/page/labels.h"

#include "indexer/page/author_notes.h"
#include "stemmers/dates.h"
#include "store/segment.h"

#define HEAD_PARTS 6u               /* of the article, where its author and date may stand */
#define NOTICE_MAX_CHARS 400u       /* longer paragraphs of an article may speak of such things */
#define SUBTITLE_MIN_WORDS 4u
#define TAIL_BODY_MAX_PARTS 3u      /* short lines behind the last sentence that still belong to it */
#define TAIL_MENU_MIN_PARTS 24u     /* so many lines behind it are a page's, not an article's */
#define BYLINE_ABOVE_PARTS 4u
#define AUTHOR_NOTE_MAX_CHARS 800u
#define RECORD_TAIL_PARTS 40u
#define RECORD_CREDIT_PARTS 3u

bool labels_is_date(const struct page *p, const struct part *part)
{
    struct date d;
    struct slice line = part_text(p, part);

    return part->chars <= SIGNS_LINE_MAX_CHARS && dates_next(line, 0, DATES_DAY_FIRST, &d) && dates_is_line(line, &d);
}

static bool is_credit(const struct part *part)
{
    return (part->words_said & ZONE_WORD_CREDIT) && part->chars <= SIGNS_LEGEND_MAX_CHARS;
}

static bool is_byline(const struct part *part)
{
    return ((part->words_said & ZONE_WORD_BYLINE) || (part->shape.flags & PAGE_BYLINE))
           && part->chars <= SIGNS_LINE_MAX_CHARS;
}

static bool is_links(const struct part *part)
{
    return part->shape.link_percent >= 70 && part->shape.kind != PAGE_HEADING;
}

static uint8_t outside_zone(const struct part *part)
{
    return part->shape.flags & PAGE_RELATED ? SEGMENT_RELATED : SEGMENT_MENU;
}

/* "4521 views | 12 shares": pieces side by side are no subtitle. */
static bool has_bar(struct slice line)
{
    return memmem(line.p, line.n, " | ", 3) != NULL;
}

static uint8_t above(const struct page *p, const struct core *c, const struct part *part, bool below_title)
{
    if (core_is_outside(c, part))
        return outside_zone(part);
    if (is_credit(part) || (below_title && is_byline(part)))
        return SEGMENT_CREDIT;
    if (!below_title || part->words_said != 0 || is_links(part) || labels_is_date(p, part))
        return SEGMENT_MENU;
    if ((part->traits & (PART_BULLET | PART_BRACKETS)) || has_bar(part_text(p, part)))
        return SEGMENT_MENU;
    return part->words >= SUBTITLE_MIN_WORDS ? SEGMENT_LEAD : SEGMENT_MENU;
}

/* The byline beside the title or at the article's start; nothing where there is none. */
static struct slice byline_of(const struct page *p, const struct part *parts, size_t count, const struct core *c,
                              const struct title *title)
{
    size_t from = title->is_part && title->part < c->start ? title->part : c->start;
    size_t end = c->start + HEAD_PARTS < count ? c->start + HEAD_PARTS : count;

    from = from > BYLINE_ABOVE_PARTS ? from - BYLINE_ABOVE_PARTS : 0;
    for (size_t i = from; i < end; i++)
        if (is_byline(&parts[i]) && !(parts[i].traits & PART_PROSE))
            return part_text(p, &parts[i]);
    return (struct slice){0};
}

/* At an end of the article, or beside a line that is no sentence of it. */
static bool stands_apart(const struct part *parts, size_t i, const struct core *c)
{
    return i == c->start || i + 1 >= c->end || !(parts[i - 1].traits & PART_PROSE) || !(parts[i + 1].traits & PART_PROSE)
           || core_is_notice(c, &parts[i - 1]) || core_is_notice(c, &parts[i + 1]);
}

/* A teaser, or a short notice; between an article's paragraphs its words are the article's. */
static bool is_notice_inside(const struct part *parts, size_t i, const struct core *c)
{
    if (!core_is_notice(c, &parts[i]))
        return false;
    return (parts[i].words_said & ZONE_WORD_MORE) || (parts[i].chars <= NOTICE_MAX_CHARS && stands_apart(parts, i, c));
}

/* An item without others beside it is no list but a link, where it is no sentence. */
static bool is_lone_item(const struct part *parts, size_t i, const struct core *c)
{
    return (parts[i].traits & (PART_BULLET | PART_STOP)) == PART_BULLET && i > c->start && i + 1 < c->end
           && !(parts[i - 1].traits & PART_BULLET) && !(parts[i + 1].traits & PART_BULLET);
}

static uint8_t inside(const struct page *p, const struct core *c, const struct part *parts, size_t i, bool *listing)
{
    const struct part *part = &parts[i];

    if (core_is_outside(c, part) || (part->traits & PART_BRACKETS))
        return outside_zone(part);
    if (i < c->start + HEAD_PARTS && !(part->traits & PART_PROSE) && (is_byline(part) || labels_is_date(p, part)))
        return is_byline(part) ? SEGMENT_CREDIT : SEGMENT_MENU;
    if (is_notice_inside(parts, i, c))
        return SEGMENT_MENU;
    if (is_credit(part))
        return SEGMENT_CREDIT;
    if (part->words_said & ZONE_WORD_RELATED)
        *listing = part->shape.kind == PAGE_HEADING || (part->traits & PART_COLON) || part->words <= 6;
    else if ((part->traits & PART_PROSE) && !is_links(part))
        *listing = false;
    if (*listing || (part->words_said & ZONE_WORD_RELATED) || is_lone_item(parts, i, c))
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

/* The first part below the article that is not its own: a few lines and credits may be. */
static size_t tail_cut(const struct page *p, const struct part *parts, size_t count, const struct core *c)
{
    size_t i = c->end, lines = 0;

    if (count - c->end > TAIL_MENU_MIN_PARTS)
        return c->end;
    for (; i < count && !is_sign_of_others(p, c, &parts[i]); i++)
        lines += !is_credit(&parts[i]);
    if (i < count && labels_is_date(p, &parts[i]) && i > c->end) {
        i--;                              /* a headline stands above its date */
        lines -= !is_credit(&parts[i]);
    }
    return lines > TAIL_BODY_MAX_PARTS ? c->end : i;
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

static void set_author_notes(const struct page *p, struct part *parts, size_t end, const struct core *c, struct slice byline)
{
    for (size_t i = 0; byline.n > 0 && i < end; i++)
        if ((parts[i].zone == SEGMENT_BODY || parts[i].zone == SEGMENT_LEAD) && parts[i].chars <= AUTHOR_NOTE_MAX_CHARS
            && (i < c->start || stands_apart(parts, i, c)) && author_notes_is(part_text(p, &parts[i]), byline))
            parts[i].zone = SEGMENT_CREDIT;
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
            parts[i].zone = inside(p, c, parts, i, &listing);
        for (size_t i = c->end; i < cut; i++)
            parts[i].zone = is_credit(&parts[i]) ? SEGMENT_CREDIT : SEGMENT_BODY;
        set_author_notes(p, parts, cut, c, byline_of(p, parts, count, c, title));
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
static size_t record_tail(const struct signs *signs, const struct page *p, struct part *parts, size_t count)
{
    size_t from = count > RECORD_TAIL_PARTS ? count - RECORD_TAIL_PARTS : 0, found = count;

    for (size_t i = count; i-- > from;) {
        if (parts[i].traits & PART_PROSE)
            break;
        signs_say_words(signs, p, &parts[i]);
        if ((parts[i].words_said & ZONE_WORD_RELATED) && count - i >= 3)
            found = i;
    }
    return found;
}

void labels_set_record(const struct signs *signs, const struct page *p, struct part *parts, size_t count)
{
    size_t tail = record_tail(signs, p, parts, count);

    for (size_t i = 0; i < count; i++) {
        parts[i].zone = i < tail ? SEGMENT_BODY : SEGMENT_RELATED;
        if (parts[i].chars <= SIGNS_LINE_MAX_CHARS
            && (i < RECORD_CREDIT_PARTS || (i < tail && i + RECORD_CREDIT_PARTS >= tail))) {
            signs_say_words(signs, p, &parts[i]);
            if (is_credit(&parts[i]))
                parts[i].zone = SEGMENT_CREDIT;
        }
    }
}
