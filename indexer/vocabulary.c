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

/* Words are spread over tables by their hash: threads rarely meet at a lock. */
#define TABLES 16u

struct table {
    pthread_mutex_t lock;
    struct word_slot *slots;
    uint32_t slot_count, word_count;
    struct arena words;           /* bytes of those that are not their own form */
};

/* `lock` guards forms and terms; it may be taken while a table's is held. */
struct space {
    struct table tables[TABLES];
    pthread_mutex_t lock;
    struct map forms;
    uint32_t *form_terms;
    uint32_t form_capacity;
    struct map terms;
};

struct vocabulary {
    struct space spaces[LANG_COUNT];
    uint32_t generation;          /* rises with vocabulary_clear */
};

/* The words a thread met last, of up to 32 bytes, one place each; a line of the
 * cache a place. Zeros after the word: no word holds a NUL. */
#define FREQUENT_MAX 32
#define FREQUENT_COUNT 65536u

struct frequent {
    uint64_t word[4];
    uint32_t form, lang;
    uint64_t unused[3];
};

struct vocabulary_reader {
    struct frequent *table;
    struct vocabulary *vocabulary;
    struct analyzer *analyzer;
    uint32_t generation;
};

enum status vocabulary_open(struct vocabulary **out, struct err *e)
{
    struct vocabulary *v = calloc(1, sizeof *v);

    *out = v;
    if (v == NULL)
        return err_memory(e, "the vocabulary");
    for (size_t i = 0; i < LANG_COUNT; i++) {
        pthread_mutex_init(&v->spaces[i].lock, NULL);
        for (size_t k = 0; k < TABLES; k++)
            pthread_mutex_init(&v->spaces[i].tables[k].lock, NULL);
    }
    return OK;
}

static void clear_space(struct space *s)
{
    for (size_t k = 0; k < TABLES; k++) {
        struct table *t = &s->tables[k];

        arena_release(&t->words);
        free(t->slots);
        t->slots = NULL;
        t->slot_count = t->word_count = 0;
    }
    map_release(&s->forms);
    map_release(&s->terms);
    free(s->form_terms);
    s->form_terms = NULL;
    s->form_capacity = 0;
}

void vocabulary_clear(struct vocabulary *v)
{
    for (size_t i = 0; i < LANG_COUNT; i++)
        clear_space(&v->spaces[i]);
    v->generation++;
}

void vocabulary_close(struct vocabulary *v)
{
    if (v == NULL)
        return;
    vocabulary_clear(v);
    for (size_t i = 0; i < LANG_COUNT; i++) {
        for (size_t k = 0; k < TABLES; k++)
            pthread_mutex_destroy(&v->spaces[i].tables[k].lock);
        pthread_mutex_destroy(&v->spaces[i].lock);
    }
    free(v);
}

enum status vocabulary_reader_open(struct vocabulary *v, struct vocabulary_reader **out,
                                   struct err *e)
{
    struct vocabulary_reader *r = calloc(1, sizeof *r);
    enum status status = OK;

    if (r != NULL)
        r->table = aligned_alloc(64, FREQUENT_COUNT * sizeof *r->table);
    if (r == NULL || r->table == NULL)
        status = err_memory(e, "the vocabulary");
    else
        status = analyzer_open(&r->analyzer, e);
    if (status != OK) {
        vocabulary_reader_close(r);
        r = NULL;
    } else {
        memset(r->table, 0, FREQUENT_COUNT * sizeof *r->table);
        r->vocabulary = v;
        r->generation = v->generation;
    }
    *out = r;
    return status;
}

void vocabulary_reader_close(struct vocabulary_reader *r)
{
    if (r == NULL)
        return;
    analyzer_close(r->analyzer);
    free(r->table);
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
static struct word_slot *slot_of(const struct table *s, struct slice word, uint64_t hash)
{
    uint32_t mask = s->slot_count - 1, at = (uint32_t)hash & mask, tag = tag_of(hash, word.n);

    while (s->slots[at].word != NULL
           && (s->slots[at].tag != tag || memcmp(s->slots[at].word, word.p, word.n) != 0))
        at = (at + 1) & mask;
    return &s->slots[at];
}

/* Room for one more word. */
static bool grow_slots(struct table *s)
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
    __atomic_store_n(&s->slot_count, 0, __ATOMIC_RELAXED);
    __atomic_store_n(&s->slots, slots, __ATOMIC_RELAXED);
    __atomic_store_n(&s->slot_count, count, __ATOMIC_RELAXED);
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

/* A word that its table does not have yet. Under the lock of the table. */
static uint32_t add_word(struct vocabulary_reader *r, enum lang lang, struct table *t,
                         struct word_slot *slot, struct slice word, uint64_t hash)
{
    struct space *s = &r->vocabulary->spaces[lang];
    struct analyzer_term term = analyzer_word(r->analyzer, lang, word);
    uint32_t form = VOCABULARY_NO_TERM;
    struct slice kept = {0};

    if (term.stem.n > 0) {
        pthread_mutex_lock(&s->lock);
        form = add_form(s, term);
        if (form != VOCABULARY_FAILED && slice_equal(term.form, word))
            kept = map_key(&s->forms, form);
        pthread_mutex_unlock(&s->lock);
    }
    if (kept.p == NULL)
        kept = arena_copy(&t->words, word);
    if (form == VOCABULARY_FAILED || kept.p == NULL)
        return VOCABULARY_FAILED;
    *slot = (struct word_slot){.tag = tag_of(hash, word.n), .form = form, .word = kept.p};
    t->word_count++;
    return form;
}

static struct table *table_of(const struct vocabulary_reader *r, enum lang lang, uint64_t hash)
{
    return &r->vocabulary->spaces[lang].tables[(hash >> 28) % TABLES];
}

static uint32_t look_up(struct vocabulary_reader *r, enum lang lang, struct slice word,
                        uint64_t hash)
{
    struct table *t = table_of(r, lang, hash);
    uint32_t form = VOCABULARY_FAILED;

    pthread_mutex_lock(&t->lock);
    if (grow_slots(t)) {
        struct word_slot *slot = slot_of(t, word, hash);
        form = slot->word != NULL ? slot->form : add_word(r, lang, t, slot, word, hash);
    }
    pthread_mutex_unlock(&t->lock);
    return form;
}

/* A word of at most 32 bytes as four numbers, zeros after it. */
static void load_word(const uint8_t *p, size_t size, uint64_t out[4])
{
    static const uint8_t mask[2 * FREQUENT_MAX] = {
        255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
        255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255};
    uint64_t keep[4];

    memcpy(out, p, FREQUENT_MAX);
    memcpy(keep, mask + FREQUENT_MAX - size, FREQUENT_MAX);
    for (int i = 0; i < 4; i++)
        out[i] &= keep[i];
}

static struct frequent *frequent_of(const struct vocabulary_reader *r, enum lang lang,
                                    const uint64_t word[4])
{
    uint64_t hash = hash_fold(word[0] ^ 0x9e3779b97f4a7c15u, word[1] ^ 0xd6e8feb86659fd93u)
                    ^ hash_fold(word[2] ^ 0xa0761d6478bd642fu, word[3] ^ 0xe7037ed1a0b428dbu);

    return &r->table[(hash + (uint64_t)lang * 0x2545) % FREQUENT_COUNT];
}

/* Asks for the lines that look_up will want. Where the table grows meanwhile,
 * the wrong ones come, and nothing else happens.                              */
static void prefetch_slot(const struct vocabulary_reader *r, enum lang lang, uint64_t hash)
{
    struct table *t = table_of(r, lang, hash);
    struct word_slot *slots = __atomic_load_n(&t->slots, __ATOMIC_RELAXED);
    uint32_t count = __atomic_load_n(&t->slot_count, __ATOMIC_RELAXED);

    if (count > 0)
        __builtin_prefetch((void *)((uintptr_t)slots
                                    + ((uint32_t)hash & (count - 1)) * sizeof *slots));
}

/* Three rounds, so that the lines of the cache are on the way together: ask for
 * the frequent words' places; read them and ask for the slots of those that are
 * not there; look those up.                                                   */
void vocabulary_forms(struct vocabulary_reader *r, enum lang lang, const uint8_t *text,
                      const struct word *words, size_t count, uint32_t *forms)
{
    struct frequent *places[VOCABULARY_WORDS_MAX];
    uint64_t bytes[VOCABULARY_WORDS_MAX][4], hashes[VOCABULARY_WORDS_MAX];
    uint8_t missed[VOCABULARY_WORDS_MAX];
    size_t missed_count = 0;

    if (r->generation != r->vocabulary->generation) {
        memset(r->table, 0, FREQUENT_COUNT * sizeof *r->table);
        r->generation = r->vocabulary->generation;
    }
    for (size_t i = 0; i < count; i++) {
        load_word(text + words[i].start, words[i].size <= FREQUENT_MAX ? words[i].size : 0,
                  bytes[i]);
        places[i] = frequent_of(r, lang, bytes[i]);
        __builtin_prefetch(places[i]);
    }
    for (size_t i = 0; i < count; i++) {
        const struct frequent *f = places[i];
        const uint64_t *w = bytes[i];

        forms[i] = words[i].too_long ? VOCABULARY_NO_TERM : f->form;
        if ((((f->word[0] ^ w[0]) | (f->word[1] ^ w[1]) | (f->word[2] ^ w[2])
              | (f->word[3] ^ w[3]) | (f->lang ^ (uint64_t)lang)) == 0
             && words[i].size <= FREQUENT_MAX) || words[i].too_long)
            continue;
        hashes[i] = hash_bytes(slice_of(text + words[i].start, words[i].size));
        prefetch_slot(r, lang, hashes[i]);
        missed[missed_count++] = (uint8_t)i;
    }
    for (size_t k = 0; k < missed_count; k++) {
        size_t i = missed[k];

        forms[i] = look_up(r, lang, slice_of(text + words[i].start, words[i].size), hashes[i]);
        if (words[i].size <= FREQUENT_MAX) {
            memcpy(places[i]->word, bytes[i], sizeof bytes[i]);
            places[i]->form = forms[i];
            places[i]->lang = (uint32_t)lang;
        }
    }
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

        for (size_t k = 0; k < TABLES; k++) {
            struct table *t = &s->tables[k];
            pthread_mutex_lock(&t->lock);
            bytes += t->slot_count * sizeof *t->slots + t->words.held_bytes;
            pthread_mutex_unlock(&t->lock);
        }
        pthread_mutex_lock(&s->lock);
        bytes += map_held_bytes(&s->forms) + map_held_bytes(&s->terms)
                 + s->form_capacity * sizeof *s->form_terms;
        pthread_mutex_unlock(&s->lock);
    }
    return bytes;
}
