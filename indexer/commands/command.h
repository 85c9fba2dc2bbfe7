/* command.h - the commands of stemma-index: one file each, one table in main.c.
 *
 * A command gets all options of the command line and what stood beside them, does its
 * work and returns the program's exit code: 0 all well, 1 done but for some inputs or
 * documents, each of which was named, 2 failed.                                */
#ifndef INDEXER_COMMANDS_COMMAND_H
#define INDEXER_COMMANDS_COMMAND_H

#include "base/options.h"
#include "indexer/add.h"
#include "indexer/commands/dump_terms.h"

struct template;

struct command_options {
    struct add_options add;          /* the index, and how articles are read */
    const char *out;                 /* -o: another index, or the lexicon; null: not given */
    const char *query;               /* --query; null: not given */
    unsigned top_terms;              /* so many terms of each language; 0: none */
    bool dry_run;                    /* tell, change nothing */
    bool deep;                       /* analyse every text again */
    bool repair;                     /* what is sound becomes the index */
    bool null_separated;             /* -0 */
    enum options_when colour;        /* --color */
    enum dump_what dump;             /* --terms, --postings; else articles */
    struct template *template;       /* --format of list; null: not given */
};

struct command_input {
    const struct command_options *options;
    char *const *operands;
    size_t count;                    /* of operands */
};

enum command_operands { COMMAND_TAKES_NONE, COMMAND_TAKES_SOME, COMMAND_NEEDS_SOME };
enum command_index { COMMAND_READS_INDEX, COMMAND_MAKES_INDEX, COMMAND_WITHOUT_INDEX };

/* What is told of it stands in option_table.c. */
struct command {
    int (*run)(const struct command_input *in);
    enum command_operands operands;
    enum command_index index;
};

int list_run(const struct command_input *in);
int remove_run(const struct command_input *in);
int compact_run(const struct command_input *in);
int merge_run(const struct command_input *in);
int dump_run(const struct command_input *in);
int load_run(const struct command_input *in);
int lexicon_run(const struct command_input *in);
int analyze_run(const struct command_input *in);
int check_run(const struct command_input *in);
int stats_run(const struct command_input *in);

#endif
