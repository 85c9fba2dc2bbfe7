#include "searcher/serve/serve.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>

#include "base/escape.h"
#include "searcher/option_table.h"
#include "searcher/output/say.h"
#include "searcher/search_options.h"
#include "searcher/serve/http.h"

#define LIMIT_MOST 1000u

struct server {
    struct session *session;         /* owned */
    struct settings settings;        /* of the command line */
};

static enum status open_session(const struct settings *settings, struct session **out, struct err *e)
{
    struct session *x = malloc(sizeof *x);
    enum status status;

    *out = x;
    if (x == NULL)
        return err_memory(e, "the indexes");
    status = session_open(x, settings);
    if (status == OK)
        return OK;
    *e = x->err;
    session_close(x);
    free(x);
    *out = NULL;
    return status;
}

/* The indexes as the last commit left them; what is open stays where that fails. */
static void renew(struct server *v)
{
    struct session *newer;
    struct err unsaid = ERR_NONE;

    if (!session_is_outdated(v->session) || open_session(&v->settings, &newer, &unsaid) != OK)
        return;
    session_close(v->session);
    free(v->session);
    v->session = newer;
}

/* Options that a request may have. */
static bool is_taken(const struct option_row *row)
{
    static const char *const names[] = {
        "limit", "offset", "min-score", "lang", "since", "until", "recency", "like", "facets", "sort",
        "snippets", "snippet-length", "no-snippets", "full", "fields", "offsets", "mark", "explain", "any",
        "all", "no-relax", "fixed", "fuzzy", "json", "jsonl", "tsv", "csv", "html"};

    for (size_t i = 0; row->name != NULL && i < sizeof names / sizeof *names; i++)
        if (strcmp(row->name, names[i]) == 0)
            return true;
    return false;
}

static enum status take_argument(struct settings *s, const struct http_argument *a, struct err *e)
{
    const char *name = strcmp(a->name, "n") == 0 ? "limit" : a->name;
    const char *value = (const char *)a->value.p;
    const struct option_row *row = option_find(&search_program, slice_of_string(name));
    struct option_given given;

    if (row == NULL || !is_taken(row))
        return err_set(e, E_USAGE, "there is no argument '%.100s'; q is the query, others are named like "
                       "options of stemma-search", a->name);
    if (memchr(value, '\0', a->value.n) != NULL)
        return err_set(e, E_USAGE, "a NUL in '%.100s'", a->name);
    if (row->kind == OPTION_FLAG && strcmp(value, "0") == 0)
        return OK;
    TRY(option_read(row, row->kind == OPTION_FLAG ? NULL : value, &given, e));
    TRY(search_options_take(s, &given, e));
    if (s->engine.limit == 0 || s->engine.limit > LIMIT_MOST)
        return err_set(e, E_USAGE, "a limit is 1 to %u here; offset leads on", LIMIT_MOST);
    return OK;
}

/* What the request asks for, and the query in *q. */
static enum status take_arguments(struct server *v, const struct http_request *r, struct slice *q)
{
    struct session *x = v->session;
    struct settings *s = &x->settings;

    uint64_t articles = s->style.articles;

    *s = v->settings;
    s->style.articles = articles;
    *q = (struct slice){0};
    if (s->engine.limit == 0 || s->engine.limit > LIMIT_MOST)
        s->engine.limit = LIMIT_MOST;
    for (size_t i = 0; i < r->argument_count; i++)
        if (strcmp(r->arguments[i].name, "q") == 0)
            *q = r->arguments[i].value;
        else
            TRY(take_argument(s, &r->arguments[i], &x->err));
    if (search_options_unheeded(s) != NULL)
        return err_set(&x->err, E_USAGE, "%s", search_options_unheeded(s));
    return session_check_fields(x);
}

static const char *type_of(const struct output *o)
{
    return o == &output_html ? "text/html; charset=utf-8"
           : o == &output_json ? "application/json"
           : o == &output_jsonl ? "application/x-ndjson"
           : o == &output_csv ? "text/csv; charset=utf-8"
                              : "text/tab-separated-values; charset=utf-8";
}

static void put_error(struct http_answer *out, enum status status, const struct err *e)
{
    out->status = status == E_USAGE || status == E_LIMIT ? 400 : 500;
    out->type = "application/json";
    buf_clear(&out->body);
    buf_append_string(&out->body, "{\"v\":1,\"error\":");
    escape_json(&out->body, slice_of_string(e->text));
    buf_append_string(&out->body, "}\n");
}

/* Above the hits of a page. */
static void put_form(struct buf *out, struct slice q)
{
    buf_append_string(out, "<!DOCTYPE html>\n<meta charset=\"utf-8\">\n"
                           "<meta name=\"viewport\" content=\"width=device-width\">\n"
                           "<title>Stemma</title>\n<form action=\"/\">\n<input name=\"q\" type=\"search\" "
                           "size=\"60\" autofocus value=\"");
    output_html_text(out, q);
    buf_append_string(out, "\"> <button>Search</button>\n</form>\n");
}

static enum status answer(struct server *v, const struct http_request *r, bool is_page,
                          struct http_answer *out)
{
    struct session *x = v->session;
    struct slice q;

    TRY(take_arguments(v, r, &q));
    if (is_page) {
        x->settings.output = &output_html;
        put_form(&out->body, q);
    }
    out->type = type_of(x->settings.output);
    if (q.n == 0 && !selection_stands_alone(&x->settings.selection))
        return is_page ? OK : err_set(&x->err, E_USAGE, "no query: q is it");
    x->stats.queries = is_page ? 1 : 0;          /* the page has begun */
    return session_run(x, (struct slice){0}, q, &out->body);
}

static void handle(void *context, const struct http_request *r, struct http_answer *out)
{
    struct server *v = context;
    bool is_page = strcmp(r->path, "/") == 0;
    enum status status;

    renew(v);
    v->session->err = ERR_NONE;
    if (!is_page && strcmp(r->path, "/search") != 0) {
        put_error(out, E_USAGE, &(struct err){.text = "there are / and /search"});
        out->status = 404;
        return;
    }
    status = answer(v, r, is_page, out);
    if (status != OK)
        put_error(out, status, &v->session->err);
}

static enum status serve_until_end(struct server *v, const struct listening *l, struct err *e)
{
    struct http *http;
    sigset_t ends;
    int which;

    sigemptyset(&ends);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &ends, NULL);     /* before the library's thread */
    TRY(http_start(l->fd, !l->is_unix, handle, v, &http, e));
    say("serving at ", slice_of_string(l->shown));
    while (sigwait(&ends, &which) != 0)
        ;
    http_stop(http);
    return OK;
}

enum status serve_run(const struct settings *settings, const struct listening *l, struct err *e)
{
    struct server v = {.settings = *settings};
    enum status status;

    v.settings.silent = true;
    v.settings.tells_also = false;
    if (v.settings.output == &output_human || v.settings.output == &output_tsv)
        v.settings.output = &output_json;
    TRY(open_session(&v.settings, &v.session, e));
    status = serve_until_end(&v, l, e);
    session_close(v.session);
    free(v.session);
    return status;
}
