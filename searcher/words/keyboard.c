#include "searcher/words/keyboard.h"

#include "base/utf8.h"

#define ROWS 3
#define KEYS_MOST 12

struct layout {
    uint32_t keys[ROWS][KEYS_MOST + 1];      /* 0 after the last of a row */
    uint32_t shifted[ROWS][KEYS_MOST + 1];   /* what is no capital of these */
};

static const struct layout qwerty = {
    {{'q', 'w', 'e', 'r', 't', 'y', 'u', 'i', 'o', 'p', '[', ']'},
     {'a', 's', 'd', 'f', 'g', 'h', 'j', 'k', 'l', ';', '\''},
     {'z', 'x', 'c', 'v', 'b', 'n', 'm', ',', '.'}},
    {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, '{', '}'},
     {0, 0, 0, 0, 0, 0, 0, 0, 0, ':', '"'},
     {0, 0, 0, 0, 0, 0, 0, '<', '>'}}};
static const struct layout qwertz = {
    {{'q', 'w', 'e', 'r', 't', 'z', 'u', 'i', 'o', 'p', 0xfc, '+'},
     {'a', 's', 'd', 'f', 'g', 'h', 'j', 'k', 'l', 0xf6, 0xe4},
     {'y', 'x', 'c', 'v', 'b', 'n', 'm', ',', '.'}},
    {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, '*'}, {0}, {0, 0, 0, 0, 0, 0, 0, ';', ':'}}};
static const struct layout cyrillic = {
    {{0x439, 0x446, 0x443, 0x43a, 0x435, 0x43d, 0x433, 0x448, 0x449, 0x437, 0x445, 0x44a},
     {0x444, 0x44b, 0x432, 0x430, 0x43f, 0x440, 0x43e, 0x43b, 0x434, 0x436, 0x44d},
     {0x44f, 0x447, 0x441, 0x43c, 0x438, 0x442, 0x44c, 0x431, 0x44e}},
    {{0}, {0}, {0}}};

static bool find(const struct layout *l, uint32_t letter, int *row, int *key)
{
    for (*row = 0; *row < ROWS; ++*row)
        for (*key = 0; l->keys[*row][*key] != 0; ++*key)
            if (l->keys[*row][*key] == letter || l->shifted[*row][*key] == letter)
                return true;
    return false;
}

static bool touch(const struct layout *l, uint32_t a, uint32_t b)
{
    int row, key, other_row, other_key;

    if (!find(l, a, &row, &key) || !find(l, b, &other_row, &other_key))
        return false;
    /* each row stands a little to the right of the one above */
    if (row == other_row)
        return key - other_key == 1 || other_key - key == 1;
    if (row - other_row == 1)
        return other_key == key || other_key == key + 1;
    return other_row - row == 1 && (key == other_key || key == other_key + 1);
}

bool keyboard_are_neighbours(uint32_t a, uint32_t b)
{
    return touch(&qwerty, a, b) || touch(&qwertz, a, b) || touch(&cyrillic, a, b);
}

/* Of the letters on these keyboards. */
static uint32_t lower(uint32_t c)
{
    if ((c >= 'A' && c <= 'Z') || (c >= 0xc0 && c <= 0xde) || (c >= 0x410 && c <= 0x42f))
        return c + 32;
    return c;
}

bool keyboard_change(struct slice text, enum keyboard_change change, struct buf *out)
{
    const struct layout *latin = change == KEYBOARD_QWERTY_CYRILLIC || change == KEYBOARD_CYRILLIC_QWERTY
                                     ? &qwerty : &qwertz;
    bool to_cyrillic = change == KEYBOARD_QWERTY_CYRILLIC || change == KEYBOARD_QWERTZ_CYRILLIC;
    const struct layout *from = to_cyrillic ? latin : &cyrillic, *to = to_cyrillic ? &cyrillic : latin;
    const uint8_t *p = text.p, *end = slice_end(text);

    while (p < end) {
        uint8_t bytes[UTF8_MAX_BYTES];
        int row, key;

        if (!find(from, lower(utf8_next(p, end, &p)), &row, &key))
            return false;
        buf_append(out, bytes, utf8_encode(to->keys[row][key], bytes));
    }
    return text.n > 0 && buf_ok(out);
}
