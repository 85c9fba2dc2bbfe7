/* date_lines.h - which of a line's dates is meant: the day something was published, not that of a change.
 *
 *     Published 7 May 2022, updated 9 May 2022      7 May
 *     9 May 2022 (updated)                          none, but as DATE_ANY
 *     Stand: 9. Mai 2022                            none, but as DATE_AS_OF and DATE_ANY
 *
 *     Registered: 9 May 2022                        none
 *
 * A word of a change stands in front of its date, or behind it in brackets or where no other date follows. */
#ifndef INDEXER_PAGE_DATE_LINES_H
#define INDEXER_PAGE_DATE_LINES_H

#include "stemmers/dates.h"

#define DATE_LINE_MAX_BYTES 300u

enum date_wanted {
    DATE_PUBLISHED,
    DATE_AS_OF,           /* "Stand: 9. Mai" too, which is the only day that many pages show */
    DATE_ANY,
};

/* The line's first date that is wanted. */
bool date_of_line(struct slice line, enum dates_order order, enum date_wanted wanted, struct date *out);

/* Whether a word of the line says that something was published, "was posted in Duck on 7 May". */
bool date_line_says_published(struct slice line);

#endif
