#include "searcher/output/say.h"

#include <stdio.h>
#include <sys/ioctl.h>

#include "base/escape.h"
#include "searcher/output/wrapped.h"

#define MESSAGE_MAX_BYTES ((size_t)1 << 20)

/* Lines of a terminal break between words, so that a command in a hint stays whole. */
static void put_message(FILE *file, struct slice text)
{
    struct passage line = {.text = text};
    struct output_style style = {.width = SIZE_MAX};
    struct winsize terminal;
    struct buf wrapped;

    if (ioctl(fileno(file), TIOCGWINSZ, &terminal) == 0 && terminal.ws_col > 20)
        style.width = terminal.ws_col;
    buf_init(&wrapped, 2 * MESSAGE_MAX_BYTES);
    wrapped_put(&wrapped, &line, &style, 2, COLOUR_COUNT);
    if (buf_ok(&wrapped)) {
        fwrite(wrapped.p, 1, wrapped.n, file);
    } else {
        escape_print_plain(file, text);
        putc('\n', file);
    }
    buf_release(&wrapped);
}

void say(const char *kind, struct slice text)
{
    struct buf message;

    buf_init(&message, MESSAGE_MAX_BYTES);
    buf_printf(&message, "stemma-search: %s", kind);
    buf_append_slice(&message, text);
    if (buf_ok(&message)) {
        put_message(stderr, buf_slice(&message));
    } else {
        fprintf(stderr, "stemma-search: %s", kind);
        escape_print_plain(stderr, text);
        putc('\n', stderr);
    }
    buf_release(&message);
}

void say_note(struct slice qid, struct slice text)
{
    struct buf line;

    buf_init(&line, MESSAGE_MAX_BYTES);
    buf_append_slice(&line, qid);
    buf_append_string(&line, qid.n > 0 ? ": " : "");
    buf_append_slice(&line, text);
    say("note: ", buf_ok(&line) ? buf_slice(&line) : text);
    buf_release(&line);
}
