#include "indexer/lexicon/notation.h"

static bool opens(uint8_t c)
{
    return c == '{' || c == '[' || c == '(' || c == '<';
}

static bool closes(uint8_t c)
{
    return c == '}' || c == ']' || c == ')' || c == '>';
}

bool notation_next(struct slice *rest, char separator, struct slice *out)
{
    unsigned depth = 0;
    size_t i;

    if (rest->n == 0)
        return false;
    for (i = 0; i < rest->n; i++) {
        uint8_t c = rest->p[i];

        if (opens(c))
            depth++;
        else if (closes(c) && depth > 0)
            depth--;
        else if (c == (uint8_t)separator && depth == 0)
            break;
    }
    *out = slice_trim(slice_of(rest->p, i));
    *rest = i < rest->n ? slice_drop(*rest, i + 1) : slice_drop(*rest, rest->n);
    return true;
}

/* "/MOU/" between blanks or ends. */
static size_t abbreviation_at(struct slice text, size_t at)
{
    if (text.p[at] != '/' || (at > 0 && text.p[at - 1] != ' '))
        return 0;
    for (size_t i = at + 1; i < text.n && text.p[i] != ' '; i++)
        if (text.p[i] == '/')
            return i + 1 == text.n || text.p[i + 1] == ' ' ? i + 1 - at : 0;
    return 0;
}

void notation_plain(struct slice text, struct buf *out)
{
    unsigned depth = 0;

    for (size_t i = 0; i < text.n; i++) {
        uint8_t c = text.p[i];
        size_t abbreviation = depth == 0 ? abbreviation_at(text, i) : 0;

        if (abbreviation > 0)
            i += abbreviation - 1;
        else if (opens(c))
            depth++;
        else if (closes(c) && depth > 0)
            depth--;
        else if (depth == 0)
            buf_append_byte(out, c);
    }
}

static bool in_word(uint8_t c)
{
    return c >= 0x80 || c == '-' || c == '\'' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z')
           || (c >= 'A' && c <= 'Z');
}

bool notation_choice(struct slice text, unsigned choice, struct buf *out)
{
    bool found = false;
    size_t word = out->n;        /* where the word that is being written starts */

    for (size_t i = 0; i < text.n; i++) {
        uint8_t c = text.p[i];
        bool joins = c == '/' && i > 0 && i + 1 < text.n && in_word(text.p[i - 1])
                     && in_word(text.p[i + 1]);

        if (joins && choice == 0) {
            while (i + 1 < text.n && (in_word(text.p[i + 1]) || text.p[i + 1] == '/'))
                i++;
        } else if (joins) {
            out->n = word;
        } else {
            buf_append_byte(out, c);
            if (!in_word(c))
                word = out->n;
        }
        found |= joins;
    }
    return found;
}
