/* The decoders of postings, positions and forms: a payload of any bytes. */
#include <string.h>

#include "store/forms.h"
#include "store/segment_file.h"
#include "tests/fuzz/fuzz.h"

#define DOCS 1000

static void read_block(struct slice s)
{
    uint32_t values[INTBLOCK_COUNT], again[INTBLOCK_COUNT];
    uint8_t bytes[INTBLOCK_MAX_BYTES];
    size_t count = 1 + fuzz_take_byte(&s) % INTBLOCK_COUNT;
    const uint8_t *end = slice_end(s), *p = intblock_decode(s.p, end, count, values);

    FUZZ_REQUIRE(p == NULL || (p > s.p && p <= end));
    FUZZ_REQUIRE(p == NULL || intblock_skip(s.p, end, count) == p);
    if (p == NULL)
        return;
    end = intblock_encode(values, count, bytes);
    FUZZ_REQUIRE(end <= bytes + sizeof bytes);
    FUZZ_REQUIRE(intblock_decode(bytes, end, count, again) == end);
    FUZZ_REQUIRE(memcmp(values, again, count * sizeof *values) == 0);
}

static void read_forms(struct slice payload, uint64_t cf)
{
    struct forms_cursor c;
    struct form_count form;

    if (forms_open(&c, SLICE_LITERAL("\xc3\xa4nderung"), cf, payload))
        while (forms_next(&c, &form) == 1)
            FUZZ_REQUIRE(form.form.n <= 2 * FORMS_FORM_MAX && form.occurrences > 0);
}

/* A list that is in its payload whole, of a segment that has nothing else. */
static void read_list(struct slice payload)
{
    static char name[] = "fuzzed";
    static struct segment segment = {.path = name, .name = name, .header.doc_count = DOCS};
    struct postings *p = malloc(sizeof *p);
    struct err e = ERR_NONE;
    struct term_info info;
    struct buf positions;
    docid before = 0;

    buf_init(&positions, (size_t)1 << 26);
    if (postings_read_info(payload, &info) && postings_open_unbound(p, &segment, &info, &e) == OK) {
        for (uint32_t n = 0; postings_next(p) != DOC_END; n++) {
            FUZZ_REQUIRE(p->doc < DOCS && (n == 0 || p->doc > before));
            before = p->doc;
            postings_tf(p);
            postings_weighted_tf(p);
            buf_clear(&positions);
            if (postings_positions(p, &positions) != OK)
                break;
        }
        read_forms(info.forms, info.cf);
    }
    buf_release(&positions);
    free(p);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct slice s = slice_of(data, size);

    switch (fuzz_take_byte(&s) % 3) {
    case 0: read_block(s); break;
    case 1: read_forms(s, 1 + size % 100); break;
    default: read_list(s); break;
    }
    return 0;
}
