#include "searcher/words/wildcards.h"

#include "base/utf8.h"
#include "searcher/run/plan.h"
#include "searcher/words/regex.h"

#define WILDCARDS_SHARING 8u        /* patterns that take one walk: each is asked of every word */
#define ASKED_PER_TERM 4u           /* so often is as much work as reading a term */
#define FORM_FOUND 6u              /* it is kept, and sorted with the others */
#define WORK_PER_TERM_FOUND 16u     /* it will be looked up, and its list opened */

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

/* A pattern as the vocabulary writes words. */
struct folded {
    struct slice text;
    struct regex *regex;            /* null: text, of * and ? */
};

/* How the forms begin, in one of several ways or (count 0) in any, and end. */
struct ends {
    const struct slice *starts;
    size_t count, least_letters;    /* least: of the starts */
    struct slice prefix;            /* which starts may point to */
    struct slice ending;
};

/* Of a pattern of * and ? it is what stands before the first and after the last. */
static void find_ends(const struct folded *folded, struct ends *out)
{
    struct slice pattern = folded->text;
    size_t first = 0, after = pattern.n;

    if (folded->regex != NULL) {
        *out = (struct ends){.ending = regex_ending(folded->regex)};
        out->count = regex_starts(folded->regex, &out->starts);
    } else {
        while (first < pattern.n && !is_wild(pattern.p[first]))
            first++;
        while (after > first && !is_wild(pattern.p[after - 1]))
            after--;
        *out = (struct ends){.prefix = slice_of(pattern.p, first), .count = first > 0,
                             .ending = slice_of(pattern.p + after, pattern.n - after)};
        out->starts = &out->prefix;
    }
    out->least_letters = out->count == 0 ? 0 : SIZE_MAX;
    for (size_t i = 0; i < out->count; i++) {
        size_t letters = utf8_count(out->starts[i]);

        out->least_letters = letters < out->least_letters ? letters : out->least_letters;
    }
}

/* Of what is in each form: what is given between * and ?. */
static uint64_t letters_of(const struct folded *folded)
{
    struct slice pattern = folded->text;
    uint64_t letters = 0;

    if (folded->regex != NULL)
        return regex_letters(folded->regex);
    for (size_t i = 0; i < pattern.n; i++)
        if (!is_wild(pattern.p[i]))
            letters |= dictionary_letters(slice_of(pattern.p + i, 1));
    return letters;
}

/* Patterns that are looked for in one walk. */
struct sharing {
    struct folded patterns[WILDCARDS_SHARING];
    uint64_t letters[WILDCARDS_SHARING];
    struct wildcard *of[WILDCARDS_SHARING];
    size_t count;
    struct form_set found;
    uint64_t *terms_left;
    uint64_t asked;                 /* whether a pattern fits a form, in vain */
};

static void spend(struct sharing *s, uint64_t work)
{
    if (s->terms_left != NULL)
        *s->terms_left -= work < *s->terms_left ? work : *s->terms_left;
}

static bool fits(struct sharing *s, const struct folded *pattern, struct slice form)
{
    uint64_t work = 0;
    bool good = pattern->regex == NULL ? wildcards_fits(pattern->text, form)
                                       : regex_fits(pattern->regex, form, &work);

    spend(s, work + (good ? FORM_FOUND : 0));
    return good;
}

static bool one_fits(void *context, struct slice form)
{
    struct sharing *s = context;

    for (size_t i = 0; i < s->count; i++) {
        if (fits(s, &s->patterns[i], form))
            return true;
        spend(s, ++s->asked % ASKED_PER_TERM == 0);
    }
    return false;
}

/* Of the forms that were found those that fit the pattern. */
static enum status pick(struct sharing *s, size_t at, struct form_set *out, struct err *e)
{
    const struct dictionary_form *forms = (const struct dictionary_form *)(const void *)s->found.rows.p;

    for (size_t i = 0; i < s->found.rows.n / sizeof *forms; i++) {
        const struct form_count form = {forms[i].form, forms[i].occurrences, forms[i].capitals};

        if (fits(s, &s->patterns[at], forms[i].form) && !form_set_add(out, forms[i].term, &form, 0))
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
    struct ends ends = {.count = 0};

    if (s->count == 1)
        find_ends(&s->patterns[0], &ends);
    if (ends.ending.n > 0 && utf8_count(ends.ending) > ends.least_letters)
        return dictionary_forms_to(g, &search, ends.ending, &s->found, e);
    if (ends.count == 0)
        return dictionary_forms_from(g, &search, slice_of(NULL, 0), &s->found, e);
    for (size_t i = 0; i < ends.count; i++)
        TRY(dictionary_forms_from(g, &search, ends.starts[i], &s->found, e));
    return OK;
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
    for (size_t i = 0; i < s->count && status == OK; i++)
        spend(s, s->of[i]->found.count * WORK_PER_TERM_FOUND);
    form_set_release(&s->found);
    s->count = 0;
    return status;
}

static void add(struct sharing *s, struct wildcard *w, const struct folded *folded)
{
    s->patterns[s->count] = *folded;
    s->letters[s->count] = letters_of(folded);
    s->of[s->count++] = w;
}

struct folding {
    struct engine *engine;
    enum lang lang;
};

static struct slice fold_letter(void *context, struct slice letter)
{
    const struct folding *f = context;

    return analyzer_word(f->engine->analyzer, f->lang, letter).form;
}

/* What is no pattern finds nothing. */
static enum status fold_regex(struct engine *g, enum lang lang, struct slice typed, uint64_t *terms_left,
                              struct arena *arena, struct regex **out, struct err *e)
{
    struct folding f = {g, lang};
    struct regex_problem problem;
    uint64_t work = 0;

    TRY(regex_read(typed, fold_letter, &f, arena, out, &problem, &work, e));
    if (terms_left != NULL)
        *terms_left -= work < *terms_left ? work : *terms_left;
    return OK;
}

static enum status fold_text(struct engine *g, enum lang lang, struct slice typed, struct arena *arena,
                             struct slice *out, struct err *e)
{
    struct buf text;
    enum status status;

    buf_init(&text, (size_t)1 << 20);
    status = fold(g, lang, typed, &text, e);
    *out = arena_copy(arena, buf_slice(&text));
    if (status == OK && out->n != text.n)
        status = err_memory(e, "a pattern");
    buf_release(&text);
    return status;
}

/* The pattern with others like it, or alone where it says how words begin or end. */
static enum status find_or_share(struct engine *g, enum lang lang, struct wildcard *w,
                                 struct sharing *shared, uint64_t *terms_left, struct arena *arena,
                                 struct err *e)
{
    struct sharing alone = {.count = 0};
    struct folded folded = {.regex = NULL};
    struct ends ends;

    if (w->regex)
        TRY(fold_regex(g, lang, w->pattern, terms_left, arena, &folded.regex, e));
    else
        TRY(fold_text(g, lang, w->pattern, arena, &folded.text, e));
    if (folded.text.n == 0 && folded.regex == NULL)
        return OK;
    find_ends(&folded, &ends);
    if (ends.count > 0 || ends.ending.n > 0) {
        add(&alone, w, &folded);
        return find(g, lang, &alone, terms_left, arena, e);
    }
    add(shared, w, &folded);
    return shared->count == WILDCARDS_SHARING ? find(g, lang, shared, terms_left, arena, e) : OK;
}

static bool can_be_looked_for(const struct wildcard *w)
{
    size_t letters = wildcards_letters(w->pattern);

    return w->regex || (letters >= WILDCARDS_LETTERS_MIN && letters <= WILDCARDS_LETTERS_MAX);
}

enum status wildcards_find_all(struct engine *g, enum lang lang, struct wildcard *list, size_t count,
                               uint64_t *terms_left, struct arena *arena, struct err *e)
{
    struct sharing shared = {.count = 0};

    for (size_t i = 0; i < count; i++) {
        list[i].found = (struct expansions){.cut = terms_left != NULL && *terms_left == 0};
        if (can_be_looked_for(&list[i]) && !list[i].found.cut)
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
