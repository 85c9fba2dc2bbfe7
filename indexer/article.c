#include "indexer/article.h"

#include "store/checksum.h"

static uint64_t hash_candidates(const struct page_candidate *c, size_t count, uint64_t hash)
{
    for (size_t i = 0; i < count; i++)
        hash = checksum_of(c[i].text, hash);
    return hash;
}

uint64_t article_hash(const struct article *a)
{
    uint64_t hash = checksum_of(a->text, a->title.n);

    if (a->page != NULL) {
        hash = checksum_of(buf_slice(&a->page->text), hash);
        hash = hash_candidates(a->page->titles, a->page->title_count, hash);
        hash = hash_candidates(a->page->dates, a->page->date_count, hash);
    }
    return checksum_of(a->date, checksum_of(a->title, hash));
}
