#include "indexer/vocabulary.h"

#include <pthread.h>
#include <stdlib.h>

#include "base/hash.h"
#include "base/map.h"
#include "stemmers/analyzer.h"

/* All words as written: open addressing, at most 5/8 full. A look-up touches the
 * slot and the word's bytes. */
struct word_slot {
    uint32_t tag;                 /* bits of the hash, size of the word in the low 8 */
    uint32_t form;
    const uint8_t *word;          /* null: free */
};

struct space {
    pthread_mutex_t lock;
    struct word_slot *slots;
    uint32_t slot_count, word_count;
    struct arena words;           /* bytes of those that are not their own form */
    struct map forms;
    uint32_t *form_terms;
    uint32_t form_capacity;
    struct map terms;
};

struct vocabulary {
    struct space spaces[LANG_COUNT];
    uint32_t generation;          /* rises with vocabulary_clear */
};

/* Words of up to FREQUENT_MAX bytes, one place each: 40 bytes a word. */
#define FREQUENT_MAX 30
#define FREQUENT_COUNT 65536u

struct frequent {
    uint32_t tag, form;
    uint8_t size, lang;
    uint8_t word[FREQUENT_MAX];
};

struct vocabulary_reader {
    struct vocabulary *vocabulary;
    struct analyzer *analyzer;
    uint32_t generation;
    struct frequent table[FREQUENT_COUNT];
};

enum status vocabulary_open(struct vocabulary **out, struct err *e)
{
    struct vocabulary *v = calloc(1, sizeof *v);

    *out = v;
    if (v == NULL)
        return err_memory(e, "the vocabulary");
    for (size_t i = 0; i < LANG_COUNT; i++)
        pthread_mutex_init(&v->spaces[i].lock, NULL);
    return OK;
}

void vocabulary_clear(struct vocabulary *v)
{
    for (size_t i = 0; i < LANG_COUNT; i++) {
        struct space *s = &v->spaces[i];

        arena_release(&s->words);
        map_release(&s->forms);
        map_release(&s->terms);
        free(s->slots);
        free(s->form_terms);
        s->slots = NULL;
        s->form_terms = NULL;
        s->slot_count = s->word_count = s->form_capacity = 0;
    }
    v->generation++;
}

void vocabulary_close(struct vocabulary *v)
{
    if (v == NULL)
        return;
    vocabulary_clear(v);
    for (size_t i = 0; i < LANG_COUNT; i++)
        pthread_mutex_destroy(&v->spaces[i].lock);
    free(v);
}

enum status vocabulary_reader_open(struct vocabulary *v, struct vocabulary_reader **out,
                                   struct err *e)
{
    struct vocabulary_reader *r = calloc(1, sizeof *r);
    enum status status = r == NULL ? err_memory(e, "the vocabulary")
                                   : analyzer_open(&r->analyzer, e);

    if (status != OK) {
        free(r);
        r = NULL;
    } else {
        r->vocabulary = v;
        r->generation = v->generation;
    }
    *out = r;
    return status;
}

void vocabulary_reader_close(struct vocabulary_reader *r)
{
    if (r != NULL)
        analyzer_close(r->analyzer);
    free(r);
}

static bool grow_terms(struct space *s, uint32_t needed)
{
    uint32_t capacity = s->form_capacity == 0 ? 1024 : s->form_capacity + s->form_capacity / 2;
    uint32_t *terms;

    if (needed <= s->form_capacity)
        return true;
    terms = realloc(s->form_terms, capacity * sizeof *terms);
    if (terms == NULL)
        return false;
    s->form_terms = terms;
    s->form_capacity = capacity;
    return true;
}

static uint32_t tag_of(uint64_t hash, size_t size)
{
    return ((uint32_t)(hash >> 32) & ~0xffu) | (uint32_t)size;
}

/* The word's slot, or the free one where it belongs. */
static struct word_slot *slot_of(const struct space *s, struct slice word, uint64_t hash)
{
    uint32_t mask = s->slot_count - 1, at = (uint32_t)hash & mask, tag = tag_of(hash, word.n);

    while (s->slots[at].word != NULL
           && (s->slots[at].tag != tag || memcmp(s->slots[at].word, word.p, word.n) != 0))
        at = (at + 1) & mask;
    return &s->slots[at];
}

/* Room for one more word. */
static bool grow_slots(struct space *s)
{
    uint32_t count = s->slot_count == 0 ? 1024 : s->slot_count * 2;
    struct word_slot *slots;

    if ((uint64_t)s->word_count * 8 < (uint64_t)s->slot_count * 5)
        return true;
    slots = calloc(count, sizeof *slots);
    if (slots == NULL)
        return false;
    for (uint32_t i = 0; i < s->slot_count; i++) {
        const struct word_slot *old = &s->slots[i];
        struct slice word = slice_of(old->word, old->tag & 0xff);
        uint32_t at;

        if (old->word == NULL)
            continue;
        at = (uint32_t)hash_bytes(word) & (count - 1);
        while (slots[at].word != NULL)
            at = (at + 1) & (count - 1);
        slots[at] = *old;
    }
    free(s->slots);
    s->slots = slots;
    s->slot_count = count;
    return true;
}

/* The form's number, it and its term being added where they are new. */
static uint32_t add_form(struct space *s, struct analyzer_term term)
{
    bool added;
    uint32_t form = map_add(&s->forms, term.form, hash_bytes(term.form), &added);

    if (form == MAP_NONE || !grow_terms(s, form + 1))
        return VOCABULARY_FAILED;
    if (added) {
        s->form_terms[form] = map_add(&s->terms, term.stem, hash_bytes(term.stem), &added);
        if (s->form_terms[form] == MAP_NONE)
            return VOCABULARY_FAILED;
    }
    return form;
}

/* Under the lock of the language. */
static uint32_t look_up(struct vocabulary_reader *r, enum lang lang, struct slice word,
                        uint64_t hash)
{
    struct space *s = &r->vocabulary->spaces[lang];
    struct analyzer_term term;
    struct word_slot *slot;
    struct slice kept;
    uint32_t form;

    if (!grow_slots(s))
        return VOCABULARY_FAILED;
    slot = slot_of(s, word, hash);
    if (slot->word != NULL)
        return slot->form;
    term = analyzer_word(r->analyzer, lang, word);
    form = term.stem.n == 0 ? VOCABULARY_NO_TERM : add_form(s, term);
    if (form == VOCABULARY_FAILED)
        return form;
    kept = form != VOCABULARY_NO_TERM && slice_equal(term.form, word) ? map_key(&s->forms, form)
                                                                      : arena_copy(&s->words, word);
    if (kept.p == NULL)
        return VOCABULARY_FAILED;
    *slot = (struct word_slot){.tag = tag_of(hash, word.n), .form = form, .word = kept.p};
    s->word_count++;
    return form;
}

/* The same bytes; both have at least `size` of them. */
static inline bool same(const uint8_t *a, const uint8_t *b, size_t size)
{
    for (; size > 8; size -= 8, a += 8, b += 8) {
        uint64_t x, y;
        memcpy(&x, a, 8);
        memcpy(&y, b, 8);
        if (x != y)
            return false;
    }
    for (size_t i = 0; i < size; i++)
        if (a[i] != b[i])
            return false;
    return true;
}

uint32_t vocabulary_form(struct vocabulary_reader *r, enum lang lang, struct slice word)
{
    uint64_t hash = hash_bytes(word);
    uint32_t tag = (uint32_t)(hash >> 32), form;
    struct frequent *f = &r->table[(hash + (uint64_t)lang * 0x2545) % FREQUENT_COUNT];
    struct space *s = &r->vocabulary->spaces[lang];

    if (r->generation != r->vocabulary->generation) {
        memset(r->table, 0, sizeof r->table);
        r->generation = r->vocabulary->generation;
    }
    if (f->tag == tag && f->size == word.n && f->lang == lang && same(f->word, word.p, word.n))
        return f->form;
    pthread_mutex_lock(&s->lock);
    form = look_up(r, lang, word, hash);
    pthread_mutex_unlock(&s->lock);
    if (word.n <= FREQUENT_MAX && form != VOCABULARY_FAILED) {
        *f = (struct frequent){.tag = tag, .form = form, .size = (uint8_t)word.n,
                               .lang = (uint8_t)lang};
        memcpy(f->word, word.p, word.n);
    }
    return form;
}

uint32_t vocabulary_form_count(const struct vocabulary *v, enum lang lang)
{
    return v->spaces[lang].forms.count;
}

uint32_t vocabulary_term_count(const struct vocabulary *v, enum lang lang)
{
    return v->spaces[lang].terms.count;
}

struct slice vocabulary_form_bytes(const struct vocabulary *v, enum lang lang, uint32_t form)
{
    return map_key(&v->spaces[lang].forms, form);
}

struct slice vocabulary_term_bytes(const struct vocabulary *v, enum lang lang, uint32_t term)
{
    return map_key(&v->spaces[lang].terms, term);
}

uint32_t vocabulary_term_of(const struct vocabulary *v, enum lang lang, uint32_t form)
{
    return v->spaces[lang].form_terms[form];
}

size_t vocabulary_held_bytes(struct vocabulary *v)
{
    size_t bytes = 0;

    for (size_t i = 0; i < LANG_COUNT; i++) {
        struct space *s = &v->spaces[i];

        pthread_mutex_lock(&s->lock);
        bytes += map_held_bytes(&s->forms) + map_held_bytes(&s->terms) + s->words.held_bytes
                 + s->slot_count * sizeof *s->slots + s->form_capacity * sizeof *s->form_terms;
        pthread_mutex_unlock(&s->lock);
    }
    return bytes;
}
