#include "searcher/snippets/passage.h"

#define ELLIPSIS SLICE_LITERAL("…")

/* Size of the white space that the text begins with, no-break and wide spaces too; 0: none. */
static size_t space_at(struct slice s)
{
    if (s.n == 0 || s.p[0] < 0x80)
        return s.n > 0 && slice_is_space(s.p[0]);
    if (s.p[0] == 0xc2)                                       /* U+00A0 */
        return s.n > 1 && s.p[1] == 0xa0 ? 2 : 0;
    if (s.n < 3 || (s.p[0] != 0xe2 && s.p[0] != 0xe3))
        return 0;
    if (s.p[0] == 0xe3)                                       /* U+3000 */
        return s.p[1] == 0x80 && s.p[2] == 0x80 ? 3 : 0;
    /* U+2000 .. U+200A, U+202F, U+205F */
    return (s.p[1] == 0x80 && (s.p[2] <= 0x8a || s.p[2] == 0xaf))
                   || (s.p[1] == 0x81 && s.p[2] == 0x9f) ? 3 : 0;
}

/* A span is measured in the folded text, as white space may be inside it. */
enum status passage_make(struct slice article, const struct place *places,
                         const struct passage_part *part, struct arena *arena, struct passage *out,
                         struct err *e)
{
    struct buf text;
    size_t at_place = part->first, open_end = 0;
    bool complete, after_space = false;

    *out = (struct passage){.start = part->from};
    out->spans = arena_zalloc(arena, part->end - part->first + 1, sizeof *out->spans);
    if (out->spans == NULL)
        return err_memory(e, "a snippet");
    buf_init(&text, (size_t)1 << 31);
    if (part->cut_left)
        buf_append_slice(&text, ELLIPSIS);
    while (at_place < part->end && places[at_place].start < part->from)
        at_place++;
    for (size_t i = part->from, space; i < part->to; i += space > 0 ? space : 1) {
        if (open_end != 0 && i >= open_end) {
            out->spans[out->span_count - 1].end = text.n;
            open_end = 0;
        }
        space = space_at(slice_of(article.p + i, part->to - i));
        after_space |= space > 0;
        if (space > 0)
            continue;
        if (after_space && text.n > 0)
            buf_append_byte(&text, ' ');
        after_space = false;
        for (; at_place < part->end && places[at_place].start == i; at_place++) {
            if (open_end == 0)
                out->spans[out->span_count++].start = text.n;
            if (places[at_place].end > open_end)
                open_end = places[at_place].end;
        }
        buf_append_byte(&text, article.p[i]);
    }
    if (open_end != 0)
        out->spans[out->span_count - 1].end = text.n;
    if (part->cut_right)
        buf_append_slice(&text, ELLIPSIS);
    out->text = arena_copy(arena, buf_slice(&text));
    complete = buf_ok(&text) && out->text.n == text.n && (text.n == 0 || out->text.p != NULL);
    buf_release(&text);
    return complete ? OK : err_memory(e, "a snippet");
}
