#include "searcher/words/wildcards.h"

#include "base/utf8.h"
#include "searcher/run/plan.h"

#define WILDCARDS_SHARING 8u        /* patterns that take one walk: each is asked of every word */
#define ASKED_PER_TERM 4u           /* so often is as much work as reading a term */

static bool is_wild(uint8_t c)
{
    return c == '*' || c == '?';
}

size_t wildcards_letters(struct slice pattern)
{
    size_t count = 0;

    for (size_t i = 0; i < pattern.n; i++)
        count += !is_wild(pattern.p[i]) && !utf8_is_continuation(pattern.p[i]);
    return count;
}

/* The byte after the letter at p. */
static const uint8_t *behind_letter(const uint8_t *p, const uint8_t *end)
{
    do
        p++;
    while (p < end && utf8_is_continuation(*p));
    return p;
}

/* The first byte from f on that what stands behind a * may begin with. */
static const uint8_t *next_start(const uint8_t *f, const uint8_t *f_end, const uint8_t *p,
                                 const uint8_t *p_end)
{
    if (p == p_end || is_wild(*p))
        return f;
    while (f < f_end && *f != *p)
        f++;
    return f;
}

/* After a mismatch the last * takes one letter more; the stars before it are settled. */
bool wildcards_fits(struct slice pattern, struct slice form)
{
    const uint8_t *p = pattern.p, *p_end = slice_end(pattern), *f = form.p, *f_end = slice_end(form);
    const uint8_t *star = NULL, *star_form = NULL;

    while (f < f_end) {
        if (p < p_end && *p == '*') {
            star = ++p;
            f = star_form = next_start(f, f_end, p, p_end);
        } else if (p < p_end && *p == '?') {
            p++;
            f = behind_letter(f, f_end);
        } else if (p < p_end && *p == *f) {
            p++;
            f++;
        } else if (star != NULL) {
            p = star;
            f = star_form = next_start(behind_letter(star_form, f_end), f_end, p, p_end);
        } else {
            return false;
        }
    }
    while (p < p_end && *p == '*')
        p++;
    return p == p_end;
}

/* Pieces between * and ? as the vocabulary writes words. */
static enum status fold(struct engine *g, enum lang lang, struct slice typed, struct buf *out,
                        struct err *e)
{
    for (size_t i = 0; i < typed.n;) {
        size_t end = i;

        while (end < typed.n && !is_wild(typed.p[end]))
            end++;
        if (end > i)
            buf_append_slice(out, analyzer_word(g->analyzer, lang,
                                                slice_of(typed.p + i, end - i)).form);
        for (i = end; i < typed.n && is_wild(typed.p[i]); i++)
            if (typed.p[i] == '?' || out->n == 0 || out->p[out->n - 1] != '*')
                buf_append_byte(out, typed.p[i]);
    }
    return buf_ok(out) ? OK : err_memory(e, "a pattern");
}

/* What stands before the first and after the last * or ?. */
static void find_ends(struct slice pattern, struct slice *prefix, struct slice *ending)
{
    size_t first = 0, after = pattern.n;

    while (first < pattern.n && !is_wild(pattern.p[first]))
        first++;
    while (after > first && !is_wild(pattern.p[after - 1]))
        after--;
    *prefix = slice_of(pattern.p, first);
    *ending = slice_of(pattern.p + after, pattern.n - after);
}

/* Of what is given between * and ?. */
static uint64_t letters_of(struct slice pattern)
{
    uint64_t letters = 0;

    for (size_t i = 0; i < pattern.n; i++)
        if (!is_wild(pattern.p[i]))
            letters |= dictionary_letters(slice_of(pattern.p + i, 1));
    return letters;
}

/* Patterns, folded, that are looked for in one walk. */
struct sharing {
    struct slice patterns[WILDCARDS_SHARING];
    uint64_t letters[WILDCARDS_SHARING];
    struct wildcard *of[WILDCARDS_SHARING];
    size_t count;
    struct form_set found;
    uint64_t *terms_left;
    uint64_t asked;                 /* whether a pattern fits a form, in vain */
};

static bool one_fits(void *context, struct slice form)
{
    struct sharing *s = context;

    for (size_t i = 0; i < s->count; i++) {
        if (wildcards_fits(s->patterns[i], form))
            return true;
        if (s->terms_left != NULL && ++s->asked % ASKED_PER_TERM == 0)
            *s->terms_left -= *s->terms_left > 0;
    }
    return false;
}

/* Of the forms that were found those that fit the pattern. */
static enum status pick(const struct sharing *s, size_t at, struct form_set *out, struct err *e)
{
    const struct dictionary_form *forms = (const struct dictionary_form *)(const void *)s->found.rows.p;

    for (size_t i = 0; i < s->found.rows.n / sizeof *forms; i++) {
        const struct form_count form = {forms[i].form, forms[i].occurrences, forms[i].capitals};

        if (wildcards_fits(s->patterns[at], forms[i].form) && !form_set_add(out, forms[i].term, &form, 0))
            return err_memory(e, "forms");
    }
    return OK;
}

static enum status hand_out(struct sharing *s, struct arena *arena, struct err *e)
{
    if (s->count == 1)
        return expansions_make(&s->found, arena, &s->of[0]->found, e);
    for (size_t i = 0; i < s->count; i++) {
        struct form_set own;
        enum status status;

        form_set_init(&own);
        status = pick(s, i, &own, e);
        if (status == OK)
            status = expansions_make(&own, arena, &s->of[i]->found, e);
        form_set_release(&own);
        TRY(status);
    }
    return OK;
}

/* By the start of the words, or by their end, whichever says more. */
static enum status look(struct engine *g, enum lang lang, struct sharing *s, uint64_t *terms_left,
                        struct err *e)
{
    const struct dictionary_search search = {.lang = lang, .fits = one_fits, .context = s,
                                             .letters = s->letters, .letters_count = s->count,
                                             .terms_left = terms_left};
    struct slice prefix = {0}, ending = {0};

    if (s->count == 1)
        find_ends(s->patterns[0], &prefix, &ending);
    return utf8_count(prefix) >= utf8_count(ending)
               ? dictionary_forms_from(g, &search, prefix, &s->found, e)
               : dictionary_forms_to(g, &search, ending, &s->found, e);
}

/* Finds what the patterns fit, and forgets them. */
static enum status find(struct engine *g, enum lang lang, struct sharing *s, uint64_t *terms_left,
                        struct arena *arena, struct err *e)
{
    enum status status;

    if (s->count == 0)
        return OK;
    form_set_init(&s->found);
    s->terms_left = terms_left;
    status = look(g, lang, s, terms_left, e);
    for (size_t i = 0; i < s->count; i++)
        s->of[i]->found.cut = terms_left != NULL && *terms_left == 0;
    if (status == OK)
        status = hand_out(s, arena, e);
    form_set_release(&s->found);
    s->count = 0;
    return status;
}

static void add(struct sharing *s, struct wildcard *w, struct slice folded)
{
    s->patterns[s->count] = folded;
    s->letters[s->count] = letters_of(folded);
    s->of[s->count++] = w;
}

/* The pattern with others like it, or alone where it says how words begin or end. */
static enum status find_or_share(struct engine *g, enum lang lang, struct wildcard *w,
                                 struct sharing *shared, uint64_t *terms_left, struct arena *arena,
                                 struct err *e)
{
    struct sharing alone = {.count = 0};
    struct slice folded, prefix, ending;
    struct buf text;
    enum status status;

    buf_init(&text, (size_t)1 << 20);
    status = fold(g, lang, w->pattern, &text, e);
    folded = arena_copy(arena, buf_slice(&text));
    if (status == OK && folded.n != text.n)
        status = err_memory(e, "a pattern");
    buf_release(&text);
    TRY(status);
    if (folded.n == 0)
        return OK;
    find_ends(folded, &prefix, &ending);
    if (prefix.n > 0 || ending.n > 0) {
        add(&alone, w, folded);
        return find(g, lang, &alone, terms_left, arena, e);
    }
    add(shared, w, folded);
    return shared->count == WILDCARDS_SHARING ? find(g, lang, shared, terms_left, arena, e) : OK;
}

enum status wildcards_find_all(struct engine *g, enum lang lang, struct wildcard *list, size_t count,
                               uint64_t *terms_left, struct arena *arena, struct err *e)
{
    struct sharing shared = {.count = 0};

    for (size_t i = 0; i < count; i++) {
        size_t letters = wildcards_letters(list[i].pattern);

        list[i].found = (struct expansions){.count = 0};
        if (letters >= WILDCARDS_LETTERS_MIN && letters <= WILDCARDS_LETTERS_MAX)
            TRY(find_or_share(g, lang, &list[i], &shared, terms_left, arena, e));
    }
    return find(g, lang, &shared, terms_left, arena, e);
}

enum status wildcards_find(struct engine *g, enum lang lang, struct slice pattern,
                           uint64_t *terms_left, struct arena *arena, struct expansions *out,
                           struct err *e)
{
    struct wildcard one = {.pattern = pattern};
    enum status status = wildcards_find_all(g, lang, &one, 1, terms_left, arena, e);

    *out = one.found;
    return status;
}
