#include "searcher/typed.h"

static bool is_same_form(struct analyzer *a, enum lang lang, struct slice typed, struct slice found)
{
    uint8_t bytes[ANALYZER_TERM_MAX_BYTES];
    struct slice form;

    if (slice_equal(typed, found))
        return true;
    form = analyzer_word(a, lang, typed).form;
    if (form.n == 0 || form.n > sizeof bytes)
        return false;
    memcpy(bytes, form.p, form.n);
    return slice_equal(slice_of(bytes, form.n), analyzer_word(a, lang, found).form);
}

bool typed_equals(struct analyzer *a, enum lang lang, const struct clause *c, struct slice place,
                  struct words *words)
{
    struct word word;

    if (c->word_count == 1)
        return is_same_form(a, lang, c->words[0], place);
    words_start(words, place, 0);
    for (size_t i = 0; i < c->word_count; i++)
        if (!words_next_placed(words, &word)
            || !is_same_form(a, lang, c->words[i], slice_of(place.p + word.start, word.size)))
            return false;
    return true;
}
