/* stemma-index - builds and checks an index of articles. */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>

#include "indexer/add.h"
#include "stemmers/analyzer.h"
#include "store/check.h"

static const char HELP[] =
    "stemma-index - full-text index of articles in English, German and Russian\n\n"
    "  stemma-index add -d news articles/         index a folder of .txt and .jsonl files\n"
    "  zcat x.jsonl.gz | stemma-index add -d news -   index records from standard input\n"
    "  stemma-index stats -d news                 what the index holds\n"
    "  stemma-index check -d news                 whether it is sound\n\n"
    "  -d, --db=DIR        the index (default $STEMMA_DB)\n"
    "      --memory=SIZE   budget for adding, with K, M or G (default 256M, at least 16M)\n"
    "      --lang=CODE     language of all articles (default: as declared, else identified)\n"
    "      --wait=SECS     for another writer (default 10)\n"
    "      --json          summary as JSON on standard output\n"
    "  -q, --quiet         no summary\n"
    "  -v, --verbose       a line per article\n"
    "  -h, --help          this text\n"
    "  -V, --version\n\n"
    "Exit status: 0 all well, 1 some inputs were skipped, 2 failed.\n";

enum { OPT_MEMORY = 256, OPT_WAIT, OPT_JSON, OPT_LANG };

static const struct option OPTIONS[] = {
    {"db", required_argument, NULL, 'd'},        {"memory", required_argument, NULL, OPT_MEMORY},
    {"wait", required_argument, NULL, OPT_WAIT}, {"json", no_argument, NULL, OPT_JSON},
    {"lang", required_argument, NULL, OPT_LANG}, {"quiet", no_argument, NULL, 'q'},
    {"verbose", no_argument, NULL, 'v'},         {"help", no_argument, NULL, 'h'},
    {"version", no_argument, NULL, 'V'},         {NULL, 0, NULL, 0}};

static int usage(const char *what)
{
    fprintf(stderr, "stemma-index: %s\nTry 'stemma-index --help'.\n", what);
    return 2;
}

static bool parse_size(const char *text, size_t *out)
{
    char *end;
    double number = strtod(text, &end);
    static const char units[] = "KMG";
    const char *unit = *end == '\0' ? NULL : strchr(units, *end & ~0x20);

    if (end == text || number < 0 || number > 1e15 || (*end != '\0' && (unit == NULL || end[1] != '\0')))
        return false;
    for (const char *u = units; unit != NULL && u <= unit; u++)
        number *= 1024;
    *out = (size_t)number;
    return true;
}

static int fail(const struct err *e)
{
    fprintf(stderr, "stemma-index: %s\n", e->text);
    if (e->hint[0] != '\0')
        fprintf(stderr, "stemma-index: hint: %s\n", e->hint);
    return err_exit_code(e->status);
}

static int run_check(const char *db)
{
    struct check_report r;
    struct err e = ERR_NONE;

    if (check_index(db, ANALYZER_VERSION, &r, &e) != OK)
        return fail(&e);
    printf("%s: sound: %u segments, %llu documents (%llu deleted), %llu terms, %llu postings, "
           "%llu positions\n", db, r.segment_count, (unsigned long long)r.doc_count,
           (unsigned long long)r.deleted_count, (unsigned long long)r.term_count,
           (unsigned long long)r.posting_count, (unsigned long long)r.position_count);
    return 0;
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
                             ? 0 : (double)langs[l].length_sum / 10 / langs[l].doc_count;
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
        return fail(&e);
    print_stats(x, json);
    index_close(x);
    return 0;
}

int main(int argc, char **argv)
{
    struct add_options o = {.db = getenv("STEMMA_DB"),
                            .builder = {.memory_bytes = (size_t)256 << 20, .wait_ms = 10000}};
    const char *command = argc > 1 ? argv[1] : "";
    int c;

    if (strcmp(command, "-h") == 0 || strcmp(command, "--help") == 0)
        return fputs(HELP, stdout), 0;
    if (strcmp(command, "-V") == 0 || strcmp(command, "--version") == 0)
        return puts("stemma-index 0.1"), 0;
    if (argc > 1) {
        argv++;
        argc--;
    }
    while ((c = getopt_long(argc, argv, "d:qvhV", OPTIONS, NULL)) != -1) {
        switch (c) {
        case 'd': o.db = optarg; break;
        case 'q': o.quiet = true; break;
        case 'v': o.verbose = true; break;
        case 'h': fputs(HELP, stdout); return 0;
        case 'V': puts("stemma-index 0.1"); return 0;
        case OPT_JSON: o.json = true; break;
        case OPT_LANG:
            o.lang_code = strcmp(optarg, "auto") == 0 ? (struct slice){0} : slice_of_string(optarg);
            break;
        case OPT_WAIT: o.builder.wait_ms = (unsigned)strtoul(optarg, NULL, 10) * 1000; break;
        case OPT_MEMORY:
            if (!parse_size(optarg, &o.builder.memory_bytes))
                return usage("--memory takes a size such as 256M");
            break;
        default: return usage("wrong option");
        }
    }
    if (o.db == NULL)
        return usage("no index: name it with -d DIR or in STEMMA_DB");
    if (strcmp(command, "add") == 0)
        return optind == argc ? usage("nothing to add: name folders, files or '-'")
                              : add_run(&o, argv + optind, (size_t)(argc - optind));
    if (strcmp(command, "stats") == 0)
        return run_stats(o.db, o.json);
    if (strcmp(command, "check") == 0)
        return run_check(o.db);
    return usage("the commands are: add, stats, check");
}
