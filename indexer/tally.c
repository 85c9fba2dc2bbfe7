#include "indexer/tally.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/escape.h"
#include "indexer/report.h"
#include "store/user_fields.h"

typedef unsigned long long number;

static double seconds_since(const struct timespec *start)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - start->tv_sec) + (double)(now.tv_nsec - start->tv_nsec) * 1e-9;
}

static bool wants_progress(const struct add_options *o)
{
    if (o->progress == ADD_PROGRESS_AUTO)
        return !o->quiet && !o->verbose && isatty(STDERR_FILENO) != 0;
    return o->progress == ADD_PROGRESS_ALWAYS;
}

void tally_start(struct tally *t, const struct add_options *o)
{
    *t = (struct tally){.options = o, .shows_progress = wants_progress(o)};
    clock_gettime(CLOCK_MONOTONIC, &t->started);
}

static void count_code(struct tally *t, struct lang_code code)
{
    size_t i = 0;

    while (i < t->code_count && strcmp(t->codes[i].code.text, code.text) != 0)
        i++;
    if (i == TALLY_CODES_MAX)
        return;
    if (i == t->code_count)
        t->codes[t->code_count++].code = code;
    t->codes[i].count++;
}

static void show_report(const struct builder_report *r)
{
    static const char *const names[] = {"added", "updated", "unchanged"};
    bool foreign = r->lang == LANG_OTHER && r->result != BUILDER_UNCHANGED;
    char charset[64] = "-";
    struct buf id;

    if (r->charset.n > 0 && r->charset_percent < 100)
        snprintf(charset, sizeof charset, "%.*s %u%%", SLICE_ARG(r->charset), r->charset_percent);
    else if (r->charset.n > 0)
        snprintf(charset, sizeof charset, "%.*s", SLICE_ARG(r->charset));

    buf_init(&id, (size_t)1 << 16);
    escape_visible(&id, r->path.n > 0 ? r->path : r->id);
    fprintf(stderr, "%-9s  %-3s  %-16s  %.*s%s%s%s\n", r->repeated ? "replaced" : names[r->result],
            r->code.text, charset, SLICE_ARG(buf_slice(&id)), foreign ? "  (no stemmer for " : "",
            foreign ? r->code.text : "", foreign ? ": words are found as written)" : "");
    buf_release(&id);
}

void tally_line(const char *what, const char *path)
{
    struct buf shown;

    buf_init(&shown, (size_t)1 << 16);
    escape_visible(&shown, slice_of_string(path));
    fprintf(stderr, "%-9s  %-3s  %-16s  %.*s\n", what, "-", "-", SLICE_ARG(buf_slice(&shown)));
    buf_release(&shown);
}

void tally_report(struct tally *t, const struct builder_report *r)
{
    uint64_t *const counts[] = {&t->added, &t->updated, &t->unchanged};

    ++*counts[r->result];
    t->bytes += r->text_bytes;
    if (r->truncated)
        report_message("note: '%.*s': its markup is nested or broken beyond what is read; the text "
                       "ends where that was met", SLICE_ARG(r->path.n > 0 ? r->path : r->id));
    if (r->fields_cut)
        report_message("note: '%.*s': its own fields are too long; kept of a value are %u bytes, of all "
                       "%u", SLICE_ARG(r->path.n > 0 ? r->path : r->id), USER_FIELD_VALUE_MAX,
                       USER_FIELDS_MAX_BYTES);
    if (r->repeated) {
        t->added--;              /* it stands for the one it replaces */
        t->repeated++;
    } else if (r->result == BUILDER_ADDED) {
        t->langs[r->lang]++;
        if (r->lang == LANG_OTHER)
            count_code(t, r->code);
    }
    if (t->options->verbose)
        show_report(r);
}

void tally_unchanged(struct tally *t, const char *path, uint64_t articles)
{
    t->unchanged += articles;
    if (t->options->verbose && !t->options->dry_run)
        tally_line("unchanged", path);
}

static void tell_more_skips(struct tally *t)
{
    struct tally_skips *s = &t->skips;

    if (s->count > TALLY_SKIPS_TOLD && !t->options->verbose)
        report_message("skipped '%s': and %llu more (-v names them all)", s->path,
                       (number)(s->count - TALLY_SKIPS_TOLD));
    s->count = 0;
}

void tally_skip(struct tally *t, const char *path, const char *why)
{
    struct tally_skips *s = &t->skips;

    t->failed++;
    if (strcmp(s->path, path) != 0) {
        tell_more_skips(t);
        snprintf(s->path, sizeof s->path, "%s", path);
    }
    if (++s->count <= TALLY_SKIPS_TOLD || t->options->verbose)
        report_message("skipped '%s': %s", path, why);
}

void tally_progress(struct tally *t)
{
    double seconds;

    if (!t->shows_progress)
        return;
    seconds = seconds_since(&t->started);
    if (seconds < 0.5 || seconds < t->shown_at + 0.1)
        return;
    t->shown_at = seconds;
    fprintf(stderr, "\r\033[KIndexing: %llu articles, %.0f MB, %.1f MB/s",
            (number)(t->added + t->updated + t->unchanged), (double)t->bytes / 1e6,
            (double)t->bytes / 1e6 / seconds);
}

static void print_json(const struct tally *t, double seconds)
{
    const char *separator = "";

    printf("{\"v\":1,%s\"added\":%llu,\"updated\":%llu,\"unchanged\":%llu,\"removed\":%llu,"
           "\"failed\":%llu,\"bytes\":%llu,\"langs\":{",
           t->options->dry_run ? "\"dry_run\":true," : "", (number)t->added, (number)t->updated,
           (number)t->unchanged, (number)t->removed, (number)t->failed, (number)t->bytes);
    for (int i = 0; i < LANG_COUNT; i++)
        if (t->langs[i] > 0) {
            printf("%s\"%s\":%llu", separator, lang_name((enum lang)i), (number)t->langs[i]);
            separator = ",";
        }
    printf("},\"seconds\":%.3f}\n", seconds);
}

static void print_langs(const struct tally *t)
{
    const char *separator = " (";

    for (int i = 0; i < LANG_COUNT; i++)
        if (t->langs[i] > 0) {
            fprintf(stderr, "%s%llu %s", separator, (number)t->langs[i], lang_name((enum lang)i));
            separator = ", ";
        }
    if (separator[0] != ' ')
        fputc(')', stderr);
}

static void print_summary(const struct tally *t, double seconds)
{
    if (t->options->dry_run) {
        fprintf(stderr, "would add %llu files, update %llu files, remove %llu articles; "
                "unchanged %llu articles, failed %llu\n", (number)t->added, (number)t->updated,
                (number)t->removed, (number)t->unchanged, (number)t->failed);
        return;
    }
    fprintf(stderr, "added %llu", (number)t->added);
    print_langs(t);
    fprintf(stderr, ", updated %llu, unchanged %llu, removed %llu, failed %llu",
            (number)t->updated, (number)t->unchanged, (number)t->removed, (number)t->failed);
    if (t->repeated > 0)
        fprintf(stderr, "; %llu ids came more than once: the last one counts",
                (number)t->repeated);
    fprintf(stderr, "; %.0f KB in %.2f s\n", (double)t->bytes / 1000, seconds);
    for (size_t i = 0; t->options->verbose && i < t->code_count; i++)
        fprintf(stderr, "%s%llu %s%s", i == 0 ? "other: " : ", ", (number)t->codes[i].count,
                t->codes[i].code.text, i + 1 == t->code_count ? "\n" : "");
}

int tally_finish(struct tally *t)
{
    double seconds = seconds_since(&t->started);
    int code = t->failed > 0 ? 1 : 0;

    if (t->shown_at > 0)
        fputs("\r\033[K", stderr);
    tell_more_skips(t);
    if (t->options->json) {
        print_json(t, seconds);
        code = report_output() != 0 ? 2 : code;
    }
    if (!t->options->quiet)
        print_summary(t, seconds);
    return code;
}
