#include "indexer/page/repeats.h"

#include "base/hash.h"
#include "store/segment.h"

#define TABLE_MAX ((size_t)3 << 30)
#define ENDS_BYTES 8u         /* as many as a number holds */

struct slot {
    uint64_t key;         /* 0: free */
    uint32_t part;
};

void repeats_init(struct repeats *r)
{
    buf_init(&r->slots, TABLE_MAX);
    buf_init(&r->hashes, TABLE_MAX);
}

void repeats_release(struct repeats *r)
{
    buf_release(&r->slots);
    buf_release(&r->hashes);
}

static void *zeroed(struct buf *b, size_t size)
{
    uint8_t *p;

    buf_clear(b);
    p = buf_reserve(b, size);
    return p == NULL ? NULL : memset(p, 0, size);
}

/* The first ENDS_BYTES that are no white space, as a number. */
static uint64_t start_of(struct slice s)
{
    uint64_t v = 0;
    unsigned left = ENDS_BYTES;

    for (size_t i = 0; i < s.n && left > 0; i++)
        if (s.p[i] > ' ') {
            v = v << 8 | s.p[i];
            left--;
        }
    return v;
}

static uint64_t end_of(struct slice s)
{
    uint64_t v = 0;
    unsigned left = ENDS_BYTES;

    for (size_t i = s.n; i > 0 && left > 0; i--)
        if (s.p[i - 1] > ' ') {
            v = v << 8 | s.p[i - 1];
            left--;
        }
    return v;
}

static uint64_t hash_of_ends(struct slice s)
{
    return hash_fold(start_of(s) ^ 0x9e3779b97f4a7c15u, end_of(s) ^ 0xd6e8feb86659fd93u) | 1;
}

/* The next word at *at; empty at the end. */
static struct slice word_at(struct slice s, size_t *at)
{
    size_t start;

    while (*at < s.n && s.p[*at] <= ' ')
        (*at)++;
    start = *at;
    while (*at < s.n && s.p[*at] > ' ')
        (*at)++;
    return slice_of(s.p + start, *at - start);
}

static uint64_t hash_of_words(struct slice s)
{
    uint64_t h = 0x9e3779b97f4a7c15u;
    size_t at = 0;
    struct slice word;

    while ((word = word_at(s, &at)).n > 0)
        h = hash_fold(h ^ hash_bytes(word), 0xd6e8feb86659fd93u);
    return (h & ~(uint64_t)1) | 2;       /* never a key of the ends, never 0 */
}

static bool same_words(struct slice a, struct slice b)
{
    size_t at_a = 0, at_b = 0;
    struct slice word;

    do {
        word = word_at(a, &at_a);
        if (!slice_equal(word, word_at(b, &at_b)))
            return false;
    } while (word.n > 0);
    return true;
}

/* The slot of the key, or the free one where it would stand. */
static struct slot *find(struct slot *slots, size_t mask, uint64_t key)
{
    size_t at = (size_t)(key >> 2) & mask;

    while (slots[at].key != 0 && slots[at].key != key)
        at = (at + 1) & mask;
    return &slots[at];
}

static uint64_t full_hash(uint64_t *hashes, const struct page *p, const struct part *parts, size_t i)
{
    if (hashes[i] == 0)
        hashes[i] = hash_of_words(part_text(p, &parts[i]));
    return hashes[i];
}

/* Whether part i is new; parts with equal ends are kept by the hash of all their words too. */
static bool add(struct slot *slots, size_t mask, uint64_t *hashes, const struct page *p,
                const struct part *parts, size_t i)
{
    uint64_t ends = hash_of_ends(part_text(p, &parts[i]));
    struct slot *first = find(slots, mask, ends), *whole;

    if (first->key == 0) {
        *first = (struct slot){ends, (uint32_t)i};
        return true;
    }
    if (hashes[first->part] == 0) {
        uint64_t h = full_hash(hashes, p, parts, first->part);
        *find(slots, mask, h) = (struct slot){h, first->part};
    }
    whole = find(slots, mask, full_hash(hashes, p, parts, i));
    if (whole->key != 0)
        return !same_words(part_text(p, &parts[whole->part]), part_text(p, &parts[i]));
    *whole = (struct slot){hashes[i], (uint32_t)i};
    return true;
}

static bool in_article(const struct part *part)
{
    return part->zone == SEGMENT_LEAD || part->zone == SEGMENT_BODY;
}

bool repeats_mark(struct repeats *r, const struct page *p, struct part *parts, size_t count)
{
    struct slot *slots;
    uint64_t *hashes;
    size_t size = 16, long_parts = 0;

    for (size_t i = 0; i < count; i++)
        long_parts += parts[i].end - parts[i].start >= REPEATS_MIN_BYTES;
    if (long_parts < 2)
        return true;
    while (size < 4 * long_parts)        /* a part has two slots at most: at most half full */
        size *= 2;
    slots = zeroed(&r->slots, size * sizeof *slots);
    hashes = zeroed(&r->hashes, count * sizeof *hashes);
    if (slots == NULL || hashes == NULL)
        return false;
    for (int article = 1; article >= 0; article--)      /* its copy outside the article is the second */
        for (size_t i = 0; i < count; i++)
            if (parts[i].end - parts[i].start >= REPEATS_MIN_BYTES && parts[i].zone != SEGMENT_TITLE
                && in_article(&parts[i]) == (article == 1) && !add(slots, size - 1, hashes, p, parts, i))
                parts[i].zone = SEGMENT_REPEATED;
    return true;
}
