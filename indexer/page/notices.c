#include "indexer/page/notices.h"

#include "indexer/page/letters.h"

#define SHORT_BYTES 240u
#define KINDS_MIN 2u

struct stem {
    const char *text;     /* in small letters; words begin with it */
    uint8_t kind;         /* one bit: words of one kind count once */
};

enum { COOKIE = 1, CONSENT = 2, PRIVACY = 4, LETTER = 8, ACCOUNT = 16, BROWSER = 32, PARTNER = 64 };

static const struct stem stems[] = {
    {"cookie", COOKIE}, {"куки", COOKIE},
    {"consent", CONSENT}, {"einwillig", CONSENT}, {"widerruf", CONSENT}, {"zustimm", CONSENT}, {"opt-out", CONSENT},
    {"соглашаетесь", CONSENT}, {"согласие на", CONSENT},
    {"privacy", PRIVACY}, {"terms of", PRIVACY}, {"user agreement", PRIVACY}, {"personal data", PRIVACY},
    {"personal information", PRIVACY}, {"datenschutz", PRIVACY}, {"nutzungsbeding", PRIVACY},
    {"personenbezogen", PRIVACY}, {"персональных данных", PRIVACY}, {"конфиденциальн", PRIVACY},
    {"newsletter", LETTER}, {"subscri", LETTER}, {"sign up", LETTER}, {"unsubscri", LETTER}, {"inbox", LETTER},
    {"abonnier", LETTER}, {"posteingang", LETTER}, {"подпишитесь", LETTER}, {"подписывайтесь", LETTER},
    {"рассылк", LETTER},
    {"log in", ACCOUNT}, {"logged in", ACCOUNT}, {"password", ACCOUNT}, {"username", ACCOUNT}, {"register ", ACCOUNT},
    {"your account", ACCOUNT}, {"your email", ACCOUNT}, {"email address", ACCOUNT}, {"e-mail-adresse", ACCOUNT},
    {"eingeloggt", ACCOUNT}, {"einloggen", ACCOUNT}, {"passwort", ACCOUNT}, {"benutzername", ACCOUNT},
    {"abmelden", ACCOUNT}, {"anmelden", ACCOUNT}, {"пароль", ACCOUNT}, {"авториз", ACCOUNT},
    {"javascript", BROWSER}, {"browser", BROWSER}, {"website", BROWSER}, {"webseite", BROWSER}, {"this site", BROWSER},
    {"браузер", BROWSER}, {"сайт", BROWSER},
    {"partner", PARTNER}, {"third part", PARTNER}, {"advertis", PARTNER}, {"drittanbiet", PARTNER},
    {"werbung", PARTNER}, {"партнер", PARTNER},
};

/* Words that site's notices alone are made of; the others support them. */
#define TELLING (COOKIE | CONSENT | PRIVACY | LETTER | ACCOUNT)

/* A bit for each byte that a stem begins with, of the letter's second byte in Russian. */
struct firsts {
    uint8_t is[256];
};

static uint8_t key_of(const uint8_t *p)
{
    return p[0] >= 0xd0 ? p[1] : p[0];
}

static struct firsts firsts_of(void)
{
    struct firsts firsts = {{0}};

    for (size_t i = 0; i < sizeof stems / sizeof *stems; i++)
        firsts.is[key_of((const uint8_t *)stems[i].text)] = 1;
    return firsts;
}

static unsigned kind_at(struct slice rest)
{
    unsigned kinds = 0;

    for (size_t i = 0; i < sizeof stems / sizeof *stems; i++)
        if ((uint8_t)stems[i].text[1] == rest.p[1]
            && slice_starts_with(rest, slice_of_string(stems[i].text)))
            kinds |= stems[i].kind;
    return kinds;
}

static unsigned count_bits(unsigned bits)
{
    unsigned n = 0;

    for (; bits != 0; bits &= bits - 1)
        n++;
    return n;
}

bool notices_is(struct slice paragraph)
{
    struct firsts firsts = firsts_of();
    uint8_t small[NOTICES_HEAD_BYTES];
    unsigned kinds = 0;
    size_t n = paragraph.n < sizeof small ? paragraph.n : sizeof small;

    letters_lower(slice_of(paragraph.p, n), small);
    for (size_t i = 0; i + 2 < n; i++)
        if (firsts.is[key_of(small + i)] && letters_in_word(small[i]) && (i == 0 || !letters_in_word(small[i - 1])))
            kinds |= kind_at(slice_of(small + i, n - i));
    if ((kinds & TELLING) == 0)
        return false;
    return count_bits(kinds) >= KINDS_MIN || paragraph.n <= SHORT_BYTES;
}
