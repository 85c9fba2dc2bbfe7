/* tsv.c - the user's own words: lines of English, German, Russian.
 *
 *     machine tool<TAB>Werkzeugmaschine<TAB>станок|металлорежущий станок
 *
 * Alternatives by '|', best first, several words make a phrase; a field may be empty.
 * Blank lines are passed over.                                                */
#include "base/utf8.h"
#include "indexer/lexicon/dictionaries.h"

#define ALTERNATIVES_MOST 64
#define RANK_COST 0.01f

struct field {
    uint32_t entries[ALTERNATIVES_MOST];
    size_t count;
};

static bool next_part(struct slice *rest, uint8_t separator, struct slice *out)
{
    const uint8_t *end;
    size_t size;

    if (rest->p == NULL)
        return false;
    end = rest->n == 0 ? NULL : memchr(rest->p, separator, rest->n);
    size = end == NULL ? rest->n : (size_t)(end - rest->p);
    *out = slice_of(rest->p, size);
    *rest = end == NULL ? (struct slice){0} : slice_drop(*rest, size + 1);
    return true;
}

static void read_field(struct evidence *ev, enum tongue tongue, struct slice text,
                       struct field *out)
{
    struct slice part;

    out->count = 0;
    while (out->count < ALTERNATIVES_MOST && next_part(&text, '|', &part)) {
        float weight = 1;
        uint32_t entry = evidence_entry(ev, tongue, slice_trim(part), &weight);

        if (entry != ENTRY_NONE)
            out->entries[out->count++] = entry;
    }
}

static void pair_fields(struct evidence *ev, enum tongue x, const struct field *a, enum tongue y,
                        const struct field *b)
{
    for (size_t i = 0; i < a->count; i++)
        for (size_t j = 0; j < b->count; j++)
            evidence_add_certain(ev, x, a->entries[i], y, b->entries[j],
                                 1 / (1 + RANK_COST * (float)(i + j)));
}

/* NULL, or what is wrong with the line. */
static const char *read_line(struct evidence *ev, struct slice line)
{
    static const enum tongue tongues[] = {TONGUE_EN, TONGUE_DE, TONGUE_RU};
    struct field fields[3];
    struct slice part;
    size_t count = 0;

    if (utf8_valid_prefix(line) != line.n)
        return "not UTF-8";
    for (struct slice rest = line; next_part(&rest, '\t', &part); count++)
        if (count < 3)
            read_field(ev, tongues[count], part, &fields[count]);
    if (count != 3)
        return count < 3 ? "fewer than three fields (English, German, Russian)"
                         : "more than three fields (English, German, Russian)";
    if ((fields[0].count > 0) + (fields[1].count > 0) + (fields[2].count > 0) < 2)
        return "fewer than two fields with words";
    for (size_t i = 0; i < 3; i++)
        for (size_t j = i + 1; j < 3; j++)
            pair_fields(ev, tongues[i], &fields[i], tongues[j], &fields[j]);
    return NULL;
}

enum status tsv_read(struct slice text, struct evidence *ev, tsv_skip *skip, void *context,
                     struct err *e)
{
    uint64_t number = 0;

    while (text.n > 0) {
        const uint8_t *end = memchr(text.p, '\n', text.n);
        size_t size = end == NULL ? text.n : (size_t)(end - text.p);
        struct slice line = slice_of(text.p, size);
        const char *why;

        number++;
        if (number == 1 && slice_starts_with(line, SLICE_LITERAL("\xef\xbb\xbf")))
            line = slice_drop(line, 3);
        if (line.n > 0 && line.p[line.n - 1] == '\r')
            line.n--;
        why = slice_trim(line).n == 0 ? NULL : read_line(ev, line);
        if (why != NULL)
            skip(context, number, why);
        text = slice_drop(text, end == NULL ? size : size + 1);
    }
    return evidence_status(ev, e);
}
