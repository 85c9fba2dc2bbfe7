/* The normaliser on one word of any characters, in each language. */
#include "stemmers/fold.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct fold *fold;
    uint8_t folded[FOLD_MAX_BYTES];
    struct buf word;
    size_t n;

    if (fold == NULL)
        FUZZ_REQUIRE(fold_open(&fold, NULL) == OK);
    buf_init(&word, (size_t)1 << 26);
    utf8_append_repaired(&word, slice_of(data, size));
    for (enum lang lang = 0; lang < LANG_COUNT; lang++) {
        n = fold_word(fold, lang, buf_slice(&word), folded);
        FUZZ_REQUIRE(n <= FOLD_MAX_BYTES && fuzz_is_utf8(slice_of(folded, n)));
    }
    buf_release(&word);
    return 0;
}
