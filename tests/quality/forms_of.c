/* What the stemmer and the tables of endings make of words of one language.
 *
 *     forms_of LANG vocabulary < text     form, stem for each word
 *     forms_of LANG forms < words         for each word and each form that inflect.h makes:
 *                                         word, form, reading, class, witnesses, refutes   */
#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "stemmers/analyzer.h"
#include "stemmers/inflect.h"
#include "stemmers/words.h"

static void print_vocabulary(struct analyzer *a, enum lang lang, struct slice text)
{
    struct words words;
    struct word word;

    words_init(&words);
    words_start(&words, text, 0);
    while (words_next_placed(&words, &word)) {
        struct analyzer_term t = analyzer_word(a, lang, slice_of(text.p + word.start, word.size));

        if (t.stem.n > 0)
            printf("%.*s\t%.*s\n", SLICE_ARG(t.form), SLICE_ARG(t.stem));
    }
    words_release(&words);
}

static void print_forms(enum lang lang, struct slice text)
{
    static struct inflected list[INFLECT_MAX_FORMS];
    struct arena arena = ARENA_EMPTY;

    while (text.n > 0) {
        const uint8_t *end = memchr(text.p, '\n', text.n);
        struct slice word = slice_of(text.p, end == NULL ? text.n : (size_t)(end - text.p));
        size_t n = inflect_forms(lang, word, list, INFLECT_MAX_FORMS, &arena);

        for (size_t i = 0; i < n; i++)
            printf("%.*s\t%.*s\t%u\t%u\t%u\t%d\n", SLICE_ARG(word), SLICE_ARG(list[i].form),
                   (unsigned)list[i].reading, (unsigned)list[i].class_at, (unsigned)list[i].witnesses, list[i].refutes);
        arena_reset(&arena);
        text = slice_drop(text, word.n + (end != NULL));
    }
    arena_release(&arena);
}

int main(int argc, char **argv)
{
    enum lang lang = argc < 3 ? LANG_OTHER : lang_of_code(slice_of_string(argv[1]));
    struct analyzer *a;
    struct err e;
    struct buf text;
    uint8_t chunk[65536];
    size_t n;

    if (lang == LANG_OTHER || analyzer_open(&a, &e) != OK)
        return 1;
    buf_init(&text, (size_t)1 << 30);
    while ((n = fread(chunk, 1, sizeof chunk, stdin)) > 0)
        buf_append(&text, chunk, n);
    if (strcmp(argv[2], "forms") == 0)
        print_forms(lang, buf_slice(&text));
    else
        print_vocabulary(a, lang, buf_slice(&text));
    buf_release(&text);
    analyzer_close(a);
    return 0;
}
