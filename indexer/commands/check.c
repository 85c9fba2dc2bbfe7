#include "store/check.h"

#include <stdio.h>

#include "indexer/commands/repair.h"
#include "indexer/deep_check.h"
#include "indexer/report.h"
#include "stemmers/analyzer.h"

/* The texts against the postings; what was looked at is said. */
static enum status check_texts(const char *db, struct err *e)
{
    struct deep_check_report r;
    struct index *x;
    enum status status;

    TRY(index_open(db, ANALYZER_VERSION, &x, e));
    status = deep_check(x, &r, e);
    index_close(x);
    TRY(status);
    printf("%s: %llu texts have the %llu postings that the index holds", db,
           (unsigned long long)r.text_count, (unsigned long long)r.posting_count);
    if (r.bare_count > 0)
        printf("; %llu texts are not stored and could not be compared",
               (unsigned long long)r.bare_count);
    putchar('\n');
    return OK;
}

int check_run(const struct command_input *in)
{
    const char *db = in->options->add.db;
    struct check_report r;
    struct err e = ERR_NONE;

    if (in->options->repair)
        return repair_run(in);
    if (check_index(db, ANALYZER_VERSION, &r, &e) != OK)
        return report_error(&e);
    printf("%s: sound: %u segments, %llu documents (%llu deleted), %llu terms, %llu postings, "
           "%llu positions\n", db, r.segment_count, (unsigned long long)r.doc_count,
           (unsigned long long)r.deleted_count, (unsigned long long)r.term_count,
           (unsigned long long)r.posting_count, (unsigned long long)r.position_count);
    if (in->options->deep && check_texts(db, &e) != OK)
        return report_error(&e);
    return report_output();
}
