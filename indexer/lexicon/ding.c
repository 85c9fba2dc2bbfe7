/* ding.c - the German-English word list of TU Chemnitz.
 *
 *     Absicht {f}; Vorhaben {n} | Absichten {pl} | in guter Absicht :: intent; ... | ...
 *
 * Groups by '|' answer each other left and right; in a group, alternatives by ';' all
 * mean the same, the usual ones first. What {} says of a verb's other forms, and a group
 * of plurals behind one of singulars, tell which stems belong together.        */
#include "indexer/lexicon/dictionaries.h"
#include "indexer/lexicon/notation.h"

#define ALTERNATIVES_MOST 10
#define RANK_COST 0.3f
#define REMARK_COST 0.4f         /* of [obs.], [slang] and their like */

struct side {
    struct slice raw[ALTERNATIVES_MOST];
    uint32_t entries[ALTERNATIVES_MOST][2];
    float weights[ALTERNATIVES_MOST];
    size_t count;
};

struct reader {
    struct evidence *ev;
    struct siblings *siblings;
    struct buf plain, chosen;
};

static bool is_marked(struct slice raw)
{
    static const char *const marks[] = {"[obs.]", "[archaic]", "[veraltet]", "[slang]", "[vulg.]",
                                        "[dialect]", "[humor.]", "[poet.]", "[altertümlich]"};

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (memmem(raw.p, raw.n, marks[i], strlen(marks[i])) != NULL)
            return true;
    return false;
}

static void read_alternative(struct reader *r, enum tongue tongue, struct side *side)
{
    size_t at = side->count;
    struct slice raw = side->raw[at];
    float weight = is_marked(raw) ? REMARK_COST : 1;
    bool choice = true;

    buf_clear(&r->plain);
    notation_plain(raw, &r->plain);
    side->weights[at] = 1;
    for (unsigned i = 0; i < 2; i++) {
        float own = weight;

        side->entries[at][i] = ENTRY_NONE;
        if (!choice)
            continue;
        buf_clear(&r->chosen);
        choice = notation_choice(buf_slice(&r->plain), i, &r->chosen);
        side->entries[at][i] = evidence_entry(r->ev, tongue, slice_trim(buf_slice(&r->chosen)), &own);
        side->weights[at] = own;
    }
    side->count++;
}

static void read_side(struct reader *r, enum tongue tongue, struct slice group, struct side *out)
{
    out->count = 0;
    while (out->count < ALTERNATIVES_MOST && notation_next(&group, ';', &out->raw[out->count]))
        if (out->raw[out->count].n > 0)
            read_alternative(r, tongue, out);
}

static void pair_sides(struct reader *r, const struct side *de, const struct side *en)
{
    for (size_t i = 0; i < de->count; i++)
        for (size_t j = 0; j < en->count; j++)
            for (unsigned k = 0; k < 4; k++) {
                uint32_t a = de->entries[i][k / 2], b = en->entries[j][k % 2];

                if (a != ENTRY_NONE && b != ENTRY_NONE)
                    evidence_add(r->ev, TONGUE_DE, a, TONGUE_EN, b,
                                 de->weights[i] * en->weights[j]
                                     / ((1 + RANK_COST * (float)i) * (1 + RANK_COST * (float)j)));
            }
}

/* {ging; gegangen}, {sent; sent}: forms of the word before, as against {f}, {vt}, {pl}. */
static void forms_in_braces(struct reader *r, enum tongue tongue, struct slice raw, uint32_t entry)
{
    const uint8_t *open = memchr(raw.p, '{', raw.n), *close;
    struct slice inner, form;

    while (open != NULL) {
        inner = slice_drop(raw, (size_t)(open + 1 - raw.p));
        close = memchr(inner.p, '}', inner.n);
        if (close == NULL)
            return;
        raw = slice_drop(inner, (size_t)(close - inner.p));
        inner.n = (size_t)(close - inner.p);
        while (inner.n > 4 && notation_next(&inner, ';', &form)) {
            float weight = 1;
            uint32_t other = form.n < 4 ? ENTRY_NONE : evidence_entry(r->ev, tongue, form, &weight);

            if (other != ENTRY_NONE)
                siblings_join(r->siblings, r->ev, tongue, entry, other);
        }
        open = memchr(raw.p, '{', raw.n);
    }
}

static bool is_plural(struct slice raw)
{
    return memmem(raw.p, raw.n, "{pl}", 4) != NULL;
}

static void find_forms_in_braces(struct reader *r, enum tongue tongue, const struct side *now)
{
    for (size_t i = 0; i < now->count; i++)
        if (now->entries[i][0] != ENTRY_NONE)
            forms_in_braces(r, tongue, now->raw[i], now->entries[i][0]);
}

static void join_sides(struct reader *r, enum tongue tongue, const struct side *first,
                       const struct side *now)
{
    for (size_t i = 0; i < now->count; i++)
        if (first->entries[i][0] != ENTRY_NONE && now->entries[i][0] != ENTRY_NONE)
            siblings_join(r->siblings, r->ev, tongue, first->entries[i][0], now->entries[i][0]);
}

static bool is_verb(const struct side *german)
{
    struct slice last = german->raw[german->count - 1];

    return memmem(last.p, last.n, "{v", 2) != NULL;
}

static bool are_single_words(const struct reader *r, enum tongue tongue, const struct side *side)
{
    for (size_t i = 0; i < side->count; i++)
        if (side->entries[i][0] == ENTRY_NONE
            || r->ev->tongues[tongue].infos[side->entries[i][0]].word_count != 1)
            return false;
    return true;
}

/* Whether the groups are forms of the words in the first ones: a plural, or a verb's
 * "spielend | gespielt | er/sie spielt", which go on until something is said with the verb. */
static bool are_forms(const struct reader *r, const struct side first[2], const struct side now[2],
                      size_t group)
{
    if (first[0].count != now[0].count || now[0].count == 0)
        return false;
    if (group == 1 && is_plural(now[0].raw[0]))
        return true;
    return is_verb(&first[0]) && are_single_words(r, TONGUE_DE, &first[0])
           && are_single_words(r, TONGUE_DE, &now[0]) && are_single_words(r, TONGUE_EN, &now[1]);
}

static size_t count_groups(struct slice text)
{
    size_t count = 0;
    struct slice group;

    while (notation_next(&text, '|', &group))
        count++;
    return count;
}

static void read_line(struct reader *r, struct slice line)
{
    const uint8_t *middle = memmem(line.p, line.n, " :: ", 4);
    struct slice de, en, de_group, en_group;
    struct side first[2], now[2];
    size_t groups = 0;
    bool even, forms = true;

    if (middle == NULL || line.p[0] == '#')
        return;
    de = slice_of(line.p, (size_t)(middle - line.p));
    en = slice_drop(line, (size_t)(middle - line.p) + 4);
    even = count_groups(de) == count_groups(en);
    while (notation_next(&de, '|', &de_group) && notation_next(&en, '|', &en_group)
           && (groups == 0 || even)) {
        struct side *sides = groups == 0 ? first : now;

        read_side(r, TONGUE_DE, de_group, &sides[0]);
        read_side(r, TONGUE_EN, en_group, &sides[1]);
        pair_sides(r, &sides[0], &sides[1]);
        find_forms_in_braces(r, TONGUE_DE, &sides[0]);
        find_forms_in_braces(r, TONGUE_EN, &sides[1]);
        forms = forms && (groups == 0 || are_forms(r, first, now, groups));
        if (forms && groups > 0) {
            join_sides(r, TONGUE_DE, &first[0], &now[0]);
            if (first[1].count == now[1].count)
                join_sides(r, TONGUE_EN, &first[1], &now[1]);
        }
        groups++;
    }
}

enum status ding_read(struct slice text, struct evidence *ev, struct siblings *siblings,
                      struct err *e)
{
    struct reader r = {.ev = ev, .siblings = siblings};

    buf_init(&r.plain, (size_t)1 << 20);
    buf_init(&r.chosen, (size_t)1 << 20);
    while (text.n > 0) {
        const uint8_t *end = memchr(text.p, '\n', text.n);
        size_t size = end == NULL ? text.n : (size_t)(end - text.p);

        if (size > 0)
            read_line(&r, slice_of(text.p, size));
        text = slice_drop(text, end == NULL ? size : size + 1);
    }
    buf_release(&r.plain);
    buf_release(&r.chosen);
    return evidence_status(ev, e);
}
