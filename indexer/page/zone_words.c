#include "indexer/page/zone_words.h"

#include <assert.h>

#include "base/utf8.h"
#include "indexer/page/list_marks.h"
#include "indexer/page/zone_phrases.h"
#include "stemmers/letters.h"

#define PHRASE_MAX_BYTES 64u

/* Bytes of a mark that may stand before a heading or a label. */
static size_t mark_at(struct slice s)
{
    const uint8_t *next;

    if (s.p[0] < 0x80)
        return memchr(" \t[](){}|*>#:-.!?+", s.p[0], 18) != NULL;
    if (s.p[0] != 0xc2 && s.p[0] != 0xe2)      /* "»" and "•": no letter of ours begins so */
        return 0;
    return is_list_mark(utf8_next(s.p, slice_end(s), &next)) ? (size_t)(next - s.p) : 0;
}

/* Without marks in front and behind. */
static struct slice without_marks(struct slice s)
{
    size_t size;

    while (s.n > 0 && (size = mark_at(s)) > 0)
        s = slice_drop(s, size);
    while (s.n > 0 && memchr(" \t[](){}|*>#:-.!?+", s.p[s.n - 1], 18) != NULL)
        s.n--;
    return s;
}

/* "Photo N. N.", "Von Nina Neu": some words, each with a capital or short as a particle. */
static bool is_name(struct slice s)
{
    size_t words = 0;

    for (size_t i = 0; i < s.n;) {
        const uint8_t *end = slice_end(s), *next;
        uint32_t c;
        size_t start = i;

        while (i < s.n && s.p[i] == ' ')
            i++, start = i;
        if (start == s.n)
            break;
        c = utf8_next(s.p + start, end, &next);
        while (i < s.n && s.p[i] != ' ')
            i++;
        if (!letters_is_capital(c) && i - start > 4)
            return false;
        words++;
    }
    return words >= 1 && words <= 6;
}

static bool labels(struct slice rest)
{
    if (rest.n == 0)
        return true;
    if (rest.p[0] == ':' || rest.p[0] == '/' || rest.p[0] == '|')
        return true;
    if (rest.p[0] != ' ')
        return false;
    if (rest.n > 2 && (rest.p[1] == ':' || rest.p[1] == '/'))
        return true;
    if (rest.n > 2 && rest.p[1] == 0xc2 && rest.p[2] == 0xa9)
        return true;
    return is_name(slice_drop(rest, 1));
}

static bool matches(const struct zone_phrase *phrase, struct slice small, struct slice line)
{
    size_t n = phrase->bytes;

    if (small.n < n || memcmp(small.p, phrase->text, n) != 0)
        return false;
    if (phrase->match == ZONE_MATCH_WHOLE)
        return small.n == n;
    if (phrase->match == ZONE_MATCH_LABELS)
        return labels(slice_drop(line, n));
    if (phrase->match == ZONE_MATCH_COLON)
        return line.n > n && line.p[n] == ':';
    return small.n == n || !letters_in_word(line.p[n]) || !letters_in_word(small.p[n - 1]);
}

/* Phrases are found by their first two bytes: in Russian one letter. */
static uint8_t key_of(const uint8_t *p)
{
    return (uint8_t)(p[0] + 31 * p[1]);
}

static void add_phrase(struct zone_words *w, size_t number, const struct zone_phrase *phrase)
{
    uint8_t key = key_of((const uint8_t *)phrase->text);

    assert(number <= ZONE_WORDS_PHRASES_MAX);
    w->phrases[number - 1] = phrase;
    w->next[number - 1] = w->first[key];
    w->first[key] = (uint16_t)number;
}

void zone_words_init(struct zone_words *w)
{
    const struct zone_phrases *const tables[] = {&zone_phrases_en, &zone_phrases_de, &zone_phrases_ru};
    size_t number = 0;

    memset(w->first, 0, sizeof w->first);
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        for (size_t k = 0; k < tables[i]->count; k++)
            add_phrase(w, ++number, &tables[i]->rows[k]);
}

/* "3 comments", "Comments (3)" without the count. */
static struct slice without_count(struct slice s)
{
    size_t n = s.n;

    while (s.n > 0 && s.p[0] >= '0' && s.p[0] <= '9')
        s = slice_drop(s, 1);
    if (s.n < n)
        return slice_trim(s);
    while (s.n > 0 && s.p[s.n - 1] >= '0' && s.p[s.n - 1] <= '9')
        s.n--;
    return s.n == n ? slice_of(s.p, 0) : without_marks(s);
}

static unsigned find(const struct zone_words *w, struct slice bare, struct slice line)
{
    uint8_t head[PHRASE_MAX_BYTES];
    struct slice small = slice_of(head, bare.n); /* as long as the line; only its head is filled */
    unsigned found = 0;

    if (bare.n < 2)
        return 0;
    letters_lower(slice_of(bare.p, bare.n < sizeof head ? bare.n : sizeof head), head);
    for (unsigned i = w->first[key_of(head)]; i > 0; i = w->next[i - 1])
        if (matches(w->phrases[i - 1], small, line))
            found |= w->phrases[i - 1]->word;
    return found;
}

unsigned zone_words_of(const struct zone_words *w, struct slice line)
{
    struct slice bare, uncounted;
    unsigned found;

    if (line.n > ZONE_WORDS_MAX_BYTES)
        return 0;
    bare = without_marks(line);
    found = find(w, bare, slice_of(bare.p, (size_t)(line.p + line.n - bare.p)));
    uncounted = without_count(bare);
    if (found == 0 && uncounted.n > 0) {
        found = find(w, uncounted, uncounted);
        found = found & ZONE_WORD_END ? found : 0;
    }
    return found;
}
