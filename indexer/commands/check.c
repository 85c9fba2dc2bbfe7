#include "store/check.h"

#include <stdio.h>

#include "indexer/commands/command.h"
#include "indexer/report.h"
#include "stemmers/analyzer.h"

int check_run(const struct command_input *in)
{
    const char *db = in->options->add.db;
    struct check_report r;
    struct err e = ERR_NONE;

    if (check_index(db, ANALYZER_VERSION, &r, &e) != OK)
        return report_error(&e);
    printf("%s: sound: %u segments, %llu documents (%llu deleted), %llu terms, %llu postings, "
           "%llu positions\n", db, r.segment_count, (unsigned long long)r.doc_count,
           (unsigned long long)r.deleted_count, (unsigned long long)r.term_count,
           (unsigned long long)r.posting_count, (unsigned long long)r.position_count);
    return report_output();
}
