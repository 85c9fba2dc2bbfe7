#include "searcher/query/query.h"

#include "base/utf8.h"
#include "searcher/query/query_parser.h"

/* Valid UTF-8, in the arena. */
static enum status repair(struct slice text, struct arena *arena, struct slice *out, struct err *e)
{
    struct buf repaired;

    buf_init(&repaired, (size_t)4 * QUERY_MAX_BYTES);
    utf8_append_repaired(&repaired, text);
    *out = arena_copy(arena, buf_slice(&repaired));
    buf_release(&repaired);
    return text.n > 0 && out->p == NULL ? err_memory(e, "the query") : OK;
}

static enum status parse(struct parser *p)
{
    struct query_node *root = NULL;

    TRY(parser_run(p, &root));
    if (root != NULL)
        TRY(tree_tidy(p, root, &p->query->root));
    TRY(tree_drop_leaves(p));
    if (p->query->root != NULL)
        p->query->root->role = ROLE_WANTED;
    p->notes_max++;
    if (p->notes_left_out > 0)
        TRY(parser_note(p, "%zu more notes on this query", p->notes_left_out));
    tree_finish(p->query, p->flags);
    return OK;
}

enum status query_parse(struct slice text, unsigned flags, struct arena *arena, struct query *out,
                        struct err *e)
{
    return query_parse_fields(text, flags, (struct slice){0}, arena, out, e);
}

enum status query_parse_fields(struct slice text, unsigned flags, struct slice user_fields,
                               struct arena *arena, struct query *out, struct err *e)
{
    struct parser p = {.flags = flags, .lexer.user_fields = user_fields, .notes_max = PARSER_NOTES_MAX, .arena = arena, .query = out, .err = e};
    enum status status;

    *out = (struct query){.user_fields = user_fields};
    if (text.n > QUERY_MAX_BYTES)
        return err_set(e, E_LIMIT, "a query of %zu bytes; %d are allowed", text.n, QUERY_MAX_BYTES);
    TRY(repair(text, arena, &p.lexer.text, e));
    words_init(&p.words);
    status = parse(&p);
    words_release(&p.words);
    return status;
}
