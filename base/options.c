#include "base/options.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/io.h"

bool options_size(const char *text, size_t *out)
{
    size_t digits = strspn(text, "0123456789.");
    char *end;
    double number = strtod(text, &end);
    int doublings = 0;

    /* strtod alone would also take "nan", "0x10" and "1e15" */
    if (digits == 0 || end != text + digits)
        return false;
    switch (*end) {
    case 'K': case 'k': doublings = 10; break;
    case 'M': case 'm': doublings = 20; break;
    case 'G': case 'g': doublings = 30; break;
    default: break;
    }
    if (end[doublings > 0] != '\0' || number > 1e15)
        return false;
    for (int i = 0; i < doublings; i++)
        number *= 2;
    if (number > 1e15)
        return false;
    *out = (size_t)number;
    return true;
}

bool options_number(const char *text, unsigned max, unsigned *out)
{
    char *end;
    unsigned long value;

    errno = 0;
    value = strtoul(text, &end, 10);
    if (*text < '0' || *text > '9' || *end != '\0' || errno != 0 || value > max)
        return false;
    *out = (unsigned)value;
    return true;
}

bool options_next_word(const char **at, char *out)
{
    const char *p = *at + strspn(*at, " \t\n");
    char quote = '\0';

    if (*p == '\0')
        return false;
    for (; *p != '\0' && (quote != '\0' || strchr(" \t\n", *p) == NULL); p++) {
        if (*p == quote)
            quote = '\0';
        else if (quote == '\0' && (*p == '"' || *p == '\''))
            quote = *p;
        else if (*p == '\\' && p[1] != '\0'
                 && (quote == '\0' || (quote == '"' && strchr("\"\\", p[1]) != NULL)))
            *out++ = *++p;
        else
            *out++ = *p;
    }
    *out = '\0';
    *at = quote == '\0' ? p : NULL;
    return quote == '\0';
}

static const char *value_of(const char *variable)
{
    const char *value = getenv(variable);
    return value != NULL && value[0] != '\0' ? value : NULL;
}

bool options_is_set(const char *variable)
{
    return value_of(variable) != NULL;
}

bool options_wants_colour(enum options_when when, int fd)
{
    const char *term = getenv("TERM");

    if (when != OPTIONS_AUTO)
        return when == OPTIONS_ALWAYS;
    if (options_is_set("NO_COLOR"))
        return false;
    return (isatty(fd) != 0 && (term == NULL || strcmp(term, "dumb") != 0))
           || options_is_set("CLICOLOR_FORCE");
}

/* `name` in the folder of the user's data. */
static const char *in_data_folder(const char *name, char *out)
{
    const char *data = value_of("XDG_DATA_HOME"), *home = value_of("HOME");
    int n;

    if (data == NULL && home == NULL)
        return NULL;
    n = snprintf(out, IO_PATH_MAX, "%s%s/stemma/%s", data != NULL ? data : home,
                 data != NULL ? "" : "/.local/share", name);
    return n < IO_PATH_MAX ? out : NULL;
}

const char *options_default_db(char *out)
{
    return value_of("STEMMA_DB") != NULL ? value_of("STEMMA_DB") : in_data_folder("default", out);
}

const char *options_default_lexicon(char *out)
{
    return in_data_folder("lexicon.mdb", out);
}
