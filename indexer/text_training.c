#include "indexer/text_training.h"

#include <stdlib.h>

#include "base/arena.h"
#include "store/segment_file.h"

#define PIECE_BYTES 8192u      /* of one text, at most */

struct waiting {
    docid doc;
    struct document document;  /* its slices in the arena */
    struct slice text;
};

struct language {
    struct arena arena;
    struct buf waiting;        /* struct waiting */
    size_t text_bytes;
};

struct text_training {
    struct batch_shared *shared;
    struct text_encoder *encoder;
    struct buf frame;
    struct language langs[LANG_COUNT];
};

enum status text_training_open(struct batch_shared *shared, struct text_training **out,
                               struct err *e)
{
    struct text_training *t = calloc(1, sizeof *t);

    *out = t;
    if (t == NULL)
        return err_memory(e, "compressing texts");
    t->shared = shared;
    buf_init(&t->frame, (size_t)2 << 30);
    for (size_t i = 0; i < LANG_COUNT; i++)
        buf_init(&t->langs[i].waiting, (size_t)1 << 32);
    return text_encoder_open(&t->encoder, e);
}

void text_training_close(struct text_training *t)
{
    if (t == NULL)
        return;
    text_encoder_close(t->encoder);
    buf_release(&t->frame);
    for (size_t i = 0; i < LANG_COUNT; i++) {
        arena_release(&t->langs[i].arena);
        buf_release(&t->langs[i].waiting);
        text_dict_close(atomic_load(&t->shared->dicts[i]));
    }
    free(t);
}

enum status text_training_reuse(struct text_training *t, struct index *x, struct err *e)
{
    for (size_t i = index_segment_count(x); i-- > 0;) {
        struct segment *s = index_segment(x, i);

        for (uint32_t number = segment_dict_count(s); number > 0; number--) {
            struct text_dict *dict;
            struct slice bytes;
            uint8_t lang;

            TRY(segment_dict(s, number, &lang, &bytes, e));
            if (atomic_load(&t->shared->dicts[lang]) != NULL)
                continue;
            TRY(text_dict_open(bytes, &dict, e));
            atomic_store(&t->shared->dicts[lang], dict);
        }
    }
    return OK;
}

/* The beginnings of the waiting texts, as samples. */
static enum status train(struct text_training *t, size_t lang, struct err *e)
{
    struct language *l = &t->langs[lang];
    const struct waiting *all = (const struct waiting *)(const void *)l->waiting.p;
    size_t count = l->waiting.n / sizeof *all, used = 0;
    size_t *sizes = malloc((count + 1) * sizeof *sizes);
    struct text_dict *dict = NULL;
    enum status status = OK;
    struct buf samples;

    if (sizes == NULL)
        return err_memory(e, "compressing texts");
    buf_init(&samples, (size_t)1 << 32);
    for (size_t i = 0; i < count; i++) {
        size_t n = all[i].text.n < PIECE_BYTES ? all[i].text.n : PIECE_BYTES;
        if (n < 8)
            continue;
        buf_append(&samples, all[i].text.p, n);
        sizes[used++] = n;
    }
    if (!buf_ok(&samples))
        status = err_memory(e, "compressing texts");
    else if (used >= 16 && samples.n >= TEXTS_SAMPLE_LEAST)
        status = text_dict_train(buf_slice(&samples), sizes, used, &dict, e);
    buf_release(&samples);
    free(sizes);
    if (dict != NULL)
        atomic_store(&t->shared->dicts[lang], dict);
    return status;
}

static enum status write_one(struct text_training *t, struct segment_writer *w, docid doc,
                             const struct document *d, struct slice text, struct err *e)
{
    const struct text_dict *dict = atomic_load(&t->shared->dicts[d->lang]);
    uint32_t number = 0;

    buf_clear(&t->frame);
    if (text.n > 0)
        TRY(text_encode(t->encoder, dict, text, &t->frame, e));
    if (text.n > 0 && dict != NULL)
        TRY(segment_writer_dict(w, d->lang, text_dict_bytes(dict), &number, e));
    return segment_writer_text(w, doc, d, buf_slice(&t->frame), number, e);
}

static enum status flush(struct text_training *t, size_t lang, struct segment_writer *w,
                         struct err *e)
{
    struct language *l = &t->langs[lang];
    const struct waiting *all = (const struct waiting *)(const void *)l->waiting.p;

    if (l->waiting.n == 0)
        return OK;
    if (atomic_load(&t->shared->dicts[lang]) == NULL && t->shared->stores_text)
        TRY(train(t, lang, e));
    for (size_t i = 0; i < l->waiting.n / sizeof *all; i++)
        TRY(write_one(t, w, all[i].doc, &all[i].document, all[i].text, e));
    buf_clear(&l->waiting);
    arena_reset(&l->arena);
    l->text_bytes = 0;
    return OK;
}

enum status text_training_flush(struct text_training *t, struct segment_writer *w, struct err *e)
{
    for (size_t i = 0; i < LANG_COUNT; i++)
        TRY(flush(t, i, w, e));
    return OK;
}

static bool copy(struct arena *a, struct slice *s)
{
    struct slice c = arena_copy(a, *s);
    bool ok = c.n == s->n;

    *s = c;
    return ok;
}

enum status text_training_add(struct text_training *t, struct segment_writer *w, docid doc,
                              const struct document *d, struct slice text, struct err *e)
{
    struct language *l = &t->langs[d->lang];
    struct waiting one = {doc, *d, text};

    if (atomic_load(&t->shared->dicts[d->lang]) != NULL || !t->shared->stores_text)
        return write_one(t, w, doc, d, text, e);
    if (!copy(&l->arena, &one.document.id) || !copy(&l->arena, &one.document.path)
        || !copy(&l->arena, &one.document.date) || !copy(&l->arena, &one.document.charset)
        || !copy(&l->arena, &one.document.runs) || !copy(&l->arena, &one.document.user_fields)
        || !copy(&l->arena, &one.text))
        return err_memory(e, "an article");
    buf_append(&l->waiting, &one, sizeof one);
    if (!buf_ok(&l->waiting))
        return err_memory(e, "an article");
    l->text_bytes += text.n;
    return l->text_bytes >= TEXTS_SAMPLE_BYTES ? flush(t, d->lang, w, e) : OK;
}
