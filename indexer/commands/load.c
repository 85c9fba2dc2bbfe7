#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "indexer/builder.h"
#include "indexer/commands/command.h"
#include "indexer/commands/record.h"
#include "indexer/formats/lines.h"
#include "indexer/report.h"

struct loading {
    struct builder *builder;
    uint64_t results[BUILDER_UNCHANGED + 1];
    uint64_t failed;
};

static void on_report(void *context, const struct builder_report *r)
{
    struct loading *l = context;

    l->results[r->result]++;
}

static void on_note(void *context, const char *text)
{
    (void)context;
    report_message("note: %s", text);
}

static void skip_line(struct loading *l, const struct lines *lines, const char *why)
{
    l->failed++;
    report_message("skipped '%s': line %llu: %s", lines->name, (unsigned long long)lines->number,
                   why);
}

static enum status load_line(struct loading *l, struct record_reader *reader,
                             const struct lines *lines, struct err *e)
{
    struct article article;
    const char *wrong = lines->too_long ? "the line is longer than 256 MB"
                                        : record_read(reader, lines->line, &article);
    enum status status;

    if (wrong != NULL) {
        skip_line(l, lines, wrong);
        return OK;
    }
    status = builder_add(l->builder, &article, e);
    if (status != E_INPUT && status != E_LIMIT)
        return status;
    skip_line(l, lines, e->text);
    *e = ERR_NONE;
    return OK;
}

static enum status load_lines(struct loading *l, int fd, const char *name, struct err *e)
{
    struct record_reader reader;
    struct lines lines;
    enum status status;

    record_reader_open(&reader);
    lines_open(&lines, fd, name);
    while ((status = lines_next(&lines, e)) == OK && !lines.ended) {
        status = load_line(l, &reader, &lines, e);
        if (status != OK)
            break;
    }
    lines_close(&lines);
    record_reader_close(&reader);
    return status;
}

static enum status load_operand(struct loading *l, const char *path, struct err *e)
{
    enum status status;
    int fd;

    if (strcmp(path, "-") == 0)
        return load_lines(l, STDIN_FILENO, "stdin", e);
    fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        l->failed++;
        report_message("skipped '%s': %s", path, strerror(errno));
        return OK;
    }
    status = load_lines(l, fd, path, e);
    close(fd);
    return status;
}

static enum status load_all(const struct command_input *in, struct loading *l, struct err *e)
{
    if (in->count == 0)
        TRY(load_operand(l, "-", e));
    for (size_t i = 0; i < in->count; i++)
        TRY(load_operand(l, in->operands[i], e));
    return builder_commit(l->builder, e);
}

static void tell(const struct add_options *o, const struct loading *l)
{
    unsigned long long added = l->results[BUILDER_ADDED], updated = l->results[BUILDER_UPDATED];
    unsigned long long unchanged = l->results[BUILDER_UNCHANGED], failed = l->failed;

    if (o->json)
        printf("{\"v\":1,\"added\":%llu,\"updated\":%llu,\"unchanged\":%llu,\"failed\":%llu}\n",
               added, updated, unchanged, failed);
    if (!o->quiet)
        fprintf(stderr, "loaded %llu, updated %llu, unchanged %llu, failed %llu\n", added, updated,
                unchanged, failed);
}

int load_run(const struct command_input *in)
{
    const struct add_options *o = &in->options->add;
    struct builder_options builder = o->builder;
    struct loading l = {.failed = 0};
    struct err e = ERR_NONE;
    enum status status;

    builder.on_report = on_report;
    builder.on_note = on_note;
    builder.context = &l;
    status = builder_open(o->db, &builder, &l.builder, &e);
    if (status == OK)
        status = load_all(in, &l, &e);
    builder_close(l.builder);
    if (status != OK)
        return report_error(&e);
    tell(o, &l);
    return report_output() != 0 ? 2 : l.failed > 0 ? 1 : 0;
}
