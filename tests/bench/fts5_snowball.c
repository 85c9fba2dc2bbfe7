/* fts5_snowball.c - an FTS5 tokenizer, as an SQLite extension: the words of
 * unicode61, with their diacritics, in lower case, then Snowball's stemmer.
 *
 *     CREATE VIRTUAL TABLE en USING fts5(text, tokenize = 'snowball english');
 *
 * Without a language the words are not stemmed.                                */
#include <libstemmer.h>
#include <sqlite3ext.h>
#include <stdlib.h>

SQLITE_EXTENSION_INIT1

struct snowball {
    fts5_tokenizer words_api;
    Fts5Tokenizer *words;
    struct sb_stemmer *stemmer;
};

typedef int (*take_token)(void *, int, const char *, int, int, int);

struct tokenizing {
    struct snowball *snowball;
    take_token take;
    void *context;
};

int sqlite3_ftssnowball_init(sqlite3 *db, char **error, const sqlite3_api_routines *api);

static void delete_tokenizer(Fts5Tokenizer *tokenizer)
{
    struct snowball *s = (struct snowball *)tokenizer;

    if (s->words != NULL)
        s->words_api.xDelete(s->words);
    if (s->stemmer != NULL)
        sb_stemmer_delete(s->stemmer);
    free(s);
}

static int create_tokenizer(void *context, const char **arguments, int count, Fts5Tokenizer **out)
{
    fts5_api *api = context;
    const char *options[] = {"remove_diacritics", "0"};
    struct snowball *s = calloc(1, sizeof *s);
    void *words_context;
    int code;

    if (s == NULL)
        return SQLITE_NOMEM;
    code = api->xFindTokenizer(api, "unicode61", &words_context, &s->words_api);
    if (code == SQLITE_OK)
        code = s->words_api.xCreate(words_context, options, 2, &s->words);
    if (code == SQLITE_OK && count > 0) {
        s->stemmer = sb_stemmer_new(arguments[0], NULL);
        code = s->stemmer == NULL ? SQLITE_ERROR : SQLITE_OK;
    }
    if (code != SQLITE_OK)
        delete_tokenizer((Fts5Tokenizer *)s);
    else
        *out = (Fts5Tokenizer *)s;
    return code;
}

static int stem_token(void *context, int flags, const char *word, int size, int start, int end)
{
    struct tokenizing *t = context;
    const sb_symbol *stem = sb_stemmer_stem(t->snowball->stemmer, (const sb_symbol *)word, size);

    if (stem == NULL)
        return SQLITE_NOMEM;
    return t->take(t->context, flags, (const char *)stem,
                   sb_stemmer_length(t->snowball->stemmer), start, end);
}

static int tokenize(Fts5Tokenizer *tokenizer, void *context, int flags, const char *text, int size,
                    take_token take)
{
    struct snowball *s = (struct snowball *)tokenizer;
    struct tokenizing t = {s, take, context};

    if (s->stemmer == NULL)
        return s->words_api.xTokenize(s->words, context, flags, text, size, take);
    return s->words_api.xTokenize(s->words, &t, flags, text, size, stem_token);
}

static fts5_api *find_api(sqlite3 *db)
{
    sqlite3_stmt *statement;
    fts5_api *api = NULL;

    if (sqlite3_prepare_v2(db, "SELECT fts5(?1)", -1, &statement, NULL) != SQLITE_OK)
        return NULL;
    sqlite3_bind_pointer(statement, 1, &api, "fts5_api_ptr", NULL);
    sqlite3_step(statement);
    sqlite3_finalize(statement);
    return api;
}

int sqlite3_ftssnowball_init(sqlite3 *db, char **error, const sqlite3_api_routines *api)
{
    static fts5_tokenizer tokenizer = {create_tokenizer, delete_tokenizer, tokenize};
    fts5_api *fts5;

    SQLITE_EXTENSION_INIT2(api);
    fts5 = find_api(db);
    if (fts5 == NULL) {
        *error = sqlite3_mprintf("this SQLite has no FTS5");
        return SQLITE_ERROR;
    }
    return fts5->xCreateTokenizer(fts5, "snowball", fts5, &tokenizer, NULL);
}
