#include "searcher/output/notes.h"

#define NOTE_MAX_BYTES ((size_t)1 << 20)

/* The clauses that are to be found, as typed: trade, cooperation. */
static void put_wanted(struct buf *out, const struct query *q)
{
    const char *between = "";

    for (size_t i = 0; i < q->clause_count; i++) {
        if (q->clauses[i].excluded)
            continue;
        buf_append_string(out, between);
        buf_append_slice(out, q->clauses[i].text);
        between = ", ";
    }
}

static bool has_excluded(const struct query *q)
{
    for (size_t i = 0; i < q->clause_count; i++)
        if (q->clauses[i].excluded)
            return true;
    return false;
}

/* What became of the query, where that is to be told; empty where not. */
static void put_outcome(struct buf *out, const struct query *q, const struct results *r)
{
    if (r->relaxed) {
        buf_append_string(out, "no article has all of: ");
        put_wanted(out, q);
        buf_printf(out, "; showing articles with %zu of %zu (--no-relax to forbid)",
                   r->relaxed_to, r->wanted);
    } else if (q->root == NULL) {
        if (q->note_count == 0)               /* else they say what became of its words */
            buf_append_string(out, "the query holds no word");
    } else if (r->total == 0) {
        buf_append_string(out, "no match for: ");
        if (q->flat && q->filter_count == 0 && !has_excluded(q))
            put_wanted(out, q);
        else
            query_append_parsed(out, q);
    }
}

/* no match for 'cooperaton'; did you mean: cooperation, corporation. Of the words from `from` on
 * that were meant by the same typed one. Where the next ones begin.            */
static size_t put_meant(struct buf *out, const struct output_query *to, size_t from)
{
    const struct meant *m = &to->meant[from];
    size_t i = from;

    buf_append_string(out, m->is_rare ? "few articles have '" : "no match for '");
    buf_append_slice(out, m->typed);
    buf_append_string(out, "'; did you mean:");
    for (; i < to->meant_count && to->meant[i].typed.p == m->typed.p; i++) {
        buf_append_string(out, i > from ? ", " : " ");
        buf_append_slice(out, to->meant[i].text);
    }
    return i;
}

enum cut { CUT_PATTERN, CUT_WORD, CUT_FORM, CUT_KINDS };

static bool is_cut(const struct query *q, const struct results *r, size_t clause, enum cut kind)
{
    const struct clause *c = &q->clauses[clause];

    if (kind == CUT_FORM)
        return r->forms_cut && c->left_open;
    return (c->wildcard || c->fuzzy > 0) == (kind == CUT_PATTERN) && engine_is_cut(r, clause);
}

/* The first leaf of the kind that is cut; there may be as many as words. Empty where none is. */
static void put_cut(struct buf *out, const struct query *q, const struct results *r, enum cut kind)
{
    static const char *const before[] = {"cut: '", "cut: a long query; from '", "cut: '"};
    static const char *const after[] = {"' fits too many words: the most frequent ones are searched",
                                        "' on not all forms of its words are searched",
                                        ("' is in too many articles: those behind the best ones are left out "
                                         "with any form of it")};

    for (size_t i = 0; r->plans != NULL && i < q->clause_count && out->n == 0; i++) {
        if (!is_cut(q, r, i, kind))
            continue;
        buf_append_string(out, before[kind]);
        buf_append_slice(out, q->clauses[i].text);
        buf_append_string(out, after[kind]);
    }
}

/* Notes one after the other, in an arena. */
struct notes {
    struct arena *arena;
    struct slice *list;
    size_t count;
};

/* What is in text becomes one of them, unless it is empty; clears it. */
static void take(struct notes *n, struct buf *text)
{
    if (text->n > 0)
        n->list[n->count++] = arena_copy(n->arena, buf_slice(text));
    buf_clear(text);
}

enum status notes_make(const struct query *q, struct output_query *to, struct arena *arena,
                       struct err *e)
{
    struct notes n = {.arena = arena, .list = arena_zalloc(arena, q->note_count + 1 + CUT_KINDS + MEANT_WORDS_MAX,
                                                           sizeof *n.list)};
    struct buf text;

    if (n.list == NULL)
        return err_memory(e, "notes");
    for (size_t i = 0; i < q->note_count; i++)
        n.list[n.count++] = slice_of_string(q->notes[i]);
    buf_init(&text, NOTE_MAX_BYTES);
    if (q->clause_count > 1 || to->meant_count == 0)      /* else that says so */
        put_outcome(&text, q, to->results);
    take(&n, &text);
    for (enum cut kind = 0; kind < CUT_KINDS; kind++) {
        put_cut(&text, q, to->results, kind);
        take(&n, &text);
    }
    for (size_t i = 0; i < to->meant_count;) {
        i = put_meant(&text, to, i);
        take(&n, &text);
    }
    buf_release(&text);
    to->notes = n.list;
    to->note_count = n.count;
    return OK;
}
