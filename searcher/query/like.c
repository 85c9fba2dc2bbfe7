#include "searcher/query/like.h"

#include <stdlib.h>

#include "searcher/words/dictionary.h"
#include "searcher/run/plan.h"
#include "stemmers/words.h"

#define TEXT_MAX ((size_t)4 << 30)
#define SHARE_LEAST 10u          /* hundredths of the best word's worth that a word has */

struct told_word {
    struct slice stem, form;     /* the form borrows the article's text */
    double worth;
};

struct likeness {
    struct engine *engine;
    enum lang lang;
    struct buf text;
    struct arena arena;
    struct told_word *words;
    size_t count, room;
    struct err *err;
};

static enum status read_article(struct likeness *x, struct slice id)
{
    for (size_t i = 0; i < x->engine->segment_count; i++) {
        struct segment *s = x->engine->segments[i].segment;
        struct document d;
        docid doc;

        TRY(segment_find_id(s, id, &doc, x->err));
        if (doc == DOC_END)
            continue;
        TRY(segment_document(s, doc, &d, x->err));
        x->lang = d.lang < LANG_COUNT ? (enum lang)d.lang : LANG_OTHER;
        return segment_text(s, doc, &x->text, x->err);
    }
    return err_set(x->err, E_USAGE, "no article has the id '%.*s'", SLICE_ARG(id));
}

static enum status add_word(struct likeness *x, struct slice form)
{
    struct slice stem = analyzer_word(x->engine->analyzer, x->lang, form).stem;

    if (stem.n == 0 || (form.p[0] >= '0' && form.p[0] <= '9'))
        return OK;
    if (x->count == x->room) {
        size_t room = 2 * x->room + 256;
        struct told_word *more = arena_alloc(&x->arena, room * sizeof *more);

        if (more == NULL)
            return err_memory(x->err, "the words of an article");
        if (x->count > 0)
            memcpy(more, x->words, x->count * sizeof *more);
        x->words = more;
        x->room = room;
    }
    x->words[x->count] = (struct told_word){.stem = arena_copy(&x->arena, stem), .form = form};
    return x->words[x->count++].stem.p == NULL ? err_memory(x->err, "the words of an article") : OK;
}

static enum status read_words(struct likeness *x)
{
    struct words words;
    struct word word;
    enum status status = OK;

    words_init(&words);
    words_start(&words, buf_slice(&x->text), 0);
    while (status == OK && words_next(&words, &word))
        if (!word.too_long)
            status = add_word(x, slice_of(x->text.p + word.start, word.size));
    if (status == OK && words_status(&words) != OK)
        status = err_memory(x->err, "the words of an article");
    words_release(&words);
    return status;
}

static int compare_stems(const void *a, const void *b)
{
    const struct told_word *x = a, *y = b;
    int order = slice_compare(x->stem, y->stem);

    return order != 0 ? order : (x->form.p > y->form.p) - (x->form.p < y->form.p);
}

static int compare_worth(const void *a, const void *b)
{
    const struct told_word *x = a, *y = b;

    if (x->worth != y->worth)
        return x->worth > y->worth ? -1 : 1;
    return slice_compare(x->stem, y->stem);
}

/* Each stem once, with the first of its forms and what it is worth. */
static enum status weigh_words(struct likeness *x)
{
    uint64_t doc_count = x->engine->langs[x->lang].doc_count;
    size_t kept = 0, next;

    qsort(x->words, x->count, sizeof *x->words, compare_stems);
    for (size_t i = 0; i < x->count; i = next) {
        struct dictionary_word found;

        for (next = i + 1; next < x->count && slice_equal(x->words[next].stem, x->words[i].stem);)
            next++;
        TRY(dictionary_find(x->engine, x->lang, x->words[i].stem, &x->arena, &found, x->err));
        if (found.df < 2)
            continue;
        x->words[kept] = x->words[i];
        x->words[kept++].worth = (double)(next - i)
                                 * bm25_idf(doc_count, found.df < doc_count ? found.df : doc_count);
    }
    x->count = kept;
    qsort(x->words, x->count, sizeof *x->words, compare_worth);
    x->count = x->count < LIKE_WORDS_MAX ? x->count : LIKE_WORDS_MAX;
    return OK;
}

static void print(const struct likeness *x, struct slice id, const char *between, struct buf *words,
                  struct buf *rest)
{
    for (size_t i = 0; i < x->count; i++) {
        unsigned share = (unsigned)(100 * x->words[i].worth / x->words[0].worth);

        share = share < SHARE_LEAST ? SHARE_LEAST : share;
        buf_printf(words, "%s~\"%.*s\"^%u.%02u", i > 0 ? between : "", SLICE_ARG(x->words[i].form),
                   share / 100, share % 100);
    }
    buf_printf(rest, " -id:\"%.*s\"", SLICE_ARG(id));
}

enum status like_words(struct engine *g, struct slice id, const char *between, struct buf *words,
                       struct buf *rest, struct err *e)
{
    struct likeness x = {.engine = g, .arena = ARENA_EMPTY, .err = e};
    enum status status;

    buf_init(&x.text, TEXT_MAX);
    status = read_article(&x, id);
    if (status == OK)
        status = read_words(&x);
    if (status == OK && x.count > 0)
        status = weigh_words(&x);
    if (status == OK)
        print(&x, id, between, words, rest);
    buf_release(&x.text);
    arena_release(&x.arena);
    return status;
}
