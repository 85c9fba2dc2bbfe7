#include "store/check.h"

#include <stdlib.h>

#include "store/form_trees.h"
#include "store/manifest.h"
#include "store/names.h"
#include "store/segment_file.h"
#include "store/segment_runs.h"

/* The forms are in order and occur at least as often as the term does. */
static enum status check_forms(struct segment *s, struct slice term, const struct term_info *info,
                               struct err *e)
{
    uint8_t last[2 * FORMS_FORM_MAX];
    struct slice before = {.p = last, .n = 0};
    struct forms_cursor c;
    struct form_count form;
    uint64_t occurrences = 0, count = 0;
    int more = forms_open(&c, term, info->cf, info->forms) ? 1 : -1;

    for (; more == 1 && (more = forms_next(&c, &form)) == 1; count++) {
        if (count > 0 && slice_compare(before, form.form) >= 0)
            more = -1;
        memcpy(last, form.form.p, form.form.n);
        before.n = form.form.n;
        occurrences += form.occurrences;
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

/* A tree that is made anew of the terms' forms, beside the one that is there. */
struct made_anew {
    struct segment *segment;
    struct table_cursor cursor;
    const char *damage;
};

static enum status compare_entry(void *context, struct slice key, struct slice payload,
                                 struct err *e)
{
    struct made_anew *m = context;
    struct slice found, value;
    enum status status = table_next(&m->cursor, &found, &value, e);

    if (status == OK && slice_equal(key, found) && slice_equal(payload, value))
        return OK;
    return status == OK || status == E_NOT_FOUND ? segment_damaged(m->segment, m->damage, 0, e)
                                                 : status;
}

static enum status expect_end(struct made_anew *m, struct err *e)
{
    struct slice key, payload;
    enum status status = table_next(&m->cursor, &key, &payload, e);

    return status == OK ? segment_damaged(m->segment, m->damage, 0, e)
                        : status == E_NOT_FOUND ? OK : status;
}

/* The group's number leads to the term it begins with. */
static enum status check_group(struct segment *s, uint32_t group, struct slice term, struct err *e)
{
    struct table_cursor c;
    struct slice key, payload;

    TRY(segment_number_groups(s, e));
    table_cursor_init(&c, &s->terms);
    TRY(table_enter_group(&c, group, e));
    TRY(table_next(&c, &key, &payload, e));
    return slice_equal(key, term) ? OK : segment_damaged(s, "wrong group of terms", group, e);
}

/* Names lead to terms of their language. */
static enum status check_name(struct segment *s, uint8_t lang, const uint32_t *terms, size_t count,
                              struct err *e)
{
    struct slice key, payload;
    struct table_cursor c;

    for (size_t i = 0; i < count; i++) {
        table_cursor_init(&c, &s->terms);
        TRY(table_at(&c, terms[i], &key, &payload, e));
        if (key.p[0] != lang)
            return segment_damaged(s, "a name of another language", terms[i], e);
    }
    return count > 0 ? OK : segment_damaged(s, "wrong names", 0, e);
}

static enum status check_names(struct segment *s, struct err *e)
{
    struct table_cursor c;
    struct slice key, payload;
    struct buf terms;
    enum status status;

    TRY(segment_number_groups(s, e));
    buf_init(&terms, (size_t)1 << 30);
    table_cursor_init(&c, &s->names);
    while ((status = table_next(&c, &key, &payload, e)) == OK) {
        uint8_t lang;
        uint64_t name;

        buf_clear(&terms);
        status = names_read(key, payload, &lang, &name, &terms)
                     ? check_name(s, lang, (const uint32_t *)(const void *)terms.p,
                                  terms.n / sizeof(uint32_t), e)
                     : segment_damaged(s, "wrong names", 0, e);
        if (status != OK)
            break;
    }
    buf_release(&terms);
    return status == E_NOT_FOUND ? OK : status;
}

struct term_checks {
    struct segment *segment;
    struct table_cursor terms;
    struct postings *postings;
    struct buf positions;
    struct form_trees trees;
    struct made_anew endings, strays;
    struct check_report *sum;
};

static enum status check_all_terms(struct term_checks *c, struct err *e)
{
    const struct form_sinks sinks = {{compare_entry, &c->endings}, {compare_entry, &c->strays}};
    struct segment *s = c->segment;
    struct slice key, payload;
    uint32_t group = UINT32_MAX;
    enum status status;

    while ((status = table_next(&c->terms, &key, &payload, e)) == OK) {
        struct term_info info;

        TRY(check_term(s, key, payload, c->postings, &c->positions, c->sum, e));
        if (c->terms.group != group)
            TRY(check_group(s, c->terms.group, key, e));
        group = c->terms.group;
        if (!postings_read_info(payload, &info))
            return segment_damaged(s, "wrong record of a term", c->sum->term_count, e);
        TRY(form_trees_add(&c->trees, key.p[0], slice_drop(key, 1), info.cf, info.forms, group,
                           &sinks, e));
    }
    if (status != E_NOT_FOUND)
        return status;
    TRY(form_trees_finish(&c->trees, &sinks, e));
    TRY(expect_end(&c->endings, e));
    return expect_end(&c->strays, e);
}

static enum status check_terms(struct segment *s, struct check_report *sum, struct err *e)
{
    struct term_checks c = {.segment = s, .postings = malloc(sizeof *c.postings), .sum = sum,
                            .endings = {.segment = s, .damage = "wrong endings"},
                            .strays = {.segment = s, .damage = "wrong list of strays"}};
    enum status status = c.postings == NULL ? err_memory(e, "checking") : OK;

    buf_init(&c.positions, (size_t)4 << 30);
    form_trees_init(&c.trees);
    table_cursor_init(&c.terms, &s->terms);
    table_cursor_init(&c.endings.cursor, &s->endings);
    table_cursor_init(&c.strays.cursor, &s->strays);
    if (status == OK)
        status = check_all_terms(&c, e);
    form_trees_release(&c.trees);
    free(c.postings);
    buf_release(&c.positions);
    return status;
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
        for (uint32_t i = 0; !segment_is_table(tree) && i < s->streams[tree].chunk_count; i++) {
            struct slice chunk;
            TRY(stream_chunk(&s->streams[tree], i, &chunk, e));
        }
    return OK;
}

enum status check_segment(struct segment *s, struct check_report *out, struct err *e)
{
    struct check_report sum = {.segment_count = 1};

    TRY(check_chunks(s, e));
    TRY(check_terms(s, &sum, e));
    TRY(check_names(s, e));
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

/* The indexer's memory of the files. A commit of a writer takes away what was read just
 * before: then there is a newer manifest.                                      */
static enum status check_files(const char *path, struct err *e)
{
    struct manifest *m = malloc(2 * sizeof *m);
    struct err local = ERR_NONE;
    enum status status;
    struct buf bytes;

    if (m == NULL)
        return err_memory(e, "checking");
    buf_init(&bytes, (size_t)16 << 30);
    do {
        buf_clear(&bytes);
        local = ERR_NONE;
        status = manifest_read(path, &m[0], &local);
        if (status == OK)
            status = manifest_read_files(path, &m[0], &bytes, &local);
    } while (status == E_NOT_FOUND && manifest_read(path, &m[1], NULL) == OK
             && m[1].generation != m[0].generation);
    if (status != OK && e != NULL)
        *e = local;
    buf_release(&bytes);
    free(m);
    return status;
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
    TRY(status);
    return check_files(path, e);
}
