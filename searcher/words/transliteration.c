#include "searcher/words/transliteration.h"

/* Longer ones before those that begin them. */
static const struct {
    const char *latin, *cyrillic;
} SOUNDS[] = {
    {"shch", "щ"}, {"sch", "щ"}, {"zh", "ж"}, {"kh", "х"}, {"ts", "ц"}, {"ch", "ч"}, {"sh", "ш"},
    {"yu", "ю"}, {"ju", "ю"}, {"ya", "я"}, {"ja", "я"}, {"yo", "ё"}, {"jo", "ё"}, {"ye", "е"}, {"je", "е"},
    {"iya", "ия"}, {"iyu", "ию"}, {"iye", "ие"}, {"iy", "ий"}, {"yy", "ый"}, {"yj", "ый"},
    {"a", "а"}, {"b", "б"}, {"c", "ц"}, {"d", "д"}, {"e", "е"}, {"f", "ф"}, {"g", "г"}, {"h", "х"}, {"i", "и"},
    {"j", "й"}, {"k", "к"}, {"l", "л"}, {"m", "м"}, {"n", "н"}, {"o", "о"}, {"p", "п"}, {"q", "к"}, {"r", "р"},
    {"s", "с"}, {"t", "т"}, {"u", "у"}, {"v", "в"}, {"w", "в"}, {"x", "х"}, {"y", "ы"}, {"z", "з"}, {"'", "ь"},
};

static char lower_at(struct slice word, size_t at)
{
    uint8_t c = at < word.n ? word.p[at] : 0;

    return (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
}

static bool fits_at(struct slice word, size_t at, const char *latin)
{
    size_t n = 0;

    while (latin[n] != '\0' && lower_at(word, at + n) == latin[n])
        n++;
    return latin[n] == '\0';
}

static bool is_behind_vowel(struct slice word, size_t at)
{
    return at > 0 && lower_at(word, at - 1) != 0 && strchr("aeiou", lower_at(word, at - 1)) != NULL;
}

/* A sound that is written otherwise where it stands. */
static const char *written_at(struct slice word, size_t at, const char *latin, const char *cyrillic)
{
    if (strcmp(latin, "y") == 0 && is_behind_vowel(word, at))
        return "й";
    if (strcmp(latin, "ye") == 0 && at > 0 && !is_behind_vowel(word, at))
        return "ье";
    return strcmp(latin, "e") == 0 && at == 0 ? "э" : cyrillic;
}

bool transliteration_read(struct slice word, struct buf *out)
{
    for (size_t at = 0, n; at < word.n; at += n) {
        size_t i = 0;

        while (i < sizeof SOUNDS / sizeof *SOUNDS && !fits_at(word, at, SOUNDS[i].latin))
            i++;
        if (i == sizeof SOUNDS / sizeof *SOUNDS)
            return false;
        n = strlen(SOUNDS[i].latin);
        buf_append_string(out, written_at(word, at, SOUNDS[i].latin, SOUNDS[i].cyrillic));
    }
    return word.n > 0 && buf_ok(out);
}
