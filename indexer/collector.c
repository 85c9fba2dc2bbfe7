#include "indexer/collector.h"

#include <stdlib.h>

#include "base/hash.h"
#include "base/map.h"
#include "indexer/inverter.h"
#include "indexer/text_training.h"
#include "store/merge.h"
#include "store/segment_runs.h"

/* Of the budget, for words, forms and ids together; the rest is for batches, tasks that
 * encode and what LMDB holds back, and for a merge aside where there may be one. */
#define SEGMENT_SHARE(memory) ((memory) / 2)
#define SEGMENT_SHARE_ALONE(memory) ((memory) / 4 * 3)
#define KNOWN_SHARE(segment) ((segment) / 2)    /* more are not kept for the next segment */
#define SEAL_BYTES_MOST ((uint64_t)12 << 30)     /* words are numbered in 32 bits */
#define FORM_BYTES 230u                          /* of a form in the vocabulary and in sealing, about */
#define DOCS_SLACK (1u << 20)                    /* more than any batch has */

struct collector {
    struct index_writer *index;
    struct batch_shared *shared;
    bool stores_text;
    void (*on_report)(void *context, const struct builder_report *report);
    void *context;
    struct inverter *inverter;
    struct text_training *training;
    struct segment_writer *writer;    /* null: no document yet */
    struct seen {
        uint64_t *bits;               /* by number of the form */
        size_t words;                 /* of 64 bits */
    } seen[LANG_COUNT];
    uint64_t seen_count;              /* forms since the vocabulary was renewed */
    struct map ids;                   /* of its articles; number -> id_docs */
    docid *id_docs;
    uint32_t id_capacity;
    struct doc_note {
        uint8_t lang;
        bool dead;
        uint32_t length;
    } *notes;
    uint32_t note_count, note_capacity;
};

enum status collector_open(struct index_writer *index, struct batch_shared *shared,
                           const struct builder_options *options, struct collector **out,
                           struct err *e)
{
    struct collector *c = calloc(1, sizeof *c);
    enum status status;

    *out = NULL;
    if (c == NULL)
        return err_memory(e, "the open segment");
    *c = (struct collector){.index = index, .shared = shared, .stores_text = shared->stores_text,
                            .on_report = options->on_report, .context = options->context};
    status = inverter_open(&c->inverter, e);
    if (status == OK)
        status = text_training_open(shared, &c->training, e);
    if (status == OK)
        status = text_training_reuse(c->training, index_writer_published(index), e);
    if (status != OK)
        collector_close(c);
    else
        *out = c;
    return status;
}

void collector_close(struct collector *c)
{
    if (c == NULL)
        return;
    segment_writer_abandon(c->writer);
    inverter_close(c->inverter);
    text_training_close(c->training);
    for (size_t i = 0; i < LANG_COUNT; i++)
        free(c->seen[i].bits);
    map_release(&c->ids);
    free(c->id_docs);
    free(c->notes);
    free(c);
}

bool collector_has(const struct collector *c, struct slice id)
{
    return map_find(&c->ids, id, hash_bytes(id)) != MAP_NONE;
}

bool collector_is_empty(const struct collector *c)
{
    return c->writer == NULL;
}

/* The open segment's part of the budget. */
static uint64_t share_of(const struct collector *c, size_t memory_bytes)
{
    bool merges = index_segment_count(index_writer_published(c->index)) >= MERGE_LEAST;

    return merges ? SEGMENT_SHARE(memory_bytes) : SEGMENT_SHARE_ALONE(memory_bytes);
}

bool collector_is_full(const struct collector *c, size_t memory_bytes)
{
    uint64_t words = inverter_seal_bytes(c->inverter);
    uint64_t names = c->seen_count * FORM_BYTES + map_held_bytes(&c->ids);

    return words + names >= share_of(c, memory_bytes) || words >= SEAL_BYTES_MOST
           || c->note_count + DOCS_SLACK > SEGMENT_DOCS_MAX;
}

static enum status replace_published(struct collector *c, struct slice id,
                                     struct builder_report *report, struct err *e)
{
    struct published_document old;

    report->result = BUILDER_ADDED;
    TRY(index_writer_find(c->index, id, &old, e));
    if (old.segment == SIZE_MAX)
        return OK;
    report->result = BUILDER_UPDATED;
    return index_writer_delete(c->index, &old, e);
}

static bool grow(void **array, uint32_t *capacity, uint32_t needed, size_t size)
{
    uint32_t wanted = *capacity == 0 ? 1024 : *capacity * 2;
    void *p;

    if (needed <= *capacity)
        return true;
    p = realloc(*array, wanted * size);
    if (p == NULL)
        return false;
    *array = p;
    *capacity = wanted;
    return true;
}

/* Remembers the article's id; one of this segment with the same id is dead. */
static enum status note_id(struct collector *c, struct slice id, docid doc, bool *repeated,
                           struct err *e)
{
    bool added;
    uint32_t number = map_add(&c->ids, id, hash_bytes(id), &added);
    void *docs = c->id_docs;

    if (number == MAP_NONE || !grow(&docs, &c->id_capacity, number + 1, sizeof *c->id_docs))
        return err_memory(e, "ids");
    c->id_docs = docs;
    *repeated = !added;
    if (!added)
        c->notes[c->id_docs[number]].dead = true;
    c->id_docs[number] = doc;
    return OK;
}

static struct document describe(const struct collector *c, const struct batch *batch, size_t i)
{
    struct document out = batch_document(batch, i);

    if (!c->stores_text) {
        out.title_start = 0;
        out.text_bytes = out.title_bytes;
    }
    return out;
}

/* The text where the batch has compressed it; else it waits for its dictionary. */
static enum status put_text(struct collector *c, const struct batch *batch, const struct batch_doc *d,
                            docid doc, const struct document *document, struct slice text,
                            struct err *e)
{
    struct slice frame = slice_of(batch->frames.p + d->frame, d->frame_bytes);
    uint32_t number;

    if (!c->stores_text)
        text = slice_of(text.p + d->found.title_start, document->text_bytes);
    if (d->dict == NULL || !c->stores_text)
        return text_training_add(c->training, c->writer, doc, document, text, e);
    TRY(segment_writer_dict(c->writer, document->lang, text_dict_bytes(d->dict), &number, e));
    return segment_writer_text(c->writer, doc, document, frame, number, e);
}

/* Counts the forms that are new. What the vocabulary holds would tell as well, but with several
 * threads it runs ahead of the articles collected.                            */
static enum status see_forms(struct collector *c, enum lang lang, const uint32_t *tokens,
                             size_t count, struct err *e)
{
    struct seen *s = &c->seen[lang];

    for (size_t i = 0; i < count; i++) {
        uint32_t token = tokens[i] < VOCABULARY_NO_TERM ? tokens[i] : tokens[i] & ~INVERTER_EXTRA;
        uint32_t form = vocabulary_token_form(token);
        size_t word = form / 64;
        uint64_t bit = (uint64_t)1 << (form % 64);

        if (token == VOCABULARY_NO_TERM)
            continue;
        if (word >= s->words) {
            size_t words = word + word / 2 + 1024;
            uint64_t *bits = realloc(s->bits, words * sizeof *bits);
            if (bits == NULL)
                return err_memory(e, "the vocabulary");
            memset(bits + s->words, 0, (words - s->words) * sizeof *bits);
            s->bits = bits;
            s->words = words;
        }
        c->seen_count += (s->bits[word] & bit) == 0;
        s->bits[word] |= bit;
    }
    return OK;
}

bool collector_knows_much(const struct collector *c, size_t memory_bytes)
{
    return c->seen_count * FORM_BYTES > KNOWN_SHARE(share_of(c, memory_bytes));
}

void collector_forget_words(struct collector *c)
{
    for (size_t i = 0; i < LANG_COUNT; i++)
        if (c->seen[i].bits != NULL)
            memset(c->seen[i].bits, 0, c->seen[i].words * sizeof *c->seen[i].bits);
    c->seen_count = 0;
}

/* One analysed article becomes a document of the open segment. */
static enum status collect_doc(struct collector *c, const struct batch *batch, size_t i,
                               struct err *e)
{
    const struct batch_doc *d = &batch->docs[i];
    struct document document = describe(c, batch, i);
    struct slice id = document.id, text = batch_text(batch, i);
    uint32_t length = segment_runs_length(document.runs);
    struct builder_report report = {.id = id, .path = document.path, .text_bytes = text.n,
                                    .charset = document.charset,
                                    .charset_percent = document.charset_percent,
                                    .truncated = d->found.truncated,
                                    .fields_cut = d->found.fields_cut,
                                    .code = d->lang_code, .lang = d->lang};
    docid doc = c->note_count;
    void *notes = c->notes;

    if (c->writer == NULL)
        TRY(index_writer_segment(c->index, &c->writer, e));
    if (!grow(&notes, &c->note_capacity, doc + 1, sizeof *c->notes))
        return err_memory(e, "documents");
    c->notes = notes;
    if (map_find(&c->ids, id, hash_bytes(id)) == MAP_NONE)
        TRY(replace_published(c, id, &report, e));
    TRY(note_id(c, id, doc, &report.repeated, e));
    c->notes[c->note_count++] = (struct doc_note){.lang = document.lang, .length = length};
    TRY(segment_writer_document(c->writer, &document, e));
    TRY(see_forms(c, d->lang, batch->tokens + d->first_token, d->token_count, e));
    TRY(inverter_add(c->inverter, d->lang,
                     &(struct inverter_doc){.tokens = batch->tokens + d->first_token,
                                            .token_count = (uint32_t)d->token_count,
                                            .word_count = (uint32_t)d->word_count,
                                            .zones = batch->zones + d->first_zone,
                                            .zone_count = (uint32_t)d->zone_count,
                                            .length = length}, e));
    TRY(put_text(c, batch, d, doc, &document, text, e));
    if (c->on_report != NULL)
        c->on_report(c->context, &report);
    return OK;
}

/* Cuts the words' numbers and zones to their size and gives them to the inverter. */
static enum status keep_words(struct collector *c, struct batch *batch, struct err *e)
{
    uint32_t *tokens = realloc(batch->tokens, (batch->token_count + 1) * sizeof *tokens);
    struct inverter_zone *zones = realloc(batch->zones, (batch->zone_count + 1) * sizeof *zones);

    if (tokens != NULL)
        batch->tokens = tokens;
    if (zones != NULL)
        batch->zones = zones;
    TRY(inverter_keep(c->inverter, batch->tokens, e));
    if (inverter_keep(c->inverter, batch->zones, e) == OK)
        return OK;
    batch->tokens = NULL;              /* the inverter's now */
    return E_MEMORY;
}

/* Articles of the new segment that a later one of the same run replaced. */
static enum status find_dead(const struct collector *c, struct deletions *out, struct err *e)
{
    deletions_init(out, c->note_count);
    for (docid i = 0; i < c->note_count; i++)
        if (c->notes[i].dead)
            TRY(deletions_add(out, segment_writer_docid(c->writer, i), c->notes[i].lang, c->notes[i].length, e));
    return OK;
}

enum status collector_add(struct collector *c, struct batch *batch, struct err *e)
{
    enum status status = OK;

    TRY(keep_words(c, batch, e));
    for (size_t i = 0; i < batch->doc_count && status == OK; i++)
        status = collect_doc(c, batch, i, e);
    batch->tokens = NULL;              /* the inverter's now */
    batch->zones = NULL;
    batch->token_capacity = batch->zone_capacity = 0;
    return status;
}

enum status collector_commit(struct collector *c, struct pool *pool, struct err *e)
{
    struct segment_writer *writer = c->writer;
    struct deletions dead;
    enum status status;

    TRY(text_training_flush(c->training, writer, e));
    TRY(segment_writer_number(writer, e));
    TRY(inverter_seal(c->inverter, c->shared->vocabulary, pool, writer, e));
    status = find_dead(c, &dead, e);
    if (status == OK) {
        c->writer = NULL;
        status = index_writer_commit(c->index, writer, &dead, e);
    }
    deletions_release(&dead);
    map_clear(&c->ids);
    c->note_count = 0;
    return status;
}
