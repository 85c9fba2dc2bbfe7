#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/io.h"
#include "base/options.h"
#include "indexer/commands/command.h"
#include "indexer/lexicon/compile.h"
#include "indexer/lexicon/dictionaries.h"
#include "indexer/report.h"

#define TSV_MAX_BYTES ((size_t)1 << 30)
#define LIST_MAX_BYTES ((size_t)60 << 10)

struct making {
    struct evidence evidence;
    struct siblings siblings;
    struct buf sources;          /* a line for each that was read */
    struct buf missing;          /* packages that are not installed */
    const char *file;            /* of the user's words, that is being read */
    uint64_t skipped;            /* lines of those */
};

static void skip_line(void *context, uint64_t line, const char *why)
{
    struct making *m = context;

    m->skipped++;
    report_message("%s:%llu: skipped: %s", m->file, (unsigned long long)line, why);
}

static enum status read_own_words(struct making *m, const char *path, struct err *e)
{
    struct buf text;
    enum status status;

    m->file = path;
    buf_init(&text, TSV_MAX_BYTES);
    status = io_read_file(path, &text, e);
    if (status == OK)
        status = tsv_read(buf_slice(&text), &m->evidence, skip_line, m, e);
    if (status == OK)
        buf_printf(&m->sources, "%s (your own)\n", path);
    buf_release(&text);
    return status;
}

/* Dictionaries that were unpacked elsewhere: $STEMMA_DICTIONARIES. */
static const char *root_of_dictionaries(void)
{
    const char *root = getenv("STEMMA_DICTIONARIES");

    return root != NULL && root[0] != '\0' ? root : DICTIONARIES_ROOT;
}

static enum status read_sources(struct making *m, const struct command_input *in, struct err *e)
{
    TRY(evidence_init(&m->evidence, e));
    TRY(dictionaries_read(root_of_dictionaries(), &m->evidence, &m->siblings, &m->sources, &m->missing, e));
    for (size_t i = 0; i < in->count; i++)
        TRY(read_own_words(m, in->operands[i], e));
    if (m->sources.n == 0) {
        err_set(e, E_NOT_FOUND, "no dictionary is installed and no file of words was named");
        err_hint(e, "apt-get install --no-install-recommends %.*s", SLICE_ARG(buf_slice(&m->missing)));
        return E_NOT_FOUND;
    }
    if (m->missing.n > 0)
        report_message("note: not installed, and left out: %.*s", SLICE_ARG(buf_slice(&m->missing)));
    return OK;
}

/* The folder of the default place is made; that of -o is the user's. */
static const char *place_of(const struct command_input *in, char *out)
{
    const char *path = in->options->out != NULL ? in->options->out : options_default_lexicon(out);

    if (path == out)
        for (char *slash = strchr(out + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
            *slash = '\0';
            (void)mkdir(out, 0700);
            *slash = '/';
        }
    return path;
}

static enum status make_lexicon(struct making *m, const struct command_input *in, struct err *e)
{
    char place[IO_PATH_MAX];
    const char *path = place_of(in, place);
    struct compiled done;

    if (path == NULL)
        return err_set(e, E_USAGE, "no place for the lexicon: name a file with -o FILE");
    TRY(read_sources(m, in, e));
    TRY(compile_lexicon(&m->evidence, &m->siblings, path, buf_slice(&m->sources), &done, e));
    if (!in->options->add.quiet)
        report_message("%s: %llu words and phrases, %.1f MB", path,
                       (unsigned long long)done.keys, (double)done.bytes / 1e6);
    return OK;
}

int lexicon_run(const struct command_input *in)
{
    struct making m = {.skipped = 0};
    struct err e = ERR_NONE;
    enum status status;

    siblings_init(&m.siblings);
    buf_init(&m.sources, LIST_MAX_BYTES);
    buf_init(&m.missing, LIST_MAX_BYTES);
    status = make_lexicon(&m, in, &e);
    evidence_release(&m.evidence);
    siblings_release(&m.siblings);
    buf_release(&m.sources);
    buf_release(&m.missing);
    if (status != OK)
        return report_error(&e);
    return m.skipped > 0 ? 1 : 0;
}
