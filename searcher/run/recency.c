#include "searcher/run/recency.h"

#include <math.h>

/* Days since a fixed one, by the calendar of Gregory: years begin in March, so that the
 * odd day comes last.                                                          */
static int64_t day_number(int64_t year, int64_t month, int64_t day)
{
    int64_t y = month <= 2 ? year - 1 : year, m = (month + 9) % 12;

    return 365 * y + y / 4 - y / 100 + y / 400 + (m * 306 + 5) / 10 + day - 1;
}

/* Two digits behind a hyphen; 0 where there are none. */
static int64_t part(struct slice date, size_t at)
{
    if (date.n < at + 3 || date.p[at] != '-' || date.p[at + 1] < '0' || date.p[at + 1] > '9'
        || date.p[at + 2] < '0' || date.p[at + 2] > '9')
        return 0;
    return (date.p[at + 1] - '0') * 10 + (date.p[at + 2] - '0');
}

double recency_factor(struct slice date, uint32_t today, uint32_t days)
{
    int64_t year = 0, month, day, age;

    for (size_t i = 0; i < 4; i++) {
        if (date.n < 4 || date.p[i] < '0' || date.p[i] > '9')
            return 0.5;
        year = year * 10 + (date.p[i] - '0');
    }
    month = part(date, 4);
    day = month > 0 ? part(date, 7) : 0;
    age = day_number(today / 10000, today / 100 % 100, today % 100)
          - day_number(year, month > 0 ? month : 1, day > 0 ? day : 1);
    return 0.5 + 0.5 * exp2(-(double)(age > 0 ? age : 0) / days);
}
