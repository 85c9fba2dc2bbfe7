#include "searcher/words/fuzzy.h"

#include "base/utf8.h"
#include "searcher/run/plan.h"
#include "store/strays.h"

#define ENDING_LETTERS 4u         /* that few forms have in common */
#define STEPS_BEFORE_SEEK 2      /* entries that are read rather than sought over */

/* A walk through the terms or the strays of one segment. */
struct walk {
    struct edits edits;
    struct table_cursor cursor;
    enum lang lang;
    struct slice text, payload;                  /* of the entry it is on */
    uint8_t read[EDITS_READ_MAX * UTF8_MAX_BYTES];    /* the letters that edits has read */
    size_t ends[EDITS_READ_MAX + 1];             /* of each letter, in bytes; ends[0] is 0 */
    uint8_t target[1 + EDITS_READ_MAX * UTF8_MAX_BYTES + UTF8_MAX_BYTES];
    size_t target_size;
    struct segment *segment;
    struct form_set *found;
    uint64_t *terms_left;
    struct err *err;
};

/* Forgets letters that the entry does not begin with. */
static void keep_shared(struct walk *w)
{
    size_t read = w->ends[w->edits.read_size], most = read < w->text.n ? read : w->text.n, n = 0;
    size_t letters = w->edits.read_size;

    while (n < most && w->read[n] == w->text.p[n])
        n++;
    while (w->ends[letters] > n)
        letters--;
    edits_back(&w->edits, letters);
}

/* Reads the letters of a text that are not read yet; false where it gets too far from the
 * word: *letter is the one.                                                    */
static bool read_on(struct walk *w, struct slice text, uint32_t *letter)
{
    const uint8_t *p = text.p + w->ends[w->edits.read_size], *end = slice_end(text), *next;

    for (; p < end; p = next) {
        size_t at = w->edits.read_size;

        *letter = utf8_next(p, end, &next);
        if (!edits_read(&w->edits, *letter))
            return false;
        memcpy(w->read + w->ends[at], p, (size_t)(next - p));
        w->ends[at + 1] = w->ends[at] + (size_t)(next - p);
    }
    return true;
}

/* The least text that may be near and comes after what was read with `letter` behind it;
 * false where none does.                                                       */
static bool find_target(struct walk *w, uint32_t letter)
{
    uint32_t next = letter < 0x10ffff ? edits_next_letter(&w->edits, letter + 1) : 0;
    size_t n = w->ends[w->edits.read_size];

    w->target[0] = (uint8_t)w->lang;
    memcpy(w->target + 1, w->read, n);
    if (next != 0) {
        next = next >= 0xd800 && next < 0xe000 ? 0xe000 : next;
        n += utf8_encode(next, w->target + 1 + n);
    } else if (n > 0) {
        w->target[n]++;            /* no UTF-8 ends with FF: what follows all that begins so */
    }
    w->target_size = 1 + n;
    return n > 0;
}

static enum status take_entry(struct walk *w, enum status status, struct slice key)
{
    if (status != OK)
        return status;
    if (key.n == 0 || key.p[0] != w->lang)
        return E_NOT_FOUND;
    w->text = slice_drop(key, 1);
    return w->terms_left != NULL && *w->terms_left == 0 ? E_NOT_FOUND : OK;
}

static void spend(struct walk *w, uint64_t terms)
{
    if (w->terms_left != NULL)
        *w->terms_left -= terms < *w->terms_left ? terms : *w->terms_left;
}

static enum status next_entry(struct walk *w)
{
    struct slice key = {0};
    enum status status = table_next(&w->cursor, &key, &w->payload, w->err);

    spend(w, 1);
    return take_entry(w, status, key);
}

/* To the target, or at least a step on. */
static enum status go_to_target(struct walk *w)
{
    struct slice target = slice_of(w->target, w->target_size), key = {0};
    enum status status;

    for (int i = 0; i < STEPS_BEFORE_SEEK; i++) {
        TRY(next_entry(w));
        if (slice_compare(w->text, slice_drop(target, 1)) >= 0)
            return OK;
    }
    spend(w, EFFORT_LOOKUP);
    status = table_seek(&w->cursor, target, &key, &w->payload, w->err);
    return take_entry(w, status, key);
}

/* What is done with an entry all of whose letters were read. */
typedef enum status take_text(struct walk *w);

static enum status walk_table(struct walk *w, struct table *t, take_text *take)
{
    struct slice key = {0};
    enum status status;

    w->ends[0] = 0;
    edits_back(&w->edits, 0);
    table_cursor_init(&w->cursor, t);
    w->target[0] = (uint8_t)w->lang;
    w->target[1] = ANALYZER_MARK + 1;      /* terms of other languages come first */
    status = table_seek(&w->cursor, slice_of(w->target, 2), &key, &w->payload, w->err);
    status = take_entry(w, status, key);
    while (status == OK) {
        uint32_t letter;

        keep_shared(w);
        if (read_on(w, w->text, &letter)) {
            TRY(take(w));
            status = next_entry(w);
        } else if (find_target(w, letter)) {
            status = go_to_target(w);
        } else {
            status = E_NOT_FOUND;
        }
    }
    return status == E_NOT_FOUND ? OK : status;
}

static enum status add_form(struct walk *w, struct slice term, const struct form_count *form)
{
    uint8_t edits = edits_count(&w->edits);

    if (edits <= w->edits.most && !form_set_add(w->found, term, form, edits))
        return err_memory(w->err, "forms");
    return OK;
}

/* The forms that go on where the term ends. */
static enum status take_term(struct walk *w)
{
    size_t read = w->edits.read_size;
    struct forms_cursor c;
    struct form_count form;
    struct term_info info;
    int more;

    if (!postings_read_info(w->payload, &info))
        return segment_damaged(w->segment, "wrong record of a term", 0, w->err);
    more = forms_open(&c, w->text, info.cf, info.forms) ? 1 : -1;
    while (more == 1 && (more = forms_next(&c, &form)) == 1) {
        uint32_t letter;

        if (slice_starts_with(form.form, w->text) && read_on(w, form.form, &letter))
            TRY(add_form(w, w->text, &form));
        edits_back(&w->edits, read);
    }
    return more == 0 ? OK : segment_damaged(w->segment, "wrong forms of a term", 0, w->err);
}

/* The counts of a stray form, which its term knows. */
static enum status take_stray_of(struct walk *w, struct slice term)
{
    struct forms_cursor c;
    struct form_count form;
    struct term_info info;
    int more;

    spend(w, EFFORT_LOOKUP);
    TRY(segment_find_term(w->segment, (uint8_t)w->lang, term, &info, w->err));
    more = forms_open(&c, term, info.cf, info.forms) ? 1 : -1;
    while (more == 1 && (more = forms_next(&c, &form)) == 1)
        if (slice_equal(form.form, w->text))
            TRY(add_form(w, term, &form));
    return more == 0 ? OK : segment_damaged(w->segment, "wrong forms of a term", 0, w->err);
}

static enum status take_stray(struct walk *w)
{
    uint8_t term[STRAYS_TERM_MAX];
    struct slice left = w->payload;

    while (left.n > 0 && edits_count(&w->edits) <= w->edits.most) {
        size_t n = strays_term(&left, w->text, term);
        enum status status;

        if (n == 0)
            return segment_damaged(w->segment, "wrong list of strays", 0, w->err);
        status = take_stray_of(w, slice_of(term, n));
        if (status != OK && status != E_NOT_FOUND)
            return status;
    }
    return OK;
}

static enum status walk_all(struct engine *g, struct walk *w)
{
    for (size_t i = 0; i < g->segment_count; i++) {
        w->segment = g->segments[i].segment;
        TRY(walk_table(w, &w->segment->terms, take_term));
        TRY(walk_table(w, &w->segment->strays, take_stray));
    }
    return OK;
}

/* Both edits are in the first half: forms that end as the word does. */
struct rest {
    struct edits edits, half;
};

static bool is_far_at_first(void *context, struct slice form)
{
    struct rest *r = context;

    return edits_to(&r->half, form) > r->half.most && edits_to(&r->edits, form) <= r->edits.most;
}

static enum status add_rest(struct engine *g, struct rest *r, enum lang lang, struct slice ending,
                            uint64_t *terms_left, struct form_set *found, struct err *e)
{
    const struct dictionary_search search = {.lang = lang, .fits = is_far_at_first, .context = r,
                                             .terms_left = terms_left};
    struct form_set rest;
    const struct dictionary_form *forms;
    enum status status;
    size_t count;

    form_set_init(&rest);
    status = dictionary_forms_to(g, &search, ending, &rest, e);
    forms = form_set_join(&rest, &count);
    for (size_t i = 0; i < count && status == OK; i++) {
        const struct form_count form = {forms[i].form, forms[i].occurrences, forms[i].capitals};

        if (!form_set_add(found, forms[i].term, &form, edits_to(&r->edits, forms[i].form)))
            status = err_memory(e, "forms");
    }
    form_set_release(&rest);
    return status;
}

static struct slice last_letters(struct slice word, size_t letters)
{
    size_t at = word.n;

    while (letters > 0 && at > 0)
        letters -= !utf8_is_continuation(word.p[--at]);
    return slice_drop(word, at);
}

static enum status find(struct engine *g, struct walk *w, struct slice word, struct err *e)
{
    size_t letters = w->edits.word_size;
    size_t ending = letters / 2 > ENDING_LETTERS ? letters - letters / 2 : ENDING_LETTERS;
    struct rest rest = {.edits = w->edits};

    if (w->edits.most != 2 || letters <= ending + 1)
        return walk_all(g, w);
    edits_limit_half(&w->edits, letters - ending, 1);
    rest.half = w->edits;
    TRY(walk_all(g, w));
    return add_rest(g, &rest, w->lang, last_letters(word, ending), w->terms_left, w->found, e);
}

enum status fuzzy_find(struct engine *g, enum lang lang, struct slice word,
                       const struct fuzzy_options *options, struct arena *arena,
                       struct expansions *out, struct err *e)
{
    struct form_set found;
    struct walk w = {.lang = lang, .found = &found, .terms_left = options->terms_left, .err = e};
    enum status status;

    *out = (struct expansions){.count = 0};
    if (word.n == 0 || !edits_start(&w.edits, word, options->edits, options->exact_letters))
        return OK;
    form_set_init(&found);
    status = find(g, &w, word, e);
    out->cut = options->terms_left != NULL && *options->terms_left == 0;
    if (status == OK)
        status = expansions_make(&found, arena, out, e);
    form_set_release(&found);
    return status;
}
