#include "searcher/across/across.h"

#include "base/io.h"
#include "base/options.h"

static enum status open_lexicon(struct across *a, const char *path, bool *missing, struct err *e)
{
    struct err inner = ERR_NONE;
    char place[IO_PATH_MAX];
    bool named = path != NULL;
    enum status status;

    if (!named)
        path = options_default_lexicon(place);
    status = path == NULL ? E_NOT_FOUND
                          : lexicon_open(path, ANALYZER_VERSION, &a->lexicon, &inner);
    *missing = status == E_NOT_FOUND && !named;
    if (status == OK || *missing)
        return OK;
    *e = inner;
    return status;
}

enum status across_open(struct across *a, const struct across_options *options,
                        struct analyzer *analyzer, struct engine *engine, bool *missing,
                        struct err *e)
{
    *a = (struct across){.expander_count = 0};
    *missing = false;
    engine_expand(engine, (EXPAND_ALL ^ options->expand_changed)
                              & ~(options->how == ACROSS_OFF ? (unsigned)EXPAND_NAMES : 0u));
    if (options->how == ACROSS_ALL) {
        engine_one_list(engine);
        TRY(open_lexicon(a, options->lexicon, missing, e));
    }
    if (options->synonyms != NULL) {
        TRY(synonyms_open(options->synonyms, analyzer, &a->synonyms, e));
        a->expanders[a->expander_count++] = synonyms_expander(a->synonyms);
    }
    if (a->lexicon != NULL) {
        translate_expander_init(&a->translate, a->lexicon, analyzer, engine, options->from);
        a->expanders[a->expander_count++] = translate_expander_of(&a->translate);
    }
    engine_expand_by(engine, a->expanders, a->expander_count);
    return OK;
}

void across_close(struct across *a)
{
    if (a->lexicon != NULL)
        translate_expander_release(&a->translate);
    synonyms_close(a->synonyms);
    lexicon_close(a->lexicon);
}
