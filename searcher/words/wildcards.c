#include "searcher/words/wildcards.h"

#include "base/utf8.h"
#include "searcher/run/plan.h"

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

static bool pattern_fits(void *context, struct slice form)
{
    return wildcards_fits(*(const struct slice *)context, form);
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

static enum status find(struct engine *g, enum lang lang, struct slice pattern,
                        uint64_t *terms_left, struct form_set *found, struct err *e)
{
    const struct dictionary_search search = {.lang = lang, .fits = pattern_fits,
                                             .context = &pattern, .terms_left = terms_left};
    struct slice prefix, ending;

    find_ends(pattern, &prefix, &ending);
    return utf8_count(prefix) >= utf8_count(ending)
               ? dictionary_forms_from(g, &search, prefix, found, e)
               : dictionary_forms_to(g, &search, ending, found, e);
}

enum status wildcards_find(struct engine *g, enum lang lang, struct slice pattern,
                           uint64_t *terms_left, struct arena *arena, struct expansions *out,
                           struct err *e)
{
    size_t letters = wildcards_letters(pattern);
    struct form_set found;
    enum status status;
    struct buf folded;

    *out = (struct expansions){.count = 0};
    if (letters < WILDCARDS_LETTERS_MIN || letters > WILDCARDS_LETTERS_MAX)
        return OK;
    form_set_init(&found);
    buf_init(&folded, (size_t)1 << 20);
    status = fold(g, lang, pattern, &folded, e);
    if (status == OK)
        status = find(g, lang, buf_slice(&folded), terms_left, &found, e);
    out->cut = terms_left != NULL && *terms_left == 0;
    if (status == OK)
        status = expansions_make(&found, arena, out, e);
    form_set_release(&found);
    buf_release(&folded);
    return status;
}
