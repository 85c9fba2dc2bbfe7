#include "searcher/snippets/full_text.h"

#include "stemmers/sentences.h"

#define PASSAGES_MAX_BYTES ((size_t)4 << 30)

struct maker {
    struct slice text;
    struct snippet *snippet;
    size_t place;              /* the first that is not before the paragraph */
    struct buf passages;
    struct arena *arena;
    struct err *err;
};

static enum status add_paragraph(struct maker *m, size_t from, size_t to, uint8_t zone)
{
    const struct snippet *s = m->snippet;
    struct passage_part part = {.from = from, .to = to};
    struct passage passage;

    while (m->place < s->place_count && s->places[m->place].start < from)
        m->place++;
    for (part.first = part.end = m->place;
         part.end < s->place_count && s->places[part.end].start < to;)
        part.end++;
    TRY(passage_make(m->text, s->places, &part, m->arena, &passage, m->err));
    passage.zone = zone;
    if (zone == SEGMENT_TITLE && slice_equal(passage.text, s->title.text))
        return OK;
    buf_append(&m->passages, &passage, sizeof passage);
    return OK;
}

static size_t count_breaks(struct slice s)
{
    size_t count = 0;

    for (size_t i = 0; i < s.n; i++)
        count += s.p[i] == '\n';
    return count;
}

/* Whether some sentence goes over a line break: then lines are no paragraphs. */
static bool is_wrapped(struct slice text, size_t from)
{
    struct sentences sentences;
    struct sentence s;

    sentences_start(&sentences, text, from);
    while (sentences_next(&sentences, &s))
        if (count_breaks(slice_of(text.p + s.start, s.end - s.start)) > 0)
            return true;
    return false;
}

/* A paragraph ends at a free line; where lines are not wrapped at each that ends a sentence. */
static enum status add_run(struct maker *m, const struct segment_run *run)
{
    struct slice text = slice_of(m->text.p, run->start + run->bytes);
    size_t enough = is_wrapped(text, run->start) ? 2 : 1, from = SIZE_MAX, to = 0;
    struct sentences sentences;
    struct sentence s;

    sentences_start(&sentences, text, run->start);
    while (sentences_next(&sentences, &s)) {
        if (from != SIZE_MAX && count_breaks(slice_of(text.p + to, s.start - to)) >= enough) {
            TRY(add_paragraph(m, from, to, run->zone));
            from = SIZE_MAX;
        }
        from = from == SIZE_MAX ? s.start : from;
        to = s.end;
    }
    return from == SIZE_MAX ? OK : add_paragraph(m, from, to, run->zone);
}

static enum status add_runs(struct maker *m, const struct document *d)
{
    struct segment_runs runs;
    struct passage *passages;
    size_t count;

    segment_runs_open(&runs, d->runs);
    while (segment_runs_next(&runs) && places_run_fits(&runs.run, m->text))
        if (runs.run.zone != SEGMENT_REPEATED)
            TRY(add_run(m, &runs.run));
    count = m->passages.n / sizeof *passages;
    passages = arena_zalloc(m->arena, count + 1, sizeof *passages);
    if (!buf_ok(&m->passages) || passages == NULL)
        return err_memory(m->err, "an article");
    if (count > 0)
        memcpy(passages, m->passages.p, m->passages.n);
    m->snippet->passages = passages;
    m->snippet->passage_count = count;
    return OK;
}

enum status full_text_make(struct slice text, const struct document *d, struct arena *arena,
                           struct snippet *out, struct err *e)
{
    struct maker m = {.text = text, .snippet = out, .arena = arena, .err = e};
    enum status status;

    buf_init(&m.passages, PASSAGES_MAX_BYTES);
    status = add_runs(&m, d);
    buf_release(&m.passages);
    return status;
}
