/* evidence.h - what the dictionaries say: pairs of entries, each with a weight.
 *
 * An entry is a word or phrase of one tongue, folded and without small words:
 * "Absichtserklärung", "declaration intent". For the three languages of documents
 * its phrase is the same in stems, at most LEXICON_SOURCE_WORDS of them:
 * "declar intent". Several entries have one phrase (cooper, cooperation).
 *
 *     tongue    EN DE RU, and those that only lead from one to another (pivots)
 *     entry     number, per tongue, in order of first sight
 *     phrase    number, per tongue, likewise
 *
 * Whatever order the pairs are added in, the sums made of them are taken in the
 * order of numbers, so the same sources give the same bytes.
 *
 * Memory  Owns all until evidence_release.
 * Errors  Out of memory is remembered: ask evidence_status after adding.      */
#ifndef INDEXER_LEXICON_EVIDENCE_H
#define INDEXER_LEXICON_EVIDENCE_H

#include "base/buf.h"
#include "base/map.h"
#include "stemmers/analyzer.h"
#include "stemmers/words.h"

enum tongue {
    TONGUE_EN = LANG_EN, TONGUE_DE = LANG_DE, TONGUE_RU = LANG_RU,
    TONGUE_PL, TONGUE_FR, TONGUE_SV, TONGUE_EL, TONGUE_COUNT
};

#define ENTRY_NONE UINT32_MAX

struct pair {
    uint32_t a, b;              /* entries of the two tongues */
    float weight;
};

/* All pairs of two tongues. */
struct pair_list {
    struct pair *pairs;
    size_t count, capacity;
};

struct entry_info {
    uint32_t phrase;            /* ENTRY_NONE: none, or too many words */
    uint32_t word_count;        /* as counted without small words */
};

struct tongue_words {
    struct map entries;         /* folded words joined by blanks */
    struct entry_info *infos;   /* per entry */
    uint32_t info_capacity;
    struct map phrases;         /* stems joined by blanks */
    struct map tokens;          /* words as written */
    struct token_info *token_infos;
    uint32_t token_capacity;
};

/* What a dictionary says, or what the user wrote down: that counts as much as the best. */
enum evidence_kind { EVIDENCE_FOUND, EVIDENCE_CERTAIN, EVIDENCE_KINDS };

struct evidence {
    struct analyzer *analyzer;
    struct words words;
    struct tongue_words tongues[TONGUE_COUNT];
    struct pair_list lists[EVIDENCE_KINDS][TONGUE_COUNT][TONGUE_COUNT];   /* [a][b] with a < b */
    struct buf form, stem, text;
    enum status status;
};

enum status evidence_init(struct evidence *ev, struct err *e) WARN_UNUSED;
void evidence_release(struct evidence *ev);

/* The entry of a piece of text (valid UTF-8); ENTRY_NONE where nothing is left.
 * *weight is multiplied by what the dropped small words cost.                 */
uint32_t evidence_entry(struct evidence *ev, enum tongue tongue, struct slice text, float *weight);

/* The phrase of one stem, made if it was not there; ENTRY_NONE: no memory. */
uint32_t evidence_stem(struct evidence *ev, enum tongue tongue, struct slice stem);

/* Requires entries of evidence_entry, neither NONE, and a != b. */
void evidence_add(struct evidence *ev, enum tongue a, uint32_t entry_a, enum tongue b,
                  uint32_t entry_b, float weight);
void evidence_add_certain(struct evidence *ev, enum tongue a, uint32_t entry_a, enum tongue b,
                          uint32_t entry_b, float weight);

/* The pairs of two tongues, as they were added, the first tongue being the lesser. */
const struct pair_list *evidence_pairs(const struct evidence *ev, enum evidence_kind kind,
                                       enum tongue a, enum tongue b);

enum status evidence_status(const struct evidence *ev, struct err *e) WARN_UNUSED;

#endif
