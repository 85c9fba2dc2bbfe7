#include "indexer/commands/counts.h"

#include <stdlib.h>

#include "base/hash.h"
#include "indexer/commands/documents.h"
#include "store/segment_runs.h"

static enum status count_charset(struct counts *c, struct slice charset, struct err *e)
{
    bool added;
    uint32_t number = map_add(&c->charsets, charset, hash_bytes(charset), &added);

    if (number != MAP_NONE && number >= c->capacity) {
        uint32_t capacity = 2 * c->capacity + 16;
        uint64_t *docs = realloc(c->charset_docs, capacity * sizeof *docs);

        if (docs == NULL)
            return err_memory(e, "charsets");
        c->charset_docs = docs;
        c->capacity = capacity;
    }
    if (number == MAP_NONE)
        return err_memory(e, "charsets");
    c->charset_docs[number] = (added ? 0 : c->charset_docs[number]) + 1;
    return OK;
}

static enum status count_document(struct counts *c, const struct document *d, struct err *e)
{
    struct segment_runs runs;

    segment_runs_open(&runs, d->runs);
    while (segment_runs_next(&runs))
        c->zone_words[runs.run.zone] += runs.run.words;
    return count_charset(c, d->charset, e);
}

enum status counts_make(struct index *x, unsigned lang, struct counts *out, struct err *e)
{
    struct documents d;
    enum status status;

    *out = (struct counts){.charsets = MAP_EMPTY};
    documents_open(&d, x);
    while ((status = documents_next(&d, e)) == OK)
        if (lang == COUNTS_ALL_LANGS || d.document.lang == lang)
            TRY(count_document(out, &d.document, e));
    return status == E_NOT_FOUND ? OK : status;
}

void counts_release(struct counts *c)
{
    map_release(&c->charsets);
    free(c->charset_docs);
}
