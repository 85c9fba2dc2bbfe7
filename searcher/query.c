#include "searcher/query.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/utf8.h"
#include "stemmers/words.h"

struct parser {
    struct slice text;
    unsigned flags;
    size_t at;
    struct arena *arena;
    struct query *query;
    struct words words;
    struct err *err;
};

static enum status note(struct parser *p, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static enum status note(struct parser *p, const char *format, ...)
{
    char text[400];
    va_list args;
    struct slice copy;
    const char **notes = arena_alloc(p->arena, (p->query->note_count + 1) * sizeof *notes);

    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    copy = arena_copy(p->arena, slice_of(text, strlen(text) + 1));
    if (notes == NULL || copy.p == NULL)
        return err_memory(p->err, "notes");
    if (p->query->note_count > 0)
        memcpy(notes, p->query->notes, p->query->note_count * sizeof *notes);
    notes[p->query->note_count++] = (const char *)copy.p;
    p->query->notes = notes;
    return OK;
}

/* Size of an opening (or closing) quotation mark at `at`, 0 where none is. */
static size_t quote_at(const struct parser *p, size_t at)
{
    static const char *const marks[] = {"\"", "“", "”", "„", "«", "»"};

    for (size_t i = 0; at < p->text.n && i < sizeof marks / sizeof *marks; i++)
        if (slice_starts_with(slice_drop(p->text, at), slice_of_string(marks[i])))
            return strlen(marks[i]);
    return 0;
}

/* The text up to the closing mark, which is passed; the rest where none closes. */
static enum status take_phrase(struct parser *p, struct slice *out)
{
    size_t open = p->at, start = open + quote_at(p, open), end = start, n = 0;

    while (end < p->text.n && (n = quote_at(p, end)) == 0)
        end++;
    *out = slice_of(p->text.p + start, end - start);
    p->at = end + n;
    if (end < p->text.n)
        return OK;
    return note(p, "unclosed \" at character %zu; searched as the phrase \"%.*s\"",
                utf8_count(slice_of(p->text.p, open)) + 1, SLICE_ARG(*out));
}

static struct slice take_word(struct parser *p)
{
    size_t start = p->at;

    while (p->at < p->text.n && !slice_is_space(p->text.p[p->at]) && quote_at(p, p->at) == 0)
        p->at++;
    return slice_of(p->text.p + start, p->at - start);
}

/* The words of a piece, as words.h breaks it; too long ones are left out. */
static enum status break_words(struct parser *p, struct clause *c)
{
    struct word word;

    words_start(&p->words, c->text, 0);
    while (words_next(&p->words, &word))
        c->word_count += !word.too_long;
    c->words = arena_zalloc(p->arena, c->word_count + 1, sizeof *c->words);
    if (c->words == NULL || words_status(&p->words) != OK)
        return err_memory(p->err, "the query");
    c->word_count = 0;
    words_start(&p->words, c->text, 0);
    while (words_next(&p->words, &word))
        if (!word.too_long)
            c->words[c->word_count++] = slice_of(c->text.p + word.start, word.size);
    return OK;
}

static enum status put_clause(struct parser *p, struct clause c)
{
    if (p->query->clause_count == QUERY_CLAUSES_MAX)
        return err_set(p->err, E_LIMIT, "a query of more than %d clauses", QUERY_CLAUSES_MAX);
    p->query->clauses[p->query->clause_count++] = c;
    return OK;
}

static enum status add_clause(struct parser *p, struct clause c, bool quoted)
{
    if (c.kind != CLAUSE_WORDS)
        return put_clause(p, c);
    c.quoted = quoted;
    TRY(break_words(p, &c));
    if (c.word_count == 0)
        return note(p, "'%.*s' holds no word; left out", SLICE_ARG(c.text));
    if (quoted || c.excluded || (p->flags & QUERY_ANY) == 0)
        return put_clause(p, c);
    /* a phrase would lose the documents that have some of its words */
    for (size_t i = 0; i < c.word_count; i++)
        TRY(put_clause(p, (struct clause){.kind = CLAUSE_WORDS, .text = c.words[i],
                                          .words = &c.words[i], .word_count = 1}));
    return OK;
}

/* An asterisk alone. */
static bool is_all(const struct parser *p)
{
    return p->text.p[p->at] == '*' && (p->at + 1 == p->text.n || slice_is_space(p->text.p[p->at + 1]));
}

static enum status parse_clause(struct parser *p)
{
    struct clause c = {.kind = CLAUSE_WORDS};
    bool fixed = (p->flags & QUERY_FIXED) != 0, quoted;

    /* behind a closing mark, as in "Fischglas"-artig, it is a hyphen */
    if (!fixed && p->text.p[p->at] == '-' && p->at + 1 < p->text.n
        && !slice_is_space(p->text.p[p->at + 1]) && (p->at == 0 || slice_is_space(p->text.p[p->at - 1]))) {
        c.excluded = true;
        p->at++;
    }
    if (!fixed && slice_starts_with(slice_drop(p->text, p->at), SLICE_LITERAL("id:"))) {
        size_t before = p->at;
        p->at += 3;
        c.kind = CLAUSE_ID;
        if (quote_at(p, p->at) > 0)
            TRY(take_phrase(p, &c.text));
        else
            c.text = take_word(p);
        if (c.text.n > 0)
            return add_clause(p, c, false);
        p->at = before;
        c.kind = CLAUSE_WORDS;
    }
    quoted = quote_at(p, p->at) > 0 && !fixed;
    if (!fixed && !c.excluded && is_all(p)) {
        c.kind = CLAUSE_ALL;
        c.text = take_word(p);
        return put_clause(p, c);
    }
    if (quoted) {
        TRY(take_phrase(p, &c.text));
    } else {
        p->at += quote_at(p, p->at);
        c.text = take_word(p);
        if (c.text.n == 0)
            return OK;
    }
    return add_clause(p, c, quoted);
}

enum status query_parse(struct slice text, unsigned flags, struct arena *arena, struct query *out,
                        struct err *e)
{
    struct parser p = {.flags = flags, .arena = arena, .query = out, .err = e};
    struct buf repaired;
    enum status status = OK;

    *out = (struct query){.clause_count = 0};
    if (text.n > QUERY_MAX_BYTES)
        return err_set(e, E_LIMIT, "a query of %zu bytes; %d are allowed", text.n, QUERY_MAX_BYTES);
    buf_init(&repaired, (size_t)4 * QUERY_MAX_BYTES);
    utf8_append_repaired(&repaired, text);
    p.text = arena_copy(arena, buf_slice(&repaired));
    buf_release(&repaired);
    out->clauses = arena_zalloc(arena, QUERY_CLAUSES_MAX, sizeof *out->clauses);
    if (out->clauses == NULL || (text.n > 0 && p.text.p == NULL))
        return err_memory(e, "the query");
    words_init(&p.words);
    while (status == OK && p.at < p.text.n) {
        if (slice_is_space(p.text.p[p.at]))
            p.at++;
        else
            status = parse_clause(&p);
    }
    words_release(&p.words);
    return status;
}

static bool has_space(struct slice s)
{
    for (size_t i = 0; i < s.n; i++)
        if (slice_is_space(s.p[i]))
            return true;
    return false;
}

void query_append_parsed(struct buf *out, const struct query *q)
{
    for (size_t i = 0; i < q->clause_count; i++) {
        const struct clause *c = &q->clauses[i];
        bool is_id = c->kind == CLAUSE_ID, as_typed = c->kind != CLAUSE_WORDS;
        const struct slice *words = as_typed ? &c->text : c->words;
        size_t count = as_typed ? 1 : c->word_count;
        /* "id:x" is one word where -F made it */
        bool quoted = count > 1 || has_space(words[0])
                      || (!is_id && slice_starts_with(words[0], SLICE_LITERAL("id:")));

        buf_append_string(out, i > 0 ? " " : "");
        buf_append_string(out, c->excluded ? "-" : "");
        buf_append_string(out, is_id ? "id:" : "");
        buf_append_string(out, quoted ? "\"" : "");
        for (size_t j = 0; j < count; j++) {
            buf_append_string(out, j > 0 ? " " : "");
            buf_append_slice(out, words[j]);
        }
        buf_append_string(out, quoted ? "\"" : "");
    }
}
