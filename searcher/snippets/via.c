#include "searcher/snippets/via.h"

#include "searcher/snippets/typed.h"

/* What the places of a clause have shown so far. */
struct shown {
    bool found;
    enum via best;
    struct slice other;        /* the last spelling that is not the typed form */
};

const char *via_name(enum via via)
{
    static const char *const names[VIA_COUNT] = {"exact", "form", "part", "name", "dict", "fuzzy"};

    return names[via];
}

enum status via_find(struct analyzer *a, const struct query *q, enum lang lang,
                     struct slice text, const struct snippet *snippet, struct arena *arena,
                     enum via *out, struct err *e)
{
    struct shown *shown = arena_zalloc(arena, q->clause_count + 1, sizeof *shown);
    struct words words;
    enum status status;

    if (shown == NULL)
        return err_memory(e, "the forms of a hit");
    words_init(&words);
    for (size_t i = 0; i < snippet->place_count; i++) {
        const struct place *p = &snippet->places[i];
        struct slice place = slice_of(text.p + p->start, p->end - p->start);
        struct shown *s = &shown[p->clause];

        enum via via = p->via;

        if (s->found && (s->best == VIA_EXACT || slice_equal(s->other, place)))
            continue;
        if (via == VIA_EXACT && !typed_equals(a, lang, &q->clauses[p->clause], place, &words))
            via = VIA_FORM;
        s->best = s->found && s->best < via ? s->best : via;
        s->found = true;
        s->other = place;
    }
    status = words_status(&words);
    words_release(&words);
    *out = VIA_EXACT;
    for (size_t i = 0; i < q->clause_count; i++)
        if (shown[i].found && shown[i].best > *out)
            *out = shown[i].best;
    return status == OK ? OK : err_memory(e, "the forms of a hit");
}
