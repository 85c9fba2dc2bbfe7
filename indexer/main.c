/* stemma-index - builds an index of articles and looks after it. */
#include <stdio.h>
#include <sys/stat.h>

#include "base/guard.h"
#include "base/io.h"
#include "base/option_answer.h"
#include "base/options.h"
#include "indexer/option_table.h"
#include "indexer/report.h"
#include "indexer/settings.h"
#include "indexer/update.h"
#include "indexer/watch.h"

static int usage(const char *what)
{
    report_message("%s", what);
    fputs("Try 'stemma-index --help'.\n", stderr);
    return 2;
}

static int print(const struct buf *text)
{
    fwrite(text->p, 1, text->n, stdout);
    return report_output();
}

static int run_add(const struct command_input *in)
{
    const struct add_options *o = &in->options->add;

    if (in->count == 0 && o->files_from == NULL)
        return usage("nothing to add: name folders, files or '-', or --files-from=FILE");
    if (o->overwrite && (o->dry_run || o->no_delete))
        return usage("--overwrite takes articles out: it goes with neither --dry-run nor "
                     "--no-delete");
    return add_run(o, in->operands, in->count);
}

static int run_update(const struct command_input *in)
{
    return update_run(&in->options->add);
}

static int run_watch(const struct command_input *in)
{
    return watch_run(&in->options->add);
}

static const struct command COMMANDS[COMMAND_COUNT] = {
    [COMMAND_ADD] = {run_add, COMMAND_TAKES_SOME, COMMAND_MAKES_INDEX},
    [COMMAND_UPDATE] = {run_update, COMMAND_TAKES_NONE, COMMAND_READS_INDEX},
    [COMMAND_WATCH] = {run_watch, COMMAND_TAKES_NONE, COMMAND_READS_INDEX},
    [COMMAND_REMOVE] = {remove_run, COMMAND_TAKES_SOME, COMMAND_READS_INDEX},
    [COMMAND_LIST] = {list_run, COMMAND_TAKES_SOME, COMMAND_READS_INDEX},
    [COMMAND_STATS] = {stats_run, COMMAND_TAKES_NONE, COMMAND_READS_INDEX},
    [COMMAND_CHECK] = {check_run, COMMAND_TAKES_NONE, COMMAND_READS_INDEX},
    [COMMAND_COMPACT] = {compact_run, COMMAND_TAKES_NONE, COMMAND_READS_INDEX},
    [COMMAND_MERGE] = {merge_run, COMMAND_NEEDS_SOME, COMMAND_MAKES_INDEX},
    [COMMAND_DUMP] = {dump_run, COMMAND_TAKES_NONE, COMMAND_READS_INDEX},
    [COMMAND_LOAD] = {load_run, COMMAND_TAKES_SOME, COMMAND_MAKES_INDEX},
    [COMMAND_ANALYZE] = {analyze_run, COMMAND_NEEDS_SOME, COMMAND_WITHOUT_INDEX},
    [COMMAND_LEXICON] = {lexicon_run, COMMAND_TAKES_SOME, COMMAND_WITHOUT_INDEX},
};

/* The folders above the default index; what fails is told when it is opened. */
static void make_folders_above(const char *path)
{
    char folder[IO_PATH_MAX];

    snprintf(folder, sizeof folder, "%s", path);
    for (char *slash = strchr(folder + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        (void)mkdir(folder, 0700);
        *slash = '/';
    }
}

/* The place of the command in the table; COMMAND_COUNT: there is none such. */
static size_t find_command(const char *name)
{
    size_t at = 0;

    while (at < COMMAND_COUNT && strcmp(index_program.commands[at].name, name) != 0)
        at++;
    return at;
}

/* `what` and the names of all commands. */
static int refuse_command(const char *what)
{
    char text[512];
    size_t n = (size_t)snprintf(text, sizeof text, "%s; the commands are: ", what);

    for (size_t i = 0; i < COMMAND_COUNT && n < sizeof text; i++)
        n += (size_t)snprintf(text + n, sizeof text - n, "%s%s", i == 0 ? "" : ", ",
                              index_program.commands[i].name);
    return usage(text);
}

static int refuse_operands(size_t command, const char *problem)
{
    const struct option_command *c = &index_program.commands[command];
    char text[256];

    snprintf(text, sizeof text, "%s %s: stemma-index %s%s%s", c->name, problem, c->name,
             c->operands[0] == '\0' ? "" : " ", c->operands);
    return usage(text);
}

/* The first option that is none of the command's; null: all are. */
static const struct option_row *find_foreign(size_t command, const struct option_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        if (!option_is_of(list->given[i].row, command))
            return list->given[i].row;
    return NULL;
}

static int run_command(size_t command, const struct option_list *list, struct settings *s)
{
    const struct command *c = &COMMANDS[command];
    const struct option_row *foreign = find_foreign(command, list);
    size_t count = list->operand_count - 1;
    char path[IO_PATH_MAX];

    if (foreign != NULL) {
        snprintf(path, sizeof path, "--%s is no option of %s", foreign->name,
                 index_program.commands[command].name);
        return usage(path);
    }
    if (c->operands == COMMAND_NEEDS_SOME && count == 0)
        return refuse_operands(command, "needs to be told what");
    if (c->operands == COMMAND_TAKES_NONE && count > 0)
        return refuse_operands(command, "takes nothing but options");
    if (c->index != COMMAND_WITHOUT_INDEX) {
        struct add_options *o = &s->options.add;

        if (o->db == NULL)
            o->db = options_default_db(path);
        if (o->db == NULL || o->db[0] == '\0')
            return usage("no index: name it with -d DIR or in STEMMA_DB");
        if (c->index == COMMAND_MAKES_INDEX && o->db == path)
            make_folders_above(path);
    }
    return c->run(&(struct command_input){.options = &s->options, .operands = list->operands + 1,
                                          .count = count});
}

static int run(const struct option_list *list, struct settings *s)
{
    size_t command = list->operand_count == 0 ? COMMAND_COUNT : find_command(list->operands[0]);
    struct err e = ERR_NONE;
    char text[256];
    const char *nearest;

    for (size_t i = 0; i < list->count; i++)
        if (settings_take(s, &list->given[i], &e) != OK)
            return usage(e.text);
    if (list->operand_count == 0)
        return refuse_command("no command");
    if (command == COMMAND_COUNT) {
        nearest = option_nearest_command(&index_program, list->operands[0]);
        snprintf(text, sizeof text, "'%.100s' is no command%s%s%s", list->operands[0],
                 nearest == NULL ? "" : " (did you mean '", nearest == NULL ? "" : nearest,
                 nearest == NULL ? "" : "'?)");
        return refuse_command(text);
    }
    return run_command(command, list, s);
}

int main(int argc, char **argv)
{
    struct option_list list;
    struct settings settings;
    struct buf answer;
    struct err e = ERR_NONE;
    int code;

    io_hold_standard();
    guard_start("stemma-index");
    settings_init(&settings);
    buf_init(&answer, (size_t)1 << 20);
    if (option_parse(&index_program, argc, argv, &list, &e) != OK)
        code = usage(e.text);
    else if (option_answer(&index_program, &list, &answer))
        code = print(&answer);
    else
        code = run(&list, &settings);
    buf_release(&answer);
    option_list_release(&list);
    settings_release(&settings);
    return code;
}
