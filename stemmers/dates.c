#include "stemmers/dates.h"

#include <stdio.h>

#include "stemmers/letters.h"

#define WORD_MAX_BYTES 24u
#define YEAR_MIN 1800u
#define YEAR_MAX 2099u

struct token {
    enum { END, NUMBER, WORD, MARK } kind;
    unsigned value;           /* of a number; of a month's name, its number; of a mark, its byte */
    unsigned digits;
    size_t start, end;
    bool glued;               /* no white space before it */
};

struct month_name {
    const char *text;
    unsigned month;
};

/* Names and abbreviations; Russian ones by their beginning, as their endings vary. */
static const struct month_name months[] = {
    {"january", 1}, {"jan", 1}, {"february", 2}, {"feb", 2}, {"march", 3}, {"mar", 3}, {"april", 4},
    {"apr", 4}, {"may", 5}, {"june", 6}, {"jun", 6}, {"july", 7}, {"jul", 7}, {"august", 8}, {"aug", 8},
    {"september", 9}, {"sept", 9}, {"sep", 9}, {"october", 10}, {"oct", 10}, {"november", 11}, {"nov", 11},
    {"december", 12}, {"dec", 12},
    {"januar", 1}, {"jänner", 1}, {"jän", 1}, {"februar", 2}, {"feber", 2}, {"märz", 3}, {"mär", 3},
    {"maerz", 3}, {"mrz", 3}, {"mai", 5}, {"juni", 6}, {"juli", 7}, {"oktober", 10}, {"okt", 10},
    {"dezember", 12}, {"dez", 12},
    {"января", 1}, {"январь", 1}, {"янв", 1}, {"февраля", 2}, {"февраль", 2}, {"фев", 2}, {"февр", 2},
    {"марта", 3}, {"март", 3}, {"мар", 3}, {"апреля", 4}, {"апрель", 4}, {"апр", 4}, {"мая", 5}, {"май", 5},
    {"июня", 6}, {"июнь", 6}, {"июн", 6}, {"июля", 7}, {"июль", 7}, {"июл", 7}, {"августа", 8},
    {"август", 8}, {"авг", 8}, {"сентября", 9}, {"сентябрь", 9}, {"сен", 9}, {"сент", 9}, {"октября", 10},
    {"октябрь", 10}, {"окт", 10}, {"ноября", 11}, {"ноябрь", 11}, {"ноя", 11}, {"нояб", 11},
    {"декабря", 12}, {"декабрь", 12}, {"дек", 12},
};

static unsigned month_of(struct slice word)
{
    uint8_t small[WORD_MAX_BYTES];

    if (word.n < 3 || word.n > WORD_MAX_BYTES)
        return 0;
    letters_lower(word, small);
    for (size_t i = 0; i < sizeof months / sizeof *months; i++)
        if ((uint8_t)months[i].text[0] == small[0]
            && slice_equal(slice_of(small, word.n), slice_of_string(months[i].text)))
            return months[i].month;
    return 0;
}

static bool is_digit(uint8_t c)
{
    return c >= '0' && c <= '9';
}

/* Size of white space at p: the no-break space is one. */
static size_t space_at(struct slice s, size_t at)
{
    if (s.p[at] <= ' ')
        return 1;
    if (s.p[at] == 0xc2 && at + 1 < s.n && s.p[at + 1] == 0xa0)
        return 2;
    return 0;
}

/* Size of a mark beyond ASCII: "·", "»", "–" and others that no word has. */
static size_t wide_mark_at(struct slice s, size_t at)
{
    if (s.p[at] == 0xc2 && at + 1 < s.n)
        return 2;
    return s.p[at] == 0xe2 && at + 2 < s.n ? 3 : 0;
}

static size_t word_end(struct slice s, size_t at)
{
    while (at < s.n && letters_in_word(s.p[at]) && wide_mark_at(s, at) == 0)
        at++;
    return at;
}

static void read_number(struct slice s, struct token *t)
{
    t->kind = NUMBER;
    for (t->end = t->start; t->end < s.n && is_digit(s.p[t->end]); t->end++) {
        if (t->digits < 8)
            t->value = t->value * 10 + (s.p[t->end] - (unsigned)'0');
        t->digits++;
    }
}

static struct token token_at(struct slice s, size_t at)
{
    struct token t = {.kind = END, .glued = true};
    size_t space;

    while (at < s.n && (space = space_at(s, at)) > 0) {
        at += space;
        t.glued = false;
    }
    t.start = t.end = at;
    if (at >= s.n)
        return t;
    if (is_digit(s.p[at])) {
        read_number(s, &t);
    } else if ((t.end = word_end(s, at)) > at) {
        t.kind = WORD;
        t.value = month_of(slice_of(s.p + at, t.end - at));
    } else {
        t.kind = MARK;
        t.value = s.p[at];
        t.end = at + (wide_mark_at(s, at) > 0 ? wide_mark_at(s, at) : 1);
    }
    return t;
}

static bool is_mark(const struct token *t, uint8_t mark)
{
    return t->kind == MARK && t->value == mark;
}

static bool is_year(const struct token *t)
{
    return t->kind == NUMBER && t->digits == 4 && t->value >= YEAR_MIN && t->value <= YEAR_MAX;
}

static bool is_day(const struct token *t)
{
    return t->kind == NUMBER && t->digits <= 2 && t->value >= 1 && t->value <= 31;
}

static bool is_month(const struct token *t)
{
    return t->kind == WORD && t->value > 0;
}

static unsigned days_in(unsigned year, unsigned month)
{
    static const uint8_t days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    if (month == 2 && year > 0 && (year % 4 != 0 || (year % 100 == 0 && year % 400 != 0)))
        return 28;
    return days[month - 1];
}

static bool put(struct date *out, unsigned year, unsigned month, unsigned day)
{
    if (month < 1 || month > 12 || day > days_in(year, month))
        return false;
    out->year = (uint16_t)year;
    out->month = (uint8_t)month;
    out->day = (uint8_t)day;
    return true;
}

/* A clock's number: 11:34. Such a number is no day or year. */
static bool before_colon(struct slice s, const struct token *t)
{
    return t->end + 1 < s.n && s.p[t->end] == ':' && is_digit(s.p[t->end + 1]);
}

static size_t skip_ordinal(struct slice s, size_t at)
{
    static const char *const endings[] = {".", "st", "nd", "rd", "th", "-го", "-е"};

    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        struct slice ending = slice_of_string(endings[i]);
        if (slice_starts_with(slice_drop(s, at), ending)
            && (i == 0 || at + ending.n == s.n || !letters_in_word(s.p[at + ending.n])))
            return at + ending.n;
    }
    return at;
}

/* The 2023 of "31. Oktober 202331. Oktober 2023": a page hides a second date behind the one it shows. */
static void cut_year(struct slice s, struct token *t)
{
    struct token day, behind;
    unsigned year = t->digits == 5 ? t->value / 10 : t->value / 100;

    if (t->kind != NUMBER || t->digits < 5 || t->digits > 6 || year < YEAR_MIN || year > YEAR_MAX)
        return;
    day = token_at(s, t->start + 4);
    behind = token_at(s, skip_ordinal(s, day.end));
    if (!is_day(&day) || before_colon(s, &day) || !(is_month(&behind) || is_day(&behind)))
        return;
    t->value = year;
    t->digits = 4;
    t->end = t->start + 4;
}

/* A year behind at most a comma or a full stop; 0 and *end as it was where none is. */
static unsigned year_behind(struct slice s, size_t *end)
{
    struct token t = token_at(s, *end);

    if (is_mark(&t, ',') || is_mark(&t, '.') || is_mark(&t, '-') || is_mark(&t, '/')) {
        struct token next = token_at(s, t.end);
        if (is_mark(&t, '.') && next.kind == NUMBER && !next.glued && next.digits != 4)
            return 0;
        t = next;
    }
    cut_year(s, &t);
    if (!is_year(&t) || before_colon(s, &t))
        return 0;
    *end = t.end;
    return t.value;
}

/* Two digits are a year from 1960 to 2049. */
#define SHORT_YEARS_BEGIN 60u
#define SHORT_YEARS_END 50u

static unsigned full_year(const struct token *t)
{
    if (t->digits == 4)
        return is_year(t) ? t->value : 0;
    if (t->digits != 2 || (t->value >= SHORT_YEARS_END && t->value < SHORT_YEARS_BEGIN))
        return 0;
    return t->value + (t->value < SHORT_YEARS_END ? 2000 : 1900);
}

/* The 24 of 17-May-24: behind the mark that stands before the month. */
static unsigned short_year(struct slice s, size_t *end, struct token before)
{
    struct token mark = token_at(s, *end), year = token_at(s, mark.end);

    if (before.kind != MARK || mark.kind != MARK || mark.value != before.value || !mark.glued || !year.glued
        || year.kind != NUMBER || year.digits != 2 || before_colon(s, &year))
        return 0;
    *end = year.end;
    return full_year(&year);
}

/* 17. Mai 2024, 17th of May, 17-May-2024 */
static bool day_and_name(struct slice s, const struct token *day, struct date *out)
{
    size_t end = skip_ordinal(s, day->end);
    struct token month = token_at(s, end), mark = month;
    unsigned year;

    if (is_mark(&month, '-') || is_mark(&month, '/') || (month.kind == WORD && month.end - month.start == 2
        && memcmp(s.p + month.start, "of", 2) == 0))
        month = token_at(s, month.end);
    if (!is_month(&month))
        return false;
    end = month.end;
    if (end < s.n && s.p[end] == '.')
        end++;
    year = year_behind(s, &end);
    return put(out, year > 0 ? year : short_year(s, &end, mark), month.value, day->value) && (out->end = end);
}

/* "may 20 people come": a Latin name of a month has a capital. */
static bool has_capital(struct slice s, const struct token *month)
{
    return s.p[month->start] >= 0x80 || (s.p[month->start] >= 'A' && s.p[month->start] <= 'Z');
}

#define ZONE_MAX_BYTES 5u    /* "UTC", "MESZ" */

/* As clocks print it: the year of "May 17 10:00:00 UTC 2024". */
static unsigned year_behind_time(struct slice s, size_t *end)
{
    struct token t = token_at(s, *end), mark;

    if (t.kind != NUMBER || !before_colon(s, &t))
        return 0;
    for (mark = token_at(s, t.end); is_mark(&mark, ':'); mark = token_at(s, t.end))
        t = token_at(s, mark.end);
    t = token_at(s, t.end);
    if (t.kind == WORD && t.end - t.start <= ZONE_MAX_BYTES)
        t = token_at(s, t.end);
    if (!is_year(&t) || before_colon(s, &t))
        return 0;
    *end = t.end;
    return t.value;
}

/* May 17, 2024; May 17; May 2024 */
static bool name_and_day(struct slice s, const struct token *month, struct date *out)
{
    size_t end = month->end < s.n && s.p[month->end] == '.' ? month->end + 1 : month->end;
    struct token t = token_at(s, end);
    unsigned year;

    if (is_mark(&t, ','))
        t = token_at(s, t.end);
    cut_year(s, &t);
    if (is_year(&t))
        return put(out, t.value, month->value, 0) && (out->end = t.end);
    if (!is_day(&t) || before_colon(s, &t) || t.end == t.start)
        return false;
    end = skip_ordinal(s, t.end);
    year = year_behind(s, &end);
    return put(out, year > 0 ? year : year_behind_time(s, &end), month->value, t.value) && (out->end = end);
}

/* 2024-05-17, 2024/05/17, 2024.5.17; a month alone as in 2024-05 */
static bool year_first(struct slice s, const struct token *year, struct date *out)
{
    struct token mark = token_at(s, year->end), month = token_at(s, mark.end), mark2, day;

    if (!(is_mark(&mark, '-') || is_mark(&mark, '/') || is_mark(&mark, '.')) || !is_day(&month)
        || !mark.glued || !month.glued)
        return false;
    mark2 = token_at(s, month.end);
    day = token_at(s, mark2.end);
    if (mark2.kind == MARK && mark2.value == mark.value && is_day(&day) && mark2.glued && day.glued)
        return put(out, year->value, month.value, day.value) && (out->end = day.end);
    return mark.value != '.' && month.digits == 2 && put(out, year->value, month.value, 0)
           && (out->end = month.end);
}

/* "am 2.4.10", "с 2.4.10" */
static bool is_behind_preposition(struct slice before)
{
    static const char *const words[] = {"am", "vom", "den", "dem", "der", "zum", "bis", "ab", "seit", "on", "с", "со", "от", "до", "по", "на"};
    uint8_t small[WORD_MAX_BYTES];
    size_t size = 0;

    before = slice_trim(before);
    while (size < before.n && letters_in_word(before.p[before.n - size - 1]))
        size++;
    if (size == 0 || size > sizeof small)
        return size == 0;
    letters_lower(slice_of(before.p + before.n - size, size), small);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (slice_equal(slice_of(small, size), slice_of_string(words[i])))
            return true;
    return false;
}

/* The 2.4.10 of "v2.4.10", "2.4.10.1", "libz-2.4.10", "fixes of 2.4.10": with one digit each it must be
 * by itself, or behind a preposition that stands before days.                     */
static bool is_of_version(struct slice s, const struct token *day, const struct token *month, size_t end)
{
    if (day->start > 0 && (letters_in_word(s.p[day->start - 1]) || memchr(".-_/", s.p[day->start - 1], 4) != NULL))
        return true;
    if (end + 1 < s.n && (s.p[end] == '.' || s.p[end] == '-') && is_digit(s.p[end + 1]))
        return true;
    return day->digits == 1 && month->digits == 1 && !is_behind_preposition(slice_of(s.p, day->start));
}

/* 17.05.2024, 17. 5. 24, 17/05/2024, 05/17/2024, 17-05-2024 */
static bool numbers(struct slice s, const struct token *first, enum dates_order order, struct date *out)
{
    struct token mark = token_at(s, first->end), second = token_at(s, mark.end);
    struct token mark2 = token_at(s, second.end), third = token_at(s, mark2.end);
    unsigned year, day = first->value, month = second.value;

    cut_year(s, &third);
    year = full_year(&third);
    if (mark.kind != MARK || (mark.value != '.' && mark.value != '/' && mark.value != '-') || !is_day(&second)
        || mark2.kind != MARK || mark2.value != mark.value || third.kind != NUMBER || year == 0)
        return false;
    if (!mark.glued || !mark2.glued || (mark.value != '.' && (!second.glued || !third.glued)))
        return false;
    if (third.digits == 2 && (mark.value == '-' || !third.glued || before_colon(s, &third)
                              || is_of_version(s, first, &second, third.end)))
        return false;
    out->either = mark.value == '/' && day <= 12 && month <= 12;
    if (mark.value == '/' && (month > 12 || (order == DATES_MONTH_FIRST && day <= 12))) {
        day = second.value;
        month = first->value;
    }
    return put(out, year, month, day) && (out->end = third.end);
}

static bool date_at(struct slice s, const struct token *t, enum dates_order order, struct date *out)
{
    *out = (struct date){.start = t->start};
    if (is_month(t))
        return has_capital(s, t) && name_and_day(s, t, out);
    if (t->kind != NUMBER || before_colon(s, t))
        return false;
    if (is_year(t))
        return year_first(s, t, out);
    if (!is_day(t))
        return false;
    return day_and_name(s, t, out) || numbers(s, t, order, out);
}

/* Every date has a number: most lines have none, and are looked at once. */
static bool has_digit(struct slice s)
{
    for (size_t i = 0; i < s.n; i++)
        if (is_digit(s.p[i]))
            return true;
    return false;
}

bool dates_next(struct slice text, size_t from, enum dates_order order, struct date *out)
{
    struct token t;

    if (from >= text.n || !has_digit(slice_drop(text, from)))
        return false;
    for (t = token_at(text, from); t.kind != END; t = token_at(text, t.end)) {
        if (date_at(text, &t, order, out))
            return true;
        if (t.kind == NUMBER && before_colon(text, &t))     /* 11:34 */
            for (t.end++; t.end < text.n && is_digit(text.p[t.end]);)
                t.end++;
    }
    return false;
}

bool dates_read(struct slice value, enum dates_order order, struct date *out)
{
    struct token t = token_at(value, 0);

    if (t.kind == NUMBER && t.digits == 8) {
        *out = (struct date){.start = t.start, .end = t.end};
        if (t.value / 10000 >= YEAR_MIN && t.value / 10000 <= YEAR_MAX
            && put(out, t.value / 10000, t.value / 100 % 100, t.value % 100))
            return true;
    }
    if (is_year(&t) && t.end == value.n) {
        *out = (struct date){.year = (uint16_t)t.value, .start = t.start, .end = t.end};
        return true;
    }
    return dates_next(value, 0, order, out);
}

/* Words beside the date, of which a line of a date has few. */
#define BESIDE_MAX_WORDS 8u
#define BEHIND_MAX_WORDS 12u
#define BESIDE_MAX_BYTES 100u

/* What stands in a line beside its date. */
struct beside {
    size_t words, words_before;
    size_t bytes;                 /* without white space */
};

static struct beside beside_of(struct slice line, const struct date *d)
{
    struct beside out = {0};
    struct token t;

    for (t = token_at(line, 0); t.kind != END; t = token_at(line, t.end)) {
        if (t.start >= d->start && t.start < d->end)
            continue;
        out.bytes += t.end - t.start;
        out.words += t.kind == WORD;
        out.words_before += t.kind == WORD && t.start < d->start;
    }
    return out;
}

bool dates_is_line(struct slice line, const struct date *d)
{
    struct beside b = beside_of(line, d);

    if (b.bytes > BESIDE_MAX_BYTES)
        return false;
    return b.words <= BESIDE_MAX_WORDS && (b.words <= 4 || line.p[line.n - 1] != '.');
}

bool dates_opens_line(struct slice line, const struct date *d)
{
    struct beside b = beside_of(line, d);
    struct slice before = slice_trim(slice_of(line.p, d->start));
    bool opens = b.words_before == 0 || (b.words_before == 1 && memchr(",.", before.p[before.n - 1], 2) != NULL);

    return d->day > 0 && d->year > 0 && opens && b.words <= BEHIND_MAX_WORDS && b.bytes <= BESIDE_MAX_BYTES
           && line.p[line.n - 1] != '.';
}

bool dates_is_bare(struct slice line, const struct date *d)
{
    return d->day > 0 && d->year > 0 && beside_of(line, d).words <= 2;
}

/* "16:20" within so many bytes behind the date. */
#define TIME_LOOK_BYTES 12u

bool dates_is_stamp(struct slice line, const struct date *d)
{
    struct slice rest = slice_drop(line, d->end);

    if (d->day == 0 || d->year == 0)
        return false;
    for (size_t i = 1; i + 2 < rest.n && i < TIME_LOOK_BYTES; i++)
        if (rest.p[i] == ':' && is_digit(rest.p[i - 1]) && is_digit(rest.p[i + 1]) && is_digit(rest.p[i + 2]))
            return true;
    return false;
}

void dates_print(const struct date *d, char out[DATES_MAX_BYTES])
{
    if (d->year == 0)
        snprintf(out, DATES_MAX_BYTES, "--%02u-%02u", d->month % 100u, d->day % 100u);
    else if (d->month == 0)
        snprintf(out, DATES_MAX_BYTES, "%04u", d->year % 10000u);
    else if (d->day == 0)
        snprintf(out, DATES_MAX_BYTES, "%04u-%02u", d->year % 10000u, d->month % 100u);
    else
        snprintf(out, DATES_MAX_BYTES, "%04u-%02u-%02u", d->year % 10000u, d->month % 100u, d->day % 100u);
}
