/* query_dates.h - dates as queries have them, and whether an article's date is among them.
 *
 *     2024   2024-05   2024-05-17   17.05.2024   17 May 2024   17 мая 2024   20240517
 *     --05-17   --05   17 May   17 мая   17. Mai         in any year
 *     today   yesterday   7d   2w   3m   1y              so long before today
 *     A   A..B   A..   ..B   [A TO B]   >A   >=A   <A   <=A
 *
 * An article's date may be a day, a month or a year: it is in a range where all of
 * its days are. An article whose date has no year is only in ranges without a year.
 *
 * Days    are numbers YYYYMMDD, so that they compare as dates do. The last day of any
 *         February is the 29th.
 * Memory  Allocates nothing.                                                    */
#ifndef SEARCHER_QUERY_DATES_H
#define SEARCHER_QUERY_DATES_H

#include "base/buf.h"

/* One end of a range. */
struct date_point {
    enum { DATE_NONE, DATE_DAY, DATE_AGO } kind;
    uint16_t year;            /* DATE_DAY: 0: any */
    uint8_t month, day;       /* 0: all of the year, of the month */
    uint32_t ago;             /* DATE_AGO */
    char unit;                /* d, w, m, y */
};

struct date_range {
    struct date_point from, to;      /* DATE_NONE: open */
    bool after, before;              /* not `from`, not `to` itself */
};

/* False where the text is no date or range. */
bool date_range_read(struct slice text, struct date_range *out);

/* Appends the range in a form that reads as itself and holds no white space. */
void date_range_print(struct buf *out, const struct date_range *r);

/* The same with both ends as days, for many articles. */
struct date_span {
    uint32_t first, last;
    bool yearless;            /* of MMDD; first may be above last: over the new year */
};

/* today: YYYYMMDD. */
struct date_span date_range_span(const struct date_range *r, uint32_t today);

/* date: of an article; "2024-05-17", with or without a time, "2024-05", "2024", "--05-17". */
bool date_span_has(const struct date_span *s, struct slice date);

/* The day it is, here. */
uint32_t date_today(void);

#endif
