#include "searcher/words/compound_words.h"

#include "searcher/run/plan.h"

#define UNSEEN_MIN_LETTERS 6
#define UNSEEN_MAX_DOCS 200

static bool is_one_of(struct slice s, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if ((uint8_t)list[i][0] == (s.n == 0 ? 0 : s.p[0]) && slice_equal(s, slice_of_string(list[i])))
            return true;
    return false;
}

static const char *const links[] = {"", "s", "es", "n", "en", "er", "e", "ens", "-"};

/* Prefixes of verbs and of their nouns; words that stand before nouns; suffixes. */
static const char *const affixes[] = {
    "ab", "an", "auf", "aus", "be", "bei", "bevor", "da", "dar", "durch", "ein", "einher", "emp",
    "ent", "entgegen", "er", "fort", "ge", "gegen", "her", "heran", "heraus", "herbei", "herein",
    "hervor", "hin", "hinaus", "hinein", "hinter", "hinzu", "in", "inne", "los", "miss", "mit",
    "nach", "nieder", "ob", "ran", "raus", "rein", "un", "über", "überein", "um", "unter", "ur",
    "ver", "veran", "vor", "voran", "weiter", "voraus", "vorher", "vorüber", "weg", "wider",
    "wieder", "zer", "zu", "zurück", "zusammen", "zwischen", "beauf", "beein", "benach", "unver",
    "unbe", "unge", "unter", "anti", "ex", "re", "de", "dis", "der", "die", "das", "den", "dem",
    "des", "dieser", "sein", "ihr", "mein", "kein", "eine", "einer", "und", "oder", "aber", "all",
    "alle", "aller", "allen", "wie", "was", "wer", "als", "bis", "von", "vom", "zum", "zur", "für",
    "wegen", "ohne", "schaft", "schaften", "heit", "heiten", "keit", "keiten", "ung", "ungen",
    "lich", "liche", "lichen", "los", "lose", "losen", "bar", "sam", "isch", "ische",
    "ischen", "chen", "lein", "ling", "tum", "nis", "weise", "mal", "male", "mals", "end", "ende",
    "enden", "innen", "ierung", "ieren", "ismus", "ist", "isten", "ion", "ionen", "ität", "lung",
    "rung", "igkeit", "igung", "stel", "tel", "ster", "sten", "ten", "tet", "ter", "inter",
    "super", "ange", "abge", "ausge", "aufge", "beige", "einge", "mitge", "nachge", "unge",
    "vorge", "zuge", "nisse", "nissen", "nisses", "issen", "isse", "halb",
};

static const char *const short_words[] = {
    "akt", "alt", "amt", "art", "bad", "bau", "bio", "bus", "dom", "ehe", "eis", "eid", "erz",
    "gas", "hof", "kur", "lkw", "lob", "neu", "not", "ohr", "ort", "ost", "pkw", "rad", "rat",
    "rot", "see", "ski", "süd", "tag", "tal", "tat", "tee", "tod", "ton", "tor", "typ", "tür",
    "uhr", "weg", "wut", "zug", "öko", "öl", "co2",
};

bool compound_is_short_word(struct slice piece)
{
    return is_one_of(piece, short_words, sizeof short_words / sizeof *short_words);
}

bool compound_is_affix(struct slice piece)
{
    return is_one_of(piece, affixes, sizeof affixes / sizeof *affixes);
}

size_t compound_count_letters(struct slice piece)
{
    size_t n = 0;

    for (size_t i = 0; i < piece.n; i++)
        n += (piece.p[i] & 0xc0) != 0x80;
    return n;
}

bool compound_has_vowel(struct slice piece)
{
    for (size_t i = 0; i < piece.n; i++)
        if (piece.p[i] == 0xc3 || (piece.p[i] != 0 && strchr("aeiouy", piece.p[i]) != NULL))
            return true;
    return false;
}

bool compound_next_link(struct slice s, size_t *at, size_t *size)
{
    while (*at < sizeof links / sizeof *links) {
        struct slice link = slice_of_string(links[(*at)++]);

        *size = link.n;
        if (s.n > link.n && slice_starts_with(s, link))
            return true;
    }
    return false;
}

static bool ends_with_one_of(struct slice s, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (slice_ends_with(s, slice_of_string(list[i])))
            return true;
    return false;
}

static bool starts_with_one_of(struct slice s, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (slice_starts_with(s, slice_of_string(list[i])))
            return true;
    return false;
}

bool compound_may_be_unseen(const struct compound_words *w)
{
    return w->engine->langs[LANG_DE].doc_count < UNSEEN_MAX_DOCS;
}

bool compound_may_stand_beside(struct slice unseen, struct slice word)
{
    return compound_count_letters(word) >= UNSEEN_MIN_LETTERS
           && compound_count_letters(unseen) >= UNSEEN_MIN_LETTERS - 1 && compound_has_vowel(unseen)
           && !compound_is_affix(unseen);
}

bool compound_looks_first(struct slice piece)
{
    /* prefixes of the word behind: asylbe|scheide */
    static const char *const prefixes[] = {
        "be", "ge", "ver", "zer", "ent", "er", "an", "ab", "auf", "aus", "ein", "vor", "zu", "um",
        "über", "unter", "nach", "her", "hin", "mit", "durch", "bei", "zurück", "wieder", "pro",
        "para", "inter", "hyper", "super", "wider", "miss", "kap",
    };

    return !ends_with_one_of(piece, prefixes, sizeof prefixes / sizeof *prefixes);
}

static bool is_vowel_at(struct slice s, size_t i)
{
    return i < s.n && (s.p[i] == 0xc3 || (s.p[i] != 0 && strchr("aeiouy", s.p[i]) != NULL));
}

bool compound_has_suffix(struct slice piece)
{
    static const char *const suffixes[] = {
        "schaft", "lich", "heit", "keit", "ung", "erung", "igung", "isch", "innen", "erinnen",
        "erei", "ität", "ivität", "atisch", "ium", "ismus", "haft", "bar", "chen", "lein",
    };

    return starts_with_one_of(piece, suffixes, sizeof suffixes / sizeof *suffixes);
}

bool compound_looks_last(struct slice piece)
{
    static const char *const endings[] = {
        "ig", "ion", "ist", "los", "ier", "and", "end", "es", "en", "er", "el", "em",
    };
    static const char *const onsets[] = {
        "bl", "br", "dr", "fl", "fr", "gl", "gn", "gr", "kl", "kn", "kr", "pf", "ph", "pl", "pr",
        "ps", "sch", "sk", "sp", "st", "th", "tr", "zw",
    };

    if (starts_with_one_of(piece, endings, sizeof endings / sizeof *endings) || compound_has_suffix(piece))
        return false;
    return is_vowel_at(piece, 0) || is_vowel_at(piece, 1)
           || starts_with_one_of(piece, onsets, sizeof onsets / sizeof *onsets);
}

enum status compound_words_init(struct compound_words *w, struct engine *g, struct arena *arena,
                                struct err *e)
{
    *w = (struct compound_words){.engine = g, .arena = arena, .err = e};
    w->slots = arena_zalloc(arena, COMPOUND_WORDS_SLOTS, sizeof *w->slots);
    return w->slots == NULL ? err_memory(e, "parts of compounds") : OK;
}

/* Whether `piece` is the form with a linking element behind it, or without its last e. */
static bool is_linked(struct slice piece, struct slice form)
{
    if (slice_starts_with(piece, form)) {
        struct slice rest = slice_drop(piece, form.n);

        for (size_t i = 0; i < sizeof links / sizeof *links; i++)
            if (slice_equal(rest, slice_of_string(links[i])))
                return true;
        return false;
    }
    return form.n == piece.n + 1 && form.p[piece.n] == 'e' && slice_starts_with(form, piece);
}

/* Takes the most frequent of the term's forms that the piece may be made of; linking elements stand
 * behind nouns only. */
static void choose(struct compound_word *out, const struct dictionary_word *word)
{
    for (size_t i = 0; i < word->form_count; i++) {
        const struct form_count *f = &word->forms[i];

        bool noun = 2 * f->capitals > f->occurrences;

        if (!is_linked(out->piece, f->form) || f->occurrences <= out->occurrences
            || (!noun && f->form.n < out->piece.n))
            continue;
        out->form = f->form;
        out->occurrences = f->occurrences;
        out->noun = noun;
    }
}

static enum status look_up(struct compound_words *w, struct slice word, struct compound_word *out)
{
    struct slice term = analyzer_word(w->engine->analyzer, LANG_DE, word).stem;
    struct dictionary_word found;

    if (term.n == 0)
        return OK;
    term = arena_copy(w->arena, term);
    if (term.n == 0)
        return err_memory(w->err, "a part of a compound");
    TRY(dictionary_find(w->engine, LANG_DE, term, w->arena, &found, w->err));
    if (found.df > 0)
        choose(out, &found);
    return OK;
}

/* The stem of a piece is that of its word, as a rule: handels, maschinen, kinder. Where it is not, the
 * linking elements are taken off one by one. */
static enum status look_up_all(struct compound_words *w, struct compound_word *out)
{
    struct slice piece = out->piece;

    TRY(look_up(w, piece, out));
    for (size_t i = 1; i < sizeof links / sizeof *links && out->occurrences == 0; i++) {
        struct slice link = slice_of_string(links[i]);

        if (piece.n > link.n + 2 && slice_ends_with(piece, link))
            TRY(look_up(w, slice_of(piece.p, piece.n - link.n), out));
    }
    return OK;
}

enum status compound_words_find(struct compound_words *w, struct slice piece,
                                 struct compound_word *out)
{
    uint32_t hash = 2166136261u;
    struct compound_word **slot;

    for (size_t i = 0; i < piece.n; i++)
        hash = (hash ^ piece.p[i]) * 16777619u;
    slot = &w->slots[(hash ^ hash >> 15) % COMPOUND_WORDS_SLOTS];
    if (*slot == NULL || !slice_equal((*slot)->piece, piece)) {
        struct compound_word *found = arena_zalloc(w->arena, 1, sizeof *found);

        if (found == NULL || (found->piece = arena_copy(w->arena, piece)).n != piece.n)
            return err_memory(w->err, "a part of a compound");
        TRY(look_up_all(w, found));
        *slot = found;
    }
    *out = **slot;
    return OK;
}

/* Last parts of the names of places; not feld, whose plural is as their people are named. */
static bool ends_like_place(struct slice form)
{
    static const char *const endings[] = {"burg", "berg", "heim", "hausen", "dorf", "bach", "furt", "stein", "stadt"};

    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (slice_ends_with(form, slice_of_string(endings[i])))
            return true;
    return false;
}

/* The form without the ending of its people, or of the genitive. */
static struct slice place_of(struct slice form)
{
    static const char *const endings[] = {"er", "ern", "ers", "s"};

    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (slice_ends_with(form, slice_of_string(endings[i])))
            return slice_of(form.p, form.n - strlen(endings[i]));
    return form;
}

static bool has_noun(const struct dictionary_word *word, struct slice form)
{
    for (size_t i = 0; i < word->form_count; i++)
        if (slice_equal(word->forms[i].form, form))
            return 2 * word->forms[i].capitals > word->forms[i].occurrences;
    return false;
}

enum status compound_is_place(struct engine *g, struct slice form, struct arena *arena, bool *out, struct err *e)
{
    uint8_t bytes[ANALYZER_TERM_MAX_BYTES];
    struct slice place = place_of(form), dweller = slice_of(bytes, place.n + 2), term;
    struct dictionary_word found;

    *out = false;
    if (!ends_like_place(place) || dweller.n > sizeof bytes)
        return OK;
    memcpy(bytes, place.p, place.n);
    memcpy(bytes + place.n, "er", 2);
    term = arena_copy(arena, analyzer_word(g->analyzer, LANG_DE, dweller).stem);
    if (term.n == 0)
        return OK;
    TRY(dictionary_find(g, LANG_DE, term, arena, &found, e));
    *out = has_noun(&found, dweller) && has_noun(&found, place);
    return OK;
}
