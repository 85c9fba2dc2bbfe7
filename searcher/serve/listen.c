#include "searcher/serve/listen.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#define WAITING 64          /* connections that are not yet taken */

union address {
    struct sockaddr any;
    struct sockaddr_in v4;
    struct sockaddr_in6 v6;
    struct sockaddr_un file;
};

static enum status open_at(const union address *a, socklen_t size, struct listening *out, struct err *e)
{
    int on = 1;

    out->fd = socket(a->any.sa_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (out->fd < 0)
        return err_set_errno(e, E_IO, errno, "cannot make a socket");
    if (!out->is_unix)
        (void)setsockopt(out->fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(out->fd, &a->any, size) == 0 && listen(out->fd, WAITING) == 0)
        return OK;
    err_set_errno(e, E_IO, errno, "cannot listen at %s", out->shown);
    close(out->fd);
    return E_IO;
}

/* A socket that was left behind: nobody answers there. */
static bool is_left_behind(const union address *a)
{
    struct stat info;
    int fd, refused;

    if (lstat(a->file.sun_path, &info) != 0 || !S_ISSOCK(info.st_mode))
        return false;
    fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return false;
    refused = connect(fd, &a->any, sizeof a->file) != 0 && errno == ECONNREFUSED;
    close(fd);
    return refused;
}

static enum status listen_in_file(const char *path, struct listening *out, struct err *e)
{
    union address a = {.file = {.sun_family = AF_UNIX}};
    enum status status;
    mode_t before;

    out->is_unix = true;
    if (path[0] == '\0' || strlen(path) >= sizeof a.file.sun_path)
        return err_set(e, E_USAGE, "--serve: a socket's path has 1 to %zu bytes",
                       sizeof a.file.sun_path - 1);
    snprintf(a.file.sun_path, sizeof a.file.sun_path, "%s", path);
    snprintf(out->shown, sizeof out->shown, "unix:%s", path);
    if (is_left_behind(&a))
        unlink(path);
    before = umask(0177);
    status = open_at(&a, sizeof a.file, out, e);
    umask(before);
    return status;
}

static enum status no_address(const char *where, struct err *e)
{
    return err_set(e, E_USAGE, "--serve: '%s' is no address of this machine alone, such as " LISTEN_DEFAULT
                   ", [::1]:8047 or unix:/path", where);
}

static bool read_port(const char *text, uint16_t *out)
{
    char *end;
    unsigned long number = strtoul(text, &end, 10);

    *out = htons((uint16_t)number);
    return *text >= '0' && *text <= '9' && *end == '\0' && number <= UINT16_MAX;
}

/* The port that was found where any would do. */
static void show(struct listening *l)
{
    union address a;
    socklen_t size = sizeof a;
    bool v6;

    if (getsockname(l->fd, &a.any, &size) != 0)
        return;
    v6 = a.any.sa_family == AF_INET6;
    snprintf(l->shown, sizeof l->shown, "http://%s:%u/", v6 ? "[::1]" : "127.0.0.1",
             ntohs(v6 ? a.v6.sin6_port : a.v4.sin_port));
}

enum status listen_at(const char *where, struct listening *out, struct err *e)
{
    static const char *const hosts[] = {"", "127.0.0.1", "localhost"};
    const char *colon = strrchr(where, ':');
    size_t host_size = colon == NULL ? 0 : (size_t)(colon - where), i = 0;
    union address a = {.any = {.sa_family = AF_UNSPEC}};
    uint16_t port;

    *out = (struct listening){.fd = -1};
    if (strncmp(where, "unix:", 5) == 0)
        return listen_in_file(where + 5, out, e);
    if (!read_port(colon == NULL ? where : colon + 1, &port))
        return no_address(where, e);
    snprintf(out->shown, sizeof out->shown, "%s", where);
    if (host_size == 5 && strncmp(where, "[::1]", 5) == 0) {
        a.v6 = (struct sockaddr_in6){.sin6_family = AF_INET6, .sin6_port = port,
                                     .sin6_addr = IN6ADDR_LOOPBACK_INIT};
    } else {
        while (i < 3 && (strlen(hosts[i]) != host_size || strncmp(where, hosts[i], host_size) != 0))
            i++;
        if (i == 3)
            return no_address(where, e);
        a.v4 = (struct sockaddr_in){.sin_family = AF_INET, .sin_port = port,
                                    .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    }
    TRY(open_at(&a, a.any.sa_family == AF_INET6 ? sizeof a.v6 : sizeof a.v4, out, e));
    show(out);
    return OK;
}
