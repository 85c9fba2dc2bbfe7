/* What a site says of itself, and what only sounds like it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "indexer/page/notices.h"

static const struct {
    const char *text;
    bool want;
} cases[] = {
    {"We use cookies to give you the best experience.", true},
    {"Have something to say? Leave a comment below.", true},
    {"Loading comments...", true},
    {"Some comments may be shortened before they are printed.", true},
    {"Empfiehl dies deinen Freunden.", true},
    {"The company said that the film broke its community standards.", false},
    {"The minister's comments will be read as a threat, and his comments are likely to anger the town.", false},
    {"Dieser Beitrag stammt aus Ausgabe 5, die im Handel zu haben ist.", true},
    {"Dieser Text stammt aus dem zwölften Jahrhundert.", false},
    {"Haben Sie einen Fehler gefunden? Schreiben Sie der Redaktion.", true},
    {"In der Rechnung wurde ein Fehler gefunden.", false},
    {"Start your free trial of Herald Premium today.", true},
    {"The union may cancel any strike, said the mayor of the town.", false},
    {"He left a comment on the wall of the church and went home.", false},
    {"Testen Sie das Tageblatt vier Wochen lang für einen Euro und lesen Sie alle Artikel ohne Einschränkung.", true},
    {"Das Abo ist jederzeit kündbar.", true},
    {"Testen Sie die Leitung, bevor Sie sie anschließen, sagt der Meister.", false},
    {"Sie wollen kündigen, weil die Miete steigt, sagen die Nachbarn.", false},
    {"The Herald needs JavaScript. Your browser or an ad blocker keeps it from running.", true},
    {"Ihr Browser verhindert JavaScript, bitte passen Sie die Einstellungen an.", true},
    {"Включите JavaScript, ваш браузер его отключил.", true},
    {"JavaScript runs in a browser, and the engine compiles it as it goes.", false},
    {"Mitglieder in diesem Forum: 0 Mitglieder und 2 Gäste", true},
    {"Нашли опечатку? Выделите её и нажмите Ctrl+Enter", true},
    {"Уважаемый посетитель, Вы зашли на сайт как незарегистрированный пользователь.", true},
    {"Оформите подписку, чтобы получить полный доступ ко всем материалам.", true},
    {"Магазин оформил подписку на газету для всех работников склада.", false},
};

static void each(void **state)
{
    struct notices n;

    (void)state;
    notices_init(&n);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (notices_is(&n, slice_of_string(cases[i].text)) != cases[i].want)
            fail_msg("%s", cases[i].text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(each)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
