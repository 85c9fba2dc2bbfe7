#include "indexer/vocabulary.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "base/hash.h"
#include "base/large.h"
#include "base/map.h"
#include "stemmers/analyzer.h"
#include "stemmers/capital.h"

/* All words as written: open addressing, at most 5/8 full. A slot is half a line of
 * the cache and holds the word itself, zeros after it (no word holds a NUL); of a
 * word of more than 28 bytes: hash, address, size, and LONG, which no UTF-8 is.
 * `token` is written last: what it is read of is whole.                        */
struct word_slot {
    uint64_t word[3];
    uint32_t rest;
    _Atomic(uint32_t) token;      /* 0: free; else the number + TOKEN_OFFSET */
};

#define SHORT_MAX 28u
#define LONG UINT32_MAX
#define TOKEN_OFFSET 1u
#define SLOTS_MIN 1024u
#define TASK_UNKNOWN UINT64_MAX
#define FORMS_MOST ((1u << 30) - 1)  /* of a language; a token is a form twice */

/* Read without a lock. One that was outgrown stays until nobody can read it: `task` is the
 * last that may.                                                              */
struct table {
    struct table *outgrown;
    uint64_t task;
    uint32_t slot_count, word_count;
    struct word_slot *slots;
};

/* `lock` guards all that is added. */
struct space {
    _Atomic(struct table *) tables[LANG_COUNT];   /* by language of the words; null: none yet */
    pthread_mutex_t lock;
    struct arena long_words;
    struct map forms;
    uint32_t *form_terms;
    uint32_t form_capacity;
    struct map terms;
};

struct vocabulary {
    struct space spaces[LANG_COUNT];
};

struct vocabulary_reader {
    struct vocabulary *vocabulary;
    struct analyzer *analyzer;
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

static void free_from(struct table *t)
{
    while (t != NULL) {
        struct table *outgrown = t->outgrown;
        free(t->slots);
        free(t);
        t = outgrown;
    }
}

static void clear_space(struct space *s)
{
    for (size_t i = 0; i < LANG_COUNT; i++) {
        free_from(atomic_load(&s->tables[i]));
        atomic_store(&s->tables[i], NULL);
    }
    arena_release(&s->long_words);
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
}

/* Those of one list, newest first, that only tasks up to `ended` have read. */
static void drop_outgrown(struct table **outgrown, uint64_t begun, uint64_t ended)
{
    for (; *outgrown != NULL; outgrown = &(*outgrown)->outgrown) {
        if ((*outgrown)->task == TASK_UNKNOWN)
            (*outgrown)->task = begun;
        if ((*outgrown)->task <= ended)
            break;
    }
    free_from(*outgrown);
    *outgrown = NULL;
}

void vocabulary_trim(struct vocabulary *v, uint64_t begun, uint64_t ended)
{
    for (size_t i = 0; i < LANG_COUNT; i++) {
        struct space *s = &v->spaces[i];

        pthread_mutex_lock(&s->lock);
        for (size_t k = 0; k < LANG_COUNT; k++) {
            struct table *t = atomic_load(&s->tables[k]);
            if (t != NULL)
                drop_outgrown(&t->outgrown, begun, ended);
        }
        pthread_mutex_unlock(&s->lock);
    }
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
    }
    *out = r;
    return status;
}

void vocabulary_reader_close(struct vocabulary_reader *r)
{
    if (r == NULL)
        return;
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

/* A word as it is looked up. */
struct key {
    uint64_t word[3];
    uint32_t rest;
    uint64_t hash;
    struct slice bytes;
};

/* The first 32 bytes, those after the word's `size` being zero. */
static void load_word(const uint8_t *p, size_t size, uint64_t out[4])
{
    static const uint8_t mask[64] = {
        255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
        255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255};
    uint64_t keep[4];

    memcpy(out, p, sizeof keep);
    memcpy(keep, mask + sizeof keep - size, sizeof keep);
    for (int i = 0; i < 4; i++)
        out[i] &= keep[i];
}

static uint64_t hash_of(const uint64_t word[3], uint32_t rest)
{
    return hash_fold(word[0] ^ 0x9e3779b97f4a7c15u, word[1] ^ 0xd6e8feb86659fd93u)
           ^ hash_fold(word[2] ^ 0xa0761d6478bd642fu, rest ^ 0xe7037ed1a0b428dbu);
}

static inline void make_key(struct key *k, struct slice word)
{
    uint64_t w[4];

    k->bytes = word;
    if (word.n > SHORT_MAX) {
        k->hash = k->word[0] = hash_bytes(word);
        k->word[1] = 0;
        k->word[2] = word.n;
        k->rest = LONG;
        return;
    }
    load_word(word.p, word.n, w);
    memcpy(k->word, w, sizeof k->word);
    memcpy(&k->rest, w + 3, sizeof k->rest);
    k->hash = hash_of(k->word, k->rest);
}

static inline bool is_word(const struct word_slot *s, const struct key *k)
{
    if (k->rest != LONG)
        return ((s->word[0] ^ k->word[0]) | (s->word[1] ^ k->word[1]) | (s->word[2] ^ k->word[2])
                | (s->rest ^ k->rest)) == 0;
    return s->rest == LONG && s->word[0] == k->word[0] && s->word[2] == k->word[2]
           && memcmp((const void *)(uintptr_t)s->word[1], k->bytes.p, k->bytes.n) == 0;
}

/* The word's slot, or the free one where it belongs; its `token` in *token. */
static inline struct word_slot *slot_of(const struct table *t, const struct key *k, uint32_t *token)
{
    uint32_t mask = t->slot_count - 1, at = (uint32_t)k->hash & mask;

    for (;; at = (at + 1) & mask) {
        struct word_slot *s = &t->slots[at];

        *token = atomic_load_explicit(&s->token, memory_order_acquire);
        if (*token == 0 || is_word(s, k))
            return s;
    }
}

static struct table *make_table(uint32_t slot_count)
{
    struct table *t = calloc(1, sizeof *t);

    if (t == NULL)
        return NULL;
    t->slot_count = slot_count;
    t->task = TASK_UNKNOWN;
    t->slots = large_zalloc(slot_count, sizeof *t->slots);
    if (t->slots == NULL) {
        free(t);
        t = NULL;
    }
    return t;
}

static void copy_slots(const struct table *from, struct table *to)
{
    uint32_t mask = to->slot_count - 1;

    for (uint32_t i = 0; i < from->slot_count; i++) {
        const struct word_slot *s = &from->slots[i];
        uint32_t token = atomic_load_explicit(&s->token, memory_order_relaxed);
        uint32_t at = (uint32_t)(s->rest == LONG ? s->word[0] : hash_of(s->word, s->rest)) & mask;

        if (token == 0)
            continue;
        while (atomic_load_explicit(&to->slots[at].token, memory_order_relaxed) != 0)
            at = (at + 1) & mask;
        memcpy(to->slots[at].word, s->word, sizeof s->word);
        to->slots[at].rest = s->rest;
        atomic_store_explicit(&to->slots[at].token, token, memory_order_relaxed);
    }
    to->word_count = from->word_count;
}

/* The table with room for one more word; null: no memory. Under the lock. */
static struct table *table_with_room(_Atomic(struct table *) *table)
{
    struct table *t = atomic_load_explicit(table, memory_order_relaxed), *larger;

    if (t != NULL && (uint64_t)t->word_count * 8 < (uint64_t)t->slot_count * 5)
        return t;
    larger = make_table(t == NULL ? SLOTS_MIN : t->slot_count * 2);
    if (larger == NULL)
        return NULL;
    if (t != NULL)
        copy_slots(t, larger);
    larger->outgrown = t;
    atomic_store_explicit(table, larger, memory_order_release);
    return larger;
}

/* The form's number, it and its term being added where they are new. */
static uint32_t add_form(struct space *s, struct analyzer_term term)
{
    bool added;
    uint32_t form = map_add(&s->forms, term.form, hash_bytes(term.form), &added);

    if (form >= FORMS_MOST || !grow_terms(s, form + 1))
        return VOCABULARY_FAILED;
    if (added) {
        s->form_terms[form] = map_add(&s->terms, term.stem, hash_bytes(term.stem), &added);
        if (s->form_terms[form] == MAP_NONE)
            return VOCABULARY_FAILED;
    }
    return form;
}

/* Under the lock: the word's token, which another thread may have added meanwhile. */
static uint32_t add_word(struct space *s, enum lang lang, struct key *k, struct analyzer_term term)
{
    struct table *t = table_with_room(&s->tables[lang]);
    uint32_t stored, token = VOCABULARY_NO_TERM;
    struct word_slot *slot;

    if (t == NULL)
        return VOCABULARY_FAILED;
    slot = slot_of(t, k, &stored);
    if (stored != 0)
        return stored - TOKEN_OFFSET;
    if (term.stem.n > 0)
        token = add_form(s, term);
    if (token < VOCABULARY_FAILED)
        token = token * 2 + capital_begins(k->bytes);
    if (k->rest == LONG)
        k->word[1] = (uint64_t)(uintptr_t)arena_copy(&s->long_words, k->bytes).p;
    if (token == VOCABULARY_FAILED || (k->rest == LONG && k->word[1] == 0))
        return VOCABULARY_FAILED;
    memcpy(slot->word, k->word, sizeof slot->word);
    slot->rest = k->rest;
    atomic_store_explicit(&slot->token, token + TOKEN_OFFSET, memory_order_release);
    t->word_count++;
    return token;
}

static uint32_t new_word(struct vocabulary_reader *r, struct vocabulary_langs langs, struct key *k)
{
    struct space *s = &r->vocabulary->spaces[langs.space];
    struct analyzer_term term = analyzer_word_in(r->analyzer, langs.space, langs.words, k->bytes);
    uint32_t token;

    pthread_mutex_lock(&s->lock);
    token = add_word(s, langs.words, k, term);
    pthread_mutex_unlock(&s->lock);
    return token;
}

/* Two rounds, so that the lines of the cache are on the way together: ask for the
 * words' slots; read them.                                                    */
void vocabulary_forms(struct vocabulary_reader *r, struct vocabulary_langs langs,
                      const uint8_t *text, const struct word *words, size_t count,
                      uint32_t *tokens)
{
    struct space *s = &r->vocabulary->spaces[langs.space];
    const struct table *t = atomic_load_explicit(&s->tables[langs.words], memory_order_acquire);
    struct key keys[VOCABULARY_WORDS_MAX];

    for (size_t i = 0; i < count; i++) {
        make_key(&keys[i], slice_of(text + words[i].start, words[i].too_long ? 0 : words[i].size));
        if (t != NULL)
            __builtin_prefetch(&t->slots[(uint32_t)keys[i].hash & (t->slot_count - 1)]);
    }
    for (size_t i = 0; i < count; i++) {
        uint32_t stored = 0;

        if (t != NULL && !words[i].too_long)
            slot_of(t, &keys[i], &stored);
        if (stored != 0)
            tokens[i] = stored - TOKEN_OFFSET;
        else
            tokens[i] = words[i].too_long ? VOCABULARY_NO_TERM : new_word(r, langs, &keys[i]);
    }
}

bool vocabulary_have_one_term(struct vocabulary_reader *r, enum lang lang, uint32_t a, uint32_t b)
{
    struct space *s = &r->vocabulary->spaces[lang];
    bool same = a == b;

    if (same || a >= VOCABULARY_FAILED || b >= VOCABULARY_FAILED)
        return same;
    pthread_mutex_lock(&s->lock);
    same = s->form_terms[vocabulary_token_form(a)] == s->form_terms[vocabulary_token_form(b)];
    pthread_mutex_unlock(&s->lock);
    return same;
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
