/* stemma-index - builds an index of articles and looks after it. */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/guard.h"
#include "base/io.h"
#include "base/options.h"
#include "indexer/commands/command.h"
#include "indexer/formats/charset.h"
#include "indexer/report.h"
#include "indexer/update.h"
#include "indexer/watch.h"

/* Which command is what; what it takes is told by the table below. */
static const char EXAMPLES[] =
    "stemma-index - full-text index of articles in English, German and Russian\n\n"
    "  stemma-index add -d news articles/         index the articles of a folder\n"
    "  zcat x.jsonl.gz | stemma-index add -d news -   index records from standard input\n\n";

static const char OPTIONS_HELP[] =
    "\n"
    "  -d, --db=DIR        the index (default $STEMMA_DB,\n"
    "                      else $XDG_DATA_HOME/stemma/default)\n"
    "      --memory=SIZE   budget for adding, with K, M or G (default 256M, at least 16M)\n"
    "  -j, --jobs=N        threads (default: as many as there are processors)\n"
    "      --store=text|none   none: only titles are kept, no snippets (default text)\n"
    "      --lang=CODE     language of all articles (default: as declared, else identified)\n"
    "  -E, --encoding=NAME charset of all files (default auto: found for each)\n"
    "      --force         take texts with more than 1 % of unreadable characters too\n"
    "  -t, --type=TYPE     of all files: auto (default), " FORMAT_NAMES "\n"
    "      --filter='EXT:PROGRAM %s'   a program that prints the text of files .EXT\n"
    "      --zones=auto|off   off: the first line is the title, all else body\n"
    "      --fields=OURS=THEIRS,...   members of records, such as title=headline,body=text\n"
    "  -g, --glob=GLOB     only files that fit, or none that fit !GLOB; may be repeated\n"
    "      --hidden        files and folders whose names begin with '.' too\n"
    "      --no-ignore     do not heed .gitignore files\n"
    "  -L, --follow        follow symbolic links\n"
    "      --max-size=SIZE pass over larger files\n"
    "      --files-from=FILE   names of files, one a line; - is standard input\n"
    "      --checksum      compare contents instead of time, size and inode\n"
    "      --no-delete     keep articles whose file has vanished\n"
    "  -n, --dry-run       say what would be done, change nothing\n"
    "      --wait=SECS     for another writer (default 10)\n"
    "      --query=QUERY   of remove and list: what stemma-search finds with all its words\n"
    "      --top-terms[=N] of stats: the N terms of each language (default 20) that are in\n"
    "                      most documents\n"
    "      --deep          of check: analyse all texts again and compare\n"
    "  -o, --output=DIR    of compact: the new index; the old one stays as it is\n"
    "  -0, --null          of list: ids, each ended by a NUL; of --files-from: names so\n"
    "      --json          summary as JSON on standard output\n"
    "      --progress=auto|always|never   on standard error\n"
    "  -q, --quiet         no summary\n"
    "  -v, --verbose       a line per article\n"
    "  -h, --help          this text\n"
    "  -V, --version\n\n"
    "Exit status: 0 all well, 1 some inputs were skipped, 2 failed.\n";

#define MEMORY_LEAST ((size_t)16 << 20)
#define WAIT_MOST_SECS 1000000
#define JOBS_MOST 256
#define TOP_TERMS_DEFAULT 20
#define TOP_TERMS_MOST 1000000

enum { OPT_MEMORY = 256, OPT_WAIT, OPT_JSON, OPT_LANG, OPT_PROGRESS, OPT_STORE, OPT_FORCE,
       OPT_FIELDS, OPT_FILTER, OPT_ZONES, OPT_DEEP, OPT_QUERY, OPT_TOP_TERMS,
       OPT_HIDDEN, OPT_NO_IGNORE, OPT_MAX_SIZE, OPT_FILES_FROM, OPT_CHECKSUM, OPT_NO_DELETE };

static const struct option OPTIONS[] = {
    {"db", required_argument, NULL, 'd'},        {"memory", required_argument, NULL, OPT_MEMORY},
    {"wait", required_argument, NULL, OPT_WAIT}, {"json", no_argument, NULL, OPT_JSON},
    {"lang", required_argument, NULL, OPT_LANG}, {"quiet", no_argument, NULL, 'q'},
    {"verbose", no_argument, NULL, 'v'},         {"progress", required_argument, NULL, OPT_PROGRESS},
    {"jobs", required_argument, NULL, 'j'},      {"store", required_argument, NULL, OPT_STORE},
    {"encoding", required_argument, NULL, 'E'},  {"force", no_argument, NULL, OPT_FORCE},
    {"fields", required_argument, NULL, OPT_FIELDS},
    {"type", required_argument, NULL, 't'},      {"filter", required_argument, NULL, OPT_FILTER},
    {"zones", required_argument, NULL, OPT_ZONES},
    {"dry-run", no_argument, NULL, 'n'},         {"output", required_argument, NULL, 'o'},
    {"null", no_argument, NULL, '0'},            {"deep", no_argument, NULL, OPT_DEEP},
    {"query", required_argument, NULL, OPT_QUERY},
    {"top-terms", optional_argument, NULL, OPT_TOP_TERMS},
    {"glob", required_argument, NULL, 'g'},      {"hidden", no_argument, NULL, OPT_HIDDEN},
    {"no-ignore", no_argument, NULL, OPT_NO_IGNORE},
    {"follow", no_argument, NULL, 'L'},          {"max-size", required_argument, NULL, OPT_MAX_SIZE},
    {"files-from", required_argument, NULL, OPT_FILES_FROM},
    {"checksum", no_argument, NULL, OPT_CHECKSUM},
    {"no-delete", no_argument, NULL, OPT_NO_DELETE},
    {"help", no_argument, NULL, 'h'},            {"version", no_argument, NULL, 'V'},
    {NULL, 0, NULL, 0}};

static int usage(const char *what)
{
    report_message("%s", what);
    fputs("Try 'stemma-index --help'.\n", stderr);
    return 2;
}

static struct add_options reading_options(const struct command_input *in)
{
    struct add_options o = in->options->add;

    o.dry_run = in->options->dry_run;
    o.null_separated = in->options->null_separated;
    return o;
}

static int run_add(const struct command_input *in)
{
    struct add_options o = reading_options(in);

    if (in->count == 0 && o.files_from == NULL)
        return usage("nothing to add: name folders, files or '-', or --files-from=FILE");
    return add_run(&o, in->operands, in->count);
}

static int run_update(const struct command_input *in)
{
    struct add_options o = reading_options(in);
    return update_run(&o);
}

static int run_watch(const struct command_input *in)
{
    if (in->options->dry_run)
        return usage("watch has no dry run; see update");
    return watch_run(&in->options->add);
}

static const struct command COMMANDS[] = {
    {"add", run_add, COMMAND_TAKES_SOME, COMMAND_MAKES_INDEX, "PATH...",
     "index new and changed files of folders; -: records from standard input"},
    {"update", run_update, COMMAND_TAKES_NONE, COMMAND_READS_INDEX, "",
     "the same for all folders and files that were added"},
    {"watch", run_watch, COMMAND_TAKES_NONE, COMMAND_READS_INDEX, "",
     "the same whenever something changes in them, until ^C"},
    {"remove", remove_run, COMMAND_TAKES_SOME, COMMAND_READS_INDEX, "ID|PATH...",
     "take articles out; --query=QUERY: those that it finds"},
    {"list", list_run, COMMAND_TAKES_SOME, COMMAND_READS_INDEX, "[ID|PATH...]",
     "id, language, date, title, path of all articles or of these"},
    {"stats", stats_run, COMMAND_TAKES_NONE, COMMAND_READS_INDEX, "",
     "what the index holds: languages, zones, charsets, segments"},
    {"check", check_run, COMMAND_TAKES_NONE, COMMAND_READS_INDEX, "",
     "whether it is sound; --deep: and what its texts say"},
    {"compact", compact_run, COMMAND_TAKES_NONE, COMMAND_READS_INDEX, "",
     "make one segment of all, without what is deleted; -o: elsewhere"},
    {"merge", merge_run, COMMAND_NEEDS_SOME, COMMAND_MAKES_INDEX, "INDEX...",
     "take these indexes into the one of -d; of an id twice, the later counts"},
    {"dump", dump_run, COMMAND_TAKES_NONE, COMMAND_READS_INDEX, "",
     "all articles as JSON Lines, for load"},
    {"load", load_run, COMMAND_TAKES_SOME, COMMAND_MAKES_INDEX, "[FILE...]",
     "take in what dump printed: the same results, the same scores"},
    {"analyze", analyze_run, COMMAND_NEEDS_SOME, COMMAND_WITHOUT_INDEX, "TEXT|FILE|-",
     "what the index would see: language, title, date, zones, stems"},
};

#define COMMAND_COUNT (sizeof COMMANDS / sizeof *COMMANDS)

/* Options that only some commands have, and those commands. The others concern how
 * articles are read and written, and harm none.                                */
static const struct own_option {
    int letter;
    const char *name;
    const char *commands;        /* each between blanks */
} OWN_OPTIONS[] = {
    {'n', "--dry-run", " remove add update "}, {'o', "--output", " compact "},
    {'0', "--null", " list remove add update "}, {OPT_DEEP, "--deep", " check "},
    {OPT_QUERY, "--query", " list remove "}, {OPT_TOP_TERMS, "--top-terms", " stats "},
};

#define OWN_OPTION_COUNT (sizeof OWN_OPTIONS / sizeof *OWN_OPTIONS)

static bool set_memory(size_t *out)
{
    if (!options_size(optarg, out))
        return false;
    if (*out < MEMORY_LEAST) {
        *out = MEMORY_LEAST;
        report_message("note: --memory=%s is too small; 16M are used", optarg);
    }
    return true;
}

static bool set_max_size(uint64_t *out)
{
    size_t bytes;

    if (!options_size(optarg, &bytes))
        return false;
    *out = bytes;
    return true;
}

static bool set_wait(unsigned *out_ms)
{
    unsigned seconds;

    if (!options_number(optarg, WAIT_MOST_SECS, &seconds))
        return false;
    *out_ms = seconds * 1000;
    return true;
}

/* A code that is none would name every article "und" without a word. */
static bool set_lang(struct slice *out)
{
    struct slice code = slice_of_string(optarg);

    *out = strcmp(optarg, "auto") == 0 ? (struct slice){0} : code;
    return out->n == 0 || strcmp(optarg, "und") == 0
           || strcmp(lang_normalize_code(code).text, "und") != 0;
}

static bool set_charset(const char **out)
{
    *out = strcmp(optarg, "auto") == 0 ? NULL : charset_known(optarg);
    return *out != NULL || strcmp(optarg, "auto") == 0;
}

static bool set_progress(enum add_progress *out)
{
    static const char *const names[] = {"auto", "always", "never"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(optarg, names[i]) == 0) {
            *out = (enum add_progress)i;
            return true;
        }
    return false;
}

static const char *add_filter(struct import_options *o)
{
    if (o->filter_count == IMPORT_FILTERS_MAX)
        return "at most 32 filters";
    return filter_parse(optarg, &o->filters[o->filter_count++], NULL) == OK
               ? NULL : "--filter takes EXTENSION:PROGRAM, such as 'pdf:pdftotext -q %s -'";
}

/* NULL, or what is wrong with the value of option c. */
static const char *set_option(int c, struct add_options *o)
{
    switch (c) {
    case 'd': o->db = optarg; return NULL;
    case 'q': o->quiet = true; return NULL;
    case 'v': o->verbose = true; return NULL;
    case OPT_JSON: o->json = true; return NULL;
    case OPT_LANG:
        return set_lang(&o->lang_code) ? NULL : "--lang takes auto or a code such as en, de, ru";
    case 'E':
        return set_charset(&o->import.charset)
                   ? NULL : "--encoding takes auto or a charset that is known, such as " CHARSET_NAMES;
    case 't':
        o->import.type = format_of_name(optarg);
        return o->import.type != FORMAT_UNKNOWN || strcmp(optarg, "auto") == 0
                   ? NULL : "--type takes auto, " FORMAT_NAMES;
    case OPT_FILTER: return add_filter(&o->import);
    case OPT_ZONES:
        o->builder.zones = strcmp(optarg, "off") == 0 ? READING_PLAIN : READING_ZONES;
        return strcmp(optarg, "off") == 0 || strcmp(optarg, "auto") == 0
                   ? NULL : "--zones takes auto or off";
    case OPT_FORCE: o->import.damage = IMPORT_DAMAGE_KEEP; return NULL;
    case OPT_WAIT:
        return set_wait(&o->builder.wait_ms) ? NULL : "--wait takes a number of seconds";
    case OPT_PROGRESS:
        return set_progress(&o->progress) ? NULL : "--progress takes auto, always or never";
    case 'j':
        return options_number(optarg, JOBS_MOST, &o->builder.threads) && o->builder.threads > 0
                   ? NULL : "--jobs takes a number of threads from 1 to 256";
    case OPT_STORE:
        o->builder.drops_text = strcmp(optarg, "none") == 0;
        return o->builder.drops_text || strcmp(optarg, "text") == 0
                   ? NULL : "--store takes text or none";
    case OPT_MEMORY:
        return set_memory(&o->builder.memory_bytes) ? NULL : "--memory takes a size such as 256M";
    case OPT_FIELDS:
        return fields_parse(optarg, &o->import.fields, NULL) == OK
                   ? NULL : "--fields takes pairs such as title=headline,body=text; ours are "
                            "id, lang, title, date, body, url, author";
    case 'g':
        if (optarg[0] == '\0' || strcmp(optarg, "!") == 0)
            return "--glob takes a pattern such as '*.txt' or '!old/**'";
        return globs_add(&o->walk.globs, slice_of_string(optarg)) ? NULL : "--glob: out of memory";
    case OPT_HIDDEN: o->walk.hidden = true; return NULL;
    case OPT_NO_IGNORE: o->walk.no_ignore = true; return NULL;
    case 'L': o->walk.follow = true; return NULL;
    case OPT_MAX_SIZE:
        return set_max_size(&o->walk.max_bytes) ? NULL : "--max-size takes a size such as 10M";
    case OPT_FILES_FROM: o->files_from = optarg; return NULL;
    case OPT_CHECKSUM: o->checksum = true; return NULL;
    case OPT_NO_DELETE: o->no_delete = true; return NULL;
    default: return "wrong option";
    }
}

/* Options that say which files are articles and how they are read: a folder remembers them. */
static bool is_kept(int c)
{
    static const int kept[] = {OPT_LANG,   'E', 't', OPT_FILTER, OPT_ZONES,     OPT_FORCE,
                               OPT_FIELDS, 'g', 'L', OPT_HIDDEN, OPT_NO_IGNORE, OPT_MAX_SIZE};

    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        if (kept[i] == c)
            return true;
    return false;
}

/* "name" or "name=value", and a NUL. */
static void keep_option(int c, struct buf *out)
{
    const struct option *o = OPTIONS;

    while (o->val != c)
        o++;
    buf_append_string(out, o->name);
    if (o->has_arg == required_argument)
        buf_printf(out, "=%s", optarg);
    buf_append_byte(out, '\0');
}

static bool apply_kept(struct add_options *o, struct slice kept)
{
    while (kept.n > 0) {
        const char *word = (const char *)kept.p;
        size_t size = strnlen(word, kept.n), name_size = strcspn(word, "=");
        const struct option *option = OPTIONS;

        if (size == kept.n)
            return false;
        while (option->name != NULL && (strncmp(option->name, word, name_size) != 0
                                        || option->name[name_size] != '\0'))
            option++;
        optarg = (char *)(uintptr_t)(word + name_size + (word[name_size] == '='));
        if (option->name == NULL || !is_kept(option->val) || set_option(option->val, o) != NULL)
            return false;
        kept = slice_drop(kept, size + 1);
    }
    return true;
}

static bool set_top_terms(unsigned *out)
{
    *out = TOP_TERMS_DEFAULT;
    return optarg == NULL || options_number(optarg, TOP_TERMS_MOST, out);
}

/* As set_option, also for what commands other than add and its kin take. */
static const char *set_command_option(int c, struct command_options *o)
{
    switch (c) {
    case 'n': o->dry_run = true; return NULL;
    case 'o': o->out = optarg; return NULL;
    case '0': o->null_separated = true; return NULL;
    case OPT_DEEP: o->deep = true; return NULL;
    case OPT_QUERY: o->query = optarg; return NULL;
    case OPT_TOP_TERMS:
        return set_top_terms(&o->top_terms) ? NULL : "--top-terms takes a number of terms";
    default: return set_option(c, &o->add);
    }
}

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

static void print_help(void)
{
    fputs(EXAMPLES, stdout);
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        char line[64];
        snprintf(line, sizeof line, "%s %s", COMMANDS[i].name, COMMANDS[i].shape);
        printf("  %-22s %s\n", line, COMMANDS[i].help);
    }
    fputs(OPTIONS_HELP, stdout);
}

static const struct command *find_command(const char *name)
{
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        if (strcmp(COMMANDS[i].name, name) == 0)
            return &COMMANDS[i];
    return NULL;
}

/* `what` and the names of all commands. */
static int refuse_command(const char *what)
{
    char text[512];
    size_t n = (size_t)snprintf(text, sizeof text, "%s; the commands are: ", what);

    for (size_t i = 0; i < COMMAND_COUNT && n < sizeof text; i++)
        n += (size_t)snprintf(text + n, sizeof text - n, "%s%s", i == 0 ? "" : ", ",
                              COMMANDS[i].name);
    return usage(text);
}

static int refuse_operands(const struct command *c, const char *problem)
{
    char text[256];

    snprintf(text, sizeof text, "%s %s: stemma-index %s%s%s", c->name, problem, c->name,
             c->shape[0] == '\0' ? "" : " ", c->shape);
    return usage(text);
}

static void note_option(int letter, struct command_options *o)
{
    for (size_t i = 0; i < OWN_OPTION_COUNT; i++)
        if (OWN_OPTIONS[i].letter == letter)
            o->own_options |= 1u << i;
}

/* The name of an option that was given and is none of the command's; NULL: none. */
static const char *foreign_option(const struct command *c, const struct command_options *o)
{
    char name[32];

    snprintf(name, sizeof name, " %s ", c->name);
    for (size_t i = 0; i < OWN_OPTION_COUNT; i++)
        if ((o->own_options >> i & 1) != 0 && strstr(OWN_OPTIONS[i].commands, name) == NULL)
            return OWN_OPTIONS[i].name;
    return NULL;
}

static int run_command(const struct command *c, struct command_options *o, char *const *operands,
                       size_t count)
{
    const char *foreign = foreign_option(c, o);
    char path[IO_PATH_MAX];

    if (foreign != NULL) {
        snprintf(path, sizeof path, "%s is no option of %s", foreign, c->name);
        return usage(path);
    }
    if (c->operands == COMMAND_NEEDS_SOME && count == 0)
        return refuse_operands(c, "needs to be told what");
    if (c->operands == COMMAND_TAKES_NONE && count > 0)
        return refuse_operands(c, "takes nothing but options");
    if (c->index != COMMAND_WITHOUT_INDEX) {
        if (o->add.db == NULL)
            o->add.db = options_default_db(path);
        if (o->add.db == NULL || o->add.db[0] == '\0')
            return usage("no index: name it with -d DIR or in STEMMA_DB");
        if (c->index == COMMAND_MAKES_INDEX && o->add.db == path)
            make_folders_above(path);
    }
    return c->run(&(struct command_input){.options = o, .operands = operands, .count = count});
}

int main(int argc, char **argv)
{
    struct command_options o = {
        .add = {.import = {.type = FORMAT_UNKNOWN, .fields = fields_default()},
                .builder = {.memory_bytes = (size_t)256 << 20, .wait_ms = 10000},
                .apply = apply_kept}};
    const struct command *command;
    struct buf kept;
    char text[512];
    const char *wrong;
    int c, code;

    guard_start("stemma-index");
    buf_init(&kept, (size_t)1 << 20);
    globs_init(&o.add.walk.globs);
    opterr = 0;
    while ((c = getopt_long(argc, argv, ":d:j:E:t:o:g:Ln0qvhV", OPTIONS, NULL)) != -1) {
        if (c == 'h')
            return print_help(), report_output();
        if (c == 'V')
            return puts("stemma-index 0.1"), report_output();
        if (c == '?' || c == ':') {
            options_refusal(OPTIONS, argv[optind - 1], optopt, c == ':', text, sizeof text);
            return usage(text);
        }
        note_option(c, &o);
        wrong = set_command_option(c, &o);
        if (wrong != NULL)
            return usage(wrong);
        if (is_kept(c))
            keep_option(c, &kept);
    }
    o.add.kept = buf_slice(&kept);
    if (optind == argc)
        return refuse_command("no command");
    command = find_command(argv[optind]);
    if (command == NULL) {
        snprintf(text, sizeof text, "'%.100s' is no command", argv[optind]);
        return refuse_command(text);
    }
    code = run_command(command, &o, argv + optind + 1, (size_t)(argc - optind - 1));
    globs_release(&o.add.walk.globs);
    buf_release(&kept);
    return code;
}
