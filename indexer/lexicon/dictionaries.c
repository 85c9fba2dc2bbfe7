#include "indexer/lexicon/dictionaries.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/io.h"
#include "base/utf8.h"
#include "indexer/lexicon/dictd.h"

#define FILE_MAX_BYTES ((size_t)256 << 20)

struct source {
    const char *package;
    const char *path;            /* without endings where there are several */
    const char *licence;
    enum tongue from, to;        /* of freedict's */
    enum status (*read)(const struct source *s, const char *path, struct evidence *ev,
                        struct siblings *siblings, struct err *e);
};

static enum status read_ding(const struct source *s, const char *path, struct evidence *ev,
                             struct siblings *siblings, struct err *e)
{
    struct buf raw, text;
    enum status status;

    (void)s;
    buf_init(&raw, FILE_MAX_BYTES);
    buf_init(&text, FILE_MAX_BYTES);
    status = io_read_file(path, &raw, e);
    if (status == OK) {
        utf8_append_repaired(&text, buf_slice(&raw));
        status = ding_read(buf_slice(&text), ev, siblings, e);
    }
    buf_release(&raw);
    buf_release(&text);
    return status;
}

struct visit {
    const struct source *source;
    struct evidence *ev;
};

static enum status visit_mueller(void *context, struct slice entry, struct err *e)
{
    return mueller_read(entry, ((struct visit *)context)->ev, e);
}

static enum status read_mueller(const struct source *s, const char *path, struct evidence *ev,
                                struct siblings *siblings, struct err *e)
{
    struct visit visit = {s, ev};

    (void)siblings;
    return dictd_read(path, visit_mueller, &visit, e);
}

static enum status visit_freedict(void *context, struct slice entry, struct err *e)
{
    struct visit *v = context;

    return freedict_read(entry, v->source->from, v->source->to, v->ev, e);
}

static enum status read_freedict(const struct source *s, const char *path, struct evidence *ev,
                                 struct siblings *siblings, struct err *e)
{
    struct visit visit = {s, ev};

    (void)siblings;
    return dictd_read(path, visit_freedict, &visit, e);
}

static enum status read_hunspell(const struct source *s, const char *path, struct evidence *ev,
                                 struct siblings *siblings, struct err *e)
{
    char name[IO_PATH_MAX];
    struct buf aff, dic;
    enum status status;

    (void)s;
    buf_init(&aff, FILE_MAX_BYTES);
    buf_init(&dic, FILE_MAX_BYTES);
    snprintf(name, sizeof name, "%s.aff", path);
    status = io_read_file(name, &aff, e);
    snprintf(name, sizeof name, "%s.dic", path);
    if (status == OK)
        status = io_read_file(name, &dic, e);
    if (status == OK)
        status = hunspell_read(buf_slice(&aff), buf_slice(&dic), ev, siblings, e);
    buf_release(&aff);
    buf_release(&dic);
    return status;
}

#define WIKDICT "CC-BY-SA-3.0"
#define FREEDICT(pair, a, b)                                                             \
    {"dict-freedict-" pair, "/dictd/freedict-" pair, WIKDICT, a, b, read_freedict}

/* In the order in which they are read; the first names the entries. */
static const struct source SOURCES[] = {
    {"trans-de-en", "/trans/de-en", "GPL-2+", 0, 0, read_ding},
    {"mueller7-dict", "/dictd/mueller7", "GPL-2+", 0, 0, read_mueller},
    FREEDICT("deu-rus", TONGUE_DE, TONGUE_RU),
    FREEDICT("pol-rus", TONGUE_PL, TONGUE_RU),
    FREEDICT("pol-eng", TONGUE_PL, TONGUE_EN),
    FREEDICT("fra-rus", TONGUE_FR, TONGUE_RU),
    FREEDICT("deu-fra", TONGUE_DE, TONGUE_FR),
    FREEDICT("fra-deu", TONGUE_FR, TONGUE_DE),
    FREEDICT("swe-rus", TONGUE_SV, TONGUE_RU),
    FREEDICT("deu-swe", TONGUE_DE, TONGUE_SV),
    FREEDICT("swe-deu", TONGUE_SV, TONGUE_DE),
    FREEDICT("ell-rus", TONGUE_EL, TONGUE_RU),
    FREEDICT("ell-eng", TONGUE_EL, TONGUE_EN),
    {"hunspell-ru", "/hunspell/ru_RU", "GPL-2+ or LGPL-2.1+ or MPL-1.1", 0, 0, read_hunspell},
};

static enum status read_source(const struct source *s, const char *root, struct evidence *ev,
                               struct siblings *siblings, struct buf *sources,
                               struct buf *missing, struct err *e)
{
    struct err inner = ERR_NONE;
    char path[IO_PATH_MAX];
    enum status status;

    snprintf(path, sizeof path, "%s%s", root, s->path);
    status = s->read(s, path, ev, siblings, &inner);
    if (status == OK) {
        buf_printf(sources, "%s (%s)\n", s->package, s->licence);
        return OK;
    }
    if (status == E_NOT_FOUND) {
        buf_printf(missing, "%s%s", missing->n == 0 ? "" : " ", s->package);
        return OK;
    }
    *e = inner;
    return status;
}

enum status dictionaries_read(const char *root, struct evidence *ev, struct siblings *siblings,
                              struct buf *sources, struct buf *missing, struct err *e)
{
    for (size_t i = 0; i < sizeof SOURCES / sizeof *SOURCES; i++)
        TRY(read_source(&SOURCES[i], root, ev, siblings, sources, missing, e));
    return OK;
}
