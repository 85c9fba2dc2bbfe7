/* stemma-index - builds and checks an index of articles. */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/io.h"
#include "base/options.h"
#include "indexer/add.h"
#include "indexer/formats/charset.h"
#include "indexer/report.h"
#include "stemmers/analyzer.h"
#include "store/check.h"

static const char HELP[] =
    "stemma-index - full-text index of articles in English, German and Russian\n\n"
    "  stemma-index add -d news articles/         index the articles of a folder\n"
    "  zcat x.jsonl.gz | stemma-index add -d news -   index records from standard input\n"
    "  stemma-index stats -d news                 what the index holds\n"
    "  stemma-index check -d news                 whether it is sound\n\n"
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
    "      --wait=SECS     for another writer (default 10)\n"
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

enum { OPT_MEMORY = 256, OPT_WAIT, OPT_JSON, OPT_LANG, OPT_PROGRESS, OPT_STORE, OPT_FORCE,
       OPT_FIELDS, OPT_FILTER, OPT_ZONES };

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
    {"help", no_argument, NULL, 'h'},            {"version", no_argument, NULL, 'V'},
    {NULL, 0, NULL, 0}};

static int usage(const char *what)
{
    report_message("%s", what);
    fputs("Try 'stemma-index --help'.\n", stderr);
    return 2;
}

static int run_check(const char *db)
{
    struct check_report r;
    struct err e = ERR_NONE;

    if (check_index(db, ANALYZER_VERSION, &r, &e) != OK)
        return report_error(&e);
    printf("%s: sound: %u segments, %llu documents (%llu deleted), %llu terms, %llu postings, "
           "%llu positions\n", db, r.segment_count, (unsigned long long)r.doc_count,
           (unsigned long long)r.deleted_count, (unsigned long long)r.term_count,
           (unsigned long long)r.posting_count, (unsigned long long)r.position_count);
    return report_output();
}

static void print_stats(const struct index *x, bool json)
{
    struct lang_stats langs[LANG_COUNT] = {{0}};
    uint64_t docs = 0, deleted = 0;

    for (size_t i = 0; i < index_segment_count(x); i++) {
        const struct segment *s = index_segment(x, i);
        docs += segment_live_count(s);
        deleted += segment_doc_count(s) - segment_live_count(s);
        for (uint8_t l = 0; l < LANG_COUNT; l++) {
            langs[l].doc_count += segment_lang_stats(s, l).doc_count;
            langs[l].length_sum += segment_lang_stats(s, l).length_sum;
        }
    }
    printf(json ? "{\"v\":1,\"documents\":%llu,\"deleted\":%llu,\"segments\":%zu,\"bytes\":%llu,"
                  "\"generation\":%llu,\"langs\":{"
                : "documents   %llu\ndeleted     %llu\nsegments    %zu\nbytes       %llu\n"
                  "generation  %llu\n",
           (unsigned long long)docs, (unsigned long long)deleted, index_segment_count(x),
           (unsigned long long)index_file_bytes(x), (unsigned long long)index_generation(x));
    for (int l = 0, first = 1; l < LANG_COUNT; l++) {
        double average = langs[l].doc_count == 0
                             ? 0 : (double)langs[l].length_sum / SEGMENT_BODY_WEIGHT / langs[l].doc_count;
        if (langs[l].doc_count == 0)
            continue;
        if (json)
            printf("%s\"%s\":{\"documents\":%u,\"average_length\":%.1f}", first ? "" : ",",
                   lang_name((enum lang)l), langs[l].doc_count, average);
        else
            printf("%-11s %u documents of %.1f words\n", lang_name((enum lang)l),
                   langs[l].doc_count, average);
        first = 0;
    }
    if (json)
        printf("}}\n");
}

static int run_stats(const char *db, bool json)
{
    struct index *x;
    struct err e = ERR_NONE;

    if (index_open(db, ANALYZER_VERSION, &x, &e) != OK)
        return report_error(&e);
    print_stats(x, json);
    index_close(x);
    return report_output();
}

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
    default: return "wrong option";
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

static int run_command(struct add_options *o, const char *command, char *const *operands,
                       size_t count)
{
    char path[IO_PATH_MAX];
    bool is_stats = strcmp(command, "stats") == 0;

    if (!is_stats && strcmp(command, "add") != 0 && strcmp(command, "check") != 0)
        return usage("the commands are: add, stats, check");
    if (o->db == NULL)
        o->db = options_default_db(path);
    if (o->db == NULL || o->db[0] == '\0')
        return usage("no index: name it with -d DIR or in STEMMA_DB");
    if (strcmp(command, "add") == 0) {
        if (count == 0)
            return usage("nothing to add: name folders, files or '-'");
        if (o->db == path)
            make_folders_above(path);
        return add_run(o, operands, count);
    }
    if (count > 0)
        return usage("stats and check take no path; the index is named with -d DIR");
    return is_stats ? run_stats(o->db, o->json) : run_check(o->db);
}

int main(int argc, char **argv)
{
    struct add_options o = {.import = {.type = FORMAT_UNKNOWN, .fields = fields_default()},
                            .builder = {.memory_bytes = (size_t)256 << 20, .wait_ms = 10000}};
    char text[512];
    const char *wrong;
    int c;

    opterr = 0;
    while ((c = getopt_long(argc, argv, ":d:j:E:t:qvhV", OPTIONS, NULL)) != -1) {
        if (c == 'h')
            return fputs(HELP, stdout), report_output();
        if (c == 'V')
            return puts("stemma-index 0.1"), report_output();
        if (c == '?' || c == ':') {
            options_refusal(OPTIONS, argv[optind - 1], optopt, c == ':', text, sizeof text);
            return usage(text);
        }
        wrong = set_option(c, &o);
        if (wrong != NULL)
            return usage(wrong);
    }
    if (optind == argc)
        return usage("no command; the commands are: add, stats, check");
    return run_command(&o, argv[optind], argv + optind + 1, (size_t)(argc - optind - 1));
}
