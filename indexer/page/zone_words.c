#include "indexer/page/zone_words.h"

#include <assert.h>

#include "base/utf8.h"
#include "stemmers/letters.h"

#define PHRASE_MAX_BYTES 64u

/* How much of the line a phrase must be. */
enum match {
    WHOLE,      /* the line, but for marks at its end */
    OPENS,      /* followed by anything that is no letter */
    LABELS,     /* followed by a colon, a sign like it, or a name */
};

struct phrase {
    const char *text;    /* in small letters */
    uint8_t bytes, word, match;
};

#define CREDIT(text) {text, sizeof text - 1, ZONE_WORD_CREDIT, LABELS}
#define CREDITS(text) {text, sizeof text - 1, ZONE_WORD_CREDIT, OPENS}
#define RELATED(text) {text, sizeof text - 1, ZONE_WORD_RELATED, OPENS}
#define HEADING(text) {text, sizeof text - 1, ZONE_WORD_RELATED, WHOLE}
#define MENU(text) {text, sizeof text - 1, ZONE_WORD_MENU, WHOLE}
#define MENUS(text) {text, sizeof text - 1, ZONE_WORD_MENU, OPENS}
#define BYLINE(text) {text, sizeof text - 1, ZONE_WORD_BYLINE, LABELS}
#define PUBLISHED(text) {text, sizeof text - 1, ZONE_WORD_PUBLISHED, OPENS}

static const struct phrase phrases[] = {
    CREDIT("photo"), CREDIT("photos"), CREDIT("photograph"), CREDIT("photographs"), CREDIT("picture"),
    CREDIT("pictures"), CREDIT("image"), CREDIT("images"), CREDIT("illustration"), CREDIT("video"),
    CREDIT("source"), CREDIT("sources"), CREDIT("credit"), CREDITS("photo by"), CREDITS("photos by"),
    CREDITS("photo from"), CREDITS("photo courtesy"), CREDITS("photo credit"), CREDITS("image credit"),
    CREDITS("image source"), CREDITS("image via"), CREDITS("picture by"), CREDITS("courtesy of"),
    CREDITS("copyright"), CREDITS("©"), CREDITS("(c)"), CREDITS("all rights reserved"),
    CREDIT("foto"), CREDIT("fotos"), CREDIT("bild"), CREDIT("bilder"), CREDIT("quelle"), CREDIT("quellen"),
    CREDIT("symbolbild"), CREDIT("symbolfoto"), CREDIT("archivbild"), CREDIT("archivfoto"),
    CREDIT("titelbild"), CREDIT("grafik"), CREDITS("bildquelle"), CREDITS("bildquellen"),
    CREDITS("bildnachweis"), CREDITS("fotonachweis"), CREDITS("fotocredit"), CREDITS("bildrechte"),
    CREDITS("foto von"), CREDITS("bild von"), CREDITS("alle rechte vorbehalten"),
    CREDIT("фото"), CREDIT("фотография"), CREDIT("фотографии"), CREDIT("снимок"), CREDIT("снимки"),
    CREDIT("источник"), CREDIT("источники"), CREDIT("иллюстрация"), CREDIT("видео"), CREDIT("изображение"),
    CREDITS("фото из"), CREDITS("фото с"), CREDITS("фото автора"), CREDITS("автор фото"),
    CREDITS("источник фото"), CREDITS("все права защищены"),

    BYLINE("by"), BYLINE("written by"), BYLINE("author"), BYLINE("posted by"), BYLINE("reported by"),
    BYLINE("von"), BYLINE("autor"), BYLINE("autorin"), BYLINE("autoren"), BYLINE("text"),
    BYLINE("автор"), BYLINE("авторы"), BYLINE("текст"), BYLINE("корреспондент"),

    PUBLISHED("published"), PUBLISHED("posted on"), PUBLISHED("posted"), PUBLISHED("last updated"),
    PUBLISHED("updated"), PUBLISHED("date"), PUBLISHED("first published"),
    PUBLISHED("veröffentlicht"), PUBLISHED("erschienen"), PUBLISHED("aktualisiert"), PUBLISHED("stand"),
    PUBLISHED("datum"), PUBLISHED("erstellt"), PUBLISHED("verfasst"), PUBLISHED("geschrieben"),
    PUBLISHED("опубликовано"), PUBLISHED("дата"), PUBLISHED("обновлено"), PUBLISHED("размещено"),

    RELATED("other materials"), RELATED("other news"), RELATED("other stories"), RELATED("other articles"),
    RELATED("more stories"), RELATED("more news"), RELATED("more articles"), RELATED("more on this"),
    RELATED("more from"), RELATED("more in"), RELATED("more about"), RELATED("read also"),
    RELATED("read more"), RELATED("read next"), RELATED("see also"), RELATED("also read"),
    RELATED("also on this site"), RELATED("related articles"), RELATED("related stories"),
    RELATED("related posts"), RELATED("related news"), RELATED("related content"), RELATED("related topics"),
    RELATED("related links"), RELATED("you may also"), RELATED("you might also"), RELATED("recommended for"),
    RELATED("recommended articles"), RELATED("most read"), RELATED("most popular"), RELATED("most viewed"),
    RELATED("latest news"), RELATED("latest posts"), RELATED("latest articles"), RELATED("top stories"),
    RELATED("popular posts"), RELATED("recent posts"), RELATED("recent comments"), RELATED("leave a comment"),
    RELATED("leave a reply"), RELATED("post a comment"), RELATED("add a comment"), RELATED("join the discussion"),
    RELATED("previous post"), RELATED("next post"), RELATED("about the author"), RELATED("filed under"),
    RELATED("tagged"), RELATED("posted in"), RELATED("share this"), RELATED("sign up for"),
    RELATED("subscribe to"), RELATED("what to read next"), RELATED("further reading"),
    RELATED("follow us"), RELATED("follow the"), RELATED("share to"), RELATED("comments are closed"),
    RELATED("please share"), RELATED("join our"), RELATED("download our"), RELATED("get the latest"),
    HEADING("related"), HEADING("recommended"), HEADING("trending"), HEADING("comments"), HEADING("more"),
    HEADING("popular"), HEADING("tags"), HEADING("responses"), HEADING("replies"),
    RELATED("lesen sie auch"), RELATED("lesen sie mehr"), RELATED("lesen sie dazu"), RELATED("lies auch"),
    RELATED("mehr zum thema"), RELATED("mehr aus"), RELATED("mehr zu"), RELATED("mehr von"),
    RELATED("mehr nachrichten"), RELATED("mehr artikel"), RELATED("weitere meldungen"),
    RELATED("weitere artikel"), RELATED("weitere nachrichten"), RELATED("weitere beiträge"),
    RELATED("weitere themen"), RELATED("weitere news"), RELATED("weitere informationen"),
    RELATED("auch interessant"), RELATED("das könnte"), RELATED("dies könnte"), RELATED("ähnliche artikel"),
    RELATED("ähnliche beiträge"), RELATED("ähnliche themen"), RELATED("verwandte artikel"),
    RELATED("verwandte themen"), RELATED("verwandte beiträge"), RELATED("meistgelesen"),
    RELATED("am meisten gelesen"), RELATED("beliebte beiträge"), RELATED("beliebte artikel"),
    RELATED("passend dazu"), RELATED("siehe auch"), RELATED("kommentar schreiben"),
    RELATED("kommentar verfassen"), RELATED("schreibe einen kommentar"), RELATED("schreiben sie einen kommentar"),
    RELATED("hinterlasse einen kommentar"), RELATED("hinterlasse eine antwort"), RELATED("neueste beiträge"),
    RELATED("neueste kommentare"), RELATED("letzte beiträge"), RELATED("aktuelle beiträge"),
    RELATED("vorheriger beitrag"), RELATED("nächster beitrag"), RELATED("vorheriger artikel"),
    RELATED("nächster artikel"), RELATED("über den autor"), RELATED("über die autorin"),
    RELATED("veröffentlicht in"), RELATED("veröffentlicht unter"), RELATED("dieser beitrag wurde"),
    RELATED("dieser eintrag wurde"), RELATED("beitrags-navigation"), RELATED("beitragsnavigation"),
    RELATED("gefällt mir"), RELATED("teilen mit"), RELATED("beitrag teilen"), RELATED("artikel teilen"),
    RELATED("diskutieren sie"), RELATED("diesen artikel"), RELATED("diesen beitrag"),
    RELATED("verwandte"), RELATED("interessante artikel"), RELATED("diese seite teilen"),
    RELATED("abonniere"), RELATED("abonnieren sie"), RELATED("kommentieren"), RELATED("pingback"),
    RELATED("kommentare geschlossen"), RELATED("das thema könnte"), RELATED("unterstütze"),
    RELATED("unterstützen sie"), HEADING("kommentare"), HEADING("schlagwörter"), HEADING("mehr"), HEADING("meist gelesen"),
    HEADING("empfehlungen"), HEADING("leserkommentare"), HEADING("zum thema"), HEADING("folgen sie uns"),
    HEADING("ihre meinung"), HEADING("antworten"), HEADING("links zum thema"),
    RELATED("другие материалы"), RELATED("другие новости"), RELATED("другие статьи"), RELATED("другие публикации"),
    RELATED("читайте также"), RELATED("читать также"), RELATED("читайте ещё"), RELATED("читайте еще"),
    RELATED("читать далее"), RELATED("читать ещё"), RELATED("смотрите также"), RELATED("смотрите ещё"),
    RELATED("похожие"), RELATED("материалы по теме"), RELATED("новости по теме"), RELATED("ещё по теме"),
    RELATED("еще по теме"), RELATED("ещё новости"), RELATED("еще новости"), RELATED("самое читаемое"),
    RELATED("последние новости"), RELATED("главные новости"), RELATED("новости партнёров"),
    RELATED("новости партнеров"), RELATED("оставить комментарий"), RELATED("добавить комментарий"),
    RELATED("вам может"), RELATED("вас может"), RELATED("подписывайтесь на"), RELATED("рекомендуемые"),
    HEADING("по теме"), HEADING("популярное"), HEADING("рекомендуем"), HEADING("комментарии"),
    HEADING("метки"), HEADING("теги"), HEADING("обсуждение"), HEADING("ещё"), HEADING("см. также"),

    MENU("home"), MENU("back"), MENU("print"), MENU("share"), MENU("menu"), MENU("search"), MENU("login"),
    MENU("log in"), MENU("sign in"), MENU("sign up"), MENU("register"), MENU("subscribe"), MENU("contact"),
    MENU("contact us"), MENU("about us"), MENU("imprint"), MENU("privacy"), MENU("privacy policy"),
    MENU("terms of use"), MENU("cookies"), MENU("top"), MENU("back to top"), MENU("sitemap"), MENU("close"),
    MENU("newsletter"), MENU("next"), MENU("previous"), MENU("tweet"), MENU("facebook"), MENU("twitter"),
    MENU("whatsapp"), MENU("telegram"), MENU("email"), MENU("e-mail"), MENU("linkedin"), MENU("pinterest"),
    MENU("xing"), MENU("instagram"), MENU("youtube"), MENU("advertisement"), MENU("navigation"),
    MENU("reply"), MENUS("print this"), MENUS("skip to"), MENUS("jump to"), MENUS("share on"),
    MENUS("font size"), MENUS("text size"), MENUS("you are here"), MENUS("toggle"), MENUS("go to"),
    MENU("startseite"), MENU("zurück"), MENU("drucken"), MENU("teilen"), MENU("menü"), MENU("suche"),
    MENU("suchen"), MENU("anmelden"), MENU("registrieren"), MENU("abonnieren"), MENU("kontakt"),
    MENU("impressum"), MENU("datenschutz"), MENU("datenschutzerklärung"), MENU("agb"), MENU("nach oben"),
    MENU("weiter"), MENU("schließen"), MENU("anzeige"), MENU("werbung"), MENU("merken"), MENU("über uns"),
    MENU("hauptmenü"), MENU("vorlesen"), MENU("twittern"), MENU("mail"), MENU("pdf"),
    MENUS("zurück zur"), MENUS("zurück zum"), MENUS("zum inhalt"), MENUS("zur navigation"), MENUS("zur startseite"), MENUS("zur suche"),
    MENUS("direkt zum"), MENUS("zum seitenanfang"), MENUS("schriftgröße"), MENUS("sie sind hier"),
    MENUS("seite drucken"), MENUS("auf facebook"), MENUS("auf twitter"), MENUS("per e-mail"),
    MENU("главная"), MENU("назад"), MENU("печать"), MENU("распечатать"), MENU("поделиться"), MENU("меню"),
    MENU("поиск"), MENU("войти"), MENU("вход"), MENU("регистрация"), MENU("подписаться"), MENU("контакты"),
    MENU("наверх"), MENU("вверх"), MENU("далее"), MENU("закрыть"), MENU("реклама"), MENU("рубрики"),
    MENU("о нас"), MENU("карта сайта"), MENU("твитнуть"), MENU("вконтакте"), MENU("ответить"),
    MENUS("перейти к"), MENUS("размер шрифта"), MENUS("поделиться в"), MENUS("версия для"),
    MENUS("вы здесь"), MENUS("рубрики сайта"),
};

/* Marks that may stand before a heading or a label. */
static struct slice without_marks(struct slice s)
{
    while (s.n > 0 && memchr(" \t[](){}|*>#:-.!?+", s.p[0], 18) != NULL)
        s = slice_drop(s, 1);
    while (s.n > 0 && memchr(" \t[](){}|*>#:-.!?+", s.p[s.n - 1], 18) != NULL)
        s.n--;
    return s;
}

/* "Photo N. N.", "Von Nina Neu": some words, each with a capital or short as a particle. */
static bool is_name(struct slice s)
{
    size_t words = 0;

    for (size_t i = 0; i < s.n;) {
        const uint8_t *end = slice_end(s), *next;
        uint32_t c;
        size_t start = i;

        while (i < s.n && s.p[i] == ' ')
            i++, start = i;
        if (start == s.n)
            break;
        c = utf8_next(s.p + start, end, &next);
        while (i < s.n && s.p[i] != ' ')
            i++;
        if (!letters_is_capital(c) && i - start > 4)
            return false;
        words++;
    }
    return words >= 1 && words <= 6;
}

static bool labels(struct slice rest)
{
    if (rest.n == 0)
        return true;
    if (rest.p[0] == ':' || rest.p[0] == '/' || rest.p[0] == '|')
        return true;
    if (rest.p[0] != ' ')
        return false;
    if (rest.n > 2 && (rest.p[1] == ':' || rest.p[1] == '/'))
        return true;
    if (rest.n > 2 && rest.p[1] == 0xc2 && rest.p[2] == 0xa9)
        return true;
    return is_name(slice_drop(rest, 1));
}

static bool matches(const struct phrase *phrase, struct slice small, struct slice line)
{
    size_t n = phrase->bytes;

    if (line.n < n || memcmp(small.p, phrase->text, n) != 0)
        return false;
    if (phrase->match == WHOLE)
        return small.n == n;
    if (phrase->match == LABELS)
        return labels(slice_drop(line, n));
    return small.n == n || !letters_in_word(line.p[n]) || !letters_in_word(small.p[n - 1]);
}

/* Phrases are found by their first two bytes: in Russian one letter. */
static uint8_t key_of(const uint8_t *p)
{
    return (uint8_t)(p[0] + 31 * p[1]);
}

void zone_words_init(struct zone_words *w)
{
    static_assert(sizeof phrases / sizeof *phrases <= ZONE_WORDS_PHRASES_MAX, "room for each phrase");
    *w = (struct zone_words){{0}, {0}};
    for (size_t i = sizeof phrases / sizeof *phrases; i-- > 0;) {
        uint8_t key = key_of((const uint8_t *)phrases[i].text);

        w->next[i] = w->first[key];
        w->first[key] = (uint16_t)(i + 1);
    }
}

unsigned zone_words_of(const struct zone_words *w, struct slice line)
{
    uint8_t head[PHRASE_MAX_BYTES];
    struct slice bare, small;
    unsigned found = 0;

    if (line.n > ZONE_WORDS_MAX_BYTES)
        return 0;
    bare = without_marks(line);
    if (bare.n < 2)
        return 0;
    small = slice_of(head, bare.n);              /* as long as the line; only its head is filled */
    letters_lower(slice_of(bare.p, bare.n < sizeof head ? bare.n : sizeof head), head);
    line = slice_of(bare.p, (size_t)(line.p + line.n - bare.p));
    for (unsigned i = w->first[key_of(head)]; i > 0; i = w->next[i - 1])
        if (matches(&phrases[i - 1], small, line))
            found |= phrases[i - 1].word;
    return found;
}
