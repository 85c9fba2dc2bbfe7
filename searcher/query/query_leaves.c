/* Leaves of a query from its tokens: words with their signs, phrases, fields. */
#include "searcher/query/query_parser.h"

#include "base/utf8.h"
#include "searcher/words/regex.h"
#include "store/segment.h"

#define FUZZY_MAX 2u
#define FUZZY_TWO_LETTERS 6u      /* word~: so many letters bear two edits */

static enum status too_many(struct parser *p)
{
    return err_set(p->err, E_LIMIT, "a query of more than %d clauses", QUERY_CLAUSES_MAX);
}

/* Room for one more item in an array of the arena. */
static enum status grow(struct parser *p, void **items, size_t count, size_t *room, size_t size)
{
    void *more;

    if (count < *room)
        return OK;
    more = arena_zalloc(p->arena, 2 * *room + 8, size);
    if (more == NULL)
        return err_memory(p->err, "the query");
    if (count > 0)
        memcpy(more, *items, count * size);
    *items = more;
    *room = 2 * *room + 8;
    return OK;
}

static enum status put_clause(struct parser *p, struct clause c, struct query_node **out)
{
    struct query *q = p->query;
    void *clauses;

    if (q->clause_count + p->values >= QUERY_CLAUSES_MAX)
        return too_many(p);
    clauses = q->clauses;
    TRY(grow(p, &clauses, q->clause_count, &p->clause_room, sizeof *q->clauses));
    q->clauses = clauses;
    *out = tree_node(p, NODE_LEAF);
    if (*out == NULL)
        return err_memory(p->err, "the query");
    c.boost = c.boost == 0 ? QUERY_BOOST_ONE : c.boost > QUERY_BOOST_MAX ? QUERY_BOOST_MAX : c.boost;
    c.zones = c.kind == CLAUSE_WORDS && p->field != NULL ? p->field->zones : 0;
    (*out)->at = (uint32_t)q->clause_count;
    q->clauses[q->clause_count++] = c;
    return OK;
}

/* The words of a piece, as words.h breaks it; too long ones are left out. */
static enum status break_words(struct parser *p, struct clause *c)
{
    struct word word;

    c->word_count = 0;
    words_start(&p->words, c->text, 0);
    while (words_next_placed(&p->words, &word))
        c->word_count += !word.too_long;
    c->words = arena_zalloc(p->arena, c->word_count + 1, sizeof *c->words);
    if (c->words == NULL || words_status(&p->words) != OK)
        return err_memory(p->err, "the query");
    c->word_count = 0;
    words_start(&p->words, c->text, 0);
    while (words_next_placed(&p->words, &word))
        if (!word.too_long)
            c->words[c->word_count++] = slice_of(c->text.p + word.start, word.size);
    return OK;
}

/* From the first word to the last: no comma, no full stop around them. */
static void trim_to_words(struct clause *c)
{
    const uint8_t *start = c->words[0].p;

    c->text = slice_of(start, (size_t)(slice_end(c->words[c->word_count - 1]) - start));
}

/* The words of a piece and no more than them. What stood around them may have parted them: the
 * digits of "1 000" behind a byte that is no UTF-8 are two words, and without it one. */
static enum status take_words(struct parser *p, struct clause *c)
{
    size_t size;

    do {
        size = c->text.n;
        TRY(break_words(p, c));
        if (c->word_count > 0)
            trim_to_words(c);
    } while (c->text.n < size && c->word_count > 0);
    return OK;
}

/* "~", "~1", "~2" at the end: whether one is there, and the edits; 0 for "~" alone. */
static bool cut_fuzzy(struct slice *text, uint32_t *edits)
{
    size_t n = text->n;

    *edits = 0;
    while (n > 0 && text->p[n - 1] >= '0' && text->p[n - 1] <= '9')
        n--;
    if (n < 2 || text->p[n - 1] != '~' || text->n - n > 1)
        return false;
    if (text->n > n)
        *edits = text->p[n] - (uint32_t)'0';
    text->n = n - 1;
    return true;
}

static enum status set_fuzzy(struct parser *p, struct clause *c, uint32_t edits, bool given)
{
    if (c->word_count != 1 || !lexer_is_plain(c->text))
        return parser_note(p, "~ is for one word; '%.*s' is searched without it", SLICE_ARG(c->text));
    if (!given)
        edits = utf8_count(c->words[0]) >= FUZZY_TWO_LETTERS ? 2 : 1;
    c->fuzzy = (uint8_t)(edits > FUZZY_MAX ? FUZZY_MAX : edits);
    if (edits > FUZZY_MAX)
        return parser_note(p, "'%.*s' with %u edits; %u are the most", SLICE_ARG(c->text), edits, FUZZY_MAX);
    return OK;
}

static bool is_wild(uint8_t c)
{
    return c == '*' || c == '?';
}

/* Letters, digits, and the asterisk. */
static bool is_edge(uint8_t c)
{
    return c >= 0x80 || c == '*' || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* Without the marks around it: a question mark at either end is one. */
static struct slice trim_marks(struct slice text)
{
    while (text.n > 0 && !is_edge(text.p[0]))
        text = slice_drop(text, 1);
    while (text.n > 0 && !is_edge(text.p[text.n - 1]))
        text.n--;
    return text;
}

static bool has_wildcard(struct slice text)
{
    text = trim_marks(text);
    for (size_t i = 0; i < text.n; i++)
        if (is_wild(text.p[i]))
            return true;
    return false;
}

static size_t letters_of(struct slice pattern)
{
    size_t wild = 0;

    for (size_t i = 0; i < pattern.n; i++)
        wild += is_wild(pattern.p[i]);
    return utf8_count(pattern) - wild;
}

/* Whether the pattern, with letters in place of its signs, is one word of words.h. */
static enum status is_one_word(struct parser *p, struct slice pattern, bool *out)
{
    uint8_t *letters = arena_alloc(p->arena, pattern.n + 1);
    struct word word;

    *out = false;
    if (letters == NULL)
        return err_memory(p->err, "the query");
    for (size_t i = 0; i < pattern.n; i++)
        letters[i] = is_wild(pattern.p[i]) ? 'x' : pattern.p[i];
    words_start(&p->words, slice_of(letters, pattern.n), 0);
    if (words_next_placed(&p->words, &word))
        *out = word.start == 0 && word.size == pattern.n && !word.too_long;
    return words_status(&p->words) == OK ? OK : err_memory(p->err, "the query");
}

/* Sets c->words where the text is a pattern that can be looked up; else says why not. */
static enum status set_wildcard(struct parser *p, struct clause *c)
{
    struct slice pattern = trim_marks(c->text);
    bool one_word;

    if (letters_of(pattern) == 0)
        return OK;                   /* *** is no word, which is said elsewhere */
    TRY(is_one_word(p, pattern, &one_word));
    if (!one_word)
        return parser_note(p, "the wildcard of '%.*s' is not in one word; taken literally", SLICE_ARG(c->text));
    if (letters_of(pattern) < QUERY_WILDCARD_LETTERS)
        return parser_note(p, "'%.*s' has fewer than %u letters beside its wildcards; taken literally",
                           SLICE_ARG(pattern), QUERY_WILDCARD_LETTERS);
    c->words = arena_alloc(p->arena, sizeof *c->words);
    if (c->words == NULL)
        return err_memory(p->err, "the query");
    c->words[0] = c->text = pattern;
    c->word_count = 1;
    c->wildcard = true;
    return OK;
}

/* Takes the signs of a word off its text. */
static void cut_signs(struct clause *c, bool *fuzzy, uint32_t *edits)
{
    c->boost = lexer_cut_boost(&c->text);
    *fuzzy = cut_fuzzy(&c->text, edits);
    c->exact = c->text.n > 1 && c->text.p[0] == '=';
    if (c->exact)
        c->text = slice_drop(c->text, 1);
}

enum status leaves_word(struct parser *p, const struct token *t, struct query_node **out)
{
    struct clause c = {.kind = CLAUSE_WORDS, .text = t->text};
    struct slice typed = t->text;
    bool fuzzy = false, fixed = (p->flags & QUERY_FIXED) != 0;
    bool all_fuzzy = (p->flags & QUERY_FUZZY) != 0;
    uint32_t edits = 0;

    *out = NULL;
    p->lexer.at = t->end;
    if (!fixed)
        cut_signs(&c, &fuzzy, &edits);
    if (!fixed && has_wildcard(c.text))
        TRY(set_wildcard(p, &c));
    if (!c.wildcard)
        TRY(take_words(p, &c));
    if (c.word_count == 0)
        return parser_note(p, "'%.*s' holds no word; left out", SLICE_ARG(typed));
    /* ="AND" would be no word: a phrase is in the forms typed too */
    c.quoted = c.exact && !c.wildcard && !lexer_is_plain(c.text);
    c.exact = c.exact && !c.wildcard && !c.quoted;
    if (fuzzy && !c.wildcard && !c.exact && !c.quoted)
        TRY(set_fuzzy(p, &c, edits, edits > 0 || typed.p[typed.n - 1] == '0'));
    else if (all_fuzzy && !c.wildcard && !c.exact && !c.quoted && c.word_count == 1 && lexer_is_plain(c.text)
             && utf8_count(c.words[0]) >= QUERY_FUZZY_LETTERS)
        TRY(set_fuzzy(p, &c, 0, false));
    return put_clause(p, c, out);
}

enum status leaves_phrase(struct parser *p, const struct token *t, struct query_node **out)
{
    struct clause c = {.kind = CLAUSE_WORDS, .text = t->text, .quoted = !t->any_form,
                       .any_form = t->any_form};

    *out = NULL;
    p->lexer.at = t->end;
    if (t->unclosed)
        TRY(parser_note(p, "unclosed \" at character %zu; searched as the phrase \"%.*s\"",
                        utf8_count(slice_of(p->lexer.text.p, t->start)) + 1, SLICE_ARG(t->text)));
    TRY(take_words(p, &c));
    c.boost = lexer_take_boost(&p->lexer);
    if (c.word_count == 0)
        return parser_note(p, "'%.*s' holds no word; left out", SLICE_ARG(c.text));
    c.slop = c.word_count > 1 ? t->number : 0;
    c.any_form = c.any_form && c.word_count > 1;
    return put_clause(p, c, out);
}

enum status leaves_regex(struct parser *p, const struct token *t, struct query_node **out)
{
    struct clause c = {.kind = CLAUSE_WORDS, .word_count = 1, .wildcard = true, .regex = true,
                       .text = slice_of(p->lexer.text.p + t->start, t->end - t->start)};
    struct regex_problem problem;
    struct token literal = *t;

    *out = NULL;
    TRY(regex_check(t->text, p->arena, &problem, p->err));
    if (problem.text != NULL) {
        TRY(parser_note(p, "the pattern /%.*s/ cannot be read at character %zu: %s; taken literally",
                        SLICE_ARG(t->text), problem.at, problem.text));
        return leaves_word(p, &literal, out);
    }
    p->lexer.at = t->end;
    c.boost = lexer_take_boost(&p->lexer);
    c.words = arena_alloc(p->arena, sizeof *c.words);
    if (c.words == NULL)
        return err_memory(p->err, "the query");
    c.words[0] = t->text;
    return put_clause(p, c, out);
}

static enum status put_filter(struct parser *p, const struct field *f, struct filter_value *values,
                              size_t count, struct query_node **out)
{
    struct query *q = p->query;
    void *filters = q->filters;

    TRY(grow(p, &filters, q->filter_count, &p->filter_room, sizeof *q->filters));
    q->filters = filters;
    *out = tree_node(p, NODE_FILTER);
    if (*out == NULL)
        return err_memory(p->err, "the query");
    p->values += count;
    if (q->clause_count + p->values > QUERY_CLAUSES_MAX)
        return too_many(p);
    (*out)->at = (uint32_t)q->filter_count;
    q->filters[q->filter_count++] = (struct query_filter){f->filter, f->user_field, values,
                                                              count};
    return OK;
}

/* In a zone "*" is every article that has it. */
enum status leaves_all(struct parser *p, const struct token *t, struct query_node **out)
{
    struct filter_value *values;
    size_t count = 0;

    p->lexer.at = t->end;
    if (p->field == NULL || p->field->kind != FIELD_ZONES)
        return put_clause(p, (struct clause){.kind = CLAUSE_ALL, .text = t->text}, out);
    values = arena_zalloc(p->arena, SEGMENT_ZONE_COUNT, sizeof *values);
    if (values == NULL)
        return err_memory(p->err, "the query");
    for (uint8_t zone = 0; zone < SEGMENT_ZONE_COUNT; zone++)
        if ((p->field->zones & (1u << zone)) != 0)
            values[count++].zone = zone;
    return put_filter(p, &(struct field){.filter = FILTER_ZONE}, values, count, out);
}

/* Values with commas between them; *count is 0 where one of them is none. */
static enum status read_list(struct parser *p, enum filter_field field, struct slice text,
                             struct filter_value **out, size_t *count)
{
    size_t commas = 0;
    bool good = true;

    for (size_t i = 0; i < text.n; i++)
        commas += text.p[i] == ',';
    *count = 0;
    if (commas >= QUERY_CLAUSES_MAX)
        return too_many(p);
    *out = arena_zalloc(p->arena, commas + 1, sizeof **out);
    if (*out == NULL)
        return err_memory(p->err, "the query");
    while (good) {
        const uint8_t *comma = text.n == 0 ? NULL : memchr(text.p, ',', text.n);
        size_t size = comma == NULL ? text.n : (size_t)(comma - text.p);

        good = field_read_value(field, slice_of(text.p, size), p->arena, &(*out)[(*count)++]);
        if (comma == NULL)
            break;
        text = slice_drop(text, size + 1);
    }
    *count = good ? *count : 0;
    return OK;
}

enum status leaves_value(struct parser *p, const struct field *f, struct query_node **out)
{
    struct token t = lexer_peek_value(&p->lexer);
    struct filter_value *values;
    size_t count = 1;

    *out = NULL;
    if (t.text.n == 0)
        return OK;
    if (f->kind == FIELD_ID) {
        p->lexer.at = t.end;
        return put_clause(p, (struct clause){.kind = CLAUSE_ID, .text = t.text}, out);
    }
    if (field_is_list(f->filter) && t.kind != TOKEN_PHRASE) {
        TRY(read_list(p, f->filter, t.text, &values, &count));
    } else {
        values = arena_zalloc(p->arena, 1, sizeof *values);
        if (values == NULL)
            return err_memory(p->err, "the query");
        count = field_read_value(f->filter, t.text, p->arena, values);
        if (f->filter == FILTER_USER && t.kind != TOKEN_PHRASE
            && !value_range_read(values->text, &values->range))
            values->range.is_range = false;
    }
    if (count == 0)
        return OK;
    p->lexer.at = t.end;
    return put_filter(p, f, values, count, out);
}

enum status leaves_split(struct parser *p, struct query_node *leaf, struct query_node *parent)
{
    struct clause whole = p->query->clauses[leaf->at];

    p->query->clause_count = leaf->at;      /* it is the last one */
    for (size_t i = 0; i < whole.word_count; i++) {
        struct clause c = whole;
        struct query_node *node;

        c.words = &whole.words[i];
        c.text = whole.words[i];
        c.word_count = 1;
        TRY(put_clause(p, c, &node));
        tree_append(parent, node, ROLE_OPTIONAL);
    }
    return OK;
}
