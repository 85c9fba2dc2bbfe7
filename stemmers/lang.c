#include "stemmers/lang.h"

static const struct {
    const char *name;      /* as declared, lower case */
    const char *code;
    enum lang lang;
} NAMES[] = {
    {"en", "en", LANG_EN}, {"eng", "en", LANG_EN}, {"english", "en", LANG_EN},
    {"de", "de", LANG_DE}, {"deu", "de", LANG_DE}, {"ger", "de", LANG_DE},
    {"german", "de", LANG_DE}, {"deutsch", "de", LANG_DE},
    {"ru", "ru", LANG_RU}, {"rus", "ru", LANG_RU}, {"russian", "ru", LANG_RU},
    {"русский", "ru", LANG_RU},
    {"ukr", "uk", LANG_OTHER}, {"bel", "be", LANG_OTHER}, {"bul", "bg", LANG_OTHER},
    {"srp", "sr", LANG_OTHER}, {"nld", "nl", LANG_OTHER}, {"fra", "fr", LANG_OTHER},
};
#define NAME_COUNT (sizeof NAMES / sizeof *NAMES)

const char *lang_name(enum lang lang)
{
    static const char *const names[LANG_COUNT] = {"other", "en", "de", "ru"};
    return names[lang];
}

/* The part before the region, lower case in ASCII; 0 where it is too long. */
static size_t main_part(struct slice code, char out[32])
{
    size_t n = 0;

    while (n < code.n && code.p[n] != '-' && code.p[n] != '_') {
        if (n == 31)
            return 0;
        out[n] = (char)(code.p[n] >= 'A' && code.p[n] <= 'Z' ? code.p[n] + 32 : code.p[n]);
        n++;
    }
    out[n] = '\0';
    return n;
}

static size_t find(const char *name)
{
    size_t i = 0;

    while (i < NAME_COUNT && strcmp(NAMES[i].name, name) != 0)
        i++;
    return i;
}

enum lang lang_of_code(struct slice code)
{
    char name[32];
    size_t i;

    if (main_part(code, name) == 0)
        return LANG_OTHER;
    i = find(name);
    return i < NAME_COUNT ? NAMES[i].lang : LANG_OTHER;
}

struct lang_code lang_normalize_code(struct slice code)
{
    struct lang_code out = {"und"};
    char name[32];
    size_t n = main_part(code, name), i = find(name);

    if (n > 0 && i < NAME_COUNT)
        strcpy(out.text, NAMES[i].code);
    else if ((n == 2 || n == 3) && strspn(name, "abcdefghijklmnopqrstuvwxyz") == n)
        strcpy(out.text, name);
    return out;
}
