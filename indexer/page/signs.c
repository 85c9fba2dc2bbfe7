#include "indexer/page/signs.h"

#include "indexer/page/marks.h"
#include "stemmers/letters.h"

#define MENU_LINE_MAX_WORDS 8u
#define TEASER_MIN_WORDS 4u
#define TEASER_MAX_CHARS 600u
#define MENU_LINES_SHARE 2u         /* one such line for two paragraphs at least */
#define SITE_LINES_A_SIGN 20u       /* one in so many short lines of a web page is told by words or marks */

_Static_assert(ZONE_WORD_ON <= UINT16_MAX, "words_said holds every kind");

void signs_init(struct signs *s)
{
    zone_words_init(&s->words);
    notices_init(&s->notices);
}

void signs_say_words(const struct signs *s, const struct page *p, struct part *part)
{
    if (part->end - part->start <= ZONE_WORDS_MAX_BYTES)
        part->words_said = (uint16_t)zone_words_of(&s->words, part_text(p, part));
    if (part->traits & PART_STOP)          /* a sentence announces nothing but a credit */
        part->words_said &= ZONE_WORD_CREDIT | ZONE_WORD_PUBLISHED;
}

static bool is_menu_word(const struct signs *s, struct slice word)
{
    return word.p[0] == '#' || (zone_words_of(&s->words, word) & (ZONE_WORD_MENU | ZONE_WORD_END)) != 0;
}

/* "Share Send", "Facebook Twitter | E-Mail", "#river #duck": words of menus and nothing else. */
static bool is_menu(const struct signs *s, struct slice line)
{
    size_t words = 0;

    for (size_t at = 0; at < line.n;) {
        size_t start = at;

        while (at < line.n && line.p[at] != ' ')
            at++;
        if (at > start + 1 || (at > start && letters_in_word(line.p[start]))) {
            if (!is_menu_word(s, slice_of(line.p + start, at - start)))
                return false;
            words++;
        }
        at += at < line.n;
    }
    return words >= 2;
}

static unsigned words_of_line(const struct signs *s, const struct part *part, struct slice line)
{
    unsigned found = marks_has_field(line) ? ZONE_WORD_MENU | ZONE_WORD_RELATED : 0;

    if (part->traits & PART_PROSE)
        return found;
    if (marks_is_arrow(line) || (part->words >= 2 && part->words <= MENU_LINE_MAX_WORDS && is_menu(s, line)))
        found |= ZONE_WORD_MENU;
    return found;
}

static void say_marks(const struct signs *s, const struct page *p, struct part *part)
{
    struct slice text = part_text(p, part);

    if (part->chars <= SIGNS_LINE_MAX_CHARS)
        part->words_said |= (uint16_t)words_of_line(s, part, text);
    if (part->chars <= SIGNS_LEGEND_MAX_CHARS && (marks_ends_with_credit(&s->words, text) || marks_enlarges(text)))
        part->words_said |= ZONE_WORD_CREDIT;
}

/* A site speaks of itself on its pages: lines of menus stand around the sentences. */
static bool may_have_notices(const struct part *parts, size_t count)
{
    size_t prose = 0;

    for (size_t i = 0; i < count; i++)
        prose += (parts[i].traits & PART_PROSE) != 0;
    return (count - prose) * MENU_LINES_SHARE >= prose;
}

/* The start of another article: it ends with "more", or stands over a line that says so. */
static bool is_teaser(const struct signs *s, const struct page *p, const struct part *parts, size_t i, size_t count)
{
    if (parts[i].chars > TEASER_MAX_CHARS)
        return false;
    if ((parts[i].traits & PART_PROSE) && i + 1 < count && (parts[i + 1].words_said & ZONE_WORD_MORE))
        return true;
    return parts[i].words >= TEASER_MIN_WORDS && marks_ends_with_more(&s->words, part_text(p, &parts[i]));
}

static bool is_notice(const struct signs *s, const struct page *p, const struct part *part)
{
    return ((part->traits & PART_PROSE) || part->chars <= SIGNS_LINE_MAX_CHARS) && notices_is(&s->notices, part_text(p, part));
}

void signs_say(const struct signs *s, const struct page *p, struct part *parts, size_t count)
{
    bool notices = may_have_notices(parts, count);

    for (size_t i = 0; i < count; i++) {
        signs_say_words(s, p, &parts[i]);
        say_marks(s, p, &parts[i]);
        if (notices && is_notice(s, p, &parts[i]))
            parts[i].words_said |= ZONE_WORD_NOTICE;
    }
    for (size_t i = 0; i < count; i++)          /* the line behind has said what it is, and is no teaser yet */
        if (is_teaser(s, p, parts, i, count))
            parts[i].words_said |= ZONE_WORD_NOTICE | ZONE_WORD_MORE;
}

/* Words of menus and of other articles, "[Search]", list marks: without a share of them short
 * lines are verse, names of a play, a table, an agenda.                          */
static bool is_of_site(const struct part *part)
{
    return (part->words_said & (ZONE_WORD_MENU | ZONE_WORD_RELATED | ZONE_WORD_NOTICE)) != 0
           || (part->traits & (PART_BULLET | PART_BRACKETS)) != 0;
}

bool signs_are_of_site(const struct part *parts, size_t count)
{
    size_t signs = 0, lines = 0;
    bool has_markup = count > 0;

    for (size_t i = 0; i < count; i++) {
        has_markup &= parts[i].shape.kind != PAGE_LINE;
        signs += is_of_site(&parts[i]);
        lines += (parts[i].traits & PART_PROSE) == 0;
    }
    return has_markup || signs * SITE_LINES_A_SIGN >= lines;
}
