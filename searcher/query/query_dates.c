#include "searcher/query/query_dates.h"

#include <time.h>

#include "stemmers/dates.h"

#define AGO_DIGITS_MAX 5u

static bool is_digit(uint8_t c)
{
    return c >= '0' && c <= '9';
}

/* The number that all of s is, of `least` to `most` digits. */
static bool read_digits(struct slice s, size_t least, size_t most, uint32_t *out)
{
    *out = 0;
    if (s.n < least || s.n > most)
        return false;
    for (size_t i = 0; i < s.n; i++) {
        if (!is_digit(s.p[i]))
            return false;
        *out = *out * 10 + (s.p[i] - (uint32_t)'0');
    }
    return true;
}

/* 7d, 2w, 3m, 1y; today, yesterday. */
static bool read_ago(struct slice s, struct date_point *out)
{
    static const struct { const char *name; uint32_t ago; } names[] = {
        {"today", 0}, {"yesterday", 1}, {"heute", 0}, {"gestern", 1}, {"сегодня", 0}, {"вчера", 1}};

    *out = (struct date_point){.kind = DATE_AGO, .unit = 'd'};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (slice_equal(s, slice_of_string(names[i].name))) {
            out->ago = names[i].ago;
            return true;
        }
    if (s.n < 2 || memchr("dwmy", s.p[s.n - 1], 4) == NULL)
        return false;
    out->unit = (char)s.p[s.n - 1];
    s.n--;
    return read_digits(s, 1, AGO_DIGITS_MAX, &out->ago);
}

static const uint8_t month_days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

static bool is_day_of_month(uint32_t month, uint32_t day)
{
    return month >= 1 && month <= 12 && day <= month_days[month - 1];
}

/* Numbers of the first and the last day of a day, a month or a year; 0: not known. */
static uint32_t first_day(uint32_t year, uint32_t month, uint32_t day)
{
    return year * 10000 + (month > 0 ? month : 1) * 100 + (day > 0 ? day : 1);
}

static uint32_t last_day(uint32_t year, uint32_t month, uint32_t day)
{
    month = month == 0 ? 12 : month;
    return year * 10000 + month * 100 + (day > 0 || month > 12 ? day : month_days[month - 1]);
}

/* --05-17, --05 */
static bool read_yearless(struct slice s, struct date_point *out)
{
    uint32_t month, day = 0;

    if (!slice_starts_with(s, SLICE_LITERAL("--")) || (s.n != 4 && s.n != 7)
        || !read_digits(slice_of(s.p + 2, 2), 2, 2, &month)
        || (s.n == 7 && (s.p[4] != '-' || !read_digits(slice_of(s.p + 5, 2), 2, 2, &day) || day == 0))
        || !is_day_of_month(month, day))
        return false;
    *out = (struct date_point){.kind = DATE_DAY, .month = (uint8_t)month, .day = (uint8_t)day};
    return true;
}

static bool read_point(struct slice s, struct date_point *out)
{
    struct date d;

    s = slice_trim(s);
    if (read_ago(s, out) || read_yearless(s, out))
        return true;
    if (!dates_read(s, DATES_DAY_FIRST, &d) || d.start != 0 || d.end != s.n)
        return false;
    *out = (struct date_point){.kind = DATE_DAY, .year = d.year, .month = d.month, .day = d.day};
    return true;
}

/* Where `mark` begins in s; s.n where it does not. */
static size_t find(struct slice s, struct slice mark)
{
    size_t at = 0;

    while (at < s.n && !slice_starts_with(slice_drop(s, at), mark))
        at++;
    return at;
}

/* A and B around a mark; one of them may be missing. */
static bool read_ends(struct slice s, struct slice mark, struct date_range *out)
{
    size_t at = find(s, mark);
    struct slice from = slice_trim(slice_of(s.p, at)), to;

    if (at == s.n)
        return false;
    to = slice_trim(slice_drop(s, at + mark.n));
    return (from.n > 0 || to.n > 0) && (from.n == 0 || read_point(from, &out->from))
           && (to.n == 0 || read_point(to, &out->to));
}

/* >A, >=A, <A, <=A */
static bool read_compared(struct slice s, struct date_range *out)
{
    bool above = s.n > 0 && s.p[0] == '>', equal = s.n > 1 && s.p[1] == '=';

    if (s.n == 0 || (s.p[0] != '>' && s.p[0] != '<'))
        return false;
    out->after = above && !equal;
    out->before = !above && !equal;
    return read_point(slice_drop(s, equal ? 2 : 1), above ? &out->from : &out->to);
}

/* Both ends have a year, or none has. */
static bool ends_agree(const struct date_range *r)
{
    bool from = r->from.kind == DATE_DAY && r->from.year == 0,
         to = r->to.kind == DATE_DAY && r->to.year == 0;

    return r->from.kind == DATE_NONE || r->to.kind == DATE_NONE || from == to;
}

static bool read_range(struct slice s, struct date_range *out)
{
    s = slice_trim(s);
    *out = (struct date_range){.after = false};
    if (s.n > 2 && s.p[0] == '[' && s.p[s.n - 1] == ']')
        return read_ends(slice_of(s.p + 1, s.n - 2), SLICE_LITERAL(" TO "), out);
    if (read_compared(s, out) || read_ends(s, SLICE_LITERAL(".."), out))
        return true;
    *out = (struct date_range){.after = false};
    if (!read_point(s, &out->from))
        return false;
    out->to = out->from;
    return true;
}

bool date_range_read(struct slice text, struct date_range *out)
{
    return read_range(text, out) && ends_agree(out);
}

static void print_point(struct buf *out, const struct date_point *p)
{
    if (p->kind == DATE_AGO)
        buf_printf(out, "%u%c", p->ago, p->unit);
    else if (p->kind == DATE_DAY && p->year == 0)
        buf_printf(out, p->day > 0 ? "--%02u-%02u" : "--%02u", p->month, p->day);
    else if (p->kind == DATE_DAY)
        buf_printf(out, p->day > 0 ? "%04u-%02u-%02u" : p->month > 0 ? "%04u-%02u" : "%04u", p->year,
                   p->month, p->day);
}

static bool same_point(const struct date_point *a, const struct date_point *b)
{
    return a->kind == b->kind && a->year == b->year && a->month == b->month && a->day == b->day
           && a->ago == b->ago && a->unit == b->unit;
}

void date_range_print(struct buf *out, const struct date_range *r)
{
    if (r->after || r->before) {
        buf_append_byte(out, r->after ? '>' : '<');
        print_point(out, r->after ? &r->from : &r->to);
        return;
    }
    print_point(out, &r->from);
    if (same_point(&r->from, &r->to))
        return;
    buf_append_string(out, "..");
    print_point(out, &r->to);
}

uint32_t date_today(void)
{
    time_t now = time(NULL);
    struct tm tm;

    if (localtime_r(&now, &tm) == NULL)
        return 0;
    return (uint32_t)((tm.tm_year + 1900) * 10000 + (tm.tm_mon + 1) * 100 + tm.tm_mday);
}

/* mktime has the calendar: it takes days and months out of their range. */
static uint32_t day_ago(const struct date_point *p, uint32_t today)
{
    int ago = (int)p->ago, days = p->unit == 'd' ? ago : p->unit == 'w' ? 7 * ago : 0;
    int months = p->unit == 'm' ? ago : p->unit == 'y' ? 12 * ago : 0;
    int month = (int)(today / 10000) * 12 + (int)(today / 100 % 100) - 1 - months;
    struct tm tm = {.tm_hour = 12, .tm_isdst = -1};

    month = month < 0 ? 0 : month;
    tm.tm_year = month / 12 - 1900;
    tm.tm_mon = month % 12;
    tm.tm_mday = (int)(today % 100);
    if (!is_day_of_month((uint32_t)tm.tm_mon + 1, (uint32_t)tm.tm_mday))
        tm.tm_mday = 28;              /* a month before 31 March */
    tm.tm_mday -= days;
    if (timegm(&tm) == -1 || tm.tm_year < -1900)
        return 0;
    return (uint32_t)((tm.tm_year + 1900) * 10000 + (tm.tm_mon + 1) * 100 + tm.tm_mday);
}

static uint32_t first_of(const struct date_point *p, uint32_t today)
{
    return p->kind == DATE_AGO ? day_ago(p, today) : first_day(p->year, p->month, p->day);
}

static uint32_t last_of(const struct date_point *p, uint32_t today)
{
    return p->kind == DATE_AGO ? day_ago(p, today) : last_day(p->year, p->month, p->day);
}

struct date_span date_range_span(const struct date_range *r, uint32_t today)
{
    struct date_span s = {.first = 0, .last = UINT32_MAX};

    s.yearless = (r->from.kind == DATE_DAY && r->from.year == 0)
                 || (r->to.kind == DATE_DAY && r->to.year == 0);
    if (r->from.kind != DATE_NONE)
        s.first = r->after ? last_of(&r->from, today) + 1 : first_of(&r->from, today);
    if (r->to.kind != DATE_NONE)
        s.last = r->before ? first_of(&r->to, today) - 1 : last_of(&r->to, today);
    return s;
}

/* What stands at `at` behind a hyphen; 0 where no two digits do. */
static uint32_t part_at(struct slice date, size_t at)
{
    uint32_t value;

    if (at + 3 > date.n || date.p[at] != '-'
        || !read_digits(slice_of(date.p + at + 1, 2), 2, 2, &value))
        return 0;
    return value;
}

bool date_span_has(const struct date_span *s, struct slice date)
{
    uint32_t year = 0, month, day, first, last;
    bool with_year = date.n >= 4 && read_digits(slice_of(date.p, 4), 4, 4, &year);

    if (!with_year && !slice_starts_with(date, SLICE_LITERAL("--")))
        return false;
    if (!with_year && !s->yearless)
        return false;
    month = part_at(date, with_year ? 4 : 1);
    day = month == 0 ? 0 : part_at(date, with_year ? 7 : 4);
    year = s->yearless ? 0 : year;
    first = first_day(year, month, day);
    last = last_day(year, month, day);
    if (s->first > s->last && s->yearless)
        return first >= s->first || last <= s->last;
    return first >= s->first && last <= s->last;
}
