/* keyboard.h - where letters are on keyboards: slips of the finger, the wrong layout.
 *
 *     qwerty   q w e r t y u i o p [ ]      йцукен   й ц у к е н г ш щ з х ъ
 *               a s d f g h j k l ; '                 ф ы в а п р о л д ж э
 *                z x c v b n m , .                     я ч с м и т ь б ю
 *
 * qwertz has y and z exchanged and ü ö ä where qwerty has [ ; '.               */
#ifndef SEARCHER_KEYBOARD_H
#define SEARCHER_KEYBOARD_H

#include "base/buf.h"

/* Whether the keys of two lower-case letters touch, on qwerty, qwertz or йцукен. */
bool keyboard_are_neighbours(uint32_t a, uint32_t b);

enum keyboard_change {
    KEYBOARD_QWERTY_CYRILLIC,        /* Jvcr: Омск */
    KEYBOARD_QWERTZ_CYRILLIC,
    KEYBOARD_CYRILLIC_QWERTY,        /* Ьштыл: Minsk */
    KEYBOARD_CYRILLIC_QWERTZ,
    KEYBOARD_CHANGES
};

/* Appends, in lower case, what the keys of the text give on the other layout; false where a
 * character is on no key of the one it is read as.                             */
bool keyboard_change(struct slice text, enum keyboard_change change, struct buf *out);

#endif
