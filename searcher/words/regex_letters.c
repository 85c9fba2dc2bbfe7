/* What takes one letter of a word: letters as they are typed, sets, kinds, escapes. */
#include "searcher/words/regex_parser.h"

#include <stdlib.h>

#define FOLDED_LAST 0x52fu           /* letters of ranges are folded up to here: Latin, Greek, Cyrillic */
#define RANGES_MAX 400u              /* of one set */
#define WORK_OF_FOLDING 2u           /* a letter */

/* A set that is being typed. */
struct typed_set {
    struct regex_range ranges[RANGES_MAX];
    size_t count;
    struct regex_node *long_ones;    /* letters that are several in the vocabulary; null: none */
};

static void add_range(struct parse *p, struct typed_set *s, uint32_t first, uint32_t last)
{
    if (s->count == RANGES_MAX)
        parse_fail(p, "a set of too many ranges");
    else
        s->ranges[s->count++] = (struct regex_range){first, last};
}

static int compare_ranges(const void *a, const void *b)
{
    const struct regex_range *x = a, *y = b;

    return (x->first > y->first) - (x->first < y->first);
}

/* Sorts and joins. */
static void tidy(struct typed_set *s)
{
    size_t n = 0;

    if (s->count > 1)
        qsort(s->ranges, s->count, sizeof *s->ranges, compare_ranges);
    for (size_t i = 0; i < s->count; i++) {
        if (n == 0 || s->ranges[i].first > s->ranges[n - 1].last + 1)
            s->ranges[n++] = s->ranges[i];
        else if (s->ranges[i].last > s->ranges[n - 1].last)
            s->ranges[n - 1].last = s->ranges[i].last;
    }
    s->count = n;
}

/* Of a tidy set. */
static void turn_round(struct typed_set *s)
{
    uint32_t from = 0;
    size_t n = 0;
    struct regex_range others[RANGES_MAX + 1];

    for (size_t i = 0; i < s->count; from = s->ranges[i++].last + 1)
        if (s->ranges[i].first > from)
            others[n++] = (struct regex_range){from, s->ranges[i].first - 1};
    if (from <= REGEX_LETTER_LAST)
        others[n++] = (struct regex_range){from, REGEX_LETTER_LAST};
    n = n > RANGES_MAX ? RANGES_MAX : n;
    memcpy(s->ranges, others, n * sizeof *others);
    s->count = n;
}

static struct regex_node *set_node(struct parse *p, struct typed_set *s)
{
    struct regex_node *n = parse_node(p, REGEX_SET, NULL, NULL);

    tidy(s);
    if (n == NULL)
        return NULL;
    n->set.count = s->count;
    n->set.ranges = arena_zalloc(p->arena, s->count + 1, sizeof *s->ranges);
    if (n->set.ranges == NULL)
        return parse_out_of_memory(p);
    memcpy(n->set.ranges, s->ranges, s->count * sizeof *s->ranges);
    return n;
}

static struct regex_node *one_letter(struct parse *p, uint32_t c)
{
    struct typed_set s = {.count = 0};

    add_range(p, &s, c, c);
    return set_node(p, &s);
}

/* The letters one behind the other. */
static struct regex_node *letters(struct parse *p, struct slice text)
{
    struct regex_node *all = NULL;
    const uint8_t *at = text.p;

    while (at < slice_end(text)) {
        struct regex_node *one = one_letter(p, utf8_next(at, slice_end(text), &at));

        all = one == NULL ? NULL : parse_then(p, all, one);
        if (all == NULL)
            return NULL;
    }
    return all;
}

/* As the vocabulary writes it; what has no writing there stays. */
static struct slice folded(struct parse *p, struct slice letter)
{
    struct slice s = p->fold == NULL ? letter : p->fold(p->context, letter);

    *p->work += p->fold == NULL ? 0 : WORK_OF_FOLDING;
    return s.n == 0 ? letter : s;
}

/* A letter that was typed, with the marks over it. */
struct regex_node *parse_typed_letter(struct parse *p, size_t start)
{
    const uint8_t *next;

    while (p->at < p->text.n) {
        uint32_t c = utf8_next(p->text.p + p->at, slice_end(p->text), &next);

        if (c < 0x300 || c > 0x36f)
            break;
        p->at = (size_t)(next - p->text.p);
    }
    return letters(p, folded(p, slice_of(p->text.p + start, p->at - start)));
}

/* One letter of a set: as it is, and as it is written in the vocabulary. */
static void add_folded(struct parse *p, struct typed_set *s, uint32_t c)
{
    uint8_t bytes[UTF8_MAX_BYTES];
    struct slice form;
    const uint8_t *next;
    struct regex_node *several;
    uint32_t to;

    if (c >= 0xd800 && c <= 0xdfff)
        return;
    form = folded(p, slice_of(bytes, utf8_encode(c, bytes)));
    to = utf8_next(form.p, slice_end(form), &next);
    if (next == slice_end(form)) {
        if (to != c)
            add_range(p, s, to, to);
        return;
    }
    several = letters(p, form);
    if (several != NULL)
        s->long_ones = s->long_ones == NULL ? several : parse_node(p, REGEX_EITHER, s->long_ones, several);
}

static void add_typed(struct parse *p, struct typed_set *s, uint32_t first, uint32_t last)
{
    add_range(p, s, first, last);
    if (p->fold == NULL)
        return;
    for (uint32_t c = first; c <= last && c <= FOLDED_LAST; c++) {
        add_folded(p, s, c);
        if (s->count > RANGES_MAX / 2)
            tidy(s);
    }
    if (first > FOLDED_LAST && first == last)
        add_folded(p, s, first);
}

/* What \d, \w, \s and \p{...} stand for; in capitals the others. */
static bool add_kind(struct parse *p, struct typed_set *s, struct slice name)
{
    static const struct { const char *name; struct regex_range ranges[6]; } kinds[] = {
        {"d", {{'0', '9'}}},
        {"w", {{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}, {0x80, REGEX_LETTER_LAST}}},
        {"s", {{'\t', '\r'}, {' ', ' '}, {0xa0, 0xa0}}},
        {"L", {{'A', 'Z'}, {'a', 'z'}, {0x80, REGEX_LETTER_LAST}}},
        {"N", {{'0', '9'}}},
        {"Latin", {{'A', 'Z'}, {'a', 'z'}, {0xc0, 0x24f}, {0x1e00, 0x1eff}}},
        {"Cyrillic", {{0x400, 0x52f}}},
    };

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (slice_equal(name, slice_of_string(kinds[i].name))) {
            for (size_t k = 0; k < 6 && kinds[i].ranges[k].last > 0; k++)
                add_range(p, s, kinds[i].ranges[k].first, kinds[i].ranges[k].last);
            return true;
        }
    return false;
}

static void add_all(struct parse *p, struct typed_set *to, struct typed_set *from, bool others)
{
    tidy(from);
    if (others)
        turn_round(from);
    for (size_t i = 0; i < from->count; i++)
        add_range(p, to, from->ranges[i].first, from->ranges[i].last);
}

/* Behind "\p": {L} or L; empty where it is neither. */
static struct slice take_property(struct parse *p)
{
    size_t start = p->at, end = start;

    if (!parse_take(p, "{")) {
        p->at += p->at < p->text.n;
        return slice_of(p->text.p + start, p->at - start);
    }
    while (end < p->text.n && p->text.p[end] != '}')
        end++;
    if (end == p->text.n)
        return slice_of(p->text.p, 0);
    p->at = end + 1;
    return slice_of(p->text.p + start + 1, end - start - 1);
}

/* Behind "\x" and "\u", whose \ is at start. */
static bool take_number(struct parse *p, size_t start, uint32_t *out)
{
    bool braces = parse_take(p, "{");
    size_t digits = 0, most = braces ? 6 : 4;

    *out = 0;
    for (; p->at < p->text.n && digits < most; p->at++, digits++) {
        uint8_t c = p->text.p[p->at];
        uint8_t low = c | 0x20;

        if (c >= '0' && c <= '9')
            *out = *out * 16 + (c - (uint32_t)'0');
        else if (low >= 'a' && low <= 'f')
            *out = *out * 16 + (low - (uint32_t)'a' + 10);
        else
            break;
    }
    if (digits == 0 || (braces ? !parse_take(p, "}") : digits != most) || *out == 0 || *out > REGEX_LETTER_LAST
        || (*out >= 0xd800 && *out <= 0xdfff)) {
        parse_fail_at(p, start, "\\x{...} and \\u.... take the number of a letter");
        return false;
    }
    return true;
}

/* Behind '\': a kind of letters, added to the set, or one letter. False: neither. */
static bool take_escape(struct parse *p, struct typed_set *s, bool *one, uint32_t *letter)
{
    size_t start = p->at - 1;
    uint8_t c = p->at < p->text.n ? p->text.p[p->at] : 0, low = c | 0x20;
    struct typed_set kind = {.count = 0};

    *one = false;
    if (low == 'd' || low == 'w' || low == 's' || low == 'p') {
        struct slice name = slice_of(&low, 1);

        p->at++;
        name = low == 'p' ? take_property(p) : name;
        if (!add_kind(p, &kind, name)) {
            parse_fail_at(p, start, "\\p{...} is L, N, Latin or Cyrillic");
            return false;
        }
        add_all(p, s, &kind, c != low);
        return true;
    }
    *one = true;
    if (c == 'x' || c == 'u') {
        p->at++;
        return take_number(p, start, letter);
    }
    if (p->at == p->text.n || (c >= '0' && c <= '9') || (low >= 'a' && low <= 'z')) {
        parse_fail_at(p, start, p->at == p->text.n ? "\\ has nothing behind it" : "\\ with this letter is not known");
        return false;
    }
    *letter = parse_take_letter(p);
    return true;
}

/* One letter of the set that '[' at open begins, or a kind of letters. */
static bool take_member(struct parse *p, size_t open, struct typed_set *s, bool *one, uint32_t *letter)
{
    *one = true;
    if (p->at == p->text.n)
        return parse_fail_at(p, open, "[ is not closed") != NULL;
    if (parse_is_next(p, "[") || parse_is_next(p, "&&"))
        return parse_fail(p, "a set in a set is not known") != NULL;
    if (parse_take(p, "\\"))
        return take_escape(p, s, one, letter);
    *letter = parse_take_letter(p);
    return true;
}

/* Up to ']'. */
static bool take_members(struct parse *p, size_t open, struct typed_set *s)
{
    do {
        size_t start = p->at;
        uint32_t first = 0, last;
        bool one;

        if (!take_member(p, open, s, &one, &first))
            return false;
        last = first;
        if (one && parse_is_next(p, "-") && p->at + 1 < p->text.n && p->text.p[p->at + 1] != ']') {
            p->at++;
            if (!take_member(p, open, s, &one, &last))
                return false;
            if (!one || last < first)
                return parse_fail_at(p, start, "a range ends before it begins") != NULL;
        }
        if (one)
            add_typed(p, s, first, last);
        if (p->problem->text != NULL)
            return false;
    } while (!parse_take(p, "]"));
    return true;
}

/* Behind '['. */
struct regex_node *parse_letter_set(struct parse *p)
{
    size_t open = p->at - 1;
    struct typed_set s = {.count = 0};
    bool others = parse_take(p, "^");
    struct regex_node *n;

    if (!take_members(p, open, &s))
        return NULL;
    tidy(&s);
    if (others)
        turn_round(&s);
    n = set_node(p, &s);
    return n == NULL || s.long_ones == NULL || others ? n : parse_node(p, REGEX_EITHER, n, s.long_ones);
}

struct regex_node *parse_escaped(struct parse *p)
{
    struct typed_set s = {.count = 0};
    uint8_t bytes[UTF8_MAX_BYTES];
    uint32_t letter = 0;
    bool one;

    if (!take_escape(p, &s, &one, &letter))
        return NULL;
    if (one)
        return letters(p, folded(p, slice_of(bytes, utf8_encode(letter, bytes))));
    return set_node(p, &s);
}

struct regex_node *parse_any_letter(struct parse *p)
{
    struct typed_set any = {.count = 0};

    add_range(p, &any, 0, REGEX_LETTER_LAST);
    return set_node(p, &any);
}
