#include "indexer/report.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/escape.h"
#include "base/io.h"

static void print_without_memory(const char *text)
{
    fputs("stemma-index: ", stderr);
    escape_print_plain(stderr, slice_of_string(text));
    putc('\n', stderr);
}

void report_message(const char *format, ...)
{
    char text[2 * IO_PATH_MAX];
    struct buf line;
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    buf_init(&line, 16 * sizeof text);
    buf_append_string(&line, "stemma-index: ");
    escape_visible(&line, slice_of_string(text));
    buf_append_byte(&line, '\n');
    if (buf_ok(&line))
        fwrite(line.p, 1, line.n, stderr);
    else
        print_without_memory(text);
    buf_release(&line);
}

int report_error(const struct err *e)
{
    report_message("%s", e->text[0] == '\0' ? "failed" : e->text);
    if (e->hint[0] != '\0')
        report_message("hint: %s", e->hint);
    return err_exit_code(e->status);
}

int report_output(void)
{
    if (fflush(stdout) == 0 && !ferror(stdout))
        return 0;
    report_message("cannot write to standard output: %s", strerror(errno));
    return 2;
}
