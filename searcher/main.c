/* stemma-search - searches an index of articles. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/confine.h"
#include "base/guard.h"
#include "base/io.h"
#include "base/option_answer.h"
#include "base/options.h"
#include "searcher/option_table.h"
#include "searcher/queries.h"
#include "searcher/serve/serve.h"
#include "searcher/output/pager.h"
#include "searcher/output/say.h"
#include "searcher/search_options.h"
#include "base/template.h"

#define OUTPUT_MAX ((size_t)4 << 30)
#ifdef STEMMA_UNCONFINED    /* what was reached is written to files at the end */
#define CONFINES false
#else
#define CONFINES true
#endif

/* The command line, and what the terminal says. */
struct command {
    struct option_list environment;
    struct settings settings;
    const char *serve;             /* --serve: an address; null: not given */
    const char *batch;             /* a file, "-" or null */
    enum options_when colour, hyperlink;
    bool no_pager, exit_zero, collapse_given, stats;
    struct winsize terminal;
    char default_db[IO_PATH_MAX];
    char folder[IO_PATH_MAX];
    char host[256];
};

static int usage(const char *what)
{
    say("", slice_of_string(what));
    fputs("Try 'stemma-search --help'.\n", stderr);
    return 2;
}

/* Data on standard output that is no result; the exit code. */
static int print(const struct buf *text)
{
    struct err e = ERR_NONE;

    if (io_write(STDOUT_FILENO, buf_slice(text), "standard output", &e) == OK)
        return 0;
    return usage(e.text);
}

/* The functions below take options: OPTION_TAKEN, or the exit code. */
#define OPTION_TAKEN (-1)

static int take_option(const struct option_given *g, struct command *c)
{
    struct err e = ERR_NONE;

    switch (g->row->id) {
    case OPT_SERVE: c->serve = g->value != NULL ? g->value : LISTEN_DEFAULT; break;
    case OPT_BATCH: c->batch = g->value != NULL ? g->value : "-"; break;
    case OPT_COLOR: c->colour = (enum options_when)g->number; break;
    case OPT_HYPERLINK: c->hyperlink = (enum options_when)g->number; break;
    case OPT_NO_PAGER: c->no_pager = true; break;
    case OPT_STATS: c->stats = true; break;
    case OPT_EXIT_ZERO: c->exit_zero = true; break;
    case OPT_COLLAPSE:
        c->collapse_given = true;
        c->settings.collapse = (enum collapse)g->number;
        break;
    default: return search_options_take(&c->settings, g, &e) == OK ? OPTION_TAKEN : usage(e.text);
    }
    return OPTION_TAKEN;
}

static int take_options(const struct option_list *list, struct command *c)
{
    int code = OPTION_TAKEN;

    for (size_t i = 0; i < list->count && code == OPTION_TAKEN; i++)
        code = take_option(&list->given[i], c);
    return code;
}

/* Options of the environment come first: those of the command line are stronger. */
static int take_environment(const struct option_list *list, struct command *c)
{
    struct err e = ERR_NONE;

    if (option_is_given(list, OPT_NO_CONFIG))
        return OPTION_TAKEN;
    if (option_parse_variable(&search_program, "STEMMA_OPTIONS", &c->environment, &e) != OK)
        return usage(e.text);
    return take_options(&c->environment, c);
}

/* Links name the host, so that a terminal on another one does not follow them. */
static void choose_links(struct command *c)
{
    struct output_style *style = &c->settings.style;
    bool wanted = c->hyperlink == OPTIONS_AUTO ? style->terminal && style->colour
                                            : c->hyperlink == OPTIONS_ALWAYS;

    if (!wanted || getcwd(c->folder, sizeof c->folder) == NULL)
        return;
    if (gethostname(c->host, sizeof c->host - 1) != 0)
        c->host[0] = '\0';
    style->link_host = c->host;
    style->link_folder = strcmp(c->folder, "/") == 0 ? "" : c->folder;
}

/* Colours, explanations and whole articles are nothing for a line of fields. */
static bool is_for_people(const struct command *c)
{
    const struct output_style *style = &c->settings.style;

    return c->colour == OPTIONS_ALWAYS || style->explain || style->full;
}

static void choose_style(struct command *c)
{
    struct settings *s = &c->settings;
    bool terminal = isatty(STDOUT_FILENO) != 0;

    if (s->db_count == 0 && options_default_db(c->default_db) != NULL)
        s->dbs[s->db_count++] = options_default_db(c->default_db);
    if (s->snippet_length == 0)
        s->snippets = 0;
    s->style.terminal = terminal;
    if (s->output == NULL)
        s->output = terminal || is_for_people(c) ? &output_human : &output_tsv;
    /* runs that are measured and lists of files are of all articles */
    if (!c->collapse_given && (s->output == &output_trec || s->output == &output_paths))
        s->collapse = COLLAPSE_OFF;
    s->style.colour = options_wants_colour(c->colour, STDOUT_FILENO);
    if (!terminal || ioctl(STDOUT_FILENO, TIOCGWINSZ, &c->terminal) != 0)
        c->terminal = (struct winsize){.ws_row = 0};
    if (s->style.width == 0)
        s->style.width = c->terminal.ws_col > 20 ? c->terminal.ws_col : 80;
    s->tells_also = terminal && s->output == &output_human && c->batch == NULL;
    choose_links(c);
}

static void choose_colours(struct output_style *style)
{
    struct err e = ERR_NONE;

    if (options_is_set("STEMMA_COLORS")
        && colours_parse(getenv("STEMMA_COLORS"), &style->colours, &e) != OK)
        say("note: ", slice_of_string(e.text));
}

/* All words of the command line as one query. */
static enum status run_query(struct session *x, char *const *words, size_t count, struct buf *out)
{
    struct buf query;
    enum status status;

    buf_init(&query, (size_t)1 << 24);
    for (size_t i = 0; i < count; i++) {
        buf_append_string(&query, i > 0 ? " " : "");
        buf_append_string(&query, words[i]);
    }
    status = buf_ok(&query) ? session_run(x, (struct slice){0}, buf_slice(&query), out)
                            : err_memory(&x->err, "the query");
    buf_release(&query);
    return status;
}

static int report(const struct err *e, enum status status)
{
    say("", slice_of_string(e->text));
    if (e->hint[0] != '\0')
        say("hint: ", slice_of_string(e->hint));
    return err_exit_code(status);
}

static void say_stats(const struct session *x)
{
    struct buf text;

    buf_init(&text, (size_t)1 << 16);
    session_put_stats(x, &text);
    say("", buf_slice(&text));
    buf_release(&text);
}

/* A pager would be confined as well, and it may save a file or start an editor. */
static void confine(size_t rows, size_t columns)
{
    if (CONFINES && !pager_may_start(rows, columns))
        confine_to_reading();
}

static int run(const struct command *c, char *const *words, size_t count)
{
    size_t rows = c->no_pager || c->batch != NULL ? 0 : c->terminal.ws_row;
    struct session x;
    struct buf out;
    bool refused = false;
    enum status status;

    confine(rows, c->terminal.ws_col);
    status = session_open(&x, &c->settings);
    buf_init(&out, OUTPUT_MAX);
    if (status == OK)
        status = c->settings.suggest != NULL ? session_suggest(&x, &out)
                 : c->batch != NULL ? queries_run(&x, c->batch, &refused)
                                    : run_query(&x, words, count, &out);
    if (c->stats && status == OK)
        say_stats(&x);
    session_close(&x);             /* a pager may stay for hours */
    if (status == OK)
        status = pager_write(buf_slice(&out), rows, c->terminal.ws_col, &x.err);
    buf_release(&out);
    if (status != OK)
        return report(&x.err, status);
    if (refused && !(c->settings.quiet && x.found))
        return 2;
    return x.found || c->exit_zero ? 0 : 1;
}

/* The socket is made while the program may still do that. */
static int serve(const struct command *c)
{
    struct listening at;
    struct err e = ERR_NONE;
    enum status status = listen_at(c->serve, &at, &e);

    if (status == OK && CONFINES)
        confine_to_reading();
    if (status == OK)
        status = serve_run(&c->settings, &at, &e);
    return status == OK ? 0 : report(&e, status);
}

static int run_command(struct command *c, const struct option_list *list)
{
    int code = take_environment(list, c);

    if (option_is_given(list, 'd'))          /* its indexes, not those of the environment */
        c->settings.db_count = 0;
    if (code == OPTION_TAKEN)
        code = take_options(list, c);
    if (code != OPTION_TAKEN)
        return code;
    choose_style(c);
    if (!option_is_given(list, OPT_NO_CONFIG))
        choose_colours(&c->settings.style);
    if (search_options_unheeded(&c->settings) != NULL)
        return usage(search_options_unheeded(&c->settings));
    if (c->batch != NULL && list->operand_count > 0)
        return usage("--batch reads its queries; none can be on the command line");
    if (c->settings.suggest != NULL && (c->batch != NULL || list->operand_count > 0))
        return usage("--suggest takes a prefix, and no query beside it");
    if (c->serve != NULL && (c->batch != NULL || c->settings.suggest != NULL || list->operand_count > 0))
        return usage("--serve is asked its queries by others; none can be on the command line");
    if (c->batch == NULL && list->operand_count == 0 && c->settings.suggest == NULL && c->serve == NULL
        && !selection_stands_alone(&c->settings.selection))
        return usage("no query");
    if (c->settings.db_count == 0)
        return usage("no index: name it with -d DIR or in STEMMA_DB");
    return c->serve != NULL ? serve(c) : run(c, list->operands, list->operand_count);
}

int main(int argc, char **argv)
{
    struct command c = {
        .settings = {.engine = {.limit = 10}, .across = {.how = ACROSS_NAMES}, .snippets = 2,
                     .snippet_length = 240,
                     .style = {.separator = '\n', .tag = "stemma",
                               .colours = colours_default()}}};
    struct option_list list;
    struct buf answer;
    struct err e = ERR_NONE;
    int code;

    io_hold_standard();
    guard_start("stemma-search");
    buf_init(&answer, (size_t)1 << 20);
    if (option_parse(&search_program, argc, argv, &list, &e) != OK)
        code = usage(e.text);
    else if (option_answer(&search_program, &list, &answer))
        code = print(&answer);
    else
        code = run_command(&c, &list);
    template_release(c.settings.template);
    buf_release(&answer);
    option_list_release(&list);
    option_list_release(&c.environment);
    return code;
}
