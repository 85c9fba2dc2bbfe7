#include "searcher/words/synonyms.h"

#include <stdlib.h>

#include "base/hash.h"
#include "base/io.h"
#include "base/map.h"
#include "base/utf8.h"
#include "searcher/words/inflections.h"
#include "stemmers/words.h"

#define FILE_MAX_BYTES ((size_t)1 << 20)
#define LINES_MAX 65536u
#define NAMES_MAX 64u
#define WORDS_MAX 8u

/* A name in one language: its text, the terms of its words. */
struct name {
    struct slice text, terms[WORDS_MAX];
    size_t count;
};

/* A line in one language. */
struct line {
    struct name *names;
    size_t count;
};

/* The lines that a word is in: a chain through all of one language. */
struct link {
    uint32_t line, next;         /* UINT32_MAX: the last one */
};

struct synonyms {
    struct arena arena;
    struct {
        struct map terms;        /* of names of one word */
        struct buf first;        /* uint32_t, by their number: in links */
        struct buf links;        /* struct link */
        struct buf lines;        /* struct line */
    } langs[LANG_COUNT];
};

static bool next_name(struct slice *rest, struct slice *out)
{
    size_t n = 0;

    if (rest->n == 0)
        return false;
    while (n < rest->n && rest->p[n] != ',' && rest->p[n] != '\t')
        n++;
    *out = slice_trim(slice_of(rest->p, n));
    *rest = slice_drop(*rest, n + (n < rest->n));
    return true;
}

/* The terms of a name's words; none where one of them has none, or they are too many. */
static bool read_name(struct synonyms *s, struct analyzer *a, enum lang lang, struct slice text, struct name *out)
{
    struct words words;
    struct word word;
    bool good = true;

    out->count = 0;
    words_init(&words);
    words_start(&words, text, 0);
    while (good && words_next(&words, &word)) {
        struct slice term;

        if (word.is_extra)
            continue;
        term = analyzer_word(a, lang, slice_of(text.p + word.start, word.size)).stem;
        good = term.n > 0 && out->count < WORDS_MAX;
        if (good)
            out->terms[out->count++] = arena_copy(&s->arena, term);
    }
    out->text = arena_copy(&s->arena, text);
    good = good && words_status(&words) == OK && out->count > 0;
    words_release(&words);
    return good;
}

/* The word leads to the line, too. */
static bool add_link(struct synonyms *s, enum lang lang, struct slice term, uint32_t line)
{
    struct buf *first = &s->langs[lang].first, *links = &s->langs[lang].links;
    uint32_t none = UINT32_MAX, at = (uint32_t)(links->n / sizeof(struct link));
    uint32_t number = map_add(&s->langs[lang].terms, term, hash_bytes(term), &(bool){false});
    struct link link = {.line = line};

    if (number == MAP_NONE)
        return false;
    if (number >= first->n / sizeof none)
        buf_append(first, &none, sizeof none);
    if (!buf_ok(first))
        return false;
    link.next = ((uint32_t *)(void *)first->p)[number];
    buf_append(links, &link, sizeof link);
    ((uint32_t *)(void *)first->p)[number] = at;
    return buf_ok(links);
}

static bool add_line(struct synonyms *s, struct analyzer *a, enum lang lang, struct slice text)
{
    struct buf *lines = &s->langs[lang].lines;
    uint32_t number = (uint32_t)(lines->n / sizeof(struct line));
    struct line line = {.names = arena_zalloc(&s->arena, NAMES_MAX, sizeof *line.names)};
    struct slice name;
    bool good = line.names != NULL;

    while (good && line.count < NAMES_MAX && next_name(&text, &name))
        line.count += read_name(s, a, lang, name, &line.names[line.count]);
    for (size_t i = 0; i < line.count && line.count > 1 && good; i++)
        if (line.names[i].count == 1)
            good = add_link(s, lang, line.names[i].terms[0], number);
    if (good && line.count > 1)
        buf_append(lines, &line, sizeof line);
    return good && buf_ok(lines);
}

static enum status read_lines(struct synonyms *s, struct analyzer *a, const char *path, struct slice text,
                              struct err *e)
{
    for (size_t number = 1; text.n > 0 && number <= LINES_MAX; number++) {
        const uint8_t *end = memchr(text.p, '\n', text.n);
        struct slice line = slice_of(text.p, end == NULL ? text.n : (size_t)(end - text.p));

        text = slice_drop(text, line.n + (end != NULL));
        if (utf8_valid_prefix(line) != line.n)
            return err_set(e, E_INPUT, "the synonyms '%s': line %zu is no UTF-8", path, number);
        line = slice_trim(line);
        if (line.n == 0 || line.p[0] == '#')
            continue;
        for (enum lang lang = 0; lang < LANG_COUNT; lang++)
            if (!add_line(s, a, lang, line))
                return err_memory(e, "synonyms");
    }
    return OK;
}

enum status synonyms_open(const char *path, struct analyzer *analyzer, struct synonyms **out,
                          struct err *e)
{
    struct synonyms *s = calloc(1, sizeof *s);
    struct buf text;
    enum status status;

    *out = s;
    if (s == NULL)
        return err_memory(e, "synonyms");
    for (size_t i = 0; i < LANG_COUNT; i++) {
        s->langs[i].terms = MAP_EMPTY;
        buf_init(&s->langs[i].first, FILE_MAX_BYTES * sizeof(uint32_t));
        buf_init(&s->langs[i].links, FILE_MAX_BYTES * sizeof(struct link));
        buf_init(&s->langs[i].lines, LINES_MAX * sizeof(struct line));
    }
    buf_init(&text, FILE_MAX_BYTES);
    status = io_read_file(path, &text, e);
    if (status == OK && !buf_ok(&text))
        status = err_set(e, E_LIMIT, "the synonyms '%s' have over a megabyte", path);
    if (status == OK)
        status = read_lines(s, analyzer, path, buf_slice(&text), e);
    buf_release(&text);
    if (status != OK) {
        synonyms_close(s);
        *out = NULL;
    }
    return status;
}

void synonyms_close(struct synonyms *s)
{
    if (s == NULL)
        return;
    for (size_t i = 0; i < LANG_COUNT; i++) {
        map_release(&s->langs[i].terms);
        buf_release(&s->langs[i].first);
        buf_release(&s->langs[i].links);
        buf_release(&s->langs[i].lines);
    }
    arena_release(&s->arena);
    free(s);
}

static enum status add_name(struct engine *g, enum lang lang, const struct name *name,
                            struct variants *out, struct err *e)
{
    TRY(variants_add(out, name->terms, name->count, VARIANT_FORM_WEIGHT, VARIANT_WHOLE, VIA_FORM, e));
    return name->count == 1 ? inflections_add(g, lang, name->text, out, e) : OK;
}

static enum status expand(void *context, struct engine *g, enum lang lang, const struct query *q,
                          size_t clause, struct variants *out, struct err *e)
{
    const struct synonyms *s = context;
    const struct clause *c = &q->clauses[clause];
    const struct link *links = (const struct link *)(const void *)s->langs[lang].links.p;
    const struct line *lines = (const struct line *)(const void *)s->langs[lang].lines.p;
    uint32_t number = MAP_NONE, at = UINT32_MAX;

    if (c->kind == CLAUSE_WORDS && c->word_count == 1 && !c->exact && !c->quoted && !c->wildcard) {
        struct slice term = analyzer_word(engine_analyzer(g), lang, c->words[0]).stem;

        number = map_find(&s->langs[lang].terms, term, hash_bytes(term));
    }
    if (number != MAP_NONE)
        at = ((const uint32_t *)(const void *)s->langs[lang].first.p)[number];
    for (; at != UINT32_MAX; at = links[at].next) {
        const struct line *line = &lines[links[at].line];

        for (size_t i = 0; i < line->count; i++)
            TRY(add_name(g, lang, &line->names[i], out, e));
    }
    return OK;
}

struct expander synonyms_expander(struct synonyms *s)
{
    return (struct expander){expand, s};
}
