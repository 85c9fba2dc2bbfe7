#include "indexer/page/notices.h"

#include <assert.h>

#include "stemmers/letters.h"

#define SHORT_BYTES 240u
#define STEM_MAX_BYTES 48u
#define KINDS_MIN 2u

struct stem {
    const char *text;     /* in small letters; words begin with it */
    uint8_t bytes;
    uint8_t kind;         /* one bit: words of one kind count once */
};

enum { COOKIE = 1, CONSENT = 2, PRIVACY = 4, LETTER = 8, ACCOUNT = 16, BROWSER = 32, PARTNER = 64 };

#define STEM(text, kind) {text, sizeof text - 1, kind}

static const struct stem stems[] = {
    STEM("cookie", COOKIE), STEM("куки", COOKIE),
    STEM("consent", CONSENT), STEM("einwillig", CONSENT), STEM("widerruf", CONSENT), STEM("zustimm", CONSENT), STEM("opt-out", CONSENT),
    STEM("соглашаетесь", CONSENT), STEM("согласие на", CONSENT),
    STEM("privacy", PRIVACY), STEM("terms of", PRIVACY), STEM("user agreement", PRIVACY), STEM("personal data", PRIVACY),
    STEM("personal information", PRIVACY), STEM("datenschutz", PRIVACY), STEM("nutzungsbeding", PRIVACY),
    STEM("personenbezogen", PRIVACY), STEM("персональных данных", PRIVACY), STEM("конфиденциальн", PRIVACY),
    STEM("newsletter", LETTER), STEM("subscri", LETTER), STEM("sign up", LETTER), STEM("unsubscri", LETTER), STEM("inbox", LETTER),
    STEM("abonnier", LETTER), STEM("posteingang", LETTER), STEM("подпишитесь", LETTER), STEM("подписывайтесь", LETTER),
    STEM("рассылк", LETTER),
    STEM("log in", ACCOUNT), STEM("logged in", ACCOUNT), STEM("password", ACCOUNT), STEM("username", ACCOUNT), STEM("register ", ACCOUNT),
    STEM("your account", ACCOUNT), STEM("your email", ACCOUNT), STEM("email address", ACCOUNT), STEM("e-mail-adresse", ACCOUNT),
    STEM("eingeloggt", ACCOUNT), STEM("einloggen", ACCOUNT), STEM("passwort", ACCOUNT), STEM("benutzername", ACCOUNT),
    STEM("abmelden", ACCOUNT), STEM("anmelden", ACCOUNT), STEM("пароль", ACCOUNT), STEM("авториз", ACCOUNT),
    STEM("javascript", BROWSER), STEM("browser", BROWSER), STEM("website", BROWSER), STEM("webseite", BROWSER), STEM("this site", BROWSER),
    STEM("браузер", BROWSER), STEM("сайт", BROWSER),
    STEM("partner", PARTNER), STEM("third part", PARTNER), STEM("advertis", PARTNER), STEM("drittanbiet", PARTNER),
    STEM("werbung", PARTNER), STEM("партнер", PARTNER),
};

/* Words that site's notices alone are made of; the others support them. */
#define TELLING (COOKIE | CONSENT | PRIVACY | LETTER | ACCOUNT)

/* The same for a capital and its small form: Russian letters agree in the low bits of
 * their second byte.                                                             */
static uint8_t key_of(const uint8_t *p)
{
    return p[0] >= 0xd0 ? p[1] & 0x1f : (uint8_t)((p[0] | 0x20) + 31 * (p[1] | 0x20));
}

void notices_init(struct notices *n)
{
    static_assert(sizeof stems / sizeof *stems <= NOTICES_STEMS_MAX, "room for each stem");
    *n = (struct notices){{0}, {0}};
    for (size_t i = sizeof stems / sizeof *stems; i-- > 0;) {
        uint8_t key = key_of((const uint8_t *)stems[i].text);

        n->next[i] = n->first[key];
        n->first[key] = (uint8_t)(i + 1);
    }
}

/* Whether the first four bytes may be the stem's: a look that spares most words the next. */
static bool may_be(const uint8_t *p, const char *text)
{
    uint32_t have, want;

    memcpy(&have, p, sizeof have);
    memcpy(&want, text, sizeof want);
    return (uint8_t)text[0] >= 0x80 || (have | 0x20202020u) == want;
}

static bool begins_with(struct slice rest, const struct stem *stem)
{
    uint8_t small[STEM_MAX_BYTES];

    if (rest.n < stem->bytes || !may_be(rest.p, stem->text))
        return false;
    letters_lower(slice_of(rest.p, stem->bytes), small);
    return memcmp(small, stem->text, stem->bytes) == 0;
}

static unsigned count_bits(unsigned bits)
{
    unsigned n = 0;

    for (; bits != 0; bits &= bits - 1)
        n++;
    return n;
}

bool notices_is(const struct notices *n, struct slice paragraph)
{
    struct slice head = paragraph;
    unsigned kinds = 0;
    bool inside = false;

    if (head.n > NOTICES_HEAD_BYTES)
        head.n = NOTICES_HEAD_BYTES;
    for (size_t i = 0; i + 2 < head.n; i++) {
        if (!inside)
            for (unsigned at = n->first[key_of(head.p + i)]; at > 0; at = n->next[at - 1])
                if (begins_with(slice_drop(head, i), &stems[at - 1]))
                    kinds |= stems[at - 1].kind;
        inside = letters_in_word(head.p[i]);
    }
    if ((kinds & TELLING) == 0)
        return false;
    return count_bits(kinds) >= KINDS_MIN || paragraph.n <= SHORT_BYTES;
}
