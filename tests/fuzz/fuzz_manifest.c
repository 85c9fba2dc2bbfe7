/* MANIFEST, with a right checksum, and the files beside it that are read whole. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/io.h"
#include "indexer/sources.h"
#include "store/checksum.h"
#include "store/deletions.h"
#include "store/manifest.h"
#include "tests/fuzz/fuzz.h"

static char folder[] = "/tmp/stemma-fuzz-XXXXXX";

static void remove_folder(void)
{
    char path[IO_PATH_MAX];

    if (io_join(folder, MANIFEST_NAME, path, NULL) == OK)
        unlink(path);
    rmdir(folder);
}

/* What is read is written, and read again to the same. */
static void read_manifest(struct slice lines)
{
    static struct manifest m, again;
    struct buf text;

    if (strstr(folder, "XXXXXX") != NULL) {
        FUZZ_REQUIRE(mkdtemp(folder) != NULL);
        atexit(remove_folder);
    }
    buf_init(&text, (size_t)1 << 24);
    buf_printf(&text, "stemma-index %u\n", MANIFEST_FORMAT);
    buf_append_slice(&text, lines);
    buf_append_byte(&text, '\n');
    buf_printf(&text, "checksum %016" PRIx64 "\n", checksum_of(buf_slice(&text), 0));
    FUZZ_REQUIRE(io_place_file(folder, MANIFEST_NAME, buf_slice(&text), NULL) == OK);
    if (manifest_read(folder, &m, NULL) == OK && manifest_write(folder, &m, NULL) == OK) {
        FUZZ_REQUIRE(manifest_read(folder, &again, NULL) == OK);
        FUZZ_REQUIRE(m.generation == again.generation && m.segment_count == again.segment_count);
        FUZZ_REQUIRE(memcmp(m.segments, again.segments, m.segment_count * sizeof *m.segments) == 0);
    }
    buf_release(&text);
}

static void read_sources(struct slice bytes)
{
    struct sources s;
    struct buf out;

    sources_init(&s);
    buf_init(&out, (size_t)1 << 26);
    if (sources_decode(&s, bytes, NULL) == OK)
        sources_encode(&s, &out);
    buf_release(&out);
    sources_release(&s);
}

static void read_deletions(struct slice bytes)
{
    struct deletions d;
    uint32_t docs = 8u * fuzz_take_byte(&bytes);
    struct buf sealed;

    buf_init(&sealed, (size_t)1 << 24);
    buf_append_slice(&sealed, bytes);
    buf_append(&sealed, &(uint64_t){checksum_of(bytes, 0)}, 8);
    deletions_init(&d, docs);
    if (deletions_decode(buf_slice(&sealed), docs, "fuzzed", &d, NULL) == OK)
        FUZZ_REQUIRE(d.deleted <= docs);
    deletions_release(&d);
    buf_release(&sealed);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct slice s = slice_of(data, size);

    switch (fuzz_take_byte(&s) % 3) {
    case 0: read_manifest(s); break;
    case 1: read_sources(s); break;
    default: read_deletions(s); break;
    }
    return 0;
}
