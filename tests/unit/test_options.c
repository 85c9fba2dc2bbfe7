/* Options: their values, and how a table of them is read. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include <string.h>

#include "base/option_help.h"
#include "base/options.h"

static void sizes(void **state)
{
    static const char *const wrong[] = {"", "5 ", "nan", "1e15", "1000000000G", "0x10", "-1", "M",
                                        "1MB", ".", "1.2.3"};
    size_t n = 0;

    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_false(options_size(wrong[i], &n));
    assert_true(options_size("1.5k", &n));
    assert_int_equal(n, 1536);
    assert_true(options_size("256M", &n));
    assert_int_equal(n, 256 << 20);
}

static const struct option_command COMMANDS[] = {{"make", "FILE...", .text = "makes"},
                                                 {"show", "", .text = "shows"}};
static const struct option_row ROWS[] = {
    {.text = "Heading"},
    {'n', "limit", OPTION_NUMBER, "N", .least = 1, .most = 20, .also = 'm', .common = true,
     .text = "so many", .more = "Not `more`."},
    {'l', "list", .commands = 2, .text = "a flag"},
    {300, "lister", OPTION_TEXT, "[TAG]", .text = "an optional value"},
    {301, "colour", OPTION_WORD, "WHEN", .words = "auto|never", .text = "a word"},
    {302, "room", OPTION_SIZE, "SIZE", .text = "a size"},
    {'h', .text = "a letter alone"},
};
static const struct option_program PROGRAM = {
    .name = "try", .text = "tries", .examples = "  try it\n", .closing = "The end.\n",
    .rows = ROWS, .row_count = sizeof ROWS / sizeof *ROWS,
    .commands = COMMANDS, .command_count = 2};

/* What a line of words, split at blanks, is read as: "n=3 l | operands", or the error. */
static const char *parsed(const char *line)
{
    static char out[512];
    char text[256], *argv[32] = {(char *)(uintptr_t)"try"}, *left;
    struct option_list list;
    struct err e = ERR_NONE;
    int argc = 1;

    strcpy(text, line);
    for (char *word = strtok_r(text, " ", &left); word != NULL; word = strtok_r(NULL, " ", &left))
        argv[argc++] = word;
    out[0] = '\0';
    if (option_parse(&PROGRAM, argc, argv, &list, &e) != OK) {
        option_list_release(&list);
        return strcpy(out, e.text);
    }
    for (size_t i = 0; i < list.count; i++) {
        const struct option_given *g = &list.given[i];
        size_t n = strlen(out);

        snprintf(out + n, sizeof out - n, "%s:%s:%llu ",
                 g->row->name == NULL ? "h" : g->row->name, g->value == NULL ? "" : g->value,
                 (unsigned long long)g->number);
    }
    for (size_t i = 0; i < list.operand_count; i++) {
        strcat(out, "| ");
        strcat(out, list.operands[i]);
    }
    option_list_release(&list);
    return out;
}

static void tables_are_parsed(void **state)
{
    static const struct { const char *line, *want; } cases[] = {
        {"", ""},
        {"-n 3 x", "limit:3:3 | x"},
        {"x -m3 --limit=4 -- -n", "limit:3:3 limit:4:4 | x| -n"},
        {"-lln5 y", "list::0 list::0 limit:5:5 | y"},
        {"--lister --lister=a -h", "lister::0 lister:a:0 h::0 "},
        {"--colour never --room=1.5k", "colour:never:1 room:1.5k:1536 "},
        {"--colo=auto", "colour:auto:0 "},
        {"-n 0", "--limit takes a number from 1 to 20, not '0'"},
        {"--limit=-1", "--limit takes a number from 1 to 20, not '-1'"},
        {"-n -1", "--limit takes a number from 1 to 20, not '-1'"},
        {"--limit=21", "--limit takes a number from 1 to 20, not '21'"},
        {"--limit", "option '--limit' needs a value"},
        {"-n", "option '-n' needs a value"},
        {"--list=x", "option '--list=x' takes no value"},
        {"--colour=blue", "--colour is auto or never, not 'blue'"},
        {"--room=much", "--room takes a size such as 256M, not 'much'"},
        {"--limt=3", "option '--limt' not known; did you mean '--limit'?"},
        {"--zzzz", "option '--zzzz' not known"},
        {"--li", "option '--li' may be any of --limit, --list, --lister"},
        {"-P", "option '-P' not known"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(parsed(cases[i].line), cases[i].want);
}

static const char *help(const struct option_command *command, enum option_help which)
{
    static char text[4096];
    struct buf out;

    buf_init(&out, sizeof text - 1);
    option_help(&PROGRAM, command, which, &out);
    memcpy(text, out.p, out.n);
    text[out.n] = '\0';
    assert_true(buf_ok(&out));
    buf_release(&out);
    return text;
}

static void help_comes_from_the_table(void **state)
{
    (void)state;
    assert_string_equal(help(NULL, OPTION_HELP_SHORT),
                        "try - tries\n\n  try it\n\n"
                        "  make FILE...            makes\n"
                        "  show                    shows\n\n"
                        "try COMMAND -h: its options; try --help: all of them\n");
    assert_non_null(strstr(help(NULL, OPTION_HELP_WHOLE),
                           "\nHeading\n"
                           "  -n, --limit=N           so many\n"
                           "                          Not more.\n"
                           "  -l, --list              a flag\n"
                           "      --lister[=TAG]      an optional value\n"));
    assert_null(strstr(help(&COMMANDS[0], OPTION_HELP_WHOLE), "--list "));
    assert_non_null(strstr(help(&COMMANDS[1], OPTION_HELP_WHOLE), "--list "));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sizes),
        cmocka_unit_test(tables_are_parsed),
        cmocka_unit_test(help_comes_from_the_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
