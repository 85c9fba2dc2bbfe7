#include "store/bound.h"

#include <stdbool.h>
#include <string.h>

#include "base/codec.h"
#include "store/bitpack.h"

#define FRONT_MAX 128      /* a point of each posting of a block */

static uint16_t encode(uint32_t number, bool up)
{
    unsigned shift, width = bitpack_width(number);
    uint32_t high;

    if (number < 2048)
        return (uint16_t)number;
    shift = width - 11;
    high = number >> shift;
    if (up && (number & ((1u << shift) - 1)) != 0 && ++high == 2048) {
        high = 1024;
        shift++;
    }
    return (uint16_t)(2048 + (shift - 1) * 1024 + (high - 1024));
}

static uint32_t decode(uint16_t code)
{
    uint64_t number;

    if (code < 2048)
        return code;
    number = (uint64_t)(1024 + (code - 2048) % 1024) << ((code - 2048) / 1024 + 1);
    return number > UINT32_MAX ? UINT32_MAX : (uint32_t)number;
}

/* The front: tf strictly falling, length strictly falling. */
struct front {
    struct bound_point points[FRONT_MAX];
    size_t count;
};

static void add_point(struct front *f, struct bound_point p)
{
    size_t at = 0, end;

    if (p.tf == 0)
        return;
    while (at < f->count && f->points[at].tf > p.tf)
        at++;
    if (at > 0 && f->points[at - 1].length <= p.length)
        return;
    if (at < f->count && f->points[at].tf == p.tf && f->points[at].length <= p.length)
        return;
    end = at;
    while (end < f->count && f->points[end].length >= p.length)
        end++;
    memmove(f->points + at + 1, f->points + end, (f->count - end) * sizeof *f->points);
    f->points[at] = p;
    f->count -= end - at;
    f->count++;
}

/* Merges the neighbours that lose least: the smallest rise of tf / length. */
static void merge_closest(struct front *f)
{
    size_t best = 0;
    double best_loss = 1e300;

    for (size_t i = 0; i + 1 < f->count; i++) {
        const struct bound_point *a = &f->points[i], *b = a + 1;
        double loss = (double)(a->tf - b->tf) / (b->tf + 1.0)
                      * ((double)(a->length - b->length) / (b->length + 1.0));
        if (loss < best_loss) {
            best_loss = loss;
            best = i;
        }
    }
    f->points[best].length = f->points[best + 1].length;
    memmove(f->points + best + 1, f->points + best + 2,
            (f->count - best - 2) * sizeof *f->points);
    f->count--;
}

static struct bound take(struct front *f)
{
    struct bound b = BOUND_NONE;

    while (f->count > BOUND_POINTS)
        merge_closest(f);
    memcpy(b.points, f->points, f->count * sizeof *f->points);
    return b;
}

struct bound bound_of(const uint32_t *tfs, const uint32_t *lengths, size_t count)
{
    struct front f = {.count = 0};

    for (size_t i = 0; i < count; i++) {
        /* nearly all: no more tf than the last point at no less length, rounded too */
        if (f.count > 0 && tfs[i] <= f.points[f.count - 1].tf
            && lengths[i] >= f.points[f.count - 1].length)
            continue;
        add_point(&f, (struct bound_point){decode(encode(tfs[i], true)),
                                           decode(encode(lengths[i], false))});
    }
    return take(&f);
}

struct bound bound_join(const struct bound *a, const struct bound *b)
{
    struct front f = {.count = 0};

    for (size_t i = 0; i < BOUND_POINTS; i++) {
        add_point(&f, a->points[i]);
        add_point(&f, b->points[i]);
    }
    return take(&f);
}

void bound_store(const struct bound *b, uint8_t out[BOUND_BYTES])
{
    for (size_t i = 0; i < BOUND_POINTS; i++) {
        codec_store16(out + 4 * i, encode(b->points[i].tf, true));
        codec_store16(out + 4 * i + 2, encode(b->points[i].length, false));
    }
}

void bound_load(const uint8_t in[BOUND_BYTES], struct bound *out)
{
    for (size_t i = 0; i < BOUND_POINTS; i++) {
        out->points[i].tf = decode(codec_load16(in + 4 * i));
        out->points[i].length = decode(codec_load16(in + 4 * i + 2));
    }
}
