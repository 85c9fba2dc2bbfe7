#include "store/texts.h"

#include <stdlib.h>
#define ZDICT_STATIC_LINKING_ONLY
#include <zdict.h>
#include <zstd.h>

#define LEVEL 3

struct text_dict {
    ZSTD_CDict *digested;
    size_t size;
    uint8_t bytes[];
};

struct text_encoder {
    ZSTD_CCtx *context;
};

enum status text_dict_open(struct slice bytes, struct text_dict **out, struct err *e)
{
    struct text_dict *d = malloc(sizeof *d + bytes.n);

    *out = d;
    if (d == NULL)
        return err_memory(e, "a compression dictionary");
    d->size = bytes.n;
    memcpy(d->bytes, bytes.p, bytes.n);
    d->digested = ZSTD_createCDict(d->bytes, d->size, LEVEL);
    if (d->digested != NULL)
        return OK;
    free(d);
    *out = NULL;
    return err_memory(e, "a compression dictionary");
}

enum status text_dict_train(struct slice texts, const size_t *sizes, size_t count,
                            struct text_dict **out, struct err *e)
{
    ZDICT_fastCover_params_t how = {.k = 200, .d = 8, .f = 20, .accel = 10, .splitPoint = 1.0,
                                    .zParams = {.compressionLevel = LEVEL}};
    uint8_t *bytes = malloc(TEXTS_DICT_MAX);
    enum status status = OK;
    size_t n;

    *out = NULL;
    if (bytes == NULL)
        return err_memory(e, "a compression dictionary");
    n = ZDICT_trainFromBuffer_fastCover(bytes, TEXTS_DICT_MAX, texts.p, sizes, (unsigned)count, how);
    if (!ZDICT_isError(n))
        status = text_dict_open(slice_of(bytes, n), out, e);
    free(bytes);
    return status;
}

void text_dict_close(struct text_dict *d)
{
    if (d != NULL)
        ZSTD_freeCDict(d->digested);
    free(d);
}

struct slice text_dict_bytes(const struct text_dict *d)
{
    return slice_of(d->bytes, d->size);
}

enum status text_encoder_open(struct text_encoder **out, struct err *e)
{
    struct text_encoder *t = calloc(1, sizeof *t);

    *out = NULL;
    if (t == NULL || (t->context = ZSTD_createCCtx()) == NULL) {
        free(t);
        return err_memory(e, "compressing texts");
    }
    /* sizes and dictionaries stand in the document's record */
    ZSTD_CCtx_setParameter(t->context, ZSTD_c_compressionLevel, LEVEL);
    ZSTD_CCtx_setParameter(t->context, ZSTD_c_dictIDFlag, 0);
    *out = t;
    return OK;
}

void text_encoder_close(struct text_encoder *t)
{
    if (t != NULL)
        ZSTD_freeCCtx(t->context);
    free(t);
}

enum status text_encode(struct text_encoder *t, const struct text_dict *dict, struct slice text,
                        struct buf *out, struct err *e)
{
    size_t room = ZSTD_compressBound(text.n), n;
    uint8_t *to = buf_reserve(out, room);

    if (to == NULL)
        return err_memory(e, "a text");
    ZSTD_CCtx_refCDict(t->context, dict == NULL ? NULL : dict->digested);
    n = ZSTD_compress2(t->context, to, room, text.p, text.n);
    if (ZSTD_isError(n))
        return err_memory(e, "compressing a text");
    out->n += n;
    return OK;
}
