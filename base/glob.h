/* glob.h - patterns for paths, as .gitignore has them.
 *
 *     *  any bytes but '/'     ?  one byte but '/'     [a-z] [!a-z]  one of them
 *     ** between slashes: any folders     \x  x itself
 *
 * A pattern with a '/' that is not its last byte is for the whole path below the folder it
 * belongs to, any other for the last name. A '/' at the end: folders only. A '!' in front takes the
 * meaning back. The last pattern that fits a path counts.
 *
 * Source  gitignore(5).
 * Cost    Time is the product of both sizes at most; paths are bytes.
 * Memory  A list owns its patterns until globs_release.                       */
#ifndef BASE_GLOB_H
#define BASE_GLOB_H

#include "base/buf.h"

struct glob {
    size_t at, size;          /* in globs.bytes */
    bool negated, folders_only, whole_path;
};

struct globs {
    struct buf bytes;
    struct glob *list;
    size_t count, capacity;
};

enum glob_answer { GLOB_NONE, GLOB_FITS, GLOB_NEGATED };

void globs_init(struct globs *g);
void globs_release(struct globs *g);
/* Forgets all but the first `count` patterns. */
void globs_cut(struct globs *g, size_t count);

/* False where there is no memory. */
bool globs_add(struct globs *g, struct slice pattern);
/* The lines of a .gitignore file: without comments and empty ones. */
bool globs_add_lines(struct globs *g, struct slice text);

/* What patterns first .. end - 1 say of a path below their folder. */
enum glob_answer globs_ask(const struct globs *g, size_t first, size_t end, struct slice path,
                           bool is_folder);

/* Whether the last pattern that fits the path wants it and spells out how its name ends: "*.rst", "README". */
bool globs_spell_ending(const struct globs *g, struct slice path);

/* Whether the pattern is for the whole of text. */
bool glob_matches(struct slice pattern, struct slice text);

#endif
