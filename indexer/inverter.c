#include "indexer/inverter.h"

#include <stdlib.h>

#include "base/codec.h"
#include "base/hash.h"
#include "base/map.h"

#define NO_TERM UINT32_MAX

struct chain {
    uint8_t *p;
    uint32_t n, capacity;
    docid last_doc;            /* DOC_END before the first */
    uint32_t last_position;
};

/* A term space: words as written -> term number; term number -> chain. */
struct space {
    struct map surfaces;
    uint32_t *surface_terms;
    uint32_t surface_capacity;
    struct map terms;
    struct chain *chains;
    uint32_t chain_capacity;
};

struct inverter {
    struct analyzer *analyzer;
    struct words words;
    struct space spaces[LANG_COUNT];
    size_t chain_bytes;
};

enum status inverter_open(struct inverter **out, struct err *e)
{
    struct inverter *v = calloc(1, sizeof *v);
    enum status status;

    *out = NULL;
    if (v == NULL)
        return err_memory(e, "the inverter");
    words_init(&v->words);
    status = analyzer_open(&v->analyzer, e);
    if (status != OK)
        inverter_close(v);
    else
        *out = v;
    return status;
}

static void release_space(struct space *s)
{
    for (uint32_t i = 0; i < s->terms.count; i++)
        free(s->chains[i].p);
    map_release(&s->surfaces);
    map_release(&s->terms);
    free(s->surface_terms);
    free(s->chains);
    *s = (struct space){.surface_capacity = 0};
}

void inverter_close(struct inverter *v)
{
    if (v == NULL)
        return;
    for (size_t i = 0; i < LANG_COUNT; i++)
        release_space(&v->spaces[i]);
    words_release(&v->words);
    analyzer_close(v->analyzer);
    free(v);
}

static bool grow(void **array, uint32_t *capacity, uint32_t needed, size_t size)
{
    uint32_t wanted = *capacity == 0 ? 1024 : *capacity;
    void *p;

    if (needed <= *capacity)
        return true;
    while (wanted < needed)
        wanted *= 2;
    p = realloc(*array, wanted * size);
    if (p == NULL)
        return false;
    *array = p;
    *capacity = wanted;
    return true;
}

/* Number of a term, its chain made on first sight; MAP_NONE without memory. */
static uint32_t term_number(struct space *s, struct slice stem)
{
    bool added;
    uint32_t term = map_add(&s->terms, stem, hash_bytes(stem), &added);
    void *chains = s->chains;

    if (!added || term == MAP_NONE)
        return term;
    if (!grow(&chains, &s->chain_capacity, s->terms.count, sizeof *s->chains))
        return MAP_NONE;
    s->chains = chains;
    s->chains[term] = (struct chain){.last_doc = DOC_END};
    return term;
}

/* The term of a word as written: each distinct form is analysed once. */
static bool term_of(struct inverter *v, enum lang lang, struct slice word, uint32_t *term)
{
    struct space *s = &v->spaces[lang];
    bool added;
    uint32_t surface = map_add(&s->surfaces, word, hash_bytes(word), &added);
    void *terms = s->surface_terms;

    if (surface == MAP_NONE)
        return false;
    if (added) {
        struct slice stem = analyzer_word(v->analyzer, lang, word).stem;

        if (!grow(&terms, &s->surface_capacity, s->surfaces.count, sizeof *s->surface_terms))
            return false;
        s->surface_terms = terms;
        s->surface_terms[surface] = stem.n == 0 ? NO_TERM : term_number(s, stem);
        if (stem.n != 0 && s->surface_terms[surface] == MAP_NONE)
            return false;
    }
    *term = s->surface_terms[surface];
    return true;
}

static bool put(struct inverter *v, struct chain *c, uint64_t number)
{
    if (c->n + CODEC_VARINT64_MAX_BYTES > c->capacity) {
        uint32_t capacity = c->capacity == 0 ? 16 : c->capacity + c->capacity / 2 + 16;
        uint8_t *p;

        if (capacity < c->capacity || (p = realloc(c->p, capacity)) == NULL)
            return false;
        v->chain_bytes += capacity - c->capacity;
        c->p = p;
        c->capacity = capacity;
    }
    c->n = (uint32_t)(codec_put_varint(c->p + c->n, number) - c->p);
    return true;
}

static bool add_occurrence(struct inverter *v, struct chain *c, docid doc, uint32_t position)
{
    if (c->last_doc != doc) {
        if (!put(v, c, (uint64_t)(doc - c->last_doc) << 1 | 1))   /* DOC_END is -1 */
            return false;
        c->last_doc = doc;
        c->last_position = 0;
    }
    if (!put(v, c, (uint64_t)(position - c->last_position) << 1))
        return false;
    c->last_position = position;
    return true;
}

enum status inverter_add(struct inverter *v, docid doc, enum lang lang, struct slice text,
                         uint32_t first_position, uint32_t *count, struct err *e)
{
    struct word word;

    *count = 0;
    words_start(&v->words, text, first_position);
    while (words_next(&v->words, &word)) {
        uint32_t term;

        ++*count;
        if (word.too_long)
            continue;
        if (!term_of(v, lang, slice_of(text.p + word.start, word.size), &term)
            || (term != NO_TERM
                && !add_occurrence(v, &v->spaces[lang].chains[term], doc, word.position)))
            return err_memory(e, "postings");
    }
    if (words_status(&v->words) != OK)
        return err_set(e, words_status(&v->words), "cannot break a text of %zu bytes into words",
                       text.n);
    return OK;
}

size_t inverter_held_bytes(const struct inverter *v)
{
    size_t bytes = v->chain_bytes;

    for (size_t i = 0; i < LANG_COUNT; i++) {
        const struct space *s = &v->spaces[i];
        /* 16 bytes of malloc's own for each chain */
        bytes += map_held_bytes(&s->surfaces) + map_held_bytes(&s->terms)
                 + s->surface_capacity * sizeof *s->surface_terms
                 + s->chain_capacity * sizeof *s->chains + (size_t)s->terms.count * 16;
    }
    return bytes;
}

struct sorted {
    struct slice term;
    uint32_t number;
};

static int compare_terms(const void *a, const void *b)
{
    const struct sorted *x = a, *y = b;
    return slice_compare(x->term, y->term);
}

static enum status write_chain(const struct chain *c, struct segment_writer *w,
                               struct buf *positions, struct err *e)
{
    const uint8_t *p = c->p, *end = p + c->n;
    docid doc = DOC_END;
    uint32_t position = 0;

    buf_clear(positions);
    while (p < end) {
        uint64_t number = 0;

        p = codec_get_varint64(p, end, &number);
        if ((number & 1) != 0) {
            if (positions->n > 0)
                TRY(segment_writer_posting(w, doc, (const uint32_t *)(const void *)positions->p,
                                           (uint32_t)(positions->n / sizeof position), e));
            doc += (docid)(number >> 1);
            position = 0;
            buf_clear(positions);
            continue;
        }
        position += (uint32_t)(number >> 1);
        buf_append(positions, &position, sizeof position);
        if (!buf_ok(positions))
            return err_memory(e, "positions");
    }
    return segment_writer_posting(w, doc, (const uint32_t *)(const void *)positions->p,
                                  (uint32_t)(positions->n / sizeof position), e);
}

static enum status seal_space(struct space *s, uint8_t lang, struct segment_writer *w,
                              struct buf *positions, struct err *e)
{
    uint32_t count = s->terms.count;
    struct sorted *order = malloc(((size_t)count + 1) * sizeof *order);
    enum status status = OK;

    if (order == NULL)
        return err_memory(e, "sorting the terms");
    for (uint32_t i = 0; i < count; i++)
        order[i] = (struct sorted){map_key(&s->terms, i), i};
    qsort(order, count, sizeof *order, compare_terms);
    for (uint32_t i = 0; i < count && status == OK; i++) {
        struct chain *c = &s->chains[order[i].number];

        segment_writer_begin_term(w, lang, order[i].term);
        status = write_chain(c, w, positions, e);
        if (status == OK)
            status = segment_writer_end_term(w, e);
        free(c->p);
        *c = (struct chain){.last_doc = DOC_END};
    }
    free(order);
    return status;
}

enum status inverter_seal(struct inverter *v, struct segment_writer *w, struct err *e)
{
    struct buf positions;
    enum status status = OK;

    buf_init(&positions, (size_t)8 << 30);
    for (uint8_t i = 0; i < LANG_COUNT && status == OK; i++)
        status = seal_space(&v->spaces[i], i, w, &positions, e);
    buf_release(&positions);
    for (size_t i = 0; i < LANG_COUNT; i++)
        release_space(&v->spaces[i]);
    v->chain_bytes = 0;
    return status;
}
