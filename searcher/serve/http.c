#include "searcher/serve/http.h"

#include <dlfcn.h>
#include <microhttpd.h>
#include <stdlib.h>
#include <string.h>

#define LIBRARY "libmicrohttpd.so.12"
#define CONNECTIONS_MAX 64u
#define TIMEOUT_SECONDS 30u
#define REQUEST_MAX_BYTES ((size_t)128 << 10)
#define BODY_MAX ((size_t)1 << 30)

/* The library's functions, by their names. */
#define FUNCTIONS(X)                                                                           \
    X(MHD_start_daemon) X(MHD_stop_daemon) X(MHD_create_response_from_buffer)                  \
    X(MHD_add_response_header) X(MHD_queue_response) X(MHD_destroy_response)                   \
    X(MHD_get_connection_values_n) X(MHD_lookup_connection_value)

struct http {
    void *library;
#define FUNCTION(name) __typeof__(name) *name;
    FUNCTIONS(FUNCTION)
#undef FUNCTION
    struct MHD_Daemon *daemon;
    http_handler *handler;
    void *context;
    bool checks_host;
};

static enum status open_library(struct http *h, struct err *e)
{
    h->library = dlopen(LIBRARY, RTLD_NOW | RTLD_LOCAL);
    if (h->library == NULL) {
        err_set(e, E_IO, "--serve needs libmicrohttpd: %s", dlerror());
        err_hint(e, "install the package libmicrohttpd12");
        return E_IO;
    }
#define FUNCTION(name) *(void **)(void *)&h->name = dlsym(h->library, #name);
    FUNCTIONS(FUNCTION)
#undef FUNCTION
#define FUNCTION(name) && h->name != NULL
    if (!(true FUNCTIONS(FUNCTION)))
        return err_set(e, E_IO, "--serve needs a newer " LIBRARY);
#undef FUNCTION
    return OK;
}

/* "localhost", with a port or without one. */
static bool is_own_name(const char *host)
{
    static const char *const names[] = {"localhost", "127.0.0.1", "[::1]"};

    for (size_t i = 0; host != NULL && i < sizeof names / sizeof *names; i++) {
        size_t n = strlen(names[i]);

        if (strncmp(host, names[i], n) == 0 && (host[n] == '\0' || host[n] == ':'))
            return true;
    }
    return host == NULL;         /* HTTP/1.0: no browser */
}

static enum MHD_Result take_argument(void *context, enum MHD_ValueKind kind, const char *key,
                                     size_t key_size, const char *value, size_t value_size)
{
    struct http_request *r = context;

    (void)kind;
    (void)key_size;
    if (r->argument_count == HTTP_ARGUMENTS_MAX)
        return MHD_NO;
    r->arguments[r->argument_count++] = (struct http_argument){
        .name = key, .value = slice_of(value == NULL ? "" : value, value_size)};
    return MHD_YES;
}

static enum MHD_Result send_answer(struct http *h, struct MHD_Connection *c, struct http_answer *a)
{
    static const char *const headers[][2] = {
        {"X-Content-Type-Options", "nosniff"}, {"Cache-Control", "no-store"},
        {"Referrer-Policy", "no-referrer"},
        {"Content-Security-Policy", "default-src 'none'; form-action 'self'; frame-ancestors 'none'"}};
    struct MHD_Response *response;
    enum MHD_Result result;

    response = h->MHD_create_response_from_buffer(a->body.n, a->body.p, MHD_RESPMEM_MUST_COPY);
    if (response == NULL)
        return MHD_NO;
    (void)h->MHD_add_response_header(response, "Content-Type", a->type);
    for (size_t i = 0; i < sizeof headers / sizeof *headers; i++)
        (void)h->MHD_add_response_header(response, headers[i][0], headers[i][1]);
    result = h->MHD_queue_response(c, a->status, response);
    h->MHD_destroy_response(response);
    return result;
}

static enum MHD_Result handle(void *context, struct MHD_Connection *connection, const char *url,
                              const char *method, const char *version, const char *upload,
                              size_t *upload_size, void **state)
{
    struct http *h = context;
    struct http_request r = {.path = url};
    struct http_answer a = {.status = MHD_HTTP_OK, .type = "text/plain; charset=utf-8"};
    bool is_reading = strcmp(method, "GET") == 0 || strcmp(method, "HEAD") == 0;
    enum MHD_Result result;

    (void)version;
    (void)upload;
    if (*state == NULL && is_reading) {              /* the headers came; the end is next */
        *state = h;
        return MHD_YES;
    }
    if (*upload_size > 0)
        return MHD_NO;
    buf_init(&a.body, BODY_MAX);
    if (!is_reading) {
        a.status = MHD_HTTP_METHOD_NOT_ALLOWED;
        buf_append_string(&a.body, "GET and HEAD are all there is\n");
    } else if (h->checks_host && !is_own_name(h->MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "Host"))) {
        a.status = MHD_HTTP_FORBIDDEN;
        buf_append_string(&a.body, "this server answers to the names of its own machine alone\n");
    } else {
        h->MHD_get_connection_values_n(connection, MHD_GET_ARGUMENT_KIND, take_argument, &r);
        h->handler(h->context, &r, &a);
    }
    result = buf_ok(&a.body) ? send_answer(h, connection, &a) : MHD_NO;
    buf_release(&a.body);
    return result;
}

enum status http_start(int socket, bool checks_host, http_handler *handler, void *context,
                       struct http **out, struct err *e)
{
    struct http *h = calloc(1, sizeof *h);
    enum status status = h == NULL ? err_memory(e, "--serve") : open_library(h, e);

    *out = h;
    if (status == OK) {
        h->handler = handler;
        h->context = context;
        h->checks_host = checks_host;
        h->daemon = h->MHD_start_daemon(
            MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_AUTO, 0, NULL, NULL, handle, h,
            MHD_OPTION_LISTEN_SOCKET, socket, MHD_OPTION_CONNECTION_LIMIT, CONNECTIONS_MAX,
            MHD_OPTION_CONNECTION_TIMEOUT, TIMEOUT_SECONDS, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
            REQUEST_MAX_BYTES, MHD_OPTION_END);
        if (h->daemon == NULL)
            status = err_set(e, E_IO, "libmicrohttpd cannot start");
    }
    if (status != OK) {
        http_stop(h);
        *out = NULL;
    }
    return status;
}

void http_stop(struct http *h)
{
    if (h == NULL)
        return;
    if (h->daemon != NULL)
        h->MHD_stop_daemon(h->daemon);
    if (h->library != NULL)
        dlclose(h->library);
    free(h);
}
