/* dates.h - a date as articles write it in the three languages, as numbers.
 *
 *     2024-05-17T10:00:00+03:00   17. Mai 2024   May 17th, 2024   17.05.24   --> 2024-05-17
 *     20 March, 11:34   14 августа   17. Mai     --> --05-17 and the like
 *     May 2024   март 2024                       --> 2024-05
 *
 * A date without a year stays one: nothing depends on the clock. "3 hours ago" is none.
 * 5/17/2024 and 17/5/2024 are told apart by their numbers; where both could be the month,
 * the order is the language's.
 *
 * Memory  Allocates nothing.                                                    */
#ifndef STEMMERS_DATES_H
#define STEMMERS_DATES_H

#include "base/slice.h"

#define DATES_MAX_BYTES 11   /* "2024-05-17" and a NUL byte */

/* Which number of 5/6/2024 is the month. */
enum dates_order { DATES_DAY_FIRST, DATES_MONTH_FIRST };

struct date {
    uint16_t year;            /* 0: unknown */
    uint8_t month, day;       /* 0: unknown */
    bool either;              /* 5/6/2024: read by the order that was given */
    size_t start, end;        /* bytes of the text it was read from */
};

/* The first date at byte `from` or behind it; false where there is none. */
bool dates_next(struct slice text, size_t from, enum dates_order order, struct date *out);

/* As dates_next for a whole metadata value, where "2024" or "20240517" is a date too. */
bool dates_read(struct slice value, enum dates_order order, struct date *out);

/* Whether the line is a date, perhaps with a weekday, a time, a rubric and marks: no sentence. */
bool dates_is_line(struct slice line, const struct date *d);

/* Whether the line begins with a day of a year, perhaps behind a weekday, and is no sentence. */
bool dates_opens_line(struct slice line, const struct date *d);

/* Whether the line is a day of a year and next to nothing else: "Hamburg, den", a weekday, "Uhr". */
bool dates_is_bare(struct slice line, const struct date *d);

/* Whether the date is a day of a year and a time follows, as a page stamps what is written on it. */
bool dates_is_stamp(struct slice line, const struct date *d);

/* "2024-05-17", "2024-05", "2024", "--05-17". */
void dates_print(const struct date *d, char out[DATES_MAX_BYTES]);

#endif
