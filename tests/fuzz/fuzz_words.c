/* Any text: its words lie inside it, their positions never go back, and their terms are short
 * and valid.                                                                   */
#include "stemmers/analyzer.h"
#include "stemmers/words.h"
#include "tests/fuzz/fuzz.h"

static void look_at_term(struct analyzer *a, enum lang lang, struct slice word)
{
    struct analyzer_term t = analyzer_word(a, lang, word);

    FUZZ_REQUIRE(t.form.n <= ANALYZER_TERM_MAX_BYTES && t.stem.n <= ANALYZER_TERM_MAX_BYTES);
    FUZZ_REQUIRE(fuzz_is_utf8(t.form) && fuzz_is_utf8(t.stem));
    FUZZ_REQUIRE((t.form.n == 0) == (t.stem.n == 0));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct analyzer *analyzer;
    struct words words;
    struct word w;
    struct buf text;
    uint32_t position = 7;

    if (analyzer == NULL)
        FUZZ_REQUIRE(analyzer_open(&analyzer, NULL) == OK);
    buf_init(&text, (size_t)1 << 26);
    utf8_append_repaired(&text, slice_of(data, size));
    FUZZ_REQUIRE(fuzz_is_utf8(buf_slice(&text)));
    words_init(&words);
    words_start(&words, buf_slice(&text), position);
    while (words_next(&words, &w)) {
        struct slice word = slice_of(text.p + w.start, w.size);

        FUZZ_REQUIRE(w.size > 0 && w.start <= text.n && w.size <= text.n - w.start);
        FUZZ_REQUIRE(w.position >= position && fuzz_is_utf8(word));
        FUZZ_REQUIRE(w.too_long == (w.size > WORDS_MAX_BYTES));
        position = w.position;
        for (enum lang lang = 0; lang < LANG_COUNT && !w.too_long; lang++)
            look_at_term(analyzer, lang, word);
    }
    FUZZ_REQUIRE(words_status(&words) == OK);
    words_release(&words);
    buf_release(&text);
    return 0;
}
