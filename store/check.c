#include "store/check.h"

#include <stdlib.h>

#include "store/forms.h"
#include "store/segment_file.h"
#include "store/segment_runs.h"

/* The forms are in order and occur at least as often as the term does. */
static enum status check_forms(struct segment *s, struct slice term, const struct term_info *info,
                               struct err *e)
{
    uint8_t last[2 * FORMS_FORM_MAX];
    struct slice before = slice_of(last, 0);
    struct forms_cursor c;
    struct form_count form;
    uint64_t occurrences = 0, count = 0;
    int more = forms_open(&c, term, info->forms) ? 1 : -1;

    for (; more == 1 && (more = forms_next(&c, &form)) == 1; count++) {
        if (count > 0 && slice_compare(before, form.form) >= 0)
            more = -1;
        memcpy(last, form.form.p, form.form.n);
        before.n = form.form.n;
        occurrences += form.occurrences == 0 ? info->cf : form.occurrences;
    }
    if (more < 0 || (occurrences < info->cf && info->forms.n < FORMS_MAX_BYTES))
        return segment_damaged(s, "wrong forms of a term", 0, e);
    return OK;
}

/* Every list decoded: documents, frequencies and positions counted. */
static enum status check_term(struct segment *s, struct slice key, struct slice payload, struct postings *p,
                              struct buf *positions, struct check_report *sum, struct err *e)
{
    struct term_info info;
    uint64_t df = 0, cf = 0;

    if (key.n < 2 || !postings_read_info(payload, &info))
        return segment_damaged(s, "wrong record of a term", sum->term_count, e);
    TRY(check_forms(s, slice_drop(key, 1), &info, e));
    TRY(postings_open(p, s, &info, e));
    while (postings_next(p) != DOC_END) {
        df++;
        cf += postings_tf(p);
        buf_clear(positions);
        TRY(postings_positions(p, positions));
    }
    TRY(postings_status(p));
    if (df != info.df || cf != info.cf)
        return segment_damaged(s, "a term's counts are wrong", sum->term_count, e);
    sum->term_count++;
    sum->posting_count += df;
    sum->position_count += cf;
    return OK;
}

static enum status check_terms(struct segment *s, struct check_report *sum, struct err *e)
{
    struct postings *p = malloc(sizeof *p);
    struct table_cursor cursor;
    struct slice key, payload;
    struct buf positions;
    enum status status = p == NULL ? err_memory(e, "checking") : OK;

    buf_init(&positions, (size_t)4 << 30);
    table_cursor_init(&cursor, &s->terms);
    while (status == OK && (status = table_next(&cursor, &key, &payload, e)) == OK)
        status = check_term(s, key, payload, p, &positions, sum, e);
    free(p);
    buf_release(&positions);
    return status == E_NOT_FOUND ? OK : status;
}

static void count_document(struct lang_stats *langs, const struct document *d, uint32_t length)
{
    langs[d->lang].doc_count++;
    langs[d->lang].length_sum += length;
}

static bool are_equal(const struct lang_stats *a, const struct lang_stats *b)
{
    for (size_t i = 0; i < SEGMENT_LANG_COUNT; i++)
        if (a[i].doc_count != b[i].doc_count || a[i].length_sum != b[i].length_sum)
            return false;
    return true;
}

/* A live document is the one that its id leads to. */
static enum status check_id(struct segment *s, docid doc, struct slice id, struct err *e)
{
    docid found;

    TRY(segment_find_id(s, id, &found, e));
    return found == doc ? OK : segment_damaged(s, "another document has the id of", doc, e);
}

static bool is_in_range(const struct segment *s, docid doc, uint8_t lang)
{
    docid first = segment_lang_first(s, lang);

    return doc >= first && doc - first < s->header.langs[lang].doc_count;
}

static enum status check_documents(struct segment *s, struct err *e)
{
    struct buf text;
    struct lang_stats langs[SEGMENT_LANG_COUNT] = {{0}}, deleted[SEGMENT_LANG_COUNT] = {{0}};
    enum status status = OK;

    buf_init(&text, (size_t)4 << 30);
    for (docid doc = 0; doc < s->header.doc_count && status == OK; doc++) {
        struct document d;

        buf_clear(&text);
        status = segment_text(s, doc, &text, e);
        if (status == OK)
            status = segment_document(s, doc, &d, e);
        if (status != OK)
            break;
        count_document(langs, &d, segment_length(s, doc));
        if (segment_is_deleted(s, doc))
            count_document(deleted, &d, segment_length(s, doc));
        else
            status = check_id(s, doc, d.id, e);
        if (status == OK && !is_in_range(s, doc, d.lang))
            status = segment_damaged(s, "a language out of its place", doc, e);
        if (status == OK && segment_runs_length(d.runs) != segment_length(s, doc))
            status = segment_damaged(s, "wrong length of document", doc, e);
    }
    buf_release(&text);
    TRY(status);
    if (!are_equal(langs, s->header.langs) || !are_equal(deleted, s->deletions.langs))
        return segment_damaged(s, "its statistics are wrong", 0, e);
    return OK;
}

static enum status check_chunks(struct segment *s, struct err *e)
{
    for (size_t tree = TREE_DICTS; tree < TREE_COUNT; tree++)
        for (uint32_t i = 0; tree != TREE_TERMS && i < s->streams[tree].chunk_count; i++) {
            struct slice chunk;
            TRY(stream_chunk(&s->streams[tree], i, &chunk, e));
        }
    return OK;
}

static enum status check_segment(struct segment *s, struct check_report *out, struct err *e)
{
    struct check_report sum = {.segment_count = 1};

    TRY(check_chunks(s, e));
    TRY(check_terms(s, &sum, e));
    if (sum.term_count != s->header.term_count || sum.posting_count != s->header.posting_count
        || sum.position_count != s->header.position_count)
        return segment_damaged(s, "its counts of terms are wrong", sum.term_count, e);
    TRY(check_documents(s, e));
    out->segment_count++;
    out->doc_count += segment_live_count(s);
    out->deleted_count += s->deletions.deleted;
    out->term_count += sum.term_count;
    out->posting_count += sum.posting_count;
    out->position_count += sum.position_count;
    return OK;
}

enum status check_index(const char *path, uint32_t analysis, struct check_report *out,
                        struct err *e)
{
    struct index *x;
    enum status status = OK;

    *out = (struct check_report){.segment_count = 0};
    TRY(index_open(path, analysis, &x, e));
    for (size_t i = 0; i < index_segment_count(x) && status == OK; i++)
        status = check_segment(index_segment(x, i), out, e);
    index_close(x);
    return status;
}
