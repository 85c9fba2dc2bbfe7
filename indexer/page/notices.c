#include "indexer/page/notices.h"

#include <assert.h>

#include "stemmers/letters.h"

#define SHORT_BYTES 240u
#define STEM_MAX_BYTES 48u
#define KINDS_MIN 2u

struct stem {
    const char *text;     /* in small letters; words begin with it */
    uint8_t bytes;
    uint32_t kind;        /* one bit: words of one kind count once */
};

enum {
    COOKIE = 1,
    CONSENT = 2,
    PRIVACY = 4,          /* and what else lawyers write below a page */
    LETTER = 8,
    ACCOUNT = 16,
    BROWSER = 32,
    PARTNER = 64,
    SELF = 128,           /* "this article": what the others are said of */
    SOCIAL = 256,
    FOLLOW = 512,
    APP = 1024,
    LICENCE = 2048,
    SUPPORT = 4096,
    PAY = 8192,
    OFFER = 16384,        /* what is to be had for it */
    READER = 32768,       /* what readers are asked for: comments, misprints */
    SCRIPT = 65536,
    YOURS = 131072,       /* the reader's browser, which lacks it */
};

#define STEM(text, kind) {text, sizeof text - 1, kind}

static const struct stem stems[] = {
    STEM("cookie", COOKIE), STEM("куки", COOKIE),
    STEM("consent", CONSENT), STEM("opt-out", CONSENT), STEM("einwillig", CONSENT), STEM("widerruf", CONSENT), STEM("zustimm", CONSENT),
    STEM("соглашаетесь", CONSENT), STEM("согласие на", CONSENT),
    STEM("privacy", PRIVACY), STEM("terms of use", PRIVACY), STEM("terms of service", PRIVACY), STEM("terms and conditions", PRIVACY),
    STEM("user agreement", PRIVACY), STEM("personal data", PRIVACY), STEM("personal information", PRIVACY),
    STEM("rights reserved", PRIVACY), STEM("may not be reproduced", PRIVACY), STEM("may not be published", PRIVACY),
    STEM("prior written", PRIVACY), STEM("registered trademark", PRIVACY), STEM("trademarks", PRIVACY),
    STEM("datenschutz", PRIVACY), STEM("nutzungsbeding", PRIVACY), STEM("personenbezogen", PRIVACY), STEM("alle rechte", PRIVACY),
    STEM("vervielfältigung", PRIVACY), STEM("персональных данных", PRIVACY), STEM("конфиденциальн", PRIVACY), STEM("все права", PRIVACY),
    STEM("копирование материалов", PRIVACY), STEM("использование материалов", PRIVACY),
    STEM("newsletter", LETTER), STEM("subscri", LETTER), STEM("sign up", LETTER), STEM("unsubscri", LETTER), STEM("inbox", LETTER),
    STEM("latest news", LETTER), STEM("breaking news", LETTER), STEM("abonnier", LETTER), STEM("posteingang", LETTER),
    STEM("подпишитесь", LETTER), STEM("подписывайтесь", LETTER), STEM("рассылк", LETTER),
    STEM("log in", ACCOUNT), STEM("logged in", ACCOUNT), STEM("password", ACCOUNT), STEM("username", ACCOUNT), STEM("register ", ACCOUNT),
    STEM("your account", ACCOUNT), STEM("your email", ACCOUNT), STEM("email address", ACCOUNT), STEM("e-mail-adresse", ACCOUNT),
    STEM("eingeloggt", ACCOUNT), STEM("einloggen", ACCOUNT), STEM("passwort", ACCOUNT), STEM("benutzername", ACCOUNT),
    STEM("abmelden", ACCOUNT), STEM("anmelden", ACCOUNT), STEM("пароль", ACCOUNT), STEM("авториз", ACCOUNT),
    STEM("nicht angemeldet", ACCOUNT), STEM("незарегистрированн", ACCOUNT), STEM("под своим именем", ACCOUNT),
    STEM("browsing this forum", ACCOUNT), STEM("mitglieder in diesem forum", ACCOUNT), STEM("просматривают этот форум", ACCOUNT),
    STEM("javascript", BROWSER | SCRIPT), STEM("adblock", SCRIPT), STEM("ad blocker", SCRIPT),
    STEM("werbeblocker", SCRIPT), STEM("блокировщик рекламы", SCRIPT), STEM("your browser", BROWSER | YOURS), STEM("ihr browser", BROWSER | YOURS),
    STEM("ihrem browser", BROWSER | YOURS), STEM("dein browser", BROWSER | YOURS), STEM("deinem browser", BROWSER | YOURS),
    STEM("ваш браузер", BROWSER | YOURS), STEM("вашем браузер", BROWSER | YOURS), STEM("вашего браузер", BROWSER | YOURS), STEM("browser", BROWSER), STEM("website", BROWSER), STEM("webseite", BROWSER), STEM("this site", BROWSER),
    STEM("браузер", BROWSER), STEM("сайт", BROWSER),
    STEM("partner", PARTNER), STEM("third part", PARTNER), STEM("advertis", PARTNER), STEM("affiliate", PARTNER), STEM("sponsor", PARTNER),
    STEM("drittanbiet", PARTNER), STEM("werbung", PARTNER), STEM("партнер", PARTNER), STEM("реклам", PARTNER),
    STEM("this article", SELF), STEM("this post", SELF), STEM("this story", SELF), STEM("dieser artikel", SELF), STEM("diesen artikel", SELF),
    STEM("dieser beitrag", SELF), STEM("diesen beitrag", SELF), STEM("dieser text", SELF), STEM("этот материал", SELF),
    STEM("эта статья", SELF), STEM("эту статью", SELF),
    STEM("facebook", SOCIAL), STEM("instagram", SOCIAL), STEM("telegram", SOCIAL), STEM("twitter", SOCIAL), STEM("whatsapp", SOCIAL),
    STEM("youtube", SOCIAL), STEM("вконтакте", SOCIAL),
    STEM("follow ", FOLLOW), STEM("like us", FOLLOW), STEM("join us", FOLLOW), STEM("message us", FOLLOW), STEM("tag us", FOLLOW), STEM("tag me", FOLLOW),
    STEM("verlinke", FOLLOW), STEM("присылайте", FOLLOW), STEM("отмечайте", FOLLOW), STEM("share ", FOLLOW),
    STEM("folge ", FOLLOW), STEM("folgt uns", FOLLOW), STEM("folgen sie", FOLLOW), STEM("teile", FOLLOW),
    STEM("app store", APP), STEM("google play", APP), STEM("our app", APP), STEM("app.", APP), STEM("your phone", APP), STEM("download the", APP),
    STEM("licen", LICENCE), STEM("creative commons", LICENCE), STEM("cc-by", LICENCE), STEM("cc by", LICENCE), STEM("originally", LICENCE),
    STEM("first appeared", LICENCE), STEM("first published", LICENCE), STEM("republish", LICENCE), STEM("lizenz", LICENCE),
    STEM("aus ausgabe", LICENCE), STEM("aus der ausgabe", LICENCE), STEM("aus dem heft", LICENCE), STEM("aus heft", LICENCE), STEM("zuerst erschienen", LICENCE), STEM("erschien zuerst", LICENCE), STEM("nachdruck", LICENCE), STEM("перепечатк", LICENCE),
    STEM("premium", PAY), STEM("paywall", PAY), STEM("abo ", PAY), STEM("abo-", PAY), STEM("abos", PAY), STEM("abonnement", PAY),
    STEM("abonnent", PAY), STEM("probemonat", PAY), STEM("testen sie", PAY), STEM("jetzt testen", PAY), STEM("подписчик", PAY),
    STEM("по подписке", PAY), STEM("подписку", PAY),
    STEM("free trial", OFFER), STEM("cancel any", OFFER), STEM("unlimited access", OFFER), STEM("unlimited digital", OFFER),
    STEM("full access", OFFER), STEM("keep reading", OFFER), STEM("continue reading", OFFER), STEM("all articles", OFFER),
    STEM("kündbar", OFFER), STEM("kündigen", OFFER), STEM("alle artikel", OFFER), STEM("weiterlesen", OFFER), STEM("weiterzulesen", OFFER),
    STEM("ohne einschränkung", OFFER), STEM("vollen zugriff", OFFER), STEM("exklusive inhalte", OFFER), STEM("полный доступ", OFFER),
    STEM("читать дальше", OFFER), STEM("дочитать", OFFER),
    STEM("leave a comment", READER), STEM("comment below", READER), STEM("comments below", READER), STEM("know in the comments", READER),
    STEM("loading comments", READER), STEM("join the conversation", READER), STEM("uns in den kommentaren", READER),
    STEM("in die kommentare", READER), STEM("kommentar hinterlassen", READER), STEM("diskutieren sie mit", READER),
    STEM("comments are moderated", READER), STEM("comments are closed", READER), STEM("comments are welcome", READER),
    STEM("comments are reviewed", READER), STEM("comments are not", READER), STEM("some comments may", READER),
    STEM("publish comments", READER), STEM("your comment", READER), STEM("comment policy", READER), STEM("commenting guid", READER),
    STEM("empfiehl dies", READER), STEM("empfehlen sie dies", READER), STEM("share this article", READER), STEM("share this post", READER),
    STEM("share this story", READER), STEM("поделитесь с друзьями", READER), STEM("поделитесь этой", READER),
    STEM("kommentare werden", READER), STEM("ihr kommentar", READER), STEM("netiquette", READER), STEM("комментарии проходят", READER),
    STEM("комментарии модер", READER), STEM("правила комментирования", READER),
    STEM("fehler gefunden?", READER), STEM("пишите в комментариях", READER), STEM("делитесь в комментариях", READER),
    STEM("оставьте комментарий", READER), STEM("оставлять комментарии", READER), STEM("ctrl+enter", READER), STEM("ctrl + enter", READER),
    STEM("опечатк", READER), STEM("нашли ошибку", READER), STEM("заметили ошибку", READER),
    STEM("donat", SUPPORT), STEM("support us", SUPPORT), STEM("spende", SUPPORT), STEM("unterstütze", SUPPORT), STEM("поддержите", SUPPORT),
};

/* Words that site's notices alone are made of; the others support them. */
#define TELLING (COOKIE | CONSENT | PRIVACY | LETTER | ACCOUNT | READER)

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
    return (uint8_t)text[0] >= 0x80 || (have | 0x20202020u) == (want | 0x20202020u);
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

/* Kinds of words in the paragraph's head. */
static unsigned kinds_in(const struct notices *n, struct slice head)
{
    unsigned kinds = 0;
    bool inside = false;

    for (size_t i = 0; i + 2 < head.n; i++) {
        if (!inside)
            for (unsigned at = n->first[key_of(head.p + i)]; at > 0; at = n->next[at - 1])
                if (begins_with(slice_drop(head, i), &stems[at - 1]))
                    kinds |= stems[at - 1].kind;
        inside = letters_in_word(head.p[i]);
    }
    return kinds;
}

/* Two that say little alone: "this post contains advertising", "follow us on Twitter". */
static bool tell_together(unsigned kinds)
{
    return ((kinds & SELF) && (kinds & (LICENCE | SOCIAL | FOLLOW | PARTNER | SUPPORT)))
           || ((kinds & SOCIAL) && (kinds & (FOLLOW | LETTER | APP))) || ((kinds & PAY) && (kinds & OFFER))
           || ((kinds & SCRIPT) && (kinds & YOURS));
}

bool notices_is(const struct notices *n, struct slice paragraph)
{
    struct slice head = paragraph;
    unsigned kinds;

    if (head.n > NOTICES_HEAD_BYTES)
        head.n = NOTICES_HEAD_BYTES;
    kinds = kinds_in(n, head);
    if (kinds & TELLING)
        return count_bits(kinds) >= KINDS_MIN || paragraph.n <= SHORT_BYTES;
    return paragraph.n <= 2 * SHORT_BYTES && tell_together(kinds);
}
