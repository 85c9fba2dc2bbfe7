#include "searcher/query/query_parser.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/utf8.h"

enum sign { SIGN_NONE, SIGN_PLUS, SIGN_MINUS };

enum status parser_note(struct parser *p, const char *format, ...)
{
    char text[400];
    va_list args;
    struct slice copy;
    struct query *q = p->query;

    if (q->note_count == p->notes_max) {
        p->notes_left_out++;
        return OK;
    }
    if (q->notes == NULL)
        q->notes = arena_zalloc(p->arena, PARSER_NOTES_MAX + 1, sizeof *q->notes);
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    copy = arena_copy(p->arena, slice_of(text, utf8_valid_prefix(slice_of_string(text)) + 1));
    if (q->notes == NULL || copy.p == NULL)
        return err_memory(p->err, "notes");
    ((uint8_t *)(uintptr_t)copy.p)[copy.n - 1] = '\0';
    q->notes[q->note_count++] = (const char *)copy.p;
    return OK;
}

static bool is_infix(enum token_kind kind)
{
    return kind == TOKEN_AND || kind == TOKEN_OR || kind == TOKEN_NEAR || kind == TOKEN_ADJ;
}

static bool is_atom(enum token_kind kind)
{
    return kind == TOKEN_WORD || kind == TOKEN_PHRASE || kind == TOKEN_REGEX || kind == TOKEN_ALL
           || kind == TOKEN_FIELD || kind == TOKEN_OPEN;
}

/* Whether what an operator joins stands behind it. */
static bool operand_follows(const struct parser *p, const struct token *t)
{
    struct lexer l = p->lexer;
    enum token_kind next;

    l.at = t->end;
    next = lexer_peek(&l).kind;
    if (t->kind == TOKEN_NOT)
        return is_atom(next);
    return is_atom(next) || next == TOKEN_NOT || next == TOKEN_MINUS || next == TOKEN_PLUS;
}

static enum status parse_or(struct parser *p, struct query_node **out);

/* Words alone score. */
static void boost_leaves(struct parser *p, size_t first, uint32_t boost)
{
    for (size_t i = first; i < p->query->clause_count && boost > 0; i++) {
        struct clause *c = &p->query->clauses[i];
        uint64_t product = (uint64_t)c->boost * boost / QUERY_BOOST_ONE;

        if (c->kind == CLAUSE_WORDS)
            c->boost = product > QUERY_BOOST_MAX ? QUERY_BOOST_MAX : product > 0 ? (uint32_t)product : 1;
    }
}

/* ( or ) */
static enum status parse_group(struct parser *p, struct token t, struct query_node **out)
{
    size_t first = p->query->clause_count, start = t.start;

    if (p->lexer.depth == QUERY_DEPTH_MAX)
        return err_set(p->err, E_LIMIT, "more than %d parentheses in each other", QUERY_DEPTH_MAX);
    p->lexer.at = t.end;
    p->lexer.depth++;
    TRY(parse_or(p, out));
    t = lexer_peek(&p->lexer);
    if (t.kind == TOKEN_CLOSE)
        p->lexer.at = t.end;
    else
        TRY(parser_note(p, "unclosed ( at character %zu; it ends with the query",
                        utf8_count(slice_of(p->lexer.text.p, start)) + 1));
    p->lexer.depth--;
    boost_leaves(p, first, lexer_take_boost(&p->lexer));
    return OK;
}

/* A token that is literal where it stands. */
static enum status parse_literal(struct parser *p, size_t start, struct query_node **out)
{
    struct token t;

    p->lexer.at = start;
    t = lexer_peek_word(&p->lexer);
    return leaves_word(p, &t, out);
}

/* What stands behind "title:". */
static enum status parse_in_zones(struct parser *p, struct query_node **out)
{
    struct token t = lexer_peek(&p->lexer);

    if (t.kind == TOKEN_PHRASE)
        return leaves_phrase(p, &t, out);
    if (t.kind == TOKEN_REGEX)
        return leaves_regex(p, &t, out);
    if (t.kind == TOKEN_ALL)
        return leaves_all(p, &t, out);
    return parse_literal(p, p->lexer.at, out);
}

/* A field of ours, or else of the user's own; in the arena. */
static const struct field *field_named(struct parser *p, struct slice name)
{
    const struct field *ours = field_find(name);
    struct field *f = ours == NULL ? arena_zalloc(p->arena, 1, sizeof *f) : NULL;
    char *text = f != NULL ? arena_zalloc(p->arena, name.n + 1, 1) : NULL;

    if (text == NULL)
        return ours;
    memcpy(text, name.p, name.n);
    *f = (struct field){.name = text, .kind = FIELD_FILTER, .filter = FILTER_USER,
                        .user_field = slice_of(text, name.n)};
    return f;
}

static enum status parse_field(struct parser *p, struct token t, struct query_node **out)
{
    const struct field *outer = p->field;
    struct token open;

    p->field = field_named(p, t.text);
    if (p->field == NULL)
        return err_memory(p->err, "the query");
    p->lexer.at = t.end;
    open = lexer_peek(&p->lexer);
    if (open.kind == TOKEN_OPEN)
        TRY(parse_group(p, open, out));
    else if (p->field->kind == FIELD_ZONES)
        TRY(parse_in_zones(p, out));
    else
        TRY(leaves_value(p, p->field, out));
    p->field = outer;
    if (p->lexer.at > t.end)
        return OK;
    TRY(parser_note(p, "'%.*s' has no value that can be used; taken as a word",
                    SLICE_ARG(slice_of(p->lexer.text.p + t.start, t.end - t.start))));
    return parse_literal(p, t.start, out);
}

static enum status parse_atom(struct parser *p, struct token t, struct query_node **out)
{
    bool of_values = p->field != NULL && p->field->kind != FIELD_ZONES;

    if (t.kind == TOKEN_OPEN)
        return parse_group(p, t, out);
    if (t.kind == TOKEN_FIELD)
        return parse_field(p, t, out);
    if (of_values) {
        p->lexer.at = t.start;
        TRY(leaves_value(p, p->field, out));
        if (p->lexer.at > t.start)
            return OK;
        TRY(parser_note(p, "'%.*s' is no %s; taken as a word", SLICE_ARG(t.text), p->field->name));
    }
    if (t.kind == TOKEN_PHRASE)
        return leaves_phrase(p, &t, out);
    if (t.kind == TOKEN_REGEX)
        return leaves_regex(p, &t, out);
    if (t.kind == TOKEN_ALL)
        return leaves_all(p, &t, out);
    return parse_literal(p, t.start, out);
}

/* An operator where none can be. */
static enum status parse_stray(struct parser *p, const struct token *t, struct query_node **out)
{
    TRY(parser_note(p, "'%.*s' has nothing to join; taken as a word", SLICE_ARG(t->text)));
    return parse_literal(p, t->start, out);
}

static enum status parse_unary(struct parser *p, enum sign *sign, struct query_node **out)
{
    struct token t = lexer_peek(&p->lexer);

    *out = NULL;
    *sign = SIGN_NONE;
    if (is_infix(t.kind) || (t.kind == TOKEN_NOT && !operand_follows(p, &t)))
        return parse_stray(p, &t, out);
    if (t.kind == TOKEN_NOT || t.kind == TOKEN_MINUS || t.kind == TOKEN_PLUS) {
        *sign = t.kind == TOKEN_PLUS ? SIGN_PLUS : SIGN_MINUS;
        p->lexer.at = t.end;
        t = lexer_peek(&p->lexer);
    }
    return parse_atom(p, t, out);
}

static bool is_word_leaf(const struct query *q, const struct query_node *node)
{
    return node->kind == NODE_LEAF && q->clauses[node->at].kind == CLAUSE_WORDS;
}

/* Words and phrases have places, and so has any of several. */
static bool has_places(const struct query *q, const struct query_node *node)
{
    if (node->kind != NODE_SET)
        return is_word_leaf(q, node);
    for (const struct query_node *child = node->first; child != NULL; child = child->next)
        if (child->role != ROLE_OPTIONAL || !is_word_leaf(q, child))
            return false;
    return true;
}

/* The operands of a chain; the loosest of its operators counts for all. */
static enum status parse_chain(struct parser *p, struct query_node *near, bool *usable)
{
    struct token t;
    size_t count = 1;

    while (t = lexer_peek(&p->lexer),
           (t.kind == TOKEN_NEAR || t.kind == TOKEN_ADJ) && operand_follows(p, &t)) {
        struct query_node *operand;
        uint32_t distance = t.number > 0 ? t.number : QUERY_NEAR_WORDS;
        enum sign sign;

        p->lexer.at = t.end;
        TRY(parse_unary(p, &sign, &operand));
        if (operand != NULL)
            TRY(tree_tidy(p, operand, &operand));
        near->kind = t.kind == TOKEN_NEAR ? NODE_NEAR : near->kind;
        near->distance = distance > near->distance ? distance : near->distance;
        if (operand == NULL)
            continue;
        *usable = *usable && sign == SIGN_NONE && has_places(p->query, operand)
                  && ++count <= QUERY_NEAR_OPERANDS_MAX;
        tree_append(near, operand, sign == SIGN_MINUS ? ROLE_EXCLUDED : ROLE_WANTED);
    }
    return OK;
}

static enum status parse_near(struct parser *p, enum sign *sign, struct query_node **out)
{
    struct token t;
    struct query_node *near;
    bool usable;

    TRY(parse_unary(p, sign, out));
    t = lexer_peek(&p->lexer);
    if (*out == NULL || (t.kind != TOKEN_NEAR && t.kind != TOKEN_ADJ) || !operand_follows(p, &t))
        return OK;
    TRY(tree_tidy(p, *out, out));
    near = tree_node(p, NODE_ADJ);
    if (near == NULL)
        return err_memory(p->err, "the query");
    usable = *sign == SIGN_NONE && *out != NULL && has_places(p->query, *out);
    if (*out != NULL)
        tree_append(near, *out, *sign == SIGN_MINUS ? ROLE_EXCLUDED : ROLE_WANTED);
    *sign = SIGN_NONE;
    TRY(parse_chain(p, near, &usable));
    *out = near;
    if (usable && near->first != NULL && near->first->next != NULL)
        return OK;
    near->kind = NODE_SET;
    return usable ? OK : parser_note(p, "NEAR and ADJ take up to %u words, phrases and groups with OR; "
                                          "taken as AND", QUERY_NEAR_OPERANDS_MAX);
}

static bool is_any(const struct parser *p)
{
    return (p->flags & QUERY_ANY) != 0;
}

/* Side by side, where any will do: what has a sign or filters is not optional. */
static enum status append_optional(struct parser *p, struct query_node *set, struct query_node *item,
                                   enum sign sign)
{
    enum node_role role = sign == SIGN_PLUS ? ROLE_WANTED : sign == SIGN_MINUS ? ROLE_EXCLUDED
                                                                                 : ROLE_OPTIONAL;

    if (role == ROLE_OPTIONAL && item->kind == NODE_LEAF && clause_is_joined(&p->query->clauses[item->at]))
        return leaves_split(p, item, set);
    TRY(tree_tidy(p, item, &item));        /* what is left of it may be a filter */
    if (item == NULL)
        return OK;
    if (sign == SIGN_NONE && query_is_filter(p->query, item))
        role = ROLE_WANTED;
    tree_append(set, item, role);
    return OK;
}

/* AND and what it joins, behind the item that was read. */
static enum status parse_and(struct parser *p, enum sign *sign, struct query_node **item)
{
    struct query_node *set = NULL, *next;
    struct token t;

    while (t = lexer_peek(&p->lexer), t.kind == TOKEN_AND && operand_follows(p, &t)) {
        if (set == NULL) {
            set = tree_node(p, NODE_SET);
            if (set == NULL)
                return err_memory(p->err, "the query");
            if (*item != NULL)
                tree_append(set, *item, *sign == SIGN_MINUS ? ROLE_EXCLUDED : ROLE_WANTED);
        }
        p->lexer.at = t.end;
        TRY(parse_near(p, sign, &next));
        if (next != NULL)
            tree_append(set, next, *sign == SIGN_MINUS ? ROLE_EXCLUDED : ROLE_WANTED);
        *sign = SIGN_NONE;
    }
    *item = set != NULL ? set : *item;
    return OK;
}

static enum status parse_sequence(struct parser *p, struct query_node **out)
{
    struct query_node *set = *out = tree_node(p, NODE_SET), *item;

    if (set == NULL)
        return err_memory(p->err, "the query");
    for (;;) {
        struct token t = lexer_peek(&p->lexer);
        enum sign sign;

        if (t.kind == TOKEN_END || t.kind == TOKEN_CLOSE
            || (t.kind == TOKEN_OR && set->first != NULL && operand_follows(p, &t)))
            return OK;
        TRY(parse_near(p, &sign, &item));
        if (item != NULL)
            TRY(parse_and(p, &sign, &item));
        if (item == NULL)
            continue;
        if (is_any(p))
            TRY(append_optional(p, set, item, sign));
        else
            tree_append(set, item, sign == SIGN_MINUS ? ROLE_EXCLUDED : ROLE_WANTED);
    }
}

static enum status parse_or(struct parser *p, struct query_node **out)
{
    struct query_node *set = *out = tree_node(p, NODE_SET), *item;

    if (set == NULL)
        return err_memory(p->err, "the query");
    for (;;) {
        struct token t;

        TRY(parse_sequence(p, &item));
        tree_append(set, item, ROLE_OPTIONAL);
        t = lexer_peek(&p->lexer);
        if (t.kind != TOKEN_OR)
            return OK;
        p->lexer.at = t.end;
    }
}

/* No operators: words, and quotation marks between them. */
static enum status parse_fixed(struct parser *p, struct query_node **out)
{
    struct query_node *set = *out = tree_node(p, NODE_SET), *item;

    if (set == NULL)
        return err_memory(p->err, "the query");
    while (p->lexer.at < p->lexer.text.n) {
        size_t quote = lexer_quote_at(p->lexer.text, p->lexer.at);

        if (quote > 0 || slice_is_space(p->lexer.text.p[p->lexer.at])) {
            p->lexer.at += quote > 0 ? quote : 1;
            continue;
        }
        TRY(parse_literal(p, p->lexer.at, &item));
        if (item != NULL && is_any(p))
            TRY(append_optional(p, set, item, SIGN_NONE));
        else if (item != NULL)
            tree_append(set, item, ROLE_WANTED);
    }
    return OK;
}

enum status parser_run(struct parser *p, struct query_node **out)
{
    return (p->flags & QUERY_FIXED) != 0 ? parse_fixed(p, out) : parse_or(p, out);
}
