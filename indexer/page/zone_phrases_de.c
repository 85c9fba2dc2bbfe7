/* Of German pages. */
#include "indexer/page/zone_phrase_rows.h"

static const struct zone_phrase rows[] = {
    /* who made a picture, where something comes from */
    CREDIT("foto"), CREDIT("fotos"), CREDIT("bild"), CREDIT("bilder"), CREDIT("quelle"), CREDIT("quellen"),
    CREDIT("symbolbild"), CREDIT("symbolfoto"), CREDIT("archivbild"), CREDIT("archivfoto"), CREDIT("titelbild"),
    CREDIT("grafik"), CREDITS("bildquelle"), CREDITS("bildquellen"), CREDITS("bildnachweis"), CREDITS("fotonachweis"),
    CREDITS("fotocredit"), CREDITS("bildrechte"), CREDITS("foto von"), CREDITS("bild von"),
    CREDITS("alle rechte vorbehalten"),

    /* who wrote it */
    BYLINE("von"), BYLINE("durch"), BYLINE("autor"), BYLINE("autorin"), BYLINE("autoren"),

    /* when */
    PUBLISHED("aktualisiert"), PUBLISHED("veröffentlicht"), PUBLISHED("erschienen"), PUBLISHED("stand"),
    PUBLISHED("datum"), PUBLISHED("zuletzt aktualisiert"), PUBLISHED("zuletzt geändert"),
    PUBLISHED("letzte änderung"), PUBLISHED("letzte aktualisierung"), PUBLISHED("erstellt"), PUBLISHED("verfasst"),
    PUBLISHED("geschrieben"), PUBLISHED("dieser eintrag wurde"), PUBLISHED("dieser beitrag wurde"),
    PUBLISHED("dieser artikel wurde"),

    /* other articles, and calls to read, share or subscribe */
    RELATED("auch interessant"), RELATED("kommentieren"), RELATED("lesen sie auch"), RELATED("lesen sie mehr"),
    RELATED("lesen sie dazu"), RELATED("lies auch"), RELATED("mehr zum thema"), RELATED("mehr aus"),
    RELATED("mehr zu"), RELATED("mehr von"), RELATED("mehr nachrichten"), RELATED("mehr artikel"),
    RELATED("weitere meldungen"), RELATED("weitere artikel"), RELATED("weitere nachrichten"),
    RELATED("weitere beiträge"), RELATED("weitere themen"), RELATED("weitere news"), RELATED("weitere informationen"),
    RELATED("das könnte"), RELATED("dies könnte"), RELATED("ähnliche artikel"), RELATED("ähnliche beiträge"),
    RELATED("ähnliche themen"), RELATED("verwandte artikel"), RELATED("verwandte themen"),
    RELATED("verwandte beiträge"), RELATED("meistgelesen"), RELATED("am meisten gelesen"),
    RELATED("beliebte beiträge"), RELATED("beliebte artikel"), RELATED("passend dazu"), RELATED("siehe auch"),
    RELATED("gefällt mir"), RELATED("teilen mit"), RELATED("beitrag teilen"), RELATED("artikel teilen"),
    RELATED("diesen artikel"), RELATED("diesen beitrag"), RELATED("verwandte"), RELATED("interessante artikel"),
    RELATED("diese seite teilen"), RELATED("abonniere"), RELATED("abonnieren sie"), RELATED("das thema könnte"),
    RELATED("passend zum"), RELATED("weitere pressemitteilungen"), RELATED("weitere beiträge"), RELATED("aus dem ressort"),
    RELATED("meistkommentiert"), RELATED("neueste artikel"), RELATED("orte in dieser meldung"), RELATED("themen in dieser meldung"),
    RELATED("unterstütze"), RELATED("unterstützen sie"), HEADING("weblinks"), HEADING("meist gelesen"),
    HEADING("empfehlungen"), HEADING("zum thema"), HEADING("folgen sie uns"), HEADING("ihre meinung"),
    HEADING("links zum thema"), HEADING("externe links"), HEADING("weiterführende links"),

    /* the way from a teaser to its article */
    MORES("mehr"), MORES("lesen sie"), MORES("lies"), MORES("lesetipp"), MORE("mehr lesen"), MORE("mehr erfahren"),
    MORE("mehr dazu"), MORE("mehr infos"), MORE("mehr informationen"), MORE("weiterlesen"), MORE("weiter lesen"),
    MORE("jetzt lesen"), MORE("zum artikel"), MORE("zum beitrag"), MORE("jetzt bestellen"), MORE("jetzt kaufen"),
    MORE("jetzt herunterladen"), MORE("jetzt anmelden"), MORE("jetzt registrieren"), MORE("jetzt abonnieren"),
    MORE("jetzt ansehen"), MORE("jetzt entdecken"), MORE("mehr anzeigen"), MORE("zum shop"), MORE("zum angebot"),
    MORE("hier klicken"), MORE("zum download"),

    /* what stands below an article only: comments, keywords, authors, the next article */
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
    ENDS("war dieser artikel"), ENDS("war der artikel"), ENDS("war dieser beitrag"), ENDS("war diese seite"),
    ENDS("war diese information"), ENDS("hat ihnen der artikel"), ENDS("hat ihnen dieser artikel"),
    ENDS("hat dir der artikel"), ENDS("hat dir dieser artikel"), ENDS("hat ihnen der beitrag"), ENDS("hat dir der beitrag"),
    ENDS("artikel bewerten"), ENDS("beitrag bewerten"), ENDS("bewerten sie diesen"), ENDS("bewerte diesen"),
    ENDS("möchten sie den artikel"), ENDS("möchten sie diesen artikel"), ENDS("empfiehl dies"), ENDS("empfehlen sie dies"),
    ENDS("markiert mit"), ENDS("getaggt mit"), ENDS("schlagworte"), ENDS("stichwörter"), ENDS("abgelegt unter"), ENDS("verschlagwortet"), ENDS("stichworte"), ENDS("kommentarfeed"),
    ENDS("kommentare sind geschlossen"), ENDS("kommentare deaktiviert"), ENDS("zum autor"), ENDS("zur autorin"),
    ENDS("zur person"), ENDS("über mich"), ENDS("alle beiträge von"), ENDS("alle artikel von"),
    ENDS("alle beiträge anzeigen"), ENDS("alle rechte vorbehalten"), ENDS("impressum"), ENDS("mehr über den autor"),
    ENDS("autoreninfo"), ENDS("weitere beiträge von"), ENDS("weitere artikel von"), COMMENTS("kommentare"),
    END("schlagwörter"), COMMENTS("leserkommentare"), COMMENTS("antworten"), COMMENTS("kommentar"),
    END("netiquette"), END("unsere netiquette"), END("keine kommentare"), END("ein kommentar"), END("noch keine kommentare"), END("kategorie"), END("autor"),
    END("autorin"), END("autoren"), END("über uns"),

    /* menus */
    MENU("drucken"), MENU("senden"), MENU("absenden"), MENU("abschicken"), MENU("gefällt"), MENU("herunterladen"),
    MENUO("mehr"), MENU("startseite"), MENU("zurück"), MENU("teilen"), MENU("menü"), MENU("suche"), MENU("suchen"),
    MENU("anmelden"), MENU("registrieren"), MENU("abonnieren"), MENU("kontakt"), MENU("impressum"),
    MENU("datenschutz"), MENU("datenschutzerklärung"), MENU("agb"), MENU("nach oben"), MENUO("weiter"),
    MENU("schließen"), MENU("anzeige"), MENU("werbung"), MENU("merken"), MENU("hauptmenü"), MENU("vorlesen"),
    MENU("twittern"), MENU("suchbegriff"), MENU("leichte sprache"), MENU("gebärdensprache"), MENU("barrierefreiheit"),
    MENU("link kopieren"), MENU("artikel merken"), MENU("merkliste"), MENU("newsletter abonnieren"), MENU("zum login"), MENU("einloggen"),
    MENU("mein konto"), MENU("e-paper"), MENU("alle meldungen"), MENU("zur übersicht"), MENU("zurück zur übersicht"), MENU("cookies"),
    MENU("jetzt abonnieren"), MENU("abo"), MENU("akzeptieren"), MENU("alle akzeptieren"), MENU("passwort vergessen"),
    MENU("passwort vergessen?"), MENU("auf einen blick"),

    /* what a system counts and files */
    MENUC("zugriffe"), MENUC("aufrufe"), MENUC("gelesen"), MENUC("kategorie"), MENUC("lesedauer"), MENUC("lesezeit"),
    MENUS("sie sind besucher"), MENU("artikel kommentieren"), MENU("artikel empfehlen"), MENU("artikel drucken"),
    MENU("artikel versenden"), MENU("beitrag kommentieren"), MENU("seite empfehlen"), MENU("leserbrief schreiben"),
    MENU("wetter"), MENUS("zum rezept"), MENUS("zurück zur"), MENUS("zurück zum"), MENUS("zum inhalt"),
    MENUS("zur navigation"), MENUS("zur startseite"), MENUS("zur suche"), MENUS("direkt zum"),
    MENUS("zum seitenanfang"), MENUS("schriftgröße"), MENUS("sie sind hier"), MENUS("seite drucken"),
    MENUS("auf facebook"), MENUS("auf twitter"), MENUS("per e-mail"),

    /* sections of a paper */
    MENU("nachrichten"), MENU("wirtschaft"), MENU("politik"), MENU("kultur"), MENU("sport"), MENU("podcasts"),
    MENU("termine"), MENU("aktuelles"), MENU("archiv"),
};

const struct zone_phrases zone_phrases_de = {rows, sizeof rows / sizeof *rows};
