#include "searcher/run/balance.h"

#define PRIOR_DOCS 80.0

/* The clause in a language, where the formula is for it; else null. */
static struct clause_stats *to_compare(struct plan *plan, size_t clause)
{
    struct clause_stats *stats = plan->stats == NULL ? NULL : &plan->stats[clause];

    return stats == NULL || stats->variant_count == 0 || stats->phrase ? NULL : stats;
}

void balance_clause(const struct engine *g, struct plan plans[LANG_COUNT], size_t clause)
{
    double all = 0, df = 0, docs = 0;

    for (enum lang lang = 0; lang < LANG_COUNT; lang++) {
        const struct clause_stats *stats = to_compare(&plans[lang], clause);

        all += (double)g->langs[lang].doc_count;
        df += stats == NULL ? 0 : stats->df;
        docs += stats == NULL ? 0 : (double)g->langs[lang].doc_count;
    }
    for (enum lang lang = 0; lang < LANG_COUNT; lang++) {
        struct clause_stats *stats = to_compare(&plans[lang], clause);
        double own = (double)g->langs[lang].doc_count;

        if (stats == NULL || own == all)
            continue;
        stats->df = all * (stats->df + PRIOR_DOCS * df / docs) / (own + PRIOR_DOCS);
        stats->doc_count = (uint64_t)all;
        stats->idf = plan_boosted(&plans[lang].query->clauses[clause],
                                  bm25_idf_of(all, stats->df));
    }
}
