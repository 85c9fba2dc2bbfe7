#include "indexer/page/core.h"

#include "indexer/page/zone_words.h"

#define PROSE_MAX_SCORE 400
#define LINK_PERCENT_MAX 50u
#define EARLIER_PERCENT 70
#define BEHIND_COMMENTS_PERCENT 35     /* they may be twice as long as the article */
#define ARTICLE_MIN_CHARS 400u
#define END_MIN_SUM 250       /* so much of an article may have an end: a count of comments also stands above it */
#define END_WEIGHT 700        /* what follows goes on with the article only if it is longer */
#define TAIL_SHARE 5u         /* a tail is a fifth of the article at most */
#define HEAD_SHARE 4u         /* what stands above the title, a quarter */
#define LINK_NAME_BYTES 16         /* behind "Read also:" */
#define BOX_LINES 3u
#define GAP_SIGN 600u
#define GAP_ITEM 200u
#define GAP_LINE 100u

static const uint8_t outside_marks[] = {PAGE_HIDDEN, PAGE_RELATED, PAGE_IN_NAVIGATION};

static bool is_linked(const struct part *part)
{
    return part->shape.link_percent > LINK_PERCENT_MAX;
}

bool core_is_outside(const struct core *c, const struct part *part)
{
    return (part->shape.flags & c->outside_flags) != 0;
}

bool core_is_notice(const struct core *c, const struct part *part)
{
    return c->notices_outside && (part->words_said & ZONE_WORD_NOTICE);
}

static uint64_t prose_chars(const struct part *parts, size_t count, uint8_t with, uint8_t without)
{
    uint64_t sum = 0;

    for (size_t i = 0; i < count; i++)
        if ((parts[i].traits & PART_PROSE) && !is_linked(&parts[i])
            && (with == 0 || (parts[i].shape.flags & with)) && !(parts[i].shape.flags & without))
            sum += parts[i].chars;
    return sum;
}

/* A mark that would leave next to nothing of the text was put on by mistake. */
static uint8_t trusted_marks(const struct part *parts, size_t count)
{
    uint64_t all = prose_chars(parts, count, 0, 0);
    uint8_t marks = 0;

    for (size_t i = 0; i < sizeof outside_marks; i++) {
        uint8_t with = (uint8_t)(marks | outside_marks[i]);
        if (prose_chars(parts, count, 0, with) * 5 >= all)
            marks = with;
    }
    return marks;
}

static uint64_t notice_chars(const struct part *parts, size_t count, uint8_t without)
{
    uint64_t sum = 0;

    for (size_t i = 0; i < count; i++)
        if ((parts[i].words_said & ZONE_WORD_NOTICE) && (parts[i].traits & PART_PROSE) && !is_linked(&parts[i]) && !(parts[i].shape.flags & without))
            sum += parts[i].chars;
    return sum;
}

/* Notices stand beside an article; where a third of the text is made of them, it is about them. */
static bool notices_are_outside(const struct part *parts, size_t count, uint8_t without)
{
    return 3 * notice_chars(parts, count, without) <= prose_chars(parts, count, 0, without);
}

/* "Read also: Ice on the river breaks early" between two paragraphs: one link, and no list that ends
 * the article.                                                                  */
static bool is_link_between(const struct page *p, const struct part *parts, size_t i, size_t count)
{
    struct slice line = part_text(p, &parts[i]);
    const uint8_t *colon = memmem(line.p, line.n, ": ", 2);

    return colon != NULL && slice_end(line) - colon >= LINK_NAME_BYTES && i > 0 && i + 1 < count
           && (parts[i - 1].traits & PART_PROSE) && (parts[i + 1].traits & PART_PROSE);
}

/* "Read also" over a few names between two paragraphs: a box in the article. */
static bool is_box_between(const struct part *parts, size_t i, size_t count)
{
    size_t next = i + 1;

    while (next < count && next <= i + BOX_LINES && !(parts[next].traits & PART_PROSE))
        next++;
    return i > 0 && next < count && (parts[i - 1].traits & PART_PROSE) && (parts[next].traits & PART_PROSE);
}

/* One of these names. */
static bool is_in_box(const struct part *parts, size_t i, size_t count)
{
    for (size_t back = 1; back <= BOX_LINES && back <= i && !(parts[i - back + 1].traits & PART_PROSE); back++)
        if (parts[i - back].words_said & ZONE_WORD_RELATED)
            return is_box_between(parts, i - back, count);
    return false;
}

static int32_t score(const struct core *c, const struct page *p, const struct part *parts, size_t i, size_t count,
                     bool article_marked)
{
    const struct part *part = &parts[i];

    if (core_is_notice(c, part))
        return -60;
    if (core_is_outside(c, part))          /* "Read also" in a box of the article's, too */
        return -60;
    if (part->words_said & ZONE_WORD_RELATED)
        return is_link_between(p, parts, i, count) ? -40 : is_box_between(parts, i, count) ? -60 : -300;
    if (is_linked(part))
        return -40;
    if (part->traits & PART_PROSE) {
        int32_t chars = part->chars > PROSE_MAX_SCORE ? PROSE_MAX_SCORE : (int32_t)part->chars;
        return article_marked && !(part->shape.flags & PAGE_IN_ARTICLE) ? chars / 4 : chars;
    }
    if (part->shape.kind == PAGE_CODE || is_in_box(parts, i, count))
        return 0;
    if (part->traits & (PART_BULLET | PART_BRACKETS))
        return -20;
    if (part->shape.kind == PAGE_HEADING || (part->shape.flags & PAGE_IN_ARTICLE))
        return -10;
    return part->traits & (PART_STOP | PART_PUNCTUATED) ? 0 : -25;
}

/* A later stretch must outweigh an earlier one clearly: comments are often as long as the
 * article above them.                                                            */
static void choose(struct core *c, int64_t *weight, int64_t sum, size_t start, size_t end, int64_t percent)
{
    if (start == c->start && c->end > 0 ? sum > *weight : sum * percent > *weight * 100) {
        *weight = sum;
        c->start = start;
        c->end = end;
    }
}

/* Characters of sentences that the lines of a gap outweigh: signs of a page most, a heading or
 * a picture little, a list of sentences nothing.                                 */
static uint64_t gap_weight(const struct core *c, const struct part *part)
{
    if ((part->words_said & (ZONE_WORD_MENU | ZONE_WORD_RELATED | ZONE_WORD_END)) || core_is_notice(c, part))
        return GAP_SIGN;
    if (part->traits & PART_BULLET)
        return part->traits & PART_STOP ? 0 : GAP_ITEM;
    return (part->traits & PART_BRACKETS) || part->words_said == 0 ? GAP_LINE : 0;
}

static bool is_sentence(const struct core *c, const struct part *part)
{
    return (part->traits & PART_PROSE) && !is_linked(part) && !core_is_outside(c, part) && !core_is_notice(c, part)
           && !(part->words_said & ZONE_WORD_CREDIT);
}

/* One line may be a link between two paragraphs, two may be headings. */
static bool is_gap(uint64_t lines, uint64_t weight)
{
    return lines > 2 || (lines == 2 && weight > 2 * GAP_LINE);
}

/* Few sentences behind a gap at the end are a note on the author, a teaser, a word about the site. */
static void trim(struct core *c, const struct part *parts)
{
    uint64_t all = 0, tail = 0, gap = 0, lines = 0;

    for (size_t i = c->start; i < c->end; i++)
        all += is_sentence(c, &parts[i]) ? parts[i].chars : 0;
    for (size_t i = c->end; i-- > c->start && tail * TAIL_SHARE <= all;) {
        if (!is_sentence(c, &parts[i])) {
            gap += gap_weight(c, &parts[i]);
            lines++;
            continue;
        }
        if (is_gap(lines, gap) && gap >= tail) {
            c->end = i + 1;
            all -= tail;
            tail = 0;
        }
        gap = lines = 0;
        tail += parts[i].chars;
    }
}

/* Lines of weight 0 above the first sentence. */
static void skip_lines(struct core *c, const struct part *parts)
{
    while (c->start < c->end && !(parts[c->start].traits & PART_PROSE))
        c->start++;
}

struct core core_find(const struct page *p, const struct part *parts, size_t count)
{
    struct core c = {.outside_flags = trusted_marks(parts, count)};
    bool article = prose_chars(parts, count, PAGE_IN_ARTICLE, c.outside_flags) >= ARTICLE_MIN_CHARS;
    int64_t sum = 0, weight = 0, percent = EARLIER_PERCENT;
    size_t start = 0;

    c.notices_outside = notices_are_outside(parts, count, c.outside_flags);
    for (size_t i = 0; i < count; i++) {
        if ((parts[i].words_said & ZONE_WORD_END) && sum >= END_MIN_SUM) {
            sum -= END_WEIGHT;
            if (parts[i].words_said & ZONE_WORD_COMMENTS)
                percent = BEHIND_COMMENTS_PERCENT;
        }
        sum += score(&c, p, parts, i, count, article);
        if (sum <= 0) {
            sum = 0;
            start = i + 1;
        } else {
            choose(&c, &weight, sum, start, i + 1, percent);
        }
    }
    trim(&c, parts);
    skip_lines(&c, parts);
    return c;
}

void core_begin_below(struct core *c, const struct part *parts, size_t title)
{
    uint64_t above = 0, all = 0;

    if (title < c->start || title >= c->end)
        return;
    for (size_t i = c->start; i < c->end; i++) {
        uint64_t chars = is_sentence(c, &parts[i]) ? parts[i].chars : 0;

        all += chars;
        above += i < title ? chars : 0;
    }
    if (above * HEAD_SHARE > all)
        return;
    c->start = title;
    skip_lines(c, parts);
}
