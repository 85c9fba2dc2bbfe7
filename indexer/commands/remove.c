#include <stdio.h>

#include "base/codec.h"
#include "indexer/commands/list.h"
#include "indexer/commands/search_program.h"
#include "indexer/commands/writing.h"
#include "indexer/report.h"
#include "indexer/sources.h"
#include "store/checksum.h"

#define NUMBERS_MAX_BYTES ((size_t)16 << 30)

/* The articles that are named, or that the query finds. */
static enum status select_articles(const struct command_input *in, struct index *x,
                                   struct selection *s, struct err *e)
{
    TRY(selection_add_names(s, x, in->operands, in->count, SELECTION_SAYS, e));
    if (in->options->query != NULL)
        TRY(search_program_select(in->options->add.db, in->options->query, x, s, e));
    return selection_sort(s, e);
}

/* Files of what was removed are read again by the next `add`: then they are wanted after all. */
static enum status mark_files(struct index_writer *w, struct buf *ids, struct err *e)
{
    struct sources sources;
    struct buf bytes;
    enum status status;

    sources_init(&sources);
    buf_init(&bytes, NUMBERS_MAX_BYTES);
    status = index_writer_files(w, &bytes, e);
    if (status == OK && bytes.n > 0) {
        status = sources_decode(&sources, buf_slice(&bytes), e);
        sources_reread(&sources, ids);
        buf_clear(&bytes);
        if (status == OK) {
            sources_encode(&sources, &bytes);
            status = buf_ok(&bytes) ? index_writer_set_files(w, buf_slice(&bytes), e)
                                    : err_memory(e, "the files' state");
        }
    }
    buf_release(&bytes);
    sources_release(&sources);
    return status;
}

static enum status delete_one(struct index_writer *w, const struct place *place, struct buf *ids,
                              struct err *e)
{
    struct published_document d = {.segment = place->segment, .doc = place->doc};
    struct segment *segment = index_segment(index_writer_published(w), d.segment);
    uint8_t id[CHECKSUM_BYTES];

    TRY(segment_document(segment, d.doc, &d.document, e));
    codec_store64(id, checksum_of(d.document.id, 0));
    buf_append(ids, id, sizeof id);
    return index_writer_delete(w, &d, e);
}

static enum status delete_articles(struct index_writer *w, const struct selection *s,
                                   struct err *e)
{
    const struct place *places = selection_places(s);
    enum status status = OK;
    struct buf ids;

    if (selection_count(s) == 0)
        return OK;
    buf_init(&ids, NUMBERS_MAX_BYTES);
    for (size_t i = 0; i < selection_count(s) && status == OK; i++)
        status = delete_one(w, &places[i], &ids, e);
    if (status == OK)
        status = buf_ok(&ids) ? mark_files(w, &ids, e) : err_memory(e, "ids of articles");
    buf_release(&ids);
    TRY(status);
    TRY(index_writer_commit(w, NULL, NULL, e));
    return index_writer_settle(w, e);
}

/* The lock is held while the articles are looked up: what is found is what is removed. */
static enum status remove_articles(const struct command_input *in, struct selection *s,
                                   struct err *e)
{
    struct index_writer *w;
    enum status status;

    TRY(writing_open(in->options, &w, e));
    status = select_articles(in, index_writer_published(w), s, e);
    if (status == OK)
        status = delete_articles(w, s, e);
    index_writer_close(w);
    return status;
}

static enum status show_articles(const struct command_input *in, struct selection *s,
                                 struct err *e)
{
    struct index *x;
    enum status status;

    TRY(index_open(in->options->add.db, ANALYZER_VERSION, &x, e));
    status = select_articles(in, x, s, e);
    if (status == OK && !in->options->add.json)
        status = list_print_selection(in->options, x, s, e);
    index_close(x);
    return status;
}

static int tell(const struct command_options *o, const struct selection *s)
{
    size_t count = selection_count(s);

    if (o->add.json)
        printf("{\"v\":1,\"removed\":%zu,\"unknown\":%zu,\"dry_run\":%s}\n", count,
               s->unknown_count, o->dry_run ? "true" : "false");
    if (!o->add.quiet)
        fprintf(stderr, "%s %zu, unknown %zu\n", o->dry_run ? "would remove" : "removed", count,
                s->unknown_count);
    return report_output() != 0 ? 2 : s->unknown_count > 0 ? 1 : 0;
}

int remove_run(const struct command_input *in)
{
    struct selection selection;
    struct err e = ERR_NONE;
    enum status status;
    int code;

    if (in->count == 0 && in->options->query == NULL) {
        report_message("remove what? Name articles by id or path, or give --query QUERY");
        return 2;
    }
    selection_init(&selection);
    status = in->options->dry_run ? show_articles(in, &selection, &e)
                                  : remove_articles(in, &selection, &e);
    code = status != OK ? report_error(&e) : tell(in->options, &selection);
    selection_release(&selection);
    return code;
}
