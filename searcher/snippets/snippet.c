#include "searcher/snippets/snippet.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "stemmers/sentences.h"
#include "store/segment_runs.h"

struct maker {
    struct slice text;
    const struct place *places;    /* by start */
    size_t place_count;
    uint32_t *counts;          /* per clause, all 0 between two uses */
    bool *shown;               /* per clause: in a passage already */
    struct arena *arena;
    struct err *err;
};

struct candidate {
    struct sentence at;
    uint8_t zone;
    size_t first, end;         /* places in it */
    double weight;             /* of the distinct clauses */
    size_t marks;              /* 0: nothing to show it for */
};

static size_t chars_between(const struct maker *m, size_t from, size_t to)
{
    return utf8_count(slice_of(m->text.p + from, to - from));
}

/* The byte `chars` characters after (before) `at`, not beyond `limit`. */
static size_t go_right(const struct maker *m, size_t at, size_t limit, size_t chars)
{
    for (; chars > 0 && at < limit; chars--)
        do
            at++;
        while (at < limit && utf8_is_continuation(m->text.p[at]));
    return at;
}

static size_t go_left(const struct maker *m, size_t at, size_t limit, size_t chars)
{
    for (; chars > 0 && at > limit; chars--)
        do
            at--;
        while (at > limit && utf8_is_continuation(m->text.p[at]));
    return at;
}

static bool ends_clause(uint8_t c)
{
    return c == ',' || c == ';' || c == ':';
}

/* The start of a clause, else of a word, at or after `at`; `last` where none is. */
static size_t snap_start(const struct maker *m, size_t at, size_t last)
{
    size_t word = last, near = at + (last - at) / 2;

    for (size_t i = last; i > at; i--) {
        if (!slice_is_space(m->text.p[i - 1]) || slice_is_space(m->text.p[i]))
            continue;
        word = i;
        if (i <= near && i >= 2 && ends_clause(m->text.p[i - 2]))
            return i;
    }
    return word;
}

/* The end of a clause, else of a word, at or before `at`; `floor` where none is. */
static size_t snap_end(const struct maker *m, size_t at, size_t floor)
{
    size_t word = floor, near = at - (at - floor) / 3;

    for (size_t i = at; i > floor; i--) {
        if (!slice_is_space(m->text.p[i]) || slice_is_space(m->text.p[i - 1]))
            continue;
        word = word == floor ? i : word;
        if (i < near)
            break;
        if (ends_clause(m->text.p[i - 1]))
            return i;
    }
    return word;
}

/* The places of `budget` characters that say most: distinct clauses by weight,
 * then number, then earlier. One place may be longer than the budget.        */
static void choose_places(struct maker *m, const struct candidate *c, size_t budget,
                          struct passage_part *part)
{
    double weight = 0, best = -1;
    size_t a = c->first;

    for (size_t b = c->first; b < c->end; b++) {
        weight += m->counts[m->places[b].clause]++ == 0 ? m->places[b].weight : 0;
        for (; a < b && m->places[b].end_char - m->places[a].start_char > budget; a++)
            weight -= --m->counts[m->places[a].clause] == 0 ? m->places[a].weight : 0;
        /* sums in another order differ in the last digits */
        if (weight > best + 1e-9
            || (weight > best - 1e-9 && b + 1 - a > part->end - part->first)) {
            best = weight;
            part->first = a;
            part->end = b + 1;
        }
    }
    for (; a < c->end; a++)
        m->counts[m->places[a].clause]--;
}

#define TOKEN_MAX_BYTES 32     /* signs taken along with a mark: «, $, a closing . */

/* The bytes of the chosen places with the signs that touch them. */
static void bound_places(const struct maker *m, const struct candidate *c, const struct passage_part *part,
                         size_t *left, size_t *right)
{
    size_t i;

    *left = m->places[part->first].start;
    *right = *left;
    for (size_t j = part->first; j < part->end; j++)
        *right = m->places[j].end > *right ? m->places[j].end : *right;
    for (i = *left; i > c->at.start && *left - i < TOKEN_MAX_BYTES && !slice_is_space(m->text.p[i - 1]);)
        i--;
    if (i == c->at.start || slice_is_space(m->text.p[i - 1]))
        *left = i;
    for (i = *right; i < c->at.end && i - *right < TOKEN_MAX_BYTES && !slice_is_space(m->text.p[i]);)
        i++;
    if (i == c->at.end || slice_is_space(m->text.p[i]))
        *right = i;
}

/* How many of `room` characters go to the left of the marks: all that precedes
 * them if that leaves a third, what the right side does not need, or a third. */
static size_t left_share(size_t head, size_t tail, size_t room)
{
    if (head <= room - room / 3)
        return head;
    return tail <= room - room / 3 ? room - tail : room / 3;
}

/* Where a sentence of more than size_chars characters is cut. */
static void cut_sentence(struct maker *m, const struct candidate *c, size_t size_chars,
                         struct passage_part *part)
{
    size_t budget = size_chars > 2 ? size_chars - 2 : 1;      /* two ellipses */
    size_t left = c->at.start, right = left, width, room, at;

    if (c->end > c->first) {
        part->end = part->first;
        choose_places(m, c, budget, part);
        bound_places(m, c, part, &left, &right);
    }
    width = chars_between(m, left, right);
    room = width < budget ? budget - width : 0;
    at = go_left(m, left, c->at.start,
                 left_share(chars_between(m, c->at.start, left),
                            chars_between(m, right, c->at.end), room));
    part->from = at == c->at.start ? at : snap_start(m, at, left);
    if (width > budget)
        right = part->from;
    at = go_right(m, part->from, c->at.end, budget);
    if (at < c->at.end)
        part->to = snap_end(m, at, right);
    else
        part->to = at;
    if (part->to == part->from)                               /* one endless word */
        part->to = at;
    part->cut_left = part->from > c->at.start;
    part->cut_right = part->to < c->at.end;
    part->first = c->first;                                   /* others may be in it too */
    while (part->first < c->end && m->places[part->first].start < part->from)
        part->first++;
    for (part->end = part->first; part->end < c->end && m->places[part->end].start < part->to;)
        part->end++;
}

static enum status cut_passage(struct maker *m, const struct candidate *c, size_t size_chars,
                               struct passage *out, struct passage_part *part)
{
    *part = (struct passage_part){.from = c->at.start, .to = c->at.end,
                                  .first = c->first, .end = c->end};
    if (chars_between(m, part->from, part->to) > size_chars)
        cut_sentence(m, c, size_chars, part);
    TRY(passage_make(m->text, m->places, part, m->arena, out, m->err));
    out->zone = c->zone;
    return OK;
}

/* True where one of the places is of a clause that no passage had. */
static bool show_places(struct maker *m, const struct passage_part *part)
{
    bool news = false;

    for (size_t i = part->first; i < part->end; i++) {
        bool *shown = &m->shown[m->places[i].clause];

        news = news || !*shown;
        *shown = true;
    }
    return news;
}

static bool is_prose(uint8_t zone)
{
    return zone == SEGMENT_LEAD || zone == SEGMENT_BODY;
}

/* Credits, related links and menus show only what the article itself does not. */
#define ASIDE_SHARE 0.1

/* A clause that a passage has shown counts little in the next one. */
#define SHOWN_SHARE 0.1

static void weigh(struct maker *m, struct candidate *c)
{
    bool news = false;

    c->weight = 0;
    c->marks = c->end - c->first;
    for (size_t i = c->first; i < c->end; i++) {
        const struct place *p = &m->places[i];

        news |= !m->shown[p->clause];
        if (m->counts[p->clause]++ == 0)
            c->weight += m->shown[p->clause] ? SHOWN_SHARE * p->weight : p->weight;
    }
    if (!is_prose(c->zone)) {
        c->weight *= news ? ASIDE_SHARE : 0;
        c->marks = news ? c->marks : 0;
    }
    for (size_t i = c->first; i < c->end; i++)
        m->counts[m->places[i].clause]--;
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

/* The sentence of the byte `to` or one before it. */
static bool next_sentence(struct sentences *s, size_t to, struct sentence *out)
{
    sentences_skip(s, to);
    return sentences_next(s, out);
}

/* The sentences of a run that hold matches, the places of which begin with *at_place;
 * its first one in *first where that has no end yet.                          */
static void find_in_run(struct maker *m, const struct segment_run *run, size_t *at_place,
                        struct candidate *first, struct buf *out)
{
    struct sentences s;
    struct sentence at;
    size_t place = *at_place, end = run->start + run->bytes;

    while (place < m->place_count && m->places[place].start < run->start)
        place++;
    sentences_start(&s, slice_of(m->text.p, end), run->start);
    while (((place < m->place_count && m->places[place].start < end) || first->at.end == 0)
           && next_sentence(&s, first->at.end == 0 ? 0 : m->places[place].start, &at)) {
        struct candidate c = {.at = at, .zone = run->zone, .first = place};

        /* a phrase that goes on in the next sentence takes it along */
        for (; place < m->place_count && m->places[place].start < c.at.end; place++)
            while (m->places[place].end > c.at.end && sentences_next(&s, &at))
                c.at.end = at.end;
        c.end = place;
        weigh(m, &c);
        if (c.marks > 0)
            buf_append(out, &c, sizeof c);
        if (first->at.end == 0)
            *first = c;
    }
    *at_place = place;
}

/* The sentences that hold matches; where none does the first one, of prose where there
 * is any.                                                                      */
static enum status find_candidates(struct maker *m, const struct document *d, struct buf *out)
{
    struct candidate first = {.at = {.end = 0}}, first_aside = first;
    struct segment_runs runs;
    size_t place = 0;

    segment_runs_open(&runs, d->runs);
    while (segment_runs_next(&runs) && places_run_fits(&runs.run, m->text))
        if (runs.run.zone != SEGMENT_TITLE && runs.run.zone != SEGMENT_REPEATED)
            find_in_run(m, &runs.run, &place, is_prose(runs.run.zone) ? &first : &first_aside, out);
    first = first.at.end > 0 ? first : first_aside;
    if (out->n == 0 && first.at.end > 0)
        buf_append(out, &first, sizeof first);
    return buf_ok(out) ? OK : err_memory(m->err, "a snippet");
}

/* The places, and room to count clauses. */
static enum status open_places(struct maker *m, const struct document *d,
                               const struct match *matches, size_t match_count)
{
    struct place *places;
    uint32_t clauses = 0;

    TRY(places_find(m->text, d, matches, match_count, m->arena, &places, &m->place_count, m->err));
    m->places = places;
    for (size_t i = 0; i < m->place_count; i++)
        clauses = places[i].clause >= clauses ? places[i].clause + 1 : clauses;
    m->counts = arena_zalloc(m->arena, (size_t)clauses + 1, sizeof *m->counts);
    m->shown = arena_zalloc(m->arena, (size_t)clauses + 1, sizeof *m->shown);
    return m->counts == NULL || m->shown == NULL ? err_memory(m->err, "a snippet") : OK;
}

static bool is_repeated(const struct snippet *s, const struct passage *p)
{
    for (size_t i = 0; i < s->passage_count; i++)
        if (slice_equal(s->passages[i].text, p->text))
            return true;
    return false;
}

/* The passages of the best candidates: each one is chosen anew by what those before it
 * have not shown.                                                              */
static enum status make_passages(struct maker *m, struct candidate *c, size_t n, size_t count,
                                 size_t size_chars, struct snippet *out)
{
    bool news = true;

    for (size_t i = 0; i < n && out->passage_count < count; i++) {
        struct passage *p = &out->passages[out->passage_count];
        struct passage_part part;

        if (news) {
            for (size_t j = i; i > 0 && j < n; j++)
                weigh(m, &c[j]);
            qsort(c + i, n - i, sizeof *c, compare_candidates);
        }
        if (i > 0 && c[i].marks == 0)
            break;
        TRY(cut_passage(m, &c[i], size_chars, p, &part));
        news = show_places(m, &part);
        out->passage_count += !is_repeated(out, p);
    }
    return OK;
}

enum status snippet_make(struct slice text, const struct document *d, const struct match *matches,
                         size_t match_count, size_t count, size_t size_chars, struct arena *arena,
                         struct snippet *out, struct err *e)
{
    struct maker m = {.text = text, .arena = arena, .err = e};
    struct buf candidates;
    struct passage_part title = {.from = d->title_start, .to = d->title_start + d->title_bytes};
    enum status status;

    *out = (struct snippet){.passage_count = 0};
    out->passages = arena_zalloc(arena, count + 1, sizeof *out->passages);
    if (out->passages == NULL)
        return err_memory(e, "a snippet");
    TRY(open_places(&m, d, matches, match_count));
    out->places = m.places;
    out->place_count = m.place_count;
    while (title.first < m.place_count && m.places[title.first].start < title.from)
        title.first++;
    for (title.end = title.first; title.end < m.place_count && m.places[title.end].start < title.to;)
        title.end++;
    TRY(passage_make(text, m.places, &title, arena, &out->title, e));
    show_places(&m, &title);
    buf_init(&candidates, (size_t)1 << 30);
    status = find_candidates(&m, d, &candidates);
    if (status == OK)
        status = make_passages(&m, (struct candidate *)(void *)candidates.p,
                               candidates.n / sizeof(struct candidate), count, size_chars, out);
    buf_release(&candidates);
    return status;
}
