#include "searcher/run/window.h"

#include "searcher/run/group.h"
#include "searcher/run/scores.h"

#define FEW 8u

void window_start(struct window *w, docid first, docid end)
{
    w->first = first;
    w->end = end;
    memset(w->bits, 0, sizeof w->bits);
}

/* The first document from `from` on whose bit is set; DOC_END: none. */
static docid find_bit(const struct window *w, const uint64_t *bits_of, docid from)
{
    uint32_t at = from > w->first ? from - w->first : 0, word = at / 64;
    uint64_t bits = bits_of[word] & (~(uint64_t)0 << (at % 64));

    while (bits == 0 && ++word < WINDOW_DOCS / 64)
        bits = bits_of[word];
    return bits == 0 ? DOC_END : w->first + word * 64 + (docid)__builtin_ctzll(bits);
}

docid window_find(const struct window *w, docid from)
{
    return find_bit(w, w->bits, from);
}

static inline void add(struct window *w, docid doc, uint32_t tf, const struct variant *v)
{
    uint32_t at = doc - w->first;
    uint64_t bit = (uint64_t)1 << (at % 64);

    if ((w->bits[at / 64] & bit) == 0) {
        w->bits[at / 64] |= bit;
        w->tfs[at] = 0;
        w->tiers[at] = 0;
    }
    w->tfs[at] += variant_tf(v, tf);
    w->tiers[at] = v->tier > w->tiers[at] ? (uint8_t)v->tier : w->tiers[at];
}

/* The decoded block's postings that lie in the window. */
static void bound_block(const struct window *w, const struct postings *p, uint32_t *from,
                        uint32_t *to)
{
    *from = postings_find(p, w->first);
    *to = p->block_last < w->end ? p->count : postings_find(p, w->end);
}

static void add_word(struct window *w, struct clause_cursor *c)
{
    struct postings *p = &c->words[0];
    docid at = w->first;

    while (at < w->end && postings_seek_block(p, at) && postings_decode(p)) {
        uint32_t from, to;

        bound_block(w, p, &from, &to);
        for (uint32_t i = from; i < to; i++)
            add(w, p->docs[i], p->weighted[i], c->variant);
        p->at = to;
        at = p->block_last + 1;
    }
}

static void add_variant(struct window *w, struct clause_cursor *c)
{
    if (clause_is_word(c)) {
        add_word(w, c);
        return;
    }
    for (docid doc = clause_seek(c, w->first); doc < w->end; doc = clause_next(c))
        add(w, doc, clause_weighted_tf(c), c->variant);
}

void window_add(struct window *w, struct clause_cursor *c)
{
    size_t count = 1;
    struct clause_cursor *variants = c->group == NULL ? c : group_variants(c, &count);

    for (size_t i = 0; i < count; i++)
        add_variant(w, &variants[i]);
}

/* Where in the decoded block the documents are that are alive. */
static uint32_t match_block(const struct window *w, const struct postings *p,
                            const uint64_t *alive, uint8_t *where)
{
    uint32_t from, to, hits = 0;

    bound_block(w, p, &from, &to);
    for (uint32_t i = from; i < to; i++) {
        uint32_t at = p->docs[i] - w->first;

        where[hits] = (uint8_t)i;
        hits += (uint32_t)(alive[at / 64] >> (at % 64) & 1);
    }
    return hits;
}

static void run_through(struct window *w, struct clause_cursor *c, const uint64_t *alive,
                        bool weighted)
{
    struct postings *p = &c->words[0];
    docid from = w->first;

    while (from < w->end && (from = find_bit(w, alive, from)) != DOC_END
           && postings_seek_block(p, from) && postings_decode_docs(p)) {
        uint8_t where[POSTINGS_BLOCK];
        uint32_t hits = match_block(w, p, alive, where);

        if (weighted && hits > 0 && !postings_decode(p))
            break;
        for (uint32_t i = 0; i < hits; i++)
            add(w, p->docs[where[i]], weighted ? p->weighted[where[i]] : 1, c->variant);
        from = p->block_last + 1;
    }
}

static bool look_up(struct window *w, struct clause_cursor *c, docid doc, bool weighted)
{
    struct postings *p = &c->words[0];

    if (!postings_seek_block(p, doc) || !postings_decode_docs(p))
        return false;
    p->at = postings_find(p, doc);
    if (p->docs[p->at] == doc)
        add(w, doc, weighted ? postings_weighted_tf(p) : 1, c->variant);
    return true;
}

static void add_variant_alive(struct window *w, struct clause_cursor *c, const uint64_t *alive,
                              uint32_t alive_count, bool weighted)
{
    bool is_word = clause_is_word(c), goes_on = true;

    if (is_word && alive_count > FEW) {
        run_through(w, c, alive, weighted);
        return;
    }
    for (uint32_t word = 0; word < WINDOW_DOCS / 64; word++)
        for (uint64_t bits = alive[word]; bits != 0 && goes_on; bits &= bits - 1) {
            docid doc = w->first + word * 64 + (docid)__builtin_ctzll(bits);

            if (is_word)
                goes_on = look_up(w, c, doc, weighted);
            else if (clause_seek(c, doc) == doc)
                add(w, doc, weighted ? clause_weighted_tf(c) : 1, c->variant);
        }
}

void window_add_alive(struct window *w, struct clause_cursor *c, const uint64_t *alive,
                      uint32_t alive_count, bool weighted)
{
    size_t count = 1;
    struct clause_cursor *variants = c->group == NULL ? c : group_variants(c, &count);

    for (size_t i = 0; i < count; i++)
        add_variant_alive(w, &variants[i], alive, alive_count, weighted);
}

/* Requires count > 0. */
static void add_scores(const struct window *w, const struct clause_cursor *c, const uint16_t *at,
                       uint32_t count, double *scores)
{
    docid docs[POSTINGS_BLOCK];
    uint32_t tfs[POSTINGS_BLOCK];
    double idfs[POSTINGS_BLOCK], found[POSTINGS_BLOCK];

    uint32_t i = 0;

    do {
        docs[i] = w->first + at[i];
        tfs[i] = w->tfs[at[i]];
        idfs[i] = tier_idf(c->idf, w->tiers[at[i]]);
    } while (++i < count);
    scores_of_each(c->segment, c->bm25, idfs, docs, tfs, count, found);
    for (i = 0; i < count; i++)
        scores[at[i]] += found[i];
}

void window_add_scores(const struct window *w, const struct clause_cursor *c, const uint64_t *alive,
                       double *scores)
{
    uint16_t at[POSTINGS_BLOCK];
    uint32_t count = 0;

    for (uint32_t word = 0; word < WINDOW_DOCS / 64; word++)
        for (uint64_t bits = w->bits[word] & (alive == NULL ? ~(uint64_t)0 : alive[word]); bits != 0;
             bits &= bits - 1) {
            at[count++] = (uint16_t)(word * 64 + (uint32_t)__builtin_ctzll(bits));
            if (count == POSTINGS_BLOCK) {
                add_scores(w, c, at, count, scores);
                count = 0;
            }
        }
    if (count > 0)
        add_scores(w, c, at, count, scores);
}
