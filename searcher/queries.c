#include "searcher/queries.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#include "base/io.h"
#include "searcher/output/say.h"

#define OUTPUT_MAX ((size_t)4 << 30)
#define LINE_MAX_BYTES ((size_t)2 * QUERY_MAX_BYTES)

/* The next line without its end; false at the end of the file. A line that is too
 * long is read to its end and fails the buffer.                               */
static bool read_line(FILE *file, struct buf *line)
{
    int c;

    buf_clear(line);
    while ((c = getc_unlocked(file)) != EOF && c != '\n')
        buf_append_byte(line, (uint8_t)c);
    if (line->n > 0 && line->p[line->n - 1] == '\r')
        line->n--;
    return c != EOF || line->n > 0;
}

/* A byte order mark before the first line is none of its query. */
static struct slice without_mark(struct slice text, size_t number)
{
    struct slice mark = SLICE_LITERAL("\xef\xbb\xbf");

    return number == 1 && slice_starts_with(text, mark) ? slice_drop(text, mark.n) : text;
}

static enum status run_line(struct session *x, const struct buf *line, size_t number,
                            struct buf *out)
{
    char digits[24];
    struct slice text = without_mark(buf_slice(line), number), qid;
    const uint8_t *tab = text.n == 0 ? NULL : memchr(text.p, '\t', text.n);

    snprintf(digits, sizeof digits, "%zu", number);
    qid = slice_of_string(digits);
    if (!buf_ok(line))
        return err_set(&x->err, E_LIMIT, "longer than %zu bytes", LINE_MAX_BYTES);
    if (text.n == 0)
        return OK;
    if (tab != NULL) {
        qid = tab > text.p ? slice_of(text.p, (size_t)(tab - text.p)) : qid;
        text = slice_drop(text, (size_t)(tab - text.p) + 1);
    }
    return session_run(x, qid, text, out);
}

/* Line by line, so that a program may wait for one answer before it asks on. */
static enum status run_lines(struct session *x, FILE *file, bool *refused)
{
    struct buf line, out;
    enum status status = OK;

    buf_init(&line, LINE_MAX_BYTES);
    buf_init(&out, OUTPUT_MAX);
    for (size_t number = 1; status == OK && read_line(file, &line); number++) {
        buf_clear(&out);
        status = run_line(x, &line, number, &out);
        if (status == E_LIMIT) {
            char text[ERR_TEXT_MAX + 64];

            snprintf(text, sizeof text, "line %zu not searched: %s", number, x->err.text);
            say("", slice_of_string(text));
            x->err = ERR_NONE;
            *refused = true;
            status = OK;
        }
        if (status == OK && out.n > 0)
            status = io_write(STDOUT_FILENO, buf_slice(&out), "standard output", &x->err);
        if (x->settings.quiet && x->found)
            break;
    }
    buf_release(&line);
    buf_release(&out);
    return status;
}

enum status queries_run(struct session *x, const char *path, bool *refused)
{
    bool is_stdin = strcmp(path, "-") == 0;
    FILE *file = is_stdin ? stdin : fopen(path, "re");
    enum status status;

    *refused = false;
    if (file == NULL)
        return err_set_errno(&x->err, E_INPUT, errno, "cannot open '%s'", path);
    errno = 0;
    status = run_lines(x, file, refused);
    if (status == OK && ferror(file))
        status = err_set_errno(&x->err, E_IO, errno, "cannot read '%s'", path);
    if (!is_stdin)
        fclose(file);
    return status;
}
