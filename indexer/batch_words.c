#include <stdlib.h>

#include "indexer/batch.h"
#include "indexer/signature.h"
#include "store/segment_runs.h"

static bool grow_tokens(struct batch *b, size_t more)
{
    size_t capacity = b->token_capacity + b->token_capacity / 2 + more;
    uint32_t *tokens = realloc(b->tokens, capacity * sizeof *tokens);

    if (tokens == NULL)
        return false;
    b->tokens = tokens;
    b->token_capacity = capacity;
    return true;
}

/* Marks the tokens of extra words; how many tokens are left when of the words at one
 * position that have the same term the last stays.                              */
static size_t mark_extras(struct batch *b, struct batch_worker *w, enum lang lang,
                          const struct word *words, size_t count)
{
    uint32_t *tokens = b->tokens + b->token_count;
    size_t kept = 0;

    for (size_t i = 0; i < count; i++) {
        bool repeated = words[i].is_extra && tokens[i] == VOCABULARY_NO_TERM;

        for (size_t k = i + 1; words[i].is_extra && !repeated && k < count
                               && words[k].position == words[i].position; k++)
            repeated = vocabulary_have_one_term(w->reader, lang, tokens[i], tokens[k]);
        if (!repeated)
            tokens[kept++] = tokens[i] | (words[i].is_extra ? INVERTER_EXTRA : 0);
    }
    return kept;
}

/* The form numbers of the words of one run, extra ones marked; *count: those that are not.
 * signature: null where they are no prose.                                      */
static enum status put_words(struct batch *b, struct batch_worker *w,
                             struct vocabulary_langs langs, struct slice text,
                             struct signature *signature, uint32_t *count)
{
    struct word words[VOCABULARY_WORDS_MAX];
    size_t n;

    words_start(&w->words, text, 0);
    *count = 0;
    while ((n = words_take(&w->words, words, VOCABULARY_WORDS_MAX)) > 0) {
        uint32_t *forms;

        if (b->token_capacity - b->token_count < VOCABULARY_WORDS_MAX
            && !grow_tokens(b, text.n / 8 + 64))
            return err_memory(&b->err, "words");
        forms = b->tokens + b->token_count;
        vocabulary_forms(w->reader, langs, text.p, words, n, forms);
        for (size_t i = 0; i < n; i++)
            if (forms[i] == VOCABULARY_FAILED)
                return err_memory(&b->err, "words");
        b->token_count += w->words.position - *count == n
                              ? n : mark_extras(b, w, langs.space, words, n);
        *count = w->words.position;
        if (signature != NULL)
            signature_add(signature, text.p, words, n);
    }
    if (words_status(&w->words) != OK)
        return err_set(&b->err, words_status(&w->words),
                       "cannot break a text of %zu bytes into words", text.n);
    return OK;
}

/* The words of a run, in its zone. */
static enum status put_run(struct batch *b, struct batch_worker *w, struct batch_doc *d,
                           const struct article_run *run, struct slice text,
                           struct signature *signature)
{
    struct segment_run out = {.zone = run->zone, .lang = run->lang, .bytes = run->bytes};
    struct vocabulary_langs langs = {d->lang, run->lang > 0 ? (enum lang)(run->lang - 1) : d->lang};
    bool is_prose = run->zone == SEGMENT_LEAD || run->zone == SEGMENT_BODY;

    if (run->zone != SEGMENT_REPEATED)
        TRY(put_words(b, w, langs, text, is_prose ? signature : NULL, &out.words));
    segment_runs_put(&b->runs, &out);
    if (out.words == 0)
        return OK;
    if (b->zone_count == b->zone_capacity) {
        size_t capacity = b->zone_capacity * 2 + 64;
        struct inverter_zone *zones = realloc(b->zones, capacity * sizeof *zones);
        if (zones == NULL)
            return err_memory(&b->err, "zones");
        b->zones = zones;
        b->zone_capacity = capacity;
    }
    d->word_count += out.words;
    b->zones[b->zone_count++] = (struct inverter_zone){
        .end = (uint32_t)d->word_count, .weight = segment_zone_weight[run->zone]};
    return OK;
}

enum status batch_words(struct batch *b, struct batch_worker *w, size_t i)
{
    struct batch_doc *d = &b->docs[i];
    const struct article_run *runs = (const struct article_run *)(const void *)b->found_runs.p
                                     + d->found.first_run;
    struct slice left = batch_text(b, i);
    struct signature signature;

    signature_start(&signature);
    d->first_token = b->token_count;
    d->word_count = 0;
    d->first_zone = b->zone_count;
    d->runs = b->runs.n;
    for (size_t k = 0; k < d->found.run_count; k++) {
        TRY(put_run(b, w, d, &runs[k], slice_of(left.p, runs[k].bytes), &signature));
        left = slice_drop(left, runs[k].bytes);
    }
    d->signature = signature_end(&signature);
    d->token_count = b->token_count - d->first_token;
    d->zone_count = b->zone_count - d->first_zone;
    d->runs_bytes = b->runs.n - d->runs;
    return buf_ok(&b->runs) ? OK : err_memory(&b->err, "zones");
}
