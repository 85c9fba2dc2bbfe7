#include "indexer/formats/binary.h"

#define PROBE_BYTES ((size_t)64 << 10)
#define NUL_BYTES_APART 1000     /* one in a long text is a slip; files of numbers are full of them */
#define CONTROL_PERCENT_MOST 5   /* of random bytes 10 % are control characters */

static const struct {
    struct slice start;
    const char *reason;
} kinds[] = {
#define KIND(bytes, name) {{(const uint8_t *)("" bytes), sizeof(bytes) - 1}, "it is binary (" name ")"}
    KIND("%PDF-", "PDF"),
    KIND("PK\3\4", "ZIP, or an office document or book that is one"),
    KIND("PK\5\6", "ZIP"),
    KIND("\x1f\x8b\x08", "gzip"),
    KIND("BZh91AY&SY", "bzip2"),
    KIND("\xfd" "7zXZ\0", "xz"),
    KIND("\x28\xb5\x2f\xfd", "zstd"),
    KIND("7z\xbc\xaf\x27\x1c", "7-Zip"),
    KIND("Rar!\x1a\x07", "RAR"),
    KIND("\x89PNG\r\n\x1a\n", "PNG"),
    KIND("\xff\xd8\xff\xe0", "JPEG"),
    KIND("\xff\xd8\xff\xe1", "JPEG"),
    KIND("\xff\xd8\xff\xdb", "JPEG"),
    KIND("GIF87a", "GIF"),
    KIND("GIF89a", "GIF"),
    KIND("II*\0", "TIFF"),
    KIND("MM\0*", "TIFF"),
    KIND("\x7f" "ELF", "ELF"),
    KIND("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an office document of before 2007"),
    KIND("SQLite format 3\0", "SQLite"),
    KIND("OggS\0", "Ogg"),
    KIND("ID3\3", "MP3"),
    KIND("ID3\4", "MP3"),
    KIND("\xca\xfe\xba\xbe", "Java class"),
    KIND("\0asm", "WebAssembly"),
    KIND("wOF2", "font"),
    KIND("wOFF", "font"),
#undef KIND
};

const char *binary_kind(struct slice raw)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (slice_starts_with(raw, kinds[i].start))
            return kinds[i].reason;
    return NULL;
}

/* Escape (colours, ISO-2022) and 1A (the end of a DOS text) come in texts too. */
static bool is_control(uint8_t c)
{
    return (c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != '\v' && c != '\b'
            && c != 0x1b && c != 0x1a) || c == 0x7f;
}

const char *binary_content(struct slice raw)
{
    size_t n = raw.n < PROBE_BYTES ? raw.n : PROBE_BYTES, controls = 0, nuls = 0;

    for (size_t i = 0; i < n; i++) {
        controls += is_control(raw.p[i]);
        nuls += raw.p[i] == 0;
    }
    if (nuls * NUL_BYTES_APART > n)
        return "it is binary (NUL bytes)";
    return controls * 100 > n * CONTROL_PERCENT_MOST ? "it is binary (control characters)" : NULL;
}
