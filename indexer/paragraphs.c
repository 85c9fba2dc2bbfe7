#include "indexer/paragraphs.h"

#include "base/utf8.h"
#include "stemmers/langid.h"
#include "store/segment_runs.h"

#define CONFIDENCE_LEAST 0.9

void paragraphs_init(struct paragraphs *p)
{
    buf_init(&p->runs, SEGMENT_RUNS_MAX * sizeof(struct article_run));
}

void paragraphs_release(struct paragraphs *p)
{
    buf_release(&p->runs);
}

/* The start of a line tells whether it is worth a closer look, and what that finds. Counts of
 * a block fit a byte, so that the loops over it are done sixteen bytes at a time. */
#define SAMPLE_BYTES 257u           /* twice as many of Russian: letters are two bytes */
#define IDENTIFIED_BYTES 512u
#define BLOCK 128u

static struct slice start_of(struct slice line, size_t size)
{
    if (line.n <= size)
        return line;
    while (size > 0 && utf8_is_continuation(line.p[size]))
        size--;
    return slice_of(line.p, size);
}

static size_t count_two(struct slice s, uint8_t first, uint8_t least, uint8_t last)
{
    uint8_t range = (uint8_t)(last - least);
    size_t n = 0;

    for (size_t at = 0, end; at + 1 < s.n; at = end) {
        uint8_t found = 0;

        end = at + BLOCK < s.n - 1 ? at + BLOCK : s.n - 1;
        for (size_t i = at; i < end; i++)
            found = (uint8_t)(found + ((s.p[i] == first) & ((uint8_t)(s.p[i + 1] - least) <= range)));
        n += found;
    }
    return n;
}

/* Letters of two scripts; those of Cyrillic by their leading bytes. */
struct letters {
    size_t latin, cyrillic;
};

static struct letters count_letters(struct slice s)
{
    struct letters n = {0, 0};

    for (size_t at = 0, end; at < s.n; at = end) {
        uint8_t latin = 0, cyrillic = 0;

        end = at + BLOCK < s.n ? at + BLOCK : s.n;
        for (size_t i = at; i < end; i++) {
            latin = (uint8_t)(latin + ((uint8_t)((s.p[i] | 0x20) - 'a') < 26));
            cyrillic = (uint8_t)(cyrillic + ((s.p[i] & 0xfc) == 0xd0));
        }
        n.latin += latin;
        n.cyrillic += cyrillic;
    }
    return n;
}

/* Whether a line may be in another language than an article in `lang`. A hundred letters have
 * three of "th" in English, five of "ch" and "ei" in German, and two of ы in Russian, which
 * has none of U+0450 to U+045F but ё.                                         */
static bool may_differ(enum lang lang, struct slice line, struct letters n)
{
    size_t foreign;

    switch (lang) {
    case LANG_EN:
        return n.latin < n.cyrillic || 100 * count_two(line, 't', 'h', 'h') < n.latin;
    case LANG_DE:
        return n.latin < n.cyrillic
               || 60 * (count_two(line, 'c', 'h', 'h') + count_two(line, 'e', 'i', 'i')) < n.latin;
    case LANG_RU:
        foreign = count_two(line, 0xd1, 0x92, 0x9f) + count_two(line, 0xd2, 0x90, 0x91);
        return n.cyrillic < n.latin || foreign > 2
               || (n.cyrillic > 2 * PARAGRAPH_LETTERS && count_two(line, 0xd1, 0x8b, 0x8b) == 0);
    case LANG_OTHER:
        break;
    }
    return true;
}

/* enum lang + 1 of a line in another language than the article; else 0. *own: it is seen to
 * be in the article's.                                                         */
static uint8_t lang_of_line(enum lang lang, struct slice line, bool *own)
{
    struct slice sample = start_of(line, lang == LANG_RU ? 2 * SAMPLE_BYTES : SAMPLE_BYTES);
    struct letters n;
    struct langid found;

    if (line.n < PARAGRAPH_LETTERS)
        return 0;
    n = count_letters(sample);
    if (n.latin + n.cyrillic < PARAGRAPH_LETTERS)
        return 0;
    if (!may_differ(lang, sample, n)) {
        *own = true;
        return 0;
    }
    found = langid_identify(start_of(line, IDENTIFIED_BYTES));
    if (found.confidence < CONFIDENCE_LEAST || strcmp(found.code.text, "und") == 0)
        return 0;
    *own |= found.lang == lang;
    return found.lang == lang ? 0 : (uint8_t)(found.lang + 1);
}

/* Bytes of the next line, of empty ones before it and of its line break. */
static size_t line_size(struct slice text)
{
    const uint8_t *end;
    size_t empty = 0;

    while (empty < text.n && text.p[empty] == '\n')
        empty++;
    end = empty == text.n ? NULL : memchr(text.p + empty, '\n', text.n - empty);
    return end == NULL ? text.n : (size_t)(end - text.p) + 1;
}

/* A line in its language: more of the run before, which began at `first`, or a run; `most`
 * in all.                                                                       */
static void put_line(struct paragraphs *p, size_t first, size_t most, struct article_run line)
{
    size_t count = p->runs.n / sizeof line;
    struct article_run *before = (struct article_run *)(void *)p->runs.p + count;

    if (p->runs.n > first && (before[-1].lang == line.lang || count >= most))
        before[-1].bytes += line.bytes;
    else
        buf_append(&p->runs, &line, sizeof line);
}

static void divide_run(struct paragraphs *p, struct slice text, enum lang lang,
                       const struct article_run *run, size_t most, bool *own)
{
    bool is_prose = run->zone == SEGMENT_LEAD || run->zone == SEGMENT_BODY;
    size_t first = p->runs.n;

    if (!is_prose || text.n < PARAGRAPH_LETTERS) {
        buf_append(&p->runs, run, sizeof *run);
        return;
    }
    while (text.n > 0) {
        size_t n = line_size(text);
        struct article_run line = {.bytes = (uint32_t)n, .zone = run->zone,
                                   .lang = lang_of_line(lang, slice_of(text.p, n), own)};

        put_line(p, first, most, line);
        text = slice_drop(text, n);
    }
}

bool paragraphs_divide(struct paragraphs *p, struct slice text, enum lang lang,
                       const struct article_run **runs, size_t *run_count)
{
    bool own = false;

    buf_clear(&p->runs);
    for (size_t i = 0; i < *run_count; i++) {
        divide_run(p, slice_of(text.p, (*runs)[i].bytes), lang, &(*runs)[i],
                   SEGMENT_RUNS_MAX - (*run_count - i - 1), &own);
        text = slice_drop(text, (*runs)[i].bytes);
    }
    if (!own)
        return true;
    *runs = (const struct article_run *)(const void *)p->runs.p;
    *run_count = p->runs.n / sizeof **runs;
    return buf_ok(&p->runs);
}
