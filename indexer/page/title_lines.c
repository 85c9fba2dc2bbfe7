#include "indexer/page/title_lines.h"

#include "base/utf8.h"
#include "indexer/page/title_echoes.h"
#include "indexer/page/zone_words.h"
#include "stemmers/dates.h"
#include "stemmers/letters.h"

#define LOOK_BACK_PARTS 60u
#define LOOK_AHEAD_PARTS 7u
#define SIGNED_PARTS 5u
#define SIGNED_WEIGHT 30
#define SIGNED_FOREIGN_WEIGHT 10  /* of words that the article lacks: a place, a department, who signed */
#define LINE_MAX_BYTES 320u
#define SAMPLE_BYTES 2000u       /* of the article, where words of a title are looked for */
#define WORD_MIN_BYTES 4u
#define WORD_STEM_BYTES 5u       /* so much of a word is compared: endings vary */
#define SCORE_MIN 28
#define TITLE_MIN_WORDS 2u       /* of a title over a subtitle: rubrics have one */
#define SUBTITLE_MAX_LEAD 25
#define NAME_ECHO_MIN_WORDS 3u   /* names of two words stand in menus, too */
#define DATE_SLACK_BYTES 8u
#define SENTENCES_BEFORE_MAX 2u   /* of the article, above its title */

struct sample {
    uint8_t p[SAMPLE_BYTES];
    size_t n;
};

/* The first bytes of the article, in small letters. */
static void sample_of(const struct page *p, const struct part *parts, size_t from, size_t count, struct sample *out)
{
    out->n = 0;
    for (size_t i = from; i < count && out->n < SAMPLE_BYTES; i++) {
        struct slice s = part_text(p, &parts[i]);
        if (!(parts[i].traits & PART_PROSE))
            continue;
        if (s.n > SAMPLE_BYTES - out->n)
            s.n = SAMPLE_BYTES - out->n;
        letters_lower(s, out->p + out->n);
        out->n += s.n;
    }
}

/* Whether a word of the article begins so: "портал" is none for its "транспорта". */
static bool begins_a_word(const struct sample *sample, struct slice start)
{
    struct slice s = slice_of(sample->p, sample->n);
    const uint8_t *found;

    while ((found = memmem(s.p, s.n, start.p, start.n)) != NULL) {
        if (found == sample->p || !letters_in_word(found[-1]))
            return true;
        s = slice_drop(s, (size_t)(found - s.p) + 1);
    }
    return false;
}

/* Of the line's longer words, how many in a hundred the article begins words with. */
static int overlap_percent(struct slice line, const struct sample *sample)
{
    uint8_t small[LINE_MAX_BYTES];
    int words = 0, found = 0;

    letters_lower(line, small);
    for (size_t at = 0; at < line.n;) {
        size_t start = at;
        while (at < line.n && letters_in_word(small[at]))
            at++;
        if (at - start >= WORD_MIN_BYTES) {
            size_t stem = at - start > 2 * WORD_STEM_BYTES && small[start] >= 0x80 ? 2 * WORD_STEM_BYTES
                          : at - start > WORD_STEM_BYTES && small[start] < 0x80  ? WORD_STEM_BYTES
                                                                                 : at - start;
            words++;
            found += begins_a_word(sample, slice_of(small + start, stem));
        }
        at += at == start;
    }
    return words == 0 ? 0 : found * 100 / words;
}

static bool is_date_line(struct slice line)
{
    struct date d;

    return line.n <= LINE_MAX_BYTES && dates_next(line, 0, DATES_DAY_FIRST, &d) && dates_is_line(line, &d)
           && d.end - d.start + 24 > line.n / 2;
}

#define RUBRICS_MAX_BYTES 60u

/* "07.12.2022 Science Climate": a headline does not begin with a day in numbers. */
static bool is_before_rubrics(struct slice line, const struct date *d)
{
    for (size_t i = d->start; i < d->end; i++)
        if (letters_in_word(line.p[i]))
            return false;
    return line.n <= RUBRICS_MAX_BYTES && dates_opens_line(line, d);
}

/* A day with its time, or half of the line, is the date: "Shows in May 2022" may be a title. */
static bool is_mostly_date(struct slice line)
{
    struct date d;

    if (!dates_next(line, 0, DATES_DAY_FIRST, &d))
        return false;
    return (dates_is_line(line, &d) && 2 * (d.end - d.start) + DATE_SLACK_BYTES >= line.n)
           || dates_is_stamp(line, &d) || is_before_rubrics(line, &d);
}

/* "Nina Neu", "N. Neu": two words with capitals. */
static bool looks_like_name(const struct part *part, struct slice line)
{
    const uint8_t *space = memchr(line.p, ' ', line.n), *next;

    return part->words == 2 && space != NULL && letters_is_capital(utf8_next(line.p, slice_end(line), &next))
           && letters_is_capital(utf8_next(space + 1, slice_end(line), &next));
}

/* "Water Works Ltd": who sent it. */
static bool ends_like_firm(struct slice line)
{
    static const char *const forms[] = {" GmbH", " AG", " KG", " e.V.", " e. V.", " Ltd", " Ltd.", " Inc.", " plc", " LLC"};

    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (slice_ends_with(line, slice_of_string(forms[i])))
            return true;
    return false;
}

/* A letter, a digit or an opening mark; an arrow or a dash opens a link or a list. */
static bool begins_like_text(struct slice line)
{
    const uint8_t *next;
    uint32_t c = utf8_next(line.p, slice_end(line), &next);

    if (c < 0x80)
        return letters_in_word((uint8_t)c) || (c >= '0' && c <= '9') || memchr("\"'(#$", (int)c, 5) != NULL;
    return c == 0xab || c == 0xbb || (c >= 0xbf && c < 0x2000) || (c >= 0x2018 && c <= 0x201f) || c >= 0x2c00;
}

/* Three letters side by side: a rule of dashes and "A B C" have none. */
static bool has_word(struct slice line)
{
    const uint8_t *p = line.p, *end = slice_end(line);
    size_t letters = 0;

    while (p < end && letters < 3) {
        uint32_t c = utf8_next(p, end, &p);
        bool is_letter = c >= 0x80 ? c >= 0xc0 && (c < 0x2000 || c > 0x2fff) : letters_in_word((uint8_t)c);

        letters = is_letter ? letters + 1 : 0;
    }
    return letters >= 3;
}

/* "Home / News / Economy", "Home » News": the path to a page, not its title. */
static bool is_path(struct slice line)
{
    static const char *const marks[] = {" / ", " > ", " » ", " › ", " → ", " :: ", " | "};
    size_t count = 0;

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        for (struct slice s = line; s.n > 0;) {
            const uint8_t *found = memmem(s.p, s.n, marks[i], strlen(marks[i]));

            if (found == NULL)
                break;
            count++;
            s = slice_drop(s, (size_t)(found - s.p) + 1);
        }
    return count >= 2;
}

/* "a@b.example", "@name"; not "China @ work". */
static bool has_address(struct slice line)
{
    const uint8_t *p = line.p, *end = slice_end(line);

    while ((p = memchr(p, '@', (size_t)(end - p))) != NULL && ++p < end)
        if (*p != ' ')
            return true;
    return false;
}

static bool may_be_title(const struct page *p, const struct core *c, const struct part *part)
{
    static const char *const foreign[] = {"©", "://"};
    struct slice line = part_text(p, part);

    if (line.n > LINE_MAX_BYTES || (part->words_said & ~ZONE_WORD_NOTICE) != 0 || core_is_outside(c, part))
        return false;
    if (part->traits & (PART_BULLET | PART_BRACKETS | PART_COLON))
        return false;
    if (part->chars < 3 || part->chars > 200 || part->words > 30)
        return false;
    for (size_t i = 0; i < sizeof foreign / sizeof *foreign; i++)
        if (memmem(line.p, line.n, foreign[i], strlen(foreign[i])) != NULL)
            return false;
    if (line.p[0] == '(' && line.p[line.n - 1] == ')')      /* "(Applause)" */
        return false;
    return !has_address(line) && has_word(line) && begins_like_text(line) && !is_mostly_date(line) && !is_path(line);
}

/* A date or an author's line in one of the next lines: what stands above is signed. */
static bool is_signed(const struct page *p, const struct part *parts, size_t i, size_t count)
{
    for (size_t k = i + 1; k < count && k <= i + SIGNED_PARTS; k++)
        if ((parts[k].words_said & ZONE_WORD_BYLINE) || is_date_line(part_text(p, &parts[k])))
            return true;
    return false;
}

/* Behind credits, who signed, ways to share, counts of views. */
static size_t behind_labels(const struct page *p, const struct part *parts, size_t i, size_t core)
{
    while (i < core && ((parts[i].words_said & (ZONE_WORD_CREDIT | ZONE_WORD_BYLINE | ZONE_WORD_MENU)) || !has_word(part_text(p, &parts[i]))))
        i++;
    return i;
}

/* A line right under that of the date, with the article right below, or behind a credit or a
 * subtitle that is no longer than the line.                                      */
static bool is_under_date(const struct page *p, const struct part *parts, size_t i, size_t core)
{
    size_t next;

    if (i == 0 || i >= core || !is_date_line(part_text(p, &parts[i - 1])))
        return false;
    next = behind_labels(p, parts, i + 1, core);
    if (next < core && parts[i].words >= TITLE_MIN_WORDS && parts[next].chars <= parts[i].chars
        && parts[next].words >= TITLE_MIN_WORDS && parts[next].words_said == 0 && !(parts[next].traits & PART_PROSE))
        next = behind_labels(p, parts, next + 1, core);
    return next == core;
}

/* Blank lines around. */
static bool has_room(const struct part *parts, size_t i, size_t count)
{
    return (parts[i].traits & PART_GAP) && (i + 1 == count || (parts[i + 1].traits & PART_GAP));
}

/* Lines from a title to the article; a list between them, for sharing, is no way. */
static int lines_between(const struct part *parts, size_t title, size_t core)
{
    int lines = 0;

    for (size_t i = title; i < core; i++)
        lines += (parts[i].traits & (PART_BULLET | PART_BRACKETS)) == 0;
    return lines;
}

static bool is_numbered(struct slice line)
{
    return line.n > 2 && line.p[0] >= '1' && line.p[0] <= '9' && (line.p[1] == '.' || line.p[1] == ')');
}

static int weight(const struct page *p, const struct part *parts, size_t i, size_t core, size_t count,
                  const struct sample *sample)
{
    struct slice line = part_text(p, &parts[i]);
    const uint8_t *next;
    int score = 8 * (parts[i].words < 4 ? (int)parts[i].words : 4), overlap = overlap_percent(line, sample);

    score += overlap / 3;
    score -= i < core ? lines_between(parts, i, core) : 16 + 4 * (int)(i - core);
    if (has_room(parts, i, count))
        score += 15;
    if (parts[i].shape.kind == PAGE_HEADING)
        score += 60 - 10 * parts[i].shape.level;
    if (parts[i].words == 1)
        score -= 15;
    if (line.p[line.n - 1] == '.')
        score -= 15;
    if (parts[i].traits & PART_PROSE)
        score -= 20;
    if (is_numbered(line))
        score -= i + 1 < count && is_numbered(part_text(p, &parts[i + 1])) ? 60 : 20;   /* "2. Feeding": a section's heading */
    if (is_signed(p, parts, i, count) && !looks_like_name(&parts[i], line) && !ends_like_firm(line))
        score += overlap > 0 ? SIGNED_WEIGHT : SIGNED_FOREIGN_WEIGHT;
    if (is_under_date(p, parts, i, core))
        score += SIGNED_WEIGHT;
    if (memchr(line.p, '[', line.n) != NULL || memchr(line.p, '|', line.n) != NULL)
        score -= 25;                       /* "[logo] The site": pieces side by side */
    score += title_echoes_weight(p, parts, i, core, count, looks_like_name(&parts[i], line) ? NAME_ECHO_MIN_WORDS : 2);
    if (!letters_is_capital(utf8_next(line.p, slice_end(line), &next)) && line.p[0] >= 'a' && line.p[0] <= 'z')
        score -= 20;
    return score;
}

/* A title that ends like a sentence is taken for the article's first: a short one with its
 * date or credit behind it, or a question. Behind another sentence it must stand elsewhere, too. */
static bool sentence_may_be_title(const struct page *p, const struct part *parts, size_t count, size_t i,
                                  const struct core *c)
{
    struct slice line = part_text(p, &parts[i]);

    if (i + 1 >= count || parts[i].chars > 160)
        return false;
    if (i > c->start && title_echoes_weight(p, parts, i, c->start, count, 2) == 0)
        return false;
    if (parts[i + 1].words_said & (ZONE_WORD_CREDIT | ZONE_WORD_BYLINE))
        return true;
    if (is_date_line(part_text(p, &parts[i + 1])))
        return true;
    for (size_t k = i + 1; k < count && k <= i + SIGNED_PARTS; k++)
        if (2 * parts[k].chars > 3 * parts[i].chars)
            return line.p[line.n - 1] != '.';
    return false;
}

/* Weight of part i as a title; 0 for what is none. */
static int weight_of(const struct page *p, const struct part *parts, size_t i, const struct core *c, size_t count,
                     const struct sample *sample)
{
    if (!may_be_title(p, c, &parts[i])
        || ((parts[i].traits & PART_PROSE) && !sentence_may_be_title(p, parts, count, i, c)))
        return 0;
    return weight(p, parts, i, c->start, count, sample);
}

/* A subtitle is longer than the title over it and uses more of the article's words. */
static bool is_over_subtitle(const struct part *parts, size_t i, size_t count, int title, int subtitle)
{
    return has_room(parts, i, count) && has_room(parts, i + 1, count) && parts[i].words >= TITLE_MIN_WORDS
           && parts[i + 1].chars > parts[i].chars && subtitle - title <= SUBTITLE_MAX_LEAD;
}

int title_lines_overlap(const struct page *p, const struct part *parts, size_t count, const struct core *c, struct slice text)
{
    struct sample sample;

    if (text.n > LINE_MAX_BYTES)
        return 100;
    sample_of(p, parts, c->start, count, &sample);
    return overlap_percent(text, &sample);
}

bool title_lines_find(const struct page *p, const struct part *parts, size_t count, const struct core *c,
                      size_t *out)
{
    size_t from = c->start > LOOK_BACK_PARTS ? c->start - LOOK_BACK_PARTS : 0;
    size_t end = c->start + LOOK_AHEAD_PARTS < count ? c->start + LOOK_AHEAD_PARTS : count;
    struct sample sample;
    size_t best_at = count, sentences = 0;
    int best = SCORE_MIN - 1;

    sample_of(p, parts, c->start, count, &sample);
    for (size_t i = from; i < end && sentences <= SENTENCES_BEFORE_MAX; i++) {
        int score = weight_of(p, parts, i, c, count, &sample);

        sentences += i >= c->start && (parts[i].traits & PART_PROSE);

        if (score > best) {
            best = score;
            best_at = i;
        }
    }
    if (best < SCORE_MIN)
        return false;
    *out = best_at;
    if (best_at > from) {
        int above = weight_of(p, parts, best_at - 1, c, count, &sample);
        if (above >= SCORE_MIN && is_over_subtitle(parts, best_at - 1, count, above, best))
            *out = best_at - 1;
    }
    return true;
}
