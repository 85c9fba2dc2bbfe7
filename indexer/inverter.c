#include "indexer/inverter.h"

#include <stdlib.h>

#include "indexer/seal.h"

struct inverter {
    struct seal_docs langs[LANG_COUNT];
    uint32_t capacity[LANG_COUNT];
    void **kept;
    size_t kept_count, kept_capacity;
};

enum status inverter_open(struct inverter **out, struct err *e)
{
    *out = calloc(1, sizeof **out);
    return *out == NULL ? err_memory(e, "the inverter") : OK;
}

static void forget(struct inverter *v)
{
    for (size_t i = 0; i < v->kept_count; i++)
        free(v->kept[i]);
    v->kept_count = 0;
    for (size_t i = 0; i < LANG_COUNT; i++)
        v->langs[i] = (struct seal_docs){.docs = v->langs[i].docs};
}

void inverter_close(struct inverter *v)
{
    if (v == NULL)
        return;
    forget(v);
    for (size_t i = 0; i < LANG_COUNT; i++)
        free(v->langs[i].docs);
    free(v->kept);
    free(v);
}

enum status inverter_add(struct inverter *v, enum lang lang, const struct inverter_doc *d,
                         struct err *e)
{
    struct seal_docs *s = &v->langs[lang];

    if (s->count == v->capacity[lang]) {
        uint32_t capacity = s->count == 0 ? 1024 : s->count * 2;
        struct inverter_doc *docs = realloc(s->docs, capacity * sizeof *docs);
        if (docs == NULL)
            return err_memory(e, "documents");
        s->docs = docs;
        v->capacity[lang] = capacity;
    }
    s->docs[s->count++] = *d;
    s->token_count += d->token_count;
    s->word_count += d->word_count;
    return OK;
}

enum status inverter_keep(struct inverter *v, void *memory, struct err *e)
{
    if (v->kept_count == v->kept_capacity) {
        size_t capacity = v->kept_capacity == 0 ? 64 : v->kept_capacity * 2;
        void **kept = realloc(v->kept, capacity * sizeof *kept);
        if (kept == NULL)
            return err_memory(e, "documents");
        v->kept = kept;
        v->kept_capacity = capacity;
    }
    v->kept[v->kept_count++] = memory;
    return OK;
}

uint64_t inverter_seal_bytes(const struct inverter *v)
{
    uint64_t count = 0, most = 0;

    for (size_t i = 0; i < LANG_COUNT; i++) {
        count += v->langs[i].token_count;
        most = v->langs[i].token_count > most ? v->langs[i].token_count : most;
    }
    return 4 * (count + most);
}

enum status inverter_seal(struct inverter *v, const struct vocabulary *vocabulary,
                          struct pool *pool, struct segment_writer *w, struct err *e)
{
    enum status status = OK;

    for (int i = 0; i < LANG_COUNT && status == OK; i++)
        if (v->langs[i].count > 0)
            status = seal_language(&v->langs[i], (enum lang)i, vocabulary, pool, w, e);
    if (status == OK)
        forget(v);
    return status;
}
