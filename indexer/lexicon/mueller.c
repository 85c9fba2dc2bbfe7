/* mueller.c - Mueller's English-Russian dictionary, one entry of dictd's file at a time.
 *
 *     send
 *        [transcription] _v. (sent)
 *        1) посылать, отправлять; to send a letter airmail послать письмо авиапочтой
 *        5) _рад. передавать; send away
 *           а) посылать;
 *           б) прогонять; send down ...
 *
 * Segments end with ';', senses begin with "1." or "1)", shades with "а)". A segment in
 * Russian translates the headword, or the English phrase that ended the segment before
 * a shade; one that begins in English is a phrase with its translation. A Russian one
 * that goes over to English is a reference ("past и p-p. от send").             */
#include "indexer/lexicon/dictionaries.h"
#include "indexer/lexicon/notation.h"

#define SENSE_COST 0.5f
#define RANK_COST 0.25f

struct reader {
    struct evidence *ev;
    struct buf head;             /* what Russian segments translate */
    struct slice headword;
    struct buf segment, body;
    unsigned sense, rank;
};

static bool is_cyrillic_at(struct slice s, size_t i)
{
    return s.p[i] == 0xd0 || s.p[i] == 0xd1;
}

static bool is_latin(uint8_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static size_t first_cyrillic(struct slice s)
{
    size_t i = 0;

    while (i < s.n && !is_cyrillic_at(s, i))
        i++;
    return i;
}

static size_t first_latin(struct slice s)
{
    size_t i = 0;

    while (i < s.n && !is_latin(s.p[i]))
        i++;
    return i;
}

/* "co-operate" is written cooperate too; ENTRY_NONE where there is no hyphen. */
static uint32_t joined_entry(struct reader *r, struct slice english, float *weight)
{
    struct buf joined;
    uint32_t entry;

    if (memchr(english.p, '-', english.n) == NULL || memchr(english.p, ' ', english.n) != NULL)
        return ENTRY_NONE;
    buf_init(&joined, english.n);
    for (size_t i = 0; i < english.n; i++)
        if (english.p[i] != '-')
            buf_append_byte(&joined, english.p[i]);
    entry = evidence_entry(r->ev, TONGUE_EN, buf_slice(&joined), weight);
    buf_release(&joined);
    return entry;
}

static void add_translations(struct reader *r, struct slice english, struct slice russian,
                             unsigned sense, unsigned *rank)
{
    struct slice part;

    while (notation_next(&russian, ',', &part)) {
        float weight = 1 / ((1 + SENSE_COST * (float)sense) * (1 + RANK_COST * (float)*rank));
        uint32_t b = evidence_entry(r->ev, TONGUE_RU, part, &weight), a;
        float joined_weight = weight;

        if (b == ENTRY_NONE)
            continue;
        a = evidence_entry(r->ev, TONGUE_EN, english, &weight);
        if (a != ENTRY_NONE)
            evidence_add(r->ev, TONGUE_EN, a, TONGUE_RU, b, weight);
        a = joined_entry(r, english, &joined_weight);
        if (a != ENTRY_NONE)
            evidence_add(r->ev, TONGUE_EN, a, TONGUE_RU, b, joined_weight);
        ++*rank;
    }
}

static void set_head(struct reader *r, struct slice text)
{
    buf_clear(&r->head);
    buf_append_slice(&r->head, text);
}

static void end_segment(struct reader *r)
{
    struct slice s = slice_trim(buf_slice(&r->segment)), english, russian;
    size_t cyrillic = first_cyrillic(s), latin = first_latin(s);
    unsigned rank = 0;

    if (cyrillic == s.n) {
        if (latin < s.n)
            set_head(r, s);
    } else if (latin == s.n) {
        add_translations(r, buf_slice(&r->head), s, r->sense, &r->rank);
    } else if (latin < cyrillic) {
        english = slice_trim(slice_of(s.p, cyrillic));
        russian = slice_drop(s, cyrillic);
        if (first_latin(russian) == russian.n)
            add_translations(r, english, russian, 0, &rank);
    }
    buf_clear(&r->segment);
}

static bool is_number_with(struct slice token, uint8_t end)
{
    size_t i = 0;

    while (i < token.n && token.p[i] >= '0' && token.p[i] <= '9')
        i++;
    return i > 0 && i + 1 == token.n && token.p[i] == end;
}

/* "а)" */
static bool is_shade(struct slice token)
{
    return token.n == 3 && is_cyrillic_at(token, 0) && token.p[2] == ')';
}

/* A label (_n.), a lone letter, or "что-л." and its cases: they are no translation. */
static bool is_remark(struct slice token)
{
    static const char *const notes[] = {"т.п.", "т.е.", "тж.", "см.", "напр.", "особ.", "обыкн."};

    if (token.p[0] == '_' || (token.n == 2 && is_cyrillic_at(token, 0)))
        return true;
    for (size_t i = 0; i < sizeof notes / sizeof *notes; i++)
        if (slice_equal(token, slice_of_string(notes[i])))
            return true;
    return memmem(token.p, token.n, "-л.", strlen("-л.")) != NULL;
}

static void begin_sense(struct reader *r)
{
    end_segment(r);
    set_head(r, r->headword);
    r->sense++;
    r->rank = 0;
}

static void read_token(struct reader *r, struct slice token)
{
    bool ends = token.p[token.n - 1] == ';' || token.p[token.n - 1] == ':';

    if (is_number_with(token, '.') || is_number_with(token, ')')) {
        begin_sense(r);
        return;
    }
    if (is_shade(token)) {
        end_segment(r);
        return;
    }
    if (!is_remark(token)) {
        buf_append_byte(&r->segment, ' ');
        buf_append(&r->segment, token.p, token.n - ends);
    } else if (token.p[token.n - 1] == ',') {
        buf_append_byte(&r->segment, ',');
    }
    if (ends)
        end_segment(r);
}

static void read_body(struct reader *r, struct slice body)
{
    size_t i = 0;

    while (i < body.n) {
        size_t start = i;

        while (i < body.n && !slice_is_space(body.p[i]))
            i++;
        if (i > start)
            read_token(r, slice_of(body.p + start, i - start));
        while (i < body.n && slice_is_space(body.p[i]))
            i++;
    }
    end_segment(r);
}

enum status mueller_read(struct slice entry, struct evidence *ev, struct err *e)
{
    struct reader r = {.ev = ev};
    const uint8_t *end = memchr(entry.p, '\n', entry.n);

    if (end == NULL)
        return OK;
    r.headword = slice_trim(slice_of(entry.p, (size_t)(end - entry.p)));
    buf_init(&r.head, (size_t)1 << 16);
    buf_init(&r.segment, (size_t)1 << 16);
    buf_init(&r.body, (size_t)1 << 20);
    notation_plain(slice_drop(entry, (size_t)(end - entry.p)), &r.body);
    set_head(&r, r.headword);
    read_body(&r, buf_slice(&r.body));
    buf_release(&r.head);
    buf_release(&r.segment);
    buf_release(&r.body);
    return evidence_status(ev, e);
}
