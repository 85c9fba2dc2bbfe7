#include "searcher/words/compounds.h"

#include <stdlib.h>

#include "base/buf.h"
#include "searcher/words/compound_words.h"
#include "searcher/run/plan.h"

/* Compounds are looked for in others where few were found, and so many of them: each walk over endings reads
 * some hundred groups of terms. */
#define HOLDERS_MAX 4
#define FEW_COMPOUNDS 32
#define LONG_MIN_LETTERS 7
#define MUCH_MORE_FREQUENT 10

#define PART_MIN_LETTERS 4
#define TWICE_MIN_OCCURRENCES 3

/* A form that begins or ends with the word. */
struct candidate {
    struct compound compound;
    struct slice rest;           /* what is left of the form */
};

struct finder {
    struct compound_words words;
    const struct slice *forms;
    size_t form_count;           /* of these, the first whole_count are whole forms */
    size_t whole_count;
    uint64_t occurrences;        /* of the word */
    size_t most;                 /* candidates that are looked at, those that occur most */
    enum compound_place place;   /* of what is looked for now */
    struct buf candidates;       /* struct candidate */
    struct buf found;            /* struct compound */
    struct slice part;           /* the form whose endings are walked */
    struct arena *arena;
    struct err *err;
    bool failed;                 /* no memory */
};

static void add_candidate(struct finder *f, struct slice form, struct slice term,
                          const struct form_count *count, size_t rest_at, size_t rest_size)
{
    struct candidate c = {.compound = {.occurrences = count->occurrences, .place = f->place}};

    if (2 * count->capitals <= count->occurrences)
        return;
    c.compound.form = arena_copy(f->arena, form);
    c.compound.term = arena_copy(f->arena, term);
    c.rest = slice_of(c.compound.form.p + rest_at, rest_size);
    f->failed |= c.compound.form.p == NULL || c.compound.term.p == NULL;
    if (!f->failed)
        buf_append(&f->candidates, &c, sizeof c);
}

static int visit_ending(void *context, const struct dictionary_form *form)
{
    struct finder *f = context;
    struct form_count count = {.occurrences = form->occurrences, .capitals = form->capitals};

    if (form->form.n > f->part.n)
        add_candidate(f, form->form, form->term, &count, 0, form->form.n - f->part.n);
    return !f->failed;
}

/* Forms that begin with one of the parts; the longest of them, so that `rest` is what is behind it. */
static int visit_beginning(void *context, const struct dictionary_word *word)
{
    struct finder *f = context;

    for (size_t i = 0; i < word->form_count; i++) {
        struct slice form = word->forms[i].form;
        size_t longest = 0;

        for (size_t k = 0; k < f->form_count; k++)
            if (f->forms[k].n > longest && f->forms[k].n < form.n && slice_starts_with(form, f->forms[k]))
                longest = f->forms[k].n;
        if (longest > 0)
            add_candidate(f, form, word->term, &word->forms[i], longest, form.n - longest);
    }
    return !f->failed;
}

/* What the terms of all words that begin with `form` begin with: the stemmer takes the dots of
 * umlauts off and takes ae, oe, ue for umlauts. */
static size_t term_prefix(struct slice form, uint8_t *out)
{
    size_t n = 0;

    for (size_t i = 0; i < form.n; i++) {
        uint8_t c = form.p[i], next = i + 1 < form.n ? form.p[i + 1] : 0;

        if (c == 0xc3 && (next == 0xa4 || next == 0xb6 || next == 0xbc)) {
            out[n++] = next == 0xa4 ? 'a' : next == 0xb6 ? 'o' : 'u';
            i++;
            continue;
        }
        out[n++] = c;
        if ((c == 'a' || c == 'o' || c == 'u') && next == 'e')
            break;
    }
    return n;
}

static enum status walk_beginnings(struct finder *f, enum lang lang)
{
    uint8_t prefixes[2][ANALYZER_TERM_MAX_BYTES];
    size_t sizes[2] = {0, 0};
    struct slice prefix;

    /* forms are in no order: each is walked but those that the one before covers */
    for (size_t i = 0; i < f->form_count; i++) {
        if (f->forms[i].n > ANALYZER_TERM_MAX_BYTES)
            continue;
        sizes[1] = term_prefix(f->forms[i], prefixes[1]);
        prefix = slice_of(prefixes[1], sizes[1]);
        if (sizes[0] > 0 && slice_starts_with(prefix, slice_of(prefixes[0], sizes[0])))
            continue;
        TRY(dictionary_walk(f->words.engine, lang, prefix, visit_beginning, f, f->err));
        memcpy(prefixes[0], prefixes[1], sizes[1]);
        sizes[0] = sizes[1];
    }
    return f->failed ? err_memory(f->err, "compounds") : OK;
}

static enum status walk_endings(struct finder *f, enum lang lang)
{
    for (size_t i = 0; i < f->whole_count; i++) {
        f->part = f->forms[i];
        TRY(dictionary_walk_endings(f->words.engine, lang, f->part, visit_ending, f, f->err));
    }
    return f->failed ? err_memory(f->err, "compounds") : OK;
}

static bool is_long_enough(struct slice piece)
{
    return (compound_count_letters(piece) >= PART_MIN_LETTERS || compound_is_short_word(piece))
           && compound_has_vowel(piece);
}

static bool may_be_part(struct slice piece)
{
    return is_long_enough(piece) && !compound_is_affix(piece);
}

/* A known word that may stand beside others. */
static bool is_part(const struct compound_word *w)
{
    return w->occurrences > 0 && may_be_part(w->form);
}

/* Whether a piece is two known words, which occur often enough to be no names and errors of the press:
 * werkzeug|maschinen. */
static enum status is_two_parts(struct finder *f, struct slice piece, bool *out)
{
    struct compound_word a, b;

    *out = false;
    if (piece.n < 2 * PART_MIN_LETTERS)
        return OK;
    for (size_t at = PART_MIN_LETTERS; at + PART_MIN_LETTERS <= piece.n && !*out; at++) {
        if ((piece.p[at] & 0xc0) == 0x80)
            continue;
        TRY(compound_words_find(&f->words, slice_of(piece.p, at), &a));
        if (!is_part(&a) || a.occurrences < TWICE_MIN_OCCURRENCES)
            continue;
        TRY(compound_words_find(&f->words, slice_drop(piece, at), &b));
        *out = is_part(&b) && b.noun && b.occurrences >= TWICE_MIN_OCCURRENCES;
    }
    return OK;
}

/* Whether a piece that the vocabulary does not know may be taken for a word. */
static enum status is_part_unseen(struct finder *f, const struct compound_word *w,
                                  struct slice part, bool *out)
{
    *out = false;
    if (w->occurrences > 0)
        return OK;
    if (f->place != COMPOUND_MIDDLE && compound_may_be_unseen(&f->words)
        && compound_may_stand_beside(w->piece, part))
        *out = f->place == COMPOUND_LAST ? compound_looks_first(w->piece) : compound_looks_last(w->piece);
    return *out ? OK : is_two_parts(f, w->piece, out);
}

static enum status is_first_part(struct finder *f, struct slice piece, struct slice part, bool *out)
{
    struct compound_word w;

    *out = false;
    if (!may_be_part(piece))
        return OK;
    TRY(compound_words_find(&f->words, piece, &w));
    *out = is_part(&w);
    return *out ? OK : is_part_unseen(f, &w, part, out);
}

/* What stands behind the word, with or without a linking element. */
static enum status is_last_part(struct finder *f, struct slice rest, struct slice part, bool *out)
{
    struct compound_word w;
    size_t link = 0, size;

    *out = false;
    if (compound_has_suffix(rest))
        return OK;
    while (!*out && compound_next_link(rest, &link, &size)) {
        struct slice piece = slice_drop(rest, size);

        if (!may_be_part(piece))
            continue;
        TRY(compound_words_find(&f->words, piece, &w));
        *out = is_part(&w) && w.noun;
        if (!*out)
            TRY(is_part_unseen(f, &w, part, out));
    }
    return OK;
}

/* Whether a short word stands in one that is much more frequent: Hand|lungen. */
static bool is_by_chance(const struct finder *f, const struct candidate *c)
{
    size_t letters = compound_count_letters(c->compound.form) - compound_count_letters(c->rest);

    return f->occurrences > 0 && letters < LONG_MIN_LETTERS
           && c->compound.occurrences / MUCH_MORE_FREQUENT > f->occurrences;
}

/* Whether what is left of a candidate is a part like the word. */
static enum status is_compound(struct finder *f, const struct candidate *c, bool *out)
{
    struct slice form = c->compound.form;
    bool place = false;

    *out = false;
    if (is_by_chance(f, c))
        return OK;
    if (c->rest.p == form.p)
        TRY(is_first_part(f, c->rest, slice_drop(form, c->rest.n), out));
    else
        TRY(is_last_part(f, c->rest, slice_of(form.p, form.n - c->rest.n), out));
    if (*out)
        TRY(compound_is_place(f->words.engine, form, f->arena, &place, f->err));
    *out = *out && !place;
    return OK;
}

static int by_occurrences(const void *a, const void *b)
{
    const struct candidate *x = a, *y = b;

    if (x->compound.occurrences != y->compound.occurrences)
        return x->compound.occurrences < y->compound.occurrences ? 1 : -1;
    return slice_compare(x->compound.form, y->compound.form);
}

/* Adds a compound, or its occurrences where its term is there. */
static void add_found(struct finder *f, const struct compound *c)
{
    struct compound *found = (struct compound *)(void *)f->found.p;

    for (size_t i = 0; i < f->found.n / sizeof *found; i++)
        if (slice_equal(found[i].term, c->term)) {
            found[i].occurrences += c->occurrences;
            return;
        }
    if (f->found.n / sizeof *found < COMPOUNDS_MAX)
        buf_append(&f->found, c, sizeof *c);
}

static enum status choose(struct finder *f)
{
    struct candidate *c = (struct candidate *)(void *)f->candidates.p;
    size_t count = f->candidates.n / sizeof *c;

    if (count > 0)
        qsort(c, count, sizeof *c, by_occurrences);
    for (size_t i = 0; i < count && i < f->most; i++) {
        bool yes;

        TRY(is_compound(f, &c[i], &yes));
        if (yes)
            add_found(f, &c[i].compound);
    }
    buf_clear(&f->candidates);
    return OK;
}

/* Compounds in which those that were found, from `first` on, are a part: auto|umsatz|steuer. */
static enum status find_holders(struct finder *f, size_t first, size_t last)
{
    struct slice forms[HOLDERS_MAX];
    const struct compound *found = (const struct compound *)(const void *)f->found.p;
    enum compound_place place = first < last ? found[first].place : COMPOUND_MIDDLE;

    f->forms = forms;
    f->form_count = 0;
    f->place = COMPOUND_MIDDLE;
    for (size_t i = first; i < last && f->form_count < HOLDERS_MAX; i++)
        forms[f->form_count++] = found[i].form;
    f->whole_count = f->form_count;
    if (f->form_count > 0)
        TRY(place == COMPOUND_FIRST ? walk_endings(f, LANG_DE) : walk_beginnings(f, LANG_DE));
    return choose(f);
}

static enum status find(struct finder *f)
{
    size_t lasts, firsts;

    f->place = COMPOUND_LAST;
    TRY(walk_endings(f, LANG_DE));
    TRY(choose(f));
    lasts = f->found.n / sizeof(struct compound);
    f->place = COMPOUND_FIRST;
    TRY(walk_beginnings(f, LANG_DE));
    TRY(choose(f));
    firsts = f->found.n / sizeof(struct compound);
    if (firsts > FEW_COMPOUNDS || f->most < COMPOUNDS_ALL)
        return OK;
    TRY(find_holders(f, 0, lasts));
    return find_holders(f, lasts, firsts);
}

/* Without the terms that the word has itself. */
static enum status copy_found(struct finder *f, const struct compound_forms *own,
                              struct compound **out, size_t *count)
{
    const struct compound *found = (const struct compound *)(const void *)f->found.p;
    size_t found_count = f->found.n / sizeof *found;

    *out = arena_zalloc(f->arena, found_count, sizeof **out);
    if (*out == NULL && found_count > 0)
        return err_memory(f->err, "compounds");
    for (size_t i = 0; i < found_count; i++) {
        bool is_own = false;

        for (size_t k = 0; k < own->count && !is_own; k++)
            is_own = slice_equal(found[i].term,
                                 analyzer_word(f->words.engine->analyzer, LANG_DE, own->forms[k]).stem);
        if (!is_own)
            (*out)[(*count)++] = found[i];
    }
    return OK;
}

/* Adds forms without their e, as they stand before other words: Schulhof. */
static size_t add_shortened(struct slice *parts, size_t count)
{
    size_t n = count;

    for (size_t i = 0; i < count; i++)
        if (parts[i].p[parts[i].n - 1] == 'e' && compound_count_letters(parts[i]) > PART_MIN_LETTERS)
            parts[n++] = slice_of(parts[i].p, parts[i].n - 1);
    return n;
}

static enum status find_and_copy(struct finder *f, const struct compound_forms *own,
                                 struct compound **out, size_t *count)
{
    struct slice parts[2 * COMPOUND_FORMS_MAX];

    f->forms = parts;
    f->occurrences = own->occurrences;
    for (size_t i = 0; i < own->count; i++)
        if (may_be_part(own->forms[i]))
            parts[f->form_count++] = own->forms[i];
    f->whole_count = f->form_count;
    f->form_count = add_shortened(parts, f->form_count);
    TRY(find(f));
    if (!buf_ok(&f->candidates) || !buf_ok(&f->found))
        return err_memory(f->err, "compounds");
    return copy_found(f, own, out, count);
}

enum status compounds_find(struct engine *g, struct slice word, size_t most, struct arena *arena,
                           struct compound **out, size_t *count, struct err *e)
{
    struct finder f = {.most = most, .arena = arena, .err = e};
    struct compound_forms own;
    enum status status;

    *out = NULL;
    *count = 0;
    if (!is_long_enough(word))
        return OK;
    TRY(compound_words_init(&f.words, g, arena, e));
    TRY(compound_forms_find(&f.words, word, &own));
    if (own.is_no_noun)
        return OK;
    buf_init(&f.candidates, (size_t)1 << 28);
    buf_init(&f.found, (size_t)1 << 20);
    status = find_and_copy(&f, &own, out, count);
    buf_release(&f.candidates);
    buf_release(&f.found);
    return status;
}
