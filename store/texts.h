/* texts.h - stored texts: a zstd frame each, with a dictionary for its language.
 *
 * A dictionary of 110 KB is trained once on the first 2 MB of each language and
 * serves every segment after it. At level 3 the texts of a mixed collection
 * shrink to 0.307 at 250 MB/s; one dictionary for all languages at level 1 gives
 * 0.379 at 283 MB/s, blocks of 64 KB without one 0.41. A frame per text: a
 * snippet unpacks one article.
 *
 * Memory  A text_dict may be read by many threads; an encoder belongs to one.
 * Source  Training: zstd's fast cover, k 200, d 8, acceleration 10.           */
#ifndef STORE_TEXTS_H
#define STORE_TEXTS_H

#include "base/buf.h"
#include "base/err.h"

#define TEXTS_SAMPLE_BYTES ((size_t)2 << 20)       /* enough to train on */
#define TEXTS_SAMPLE_LEAST ((size_t)256 << 10)     /* less is not worth it */
#define TEXTS_DICT_MAX ((size_t)110 << 10)

struct text_dict;

/* From the dictionary's bytes, which are copied. */
enum status text_dict_open(struct slice bytes, struct text_dict **out, struct err *e) WARN_UNUSED;
/* From texts one after the other, text i of sizes[i] bytes. *out is null where
 * they teach nothing.                                                         */
enum status text_dict_train(struct slice texts, const size_t *sizes, size_t count,
                            struct text_dict **out, struct err *e) WARN_UNUSED;
void text_dict_close(struct text_dict *d);
struct slice text_dict_bytes(const struct text_dict *d);

struct text_encoder;

enum status text_encoder_open(struct text_encoder **out, struct err *e) WARN_UNUSED;
void text_encoder_close(struct text_encoder *t);
/* Appends the frame of a text. dict may be null. */
enum status text_encode(struct text_encoder *t, const struct text_dict *dict, struct slice text,
                        struct buf *out, struct err *e) WARN_UNUSED;

#endif
