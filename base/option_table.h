/* option_table.h - the options of a program, a row each.
 *
 *     rows -> the parser (here), -h and --help (option_help.h), the list of options in the manual
 *             (option_manual.h), completions for shells (option_shells.h)
 *
 * so that none of them tells of an option that another does not know. A row checks its value:
 * the program's switch gets numbers and words that are right. Texts are plain; what is between
 * `backquotes` is typed as it stands, which the manual prints bold.
 *
 * Parsing is getopt_long's: long names may be cut where they stay unique, operands may stand
 * anywhere, "--" ends the options. argp was the other choice: its own messages know no "did you
 * mean", and it has nothing for manuals and shells.
 *
 * Memory  Rows are constants. Values borrow from argv.                         */
#ifndef BASE_OPTION_TABLE_H
#define BASE_OPTION_TABLE_H

#include "base/err.h"
#include "base/slice.h"

enum option_kind {
    OPTION_FLAG,               /* takes no value */
    OPTION_TEXT,
    OPTION_FILE,               /* text that shells complete with names of files */
    OPTION_FOLDER,
    OPTION_NUMBER,             /* whole, least to most */
    OPTION_SIZE,               /* bytes: digits, perhaps a fraction, perhaps K, M, G */
    OPTION_WORD,               /* one of `words` */
};

struct option_row {
    int id;                    /* the letter where it has one; else over 255; 0: a heading */
    const char *name;          /* the long form; null: it has none */
    enum option_kind kind;
    const char *value;         /* what it is called, "DIR"; in brackets, "[N]", where it may be left
                                * out: then only the long form takes one */
    const char *text;          /* a line: small letter, no full stop */
    const char *more;          /* sentences for --help and the manual; null: no more to say */
    const char *words;         /* "auto|always|never"; those of a text are only offered */
    uint64_t least, most;      /* of a number; most 0: UINT32_MAX */
    uint32_t commands;         /* bits by command: which have it; 0: all */
    char also;                 /* another letter that other programs have for it */
    bool common;               /* -h has it */
};

/* The options that every program has; option_answer.h answers them. */
enum { OPTION_ID_HELP = 1000, OPTION_ID_GENERATE };

#define OPTION_ROWS_OF_HELP                                                              \
    {.text = "Help"},                                                                    \
    {'h', .text = "examples, and what is used most; after a command: its options"},      \
    {OPTION_ID_HELP, "help", .text = "all options", .common = true},                     \
    {'V', "version", .text = "the version"},                                             \
    {OPTION_ID_GENERATE, "generate", OPTION_WORD, "WHAT", .words = "man|bash|zsh|fish",  \
     .text = "the manual's list of options, or completions for a shell"}

/* A command such as `add`; its bit is 1 << its place. */
struct option_command {
    const char *name;
    const char *operands;      /* "PATH..." */
    const char *text;          /* a line of at most 54 letters */
    const char *more;          /* sentences; null: no more to say */
    const char *examples;      /* lines; null: none */
};

struct option_program {
    const char *name, *text;
    const char *operands;      /* after the options; of a program without commands */
    const char *examples;      /* lines */
    const char *closing;       /* what --help ends with */
    const char *dash;          /* said where an option is not known; null: nothing */
    const struct option_row *rows;
    size_t row_count;
    const struct option_command *commands;
    size_t command_count;
};

/* An option as it was given. */
struct option_given {
    const struct option_row *row;
    const char *value;         /* null: none */
    uint64_t number;           /* of a number or size; of a word its place in `words` */
};

struct option_list {
    struct option_given *given;    /* in order; owned */
    size_t count;
    char *const *operands;
    size_t operand_count;
    char *words;                   /* of a variable; owned */
};

/* Reads a command line; argv[0] is passed over, operands are moved behind the options.
 * E_USAGE: *e says what is wrong, with the name that was perhaps meant. Also on failure
 * option_list_release is due.                                                  */
enum status option_parse(const struct option_program *p, int argc, char **argv,
                         struct option_list *out, struct err *e) WARN_UNUSED;

/* As option_parse, of the words in a variable of the environment; no list where it is not set or
 * empty. Operands are refused. */
enum status option_parse_variable(const struct option_program *p, const char *variable,
                                  struct option_list *out, struct err *e) WARN_UNUSED;
void option_list_release(struct option_list *list);

/* One option's value (null: none); E_USAGE. */
enum status option_read(const struct option_row *row, const char *value, struct option_given *out,
                        struct err *e) WARN_UNUSED;

/* The command that was perhaps meant; null: none is near. */
const char *option_nearest_command(const struct option_program *p, const char *name);

/* Whether an option is in the list. */
bool option_is_given(const struct option_list *list, int id);

/* The row of this whole name; null: there is none. */
const struct option_row *option_find(const struct option_program *p, struct slice name);

/* The letter, 0 where it has none. */
static inline char option_letter(const struct option_row *row)
{
    return row->id < 256 ? (char)row->id : '\0';
}

static inline bool option_value_is_optional(const struct option_row *row)
{
    return row->value != NULL && row->value[0] == '[';
}

/* Whether the command at this place has it. */
static inline bool option_is_of(const struct option_row *row, size_t command)
{
    return row->commands == 0 || (row->commands >> command & 1) != 0;
}

/* The word at *words up to '|' or the end, and moves behind it; empty at the end. */
struct slice option_next_word(const char **words);

#endif
