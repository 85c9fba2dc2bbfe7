/* charset_twice.h - UTF-8 that was once taken for another charset and saved as UTF-8 again.
 *
 *     FÃ¼r die StraÃŸe            windows-1252
 *     Р“Р»Р°РІР° РіРѕСЂРѕРґР°         windows-1251
 *
 * Where nearly all of a text's letters beyond ASCII, taken for the bytes that the charset
 * has for them, are sequences of UTF-8, they are what was written first. No text of ours
 * is so by chance: behind a letter that could begin a sequence, signs would have to
 * follow each time. A text about such spoilt letters has others as well, and stays.
 *
 * Cost    Of other texts the first 64 letters beyond ASCII are looked at, over 2 GB/s. */
#ifndef INDEXER_FORMATS_CHARSET_TWICE_H
#define INDEXER_FORMATS_CHARSET_TWICE_H

#include "base/slice.h"

/* Replaces the text, valid UTF-8 of *size bytes, by what it was before, which is shorter. Returns
 * the charset that it was taken for (the last one, where that happened again), or null
 * where the text is as it should be.                                            */
const char *charset_undo_twice(uint8_t *text, size_t *size);

#endif
