/* compounds_split: the parts of a compound that somebody typed.
 *
 * Source  Koehn and Knight, "Empirical methods for compound splitting", 2003: of all ways to cut a word
 *         into known ones that with the greatest geometric mean of their frequencies; the word itself is
 *         one of the ways. Here the fewest parts that are more frequent than the word win: else short
 *         words, which are frequent, take others apart (hand|else|umsatz).      */
#include <math.h>

#include "searcher/words/compound_words.h"
#include "searcher/words/compounds.h"

#define SPLIT_MAX_BYTES 80
#define SPLIT_MIN_LETTERS 7
#define PART_MIN_LETTERS 4

/* The best cut of the word up to a byte, into so many parts. */
struct cut {
    double score;                  /* sum of logarithms; < 0: there is none */
    struct slice part;             /* the last one */
    size_t from;
};

struct splitter {
    struct compound_words words;
    struct slice word;
    struct cut cuts[SPLIT_MAX_BYTES + 1][COMPOUND_PARTS_MAX + 1];
};

/* A part between two bytes, its logarithm; 0 where there is none. */
static enum status part_between(struct splitter *s, size_t from, size_t to, struct slice *part,
                                double *score)
{
    struct slice piece = slice_of(s->word.p + from, to - from);
    struct compound_word w;

    *score = 0;
    if (compound_count_letters(piece) + 1 < PART_MIN_LETTERS || !compound_has_vowel(piece) || compound_is_affix(piece))
        return OK;
    TRY(compound_words_find(&s->words, piece, &w));
    if (w.occurrences == 0 || compound_is_affix(w.form) || (to == s->word.n && !w.noun))
        return OK;
    if (compound_count_letters(w.form) < PART_MIN_LETTERS && !compound_is_short_word(w.form))
        return OK;
    *part = w.form;
    *score = log((double)w.occurrences + 1);
    return OK;
}

static enum status cut_up_to(struct splitter *s, size_t to)
{
    for (size_t from = 0; from < to; from++) {
        struct slice part;
        double score;

        if ((s->word.p[from] & 0xc0) == 0x80 || (from == 0 && to == s->word.n)
            || (from > 0 && s->cuts[from][0].from == 0))
            continue;
        TRY(part_between(s, from, to, &part, &score));
        for (size_t parts = 1; score > 0 && parts <= COMPOUND_PARTS_MAX; parts++) {
            double before = parts == 1 ? (from == 0 ? 0 : -1) : s->cuts[from][parts - 1].score;

            if (before < 0 || (parts > 1 && from == 0) || before + score <= s->cuts[to][parts].score)
                continue;
            s->cuts[to][parts] = (struct cut){.score = before + score, .part = part, .from = from};
            s->cuts[to][0].from = 1;
        }
    }
    return OK;
}

static void read_parts(const struct splitter *s, size_t count, struct compound_parts *out)
{
    size_t at = s->word.n;

    out->count = count;
    for (size_t i = count; i > 0; i--) {
        out->forms[i - 1] = s->cuts[at][i].part;
        at = s->cuts[at][i].from;
    }
}

/* The longest known part, the last before the first, where the other one is in no article alone. */
static enum status find_known_part(struct splitter *s, struct compound_parts *out)
{
    struct slice word = s->word;

    for (size_t at = 1; at < word.n && out->count == 0; at++) {
        struct slice rest = slice_drop(word, at), before = slice_of(word.p, at);
        double score;

        if ((word.p[at] & 0xc0) == 0x80)
            continue;
        if (compound_may_stand_beside(before, rest) && compound_looks_first(before)) {
            TRY(part_between(s, at, word.n, &out->forms[0], &score));
            out->count = score > 0;
        }
    }
    for (size_t at = word.n - 1; at > 0 && out->count == 0; at--) {
        struct slice rest = slice_drop(word, at), before = slice_of(word.p, at);
        double score;

        if ((word.p[at] & 0xc0) == 0x80)
            continue;
        if (compound_may_stand_beside(rest, before) && compound_looks_last(rest)) {
            TRY(part_between(s, 0, at, &out->forms[0], &score));
            out->count = score > 0;
        }
    }
    return OK;
}

static enum status split(struct splitter *s, struct compound_parts *out)
{
    struct compound_word whole;
    double whole_score;

    for (size_t to = 0; to <= s->word.n; to++)
        for (size_t parts = 0; parts <= COMPOUND_PARTS_MAX; parts++)
            s->cuts[to][parts] = (struct cut){.score = -1};
    for (size_t to = 1; to <= s->word.n; to++)
        if (to == s->word.n || (s->word.p[to] & 0xc0) != 0x80)
            TRY(cut_up_to(s, to));
    TRY(compound_words_find(&s->words, s->word, &whole));
    whole_score = log((double)whole.occurrences + 1);
    for (size_t parts = 2; parts <= COMPOUND_PARTS_MAX && out->count == 0; parts++)
        if (s->cuts[s->word.n][parts].score / (double)parts > whole_score)
            read_parts(s, parts, out);
    if (out->count > 0 || whole.occurrences > 0 || !compound_may_be_unseen(&s->words))
        return OK;
    return find_known_part(s, out);
}

enum status compounds_split(struct engine *g, struct slice word, struct arena *arena,
                            struct compound_parts *out, struct err *e)
{
    struct splitter *s;

    out->count = 0;
    if (word.n > SPLIT_MAX_BYTES || compound_count_letters(word) < SPLIT_MIN_LETTERS)
        return OK;
    s = arena_alloc(arena, sizeof *s);
    if (s == NULL)
        return err_memory(e, "the parts of a compound");
    TRY(compound_words_init(&s->words, g, arena, e));
    s->word = word;
    return split(s, out);
}
