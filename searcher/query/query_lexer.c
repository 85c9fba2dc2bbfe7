#include "searcher/query/query_lexer.h"

#include "searcher/query/query_fields.h"
#include "store/user_fields.h"
#include "stemmers/numbers.h"

#define NUMBER_MAX 1000000u

size_t lexer_quote_at(struct slice text, size_t at)
{
    static const char *const marks[] = {"\"", "“", "”", "„", "«", "»"};

    if (at >= text.n || (text.p[at] != '"' && text.p[at] != 0xe2 && text.p[at] != 0xc2))
        return 0;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (slice_starts_with(slice_drop(text, at), slice_of_string(marks[i])))
            return strlen(marks[i]);
    return 0;
}

static bool is_space_at(const struct lexer *l, size_t at)
{
    return at >= l->text.n || slice_is_space(l->text.p[at]);
}

static bool is_digit_at(struct slice text, size_t at)
{
    return at < text.n && text.p[at] >= '0' && text.p[at] <= '9';
}

/* Between an operator's name and what follows. */
static bool is_border(const struct lexer *l, size_t at)
{
    return is_space_at(l, at) || l->text.p[at] == '(' || (l->text.p[at] == ')' && l->depth > 0)
           || l->text.p[at] == '|' || lexer_quote_at(l->text, at) > 0;
}

/* Digits at `at`, which is moved behind them. */
static uint32_t take_number(struct slice text, size_t *at)
{
    uint32_t value = 0;

    for (; is_digit_at(text, *at); ++*at)
        value = value < NUMBER_MAX ? value * 10 + (text.p[*at] - (uint32_t)'0') : NUMBER_MAX;
    return value < NUMBER_MAX ? value : NUMBER_MAX;
}

/* Spaces in a number end no word: 2 000 000. */
static size_t spaced_number(const struct lexer *l, size_t at)
{
    if (!is_digit_at(l->text, at) || (at > l->at && is_digit_at(l->text, at - 1)))
        return 0;
    return number_spaced(slice_drop(l->text, at));
}

static size_t word_end(const struct lexer *l)
{
    size_t at = l->at, open = 0, number;

    for (; !is_space_at(l, at) && lexer_quote_at(l->text, at) == 0 && l->text.p[at] != '|'; at++) {
        number = spaced_number(l, at);
        at += number > 0 ? number - 1 : 0;
        if (l->text.p[at] == '(')
            open++;
        else if (l->text.p[at] == ')' && open > 0)
            open--;
        else if (l->text.p[at] == ')' && l->depth > 0)
            break;
    }
    return at;
}

static struct token token_of(const struct lexer *l, enum token_kind kind, size_t size)
{
    return (struct token){.kind = kind, .start = l->at, .end = l->at + size,
                          .text = slice_of(l->text.p + l->at, size)};
}

struct token lexer_peek_word(const struct lexer *l)
{
    size_t end = word_end(l);

    /* a sign that ends words, where none has begun */
    if (end == l->at && end < l->text.n)
        end += lexer_quote_at(l->text, end) > 0 ? lexer_quote_at(l->text, end) : 1;
    return token_of(l, end > l->at ? TOKEN_WORD : TOKEN_END, end - l->at);
}

/* The text up to the closing mark, with the slop behind it. */
static struct token phrase_at(const struct lexer *l, size_t open)
{
    struct token t = token_of(l, TOKEN_PHRASE, 0);
    size_t start = open + lexer_quote_at(l->text, open), end = start, n = 0, slop;

    while (end < l->text.n && (n = lexer_quote_at(l->text, end)) == 0)
        end++;
    t.text = slice_of(l->text.p + start, end - start);
    t.unclosed = end == l->text.n;
    t.end = end + n;
    slop = t.end + 1;
    if (t.end < l->text.n && l->text.p[t.end] == '~' && is_digit_at(l->text, slop)) {
        t.number = take_number(l->text, &slop);
        t.end = slop;
    }
    return t;
}

/* "/pattern/" with something in it; .kind is TOKEN_END where none stands here. */
static struct token regex_at(const struct lexer *l)
{
    size_t at = l->at + 1;
    struct token t;

    while (at < l->text.n && l->text.p[at] != '/' && !slice_is_space(l->text.p[at]))
        at += l->text.p[at] == '\\' && at + 1 < l->text.n && !slice_is_space(l->text.p[at + 1]) ? 2 : 1;
    if (at >= l->text.n || l->text.p[at] != '/' || at == l->at + 1
        || !(is_border(l, at + 1) || (l->text.p[at + 1] == '^' && is_digit_at(l->text, at + 2))))
        return (struct token){.kind = TOKEN_END};
    t = token_of(l, TOKEN_REGEX, at + 1 - l->at);
    t.text = slice_of(l->text.p + l->at + 1, at - l->at - 1);
    return t;
}

/* The operators that are names; .kind is TOKEN_END where none stands here. */
static struct token named_operator(const struct lexer *l)
{
    static const struct { const char *name; enum token_kind kind; } names[] = {
        {"AND", TOKEN_AND}, {"&&", TOKEN_AND}, {"&", TOKEN_AND}, {"+", TOKEN_AND}, {"OR", TOKEN_OR},
        {"NOT", TOKEN_NOT}, {"NEAR", TOKEN_NEAR}, {"ADJ", TOKEN_ADJ}};
    struct slice rest = slice_drop(l->text, l->at);

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct slice name = slice_of_string(names[i].name);
        struct token t;

        if (!slice_starts_with(rest, name))
            continue;
        t = token_of(l, names[i].kind, name.n);
        if ((t.kind == TOKEN_NEAR || t.kind == TOKEN_ADJ) && t.end < l->text.n
            && l->text.p[t.end] == '/' && is_digit_at(l->text, t.end + 1)) {
            t.end++;
            t.number = take_number(l->text, &t.end);
            t.number = t.number == 0 ? 1 : t.number;
        }
        /* "+(a b)" is a sign */
        if (l->text.p[l->at] == '+' ? is_space_at(l, t.end) : is_border(l, t.end))
            return t;
    }
    return (struct token){.kind = TOKEN_END};
}

bool lexer_is_plain(struct slice word)
{
    for (size_t i = 0; i < word.n; i++)
        if (word.p[i] <= ' ' || word.p[i] == 0x7f || strchr("\"()|*?~^=<>[]\\", word.p[i]) != NULL)
            return false;
    return true;
}

bool lexer_is_operator(struct slice word)
{
    struct lexer l = {.text = word};
    struct token t = named_operator(&l);

    return t.kind != TOKEN_END && t.end == word.n;
}

/* '-', '!' or '+' before something; behind a closing mark, as in "Fischglas"-artig, it is
 * a hyphen. */
static struct token sign_at(const struct lexer *l)
{
    bool begins = l->at == 0 || slice_is_space(l->text.p[l->at - 1]) || l->text.p[l->at - 1] == '('
                  || l->text.p[l->at - 1] == '|';
    uint8_t c = l->text.p[l->at];

    if (!begins || is_space_at(l, l->at + 1) || (l->text.p[l->at + 1] == ')' && l->depth > 0)
        || l->text.p[l->at + 1] == '|' || (c != '-' && c != '!' && c != '+'))
        return (struct token){.kind = TOKEN_END};
    return token_of(l, c == '+' ? TOKEN_PLUS : TOKEN_MINUS, 1);
}

static bool is_name_byte(uint8_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

/* "name:" of a field that there is, with something behind it. */
static struct token field_at(const struct lexer *l)
{
    size_t at = l->at;

    while (at < l->text.n && at - l->at < USER_FIELD_NAME_MAX && is_name_byte(l->text.p[at]))
        at++;
    if (at == l->at || at >= l->text.n || l->text.p[at] != ':' || is_space_at(l, at + 1)
        || (l->text.p[at + 1] == ')' && l->depth > 0) || l->text.p[at + 1] == '|'
        || (field_find(slice_of(l->text.p + l->at, at - l->at)) == NULL
            && !user_field_names_have(l->user_fields, slice_of(l->text.p + l->at, at - l->at))))
        return (struct token){.kind = TOKEN_END};
    return (struct token){.kind = TOKEN_FIELD, .start = l->at, .end = at + 1,
                          .text = slice_of(l->text.p + l->at, at - l->at)};
}

/* What one sign says. */
static struct token mark_at(const struct lexer *l)
{
    size_t at = l->at;
    uint8_t c = l->text.p[at];

    if (c == '|')
        return token_of(l, TOKEN_OR, at + 1 < l->text.n && l->text.p[at + 1] == '|' ? 2 : 1);
    if (c == '(')
        return token_of(l, TOKEN_OPEN, 1);
    if (c == ')' && l->depth > 0)
        return token_of(l, TOKEN_CLOSE, 1);
    if (c == '*' && is_border(l, at + 1))
        return token_of(l, TOKEN_ALL, 1);
    if (lexer_quote_at(l->text, at) > 0)
        return phrase_at(l, at);
    if (c == '/')
        return regex_at(l);
    if (c == '~' && lexer_quote_at(l->text, at + 1) > 0) {
        struct token t = phrase_at(l, at + 1);
        t.any_form = true;
        return t;
    }
    return (struct token){.kind = TOKEN_END};
}

struct token lexer_peek(const struct lexer *l)
{
    struct lexer here = *l;
    struct token t;

    while (here.at < here.text.n && slice_is_space(here.text.p[here.at]))
        here.at++;
    if (here.at == here.text.n)
        return (struct token){.kind = TOKEN_END, .start = here.at, .end = here.at};
    t = mark_at(&here);
    if (t.kind == TOKEN_END)
        t = named_operator(&here);
    if (t.kind == TOKEN_END)
        t = sign_at(&here);
    if (t.kind == TOKEN_END)
        t = field_at(&here);
    return t.kind != TOKEN_END ? t : lexer_peek_word(&here);
}

struct token lexer_peek_value(const struct lexer *l)
{
    size_t end;

    if (lexer_quote_at(l->text, l->at) > 0)
        return phrase_at(l, l->at);
    end = l->at;
    if (end < l->text.n && l->text.p[end] == '[') {
        while (end < l->text.n && l->text.p[end] != ']' && lexer_quote_at(l->text, end) == 0)
            end++;
        if (end < l->text.n && l->text.p[end] == ']')
            return token_of(l, TOKEN_WORD, end + 1 - l->at);
    }
    return lexer_peek_word(l);
}

/* "^2.5" at `at`: its end, and hundredths; 0 where there is none. */
static size_t boost_at(struct slice s, size_t at, uint32_t *out)
{
    uint32_t hundredths, digit = 10;

    if (at + 1 >= s.n || s.p[at] != '^' || !is_digit_at(s, at + 1))
        return 0;
    at++;
    hundredths = take_number(s, &at);
    hundredths = hundredths < NUMBER_MAX ? hundredths * 100 : NUMBER_MAX;
    if (at < s.n && s.p[at] == '.' && is_digit_at(s, at + 1))
        for (at++; is_digit_at(s, at); at++, digit /= 10)
            hundredths += digit * (s.p[at] - (uint32_t)'0');
    *out = hundredths > 0 ? hundredths : 1;
    return at;
}

uint32_t lexer_take_boost(struct lexer *l)
{
    uint32_t hundredths = 0;
    size_t end = boost_at(l->text, l->at, &hundredths);

    l->at = end > 0 ? end : l->at;
    return hundredths;
}

uint32_t lexer_cut_boost(struct slice *word)
{
    size_t at = word->n;
    uint32_t hundredths = 0;

    while (at > 0 && word->p[at - 1] != '^')
        at--;
    if (at == 0 || boost_at(*word, at - 1, &hundredths) != word->n)
        return 0;
    word->n = at - 1;
    return hundredths;
}
