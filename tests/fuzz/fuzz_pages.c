/* Text, HTML and Markdown become pages, and pages zones: every part lies in its text. */
#include "indexer/reading.h"
#include "tests/fuzz/fuzz.h"

static void look_at_page(const struct page *p)
{
    FUZZ_REQUIRE(fuzz_is_utf8(buf_slice(&p->text)));
    for (size_t i = 0, end = 0; i < page_block_count(p); i++) {
        const struct page_block *b = &page_blocks(p)[i];

        FUZZ_REQUIRE(b->start >= end && b->start <= b->end && b->end <= p->text.n);
        end = b->end;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const enum format formats[] = {FORMAT_TEXT, FORMAT_HTML, FORMAT_MARKDOWN};
    static struct reading reading;
    static bool is_open;
    struct slice s = slice_of(data, size);
    struct article a = {.id = SLICE_LITERAL("x"),
                        .format = formats[fuzz_take_byte(&s) % 3]};
    struct reading_found found;
    struct page page;
    struct buf text;
    size_t bytes = 0;

    if (!is_open)
        FUZZ_REQUIRE(reading_open(&reading, NULL) == OK);
    is_open = true;
    buf_init(&text, (size_t)1 << 26);
    utf8_append_repaired(&text, s);
    a.text = buf_slice(&text);
    page_init(&page);
    if (format_read_page(a.format, a.text, &page, NULL) == OK)
        look_at_page(&page);
    page_release(&page);
    if (reading_article(&reading, &a, &found, NULL) == OK) {
        const struct zones_found *z = &found.zones;

        FUZZ_REQUIRE(fuzz_is_utf8(found.text));
        for (size_t i = 0; i < z->run_count; i++)
            bytes += z->runs[i].bytes;
        FUZZ_REQUIRE(bytes == found.text.n);
        FUZZ_REQUIRE(z->title_start + z->title_bytes <= found.text.n);
    }
    buf_release(&text);
    return 0;
}
