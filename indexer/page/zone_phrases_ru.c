/* Of Russian pages. */
#include "indexer/page/zone_phrase_rows.h"

static const struct zone_phrase rows[] = {
    /* who made a picture, where something comes from */
    CREDIT("фото"), CREDIT("фотография"), CREDIT("фотографии"), CREDIT("снимок"), CREDIT("снимки"),
    CREDIT("источник"), CREDIT("источники"), CREDIT("иллюстрация"), CREDIT("видео"), CREDIT("изображение"),
    CREDITS("фото из"), CREDITS("фото с"), CREDITS("фото автора"), CREDITS("автор фото"), CREDITS("источник фото"),
    CREDITS("все права защищены"),

    /* who wrote it */
    BYLINE("автор"), BYLINE("авторы"), BYLINE("текст"), BYLINE("корреспондент"),

    /* when */
    PUBLISHED("изменено"), PUBLISHED("последнее обновление"), PUBLISHED("опубликовано"), PUBLISHED("дата"),
    PUBLISHED("обновлено"), PUBLISHED("размещено"), PUBLISHED("создано"), PUBLISHED("запись опубликована"),
    PUBLISHED("эта запись была опубликована"), PUBLISHED("дата публикации"), PUBLISHED("публикация"),

    /* other articles, and calls to read, share or subscribe */
    RELATED("другие материалы"), RELATED("другие новости"), RELATED("другие статьи"), RELATED("другие публикации"),
    RELATED("читайте также"), RELATED("читать также"), RELATED("читайте ещё"), RELATED("читайте еще"),
    RELATED("читать ещё"), RELATED("смотрите также"), RELATED("смотрите ещё"), RELATED("похожие"),
    RELATED("материалы по теме"), RELATED("новости по теме"), RELATED("ещё по теме"), RELATED("еще по теме"),
    RELATED("ещё новости"), RELATED("еще новости"), RELATED("самое читаемое"), RELATED("последние новости"),
    RELATED("главные новости"), RELATED("новости партнёров"), RELATED("новости партнеров"), RELATED("вам может"),
    RELATED("вас может"), RELATED("подписывайтесь на"), RELATED("рекомендуемые"),
    RELATED("лента новостей"), RELATED("популярные новости"), RELATED("популярные статьи"),
    RELATED("популярные записи"), RELATED("свежие записи"), RELATED("свежие новости"), RELATED("последние записи"),
    RELATED("последние статьи"), RELATED("новости раздела"), RELATED("новости компаний"), RELATED("новости сми2"),
    RELATED("партнёрские материалы"), RELATED("партнерские материалы"), RELATED("материалы партнёров"),
    RELATED("материалы партнеров"), RELATED("вам будет интересно"), RELATED("рекомендуем прочитать"),
    RELATED("рекомендуем почитать"), RELATED("другие записи"), RELATED("ранее по теме"),
    RELATED("следите за новостями"), RELATED("подпишитесь на"), RELATED("присоединяйтесь к"), RELATED("читайте нас"),
    HEADING("по теме"),
    HEADING("популярное"), HEADING("рекомендуем"), HEADING("ещё"), HEADING("см. также"), HEADING("ссылки"),

    /* the way from a teaser to its article */
    MORES("ещё"), MORES("читайте"), MORE("подробнее"), MORE("читать далее"), MORE("читать дальше"),
    MORE("читать полностью"), MORE("показать ещё"), MORE("показать еще"),

    /* what stands below an article only: comments, keywords, authors, the next article */
    ENDS("оставить комментарий"), ENDS("добавить комментарий"), ENDS("нет комментариев"), ENDS("комментариев нет"),
    ENDS("ваш комментарий"), ENDS("написать комментарий"), ENDS("об авторе"), ENDS("предыдущая запись"),
    ENDS("следующая запись"), ENDS("рубрика"), ENDS("опубликовано в"), ENDS("все права защищены"),
    ENDS("понравилась статья"), ENDS("понравился материал"), ENDS("вам понравилась"), ENDS("вам понравился"),
    ENDS("была ли статья"), ENDS("была ли эта статья"), ENDS("статья была полезна"), ENDS("оцените статью"),
    ENDS("оцените материал"), ENDS("поделитесь с друзьями"), ENDS("поделиться с друзьями"), ENDS("ключевые слова"),
    ENDS("навигация по записям"), ENDS("оставьте комментарий"), ENDS("оставьте отзыв"), ENDS("добавить отзыв"),
    ENDS("свежие комментарии"), ENDS("последние комментарии"), ENDS("чтобы оставить комментарий"),
    ENDS("войдите, чтобы"), ENDS("все записи автора"), ENDS("записи автора"), ENDS("другие материалы автора"),
    ENDS("все материалы автора"), COMMENTS("комментарии"), END("метки"), END("теги"), COMMENTS("обсуждение"),
    COMMENTS("комментариев"), COMMENTS("комментария"), COMMENTS("комментарий"), END("автор"), END("авторы"),

    /* menus */
    MENU("отправить"), MENU("скачать"), MENU("главная"), MENU("назад"), MENU("печать"), MENU("распечатать"),
    MENU("поделиться"), MENU("меню"), MENU("поиск"), MENU("войти"), MENU("вход"), MENU("регистрация"),
    MENU("подписаться"), MENU("контакты"), MENU("наверх"), MENU("вверх"), MENUO("далее"), MENU("закрыть"),
    MENU("реклама"), MENU("рубрики"), MENU("о нас"), MENU("карта сайта"), MENU("твитнуть"), MENU("вконтакте"),
    MENU("ответить"),
    MENU("архив"), MENU("обратная связь"), MENU("о проекте"), MENU("о редакции"), MENU("редакция"), MENU("вакансии"),
    MENU("все новости"), MENU("одноклассники"), MENU("скопировать ссылку"), MENU("пожаловаться"), MENU("развернуть"),
    MENU("свернуть"), MENU("слушать"), MENU("показать все"), MENU("на главную"), MENU("вернуться к списку"),
    MENU("вернуться"), MENU("к списку новостей"), MENU("распечатать статью"), MENU("отправить другу"),
    MENU("в избранное"), MENU("фотогалерея"),

    /* what a system counts and files */
    MENUC("просмотров"), MENUC("просмотры"), MENUC("прочтений"), MENUC("категория"), MENUC("время чтения"),
    MENU("погода"), MENUS("перейти к"), MENUS("размер шрифта"), MENUS("поделиться в"), MENUS("версия для"),
    MENUS("вы здесь"), MENUS("рубрики сайта"),
};

const struct zone_phrases zone_phrases_ru = {rows, sizeof rows / sizeof *rows};
