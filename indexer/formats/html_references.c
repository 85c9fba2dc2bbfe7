#include "indexer/formats/html_references.h"

#include <ctype.h>
#include <libxml/HTMLparser.h>
#include <string.h>

#define NAME_LEAST 2u              /* lt */
#define NAME_MOST 6u              /* Aacute */
#define RUN_MAX 32u              /* names that end in a semicolon are shorter */
#define LATIN_1_MAX 255u

static const htmlEntityDesc *look_up(const uint8_t *name, size_t n)
{
    char text[RUN_MAX + 1];

    memcpy(text, name, n);
    text[n] = '\0';
    return htmlEntityLookup((const xmlChar *)text);
}

/* Bytes of the longest name that needs no semicolon at the start of a run of letters. */
static size_t short_name(const uint8_t *run, size_t n)
{
    for (size_t i = n < NAME_MOST ? n : NAME_MOST; i >= NAME_LEAST; i--) {
        const htmlEntityDesc *found = look_up(run, i);

        if (found != NULL && found->value <= LATIN_1_MAX && found->value != '\'')
            return i;
    }
    return 0;
}

/* Bytes of the name behind the ampersand where it lacks its semicolon; 0 where it does not. */
static size_t open_name(const uint8_t *name, const uint8_t *end)
{
    const uint8_t *stop = name;

    while (stop < end && stop < name + RUN_MAX && isalnum(*stop))
        stop++;
    if (stop == end || *stop == '=' || (*stop == ';' && look_up(name, (size_t)(stop - name)) != NULL))
        return 0;
    return short_name(name, (size_t)(stop - name));
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
