/* freedict.c - WikDict's dictionaries in dictd's format, one entry at a time.
 *
 *     Abfederung /ˈapˌfeːdəʁʊŋ/ <n, fem>
 *     1. suspension
 *     übertragen: Maßnahme zur Verringerung ...        a gloss
 *     2. amortissement des chocs
 *
 * With one sense there is no number: the line after the headword translates, all others
 * are glosses. The number of a gloss may stand at the end of the line before it.  */
#include "indexer/lexicon/dictionaries.h"
#include "indexer/lexicon/notation.h"

#define SENSE_COST 0.5f
#define RANK_COST 0.25f

static bool next_line(struct slice *rest, struct slice *line)
{
    const uint8_t *end;
    size_t size;

    if (rest->n == 0)
        return false;
    end = memchr(rest->p, '\n', rest->n);
    size = end == NULL ? rest->n : (size_t)(end - rest->p);
    *line = slice_trim(slice_of(rest->p, size));
    *rest = slice_drop(*rest, end == NULL ? size : size + 1);
    return true;
}

/* "Abfederung /ˈapˌfeː/ <n, fem>" without what follows the word. */
static struct slice headword_of(struct slice line)
{
    for (size_t i = 0; i + 1 < line.n; i++)
        if (line.p[i] == ' ' && (line.p[i + 1] == '/' || line.p[i + 1] == '<'))
            return slice_of(line.p, i);
    return line;
}

static size_t digits_at(struct slice s, size_t i)
{
    size_t n = 0;

    while (i + n < s.n && s.p[i + n] >= '0' && s.p[i + n] <= '9')
        n++;
    return n;
}

/* "2. suspension": bytes of the number, its dot and blank; 0: the line has none. */
static size_t number_before(struct slice line)
{
    size_t n = digits_at(line, 0);

    return n > 0 && n + 1 < line.n && line.p[n] == '.' && line.p[n + 1] == ' ' ? n + 2 : 0;
}

/* "адаптация, приспособление 2." belongs to the gloss below. */
static struct slice without_number_behind(struct slice line)
{
    size_t blank = line.n;

    while (blank > 0 && line.p[blank - 1] != ' ')
        blank--;
    if (blank > 0 && digits_at(line, blank) == line.n - blank - 1 && line.n - blank > 1
        && line.p[line.n - 1] == '.')
        line.n = blank - 1;
    return line;
}

static void add_line(struct evidence *ev, enum tongue from, struct slice head, enum tongue to,
                     struct slice line, unsigned sense, struct buf *scratch)
{
    struct slice rest, part;
    unsigned rank = 0;

    buf_clear(scratch);
    notation_plain(without_number_behind(line), scratch);
    rest = buf_slice(scratch);
    while (notation_next(&rest, ',', &part)) {
        float weight = 1 / ((1 + SENSE_COST * (float)sense) * (1 + RANK_COST * (float)rank));
        uint32_t b = evidence_entry(ev, to, part, &weight);
        uint32_t a = b == ENTRY_NONE ? ENTRY_NONE : evidence_entry(ev, from, head, &weight);

        if (a == ENTRY_NONE)
            continue;
        evidence_add(ev, from, a, to, b, weight);
        rank++;
    }
}

enum status freedict_read(struct slice entry, enum tongue from, enum tongue to,
                          struct evidence *ev, struct err *e)
{
    struct slice head, line;
    struct buf scratch;
    unsigned sense = 0;
    bool numbered = false;

    if (!next_line(&entry, &line))
        return OK;
    head = headword_of(line);
    buf_init(&scratch, (size_t)1 << 20);
    for (size_t i = 0; next_line(&entry, &line); i++) {
        size_t number = number_before(line);

        if (i == 0)
            numbered = number > 0;
        if (i == 0 || (numbered && number > 0))
            add_line(ev, from, head, to, slice_drop(line, number), sense++, &scratch);
    }
    buf_release(&scratch);
    return evidence_status(ev, e);
}
