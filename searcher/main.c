/* stemma-search - searches an index of articles. */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/guard.h"
#include "base/io.h"
#include "base/options.h"
#include "searcher/queries.h"
#include "searcher/pager.h"
#include "searcher/session.h"
#include "searcher/template.h"

#define OUTPUT_MAX ((size_t)4 << 30)

static const char HELP[] =
    "stemma-search - ranked articles with highlighted snippets\n\n"
    "  stemma-search -d news trade cooperation    all of the words\n"
    "  stemma-search -d news -o Minsk Минск       any of the words\n"
    "  stemma-search -d news '\"direct flight\"'    the words next to each other\n"
    "  stemma-search -d news -- flight -Omsk      the first word without the second\n"
    "  stemma-search -d news -l0 flight | xargs -0 wc\n\n"
    "  -d, --db=DIR         the index; may be given several times (default $STEMMA_DB,\n"
    "                       else $XDG_DATA_HOME/stemma/default)\n"
    "  -a, --all            articles with all words (default)\n"
    "  -o, --any            articles with any word\n"
    "      --no-relax       none rather than articles with some of the words\n"
    "  -F, --fixed          no operators: everything is a word\n"
    "  -n, --limit=N        hits (10; 0: all)\n"
    "  -s, --snippets=N     passages a hit (2)\n"
    "      --snippet-length=CHARS  (240; 0: none)   --no-snippets\n"
    "  -l, --files          paths only;  -0, --null  NUL after each\n"
    "  -c, --count          the number of matching articles\n"
    "  -q, --quiet          exit status only\n"
    "      --json --jsonl --tsv    formats (default: tsv in a pipe)\n"
    "      --trec[=TAG]     lines of a TREC run: qid Q0 id rank score TAG\n"
    "      --explain        how the scores came about\n"
    "      --batch[=FILE]   a query a line, or QID, tab, query; from standard input\n"
    "      --format=TEMPLATE   such as '{rank}\\t{lang}\\t{title:40}\\t{path}\\n'\n"
    "      --sort=KEY       score (default), date, title, path, id, lang; -KEY: the other way\n"
    "      --xlang=off      only the query's own script (nothing else is searched yet)\n"
    "      --collapse=HOW   copies of an article behind the best one: near (default), exact, off\n"
    "      --exhaustive     score every document (slow; the same result)\n"
    "      --color=WHEN     auto, always or never\n"
    "      --hyperlink=WHEN paths as links of the terminal\n"
    "      --no-pager   --width=N   --exit-zero\n"
    "  -h, --help   -V, --version\n\n"
    "Exit status: 0 found, 1 nothing found, 2 error.\n";

enum { OPT_NO_RELAX = 256, OPT_LENGTH, OPT_JSON, OPT_JSONL, OPT_TSV, OPT_EXPLAIN, OPT_EXHAUSTIVE,
       OPT_COLOR, OPT_WIDTH, OPT_EXIT_ZERO, OPT_NO_SNIPPETS, OPT_TREC, OPT_BATCH, OPT_HYPERLINK,
       OPT_NO_PAGER, OPT_COLLAPSE, OPT_FORMAT, OPT_SORT, OPT_XLANG };

static const struct option OPTIONS[] = {
    {"db", required_argument, NULL, 'd'},
    {"all", no_argument, NULL, 'a'},
    {"any", no_argument, NULL, 'o'},
    {"no-relax", no_argument, NULL, OPT_NO_RELAX},
    {"fixed", no_argument, NULL, 'F'},
    {"limit", required_argument, NULL, 'n'},
    {"snippets", required_argument, NULL, 's'},
    {"no-snippets", no_argument, NULL, OPT_NO_SNIPPETS},
    {"snippet-length", required_argument, NULL, OPT_LENGTH},
    {"files", no_argument, NULL, 'l'},
    {"null", no_argument, NULL, '0'},
    {"count", no_argument, NULL, 'c'},
    {"quiet", no_argument, NULL, 'q'},
    {"json", no_argument, NULL, OPT_JSON},
    {"jsonl", no_argument, NULL, OPT_JSONL},
    {"tsv", no_argument, NULL, OPT_TSV},
    {"trec", optional_argument, NULL, OPT_TREC},
    {"batch", optional_argument, NULL, OPT_BATCH},
    {"explain", no_argument, NULL, OPT_EXPLAIN},
    {"collapse", required_argument, NULL, OPT_COLLAPSE},
    {"format", required_argument, NULL, OPT_FORMAT},
    {"sort", required_argument, NULL, OPT_SORT},
    {"xlang", required_argument, NULL, OPT_XLANG},
    {"exhaustive", no_argument, NULL, OPT_EXHAUSTIVE},
    {"color", required_argument, NULL, OPT_COLOR},
    {"hyperlink", required_argument, NULL, OPT_HYPERLINK},
    {"no-pager", no_argument, NULL, OPT_NO_PAGER},
    {"width", required_argument, NULL, OPT_WIDTH},
    {"exit-zero", no_argument, NULL, OPT_EXIT_ZERO},
    {"help", no_argument, NULL, 'h'},
    {"version", no_argument, NULL, 'V'},
    {NULL, 0, NULL, 0}};

/* The command line, and what the terminal says. */
struct command {
    struct settings settings;
    const char *batch;             /* a file, "-" or null */
    const char *colour, *hyperlink;
    bool no_pager, exit_zero, collapse_given;
    struct winsize terminal;
    char default_db[IO_PATH_MAX];
    char folder[IO_PATH_MAX];
    char host[256];
};

static int usage(const char *what)
{
    session_say("", slice_of_string(what));
    fputs("Try 'stemma-search --help'. (A query that starts with '-' goes after '--'.)\n", stderr);
    return 2;
}

/* The functions below take one option: OPTION_TAKEN, or the exit code. */
#define OPTION_TAKEN (-1)

static int number(const char *option, unsigned max, size_t *out)
{
    char text[256];
    unsigned value;

    if (options_number(optarg, max, &value)) {
        *out = value;
        return OPTION_TAKEN;
    }
    snprintf(text, sizeof text, "%s wants a number from 0 to %u, not '%.100s'", option, max, optarg);
    return usage(text);
}

static int when(const char *option, const char **out)
{
    char text[256];

    if (strcmp(optarg, "auto") == 0 || strcmp(optarg, "always") == 0
        || strcmp(optarg, "never") == 0) {
        *out = optarg;
        return OPTION_TAKEN;
    }
    snprintf(text, sizeof text, "%s is auto, always or never", option);
    return usage(text);
}

static int collapse(enum collapse *out)
{
    static const char *const names[] = {"near", "exact", "off"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(optarg, names[i]) == 0) {
            *out = (enum collapse)i;
            return OPTION_TAKEN;
        }
    return usage("--collapse is near, exact or off");
}

static int trec(struct settings *s)
{
    s->output = &output_trec;
    if (optarg == NULL)
        return OPTION_TAKEN;
    s->style.tag = optarg;
    for (const char *p = optarg; *p != '\0'; p++)
        if (*p <= ' ' || *p > '~')
            return usage("the TAG of --trec is letters, digits and signs of ASCII");
    return *optarg == '\0' ? usage("the TAG of --trec is empty") : OPTION_TAKEN;
}

static int format(struct settings *s)
{
    struct err e = ERR_NONE;

    template_release(s->template);       /* of a --format before */
    if (template_open(optarg, &s->template, &e) != OK)
        return usage(e.text);
    s->output = &output_format;
    s->style.template = s->template;
    return OPTION_TAKEN;
}

static int take_format(int option, struct settings *s)
{
    switch (option) {
    case 'l': s->output = &output_paths; break;
    case '0': s->output = &output_paths; s->style.separator = '\0'; break;
    case 'c': s->engine.count_only = true; break;
    case 'q': s->quiet = true; break;
    case OPT_JSON: s->output = &output_json; break;
    case OPT_JSONL: s->output = &output_jsonl; break;
    case OPT_TSV: s->output = &output_tsv; break;
    case OPT_TREC: return trec(s);
    case OPT_FORMAT: return format(s);
    case OPT_EXPLAIN: s->style.explain = true; break;
    default: break;
    }
    return OPTION_TAKEN;
}

static int take_option(int option, struct command *c)
{
    struct settings *s = &c->settings;

    switch (option) {
    case 'd':
        if (s->db_count == SESSION_DBS_MAX)
            return usage("at most 64 indexes");
        s->dbs[s->db_count++] = optarg;
        break;
    case 'a': s->engine.mode = ENGINE_ALL; break;
    case 'o': s->engine.mode = ENGINE_ANY; break;
    case OPT_NO_RELAX: s->engine.no_relax = true; break;
    case 'F': s->fixed = true; break;
    case 'n': case 'm': return number("--limit", UINT32_MAX, &s->engine.limit);
    case 's': return number("--snippets", 1000, &s->snippets);
    case OPT_NO_SNIPPETS: s->snippets = 0; break;
    case OPT_LENGTH: return number("--snippet-length", 1000000, &s->snippet_length);
    case OPT_BATCH: c->batch = optarg != NULL ? optarg : "-"; break;
    case OPT_SORT:
        return sort_parse(optarg, &s->sort)
                   ? OPTION_TAKEN : usage("--sort is score, date, title, path, id or lang, or one "
                                          "of them after a '-'");
    case OPT_XLANG:
        return strcmp(optarg, "off") == 0
                   ? OPTION_TAKEN : usage("--xlang is off: other languages are not searched yet");
    case OPT_EXHAUSTIVE: s->engine.exhaustive = true; break;
    case OPT_COLOR: return when("--color", &c->colour);
    case OPT_HYPERLINK: return when("--hyperlink", &c->hyperlink);
    case OPT_NO_PAGER: c->no_pager = true; break;
    case OPT_WIDTH: return number("--width", 100000, &s->style.width);
    case OPT_EXIT_ZERO: c->exit_zero = true; break;
    case 'h': fputs(HELP, stdout); return 0;
    case 'V': puts("stemma-search 0.1"); return 0;
    case OPT_COLLAPSE: c->collapse_given = true; return collapse(&s->collapse);
    default: return take_format(option, s);
    }
    return OPTION_TAKEN;
}

static int parse_options(int argc, char **argv, struct command *c)
{
    char refusal[512];
    int option, taken = OPTION_TAKEN;

    opterr = 0;
    while (taken == OPTION_TAKEN
           && (option = getopt_long(argc, argv, ":d:aoFn:m:s:l0cqhV", OPTIONS, NULL)) != -1) {
        if (option == '?' || option == ':') {
            options_refusal(OPTIONS, argv[optind - 1], optopt, option == ':', refusal,
                            sizeof refusal);
            return usage(refusal);
        }
        taken = take_option(option, c);
    }
    return taken;
}

static bool is_set(const char *name)
{
    const char *value = getenv(name);
    return value != NULL && *value != '\0';
}

static bool wants_colour(const struct command *c, bool terminal)
{
    const char *term = getenv("TERM");

    if (strcmp(c->colour, "auto") != 0)
        return strcmp(c->colour, "always") == 0;
    if (is_set("NO_COLOR"))
        return false;
    return (terminal && (term == NULL || strcmp(term, "dumb") != 0)) || is_set("CLICOLOR_FORCE");
}

/* Links name the host, so that a terminal on another one does not follow them. */
static void choose_links(struct command *c)
{
    struct output_style *style = &c->settings.style;
    bool wanted = strcmp(c->hyperlink, "auto") == 0 ? style->terminal && style->colour
                                                    : strcmp(c->hyperlink, "always") == 0;

    if (!wanted || getcwd(c->folder, sizeof c->folder) == NULL)
        return;
    if (gethostname(c->host, sizeof c->host - 1) != 0)
        c->host[0] = '\0';
    style->link_host = c->host;
    style->link_folder = strcmp(c->folder, "/") == 0 ? "" : c->folder;
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
        s->output = terminal ? &output_human : &output_tsv;
    if (s->style.explain && s->output == &output_tsv)
        s->output = &output_human;
    /* runs that are measured and lists of files are of all articles */
    if (!c->collapse_given && (s->output == &output_trec || s->output == &output_paths))
        s->collapse = COLLAPSE_OFF;
    s->style.colour = wants_colour(c, terminal);
    if (!terminal || ioctl(STDOUT_FILENO, TIOCGWINSZ, &c->terminal) != 0)
        c->terminal = (struct winsize){.ws_row = 0};
    if (s->style.width == 0)
        s->style.width = c->terminal.ws_col > 20 ? c->terminal.ws_col : 80;
    choose_links(c);
}

/* All words of the command line as one query. */
static enum status run_query(struct session *x, char *const *words, int count, struct buf *out)
{
    struct buf query;
    enum status status;

    buf_init(&query, (size_t)1 << 24);
    for (int i = 0; i < count; i++) {
        buf_append_string(&query, i > 0 ? " " : "");
        buf_append_string(&query, words[i]);
    }
    status = session_run(x, (struct slice){0}, buf_slice(&query), out);
    buf_release(&query);
    return status;
}

static int report(const struct err *e, enum status status)
{
    session_say("", slice_of_string(e->text));
    if (e->hint[0] != '\0')
        session_say("hint: ", slice_of_string(e->hint));
    return err_exit_code(status);
}

static int run(const struct command *c, char *const *words, int count)
{
    struct session x;
    struct buf out;
    bool refused = false;
    enum status status = session_open(&x, &c->settings);

    buf_init(&out, OUTPUT_MAX);
    if (status == OK)
        status = c->batch != NULL ? queries_run(&x, c->batch, &refused)
                                  : run_query(&x, words, count, &out);
    session_close(&x);             /* a pager may stay for hours */
    if (status == OK)
        status = pager_write(buf_slice(&out), c->no_pager ? 0 : c->terminal.ws_row,
                             c->terminal.ws_col, &x.err);
    buf_release(&out);
    if (status != OK)
        return report(&x.err, status);
    if (refused && !(c->settings.quiet && x.found))
        return 2;
    return x.found || c->exit_zero ? 0 : 1;
}

static int run_command(struct command *c, char *const *words, int count)
{
    choose_style(c);
    if (c->batch != NULL && count > 0)
        return usage("--batch reads its queries; none can be on the command line");
    if (c->batch == NULL && count == 0)
        return usage("no query");
    if (c->settings.db_count == 0)
        return usage("no index: name it with -d DIR or in STEMMA_DB");
    return run(c, words, count);
}

int main(int argc, char **argv)
{
    struct command c = {.settings = {.engine = {.limit = 10}, .snippets = 2, .snippet_length = 240,
                                     .style = {.separator = '\n', .tag = "stemma"}},
                        .colour = "auto", .hyperlink = "auto"};
    int code;

    guard_start("stemma-search");
    code = parse_options(argc, argv, &c);
    if (code == OPTION_TAKEN)
        code = run_command(&c, argv + optind, argc - optind);
    template_release(c.settings.template);
    return code;
}
