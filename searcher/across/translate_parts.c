#include "searcher/across/translate_parts.h"

#include "base/utf8.h"
#include "searcher/words/compound_words.h"
#include "stemmers/stop_words.h"

#define PART_LETTERS_LEAST 4u
#define WORD_MAX_BYTES 64u       /* longer ones are not taken apart */

/* The best way to a place in the word. */
struct way {
    uint32_t parts;              /* 0: none */
    uint32_t shortest;           /* bytes of its shortest part */
    uint32_t from;               /* where its last part begins */
};

static enum status is_known(const struct translator *t, struct slice part, bool *out, struct err *e)
{
    struct lexicon_entry entry;
    struct analyzer_term term = analyzer_word(t->analyzer, LANG_DE, part);
    enum status status = E_NOT_FOUND;

    if (term.stem.n > 0 && !stop_word(LANG_DE, term.form))
        status = lexicon_find(t->lexicon, LANG_DE, &term.stem, 1, &entry, e);
    *out = status == OK;
    return status == E_NOT_FOUND ? OK : status;
}

/* Whether what is known as a word is none where it stands: pant|hers, kolumbian|ische,
 * ange|rechnet.                                                              */
static bool is_affix(const struct translator *t, struct slice part, bool last)
{
    if (last)
        return compound_is_affix(part)
               || compound_is_affix(analyzer_word(t->analyzer, LANG_DE, part).stem);
    return compound_is_affix(part) && slice_ends_with(part, slice_of_string("ge"));
}

static bool is_better(const struct way *a, const struct way *b)
{
    if (b->parts == 0 || a->parts != b->parts)
        return b->parts == 0 || a->parts < b->parts;
    return a->shortest > b->shortest;
}

static enum status extend(const struct translator *t, struct slice form, size_t from,
                          struct way *ways, struct err *e)
{
    size_t letters = 0;

    for (size_t end = from + 1; end <= form.n; end++) {
        struct way way;
        bool known;

        if (end < form.n && utf8_is_continuation(form.p[end]))
            continue;
        if (++letters < PART_LETTERS_LEAST || (from == 0 && end == form.n)
            || (end < form.n && form.n - end < PART_LETTERS_LEAST))
            continue;
        way = (struct way){ways[from].parts + 1, (uint32_t)(end - from), (uint32_t)from};
        if (from > 0 && ways[from].shortest < way.shortest)
            way.shortest = ways[from].shortest;
        if (way.parts > TRANSLATE_PARTS_MOST || !is_better(&way, &ways[end]))
            continue;
        if (is_affix(t, slice_of(form.p + from, end - from), end == form.n))
            continue;
        TRY(is_known(t, slice_of(form.p + from, end - from), &known, e));
        if (known)
            ways[end] = way;
    }
    return OK;
}

/* The infinitive of one with a zu in it: fernhalten of fernzuhalten. */
static enum status find_infinitive(const struct translator *t, struct slice form, uint8_t *out,
                                   size_t *size, struct err *e)
{
    *size = 0;
    for (size_t at = 2; at + 2 + PART_LETTERS_LEAST <= form.n && *size == 0; at++) {
        bool known;

        if (memcmp(form.p + at, "zu", 2) != 0 || form.p[form.n - 1] != 'n')
            continue;
        memcpy(out, form.p, at);
        memcpy(out + at, form.p + at + 2, form.n - at - 2);
        TRY(is_known(t, slice_of(out, form.n - 2), &known, e));
        *size = known ? form.n - 2 : 0;
    }
    return OK;
}

enum status translate_parts(const struct translator *t, struct slice form,
                            struct arena *arena, struct slice parts[TRANSLATE_PARTS_MOST],
                            size_t *count, struct err *e)
{
    struct way ways[WORD_MAX_BYTES + 1] = {{0}};
    uint8_t infinitive[WORD_MAX_BYTES];
    size_t at = form.n, size;

    *count = 0;
    if (form.n < 2 * PART_LETTERS_LEAST || form.n > WORD_MAX_BYTES)
        return OK;
    TRY(find_infinitive(t, form, infinitive, &size, e));
    if (size > 0) {
        parts[(*count)++] = arena_copy(arena, slice_of(infinitive, size));
        return parts[0].n == size ? OK : err_memory(e, "an infinitive");
    }
    for (size_t from = 0; from < form.n; from++)
        if (from == 0 || ways[from].parts > 0)
            TRY(extend(t, form, from, ways, e));
    if (ways[form.n].parts < 2)
        return OK;
    *count = ways[form.n].parts;
    for (size_t i = *count; i-- > 0; at = ways[at].from)
        parts[i] = slice_of(form.p + ways[at].from, at - ways[at].from);
    return OK;
}
