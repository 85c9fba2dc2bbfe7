#include "searcher/snippets/places.h"

#include "base/utf8.h"
#include "stemmers/words.h"
#include "store/segment_runs.h"

struct finder {
    struct slice text;
    const struct match *matches;
    size_t match_count;
    struct place *places;      /* by start */
    size_t place_count;
    struct err *err;
};

/* Whether a match of one word is that of the whole compound and not of its first part: then
 * its term is longer than that part, which no stem of the part is.            */
static bool is_whole(const struct match *match, const struct word *part, const struct word *whole)
{
    return match->word_count == 1 && whole->position == part->position
           && whole->size > part->size && match->term.n > part->size;
}

/* Finds the bytes of the matches in one zone; both run by position. A zone ends at
 * end_position too: a damaged index may claim another place for the next one. */
static enum status map_zone(struct finder *m, struct words *words, size_t from, size_t to,
                            uint32_t first_position, uint32_t end_position)
{
    struct word word, whole = {.size = 0};
    size_t next = 0, open_first = 0, open_count = 0;

    words_start(words, slice_of(m->text.p + from, to - from), first_position);
    while (next < m->match_count && m->matches[next].position < first_position)
        next++;
    while ((next < m->match_count || open_count > 0) && words_next(words, &word)
           && word.position < end_position) {
        if (word.is_extra) {
            whole = word.size > whole.size || word.position != whole.position ? word : whole;
            continue;
        }
        for (; next < m->match_count && m->matches[next].position == word.position; next++) {
            m->places[m->place_count++] = (struct place){
                .start = from + word.start, .match = &m->matches[next],
                .clause = m->matches[next].clause,
                .via = m->matches[next].via, .weight = m->matches[next].weight};
            open_count++;
        }
        /* those whose last word this is */
        open_first = m->place_count - open_count;
        open_count = 0;
        for (size_t i = open_first; i < m->place_count; i++) {
            const struct match *match = &m->matches[next - (m->place_count - i)];
            if (match->position + match->word_count - 1 <= word.position) {
                if (m->places[i].end == 0)
                    m->places[i].end = from + (is_whole(match, &word, &whole)
                                               ? whole.start + whole.size : word.start + word.size);
            } else if (open_count == 0) {
                open_count = m->place_count - i;
            }
        }
    }
    return words_status(words) == OK ? OK : err_memory(m->err, "places");
}

/* Drops places whose last word is not there (a damaged index), numbers the
 * characters of the others: one pass over the text.                         */
static void finish_places(struct finder *m)
{
    size_t kept = 0, at = 0, chars = 0;

    for (size_t i = 0; i < m->place_count; i++) {
        struct place p = m->places[i];

        if (p.end <= p.start)
            continue;
        chars += utf8_count(slice_of(m->text.p + at, p.start - at));
        at = p.start;
        p.start_char = chars;
        p.end_char = chars + utf8_count(slice_of(m->text.p + p.start, p.end - p.start));
        m->places[kept++] = p;
    }
    m->place_count = kept;
}

static enum status map_places(struct finder *m, const struct document *d)
{
    struct words words;
    struct segment_runs runs;
    enum status status = OK;

    words_init(&words);
    segment_runs_open(&runs, d->runs);
    while (status == OK && segment_runs_next(&runs) && places_run_fits(&runs.run, m->text))
        if (runs.run.words > 0)
            status = map_zone(m, &words, runs.run.start, runs.run.start + runs.run.bytes,
                              runs.run.first_position, runs.run.first_position + runs.run.words);
    words_release(&words);
    finish_places(m);
    return status;
}

enum status places_find(struct slice text, const struct document *d, const struct match *matches,
                        size_t match_count, struct arena *arena, struct place **out,
                        size_t *count, struct err *e)
{
    struct finder m = {.text = text, .matches = matches, .match_count = match_count, .err = e};

    m.places = arena_zalloc(arena, match_count + 1, sizeof *m.places);
    if (m.places == NULL)
        return err_memory(e, "places");
    TRY(map_places(&m, d));
    *out = m.places;
    *count = m.place_count;
    return OK;
}
