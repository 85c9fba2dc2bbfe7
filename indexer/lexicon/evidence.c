#include "indexer/lexicon/evidence.h"

#include <stdlib.h>

#include "base/hash.h"
#include "stemmers/stop_words.h"
#include "store/lexicon.h"

#define TEXT_MAX_BYTES 1024u
#define WORDS_MOST 8             /* of an entry with its small words; longer ones are sentences */
#define SMALL_WORD_COST 0.6f     /* "look after" says less of look than look does */

/* A word as written: what is left of it. */
struct token_info {
    uint32_t form_size, stem_size;
    uint8_t small;                   /* 1: a small word; 2: one that dictionaries put there */
    uint8_t *bytes;                  /* form, then stem; in the map's arena */
};

enum status evidence_init(struct evidence *ev, struct err *e)
{
    *ev = (struct evidence){.status = OK};
    words_init(&ev->words);
    buf_init(&ev->form, TEXT_MAX_BYTES);
    buf_init(&ev->stem, TEXT_MAX_BYTES);
    buf_init(&ev->text, TEXT_MAX_BYTES);
    for (size_t t = 0; t < TONGUE_COUNT; t++)
        ev->tongues[t].entries = ev->tongues[t].phrases = ev->tongues[t].tokens = MAP_EMPTY;
    return analyzer_open(&ev->analyzer, e);
}

static void release_tongue(struct tongue_words *t)
{
    map_release(&t->entries);
    map_release(&t->phrases);
    map_release(&t->tokens);
    free(t->infos);
    free(t->token_infos);
}

void evidence_release(struct evidence *ev)
{
    analyzer_close(ev->analyzer);
    words_release(&ev->words);
    buf_release(&ev->form);
    buf_release(&ev->stem);
    buf_release(&ev->text);
    for (size_t a = 0; a < TONGUE_COUNT; a++) {
        release_tongue(&ev->tongues[a]);
        for (size_t b = 0; b < TONGUE_COUNT; b++)
            for (size_t kind = 0; kind < EVIDENCE_KINDS; kind++)
                free(ev->lists[kind][a][b].pairs);
    }
}

static bool grow(void **items, uint32_t *capacity, uint32_t count, size_t size)
{
    uint32_t more = *capacity < 1024 ? 1024 : *capacity * 2;
    void *grown;

    if (count < *capacity)
        return true;
    grown = realloc(*items, more * size);
    if (grown == NULL)
        return false;
    *items = grown;
    *capacity = more;
    return true;
}

static bool is_document_language(enum tongue t)
{
    return t <= TONGUE_RU;
}

static bool analyse(struct evidence *ev, enum tongue tongue, struct slice word, struct map *map,
                    struct token_info *out)
{
    enum lang lang = is_document_language(tongue) ? (enum lang)tongue : LANG_OTHER;
    struct analyzer_term term = analyzer_word(ev->analyzer, lang, word);
    size_t form = term.form.n, stem = term.stem.n;

    *out = (struct token_info){.form_size = (uint32_t)form, .stem_size = (uint32_t)stem};
    out->small = stop_word_of_form(lang, term.form) ? 2 : stop_word(lang, term.form) ? 1 : 0;
    out->bytes = arena_alloc(&map->keys, form + stem + 1);
    if (out->bytes == NULL)
        return false;
    if (form > 0)
        memcpy(out->bytes, term.form.p, form);
    if (stem > 0)
        memcpy(out->bytes + form, term.stem.p, stem);
    return true;
}

/* Each word as written is folded and stemmed once. */
static const struct token_info *token_of(struct evidence *ev, enum tongue tongue, struct slice word)
{
    struct tongue_words *t = &ev->tongues[tongue];
    bool added;
    uint32_t number = map_add(&t->tokens, word, hash_bytes(word), &added);

    if (number == MAP_NONE
        || !grow((void **)&t->token_infos, &t->token_capacity, number, sizeof *t->token_infos)) {
        ev->status = E_MEMORY;
        return NULL;
    }
    if (added && !analyse(ev, tongue, word, &t->tokens, &t->token_infos[number])) {
        ev->status = E_MEMORY;
        return NULL;
    }
    return &t->token_infos[number];
}

static void append_word(struct buf *out, const uint8_t *p, size_t n)
{
    if (out->n > 0)
        buf_append_byte(out, ' ');
    buf_append(out, p, n);
}

/* Form and stems of the text's words that are not small; how many, or 0 where it
 * is a sentence or nothing is left.                                            */
static uint32_t read_words(struct evidence *ev, enum tongue tongue, struct slice text,
                           float *weight)
{
    uint32_t count = 0, seen = 0;
    struct word word;

    buf_clear(&ev->form);
    buf_clear(&ev->stem);
    words_start(&ev->words, text, 0);
    while (words_next_placed(&ev->words, &word)) {
        const struct token_info *t;

        if (word.too_long || ++seen > WORDS_MOST)
            return 0;
        t = token_of(ev, tongue, slice_of(text.p + word.start, word.size));
        if (t == NULL)
            return 0;
        if (t->small == 1)
            *weight *= SMALL_WORD_COST;
        if (t->small != 0 || t->stem_size == 0)
            continue;
        append_word(&ev->form, t->bytes, t->form_size);
        append_word(&ev->stem, t->bytes + t->form_size, t->stem_size);
        count++;
    }
    return count;
}

uint32_t evidence_stem(struct evidence *ev, enum tongue tongue, struct slice stem)
{
    bool added;
    uint32_t phrase;

    if (stem.n == 0 || stem.n > LEXICON_TEXT_MAX)
        return ENTRY_NONE;
    phrase = map_add(&ev->tongues[tongue].phrases, stem, hash_bytes(stem), &added);
    if (phrase == MAP_NONE)
        ev->status = E_MEMORY;
    return phrase;
}

/* U+0301 marks the stress of a Russian word and is no part of it. */
static struct slice without_stress(struct evidence *ev, struct slice text)
{
    static const uint8_t mark[] = {0xcc, 0x81};

    if (text.n < 2 || memmem(text.p, text.n, mark, sizeof mark) == NULL)
        return text;
    buf_clear(&ev->text);
    for (size_t i = 0; i < text.n; i++)
        if (i + 1 < text.n && memcmp(text.p + i, mark, sizeof mark) == 0)
            i++;
        else
            buf_append_byte(&ev->text, text.p[i]);
    return buf_slice(&ev->text);
}

uint32_t evidence_entry(struct evidence *ev, enum tongue tongue, struct slice text, float *weight)
{
    struct tongue_words *t = &ev->tongues[tongue];
    uint32_t count, number;
    bool added;

    if (text.n == 0 || text.n > TEXT_MAX_BYTES)
        return ENTRY_NONE;
    count = read_words(ev, tongue, without_stress(ev, text), weight);
    if (count == 0 || count > LEXICON_SOURCE_WORDS)
        return ENTRY_NONE;
    number = map_add(&t->entries, buf_slice(&ev->form), hash_bytes(buf_slice(&ev->form)), &added);
    if (number == MAP_NONE
        || !grow((void **)&t->infos, &t->info_capacity, number, sizeof *t->infos)) {
        ev->status = E_MEMORY;
        return ENTRY_NONE;
    }
    if (added)
        t->infos[number] = (struct entry_info){evidence_stem(ev, tongue, buf_slice(&ev->stem)), count};
    return number;
}

static void add(struct evidence *ev, struct pair_list *list, struct pair pair)
{
    if (list->count == list->capacity) {
        size_t capacity = list->capacity == 0 ? 4096 : list->capacity * 2;
        struct pair *pairs = realloc(list->pairs, capacity * sizeof *pairs);

        if (pairs == NULL) {
            ev->status = E_MEMORY;
            return;
        }
        list->pairs = pairs;
        list->capacity = capacity;
    }
    list->pairs[list->count++] = pair;
}

static void add_of_kind(struct evidence *ev, enum evidence_kind kind, enum tongue a,
                        uint32_t entry_a, enum tongue b, uint32_t entry_b, float weight)
{
    if (a < b)
        add(ev, &ev->lists[kind][a][b], (struct pair){entry_a, entry_b, weight});
    else
        add(ev, &ev->lists[kind][b][a], (struct pair){entry_b, entry_a, weight});
}

void evidence_add(struct evidence *ev, enum tongue a, uint32_t entry_a, enum tongue b,
                  uint32_t entry_b, float weight)
{
    add_of_kind(ev, EVIDENCE_FOUND, a, entry_a, b, entry_b, weight);
}

void evidence_add_certain(struct evidence *ev, enum tongue a, uint32_t entry_a, enum tongue b,
                          uint32_t entry_b, float weight)
{
    add_of_kind(ev, EVIDENCE_CERTAIN, a, entry_a, b, entry_b, weight);
}

const struct pair_list *evidence_pairs(const struct evidence *ev, enum evidence_kind kind,
                                       enum tongue a, enum tongue b)
{
    return a < b ? &ev->lists[kind][a][b] : &ev->lists[kind][b][a];
}

enum status evidence_status(const struct evidence *ev, struct err *e)
{
    if (ev->status != OK)
        return err_memory(e, "the dictionaries");
    return analyzer_status(e);
}
