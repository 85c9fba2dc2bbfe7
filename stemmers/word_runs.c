#include "stemmers/word_runs.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "stemmers/numbers.h"
#include "stemmers/word_class.h"
#include "stemmers/word_parts.h"

void word_bits_plain(const uint8_t p[64], struct word_bits *out)
{
    *out = (struct word_bits){0};
    for (unsigned i = 0; i < 64; i++) {
        uint64_t bit = (uint64_t)1 << i;

        if (p[i] >= 0x80) {
            *((p[i] & 0xfe) == 0xd0 ? &out->cyrillic : &out->wide) |= p[i] >= 0xc0 ? bit : 0;
            continue;
        }
        switch (p[i]) {
        case '.': out->points |= bit; break;
        case ',': out->commas |= bit; break;
        case '\'': out->ticks |= bit; break;
        case '-': out->hyphens |= bit; break;
        case '_': out->underscores |= bit; break;
        case ' ': out->blanks |= bit; break;
        default:
            out->letters |= WORD_CLASSES[p[i]] == LETTER ? bit : 0;
            out->digits |= WORD_CLASSES[p[i]] == NUMERIC ? bit : 0;
        }
    }
}

#ifdef __SSE2__
static inline uint64_t bits_of(__m128i true_bytes, unsigned at)
{
    return (uint64_t)(uint32_t)_mm_movemask_epi8(true_bytes) << at;
}

static inline __m128i is(__m128i v, int byte)
{
    return _mm_cmpeq_epi8(v, _mm_set1_epi8((char)byte));
}

/* Bytes first .. first + size - 1: shifted down to the least, as signed numbers. */
static inline __m128i is_in(__m128i v, int first, int size)
{
    return _mm_cmplt_epi8(_mm_sub_epi8(v, _mm_set1_epi8((char)(first + 128))),
                          _mm_set1_epi8((char)(size - 128)));
}

void word_bits_of(const uint8_t p[64], struct word_bits *out)
{
    struct word_bits b = {0};

    for (unsigned at = 0; at < 64; at += 16) {
        __m128i v = _mm_loadu_si128((const __m128i *)(const void *)(p + at));
        __m128i lower = _mm_or_si128(v, _mm_set1_epi8(0x20));

        b.letters |= bits_of(is_in(lower, 'a', 26), at);
        b.digits |= bits_of(is_in(v, '0', 10), at);
        b.points |= bits_of(is(v, '.'), at);
        b.commas |= bits_of(is(v, ','), at);
        b.ticks |= bits_of(is(v, '\''), at);
        b.hyphens |= bits_of(is(v, '-'), at);
        b.underscores |= bits_of(is(v, '_'), at);
        b.blanks |= bits_of(is(v, ' '), at);
        b.cyrillic |= bits_of(is_in(v, 0xd0, 2), at);
        b.wide |= bits_of(is_in(v, 0xc0, 64), at);
    }
    b.wide &= ~b.cyrillic;
    *out = b;
}
#else
void word_bits_of(const uint8_t p[64], struct word_bits *out)
{
    word_bits_plain(p, out);
}
#endif

/* The window while its blocks are classified. What a character has beyond its
 * block, and the classes of the byte before the block, are carried over.      */
struct finder {
    const uint8_t *start, *end;
    uint64_t carried_letters, carried_joins;
    uint64_t last_letter, last_digit;           /* 0 or 1 */
    uint64_t chunk;         /* 1: the block begins in or behind digits that follow a mark */
};

static bool is_digit(uint8_t c)
{
    return c >= '0' && c <= '9';
}

/* Bits of `size` bytes from `at` on; those beyond the block in *carried. */
static uint64_t span(unsigned at, size_t size, uint64_t *carried)
{
    uint64_t ones = ((uint64_t)1 << size) - 1;

    if (at + size > 64)
        *carried |= ones >> (64 - at);
    return ones << at;
}

/* Whether a mark before `next` joins what both sides are: letters or digits. */
static bool is_joined(const struct finder *f, const struct word_bits *b, unsigned at,
                      const uint8_t *next)
{
    uint64_t after_letter = at == 0 ? f->last_letter : b->letters >> (at - 1) & 1;
    uint64_t after_digit = at == 0 ? f->last_digit : b->digits >> (at - 1) & 1;
    enum word_class class;

    if ((after_letter | after_digit) == 0 || next >= f->end)
        return false;
    class = word_class_at(next, f->end, &next);
    return after_letter != 0 ? class == LETTER : class == NUMERIC;
}

/* Characters of two bytes and more but Cyrillic: letters, marks, undecided ones. */
static uint64_t add_wide(struct finder *f, const uint8_t *block, struct word_bits *b,
                         uint64_t *joins)
{
    uint64_t undecided = 0;

    for (uint64_t left = b->wide; left != 0; left &= left - 1) {
        unsigned at = (unsigned)__builtin_ctzll(left);
        const uint8_t *p = block + at, *next;
        enum word_class class = word_class_at(p, f->end, &next);
        struct slice window = slice_of(f->start, (size_t)(f->end - f->start));

        if (class == LETTER) {
            b->letters |= span(at, (size_t)(next - p), &f->carried_letters);
        } else if (class == FOREIGN || (*p == 0xc2 && number_has_gap(window, (size_t)(p - f->start)))) {
            undecided |= (uint64_t)1 << at;
        } else if (class == BOTH && is_joined(f, b, at, next)) {
            *joins |= span(at, (size_t)(next - p), &f->carried_joins);
            if (is_digit(p[-1]) || word_parts_elision(window, (size_t)(p - f->start)))
                undecided |= (uint64_t)1 << at;
        }
    }
    return undecided;
}

/* The class of the byte behind the block decides about a mark at its end. */
static void look_ahead(const struct finder *f, const uint8_t *behind, uint64_t *letter,
                       uint64_t *digit)
{
    const uint8_t *ignored;
    enum word_class class = behind < f->end ? word_class_at(behind, f->end, &ignored) : SPACE;

    *letter = (uint64_t)(class == LETTER) << 63;
    *digit = (uint64_t)(class == NUMERIC) << 63;
}

/* n places further on; what is not known yet counts as set. */
static inline uint64_t ahead(uint64_t bits, unsigned n)
{
    return bits >> n | ~(~(uint64_t)0 >> n);
}

/* Behind the digits that follow a mark in digits is another one. Adding a mark's bit to
 * the digits carries it to the first place behind them.                        */
static uint64_t second_marks(struct finder *f, uint64_t digits, uint64_t marks)
{
    unsigned long long sum;
    uint64_t carry = f->chunk;

    f->chunk = marks >> 63;
    f->chunk |= __builtin_add_overflow((unsigned long long)digits,
                                       (unsigned long long)(marks << 1 | carry), &sum);
    return (uint64_t)sum & ~digits & marks;
}

/* Where words may have parts, some of them not; commas and points between digits are `marks`. */
static uint64_t find_parts(struct finder *f, const struct word_bits *b, uint64_t marks)
{
    uint64_t after_letter = b->letters << 1 | f->last_letter;
    uint64_t after_digit = b->digits << 1 | f->last_digit;
    uint64_t after_word = after_letter | after_digit;
    uint64_t next_letter = ahead(b->letters, 1), next_digit = ahead(b->digits, 1);
    uint64_t found = b->points & after_letter & next_letter;

    found |= ((b->hyphens & (next_letter | next_digit)) | b->underscores) & after_word;
    if (b->ticks != 0)
        found |= b->ticks & ((after_digit & next_digit)
                             | (after_letter & next_letter & ahead(b->letters, 2)
                                & ahead(b->letters, 3)));
    if (after_digit == 0 && b->digits == 0 && f->chunk == 0)
        return found;
    found |= (b->letters & after_digit) | (b->digits & after_letter);
    found |= b->blanks & after_digit & next_digit & ahead(b->digits, 2) & ahead(b->digits, 3);
    return found | second_marks(f, b->digits, marks);
}

/* A block's bits in *run; the places in it where a stretch is to be opened. */
static uint64_t run_of_block(struct finder *f, const uint8_t *block, struct word_bits *b,
                             uint64_t *run)
{
    uint64_t open = 0, joins = f->carried_joins, next_letter = 0, next_digit = 0;
    uint64_t after_digit, marks;

    b->letters |= f->carried_letters | b->cyrillic | b->cyrillic << 1;
    f->carried_letters = b->cyrillic >> 63;
    f->carried_joins = 0;
    if (b->wide != 0)
        open = add_wide(f, block, b, &joins);
    if ((b->points | b->commas | b->ticks) >> 63 != 0)
        look_ahead(f, block + 64, &next_letter, &next_digit);
    next_letter |= b->letters >> 1;
    next_digit |= b->digits >> 1;
    after_digit = b->digits << 1 | f->last_digit;
    marks = (b->points | b->commas) & after_digit & next_digit;
    joins |= b->ticks & (((b->letters << 1 | f->last_letter) & next_letter)
                         | (after_digit & next_digit));
    open |= find_parts(f, b, marks);
    f->last_letter = b->letters >> 63;
    f->last_digit = b->digits >> 63;
    *run = b->letters | b->digits | joins | marks;
    return open;
}

static bool is_space(uint8_t c)
{
    return c < 0x80 && WORD_CLASSES[c] == SPACE;
}

static void set_bits(uint64_t *bits, size_t start, size_t end)
{
    for (size_t i = start / 64; i * 64 < end; i++) {
        uint64_t from = i * 64 < start ? ~(uint64_t)0 << start % 64 : ~(uint64_t)0;
        uint64_t to = end - i * 64 < 64 ? ~(~(uint64_t)0 << end % 64) : ~(uint64_t)0;

        bits[i] |= from & to;
    }
}

/* White space that ends a stretch: not that in a number. */
static bool ends_stretch(struct slice window, size_t at)
{
    return is_space(window.p[at]) && !number_has_gap(window, at);
}

/* The stretch with the character at `at` becomes one open run; its end. */
static size_t open_stretch(struct word_runs *r, const uint8_t *text, size_t at)
{
    size_t start = at, end = at;

    while (start > 0 && !is_space(text[start - 1]))
        start--;
    while (end < r->size && !ends_stretch(slice_of(text, r->size), end))
        end++;
    set_bits(r->runs, start, end);
    if (end > start)
        r->open[start / 64] |= (uint64_t)1 << start % 64;
    return end;
}

static void open_undecided(struct word_runs *r, const uint8_t *text,
                           const uint64_t undecided[WORD_RUNS_BLOCKS])
{
    size_t opened = 0;

    for (size_t block = 0; block < r->block_count; block++)
        for (uint64_t left = undecided[block]; left != 0; left &= left - 1) {
            size_t at = block * 64 + (size_t)__builtin_ctzll(left);
            if (at >= opened && at < r->size)
                opened = open_stretch(r, text, at);
        }
}

/* Where the window ends: behind it nothing is that its last word depends on. */
static size_t window_size(struct slice text)
{
    size_t size = WORD_RUNS_BYTES;

    if (text.n <= WORD_RUNS_BYTES)
        return text.n;
    while (size > 0 && !ends_stretch(text, size - 1))
        size--;
    return size;
}

void word_runs_find(struct word_runs *r, struct slice text)
{
    struct finder f = {.start = text.p};
    uint64_t undecided[WORD_RUNS_BLOCKS], any = 0;
    struct word_bits bits;

    r->size = window_size(text);
    r->block_count = (r->size + 63) / 64;
    f.end = text.p + r->size;
    for (size_t block = 0; block < r->block_count; block++) {
        const uint8_t *p = text.p + 64 * block;
        size_t left = r->size - 64 * block;

        if (left < 64) {
            uint8_t last[64] = {0};
            memcpy(last, p, left);
            word_bits_of(last, &bits);
        } else {
            word_bits_of(p, &bits);
        }
        r->open[block] = 0;
        undecided[block] = run_of_block(&f, p, &bits, &r->runs[block]);
        any |= undecided[block];
    }
    if (r->size % 64 != 0)
        r->runs[r->block_count - 1] &= ((uint64_t)1 << r->size % 64) - 1;
    r->runs[r->block_count] = 0;
    if (any != 0)
        open_undecided(r, text.p, undecided);
}
