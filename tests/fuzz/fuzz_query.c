/* Any query parses or is refused, and what was understood parses to itself. */
#include "searcher/query/query.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct slice text = slice_of(data, size);
    struct slice names = SLICE_LITERAL("\005price\003tag");
    unsigned flags = fuzz_take_byte(&text) & (QUERY_FIXED | QUERY_ANY | QUERY_FUZZY);
    struct arena arena = ARENA_EMPTY;
    struct query q, again;
    struct buf first, second;

    buf_init(&first, (size_t)1 << 24);
    buf_init(&second, (size_t)1 << 24);
    if (query_parse_fields(text, flags, names, &arena, &q, NULL) == OK) {
        query_append_parsed(&first, &q);
        FUZZ_REQUIRE(buf_ok(&first) && fuzz_is_utf8(buf_slice(&first)));
        if (first.n <= QUERY_MAX_BYTES
            && query_parse_fields(buf_slice(&first), flags & QUERY_ANY, names, &arena, &again, NULL) == OK) {
            query_append_parsed(&second, &again);
            FUZZ_REQUIRE(slice_equal(buf_slice(&first), buf_slice(&second)));
        }
    }
    buf_release(&first);
    buf_release(&second);
    arena_release(&arena);
    return 0;
}
