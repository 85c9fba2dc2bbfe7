#include <math.h>

#include "base/escape.h"
#include "base/utf8.h"
#include "searcher/output/output.h"

/* A field of a line that is split at white space: as it is, or percent-encoded. */
static void put_field(struct buf *out, struct slice s)
{
    const uint8_t *p = s.p, *end = slice_end(s);
    bool valid, whole = true;

    while (p < end) {
        uint32_t c = utf8_decode(p, end, &p, &valid);
        whole &= valid && c != ' ' && !escape_is_control(c);
    }
    if (whole)
        buf_append_slice(out, s);
    else
        escape_url(out, s);
}

/* Scores fall strictly even as single floats: programs that read runs sort by
 * them, and break ties by other rules than the rank.                         */
static void trec_hit(struct buf *out, struct output_query *q, const struct output_hit *h,
                     const struct output_style *style)
{
    float score = (float)h->score;

    if (!h->is_first && score >= q->score)
        score = nextafterf(q->score, -INFINITY);
    q->score = score;
    put_field(out, q->qid.n > 0 ? q->qid : SLICE_LITERAL("1"));
    buf_append_string(out, " Q0 ");
    put_field(out, h->document->id);
    buf_printf(out, " %zu %.9g %s\n", h->rank, (double)score, style->tag);
}

const struct output output_trec = {.name = "trec", .hit = trec_hit, .no_text = true};
