#include "stemmers/inflect_table.h"

bool inflect_next_item(const char **list, struct slice *out)
{
    const char *p = *list, *end;

    while (*p == ' ')
        p++;
    for (end = p; *end != ' ' && *end != 0; end++)
        ;
    *out = slice_of(p, (size_t)(end - p));
    *list = end;
    return end != p;
}

bool inflect_next_ending(const char **list, struct inflect_ending *out)
{
    struct slice s;

    *out = (struct inflect_ending){.text = {NULL, 0}};
    if (!inflect_next_item(list, &s))
        return false;
    for (; s.n > 0; s = slice_drop(s, 1)) {
        bool *mark = s.p[0] == '^' ? &out->umlaut : s.p[0] == '+' ? &out->ge : s.p[0] == '=' ? &out->zu
                     : s.p[0] == '~' ? &out->refutes : NULL;

        if (mark == NULL)
            break;
        *mark = true;
    }
    out->text = s.n == 1 && s.p[0] == '-' ? slice_of(s.p, 0) : s;
    return true;
}
