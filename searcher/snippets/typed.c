#include "searcher/snippets/typed.h"

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
    size_t found = 0;

    if (c->word_count == 1)
        return is_same_form(a, lang, c->words[0], place);
    words_start(words, place, 0);
    while (found < c->word_count && words_next_placed(words, &word)) {
        if (is_same_form(a, lang, c->words[found], slice_of(place.p + word.start, word.size)))
            found++;
        else if (c->slop == 0 || found == 0)
            return false;
    }
    return found == c->word_count;
}
