#include "indexer/commands/repair.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/codec.h"
#include "base/escape.h"
#include "indexer/commands/writing.h"
#include "indexer/report.h"
#include "indexer/sources.h"
#include "store/checksum.h"
#include "store/repair.h"

#define NUMBERS_MAX_BYTES ((size_t)16 << 30)
#define LINE_MAX_BYTES ((size_t)1 << 20)

struct loss {
    struct buf ids;                  /* checksums of the ids that were named, u64 each */
    unsigned long long named;        /* articles */
    unsigned long long files;        /* to be read again */
    unsigned untold;                 /* segments that tell nothing */
    unsigned segments;
};

static enum status print_line(struct slice id, struct slice path, struct err *e)
{
    struct buf line;
    bool good;

    buf_init(&line, LINE_MAX_BYTES);
    escape_visible(&line, id);
    buf_append_byte(&line, '\t');
    escape_visible(&line, path);
    buf_append_byte(&line, '\n');
    good = buf_ok(&line);
    fwrite(line.p, 1, line.n, stdout);
    buf_release(&line);
    return good ? OK : err_memory(e, "a line");
}

static enum status name_lost(void *context, const struct document *d)
{
    struct loss *loss = context;
    uint8_t id[CHECKSUM_BYTES];

    codec_store64(id, checksum_of(d->id, 0));
    buf_append(&loss->ids, id, sizeof id);
    loss->named++;
    return print_line(d->id, d->path, NULL);
}

static void tell(const char *what, const struct err *e)
{
    if (e->status != OK)
        report_message("%s: %s", what, e->text);
}

/* Says what is wrong, and which articles it had as far as they can be read. */
static enum status tell_damage(struct repair *r, struct loss *loss, struct err *e)
{
    tell("found from the files that are there", repair_manifest_err(r));
    tell("which files were read is forgotten; add their folders again", repair_files_err(r));
    for (size_t i = 0; i < repair_part_count(r); i++) {
        const struct repair_part *p = repair_part(r, i);
        bool told;

        if (p->state == REPAIR_WITHOUT_DELETIONS)
            tell("articles that were removed may be back", &p->err);
        if (p->state != REPAIR_LOST)
            continue;
        tell("given up", &p->err);
        loss->segments++;
        TRY(repair_lost(r, i, name_lost, loss, &told, e));
        loss->untold += !told;
    }
    return buf_ok(&loss->ids) ? OK : err_memory(e, "ids of articles");
}

/* A file one of whose articles the index has no more is to be read again. */
static enum status take_source(struct index_writer *w, const struct root *root, struct source *f,
                               struct loss *loss, struct err *e)
{
    bool lost = false, named = false;
    struct buf path;
    enum status status;

    for (uint32_t i = 0; i < f->id_count; i++) {
        const uint8_t *id = f->ids + (size_t)i * CHECKSUM_BYTES;
        struct published_document d;

        TRY(index_writer_find_hash(w, codec_load64(id), &d, e));
        if (d.segment != SIZE_MAX)
            continue;
        lost = true;
        named = named
                || (loss->ids.n > 0
                    && bsearch(id, loss->ids.p, loss->ids.n / CHECKSUM_BYTES, CHECKSUM_BYTES,
                               sources_compare_ids) != NULL);
    }
    if (!lost || f->mtime_ns == 0)      /* of what was removed, it is so already */
        return OK;
    f->mtime_ns = 0;
    loss->files++;
    if (named)
        return OK;
    buf_init(&path, LINE_MAX_BYTES);
    buf_append_slice(&path, root->shown);
    if (root->shown.n > 0 && f->path.n > 0)
        buf_append_byte(&path, '/');
    buf_append_slice(&path, f->path);
    status = print_line((struct slice){0}, buf_slice(&path), e);
    buf_release(&path);
    return status;
}

static enum status take_sources(struct index_writer *w, struct sources *s, struct loss *loss,
                                struct err *e)
{
    if (loss->ids.n > 0)
        qsort(loss->ids.p, loss->ids.n / CHECKSUM_BYTES, CHECKSUM_BYTES, sources_compare_ids);
    for (size_t i = 0; i < s->count; i++)
        for (size_t j = 0; j < s->roots[i].files.count; j++)
            TRY(take_source(w, &s->roots[i], &s->roots[i].files.list[j], loss, e));
    return OK;
}

/* The memory of the files, with what is to be read again; none where it makes no sense. */
static enum status mark_files(struct index_writer *w, struct loss *loss, struct err *e)
{
    struct err local = ERR_NONE;
    struct sources sources;
    struct buf bytes;
    enum status status;

    sources_init(&sources);
    buf_init(&bytes, NUMBERS_MAX_BYTES);
    status = index_writer_files(w, &bytes, e);
    if (status == OK && bytes.n > 0) {
        status = sources_decode(&sources, buf_slice(&bytes), &local);
        buf_clear(&bytes);
        if (status == E_CORRUPT) {
            tell("which files were read is forgotten; add their folders again", &local);
            status = OK;
        } else if (status == OK) {
            status = take_sources(w, &sources, loss, e);
            sources_encode(&sources, &bytes);
        }
        if (status == OK)
            status = buf_ok(&bytes) ? index_writer_set_files(w, buf_slice(&bytes), e)
                                    : err_memory(e, "the files' state");
        if (status == OK)
            status = index_writer_commit(w, NULL, NULL, e);
    }
    buf_release(&bytes);
    sources_release(&sources);
    return status;
}

static void tell_outcome(const struct command_options *o, const struct loss *loss)
{
    const char *db = o->add.db;

    fprintf(stderr, "%s is repaired", db);
    if (loss->segments > 0)
        fprintf(stderr, "; %u segments are kept as damaged-*, %u of them tell nothing of their "
                "articles", loss->segments, loss->untold);
    fprintf(stderr, "\n");
    if (loss->named > 0)
        fprintf(stderr, "%llu articles are lost and named on standard output: add them again\n",
                loss->named);
    if (loss->files > 0)
        fprintf(stderr, "%llu files are read again by: stemma-index update -d %s\n", loss->files,
                db);
}

static enum status repair(const struct command_options *o, struct loss *loss, bool *needed,
                          struct err *e)
{
    struct index_writer *w;
    struct repair *r;
    enum status status;

    TRY(repair_open(o->add.db, ANALYZER_VERSION, o->add.builder.wait_ms, &r, e));
    *needed = repair_is_needed(r);
    status = *needed ? tell_damage(r, loss, e) : OK;
    if (status == OK && *needed)
        status = repair_publish(r, e);
    repair_close(r);
    if (status != OK || !*needed)
        return status;
    TRY(writing_open(o, &w, e));
    status = mark_files(w, loss, e);
    index_writer_close(w);
    return status;
}

int repair_run(const struct command_input *in)
{
    struct loss loss = {.named = 0};
    struct err e = ERR_NONE;
    bool needed;
    enum status status;

    buf_init(&loss.ids, NUMBERS_MAX_BYTES);
    status = repair(in->options, &loss, &needed, &e);
    buf_release(&loss.ids);
    if (status != OK)
        return report_error(&e);
    if (needed)
        tell_outcome(in->options, &loss);
    else
        fprintf(stderr, "%s is sound: there is nothing to repair\n", in->options->add.db);
    if (report_output() != 0)
        return 2;
    return loss.named + loss.files + loss.untold > 0 ? 1 : 0;
}
