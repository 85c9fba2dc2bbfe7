/* hunspell.c - which stems a Russian lemma has, from hunspell's rules of its endings.
 *
 *     .aff     SFX FLAG STRIP ADD CONDITION      SFX I   а   ы   [^гжкхцчшщ]а
 *     .dic     LEMMA/FLAGS                       росинка/I
 *
 * Flags are single bytes of ASCII; prefixes and compound rules are passed over.
 * Source  hunspell(5).                                                        */
#include <stdlib.h>

#include "base/utf8.h"
#include "indexer/lexicon/dictionaries.h"
#include "base/hash.h"
#include "stemmers/analyzer.h"
#include "stemmers/inflect.h"

#define RULES_MOST 65536u
#define FLAGS 128
#define STEMS_MOST 24            /* of one lemma that are told apart */
#define STEMS_KEPT 7             /* of those, the ones with the most forms */
#define WORD_MAX_BYTES 255u
#define IRREGULAR_LEAST_BYTES 8u  /* four letters */

struct rule {
    struct slice strip, add, condition;
    size_t condition_letters;
    uint32_t next;               /* of the same flag; 0: none */
};

struct rules {
    struct rule *items;          /* from 1 on */
    uint32_t count;
    uint32_t first[FLAGS];
};

struct lemma {
    struct buf stems[STEMS_MOST];
    uint32_t counts[STEMS_MOST];
    size_t stem_count;
};

static bool next_line(struct slice *rest, struct slice *line)
{
    const uint8_t *end;
    size_t size;

    if (rest->n == 0)
        return false;
    end = memchr(rest->p, '\n', rest->n);
    size = end == NULL ? rest->n : (size_t)(end - rest->p);
    *line = slice_trim(slice_of(rest->p, size));
    *rest = slice_drop(*rest, end == NULL ? size : size + 1);
    return true;
}

static struct slice next_field(struct slice *line)
{
    struct slice field;
    size_t n = 0;

    *line = slice_trim(*line);
    while (n < line->n && !slice_is_space(line->p[n]))
        n++;
    field = slice_of(line->p, n);
    *line = slice_drop(*line, n);
    return field;
}

/* A letter or a set in brackets; the bytes of it. */
static size_t item_size(struct slice condition)
{
    const uint8_t *next;

    if (condition.p[0] == '[') {
        const uint8_t *close = memchr(condition.p, ']', condition.n);
        return close == NULL ? condition.n : (size_t)(close + 1 - condition.p);
    }
    utf8_next(condition.p, slice_end(condition), &next);
    return (size_t)(next - condition.p);
}

static size_t count_items(struct slice condition)
{
    size_t count = 0;

    for (; condition.n > 0; count++)
        condition = slice_drop(condition, item_size(condition));
    return count;
}

static bool item_matches(struct slice item, struct slice letter)
{
    bool negative;

    if (item.p[0] == '.')
        return true;
    if (item.p[0] != '[')
        return slice_equal(item, letter);
    negative = item.n > 1 && item.p[1] == '^';
    for (size_t i = 1 + negative; i + 1 < item.n;) {
        size_t size = item_size(slice_of(item.p + i, item.n - i));

        if (slice_equal(slice_of(item.p + i, size), letter))
            return !negative;
        i += size;
    }
    return negative;
}

static bool rule_applies(const struct rule *r, struct slice word)
{
    struct slice condition = r->condition;
    size_t at = word.n;

    if (!slice_ends_with(word, r->strip) || word.n == r->strip.n)
        return false;
    for (size_t i = 0; i < r->condition_letters; i++) {
        if (at == 0)
            return false;
        do
            at--;
        while (at > 0 && utf8_is_continuation(word.p[at]));
    }
    while (condition.n > 0) {
        size_t size = item_size(condition);
        const uint8_t *next;

        utf8_next(word.p + at, slice_end(word), &next);
        if (!item_matches(slice_of(condition.p, size), slice_of(word.p + at, (size_t)(next - word.p) - at)))
            return false;
        at = (size_t)(next - word.p);
        condition = slice_drop(condition, size);
    }
    return true;
}

static void read_rule(struct rules *all, struct slice line)
{
    struct rule r = {0};
    struct slice flag;
    const uint8_t *slash;

    if (!slice_equal(next_field(&line), SLICE_LITERAL("SFX")))
        return;
    flag = next_field(&line);
    r.strip = next_field(&line);
    r.add = next_field(&line);
    r.condition = next_field(&line);
    if (flag.n != 1 || flag.p[0] >= FLAGS || r.condition.n == 0 || all->count == RULES_MOST - 1)
        return;                  /* the line that only counts a flag's rules has no condition */
    if (slice_equal(r.strip, SLICE_LITERAL("0")))
        r.strip.n = 0;
    slash = memchr(r.add.p, '/', r.add.n);
    if (slash != NULL)
        r.add.n = (size_t)(slash - r.add.p);
    if (slice_equal(r.add, SLICE_LITERAL("0")))
        r.add.n = 0;
    r.condition_letters = count_items(r.condition);
    r.next = all->first[flag.p[0]];
    all->items[++all->count] = r;
    all->first[flag.p[0]] = all->count;
}

static void note_form(struct evidence *ev, struct slice form, struct lemma *l)
{
    struct slice stem = analyzer_word(ev->analyzer, LANG_RU, form).stem;
    size_t i = 0;

    while (i < l->stem_count && !slice_equal(buf_slice(&l->stems[i]), stem))
        i++;
    if (stem.n == 0 || i == STEMS_MOST)
        return;
    if (i == l->stem_count) {
        buf_clear(&l->stems[i]);
        buf_append_slice(&l->stems[i], stem);
        l->counts[i] = 0;
        l->stem_count++;
    }
    l->counts[i]++;
}

static void note_forms(struct evidence *ev, const struct rules *rules, struct slice word,
                       struct slice flags, struct lemma *l)
{
    uint8_t form[2 * WORD_MAX_BYTES];

    l->stem_count = 0;
    note_form(ev, word, l);
    for (size_t i = 0; i < flags.n; i++)
        for (uint32_t at = flags.p[i] < FLAGS ? rules->first[flags.p[i]] : 0; at != 0;
             at = rules->items[at].next) {
            const struct rule *r = &rules->items[at];
            size_t kept = word.n - r->strip.n;

            if (!rule_applies(r, word) || kept + r->add.n > WORD_MAX_BYTES)
                continue;
            memcpy(form, word.p, kept);
            if (r->add.n > 0)
                memcpy(form + kept, r->add.p, r->add.n);
            note_form(ev, slice_of(form, kept + r->add.n), l);
        }
}

/* The stem with the most forms not chosen yet; first seen first. */
static size_t most_forms(const struct lemma *l, const bool *chosen)
{
    size_t best = STEMS_MOST;

    for (size_t i = 0; i < l->stem_count; i++)
        if (!chosen[i] && (best == STEMS_MOST || l->counts[i] > l->counts[best]))
            best = i;
    return best;
}

static void join_stems(struct evidence *ev, struct siblings *siblings, uint32_t entry,
                       const struct lemma *l)
{
    bool chosen[STEMS_MOST] = {false};

    for (size_t n = 0; n < STEMS_KEPT && n < l->stem_count; n++) {
        size_t best = most_forms(l, chosen);
        uint32_t stem = evidence_stem(ev, TONGUE_RU, buf_slice(&l->stems[best]));

        chosen[best] = true;
        if (stem != ENTRY_NONE)
            siblings_add(siblings, LANG_RU, (struct sibling){entry, stem});
    }
}

/* Irregular forms are listed without rules: чисел. They go to the headword of another
 * dictionary that has them among its forms.                                    */
static void join_irregular(struct evidence *ev, struct siblings *siblings, struct slice word,
                           struct inflected *forms, struct arena *arena)
{
    struct analyzer_term term = analyzer_word(ev->analyzer, LANG_RU, word);
    struct slice form = arena_copy(arena, term.form);
    const struct tongue_words *t = &ev->tongues[TONGUE_RU];
    uint32_t phrase;
    size_t count;

    if (form.n < IRREGULAR_LEAST_BYTES)
        return;
    phrase = evidence_stem(ev, TONGUE_RU, term.stem);
    count = inflect_forms(LANG_RU, form, forms, INFLECT_MAX_FORMS, arena);
    for (size_t i = 0; i < count && phrase != ENTRY_NONE; i++) {
        uint32_t entry = map_find(&t->entries, forms[i].form, hash_bytes(forms[i].form));

        if (entry != MAP_NONE)
            siblings_add(siblings, LANG_RU, (struct sibling){entry, phrase});
    }
}

static void read_irregulars(struct evidence *ev, struct slice dic, struct siblings *siblings)
{
    struct inflected *forms = malloc(INFLECT_MAX_FORMS * sizeof *forms);
    struct arena arena = ARENA_EMPTY;
    struct slice line;

    while (forms != NULL && next_line(&dic, &line)) {
        arena_reset(&arena);
        if (line.n > 0 && line.n <= WORD_MAX_BYTES && memchr(line.p, '/', line.n) == NULL)
            join_irregular(ev, siblings, line, forms, &arena);
    }
    siblings->failed |= forms == NULL;
    free(forms);
    arena_release(&arena);
}

/* The word's entry, where a dictionary has it. */
static uint32_t entry_of(const struct evidence *ev, struct slice word)
{
    struct slice form = analyzer_word(ev->analyzer, LANG_RU, word).form;

    return map_find(&ev->tongues[TONGUE_RU].entries, form, hash_bytes(form));
}

static void read_lemmas(struct evidence *ev, const struct rules *rules, struct slice dic,
                        struct siblings *siblings)
{
    struct lemma l = {.stem_count = 0};
    struct slice line;

    for (size_t i = 0; i < STEMS_MOST; i++)
        buf_init(&l.stems[i], WORD_MAX_BYTES);
    while (next_line(&dic, &line)) {
        const uint8_t *slash = memchr(line.p, '/', line.n);
        struct slice flags;
        uint32_t entry;

        if (slash == NULL || slash == line.p || (size_t)(slash - line.p) > WORD_MAX_BYTES)
            continue;
        flags = slice_drop(line, (size_t)(slash + 1 - line.p));
        entry = entry_of(ev, slice_of(line.p, (size_t)(slash - line.p)));
        if (entry == MAP_NONE)
            continue;
        note_forms(ev, rules, slice_of(line.p, (size_t)(slash - line.p)), flags, &l);
        if (l.stem_count > 1)
            join_stems(ev, siblings, entry, &l);
    }
    for (size_t i = 0; i < STEMS_MOST; i++)
        buf_release(&l.stems[i]);
}

enum status hunspell_read(struct slice aff, struct slice dic, struct evidence *ev,
                          struct siblings *siblings, struct err *e)
{
    struct rules rules = {.count = 0};
    struct slice line;

    if (utf8_valid_prefix(aff) != aff.n || utf8_valid_prefix(dic) != dic.n)
        return err_set(e, E_INPUT, "hunspell's Russian dictionary is not UTF-8");
    rules.items = calloc(RULES_MOST, sizeof *rules.items);
    if (rules.items == NULL)
        return err_memory(e, "hunspell's rules");
    while (next_line(&aff, &line))
        read_rule(&rules, line);
    read_lemmas(ev, &rules, dic, siblings);
    read_irregulars(ev, dic, siblings);
    free(rules.items);
    return evidence_status(ev, e);
}
