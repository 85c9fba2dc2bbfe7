#include "searcher/output/colours.h"

#include <stdio.h>
#include <string.h>

static const char *const NAMES[COLOUR_COUNT] = {"match", "title", "meta"};

struct colours colours_default(void)
{
    return (struct colours){{"1;31", "1", "2"}};
}

static bool take_part(const char *part, size_t size, struct colours *out)
{
    for (size_t i = 0; i < COLOUR_COUNT; i++) {
        size_t n = strlen(NAMES[i]);
        size_t codes = size > n ? size - n - 1 : 0;

        if (size <= n || strncmp(part, NAMES[i], n) != 0 || part[n] != '=')
            continue;
        if (codes >= COLOURS_MAX_BYTES || strspn(part + n + 1, "0123456789;") < codes)
            return false;
        snprintf(out->codes[i], COLOURS_MAX_BYTES, "%.*s", (int)codes, part + n + 1);
        return true;
    }
    return false;
}

enum status colours_parse(const char *text, struct colours *out, struct err *e)
{
    enum status status = OK;

    while (*text != '\0') {
        size_t size = strcspn(text, ":");

        if (size > 0 && !take_part(text, size, out))
            status = err_set(e, E_USAGE, "STEMMA_COLORS: '%.*s' is not of the kind match=1;31, "
                             "title=1 or meta=2", (int)(size < 100 ? size : 100), text);
        text += size + (text[size] == ':');
    }
    return status;
}
