#include "indexer/deep_check.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/hash.h"
#include "base/map.h"
#include "stemmers/analyzer.h"
#include "stemmers/name_key.h"
#include "stemmers/words.h"
#include "store/checksum.h"
#include "store/forms.h"
#include "store/names.h"
#include "store/segment_file.h"
#include "store/segment_runs.h"

/* What the words of texts are added to: a sum for each document, or, of one document, one
 * for each term.                                                                */
struct sums {
    uint64_t *docs;             /* by document */
    docid only;                 /* of this one, terms are told apart; DOC_END: of none */
    struct map terms;           /* language byte and term -> by_term */
    uint64_t *by_term;
    uint32_t capacity;
};

struct deep {
    struct segment *segment;
    struct analyzer *analyzer;
    struct words words;
    struct buf text, positions;
    struct postings *postings;
    struct sums sums;
    bool *is_bare;              /* by document */
    struct deep_check_report *report;
    struct err *err;
};

static enum status damaged(const struct deep *d, docid doc, const char *what)
{
    struct document document = {.id = {0}};

    if (segment_document(d->segment, doc, &document, NULL) != OK)
        document.id.n = 0;
    err_set(d->err, E_CORRUPT, "'%s' is damaged: %s, document %u ('%.*s')", d->segment->path, what,
            doc, SLICE_ARG(document.id));
    err_hint(d->err, CHECKSUM_HINT);
    return E_CORRUPT;
}

/* Adds to the sum of a term of the one document. */
static enum status add_term(struct deep *d, struct slice key, uint64_t n)
{
    struct sums *s = &d->sums;
    bool added;
    uint32_t number = map_add(&s->terms, key, hash_bytes(key), &added);

    if (number != MAP_NONE && number >= s->capacity) {
        uint32_t capacity = s->capacity * 2 + 1024;
        uint64_t *grown = realloc(s->by_term, capacity * sizeof *grown);

        if (grown == NULL)
            return err_memory(d->err, "terms");
        s->by_term = grown;
        s->capacity = capacity;
    }
    if (number == MAP_NONE)
        return err_memory(d->err, "terms");
    s->by_term[number] = (added ? 0 : s->by_term[number]) + n;
    return OK;
}

/* Adds a term at a position, or with sign -1 takes it away. key: as in the term table. */
static enum status add(struct deep *d, docid doc, struct slice key, uint32_t position,
                       uint64_t sign)
{
    uint64_t n = sign * checksum_of(key, position);

    if (d->sums.only == DOC_END)
        d->sums.docs[doc] += n;
    return d->sums.only == doc ? add_term(d, key, n) : OK;
}

/* The terms at one position: that of a word and those of its extra words. */
struct place {
    uint32_t position;
    size_t count;
    uint64_t terms[WORDS_AT_ONE_PLACE];
};

/* Whether the term is the first of its kind at the position; later ones are none more. */
static bool is_new(struct place *p, uint32_t position, struct slice key)
{
    uint64_t hash = hash_bytes(key);

    if (p->position != position)
        *p = (struct place){.position = position};
    for (size_t i = 0; i < p->count; i++)
        if (p->terms[i] == hash)
            return false;
    p->terms[p->count++] = hash;
    return true;
}

static enum status add_run(struct deep *d, docid doc, const struct segment_run *run, uint8_t lang,
                           struct slice text)
{
    uint8_t key[1 + ANALYZER_TERM_MAX_BYTES];
    struct place place = {.position = UINT32_MAX};
    struct word word;
    uint32_t count = 0;

    if (run->zone == SEGMENT_REPEATED)
        return run->words == 0 ? OK : damaged(d, doc, "words in a repeated paragraph");
    words_start(&d->words, text, run->first_position);
    while (words_next(&d->words, &word)) {
        struct slice stem = {0};

        count += !word.is_extra;
        if (!word.too_long)
            stem = analyzer_word_in(d->analyzer, (enum lang)lang,
                                    (enum lang)(run->lang > 0 ? run->lang - 1 : lang),
                                    slice_of(text.p + word.start, word.size)).stem;
        if (stem.n == 0)
            continue;
        key[0] = lang;
        memcpy(key + 1, stem.p, stem.n);
        if (is_new(&place, word.position, slice_of(key, stem.n + 1)))
            TRY(add(d, doc, slice_of(key, stem.n + 1), word.position, 1));
    }
    if (words_status(&d->words) != OK)
        return err_set(d->err, words_status(&d->words), "cannot break a text into words");
    return count == run->words ? OK : damaged(d, doc, "a zone has other words than its text");
}

/* The words of a document's text. */
static enum status add_text(struct deep *d, docid doc)
{
    struct document document;
    struct segment_runs c;

    buf_clear(&d->text);
    TRY(segment_document(d->segment, doc, &document, d->err));
    TRY(segment_text(d->segment, doc, &d->text, d->err));
    d->is_bare[doc] = !segment_runs_are_sound(document.runs, (uint32_t)d->text.n);
    if (d->is_bare[doc])
        return OK;
    segment_runs_open(&c, document.runs);
    while (segment_runs_next(&c))
        TRY(add_run(d, doc, &c.run, document.lang,
                    slice_of(d->text.p + c.run.start, c.run.bytes)));
    return OK;
}

static bool reaches(const struct bound *b, uint32_t weighted, uint32_t length)
{
    for (size_t i = 0; i < BOUND_POINTS; i++)
        if (b->points[i].tf >= weighted && b->points[i].length <= length)
            return true;
    return false;
}

/* Weight and bounds of the current posting, whose positions are at hand. */
static enum status check_posting(struct deep *d, const struct term_info *info)
{
    struct postings *p = d->postings;
    const uint32_t *at = (const uint32_t *)(const void *)d->positions.p;
    uint32_t tf = postings_tf(p), weighted = postings_weighted_tf(p), sum = 0;
    uint32_t length = segment_length(d->segment, p->doc);
    struct segment_runs runs;
    struct slice bytes;
    struct bound bound;

    TRY(segment_document_runs(d->segment, p->doc, &bytes, d->err));
    segment_runs_open(&runs, bytes);
    for (uint32_t i = 0; i < tf; i++) {
        uint32_t weight = segment_runs_weight(&runs, at[i]);

        if (weight == 0)
            return damaged(d, p->doc, "a posting at a position that no zone has");
        sum += weight;
    }
    if (postings_weight(tf, postings_weight_code(tf, sum)) != weighted)
        return damaged(d, p->doc, "a posting has another weight than its zones give");
    postings_bound_of(p, p->block, &bound);
    if (!reaches(&bound, weighted, length)
        || (info->inline_list.n == 0 && !reaches(&info->bound, weighted, length)))
        return damaged(d, p->doc, "a bound is lower than a posting of its block");
    return OK;
}

static enum status take_list(struct deep *d, struct slice key, const struct term_info *info)
{
    struct postings *p = d->postings;

    TRY(postings_open(p, d->segment, info, d->err));
    while (postings_next(p) != DOC_END) {
        const uint32_t *at;

        buf_clear(&d->positions);
        TRY(postings_positions(p, &d->positions));
        at = (const uint32_t *)(const void *)d->positions.p;
        for (uint32_t i = 0; i < postings_tf(p); i++)
            TRY(add(d, p->doc, key, at[i], UINT64_MAX));
        if (d->sums.only == DOC_END) {
            d->report->posting_count++;
            TRY(check_posting(d, info));
        }
    }
    return postings_status(p);
}

static enum status take_lists(struct deep *d)
{
    struct table_cursor cursor;
    struct slice key, payload;
    enum status status;

    table_cursor_init(&cursor, &d->segment->terms);
    while ((status = table_next(&cursor, &key, &payload, d->err)) == OK) {
        struct term_info info;

        if (!postings_read_info(payload, &info))
            return segment_damaged(d->segment, "wrong record of a term", 0, d->err);
        TRY(take_list(d, key, &info));
    }
    return status == E_NOT_FOUND ? OK : status;
}

static bool has_key(struct slice form, uint64_t name)
{
    struct name_key keys[NAME_KEYS_MAX];
    size_t count = name_keys(form, keys);

    for (size_t i = 0; i < count; i++)
        if (names_key(name_key_slice(&keys[i])) == name)
            return true;
    return false;
}

/* A form of the term sounds as the key says. Of very many forms not all are kept. */
static enum status check_name(struct deep *d, uint64_t name, uint32_t number)
{
    struct forms_cursor forms;
    struct form_count form;
    struct term_info info;
    struct table_cursor c;
    struct slice key, payload;

    table_cursor_init(&c, &d->segment->terms);
    TRY(table_at(&c, number, &key, &payload, d->err));
    if (!postings_read_info(payload, &info)
        || !forms_open(&forms, slice_drop(key, 1), info.cf, info.forms))
        return segment_damaged(d->segment, "wrong record of a term", number, d->err);
    while (forms_next(&forms, &form) == 1)
        if (has_key(form.form, name))
            return OK;
    return info.forms.n >= FORMS_MAX_BYTES
               ? OK : segment_damaged(d->segment, "a name that sounds otherwise", number, d->err);
}

static enum status check_names(struct deep *d)
{
    struct slice key, payload;
    struct table_cursor c;
    enum status status;

    TRY(segment_number_groups(d->segment, d->err));
    table_cursor_init(&c, &d->segment->names);
    while ((status = table_next(&c, &key, &payload, d->err)) == OK) {
        const uint32_t *terms;
        uint64_t name;
        uint8_t lang;

        buf_clear(&d->positions);
        if (!names_read(key, payload, &lang, &name, &d->positions))
            return segment_damaged(d->segment, "wrong names", 0, d->err);
        terms = (const uint32_t *)(const void *)d->positions.p;
        for (size_t i = 0; i < d->positions.n / sizeof *terms; i++)
            TRY(check_name(d, name, terms[i]));
    }
    return status == E_NOT_FOUND ? OK : status;
}

/* Names a term whose postings in the document are not those of its text. */
static enum status name_term(struct deep *d, docid doc)
{
    char what[64 + SEGMENT_TERM_MAX_BYTES];

    d->sums.only = doc;
    TRY(add_text(d, doc));
    TRY(take_lists(d));
    for (uint32_t i = 0; i < d->sums.terms.count; i++)
        if (d->sums.by_term[i] != 0) {
            struct slice term = slice_drop(map_key(&d->sums.terms, i), 1);

            snprintf(what, sizeof what, "'%.*s' is indexed at other places than it stands at",
                     SLICE_ARG(term));
            return damaged(d, doc, what);
        }
    return damaged(d, doc, "its postings are not those of its text");
}

static enum status check_segment(struct deep *d)
{
    uint32_t count = segment_doc_count(d->segment);

    for (docid doc = 0; doc < count; doc++) {
        TRY(add_text(d, doc));
        d->report->bare_count += d->is_bare[doc];
        d->report->text_count += !d->is_bare[doc];
    }
    TRY(analyzer_status(d->err));
    TRY(check_names(d));
    TRY(take_lists(d));
    for (docid doc = 0; doc < count; doc++)
        if (d->sums.docs[doc] != 0 && !d->is_bare[doc])
            return name_term(d, doc);
    return OK;
}

/* With what is needed for this segment alone. */
static enum status run_segment(struct deep *d, struct segment *s)
{
    size_t count = (size_t)segment_doc_count(s) + 1;
    enum status status;

    d->segment = s;
    d->sums = (struct sums){.docs = calloc(count, sizeof *d->sums.docs), .only = DOC_END,
                            .terms = MAP_EMPTY};
    d->is_bare = calloc(count, sizeof *d->is_bare);
    status = d->sums.docs == NULL || d->is_bare == NULL ? err_memory(d->err, "checking")
                                                        : check_segment(d);
    free(d->sums.docs);
    free(d->sums.by_term);
    map_release(&d->sums.terms);
    free(d->is_bare);
    return status;
}

enum status deep_check(struct index *x, struct deep_check_report *out, struct err *e)
{
    struct deep d = {.report = out, .err = e, .postings = malloc(sizeof *d.postings)};
    enum status status = d.postings == NULL ? err_memory(e, "checking") : OK;

    *out = (struct deep_check_report){.text_count = 0};
    words_init(&d.words);
    buf_init(&d.text, (size_t)4 << 30);
    buf_init(&d.positions, (size_t)4 << 30);
    if (status == OK)
        status = analyzer_open(&d.analyzer, e);
    for (size_t i = 0; i < index_segment_count(x) && status == OK; i++)
        status = run_segment(&d, index_segment(x, i));
    analyzer_close(d.analyzer);
    words_release(&d.words);
    buf_release(&d.text);
    buf_release(&d.positions);
    free(d.postings);
    return status;
}
