#include "searcher/snippet.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "stemmers/sentences.h"
#include "stemmers/words.h"

#define ELLIPSIS SLICE_LITERAL("…")

/* A match as bytes of the text. */
struct place {
    size_t start, end;
    uint32_t clause;
    double weight;
};

struct maker {
    struct slice text;
    const struct match *matches;
    size_t match_count;
    struct place *places;
    size_t place_count;
    struct arena *arena;
    struct err *err;
};

struct candidate {
    struct sentence at;
    size_t first, end;         /* places in it */
    double weight;             /* of the distinct clauses */
    size_t marks;
};

/* Finds the bytes of the matches in one zone; both run by position. */
static enum status map_zone(struct maker *m, struct words *words, size_t from, size_t to,
                            uint32_t first_position)
{
    struct word word;
    size_t next = 0, open_first = 0, open_count = 0;

    words_start(words, slice_of(m->text.p + from, to - from), first_position);
    while (next < m->match_count && m->matches[next].position < first_position)
        next++;
    while ((next < m->match_count || open_count > 0) && words_next(words, &word)) {
        for (; next < m->match_count && m->matches[next].position == word.position; next++) {
            m->places[m->place_count++] = (struct place){
                from + word.start, 0, m->matches[next].clause, m->matches[next].weight};
            open_count++;
        }
        /* those whose last word this is */
        open_first = m->place_count - open_count;
        open_count = 0;
        for (size_t i = open_first; i < m->place_count; i++) {
            const struct match *match = &m->matches[next - (m->place_count - i)];
            if (match->position + match->word_count - 1 <= word.position) {
                if (m->places[i].end == 0)
                    m->places[i].end = from + word.start + word.size;
            } else if (open_count == 0) {
                open_count = m->place_count - i;
            }
        }
    }
    return words_status(words) == OK ? OK : err_memory(m->err, "a snippet");
}

static enum status map_places(struct maker *m, const struct document *d)
{
    struct words words;
    enum status status;

    m->places = arena_zalloc(m->arena, m->match_count + 1, sizeof *m->places);
    if (m->places == NULL)
        return err_memory(m->err, "a snippet");
    words_init(&words);
    status = map_zone(m, &words, 0, d->title_bytes, 0);
    if (status == OK)
        status = map_zone(m, &words, d->title_bytes, m->text.n, d->title_words + SEGMENT_ZONE_GAP);
    words_release(&words);
    return status;
}

static bool is_space(uint8_t c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* [from, to) of the text with white space folded and its places as spans. */
static enum status make_passage(struct maker *m, size_t from, size_t to, bool cut_left,
                                bool cut_right, struct passage *out)
{
    struct buf text;
    bool space = false;
    size_t at_place = 0;

    *out = (struct passage){.start = from};
    out->spans = arena_zalloc(m->arena, m->place_count + 1, sizeof *out->spans);
    if (out->spans == NULL)
        return err_memory(m->err, "a snippet");
    buf_init(&text, (size_t)1 << 31);
    if (cut_left)
        buf_append_slice(&text, ELLIPSIS);
    while (at_place < m->place_count && m->places[at_place].start < from)
        at_place++;
    for (size_t i = from; i < to; i++) {
        if (is_space(m->text.p[i])) {
            space = true;
        } else {
            if (space && text.n > 0)
                buf_append_byte(&text, ' ');
            space = false;
        }
        for (; at_place < m->place_count && m->places[at_place].start == i; at_place++)
            if (m->places[at_place].end <= to) {
                struct span *last = out->span_count > 0 ? &out->spans[out->span_count - 1] : NULL;
                size_t end = text.n + (m->places[at_place].end - i);
                /* an overlapping match widens the mark */
                if (last != NULL && text.n < last->end)
                    last->end = end > last->end ? end : last->end;
                else
                    out->spans[out->span_count++] = (struct span){text.n, end};
            }
        if (!space)
            buf_append_byte(&text, m->text.p[i]);
    }
    if (cut_right)
        buf_append_slice(&text, ELLIPSIS);
    out->text = arena_copy(m->arena, buf_slice(&text));
    for (size_t i = 0; i < out->span_count; i++)
        if (out->spans[i].end > out->text.n)
            out->spans[i].end = out->text.n;
    buf_release(&text);
    return out->text.n > 0 || to == from ? OK : err_memory(m->err, "a snippet");
}

/* Cuts a long sentence to about `size` characters around its matches. */
static enum status cut_passage(struct maker *m, const struct candidate *c, size_t size_chars,
                               struct passage *out)
{
    size_t from = c->at.start, to = c->at.end;
    size_t chars = utf8_count(slice_of(m->text.p + from, to - from));

    if (chars > size_chars) {
        size_t bytes = (to - from) * size_chars / chars;
        size_t centre = c->end > c->first ? m->places[c->first].start : from;

        if (centre - from > bytes / 2) {
            from = centre - bytes / 3;
            while (from > c->at.start && !is_space(m->text.p[from - 1]))
                from--;
        }
        if (to - from > bytes) {
            to = from + bytes;
            while (to < c->at.end && !is_space(m->text.p[to]))
                to++;
        }
    }
    return make_passage(m, from, to, from > c->at.start, to < c->at.end, out);
}

static void weigh(const struct maker *m, struct candidate *c)
{
    c->weight = 0;
    c->marks = c->end - c->first;
    for (size_t i = c->first; i < c->end; i++) {
        bool known = false;
        for (size_t j = c->first; j < i && !known; j++)
            known = m->places[j].clause == m->places[i].clause;
        c->weight += known ? 0 : m->places[i].weight;
    }
}

static int compare_candidates(const void *a, const void *b)
{
    const struct candidate *x = a, *y = b;

    if (x->weight != y->weight)
        return x->weight > y->weight ? -1 : 1;
    if (x->marks != y->marks)
        return x->marks > y->marks ? -1 : 1;
    return (x->at.start > y->at.start) - (x->at.start < y->at.start);
}

/* The sentences that hold matches; the first one where none does. */
static enum status find_candidates(struct maker *m, const struct document *d, struct buf *out)
{
    struct sentences s;
    struct sentence at;
    size_t place = 0;

    while (place < m->place_count && m->places[place].start < d->title_bytes)
        place++;
    sentences_start(&s, m->text, d->title_bytes);
    while ((place < m->place_count || out->n == 0) && sentences_next(&s, &at)) {
        struct candidate c = {.at = at, .first = place};
        size_t kept = out->n;

        while (place < m->place_count && m->places[place].start < at.end)
            place++;
        c.end = place;
        weigh(m, &c);
        if (c.end > c.first || kept == 0)
            buf_append(out, &c, sizeof c);
    }
    return buf_ok(out) ? OK : err_memory(m->err, "a snippet");
}

static bool is_repeated(const struct snippet *s, const struct passage *p)
{
    for (size_t i = 0; i < s->passage_count; i++)
        if (slice_equal(s->passages[i].text, p->text))
            return true;
    return false;
}

enum status snippet_make(struct slice text, const struct document *d, const struct match *matches,
                         size_t match_count, size_t count, size_t size_chars, struct arena *arena,
                         struct snippet *out, struct err *e)
{
    struct maker m = {.text = text, .matches = matches, .match_count = match_count,
                      .arena = arena, .err = e};
    struct buf candidates;
    struct candidate *c;
    enum status status;

    *out = (struct snippet){.passage_count = 0};
    out->passages = arena_zalloc(arena, count + 1, sizeof *out->passages);
    if (out->passages == NULL)
        return err_memory(e, "a snippet");
    TRY(map_places(&m, d));
    TRY(make_passage(&m, 0, d->title_bytes, false, false, &out->title));
    buf_init(&candidates, (size_t)1 << 30);
    status = find_candidates(&m, d, &candidates);
    c = (struct candidate *)(void *)candidates.p;
    if (candidates.n > sizeof *c)
        qsort(c, candidates.n / sizeof *c, sizeof *c, compare_candidates);
    for (size_t i = 0; status == OK && i < candidates.n / sizeof *c
                       && out->passage_count < count; i++) {
        struct passage *p = &out->passages[out->passage_count];

        if (i > 0 && c[i].marks == 0)
            break;
        status = cut_passage(&m, &c[i], size_chars, p);
        out->passage_count += status == OK && !is_repeated(out, p);
    }
    buf_release(&candidates);
    return status;
}
