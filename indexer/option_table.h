/* option_table.h - the commands of stemma-index and their options; see base/option_table.h.
 *
 * A letter or name means the same wherever it is taken, so options may stand before the
 * command; one that the command does not have is refused.                      */
#ifndef INDEXER_OPTION_TABLE_H
#define INDEXER_OPTION_TABLE_H

#include "base/option_table.h"

/* In the order in which help shows them. */
enum command_name {
    COMMAND_ADD,
    COMMAND_UPDATE,
    COMMAND_WATCH,
    COMMAND_REMOVE,
    COMMAND_LIST,
    COMMAND_STATS,
    COMMAND_CHECK,
    COMMAND_COMPACT,
    COMMAND_MERGE,
    COMMAND_DUMP,
    COMMAND_LOAD,
    COMMAND_ANALYZE,
    COMMAND_LEXICON,
    COMMAND_COUNT
};

/* Options without a letter. */
enum {
    OPT_LANG = 256,
    OPT_FILTER,
    OPT_ID,
    OPT_ZONES,
    OPT_TITLE,
    OPT_FORCE,
    OPT_FIELDS,
    OPT_HIDDEN,
    OPT_NO_IGNORE,
    OPT_MAX_SIZE,
    OPT_FILES_FROM,
    OPT_CHECKSUM,
    OPT_NO_DELETE,
    OPT_OVERWRITE,
    OPT_STORE,
    OPT_MEMORY,
    OPT_WAIT,
    OPT_QUERY,
    OPT_TOP_TERMS,
    OPT_DEEP,
    OPT_REPAIR,
    OPT_JSON,
    OPT_PROGRESS,
    OPT_COLOR,
    OPT_FORMAT,
    OPT_TERMS,
    OPT_POSTINGS,
};

extern const struct option_program index_program;

#endif
