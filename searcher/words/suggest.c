#include "searcher/words/suggest.h"

#include <math.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "searcher/words/keyboard.h"
#include "searcher/words/misspelling.h"
#include "searcher/words/transliteration.h"
#include "searcher/run/plan.h"
#include "stemmers/stop_words.h"

#define BITS_PER_EDIT 10.0
#define MORE_FREQUENT 50u         /* times, than a word that occurs, is what was meant */
#define ONE_EDIT 100u
#define LAYOUT_COST 30u           /* a whole word that occurs is hardly chance */
#define SCRIPT_COST 30u           /* so is one that is typed in Latin letters */
#define SCRIPT_EDITS 1u           /* a soft sign, an й */
#define SCRIPT_LETTERS 5u
#define SPLIT_COST 120u           /* a space forgotten, and two words that fit */
#define PART_LETTERS 3u
#define LAYOUT_LETTERS 3u
#define COMPLETION_TERMS ((uint64_t)2000000)      /* that are looked at for completions */

/* What has been found, before it is sorted. */
struct finding {
    struct engine *g;
    struct arena *arena;
    struct buf found;             /* struct suggestion */
    uint64_t occurrences;         /* of the form that was typed */
    uint64_t related;             /* documents that have a form of its term */
    struct err *err;
};

static size_t capitalise(uint32_t c, uint8_t out[UTF8_MAX_BYTES])
{
    if ((c >= 'a' && c <= 'z') || (c >= 0xe0 && c <= 0xfe && c != 0xf7) || (c >= 0x430 && c <= 0x44f))
        c -= 32;
    return utf8_encode(c, out);
}

/* A form as it is mostly written. */
static void put_form(struct buf *out, const struct dictionary_form *f)
{
    const uint8_t *rest;
    uint8_t first[UTF8_MAX_BYTES];

    if (2 * f->capitals <= f->occurrences || f->form.n == 0) {
        buf_append_slice(out, f->form);
        return;
    }
    buf_append(out, first, capitalise(utf8_next(f->form.p, slice_end(f->form), &rest), first));
    buf_append(out, rest, (size_t)(slice_end(f->form) - rest));
}

/* text: of the forms; the bytes are copied. */
static enum status add(struct finding *f, struct suggestion s, const struct dictionary_form *forms,
                       size_t form_count)
{
    struct buf text, folded;

    buf_init(&text, (size_t)1 << 20);
    buf_init(&folded, (size_t)1 << 20);
    s.occurrences = UINT64_MAX;
    for (size_t i = 0; i < form_count; i++) {
        if (i > 0) {
            buf_append_byte(&text, ' ');
            buf_append_byte(&folded, ' ');
        }
        put_form(&text, &forms[i]);
        buf_append_slice(&folded, forms[i].form);
        s.terms[i] = arena_copy(f->arena, forms[i].term);
        s.occurrences = forms[i].occurrences < s.occurrences ? forms[i].occurrences : s.occurrences;
    }
    s.term_count = form_count;
    s.score = log2(1 + (double)s.occurrences) - BITS_PER_EDIT * s.cost / 100;
    s.text = arena_copy(f->arena, buf_slice(&text));
    s.folded = arena_copy(f->arena, buf_slice(&folded));
    buf_append(&f->found, &s, sizeof s);
    buf_release(&text);
    buf_release(&folded);
    return s.text.p != NULL && s.folded.p != NULL && buf_ok(&f->found)
               ? OK : err_memory(f->err, "suggestions");
}

/* A form of the vocabulary; df 0: none such. */
struct known_form {
    struct dictionary_form form;
    uint64_t df;
};

/* The form of a word, or where it is of another form of a known term, the form that is most
 * frequent.                                                                    */
static enum status find_word(struct finding *f, enum lang lang, struct slice word,
                             struct known_form *out)
{
    struct analyzer_term analysed = analyzer_word(f->g->analyzer, lang, word);
    struct dictionary_word found;
    struct slice form;

    *out = (struct known_form){.df = 0};
    if (analysed.stem.n == 0)
        return OK;
    form = arena_copy(f->arena, analysed.form);
    TRY(dictionary_find(f->g, lang, analysed.stem, f->arena, &found, f->err));
    for (size_t i = 0; i < found.form_count; i++) {
        const struct form_count *c = &found.forms[i];

        if (slice_equal(c->form, form) || c->occurrences > out->form.occurrences)
            out->form = (struct dictionary_form){.form = c->form, .term = found.term,
                                                 .occurrences = c->occurrences,
                                                 .capitals = c->capitals};
        if (slice_equal(c->form, form))
            break;
    }
    out->df = found.df;
    return OK;
}

/* A word that is one with all its letters: of the form that was asked for. */
static enum status find_part(struct finding *f, enum lang lang, struct slice word,
                             struct known_form *out)
{
    TRY(find_word(f, lang, word, out));
    if (!slice_equal(out->form.form, analyzer_word(f->g->analyzer, lang, word).form))
        out->df = 0;
    return OK;
}

static unsigned edits_for(size_t letters)
{
    return letters < 4 ? 0 : letters < 8 ? 1 : 2;
}

/* Whether a near form may be what was meant. A form of the same term is no other word, and one that
 * occurs is no slip for a small word: Hafen for haben.                          */
static bool is_likelier(const struct finding *f, enum lang lang, const struct dictionary_form *near,
                        struct slice stem, uint32_t cost)
{
    bool is_nearly_lacking = f->related <= SUGGEST_NEARLY;
    uint64_t known = is_nearly_lacking && f->related > f->occurrences ? f->related : f->occurrences;

    if (f->related > 0 && stop_word(lang, near->form))
        return false;
    return near->edits > 0 && near->occurrences > MORE_FREQUENT * known
           && !slice_equal(near->term, stem)
           && (is_nearly_lacking || (cost <= ONE_EDIT && near->occurrences > MORE_FREQUENT));
}

/* kind: SUGGEST_SPELLING, or SUGGEST_SCRIPT for a word that was read from another script, which
 * costs something too.                                                         */
static enum status add_spellings(struct finding *f, enum lang lang, struct slice word, uint8_t edits,
                                 enum suggest_kind kind)
{
    const struct fuzzy_options options = {.edits = edits};
    struct analyzer_term typed = analyzer_word(f->g->analyzer, lang, word);
    struct slice form = arena_copy(f->arena, typed.form), stem = arena_copy(f->arena, typed.stem);
    struct expansions found;

    TRY(fuzzy_find(f->g, lang, form, &options, f->arena, &found, f->err));
    for (size_t i = 0; i < found.count; i++)
        for (size_t k = 0; k < found.terms[i].form_count; k++) {
            const struct dictionary_form *near = &found.terms[i].forms[k];
            uint32_t cost = misspelling_cost(form, near->form);
            struct suggestion s = {.kind = kind, .lang = lang,
                                   .cost = cost + (kind == SUGGEST_SCRIPT ? SCRIPT_COST : 0)};

            if (is_likelier(f, lang, near, stem, cost))
                TRY(add(f, s, near, 1));
        }
    return OK;
}

/* What the same keys give on another layout, where that is a word. */
static enum status add_layouts(struct finding *f, struct slice word)
{
    enum status status = OK;
    struct buf text;

    buf_init(&text, (size_t)1 << 17);
    for (int change = 0; change < KEYBOARD_CHANGES && status == OK; change++) {
        buf_clear(&text);
        if (!keyboard_change(word, (enum keyboard_change)change, &text)
            || utf8_count(buf_slice(&text)) < LAYOUT_LETTERS)
            continue;
        for (enum lang lang = 0; lang < LANG_COUNT && status == OK; lang++) {
            const struct suggestion s = {.kind = SUGGEST_LAYOUT, .lang = lang, .cost = LAYOUT_COST};
            struct known_form known;

            status = find_word(f, lang, buf_slice(&text), &known);
            known.form.form = arena_copy(f->arena, buf_slice(&text));
            if (status == OK && known.df > 0)
                status = add(f, s, &known.form, 1);
        }
    }
    buf_release(&text);
    return status;
}

/* A Russian word in Latin letters: as it is read, or where that is none, the words next to it. */
static enum status add_transliterated(struct finding *f, struct slice word)
{
    const struct suggestion s = {.kind = SUGGEST_SCRIPT, .lang = LANG_RU, .cost = SCRIPT_COST};
    struct known_form known = {.df = 0};
    enum status status = OK;
    struct buf text;

    if (!engine_has_lang(f->g, LANG_RU) || utf8_count(word) < SCRIPT_LETTERS)
        return OK;
    buf_init(&text, (size_t)1 << 17);
    if (transliteration_read(word, &text)) {
        status = find_word(f, LANG_RU, buf_slice(&text), &known);
        known.form.form = arena_copy(f->arena, buf_slice(&text));
        if (status == OK && known.df > 0)
            status = add(f, s, &known.form, 1);
        else if (status == OK)
            status = add_spellings(f, LANG_RU, buf_slice(&text), SCRIPT_EDITS, SUGGEST_SCRIPT);
    }
    buf_release(&text);
    return status;
}

static enum status add_splits(struct finding *f, enum lang lang, struct slice word)
{
    size_t letters = utf8_count(word), before = 0;

    if (letters > EDITS_WORD_MAX)
        return OK;
    for (size_t at = 0; at < word.n; at++) {
        const struct suggestion s = {.kind = SUGGEST_SPLIT, .lang = lang, .cost = SPLIT_COST};
        struct known_form first, second;

        if (utf8_is_continuation(word.p[at]) || before++ < PART_LETTERS
            || letters - before + 1 < PART_LETTERS)
            continue;
        TRY(find_part(f, lang, slice_of(word.p, at), &first));
        if (first.df <= SUGGEST_NEARLY)
            continue;
        TRY(find_part(f, lang, slice_drop(word, at), &second));
        if (second.df > SUGGEST_NEARLY)
            TRY(add(f, s, (struct dictionary_form[]){first.form, second.form}, 2));
    }
    return OK;
}

static int compare(const void *a, const void *b)
{
    const struct suggestion *x = a, *y = b;

    if (x->score != y->score)
        return x->score > y->score ? -1 : 1;
    if (x->lang != y->lang)
        return x->lang < y->lang ? -1 : 1;
    return slice_compare(x->text, y->text);
}

/* The same text, or another form of one term. */
static bool is_repeated(const struct suggestion *items, size_t count, const struct suggestion *s)
{
    for (size_t i = 0; i < count; i++)
        if (slice_equal(items[i].folded, s->folded)
            || (items[i].lang == s->lang && items[i].term_count == 1 && s->term_count == 1
                && slice_equal(items[i].terms[0], s->terms[0])))
            return true;
    return false;
}

/* The best, each once; documents: to be asked for. */
static enum status take_best(struct finding *f, size_t most, bool documents, struct suggestions *out)
{
    struct suggestion *items = (struct suggestion *)(void *)f->found.p;
    size_t count = f->found.n / sizeof *items, kept = 0;
    struct slice copy;

    if (count > 1)
        qsort(items, count, sizeof *items, compare);
    for (size_t i = 0; i < count && kept < most; i++)
        if ((items[i].kind == SUGGEST_COMPLETION || items[i].score > items[0].score - BITS_PER_EDIT)
            && !is_repeated(items, kept, &items[i]))
            items[kept++] = items[i];
    for (size_t i = 0; i < kept && documents; i++)
        for (size_t k = 0; k < items[i].term_count; k++) {
            struct dictionary_word word;

            TRY(dictionary_find(f->g, items[i].lang, items[i].terms[k], f->arena, &word, f->err));
            if (k == 0 || word.df < items[i].df)
                items[i].df = word.df;
        }
    copy = arena_copy(f->arena, slice_of(items, kept * sizeof *items));
    *out = (struct suggestions){(const struct suggestion *)(const void *)copy.p, kept};
    return kept == 0 || copy.p != NULL ? OK : err_memory(f->err, "suggestions");
}

/* What all languages have of the word. */
static enum status count_known(struct finding *f, struct slice word)
{
    for (enum lang lang = 0; lang < LANG_COUNT; lang++) {
        struct known_form known;

        TRY(find_word(f, lang, word, &known));
        f->related += known.df;
        if (slice_equal(known.form.form, analyzer_word(f->g->analyzer, lang, word).form))
            f->occurrences += known.form.occurrences;
    }
    return OK;
}

static enum status find_meant(struct finding *f, struct slice word)
{
    uint8_t edits = (uint8_t)edits_for(utf8_count(word));

    TRY(count_known(f, word));
    if (f->occurrences > SUGGEST_NEARLY)
        return OK;
    TRY(add_layouts(f, word));
    TRY(add_transliterated(f, word));
    for (enum lang lang = 0; lang < LANG_COUNT; lang++) {
        if (!engine_has_lang(f->g, lang))
            continue;
        if (edits > 0)
            TRY(add_spellings(f, lang, word, edits, SUGGEST_SPELLING));
        if (f->related == 0)
            TRY(add_splits(f, lang, word));
    }
    return OK;
}

static struct finding start(struct engine *g, struct arena *arena, struct err *e)
{
    struct finding f = {.g = g, .arena = arena, .err = e};

    buf_init(&f.found, (size_t)1 << 30);
    return f;
}

enum status suggest_word(struct engine *g, struct slice word, struct arena *arena,
                         struct suggestions *out, struct err *e)
{
    struct finding f = start(g, arena, e);
    enum status status = OK;

    *out = (struct suggestions){.count = 0};
    if (word.n <= ANALYZER_TERM_MAX_BYTES)
        status = find_meant(&f, word);
    if (status == OK)
        status = take_best(&f, SUGGEST_MOST, true, out);
    buf_release(&f.found);
    return status;
}

static enum status find_joined(struct finding *f, struct slice word)
{
    for (enum lang lang = 0; lang < LANG_COUNT; lang++) {
        const struct suggestion s = {.kind = SUGGEST_JOIN, .lang = lang, .cost = SPLIT_COST};
        struct known_form known;

        TRY(find_word(f, lang, word, &known));
        if (known.df > 0)
            TRY(add(f, s, &known.form, 1));
    }
    return OK;
}

enum status suggest_join(struct engine *g, struct slice first, struct slice second,
                         struct arena *arena, struct suggestions *out, struct err *e)
{
    struct finding f = start(g, arena, e);
    enum status status = OK;
    struct buf joined;

    *out = (struct suggestions){.count = 0};
    buf_init(&joined, ANALYZER_TERM_MAX_BYTES);
    buf_append_slice(&joined, first);
    buf_append_slice(&joined, second);
    if (buf_ok(&joined))
        status = find_joined(&f, buf_slice(&joined));
    if (status == OK)
        status = take_best(&f, SUGGEST_MOST, true, out);
    buf_release(&joined);
    buf_release(&f.found);
    return status;
}

static enum status complete(struct finding *f, struct slice prefix, uint64_t *terms_left)
{
    for (enum lang lang = 0; lang < LANG_COUNT; lang++) {
        const struct dictionary_search search = {.lang = lang, .terms_left = terms_left};
        struct slice form = arena_copy(f->arena, analyzer_word(f->g->analyzer, lang, prefix).form);
        struct expansions found = {.count = 0};
        struct form_set forms;
        enum status status;

        if (form.n == 0 || !engine_has_lang(f->g, lang))
            continue;
        form_set_init(&forms);
        status = dictionary_forms_from(f->g, &search, form, &forms, f->err);
        if (status == OK)
            status = expansions_make(&forms, f->arena, &found, f->err);
        form_set_release(&forms);
        TRY(status);
        for (size_t i = 0; i < found.count; i++)
            TRY(add(f, (struct suggestion){.kind = SUGGEST_COMPLETION, .lang = lang},
                    found.terms[i].forms, 1));
    }
    return OK;
}

enum status suggest_completions(struct engine *g, struct slice prefix, size_t most,
                                struct arena *arena, struct suggestions *out, struct err *e)
{
    struct finding f = start(g, arena, e);
    uint64_t terms_left = COMPLETION_TERMS;
    enum status status = OK;

    *out = (struct suggestions){.count = 0};
    if (prefix.n <= ANALYZER_TERM_MAX_BYTES)
        status = complete(&f, prefix, &terms_left);
    if (status == OK)
        status = take_best(&f, most, false, out);
    buf_release(&f.found);
    return status;
}
