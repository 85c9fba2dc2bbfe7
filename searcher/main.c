/* stemma-search - searches an index of articles. */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/escape.h"
#include "base/io.h"
#include "base/options.h"
#include "searcher/output.h"

#define DBS_MAX 64
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
    "      --snippet-length=CHARS  (240)   --no-snippets\n"
    "  -l, --files          paths only;  -0, --null  NUL after each\n"
    "  -c, --count          the number of matching articles\n"
    "  -q, --quiet          exit status only\n"
    "      --json --jsonl --tsv    formats (default: tsv in a pipe)\n"
    "      --explain        how the scores came about\n"
    "      --exhaustive     score every document (slow; the same result)\n"
    "      --color=auto|always|never   --width=N   --exit-zero\n"
    "  -h, --help   -V, --version\n\n"
    "Exit status: 0 found, 1 nothing found, 2 error.\n";

enum { OPT_NO_RELAX = 256, OPT_LENGTH, OPT_JSON, OPT_JSONL, OPT_TSV, OPT_EXPLAIN, OPT_EXHAUSTIVE,
       OPT_COLOR, OPT_WIDTH, OPT_EXIT_ZERO, OPT_NO_SNIPPETS };

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
    {"explain", no_argument, NULL, OPT_EXPLAIN},
    {"exhaustive", no_argument, NULL, OPT_EXHAUSTIVE},
    {"color", required_argument, NULL, OPT_COLOR},
    {"width", required_argument, NULL, OPT_WIDTH},
    {"exit-zero", no_argument, NULL, OPT_EXIT_ZERO},
    {"help", no_argument, NULL, 'h'},
    {"version", no_argument, NULL, 'V'},
    {NULL, 0, NULL, 0}};

struct settings {
    char default_db[IO_PATH_MAX];
    const char *dbs[DBS_MAX];
    size_t db_count;
    struct engine_options engine;
    const struct output *output;
    struct output_style style;
    size_t snippets, snippet_length;
    bool fixed, quiet, explain, exit_zero, paths_only;
    const char *colour;
};

struct session {
    const struct settings *settings;
    struct index *indexes[DBS_MAX];
    struct analyzer *analyzer;
    struct engine *engine;
    struct query query;
    struct results results;
    struct arena arena;          /* the query and its results */
    struct arena hit;            /* one hit; else all of them with -n 0 are held */
    struct buf out, text;
    struct err err;
};

static void say(const char *kind, const char *text)
{
    struct buf visible;

    buf_init(&visible, (size_t)1 << 20);
    escape_visible(&visible, slice_of_string(text));
    fprintf(stderr, "stemma-search: %s%.*s\n", kind, SLICE_ARG(buf_slice(&visible)));
    buf_release(&visible);
}

static int usage(const char *what)
{
    say("", what);
    fputs("Try 'stemma-search --help'. (A query that starts with '-' goes after '--'.)\n", stderr);
    return 2;
}

/* The number in optarg, at most `max`; false: the user has been told. */
static bool number(const char *option, unsigned max, size_t *out)
{
    char text[256];
    unsigned value;

    if (options_number(optarg, max, &value)) {
        *out = value;
        return true;
    }
    snprintf(text, sizeof text, "%s wants a number from 0 to %u, not '%.100s'", option, max, optarg);
    usage(text);
    return false;
}

static bool is_colour(const char *when)
{
    return strcmp(when, "auto") == 0 || strcmp(when, "always") == 0 || strcmp(when, "never") == 0;
}

static int parse_options(int argc, char **argv, struct settings *s)
{
    char refusal[512];
    int c;

    opterr = 0;
    while ((c = getopt_long(argc, argv, ":d:aoFn:m:s:l0cqhV", OPTIONS, NULL)) != -1) {
        switch (c) {
        case 'd':
            if (s->db_count == DBS_MAX)
                return usage("at most 64 indexes");
            s->dbs[s->db_count++] = optarg;
            break;
        case 'a': s->engine.mode = ENGINE_ALL; break;
        case 'o': s->engine.mode = ENGINE_ANY; break;
        case OPT_NO_RELAX: s->engine.no_relax = true; break;
        case 'F': s->fixed = true; break;
        case 'n': case 'm':
            if (!number("--limit", UINT32_MAX, &s->engine.limit))
                return 2;
            break;
        case 's':
            if (!number("--snippets", 1000, &s->snippets))
                return 2;
            break;
        case OPT_NO_SNIPPETS: s->snippets = 0; break;
        case OPT_LENGTH:
            if (!number("--snippet-length", 1000000, &s->snippet_length))
                return 2;
            break;
        case 'l': s->output = &output_paths; s->paths_only = true; break;
        case '0': s->output = &output_paths; s->paths_only = true; s->style.separator = '\0'; break;
        case 'c': s->engine.count_only = true; break;
        case 'q': s->quiet = true; break;
        case OPT_JSON: s->output = &output_json; break;
        case OPT_JSONL: s->output = &output_jsonl; break;
        case OPT_TSV: s->output = &output_tsv; break;
        case OPT_EXPLAIN: s->explain = true; break;
        case OPT_EXHAUSTIVE: s->engine.exhaustive = true; break;
        case OPT_COLOR:
            if (!is_colour(optarg))
                return usage("--color is auto, always or never");
            s->colour = optarg;
            break;
        case OPT_WIDTH:
            if (!number("--width", 100000, &s->style.width))
                return 2;
            break;
        case OPT_EXIT_ZERO: s->exit_zero = true; break;
        case 'h': fputs(HELP, stdout); return 0;
        case 'V': puts("stemma-search 0.1"); return 0;
        default:
            options_refusal(OPTIONS, argv[optind - 1], optopt, c == ':', refusal, sizeof refusal);
            return usage(refusal);
        }
    }
    return -1;
}

static bool is_set(const char *name)
{
    const char *value = getenv(name);
    return value != NULL && *value != '\0';
}

static void choose_style(struct settings *s)
{
    bool terminal = isatty(STDOUT_FILENO) != 0;
    const char *term = getenv("TERM");
    struct winsize size;

    if (s->db_count == 0 && options_default_db(s->default_db) != NULL)
        s->dbs[s->db_count++] = options_default_db(s->default_db);
    s->style.terminal = terminal;
    if (s->output == NULL)
        s->output = terminal ? &output_human : &output_tsv;
    if (s->explain && s->output == &output_tsv)
        s->output = &output_human;
    if (strcmp(s->colour, "auto") == 0)
        s->style.colour = (terminal && !is_set("NO_COLOR")
                           && (term == NULL || strcmp(term, "dumb") != 0))
                          || (is_set("CLICOLOR_FORCE") && !is_set("NO_COLOR"));
    else
        s->style.colour = strcmp(s->colour, "always") == 0;
    if (s->style.width == 0)
        s->style.width = terminal && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 20
                             ? size.ws_col : 80;
}

static enum status open_all(struct session *x)
{
    for (size_t i = 0; i < x->settings->db_count; i++)
        TRY(index_open(x->settings->dbs[i], ANALYZER_VERSION, &x->indexes[i], &x->err));
    TRY(analyzer_open(&x->analyzer, &x->err));
    return engine_open(x->indexes, x->settings->db_count, x->analyzer, &x->engine, &x->err);
}

/* The clauses that are to be found, as typed: trade, cooperation. */
static void put_wanted(struct buf *out, const struct query *q)
{
    const char *between = "";

    for (size_t i = 0; i < q->clause_count; i++) {
        if (q->clauses[i].excluded)
            continue;
        buf_append_string(out, between);
        buf_append_slice(out, q->clauses[i].text);
        between = ", ";
    }
}

static void notes(struct session *x)
{
    const struct results *r = &x->results;
    struct buf text;

    for (size_t i = 0; i < x->query.note_count; i++)
        say("note: ", x->query.notes[i]);
    if (!r->relaxed && (r->total > 0 || x->query.clause_count == 0))
        return;
    buf_init(&text, (size_t)1 << 20);
    if (r->relaxed) {
        buf_append_string(&text, "no article has all of: ");
        put_wanted(&text, &x->query);
        buf_printf(&text, "; showing articles with %zu of %zu (--no-relax to forbid)",
                   r->relaxed_to, r->wanted);
    } else {
        buf_append_string(&text, "no match for: ");
        put_wanted(&text, &x->query);
    }
    buf_append_byte(&text, '\0');
    if (buf_ok(&text))
        say("note: ", (const char *)text.p);
    buf_release(&text);
}

static uint64_t count_articles(const struct session *x)
{
    uint64_t count = 0;

    for (size_t i = 0; i < x->settings->db_count; i++)
        for (size_t j = 0; j < index_segment_count(x->indexes[i]); j++)
            count += segment_live_count(index_segment(x->indexes[i], j));
    return count;
}

static enum status print_hit(struct session *x, size_t at)
{
    const struct settings *s = x->settings;
    const struct hit *hit = &x->results.hits[at];
    struct segment *segment = index_segment(x->indexes[hit->index], hit->segment);
    struct explanation *explanations = NULL;
    struct snippet snippet = {.passage_count = 0};
    struct match *matches;
    struct document d;
    struct output_hit h = {.rank = at + 1, .score = hit->score, .document = &d,
                           .snippet = &snippet};
    size_t count;

    arena_reset(&x->hit);
    TRY(segment_document(segment, hit->doc, &d, &x->err));
    if (!s->paths_only) {
        buf_clear(&x->text);
        TRY(segment_text(segment, hit->doc, &x->text, &x->err));
        h.text = buf_slice(&x->text);
        TRY(engine_matches(x->engine, &x->query, hit, &x->hit, &matches, &count, &x->err));
        TRY(snippet_make(h.text, &d, matches, count, s->snippets, s->snippet_length, &x->hit,
                         &snippet, &x->err));
    }
    if (s->explain) {
        TRY(engine_explain(x->engine, &x->query, hit, &x->hit, &explanations,
                           &h.explanation_count, &x->err));
        h.explanations = explanations;
    }
    s->output->hit(&x->out, &h, &s->style);
    return OK;
}

static enum status search(struct session *x, struct slice text)
{
    const struct settings *s = x->settings;
    struct output_style style = s->style;
    unsigned flags = (s->fixed ? QUERY_FIXED : 0u)
                     | (s->engine.mode == ENGINE_ANY ? QUERY_ANY : 0u);

    TRY(open_all(x));
    TRY(query_parse(text, flags, &x->arena, &x->query, &x->err));
    TRY(engine_search(x->engine, &x->query, &s->engine, &x->arena, &x->results, &x->err));
    if (s->quiet)
        return OK;
    notes(x);
    style.articles = count_articles(x);
    if (s->engine.count_only) {
        buf_printf(&x->out, "%llu\n", (unsigned long long)x->results.total);
    } else {
        if (s->output->begin != NULL)
            s->output->begin(&x->out, text, &x->results);
        for (size_t i = 0; i < x->results.hit_count; i++)
            TRY(print_hit(x, i));
        if (s->output->end != NULL)
            s->output->end(&x->out, &x->results, &style);
    }
    if (!buf_ok(&x->out))
        return err_memory(&x->err, "the output");
    return io_write(STDOUT_FILENO, buf_slice(&x->out), "standard output", &x->err);
}

static void close_session(struct session *x)
{
    engine_close(x->engine);
    analyzer_close(x->analyzer);
    for (size_t i = 0; i < x->settings->db_count; i++)
        index_close(x->indexes[i]);
    arena_release(&x->arena);
    arena_release(&x->hit);
    buf_release(&x->out);
    buf_release(&x->text);
}

static int finish(const struct session *x, enum status status)
{
    if (status != OK) {
        say("", x->err.text);
        if (x->err.hint[0] != '\0')
            say("hint: ", x->err.hint);
        return err_exit_code(status);
    }
    return x->results.total > 0 || x->settings->exit_zero ? 0 : 1;
}

int main(int argc, char **argv)
{
    struct settings s = {.engine = {.limit = 10}, .style = {.separator = '\n'}, .snippets = 2,
                         .snippet_length = 240, .colour = "auto"};
    struct session x = {.settings = &s, .err = ERR_NONE};
    struct buf query;
    int code = parse_options(argc, argv, &s);

    if (code >= 0)
        return code;
    choose_style(&s);
    if (optind == argc)
        return usage("no query");
    if (s.db_count == 0)
        return usage("no index: name it with -d DIR or in STEMMA_DB");
    buf_init(&query, (size_t)1 << 24);
    buf_init(&x.out, OUTPUT_MAX);
    buf_init(&x.text, OUTPUT_MAX);
    for (int i = optind; i < argc; i++) {
        if (i > optind)
            buf_append_byte(&query, ' ');
        buf_append_string(&query, argv[i]);
    }
    code = finish(&x, search(&x, buf_slice(&query)));
    close_session(&x);
    buf_release(&query);
    return code;
}
