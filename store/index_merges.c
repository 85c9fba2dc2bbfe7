/* Merges of segments beside the commits: index_writer.h. */
#include "store/index_writer_state.h"

#include <stdio.h>
#include <stdlib.h>

#include "store/merge.h"

/* A merge copies documents several times as fast as they are indexed: when a fourth
 * as many were added, it is done, so that taking it up then waits for nothing. A rule
 * of counts, not of time: the same commits give the same segments.            */
#define MERGE_RUNS_FOR 4

static void say(const struct index_writer *w, const struct err *e)
{
    char text[2 * ERR_TEXT_MAX];

    snprintf(text, sizeof text, "a merge of segments is postponed: %s", e->text);
    if (w->options.on_note != NULL)
        w->options.on_note(w->options.context, text);
}

/* Begins to merge `count` segments; a failure postpones all merges. */
static void start_run(struct index_writer *w, size_t first, size_t count)
{
    struct err local = ERR_NONE;

    w->merge_docs = w->added_docs = 0;
    for (size_t i = first; i < first + count; i++)
        w->merge_docs += segment_live_count(index_segment(w->index, i));
    w->merge_first = w->manifest.segments[first].number;
    w->merge_count = count;
    if (merge_task_start(w->path, w->options.analysis, first, count, w->options.commit_bytes / 2,
                         w->options.merges_aside, &w->merge, &local) == OK)
        return;
    w->merges_off = true;
    say(w, &local);
}

static void count_live(const struct index_writer *w, uint32_t live[MANIFEST_SEGMENTS_MAX])
{
    for (size_t i = 0; i < w->manifest.segment_count; i++)
        live[i] = segment_live_count(index_segment(w->index, i));
}

static void start_merge(struct index_writer *w)
{
    uint32_t live[MANIFEST_SEGMENTS_MAX];
    size_t first, count;

    if (w->merge != NULL || w->merges_off)
        return;
    count_live(w, live);
    first = merge_choose(live, w->manifest.segment_count, &count);
    if (count > 0)
        start_run(w, first, count);
}

/* What was deleted in the run since the merge began is deleted in its result. */
static enum status carry_deletions(struct index_writer *w, size_t first, struct deletions *out,
                                   struct err *e)
{
    for (size_t i = 0; i < w->merge_count; i++) {
        struct segment *s = index_segment(w->index, first + i);

        for (docid doc = 0; doc < segment_doc_count(s); doc++) {
            docid moved = merge_task_moved(w->merge, i, doc);
            struct document d;

            if (moved == DOC_END || !deletions_has(&w->deletions[first + i], doc))
                continue;
            TRY(segment_document(s, doc, &d, e));
            TRY(deletions_add(out, moved, d.lang, segment_length(s, doc), e));
        }
    }
    return OK;
}

/* The run gives way to the merged segment. Deletions not yet published stay so
 * for a moment: they come with the same manifest.                             */
static enum status take_up(struct index_writer *w, struct manifest *m, struct err *e)
{
    struct manifest_segment merged = {.walk = merge_task_walk(w->merge)};
    struct deletions deletions;
    enum status status = OK;
    size_t first = 0;

    while (first < m->segment_count && m->segments[first].number != w->merge_first)
        first++;
    deletions_init(&deletions, merge_task_doc_count(w->merge));
    status = carry_deletions(w, first, &deletions, e);
    if (status == OK)
        status = writer_name_segment(w, MERGE_TASK_FILE, &merged, e);
    if (status == OK && deletions.deleted > 0)
        status = writer_put_deletions(w, &merged, m->generation + 1, &deletions, e);
    deletions_release(&deletions);
    TRY(status);
    for (size_t i = 0; i < m->segment_count; i++)
        if (w->changed[i] && (i < first || i >= first + w->merge_count))
            TRY(writer_put_deletions(w, &m->segments[i], m->generation + 1, &w->deletions[i], e));
    m->segments[first] = merged;
    memmove(m->segments + first + 1, m->segments + first + w->merge_count,
            (m->segment_count - first - w->merge_count) * sizeof *m->segments);
    m->segment_count -= w->merge_count - 1;
    return writer_publish(w, m, e);
}

/* Waits for the merge under way and takes it up. */
static enum status finish_merge(struct index_writer *w, struct err *e)
{
    struct err local = ERR_NONE;
    struct manifest *m;
    enum status status;

    if (w->merge == NULL)
        return OK;
    m = malloc(sizeof *m);
    if (m == NULL)
        return err_memory(e, "the manifest");
    *m = w->manifest;
    status = merge_task_join(w->merge, &local);
    if (status == OK) {
        status = take_up(w, m, e);
    } else {
        w->merges_off = true;
        say(w, &local);
        status = OK;
    }
    free(m);
    merge_task_abandon(w->merge);
    w->merge = NULL;
    if (status == OK)    /* else MANIFEST may name files that w->manifest does not */
        writer_remove_unused(w);
    return status;
}

enum status writer_merge(struct index_writer *w, uint64_t added_docs, struct err *e)
{
    w->added_docs += added_docs;
    if (w->merge != NULL && w->added_docs < w->merge_docs / MERGE_RUNS_FOR)
        return OK;
    TRY(finish_merge(w, e));
    start_merge(w);
    return OK;
}

/* Segments without a live document, and their files, are left out of the manifest. */
static enum status drop_empty(struct index_writer *w, struct err *e)
{
    struct manifest *m = malloc(sizeof *m);
    enum status status = OK;
    size_t kept = 0;

    if (m == NULL)
        return err_memory(e, "the manifest");
    *m = w->manifest;
    for (size_t i = 0; i < m->segment_count; i++)
        if (segment_live_count(index_segment(w->index, i)) > 0)
            m->segments[kept++] = m->segments[i];
    if (kept < m->segment_count) {
        m->segment_count = kept;
        status = writer_publish(w, m, e);
    }
    free(m);
    return status;
}

enum status index_writer_compact(struct index_writer *w, struct err *e)
{
    uint32_t live[MANIFEST_SEGMENTS_MAX];

    TRY(finish_merge(w, e));
    TRY(drop_empty(w, e));
    for (size_t first = 0; first < w->manifest.segment_count; first++) {
        size_t count;

        count_live(w, live);
        count = merge_fitting(live, first, w->manifest.segment_count);
        if (count == 1 && w->deletions[first].deleted == 0)
            continue;
        start_run(w, first, count);
        TRY(finish_merge(w, e));
        if (w->merges_off)
            return err_set(e, E_IO, "'%s' could not be compacted; it is sound as it is", w->path);
    }
    return OK;
}

enum status index_writer_settle(struct index_writer *w, struct err *e)
{
    start_merge(w);
    while (w->merge != NULL) {
        TRY(finish_merge(w, e));
        start_merge(w);
    }
    return OK;
}
