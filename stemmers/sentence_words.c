#include "stemmers/sentence_words.h"

#include <pthread.h>

#include "base/hash.h"

/* Lists hold words as written, with one space before and after each. */

/* Never end a sentence: something they belong to always follows. */
static const char TITLES[] =
    " Dr Mr Mrs Ms Messrs Prof St vs e.g i.e cf Gen Col Lt Sgt Capt Cmdr Adm Maj Sen Rep Gov Rev Hon "
    "Pres approx z.B d.h d.i bzw ca Ca Hrsg inkl exkl evtl ggf vgl Vgl sog Ing Dipl.-Ing Dipl "
    "Univ.-Prof Hr Frl Mag bspw insb resp zzgl geb gest gegr dt engl frz lat "
    "ул Ул им т.е Т.е просп пер наб пл мкр см См ср Ср напр акад проф Проф доц ген полк тов гр канд "
    "докт чл зам пом род ок св изд ред сост ";

/* The same before a number; "No. He left" and "в августе, стр." are ends. */
static const char BEFORE_NUMBER[] =
    " No Nos no Nr Nrn Art Abs Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Okt Dez Mrz Bd Bde "
    "Kap Abb Tab Ziff Rn Rdnr Anm pp vol Vol fig Fig figs ch Ch sec Sec eq Eq art Tel tel Ext "
    "стр Стр рис Рис табл Табл гл ст ст.ст пп ч кв корп оф тел Тел вып т.н ";

/* May end a sentence; they do where the next word is one of STARTERS. */
static const char AMBIGUOUS[] =
    " Jr Sr Inc Co Corp Ltd Bros Str str Mio Mrd Std Min Jh Jhd u.a o.ä u.ä e.V n.Chr v.Chr a.m p.m "
    "Ave Blvd Rd Ph.D M.D St.-Petersburg млн млрд трлн тыс руб коп обл гг вв чел мин сек долл экз "
    "кв.м н.э до.н.э р-н ";

/* Words that begin sentences and, capitalised, hardly anything else. */
static const char STARTERS[] =
    " The A An In On At It He She They We This That These Those But And As For If When While After "
    "Before There His Her Its Our Their However I You What Who Why How Not So Then To From With By "
    "Another Some Many Most All Both Each One Two "
    "Der Die Das Den Dem Des Ein Eine Einen Einem Einer Er Sie Es Wir Ich Ihr Im Am An Auf Aus Bei "
    "Mit Nach Von Vor Zu Zum Zur Für Und Aber Doch Auch Wenn Als Wie Dann Dabei Dies Diese Dieser "
    "Dieses Damit Da Nun Jetzt Hier Seine Ihre Sein Man Wer Was Wo Über Unter Seit Bis Durch Ob Zwei "
    "В Во На И Но А Он Она Они Оно Мы Я Вы Ты Это Эти Этот Эта По Для С Со К Ко Из За При Также Так "
    "Как Если Когда После До Об О От У Что Чтобы Кто Где Все Всё Его Её Ее Их Однако Затем Потом "
    "Кроме Среди Между Сейчас Теперь Здесь Там Тогда Не Ещё Еще Уже Под Над Без Через Тот Та Те Сам ";

/* After a number and a full stop: a German date or century. */
static const char MONTHS[] =
    " Januar Jänner Februar Feber März April Mai Juni Juli August September Oktober November Dezember "
    "Jan Feb Mär Mrz Apr Jun Jul Aug Sep Sept Okt Nov Dez Jahrhundert Jahrhunderts Jahrhunderte Jh Jhd "
    "Jahrtausend Jahrtausends ";

/* Before a German ordinal: "der 2. Weltkrieg", "zum 80. Jahrestag". */
static const char BEFORE_ORDINAL[] =
    " der die das dem den des am im vom zum zur beim ein eine einen einem einer eines sein seine seinen "
    "seinem seiner ihr ihre ihren ihrem ihrer Der Die Das Den Dem Des Am Im Vom Zum Zur Beim Ein Eine "
    "Sein Seine Ihr Ihre unser unsere dieser jeder und bis ";

/* Where a wrapped line may end before a capital: a word that needs another. */
static const char UNFINISHED[] =
    " the of and or to in a an for with at by from on as der die das den dem des und oder von zu mit für "
    "im am auf ein eine einer eines einem einen über nach bei zur zum vom durch in an aus und sowie als "
    "и в во на с со по о об из за к ко от для у до при что как не или ";

/* All words of the lists by their hash, made when the first one is asked for. */
#define PLACES 2048u

static struct place {
    const char *word;
    uint8_t size, lists;
} places[PLACES];
static pthread_once_t once = PTHREAD_ONCE_INIT;

static struct place *place_of(struct slice word)
{
    size_t at = hash_bytes(word) % PLACES;

    while (places[at].word != NULL
           && (places[at].size != word.n || memcmp(places[at].word, word.p, word.n) != 0))
        at = (at + 1) % PLACES;
    return &places[at];
}

static void read_list(const char *words, unsigned list)
{
    for (const char *p = words + 1; *p != '\0';) {
        const char *end = strchr(p, ' ');
        struct place *place = place_of(slice_of(p, (size_t)(end - p)));

        place->word = p;
        place->size = (uint8_t)(end - p);
        place->lists = (uint8_t)(place->lists | list);
        p = end + 1;
    }
}

static void read_lists(void)
{
    read_list(TITLES, SENTENCE_TITLE);
    read_list(BEFORE_NUMBER, SENTENCE_BEFORE_NUMBER);
    read_list(AMBIGUOUS, SENTENCE_AMBIGUOUS);
    read_list(STARTERS, SENTENCE_STARTER);
    read_list(MONTHS, SENTENCE_MONTH);
    read_list(BEFORE_ORDINAL, SENTENCE_BEFORE_ORDINAL);
    read_list(UNFINISHED, SENTENCE_UNFINISHED);
}

unsigned sentence_word_lists(struct slice word)
{
    pthread_once(&once, read_lists);
    return word.n == 0 ? 0 : place_of(word)->lists;
}
