/* listen.h - where a server is asked: a port of this machine, or a socket in the file system.
 *
 *     127.0.0.1:8047   [::1]:8047   localhost:8047   :8047   8047     port 0: any that is free
 *     unix:/run/user/1000/stemma.sock                                 for its owner alone
 *
 * Addresses that other machines reach are refused: answers hold whole articles, and nobody is asked
 * who they are. A proxy that does ask can stand in front.                       */
#ifndef SEARCHER_SERVE_LISTEN_H
#define SEARCHER_SERVE_LISTEN_H

#include "base/err.h"

#define LISTEN_DEFAULT "127.0.0.1:8047"
#define LISTEN_SHOWN_MAX 256

struct listening {
    int fd;
    bool is_unix;
    char shown[LISTEN_SHOWN_MAX];    /* http://127.0.0.1:8047/ or unix:/path */
};

/* E_USAGE: no such address. E_IO: it is in use, or cannot be. A socket in the file system that
 * nobody listens at any more is replaced.                                        */
enum status listen_at(const char *where, struct listening *out, struct err *e) WARN_UNUSED;

#endif
