#include "searcher/output/groups.h"

#include <inttypes.h>

#include "base/escape.h"

static void put_variant(struct buf *out, const struct output_query *to, struct slice word, enum lang lang,
                        const struct variant *v)
{
    output_qid(out, to);
    escape_line(out, word);
    buf_printf(out, "\t%s\t%s\t%.2f\t%" PRIu64 "\t", lang_name(lang), via_name(v->via),
               v->weight * v->tier / 1e4, v->df);
    for (size_t i = 0; i < v->term_count; i++) {
        buf_append_string(out, i > 0 ? " " : "");
        escape_line(out, v->terms[i]);
    }
    buf_append_byte(out, '\n');
}

void output_groups(struct buf *out, const struct output_query *to, const struct query *q)
{
    for (size_t i = 0; i < q->clause_count; i++) {
        for (enum lang lang = 0; lang < LANG_COUNT; lang++) {
            size_t count;
            const struct variant *variants = engine_variants(to->results, lang, i, &count);

            for (size_t k = 0; k < count; k++)
                put_variant(out, to, q->clauses[i].text, lang, &variants[k]);
        }
    }
}
