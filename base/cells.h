/* cells.h - how wide text is on a terminal.
 *
 * Units   A cell is the place of one Latin letter; combining signs take none, ideographs two.
 *         Control characters count as escape_visible shows them.
 * Source  Unicode's General_Category Mn, Me, Cf and East_Asian_Width; the C library's
 *         tables depend on the locale.                                         */
#ifndef BASE_CELLS_H
#define BASE_CELLS_H

#include "base/slice.h"

/* Of valid UTF-8. */
size_t cells_count(struct slice s);

/* The bytes of the longest beginning that takes at most so many cells. */
size_t cells_prefix(struct slice s, size_t most);

#endif
