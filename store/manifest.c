#include "store/manifest.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/io.h"
#include "store/checksum.h"

#define FILE_MAX ((size_t)1 << 20)

void manifest_segment_name(uint32_t number, char out[MANIFEST_SEGMENT_NAME_MAX])
{
    snprintf(out, MANIFEST_SEGMENT_NAME_MAX, "seg-%06u.mdb", number);
}

void manifest_deletions_name(uint32_t number, uint64_t generation,
                             char out[MANIFEST_SEGMENT_NAME_MAX])
{
    snprintf(out, MANIFEST_SEGMENT_NAME_MAX, "seg-%06u.del-%" PRIu64, number, generation);
}

void manifest_files_name(uint64_t generation, char out[MANIFEST_SEGMENT_NAME_MAX])
{
    snprintf(out, MANIFEST_SEGMENT_NAME_MAX, "files-%" PRIu64, generation);
}

static enum status damaged(const char *directory, const char *what, struct err *e)
{
    enum status status = err_set(e, E_CORRUPT, "'%s/%s' is damaged: %s", directory, MANIFEST_NAME,
                                 what);
    err_hint(e, CHECKSUM_HINT);
    return status;
}

/* The checksum line covers everything before it and is the last one. */
static bool checksum_holds(struct slice text)
{
    const char *line = NULL;
    uint64_t sum;
    int size = 0;

    for (size_t i = 0; i + 9 < text.n; i++)
        if (memcmp(text.p + i, "\nchecksum ", 10) == 0)
            line = (const char *)text.p + i + 1;
    if (line == NULL || sscanf(line, "checksum %16" SCNx64 "%n", &sum, &size) != 1
        || strcmp(line + size, "\n") != 0)
        return false;
    return sum == checksum_of(slice_of(text.p, (size_t)((const uint8_t *)line - text.p)), 0);
}

static bool parse_segment(const char *line, struct manifest *m)
{
    struct manifest_segment *s = &m->segments[m->segment_count];

    if (m->segment_count == MANIFEST_SEGMENTS_MAX
        || sscanf(line, "segment %" SCNu32 " %" SCNu64 " %" SCNx64 " %" SCNx64 " %" SCNu64,
                  &s->number, &s->bytes, &s->walk.meta_checksum, &s->walk.structure_checksum,
                  &s->deletions) != 5)
        return false;
    m->segment_count++;
    return true;
}

static bool parse_files(const char *line, struct manifest_files *out)
{
    return sscanf(line, "files %" SCNu64 " %" SCNu64 " %" SCNx64, &out->generation, &out->bytes,
                  &out->checksum) == 3;
}

static enum status parse(const char *directory, char *text, struct manifest *m, struct err *e)
{
    unsigned format = 0;
    uint64_t features = 0;
    char *rest = text, *line;

    if (sscanf(text, "stemma-index %u", &format) != 1)
        return damaged(directory, "it is no manifest of a Stemma index", e);
    if (format != MANIFEST_FORMAT) {
        err_set(e, E_VERSION, "'%s' has index format %u, this program reads and writes format %u",
                directory, format, MANIFEST_FORMAT);
        err_hint(e, "index the articles again into a new directory, or use the other version");
        return E_VERSION;
    }
    if (!checksum_holds(slice_of_string(text)))
        return damaged(directory, "wrong checksum", e);
    while ((line = strsep(&rest, "\n")) != NULL) {
        bool good = true;
        if (strncmp(line, "generation ", 11) == 0)
            m->generation = strtoull(line + 11, NULL, 10);
        else if (strncmp(line, "features ", 9) == 0)
            features = strtoull(line + 9, NULL, 10);
        else if (strncmp(line, "analysis ", 9) == 0)
            m->analysis = (uint32_t)strtoul(line + 9, NULL, 10);
        else if (strncmp(line, "next-segment ", 13) == 0)
            m->next_segment = (uint32_t)strtoul(line + 13, NULL, 10);
        else if (strncmp(line, "segment ", 8) == 0)
            good = parse_segment(line, m);
        else if (strncmp(line, "files ", 6) == 0)
            good = parse_files(line, &m->files);
        if (!good)
            return damaged(directory, "wrong line of a segment or of the files", e);
    }
    if (features != 0)
        return err_set(e, E_VERSION, "'%s' uses features (%" PRIu64 ") that this program lacks",
                       directory, features);
    return OK;
}

enum status manifest_read(const char *directory, struct manifest *out, struct err *e)
{
    char path[IO_PATH_MAX];
    struct buf text;
    enum status status;

    memset(out, 0, offsetof(struct manifest, segments));
    TRY(io_join(directory, MANIFEST_NAME, path, e));
    buf_init(&text, FILE_MAX);
    status = io_read_file(path, &text, e);
    if (status == OK) {
        buf_append_byte(&text, 0);
        status = buf_ok(&text) ? parse(directory, (char *)text.p, out, e)
                               : damaged(directory, "it is too long", e);
    }
    buf_release(&text);
    return status;
}

enum status manifest_write(const char *directory, const struct manifest *m, struct err *e)
{
    struct buf text;
    enum status status;

    buf_init(&text, FILE_MAX);
    buf_printf(&text, "stemma-index %u\ngeneration %" PRIu64 "\nfeatures 0\nanalysis %u\n",
               MANIFEST_FORMAT, m->generation, m->analysis);
    buf_printf(&text, "next-segment %u\n", m->next_segment);
    for (size_t i = 0; i < m->segment_count; i++)
        buf_printf(&text, "segment %u %" PRIu64 " %016" PRIx64 " %016" PRIx64 " %" PRIu64 "\n",
                   m->segments[i].number, m->segments[i].bytes,
                   m->segments[i].walk.meta_checksum, m->segments[i].walk.structure_checksum,
                   m->segments[i].deletions);
    if (m->files.generation != 0)
        buf_printf(&text, "files %" PRIu64 " %" PRIu64 " %016" PRIx64 "\n", m->files.generation,
                   m->files.bytes, m->files.checksum);
    buf_printf(&text, "checksum %016" PRIx64 "\n", checksum_of(buf_slice(&text), 0));
    status = buf_ok(&text) ? io_replace_file(directory, MANIFEST_NAME, buf_slice(&text), e)
                           : err_memory(e, "the manifest");
    buf_release(&text);
    return status;
}

enum status manifest_read_files(const char *directory, const struct manifest *m, struct buf *out,
                                struct err *e)
{
    char name[MANIFEST_SEGMENT_NAME_MAX], path[IO_PATH_MAX];
    size_t before = out->n;

    if (m->files.generation == 0)
        return OK;
    manifest_files_name(m->files.generation, name);
    TRY(io_join(directory, name, path, e));
    TRY(io_read_file(path, out, e));
    if (out->n - before != m->files.bytes
        || checksum_of(slice_drop(buf_slice(out), before), 0) != m->files.checksum)
        return err_set(e, E_CORRUPT, "'%s' is damaged: wrong size or checksum", path);
    return OK;
}
