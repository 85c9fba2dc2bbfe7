#include "indexer/page/zone_phrases.h"

#include <assert.h>

#include "indexer/page/zone_words.h"

#define CREDIT(text) {text, ZONE_WORD_CREDIT, sizeof text - 1, ZONE_MATCH_LABELS}
#define CREDITS(text) {text, ZONE_WORD_CREDIT, sizeof text - 1, ZONE_MATCH_OPENS}
#define BYLINE(text) {text, ZONE_WORD_BYLINE, sizeof text - 1, ZONE_MATCH_LABELS}
#define PUBLISHED(text) {text, ZONE_WORD_PUBLISHED, sizeof text - 1, ZONE_MATCH_OPENS}
#define RELATED(text) {text, ZONE_WORD_RELATED, sizeof text - 1, ZONE_MATCH_OPENS}
#define HEADING(text) {text, ZONE_WORD_RELATED, sizeof text - 1, ZONE_MATCH_WHOLE}
#define MORES(text) {text, ZONE_WORD_RELATED | ZONE_WORD_MORE, sizeof text - 1, ZONE_MATCH_COLON}
#define MORE(text) {text, ZONE_WORD_MENU | ZONE_WORD_MORE, sizeof text - 1, ZONE_MATCH_WHOLE}
#define ENDS(text) {text, ZONE_WORD_RELATED | ZONE_WORD_END, sizeof text - 1, ZONE_MATCH_OPENS}
#define END(text) {text, ZONE_WORD_RELATED | ZONE_WORD_END, sizeof text - 1, ZONE_MATCH_WHOLE}
#define COMMENTS(text) {text, ZONE_WORD_RELATED | ZONE_WORD_END | ZONE_WORD_COMMENTS, sizeof text - 1, ZONE_MATCH_WHOLE}
#define MENU(text) {text, ZONE_WORD_MENU, sizeof text - 1, ZONE_MATCH_WHOLE}
#define MENUC(text) {text, ZONE_WORD_MENU, sizeof text - 1, ZONE_MATCH_COLON}
#define MENUS(text) {text, ZONE_WORD_MENU, sizeof text - 1, ZONE_MATCH_OPENS}

const struct zone_phrase zone_phrases[] = {
    /* who made a picture, where something comes from */
    CREDIT("photo"), CREDIT("photos"), CREDIT("photograph"), CREDIT("photographs"), CREDIT("picture"),
    CREDIT("pictures"), CREDIT("image"), CREDIT("images"), CREDIT("illustration"), CREDIT("video"), CREDIT("source"),
    CREDIT("sources"), CREDIT("credit"),
    CREDIT("foto"), CREDIT("fotos"), CREDIT("bild"), CREDIT("bilder"), CREDIT("quelle"), CREDIT("quellen"),
    CREDIT("symbolbild"), CREDIT("symbolfoto"), CREDIT("archivbild"), CREDIT("archivfoto"), CREDIT("titelbild"),
    CREDIT("grafik"),
    CREDIT("фото"), CREDIT("фотография"), CREDIT("фотографии"), CREDIT("снимок"), CREDIT("снимки"),
    CREDIT("источник"), CREDIT("источники"), CREDIT("иллюстрация"), CREDIT("видео"), CREDIT("изображение"),
    CREDITS("photo by"), CREDITS("photos by"), CREDITS("photo from"), CREDITS("photo courtesy"),
    CREDITS("photo credit"), CREDITS("image credit"), CREDITS("image source"), CREDITS("image via"),
    CREDITS("picture by"), CREDITS("courtesy of"), CREDITS("copyright"), CREDITS("©"), CREDITS("(c)"),
    CREDITS("all rights reserved"),
    CREDITS("bildquelle"), CREDITS("bildquellen"), CREDITS("bildnachweis"), CREDITS("fotonachweis"),
    CREDITS("fotocredit"), CREDITS("bildrechte"), CREDITS("foto von"), CREDITS("bild von"),
    CREDITS("alle rechte vorbehalten"),
    CREDITS("фото из"), CREDITS("фото с"), CREDITS("фото автора"), CREDITS("автор фото"), CREDITS("источник фото"),
    CREDITS("все права защищены"),

    /* who wrote it */
    BYLINE("by"), BYLINE("written by"), BYLINE("author"), BYLINE("posted by"), BYLINE("reported by"),
    BYLINE("von"), BYLINE("durch"), BYLINE("autor"), BYLINE("autorin"), BYLINE("autoren"), BYLINE("text"),
    BYLINE("автор"), BYLINE("авторы"), BYLINE("текст"), BYLINE("корреспондент"),

    /* when */
    PUBLISHED("published"), PUBLISHED("posted on"), PUBLISHED("posted"), PUBLISHED("last updated"),
    PUBLISHED("updated"), PUBLISHED("date"), PUBLISHED("first published"), PUBLISHED("aktualisiert"),
    PUBLISHED("veröffentlicht"), PUBLISHED("erschienen"), PUBLISHED("stand"), PUBLISHED("datum"),
    PUBLISHED("last modified"), PUBLISHED("modified"), PUBLISHED("zuletzt aktualisiert"), PUBLISHED("zuletzt geändert"),
    PUBLISHED("letzte änderung"), PUBLISHED("letzte aktualisierung"), PUBLISHED("изменено"), PUBLISHED("последнее обновление"),
    PUBLISHED("erstellt"), PUBLISHED("verfasst"), PUBLISHED("geschrieben"),
    PUBLISHED("опубликовано"), PUBLISHED("дата"), PUBLISHED("обновлено"), PUBLISHED("размещено"),

    /* other articles, and calls to read, share or subscribe */
    RELATED("other materials"), RELATED("other news"), RELATED("other stories"), RELATED("other articles"),
    RELATED("more stories"), RELATED("more news"), RELATED("more articles"), RELATED("more on this"),
    RELATED("more from"), RELATED("more in"), RELATED("more about"), RELATED("read also"), RELATED("read next"),
    RELATED("see also"), RELATED("also read"), RELATED("also on this site"), RELATED("related articles"),
    RELATED("related stories"), RELATED("related posts"), RELATED("related news"), RELATED("related content"),
    RELATED("related topics"), RELATED("related links"), RELATED("you may also"), RELATED("you might also"),
    RELATED("recommended for"), RELATED("recommended articles"), RELATED("most read"), RELATED("most popular"),
    RELATED("most viewed"), RELATED("latest news"), RELATED("latest posts"), RELATED("latest articles"),
    RELATED("top stories"), RELATED("popular posts"), RELATED("share this"), RELATED("sign up for"),
    RELATED("subscribe to"), RELATED("what to read next"), RELATED("further reading"), RELATED("follow us"),
    RELATED("follow the"), RELATED("share to"), RELATED("please share"), RELATED("join our"), RELATED("download our"),
    RELATED("get the latest"), RELATED("auch interessant"), RELATED("kommentieren"),
    RELATED("lesen sie auch"), RELATED("lesen sie mehr"), RELATED("lesen sie dazu"), RELATED("lies auch"),
    RELATED("mehr zum thema"), RELATED("mehr aus"), RELATED("mehr zu"), RELATED("mehr von"),
    RELATED("mehr nachrichten"), RELATED("mehr artikel"), RELATED("weitere meldungen"), RELATED("weitere artikel"),
    RELATED("weitere nachrichten"), RELATED("weitere beiträge"), RELATED("weitere themen"), RELATED("weitere news"),
    RELATED("weitere informationen"), RELATED("das könnte"), RELATED("dies könnte"), RELATED("ähnliche artikel"),
    RELATED("ähnliche beiträge"), RELATED("ähnliche themen"), RELATED("verwandte artikel"),
    RELATED("verwandte themen"), RELATED("verwandte beiträge"), RELATED("meistgelesen"),
    RELATED("am meisten gelesen"), RELATED("beliebte beiträge"), RELATED("beliebte artikel"), RELATED("passend dazu"),
    RELATED("siehe auch"), RELATED("gefällt mir"), RELATED("teilen mit"), RELATED("beitrag teilen"),
    RELATED("artikel teilen"), RELATED("diesen artikel"), RELATED("diesen beitrag"), RELATED("verwandte"),
    RELATED("interessante artikel"), RELATED("diese seite teilen"), RELATED("abonniere"), RELATED("abonnieren sie"),
    RELATED("das thema könnte"), RELATED("unterstütze"), RELATED("unterstützen sie"),
    RELATED("другие материалы"), RELATED("другие новости"), RELATED("другие статьи"), RELATED("другие публикации"),
    RELATED("читайте также"), RELATED("читать также"), RELATED("читайте ещё"), RELATED("читайте еще"),
    RELATED("читать ещё"), RELATED("смотрите также"), RELATED("смотрите ещё"), RELATED("похожие"),
    RELATED("материалы по теме"), RELATED("новости по теме"), RELATED("ещё по теме"), RELATED("еще по теме"),
    RELATED("ещё новости"), RELATED("еще новости"), RELATED("самое читаемое"), RELATED("последние новости"),
    RELATED("главные новости"), RELATED("новости партнёров"), RELATED("новости партнеров"), RELATED("вам может"),
    RELATED("вас может"), RELATED("подписывайтесь на"), RELATED("рекомендуемые"),
    HEADING("related"), HEADING("recommended"), HEADING("trending"), HEADING("popular"), HEADING("external links"),
    HEADING("links"), HEADING("further links"), HEADING("weblinks"),
    HEADING("meist gelesen"), HEADING("empfehlungen"), HEADING("zum thema"), HEADING("folgen sie uns"),
    HEADING("ihre meinung"), HEADING("links zum thema"), HEADING("externe links"), HEADING("weiterführende links"),
    HEADING("по теме"), HEADING("популярное"), HEADING("рекомендуем"), HEADING("ещё"), HEADING("см. также"),
    HEADING("ссылки"),

    /* the way from a teaser to its article */
    MORES("more"), MORES("read"), MORES("related"),
    MORES("mehr"), MORES("lesen sie"), MORES("lies"), MORES("lesetipp"),
    MORES("ещё"), MORES("читайте"),
    MORE("read more"), MORE("learn more"), MORE("find out more"), MORE("continue reading"), MORE("read the article"),
    MORE("read article"), MORE("read full article"), MORE("read now"), MORE("show more"), MORE("see more"),
    MORE("view more"), MORE("order now"), MORE("buy now"), MORE("shop now"), MORE("book now"), MORE("sign up now"),
    MORE("join now"), MORE("download now"), MORE("details"),
    MORE("register now"), MORE("mehr lesen"), MORE("mehr erfahren"), MORE("mehr dazu"), MORE("mehr infos"),
    MORE("mehr informationen"), MORE("weiterlesen"), MORE("weiter lesen"), MORE("jetzt lesen"), MORE("zum artikel"),
    MORE("zum beitrag"), MORE("jetzt bestellen"), MORE("jetzt kaufen"), MORE("jetzt herunterladen"),
    MORE("jetzt anmelden"), MORE("jetzt registrieren"), MORE("jetzt abonnieren"), MORE("jetzt ansehen"),
    MORE("jetzt entdecken"), MORE("mehr anzeigen"), MORE("zum shop"), MORE("zum angebot"), MORE("hier klicken"),
    MORE("zum download"),
    MORE("подробнее"), MORE("читать далее"), MORE("читать дальше"), MORE("читать полностью"), MORE("показать ещё"),
    MORE("показать еще"),

    /* what stands below an article only: comments, keywords, authors, the next article */
    ENDS("recent posts"), ENDS("recent comments"), ENDS("leave a comment"), ENDS("leave a reply"),
    ENDS("post a comment"), ENDS("add a comment"), ENDS("join the discussion"), ENDS("previous post"),
    ENDS("next post"), ENDS("about the author"), ENDS("filed under"), ENDS("tagged"), ENDS("posted in"),
    ENDS("comments are closed"), ENDS("pingback"), ENDS("thoughts on"), ENDS("thought on"), ENDS("responses to"),
    ENDS("response to"), ENDS("comments on"), ENDS("one response"), ENDS("one thought"), ENDS("add your comment"),
    ENDS("write a comment"), ENDS("write a review"), ENDS("your email address will not be published"),
    ENDS("share your thoughts"), ENDS("trackback"), ENDS("labels"), ENDS("older post"), ENDS("newer post"),
    ENDS("tags"), ENDS("about the authors"), ENDS("more by"), ENDS("latest posts by"), ENDS("view all posts"),
    ENDS("all posts by"), ENDS("all rights reserved"), ENDS("powered by"), ENDS("proudly powered"),
    ENDS("kommentar schreiben"), ENDS("kommentar verfassen"), ENDS("schreibe einen kommentar"),
    ENDS("schreiben sie einen kommentar"), ENDS("hinterlasse einen kommentar"), ENDS("hinterlasse eine antwort"),
    ENDS("neueste beiträge"), ENDS("neueste kommentare"), ENDS("letzte beiträge"), ENDS("aktuelle beiträge"),
    ENDS("vorheriger beitrag"), ENDS("nächster beitrag"), ENDS("vorheriger artikel"), ENDS("nächster artikel"),
    ENDS("über den autor"), ENDS("über die autorin"), ENDS("veröffentlicht in"), ENDS("veröffentlicht unter"),
    ENDS("dieser beitrag wurde"), ENDS("dieser eintrag wurde"), ENDS("beitrags-navigation"),
    ENDS("beitragsnavigation"), ENDS("diskutieren sie"), ENDS("kommentare geschlossen"), ENDS("gedanken zu"),
    ENDS("gedanke zu"), ENDS("kommentare zu"), ENDS("kommentar zu"), ENDS("antworten zu"), ENDS("antworten auf"),
    ENDS("ein gedanke"), ENDS("eine antwort"), ENDS("kommentar erstellen"), ENDS("kommentar hinterlassen"),
    ENDS("kommentar hinzufügen"), ENDS("kommentar abgeben"), ENDS("schreib einen kommentar"),
    ENDS("einen kommentar schreiben"), ENDS("deine e-mail-adresse"), ENDS("ihre e-mail-adresse wird"),
    ENDS("älterer post"), ENDS("neuerer post"), ENDS("ältere beiträge"), ENDS("neuere beiträge"), ENDS("kategorien"),
    ENDS("abgelegt unter"), ENDS("verschlagwortet"), ENDS("stichworte"), ENDS("kommentarfeed"),
    ENDS("kommentare sind geschlossen"), ENDS("kommentare deaktiviert"), ENDS("zum autor"), ENDS("zur autorin"),
    ENDS("zur person"), ENDS("über mich"), ENDS("alle beiträge von"), ENDS("alle artikel von"),
    ENDS("alle beiträge anzeigen"), ENDS("alle rechte vorbehalten"), ENDS("impressum"), ENDS("mehr über den autor"),
    ENDS("autoreninfo"), ENDS("weitere beiträge von"), ENDS("weitere artikel von"),
    ENDS("оставить комментарий"), ENDS("добавить комментарий"), ENDS("нет комментариев"), ENDS("комментариев нет"),
    ENDS("ваш комментарий"), ENDS("написать комментарий"), ENDS("об авторе"), ENDS("предыдущая запись"),
    ENDS("следующая запись"), ENDS("рубрика"), ENDS("опубликовано в"), ENDS("все права защищены"),
    ENDS("все материалы автора"),
    COMMENTS("comments"), COMMENTS("responses"), COMMENTS("replies"), COMMENTS("comment"), END("reviews"),
    END("no comments"), END("no comments yet"), END("one comment"), END("categories"), END("author"), END("authors"),
    END("the author"), END("about"), END("about me"), END("about us"), END("written by"), END("legal notice"),
    COMMENTS("kommentare"), END("schlagwörter"), COMMENTS("leserkommentare"), COMMENTS("antworten"), COMMENTS("kommentar"),
    END("keine kommentare"), END("ein kommentar"), END("noch keine kommentare"), END("kategorie"), END("autor"),
    END("autorin"), END("autoren"), END("über uns"),
    COMMENTS("комментарии"), END("метки"), END("теги"), COMMENTS("обсуждение"), COMMENTS("комментариев"), COMMENTS("комментария"),
    COMMENTS("комментарий"), END("автор"), END("авторы"),

    /* menus */
    MENU("send"), MENU("submit"), MENU("like"), MENU("rss"), MENU("rss-feed"), MENU("feed"), MENU("download"),
    MENU("downloads"), MENU("more"), MENU("home"), MENU("back"), MENU("print"), MENU("share"), MENU("menu"),
    MENU("search"), MENU("login"), MENU("log in"), MENU("sign in"), MENU("sign up"), MENU("subscribe"),
    MENU("contact"), MENU("contact us"), MENU("imprint"), MENU("privacy"), MENU("privacy policy"),
    MENU("terms of use"), MENU("cookies"), MENU("top"), MENU("back to top"), MENU("sitemap"), MENU("close"),
    MENU("newsletter"), MENU("next"), MENU("previous"), MENU("tweet"), MENU("facebook"), MENU("twitter"),
    MENU("whatsapp"), MENU("telegram"), MENU("email"), MENU("e-mail"), MENU("linkedin"), MENU("pinterest"),
    MENU("xing"), MENU("instagram"), MENU("youtube"), MENU("advertisement"), MENU("navigation"), MENU("reply"),
    MENU("drucken"), MENU("mail"), MENU("pdf"),
    MENU("senden"), MENU("absenden"), MENU("abschicken"), MENU("gefällt"), MENU("herunterladen"), MENU("mehr"),
    MENU("register"), MENU("startseite"), MENU("zurück"), MENU("teilen"), MENU("menü"), MENU("suche"), MENU("suchen"),
    MENU("anmelden"), MENU("registrieren"), MENU("abonnieren"), MENU("kontakt"), MENU("impressum"),
    MENU("datenschutz"), MENU("datenschutzerklärung"), MENU("agb"), MENU("nach oben"), MENU("weiter"),
    MENU("schließen"), MENU("anzeige"), MENU("werbung"), MENU("merken"), MENU("hauptmenü"), MENU("vorlesen"),
    MENU("twittern"),
    MENU("отправить"), MENU("скачать"), MENU("главная"), MENU("назад"), MENU("печать"), MENU("распечатать"),
    MENU("поделиться"), MENU("меню"), MENU("поиск"), MENU("войти"), MENU("вход"), MENU("регистрация"),
    MENU("подписаться"), MENU("контакты"), MENU("наверх"), MENU("вверх"), MENU("далее"), MENU("закрыть"),
    MENU("реклама"), MENU("рубрики"), MENU("о нас"), MENU("карта сайта"), MENU("твитнуть"), MENU("вконтакте"),
    MENU("ответить"),
    /* what a system counts and files */
    MENUC("hits"), MENUC("views"), MENUC("category"), MENUC("reading time"), MENUC("zugriffe"), MENUC("aufrufe"), MENUC("gelesen"),
    MENUC("kategorie"), MENUC("lesedauer"), MENUC("lesezeit"), MENUC("просмотров"), MENUC("просмотры"), MENUC("прочтений"),
    MENUC("категория"), MENUC("время чтения"), MENUS("you are visitor"), MENUS("sie sind besucher"),
    MENU("artikel kommentieren"), MENU("artikel empfehlen"), MENU("artikel drucken"), MENU("artikel versenden"), MENU("beitrag kommentieren"),
    MENU("seite empfehlen"), MENU("leserbrief schreiben"), MENU("weather"), MENU("wetter"), MENU("погода"), MENUS("zum rezept"),
    MENUS("print this"), MENUS("skip to"), MENUS("jump to"), MENUS("share on"), MENUS("font size"),
    MENUS("you are here"), MENUS("toggle"), MENUS("go to"),
    MENUS("text size"), MENUS("zurück zur"), MENUS("zurück zum"), MENUS("zum inhalt"), MENUS("zur navigation"),
    MENUS("zur startseite"), MENUS("zur suche"), MENUS("direkt zum"), MENUS("zum seitenanfang"),
    MENUS("schriftgröße"), MENUS("sie sind hier"), MENUS("seite drucken"), MENUS("auf facebook"),
    MENUS("auf twitter"), MENUS("per e-mail"),
    MENUS("перейти к"), MENUS("размер шрифта"), MENUS("поделиться в"), MENUS("версия для"), MENUS("вы здесь"),
    MENUS("рубрики сайта"),
};

const size_t zone_phrase_count = sizeof zone_phrases / sizeof *zone_phrases;

static_assert(sizeof zone_phrases / sizeof *zone_phrases <= ZONE_WORDS_PHRASES_MAX, "room for each phrase");
