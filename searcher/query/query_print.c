/* A query as text that gives the same tree again: query_append_parsed. */
#include "searcher/query/query_parser.h"

#include "stemmers/numbers.h"

struct printer {
    struct buf *out;
    const struct query *q;
    bool any;                 /* words side by side are optional */
};

/* Whether a word reads as one where a sign stands before or behind it or not. */
static bool is_plain(const struct printer *p, const struct clause *c)
{
    struct lexer l = {.text = c->text, .user_fields = p->q->user_fields};
    struct token t = lexer_peek(&l);

    return lexer_is_plain(c->text)
           && (c->exact || c->fuzzy > 0 || (t.kind == TOKEN_WORD && t.end == c->text.n));
}

/* A space behind it might be one in a number. */
static bool is_number(struct slice word)
{
    return word.p[word.n - 1] >= '0' && word.p[word.n - 1] <= '9';
}

static void print_words(struct printer *p, const struct clause *c)
{
    buf_append_byte(p->out, '"');
    for (size_t i = 0; i < c->word_count; i++) {
        buf_append_string(p->out, i == 0 ? "" : is_number(c->words[i - 1]) ? "/" : " ");
        buf_append_slice(p->out, c->words[i]);
    }
    buf_append_byte(p->out, '"');
}

static void print_boost(struct printer *p, uint32_t boost)
{
    if (boost == QUERY_BOOST_ONE)
        return;
    buf_printf(p->out, "^%u", boost / 100);
    if (boost % 10 > 0)
        buf_printf(p->out, ".%02u", boost % 100);
    else if (boost % 100 > 0)
        buf_printf(p->out, ".%u", boost / 10 % 10);
}

static void print_word(struct printer *p, const struct clause *c)
{
    buf_append_string(p->out, c->exact ? "=" : "");
    if (c->regex) {
        buf_append_byte(p->out, '/');
        buf_append_slice(p->out, c->words[0]);
        buf_append_byte(p->out, '/');
    } else if (c->wildcard || is_plain(p, c)) {
        buf_append_slice(p->out, c->text);
    } else {
        buf_append_string(p->out, "~");
        print_words(p, c);
    }
    if (c->fuzzy > 0)
        buf_printf(p->out, "~%u", c->fuzzy);
}

static void print_leaf(struct printer *p, const struct clause *c)
{
    if (c->kind == CLAUSE_ALL) {
        buf_append_byte(p->out, '*');
    } else if (c->kind == CLAUSE_ID) {
        buf_append_string(p->out, "id:");
        field_print_text(p->out, c->text);
    } else {
        const char *field = c->zones == 0 ? NULL : field_of_zones(c->zones);

        buf_append_string(p->out, field == NULL ? "" : field);
        buf_append_string(p->out, field == NULL ? "" : ":");
        if (c->quoted || c->any_form) {
            buf_append_string(p->out, c->quoted ? "" : "~");
            print_words(p, c);
            if (c->slop > 0)
                buf_printf(p->out, "~%u", c->slop);
        } else {
            print_word(p, c);
        }
        print_boost(p, c->boost);
    }
}

/* A date may begin with hyphens, which among others would leave it out. */
static void print_in_group(struct printer *p, enum filter_field field, const struct filter_value *v)
{
    struct buf text;

    if (field != FILTER_DATE) {
        field_print_value(p->out, field, v);
        return;
    }
    buf_init(&text, 100);
    field_print_value(&text, field, v);
    field_print_text(p->out, buf_slice(&text));
    buf_release(&text);
}

static void print_filter(struct printer *p, const struct query_filter *f)
{
    if (f->field == FILTER_USER)
        buf_append_slice(p->out, f->name);
    else
        buf_append_string(p->out, field_of_filter(f->field));
    buf_append_byte(p->out, ':');
    if (f->value_count == 1) {
        field_print_value(p->out, f->field, &f->values[0]);
        return;
    }
    for (size_t i = 0; i < f->value_count; i++) {
        buf_append_string(p->out, i == 0 ? "(" : " OR ");
        print_in_group(p, f->field, &f->values[i]);
    }
    buf_append_byte(p->out, ')');
}

static void print_set(struct printer *p, const struct query_node *set);

/* Side by side a joined word would become several where any will do. */
static bool needs_sign(const struct printer *p, const struct query_node *node)
{
    return p->any && node->kind == NODE_LEAF && clause_is_joined(&p->q->clauses[node->at])
           && is_plain(p, &p->q->clauses[node->at]);
}

/* A node that stands for itself wherever it stands. */
static void print_atom(struct printer *p, const struct query_node *node)
{
    bool group = node->kind != NODE_LEAF && node->kind != NODE_FILTER;

    buf_append_string(p->out, group ? "(" : "");
    if (node->kind == NODE_LEAF)
        print_leaf(p, &p->q->clauses[node->at]);
    else if (node->kind == NODE_FILTER)
        print_filter(p, &p->q->filters[node->at]);
    else
        print_set(p, node);
    buf_append_string(p->out, group ? ")" : "");
}

static void print_near(struct printer *p, const struct query_node *near)
{
    for (const struct query_node *child = near->first; child != NULL; child = child->next) {
        if (child != near->first)
            buf_printf(p->out, " %s/%u ", near->kind == NODE_NEAR ? "NEAR" : "ADJ", near->distance);
        print_atom(p, child);
    }
}

static bool has_optional_filter(const struct printer *p, const struct query_node *set)
{
    for (const struct query_node *c = set->first; c != NULL; c = c->next)
        if (c->role == ROLE_OPTIONAL && query_is_filter(p->q, c))
            return true;
    return false;
}

static void print_signed(struct printer *p, const struct query_node *child)
{
    bool wanted = child->role == ROLE_WANTED && p->any && !query_is_filter(p->q, child);
    bool group = child->role == ROLE_OPTIONAL && needs_sign(p, child);

    buf_append_string(p->out, child->role == ROLE_EXCLUDED ? "-" : wanted ? "+" : group ? "(+" : "");
    print_atom(p, child);
    buf_append_string(p->out, group ? ")" : "");
}

static void print_set(struct printer *p, const struct query_node *set)
{
    bool any_of = tree_all_are(set, ROLE_OPTIONAL) && (!p->any || has_optional_filter(p, set));

    if (set->kind != NODE_SET) {
        print_near(p, set);
        return;
    }
    for (const struct query_node *child = set->first; child != NULL; child = child->next) {
        size_t before = p->out->n;

        if (child != set->first)
            buf_append_string(p->out, any_of ? " OR " : " ");
        print_signed(p, child);
        if (child == set->first || !number_has_gap(buf_slice(p->out), before))
            continue;
        p->out->n = before;              /* two spaces are in no number */
        buf_append_string(p->out, "  ");
        print_signed(p, child);
    }
}

void query_append_parsed(struct buf *out, const struct query *q)
{
    struct printer p = {.out = out, .q = q, .any = q->side_by_side_any};

    if (q->root == NULL)
        return;
    if (q->root->kind == NODE_SET)
        print_set(&p, q->root);
    else if (needs_sign(&p, q->root))
        print_signed(&p, &(struct query_node){.kind = NODE_LEAF, .role = ROLE_WANTED, .at = q->root->at});
    else if (q->root->kind == NODE_NEAR || q->root->kind == NODE_ADJ)
        print_near(&p, q->root);
    else
        print_atom(&p, q->root);
}
