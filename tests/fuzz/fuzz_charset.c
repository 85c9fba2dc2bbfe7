/* Bytes in any charset, declared, forced or found, become valid UTF-8. */
#include "indexer/formats/charset.h"
#include "indexer/formats/format.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const names[] = {NULL, NULL, NULL, "utf-8", "windows-1251", "koi8-r",
                                        "utf-16le", "utf-16be", "utf-32le", "ibm866"};
    struct slice s = slice_of(data, size);
    const char *forced = names[fuzz_take_byte(&s) % (sizeof names / sizeof *names)];
    struct charset_found found;
    struct buf out;
    const char *why;

    format_of("", s);
    buf_init(&out, (size_t)1 << 26);
    why = charset_decode(s, forced, charset_declared_in(s), &out, &found);
    FUZZ_REQUIRE(why != NULL || (fuzz_is_utf8(buf_slice(&out)) && found.name != NULL));
    buf_clear(&out);
    why = charset_decode_damaged(s, forced, charset_declared_in(s), &out, &found);
    FUZZ_REQUIRE(why != NULL || fuzz_is_utf8(buf_slice(&out)));
    buf_release(&out);
    return 0;
}
