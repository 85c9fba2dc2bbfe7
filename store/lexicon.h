/* lexicon.h - translations between stems: one sealed LMDB file, made on the user's machine.
 *
 *     key      language u8, stems joined by blanks          "\x01declar intent"
 *              language u8, '=', a folded word              "\x01=cooperation"
 *     value    for each other language in order of number: varint size of its list, list
 *     list     alternative*, best first, at most LEXICON_BEST
 *     alternative   weight u8 (hundredths; the best has 100), varint number of its text
 *
 *     key      language u8, number / LEXICON_TEXTS u24 (big-endian)
 *     value    the stems joined by blanks of LEXICON_TEXTS numbers, each with its varint size
 *
 * A text is written once, whatever translates to it: half the file that lists of texts would be.
 * A word's own list (the key with '=') stands beside its stem's where the two differ:
 * Snowball gives "cooper" for cooper and for cooperation.
 *
 * The tables are packed (table.h) and read lazily: opening touches the file's
 * structure, about 1 % of it; a look-up touches one block and verifies it once.
 *
 * Memory  Terms borrow from the file until lexicon_close, or are in the arena; arrays are there.
 * Errors  E_NOT_FOUND: no such file. E_CORRUPT: damaged, or another kind of file.
 *         E_VERSION: another format, or made with another analysis of words.
 * Source  Darwish and Oard, "Probabilistic Structured Query Methods", 2003.     */
#ifndef STORE_LEXICON_H
#define STORE_LEXICON_H

#include "base/arena.h"
#include "base/err.h"

#define LEXICON_FORMAT 3u
#define LEXICON_LANGS 4         /* numbers of languages are those of segments; 0 has no words here */
#define LEXICON_BEST 40         /* more alternatives are not kept: the best are */
#define LEXICON_SOURCE_WORDS 3  /* stems of a key, at most */
#define LEXICON_TARGET_WORDS 3
#define LEXICON_TEXT_MAX 250    /* bytes of a key's or an alternative's stems */

struct lexicon;

struct lexicon_alternative {
    struct slice text;          /* stems joined by blanks */
    struct slice *terms;        /* the same, one by one */
    size_t term_count;
    uint32_t weight;            /* hundredths, 1 .. 100 */
};

/* What the lexicon has under one key: undecoded lists by target language. */
struct lexicon_entry {
    struct slice lists[LEXICON_LANGS];
};

/* `analysis` is the version of the analyser that the query's words pass through. */
enum status lexicon_open(const char *path, uint32_t analysis, struct lexicon **out,
                         struct err *e) WARN_UNUSED;
void lexicon_close(struct lexicon *l);

/* The entry of `count` stems; E_NOT_FOUND without a report. */
enum status lexicon_find(struct lexicon *l, uint8_t from, const struct slice *stems, size_t count,
                         struct lexicon_entry *out, struct err *e) WARN_UNUSED;

/* The own entry of a folded word; E_NOT_FOUND without a report: its stem's is all. */
enum status lexicon_find_word(struct lexicon *l, uint8_t from, struct slice word,
                              struct lexicon_entry *out, struct err *e) WARN_UNUSED;

/* A list of an entry decoded; best first. */
enum status lexicon_read(struct lexicon *l, const struct lexicon_entry *entry, uint8_t to,
                         struct arena *arena, struct lexicon_alternative **out, size_t *count,
                         struct err *e) WARN_UNUSED;

/* The longest match at the start of the stems: *words 3, 2 or 1; 0 and no
 * alternatives where there is none.                                            */
enum status lexicon_translate(struct lexicon *l, uint8_t from, uint8_t to,
                              const struct slice *stems, size_t count, struct arena *arena,
                              struct lexicon_alternative **out, size_t *out_count, size_t *words,
                              struct err *e) WARN_UNUSED;

/* How many keys it has, and what it was made from: a line per source. */
uint64_t lexicon_key_count(const struct lexicon *l);
struct slice lexicon_sources(const struct lexicon *l);

#endif
