/* name_like.h - whether a form of the vocabulary may be a name, by how it is written.
 *
 * A name begins with a capital nearly always, other words where a sentence or a title begins.
 * German nouns do too: those that are told by their derivation or by being long, as
 * compounds are, are left out; whoever looks a name up compares sounds and dictionaries.
 *
 * Source  60 % and the exception for German: measured for English and Russian news.   */
#ifndef STEMMERS_NAME_LIKE_H
#define STEMMERS_NAME_LIKE_H

#include "base/slice.h"
#include "stemmers/lang.h"

#define NAME_LIKE_PERCENT 60u        /* of the occurrences begin with a capital at least */
#define NAME_LIKE_GERMAN_MOST 16u    /* letters of a German form */

/* form: folded. */
bool name_like(enum lang lang, struct slice form, uint64_t occurrences, uint64_t capitals);

#endif
