#include "stemmers/inflect.h"

#include "stemmers/inflect_index.h"

#define WORD_MAX_BYTES 96

/* The forms made so far, and what all functions here share. */
struct forms {
    const struct inflect_index *index;
    const struct inflect_table *table;
    struct slice word;          /* without -ся where `reflexive` */
    bool reflexive;
    struct inflected *out;
    size_t count, max;
    struct arena *arena;
    uint16_t reading, class_at;
    uint8_t witnesses;
    bool refutes;               /* what is being made */
};

/* A stem or a form while it is made. */
struct text {
    uint8_t p[2 * WORD_MAX_BYTES];
    size_t n;
};

/* As slice_ends_with and slice_starts_with; most words fail at one byte. */
static bool ends_with(struct slice s, struct slice end)
{
    return end.n == 0
           || (s.n >= end.n && s.p[s.n - 1] == end.p[end.n - 1] && slice_ends_with(s, end));
}

static bool starts_with(struct slice s, struct slice start)
{
    return start.n == 0 || (s.n >= start.n && s.p[0] == start.p[0] && slice_starts_with(s, start));
}

static bool list_holds(const char *list, struct slice item)
{
    struct slice s;

    while (list != NULL && inflect_next_item(&list, &s))
        if (s.n == item.n && starts_with(s, item))
            return true;
    return false;
}

static bool ends_with_one_of(struct slice s, const char *list)
{
    struct slice item;

    while (list != NULL && inflect_next_item(&list, &item))
        if (ends_with(s, item))
            return true;
    return false;
}

static size_t count_letters(struct slice s)
{
    size_t n = 0;

    for (size_t i = 0; i < s.n; i++)
        n += (s.p[i] & 0xc0) != 0x80;
    return n;
}

static void text_set(struct text *t, struct slice s)
{
    t->n = s.n < sizeof t->p ? s.n : 0;
    if (t->n > 0)
        memcpy(t->p, s.p, t->n);
}

/* Requires at <= t->n. Nothing happens where it gets too long. */
static void text_insert(struct text *t, size_t at, struct slice s)
{
    if (s.n == 0 || t->n + s.n > sizeof t->p)
        return;
    memmove(t->p + at + s.n, t->p + at, t->n - at);
    memcpy(t->p + at, s.p, s.n);
    t->n += s.n;
}

static void text_delete(struct text *t, size_t at, size_t size)
{
    memmove(t->p + at, t->p + at + size, t->n - at - size);
    t->n -= size;
}

static struct slice text_slice(const struct text *t)
{
    return slice_of(t->p, t->n);
}

/* Where the vowel that takes the umlaut begins, t->n if there is none: the last of a German stem, but not
 * the e of -er, -el, -en (Vater). Of au and äu it is the first letter.                          */
static size_t last_vowel(const struct text *t)
{
    for (size_t i = t->n; i-- > 0;) {
        bool vowel = t->p[i] != 0 && strchr("aeiouy", t->p[i]) != NULL;

        if (t->p[i] == 'e' && i + 2 == t->n && strchr("rln", t->p[i + 1]) != NULL)
            continue;
        if (t->p[i] == 'u' && i > 0 && t->p[i - 1] == 'a')
            return i - 1;
        if (t->p[i] == 'u' && i > 1 && t->p[i - 1] == 0xa4)
            return i - 2;
        if (t->p[i] == 0xc3 || vowel)
            return i;
    }
    return t->n;
}

/* a, o, u into ä, ö, ü; false where the last vowel is another one. */
static bool umlaut(struct text *t)
{
    size_t at = last_vowel(t);
    uint8_t c = at < t->n ? t->p[at] : 0;

    if ((c != 'a' && c != 'o' && c != 'u') || t->n + 1 > sizeof t->p)
        return false;
    text_insert(t, at, SLICE_LITERAL("\xc3"));
    t->p[at + 1] = c == 'a' ? 0xa4 : c == 'o' ? 0xb6 : 0xbc;
    return true;
}

static bool undo_umlaut(struct text *t)
{
    size_t at = last_vowel(t);
    uint8_t c = at + 1 < t->n && t->p[at] == 0xc3 ? t->p[at + 1] : 0;

    if (c != 0xa4 && c != 0xb6 && c != 0xbc)
        return false;
    text_delete(t, at, 1);
    t->p[at] = c == 0xa4 ? 'a' : c == 0xb6 ? 'o' : 'u';
    return true;
}

/* The next separable prefix that the stem begins with, after those shorter or as long as `after`
 * bytes: prefixes begin with one another (hin, hinaus). 0 when there is none. */
static size_t next_prefix(const struct inflect_table *table, struct slice stem, size_t after)
{
    const char *list = table->prefixes;
    struct slice p;
    size_t best = 0;

    while (list != NULL && inflect_next_item(&list, &p))
        if (p.n > after && (best == 0 || p.n < best) && starts_with(stem, p))
            best = p.n;
    return best;
}

static bool is_bound(const struct inflect_table *table, struct slice stem)
{
    const char *list = table->bound_prefixes;
    struct slice p;

    while (list != NULL && inflect_next_item(&list, &p))
        if (stem.n > p.n && starts_with(stem, p))
            return true;
    return false;
}

static void add_form(struct forms *f, struct slice form)
{
    struct text t;
    struct slice copy;

    text_set(&t, form);
    if (t.n == 0 || slice_equal(form, f->word) || f->count == f->max)
        return;
    if (f->reflexive) {
        bool after_vowel = ends_with_one_of(form, "а е и о у ы э ю я");

        text_insert(&t, t.n, slice_of_string(after_vowel ? "сь" : "ся"));
    }
    copy = arena_copy(f->arena, text_slice(&t));
    if (copy.p != NULL)
        f->out[f->count++] = (struct inflected){.form = copy, .reading = f->reading,
            .class_at = f->class_at, .witnesses = f->witnesses, .refutes = f->refutes};
}

/* The stem with an ending: one form, or with ge and zu one for each prefix it may stand after. */
static void add_ending(struct forms *f, struct slice stem, const struct inflect_ending *e)
{
    struct text t;
    struct slice between = e->ge ? SLICE_LITERAL("ge") : SLICE_LITERAL("zu");
    size_t at = 0;

    f->refutes = e->refutes;
    text_set(&t, stem);
    if (e->umlaut && !umlaut(&t))
        return;
    text_insert(&t, t.n, e->text);
    if ((!e->ge && !e->zu) || (e->ge && is_bound(f->table, stem)))
        add_form(f, text_slice(&t));
    if (e->ge && !is_bound(f->table, stem)) {
        text_insert(&t, 0, between);
        add_form(f, text_slice(&t));
        text_delete(&t, 0, between.n);
    }
    while ((e->ge || e->zu) && (at = next_prefix(f->table, stem, at)) > 0 && at < stem.n) {
        text_insert(&t, at, between);
        add_form(f, text_slice(&t));
        text_delete(&t, at, between.n);
    }
}

static void add_endings(struct forms *f, struct slice stem, const char *list)
{
    struct inflect_ending e;

    while (inflect_next_ending(&list, &e))
        add_ending(f, stem, &e);
}

/* What to do with a stem that an ending of a list leaves. */
typedef void found_stem(struct forms *f, struct slice stem, const void *context);

/* The stems that the word has if it ends with e: several where ge or zu may stand after several prefixes. */
static void find_stems(struct forms *f, struct inflect_ending e, found_stem *found, const void *context)
{
    struct text t;
    struct slice between = e.ge ? SLICE_LITERAL("ge") : SLICE_LITERAL("zu");
    size_t at = 0;

    if (!ends_with(f->word, e.text))
        return;
    text_set(&t, slice_of(f->word.p, f->word.n - e.text.n));
    if (e.umlaut && !undo_umlaut(&t))
        return;
    if (!e.ge && !e.zu) {
        found(f, text_slice(&t), context);
        return;
    }
    if (e.ge && is_bound(f->table, text_slice(&t)))
        found(f, text_slice(&t), context);
    do {
        if ((at > 0 || e.ge) && starts_with(slice_drop(text_slice(&t), at), between)) {
            text_delete(&t, at, between.n);
            found(f, text_slice(&t), context);
            text_insert(&t, at, between);
        }
        at = next_prefix(f->table, text_slice(&t), at);
    } while (at > 0 && at < t.n);
}

static bool is_prefix_or_nothing(const struct inflect_table *table, struct slice s)
{
    return s.n == 0 || list_holds(table->prefixes, s) || list_holds(table->bound_prefixes, s);
}

static bool stem_fits(const struct inflect_table *table, const struct inflect_class *c, struct slice stem)
{
    const char *list = c->stems;
    bool none_of = list != NULL && *list == '!';
    struct slice s;

    if (count_letters(stem) < c->letters || ends_with_one_of(stem, table->never_before))
        return false;
    if (list == NULL)
        return !(c->kind & INFLECT_WHOLE) || is_prefix_or_nothing(table, stem);
    list += none_of;
    while (inflect_next_item(&list, &s))
        if (ends_with(stem, s) && (!(c->kind & INFLECT_ALONE) || stem.n == s.n)
            && (!(c->kind & INFLECT_WHOLE)
                || is_prefix_or_nothing(table, slice_of(stem.p, stem.n - s.n))))
            return !none_of;
    return none_of;
}

static void found_in_class(struct forms *f, struct slice stem, const void *context)
{
    const struct inflect_class *c = context;

    if (!stem_fits(f->table, c, stem))
        return;
    f->reading++;
    f->witnesses = c->witnesses;
    add_endings(f, stem, c->endings);
}

/* The entries of two chains, in the order of the table. */
static const struct inflect_entry *next_entry(const struct inflect_index *x, uint16_t *a,
                                              uint16_t *b)
{
    uint16_t *first = *b == 0 || (*a != 0 && *a < *b) ? a : b;
    const struct inflect_entry *entry = &x->entries[*first];

    if (*first == 0)
        return NULL;
    *first = entry->next;
    return entry;
}

static void add_classes(struct forms *f)
{
    uint16_t empty = f->index->class_first[0];
    uint16_t last = f->index->class_first[f->word.p[f->word.n - 1]];
    const struct inflect_entry *entry;

    while ((entry = next_entry(f->index, &empty, &last)) != NULL) {
        const struct inflect_class *c = &f->table->classes[entry->at];

        f->class_at = entry->at;
        if (!f->reflexive || (c->kind & INFLECT_REFLEXIVE))
            find_stems(f, inflect_entry_ending(f->index, entry), found_in_class, c);
    }
}

/* Forms of a verb with these roots after a prefix. */
static void add_roots(struct forms *f, struct slice prefix, const char *roots)
{
    struct slice root;
    struct text t;

    f->reading++;
    for (size_t slot = 0; slot < INFLECT_ROOT_SLOTS && inflect_next_item(&roots, &root); slot++) {
        if (slice_equal(root, SLICE_LITERAL(".")))
            continue;
        text_set(&t, prefix);
        text_insert(&t, t.n, root);
        add_endings(f, text_slice(&t), f->table->slots[slot]);
    }
}

/* The roots of a slot that the stem ends with. */
static void found_root(struct forms *f, struct slice stem, const void *context)
{
    const uint16_t *slot = context;
    const struct inflect_root *root;

    if (stem.n == 0)
        return;
    for (uint16_t i = f->index->root_first[stem.p[stem.n - 1]]; i != 0; i = root->next) {
        struct slice prefix = stem;

        root = &f->index->roots[i];
        if (root->slot != *slot
            || !ends_with(stem, slice_of(f->index->texts + root->text, root->size)))
            continue;
        prefix.n -= root->size;
        f->class_at = (uint16_t)(f->table->class_count + root->verb);
        if (is_prefix_or_nothing(f->table, prefix))
            add_roots(f, prefix, f->table->roots[root->verb]);
    }
}

static void add_changing_roots(struct forms *f)
{
    uint16_t empty = f->index->slot_first[0];
    uint16_t last = f->index->slot_first[f->word.p[f->word.n - 1]];
    const struct inflect_entry *entry;

    f->witnesses = 0;
    while ((entry = next_entry(f->index, &empty, &last)) != NULL)
        find_stems(f, inflect_entry_ending(f->index, entry), found_root, &entry->at);
}

/* A Latin word in a Russian text has none of its endings, nor the other way round. */
static bool is_of_script(enum lang lang, struct slice word)
{
    bool cyrillic = word.p[0] >= 0xd0 && word.p[0] < 0xd4;

    return cyrillic == (lang == LANG_RU);
}

static const struct inflect_index *index_of(enum lang lang)
{
    return lang == LANG_EN   ? &inflect_index_en
           : lang == LANG_DE ? &inflect_index_de
           : lang == LANG_RU ? &inflect_index_ru
                             : NULL;
}

size_t inflect_forms(enum lang lang, struct slice word, struct inflected *out, size_t max,
                     struct arena *arena)
{
    struct forms f = {.index = index_of(lang), .word = word, .out = out, .max = max,
                      .arena = arena};

    if (f.index == NULL || word.n == 0 || word.n > WORD_MAX_BYTES || !is_of_script(lang, word))
        return 0;
    f.table = f.index->table;
    add_classes(&f);
    add_changing_roots(&f);
    if (lang == LANG_RU && (ends_with(word, slice_of_string("ся"))
                            || ends_with(word, slice_of_string("сь")))) {
        f.word.n -= strlen("ся");
        f.reflexive = true;
        if (f.word.n > 0)
            add_classes(&f);
    }
    return f.count;
}

static bool is_kept(const struct inflected *list, size_t count, struct slice form)
{
    for (size_t i = 0; i < count; i++)
        if (slice_equal(list[i].form, form))
            return true;
    return false;
}

size_t inflect_keep(struct inflected *list, size_t count)
{
    size_t kept = 0, end;

    for (size_t start = 0; start < count; start = end) {
        size_t occurring = 0;
        bool refuted = false;

        for (end = start; end < count && list[end].reading == list[start].reading; end++) {
            occurring += list[end].occurs;
            refuted |= list[end].occurs && list[end].refutes;
        }
        for (size_t i = start; i < end && !refuted; i++)
            if (list[i].occurs && occurring > list[i].witnesses && !is_kept(list, kept, list[i].form))
                list[kept++] = list[i];
    }
    return kept;
}
