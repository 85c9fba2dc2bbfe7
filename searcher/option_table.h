/* option_table.h - the options of stemma-search; see base/option_table.h. */
#ifndef SEARCHER_OPTION_TABLE_H
#define SEARCHER_OPTION_TABLE_H

#include "base/option_table.h"

/* Options without a letter. */
enum {
    OPT_NO_RELAX = 256,
    OPT_XLANG,
    OPT_FUZZY,
    OPT_FROM,
    OPT_SYNONYMS,
    OPT_SERVE,
    OPT_SPELL,
    OPT_LEXICON,
    OPT_EXPAND,
    OPT_EXHAUSTIVE,
    OPT_SORT,
    OPT_OFFSET,
    OPT_MIN_SCORE,
    OPT_LANG,
    OPT_SINCE,
    OPT_UNTIL,
    OPT_RECENCY,
    OPT_LIKE,
    OPT_FACETS,
    OPT_PARSE,
    OPT_SUGGEST,
    OPT_COLLAPSE,
    OPT_SNIPPET_LENGTH,
    OPT_NO_SNIPPETS,
    OPT_FULL,
    OPT_MARK,
    OPT_OFFSETS,
    OPT_JSON,
    OPT_JSONL,
    OPT_TSV,
    OPT_CSV,
    OPT_HTML,
    OPT_FIELDS,
    OPT_FORMAT_VERSION,
    OPT_STATS,
    OPT_TREC,
    OPT_FORMAT,
    OPT_EXPLAIN,
    OPT_BATCH,
    OPT_COLOR,
    OPT_HYPERLINK,
    OPT_NO_PAGER,
    OPT_WIDTH,
    OPT_EXIT_ZERO,
    OPT_NO_CONFIG,
};

extern const struct option_program search_program;

#endif
