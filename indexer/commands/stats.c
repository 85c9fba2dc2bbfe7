#include <stdio.h>

#include "indexer/commands/command.h"
#include "indexer/report.h"
#include "stemmers/analyzer.h"
#include "store/index.h"

static void print_stats(const struct index *x, bool json)
{
    struct lang_stats langs[LANG_COUNT] = {{0}};
    uint64_t docs = 0, deleted = 0;

    for (size_t i = 0; i < index_segment_count(x); i++) {
        const struct segment *s = index_segment(x, i);
        docs += segment_live_count(s);
        deleted += segment_doc_count(s) - segment_live_count(s);
        for (uint8_t l = 0; l < LANG_COUNT; l++) {
            langs[l].doc_count += segment_lang_stats(s, l).doc_count;
            langs[l].length_sum += segment_lang_stats(s, l).length_sum;
        }
    }
    printf(json ? "{\"v\":1,\"documents\":%llu,\"deleted\":%llu,\"segments\":%zu,\"bytes\":%llu,"
                  "\"generation\":%llu,\"langs\":{"
                : "documents   %llu\ndeleted     %llu\nsegments    %zu\nbytes       %llu\n"
                  "generation  %llu\n",
           (unsigned long long)docs, (unsigned long long)deleted, index_segment_count(x),
           (unsigned long long)index_file_bytes(x), (unsigned long long)index_generation(x));
    for (int l = 0, first = 1; l < LANG_COUNT; l++) {
        double average = langs[l].doc_count == 0
                             ? 0 : (double)langs[l].length_sum / SEGMENT_BODY_WEIGHT / langs[l].doc_count;
        if (langs[l].doc_count == 0)
            continue;
        if (json)
            printf("%s\"%s\":{\"documents\":%u,\"average_length\":%.1f}", first ? "" : ",",
                   lang_name((enum lang)l), langs[l].doc_count, average);
        else
            printf("%-11s %u documents of %.1f words\n", lang_name((enum lang)l),
                   langs[l].doc_count, average);
        first = 0;
    }
    if (json)
        printf("}}\n");
}

int stats_run(const struct command_input *in)
{
    const struct add_options *o = &in->options->add;
    struct index *x;
    struct err e = ERR_NONE;

    if (index_open(o->db, ANALYZER_VERSION, &x, &e) != OK)
        return report_error(&e);
    print_stats(x, o->json);
    index_close(x);
    return report_output();
}
