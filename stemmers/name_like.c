#include "stemmers/name_like.h"

#include "base/utf8.h"

/* Endings of derived nouns; few names have them. */
static const char *const derived[] = {
    "ung", "ungen", "ungs", "heit", "heiten", "keit", "keiten", "schaft", "schaften", "tion", "tionen",
    "ismus", "ität", "itäten", "lich", "lichen", "nis", "nisse", "nissen", "tum", "ling", "linge"};

static bool is_german_noun(struct slice form)
{
    for (size_t i = 0; i < sizeof derived / sizeof *derived; i++)
        if (slice_ends_with(form, slice_of_string(derived[i])))
            return true;
    return utf8_count(form) > NAME_LIKE_GERMAN_MOST;
}

bool name_like(enum lang lang, struct slice form, uint64_t occurrences, uint64_t capitals)
{
    return capitals > 0 && capitals * 100 >= occurrences * NAME_LIKE_PERCENT
           && !(lang == LANG_DE && is_german_noun(form));
}
