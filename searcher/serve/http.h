/* http.h - HTTP by libmicrohttpd, which is opened when a server is started: linked in, it would cost
 * every search.
 *
 * Requests come one at a time, from a thread of the library's. GET and HEAD alone reach the handler;
 * with a Host that is not this machine's own name they do not (a page of somebody else's that makes
 * its name mean 127.0.0.1 is not answered).
 *
 * Limits   64 connections, 30 seconds each without a word, 128 KB of a request.
 * Memory   What a request hands out is its own until the handler returns.       */
#ifndef SEARCHER_SERVE_HTTP_H
#define SEARCHER_SERVE_HTTP_H

#include "base/buf.h"
#include "base/err.h"

struct http;

struct http_argument {
    const char *name;
    struct slice value;          /* decoded; a NUL stands behind it */
};

#define HTTP_ARGUMENTS_MAX 64

struct http_request {
    const char *path;            /* decoded, without arguments */
    struct http_argument arguments[HTTP_ARGUMENTS_MAX];
    size_t argument_count;
};

struct http_answer {
    unsigned status;             /* 200 unless it is set */
    const char *type;            /* "application/json" */
    struct buf body;
};

typedef void http_handler(void *context, const struct http_request *r, struct http_answer *out);

/* Takes the socket over. checks_host: of a TCP socket. E_IO: the library is not there, or cannot. */
enum status http_start(int socket, bool checks_host, http_handler *handler, void *context,
                       struct http **out, struct err *e) WARN_UNUSED;
void http_stop(struct http *h);

#endif
