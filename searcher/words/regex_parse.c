/* A pattern becomes a tree: regex_tree.h. */
#include "searcher/words/regex_parser.h"

void *parse_fail_at(struct parse *p, size_t at, const char *text)
{
    if (p->problem->text == NULL)
        *p->problem = (struct regex_problem){utf8_count(slice_of(p->text.p, at)) + 1, text};
    return NULL;
}

void *parse_fail(struct parse *p, const char *text)
{
    return parse_fail_at(p, p->at, text);
}

void *parse_out_of_memory(struct parse *p)
{
    p->no_memory = true;
    return parse_fail(p, "no memory");
}

struct regex_node *parse_node(struct parse *p, enum regex_kind kind, struct regex_node *left,
                               struct regex_node *right)
{
    struct regex_node *n = arena_zalloc(p->arena, 1, sizeof *n);

    if (n == NULL)
        return parse_out_of_memory(p);
    *n = (struct regex_node){.kind = kind, .left = left, .right = right, .least = 1, .most = 1};
    return n;
}

bool parse_is_next(const struct parse *p, const char *text)
{
    return slice_starts_with(slice_drop(p->text, p->at), slice_of_string(text));
}

bool parse_take(struct parse *p, const char *text)
{
    bool there = parse_is_next(p, text);

    p->at += there ? strlen(text) : 0;
    return there;
}

uint32_t parse_take_letter(struct parse *p)
{
    const uint8_t *next;
    uint32_t c = utf8_next(p->text.p + p->at, slice_end(p->text), &next);

    p->at = (size_t)(next - p->text.p);
    return c;
}

struct regex_node *parse_then(struct parse *p, struct regex_node *left, struct regex_node *right)
{
    if (left == NULL || left->kind == REGEX_NOTHING)
        return right;
    return right == NULL ? NULL : parse_node(p, REGEX_THEN, left, right);
}

static struct regex_node *parse_either(struct parse *p);

/* Behind '('. */
static struct regex_node *parse_group(struct parse *p)
{
    size_t open = p->at - 1;
    struct regex_node *inner;

    if (++p->depth > REGEX_DEPTH_MAX)
        return parse_fail_at(p, open, "too many groups in each other");
    if (parse_is_next(p, "?") && !parse_take(p, "?:"))
        return parse_fail_at(p, open, "of (?...) only (?:...) is known");
    inner = parse_either(p);
    if (inner != NULL && !parse_take(p, ")"))
        return parse_fail_at(p, open, "( is not closed");
    p->depth--;
    return inner;
}

static struct regex_node *parse_atom(struct parse *p)
{
    size_t start = p->at;

    if (parse_take(p, "("))
        return parse_group(p);
    if (parse_take(p, "["))
        return parse_letter_set(p);
    if (parse_take(p, "\\"))
        return parse_escaped(p);
    if (parse_take(p, "."))
        return parse_any_letter(p);
    if (parse_is_next(p, "^") || parse_is_next(p, "$")) {
        if (p->at != (parse_is_next(p, "^") ? 0 : p->text.n - 1))
            return parse_fail(p, "^ is for the start and $ for the end of the pattern");
        p->at++;
        return parse_node(p, REGEX_NOTHING, NULL, NULL);
    }
    if (parse_is_next(p, "*") || parse_is_next(p, "+") || parse_is_next(p, "?") || parse_is_next(p, "{"))
        return parse_fail(p, "nothing to repeat");
    if (parse_is_next(p, "]") || parse_is_next(p, "}"))
        return parse_fail(p, "closes what is not open");
    parse_take_letter(p);
    return parse_typed_letter(p, start);
}

static bool take_count(struct parse *p, uint32_t *out)
{
    size_t start = p->at;

    for (*out = 0; p->at < p->text.n && p->text.p[p->at] >= '0' && p->text.p[p->at] <= '9'; p->at++)
        *out = *out > REGEX_STEPS_MAX ? *out : *out * 10 + (p->text.p[p->at] - (uint32_t)'0');
    return p->at > start;
}

/* *, +, ?, {n}, {n,}, {n,m}: whether one is there; false with a problem where it is none. */
static bool take_repeat(struct parse *p, uint32_t *least, uint32_t *most)
{
    size_t start;

    if (parse_take(p, "*") || parse_take(p, "+")) {
        *least = p->text.p[p->at - 1] == '+';
        *most = REGEX_NO_END;
        return true;
    }
    *least = 0;
    *most = 1;
    if (parse_take(p, "?"))
        return true;
    start = p->at;
    if (!parse_take(p, "{"))
        return false;
    if (take_count(p, least)) {
        *most = *least;
        if (parse_take(p, ",") && !take_count(p, most))
            *most = REGEX_NO_END;
        if (parse_take(p, "}") && *least <= *most)
            return true;
    }
    p->at = start;
    return parse_fail(p, "{ takes {n}, {n,} or {n,m}") != NULL;
}

static struct regex_node *parse_repeated(struct parse *p)
{
    struct regex_node *n = parse_atom(p);
    uint32_t least, most;
    size_t sign = p->at;

    for (; n != NULL && take_repeat(p, &least, &most); sign = p->at) {
        if (n->kind == REGEX_NOTHING)
            return parse_fail_at(p, sign, "nothing to repeat");
        if (parse_is_next(p, "+"))
            return parse_fail(p, "repetitions that give nothing back are not known");
        parse_take(p, "?");
        n = parse_node(p, REGEX_REPEAT, n, NULL);
        if (n == NULL)
            return NULL;
        n->least = least;
        n->most = most;
        if (regex_steps(n) > REGEX_STEPS_MAX)
            return parse_fail_at(p, sign, "too large a pattern");
    }
    return p->problem->text == NULL ? n : NULL;
}

static struct regex_node *parse_sequence(struct parse *p)
{
    struct regex_node *all = parse_node(p, REGEX_NOTHING, NULL, NULL), *one;

    while (all != NULL && p->at < p->text.n && !parse_is_next(p, "|") && !parse_is_next(p, ")")) {
        one = parse_repeated(p);
        if (one == NULL)
            return NULL;
        all = one->kind == REGEX_NOTHING ? all : parse_then(p, all, one);
    }
    return all;
}

static struct regex_node *parse_either(struct parse *p)
{
    struct regex_node *all = parse_sequence(p), *one;

    while (all != NULL && parse_take(p, "|")) {
        one = parse_sequence(p);
        all = one == NULL ? NULL : parse_node(p, REGEX_EITHER, all, one);
    }
    return all;
}

uint32_t regex_steps(const struct regex_node *n)
{
    uint64_t steps = 0, times;

    switch (n->kind) {
    case REGEX_NOTHING: break;
    case REGEX_SET: steps = 1; break;
    case REGEX_THEN: steps = (uint64_t)regex_steps(n->left) + regex_steps(n->right); break;
    case REGEX_EITHER: steps = (uint64_t)regex_steps(n->left) + regex_steps(n->right) + 1; break;
    case REGEX_REPEAT:
        times = n->most == REGEX_NO_END ? 1 : n->most - n->least;         /* that may be left out */
        steps = (n->least + times) * (uint64_t)regex_steps(n->left) + times;
        break;
    }
    return steps > REGEX_STEPS_MAX ? REGEX_STEPS_MAX + 1 : (uint32_t)steps;
}

enum status regex_parse(struct slice pattern, regex_fold *fold, void *context, struct arena *arena,
                        struct regex_node **out, struct regex_problem *problem, uint64_t *work,
                        struct err *e)
{
    struct parse p = {.text = pattern, .fold = fold, .context = context, .arena = arena,
                      .problem = problem, .work = work};

    *problem = (struct regex_problem){.text = NULL};
    *out = pattern.n > REGEX_MAX_BYTES ? parse_fail(&p, "too large a pattern") : parse_either(&p);
    if (*out != NULL && p.at < pattern.n)
        *out = parse_fail(&p, ") without (");
    if (*out != NULL && regex_steps(*out) > REGEX_STEPS_MAX)
        *out = parse_fail_at(&p, 0, "too large a pattern");
    if (*out != NULL && problem->text != NULL)
        *out = NULL;
    return p.no_memory ? err_memory(e, "a pattern") : OK;
}
