#include "indexer/formats/html_references.h"

#include <ctype.h>
#include <libxml/HTMLparser.h>
#include <stdlib.h>
#include <string.h>

#define NAME_LEAST 2u            /* lt */
#define NAME_MOST 6u             /* Aacute */
#define RUN_MAX 32u              /* names that end in a semicolon are shorter */

/* Of Latin 1 and of & < > ", in the order of strcmp. libxml2 looks its names up one by one, which
 * pages of ampersands would make slow.                                           */
static const char names[][NAME_MOST + 1] = {
    "AElig", "Aacute", "Acirc", "Agrave", "Aring", "Atilde", "Auml", "Ccedil", "ETH", "Eacute",
    "Ecirc", "Egrave", "Euml", "Iacute", "Icirc", "Igrave", "Iuml", "Ntilde", "Oacute", "Ocirc",
    "Ograve", "Oslash", "Otilde", "Ouml", "THORN", "Uacute", "Ucirc", "Ugrave", "Uuml", "Yacute",
    "aacute", "acirc", "acute", "aelig", "agrave", "amp", "aring", "atilde", "auml", "brvbar",
    "ccedil", "cedil", "cent", "copy", "curren", "deg", "divide", "eacute", "ecirc", "egrave",
    "eth", "euml", "frac12", "frac14", "frac34", "gt", "iacute", "icirc", "iexcl", "igrave",
    "iquest", "iuml", "laquo", "lt", "macr", "micro", "middot", "nbsp", "not", "ntilde", "oacute",
    "ocirc", "ograve", "ordf", "ordm", "oslash", "otilde", "ouml", "para", "plusmn", "pound",
    "quot", "raquo", "reg", "sect", "shy", "sup1", "sup2", "sup3", "szlig", "thorn", "times",
    "uacute", "ucirc", "ugrave", "uml", "uuml", "yacute", "yen", "yuml",
};

struct run {
    const uint8_t *p;
    size_t n;
};

static int compare(const void *key, const void *name)
{
    const struct run *run = key;
    int order = strncmp((const char *)run->p, name, run->n);

    return order != 0 ? order : -(int)(((const char *)name)[run->n] != '\0');
}

/* Bytes of the longest of them at the start of n letters. */
static size_t short_name(const uint8_t *letters, size_t n)
{
    struct run run = {letters, n < NAME_MOST ? n : NAME_MOST};

    for (; run.n >= NAME_LEAST; run.n--)
        if (bsearch(&run, names, sizeof names / sizeof *names, sizeof *names, compare) != NULL)
            return run.n;
    return 0;
}

/* Whether n letters are a name that HTML knows, in front of a semicolon. */
static bool is_known(const uint8_t *letters, size_t n)
{
    char text[RUN_MAX + 1];

    memcpy(text, letters, n);
    text[n] = '\0';
    return htmlEntityLookup((const xmlChar *)text) != NULL;
}

/* Bytes of the name behind the ampersand where it lacks its semicolon; 0 where it does not. */
static size_t open_name(const uint8_t *name, const uint8_t *end)
{
    const uint8_t *stop = name;
    size_t n, size;

    while (stop < end && stop < name + RUN_MAX && *stop < 0x80 && isalnum(*stop))
        stop++;
    n = (size_t)(stop - name);
    size = stop == end || *stop == '=' ? 0 : short_name(name, n);
    return size > 0 && *stop == ';' && (size == n || is_known(name, n)) ? 0 : size;
}

static const uint8_t *next_bracket(const uint8_t *p, const uint8_t *end)
{
    while (p < end && *p != '<' && *p != '>')
        p++;
    return p;
}

/* Whether the piece begins in a tag: its first bracket closes one. */
static bool begins_in_tag(struct slice piece)
{
    const uint8_t *first = next_bracket(piece.p, slice_end(piece));

    return first < slice_end(piece) && *first == '>';
}

size_t html_references_open(struct slice piece, bool in_text)
{
    const uint8_t *p = piece.p, *end = slice_end(piece), *read = p;
    bool in_tag = !in_text && begins_in_tag(piece);

    while (p < end && (p = memchr(p, '&', (size_t)(end - p))) != NULL) {
        size_t name = open_name(++p, end);

        if (name == 0)
            continue;
        for (const uint8_t *at; (at = next_bracket(read, p)) < p; read = at + 1)
            in_tag = *at == '<';
        read = p;
        if (!in_tag)
            return (size_t)(p - piece.p) + name;
    }
    return 0;
}
