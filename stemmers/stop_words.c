#include "stemmers/stop_words.h"

/* Each word between blanks, folded (ё is е). */
static const char *const SMALL[LANG_COUNT] = {
    [LANG_EN] =
        " about above after again against all also am among an and any are aren't as at be because been"
        " before being below between both but by can can't cannot could couldn't did didn't do does"
        " doesn't doing don't down during each etc few for from further had hadn't has hasn't have haven't"
        " having he her here hers herself him himself his how i if in into is isn't it its itself just"
        " many may me might more most much must my myself no nor not of off on once only or other ought our"
        " others ours ourselves out over same shall she should shouldn't so some such than that their"
        " theirs them themselves then there these they this those through thus too under until"
        " unto up upon us very was wasn't we were weren't what when where which while who whom whose why"
        " whether will with within without won't would wouldn't yet you your yours yourself yourselves ",
    [LANG_DE] =
        " ab aber alle allem allen aller alles als also am an ander andere anderem anderen anderer anderes auch"
        " auf aus bei beim bin bis bist da dabei dadurch dafür dagegen daher dahin damit danach dann daran"
        " darauf daraus darf darin darüber darum davon davor dazu dass daß dein deine deinem deinen deiner deines"
        " dem denen denn deren derer derselbe derselben dessen dich diejenigen dies diese diesem diesen dieser"
        " dieses dir doch dort du durch dürfen eben er es etwa euch euer eure für gegen gewesen habe haben"
        " habt hat hatte hatten hier hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer ihres im in indem"
        " ins ist ja jede jedem jeden jeder jedes jene jenem jenen jener jenes kann kannst kein keine keinem"
        " keinen keiner keines können könnte konnte machen man manche mehr mein meine meinem meinen meiner meines mich"
        " mir mit muss muß müssen musste nach nicht nichts noch nun nur ob oder ohne per sehr sein seine seinem"
        " seinen seiner seines seit selbst sich sie sind so solche solchem solchen solcher soll sollen sollte"
        " sondern sonst über um und uns unser unsere unserem unseren unserer unter viel viele vom von vor"
        " wann war waren warum was weil welche welchem welchen welcher welches wem wen wenn wer werde"
        " werden wessen wie wieder wieviel will wir wird wirst wo wobei wodurch woher wohin womit worden worin wurde"
        " wurden zu zum zur zwar zwischen bzw usw z wofür wogegen wonach worauf woran woraus worum worüber worunter wovon"
        " wovor wozu inwiefern inwieweit weshalb weswegen wieso vielem vielen vieler vieles wäre wären wär wärst"
        " unseres unserem mehrere mehreren mehrerer aufs durchs ins ans müsse solle sollst willst darfst keins ",
    [LANG_RU] =
        " а без более бы был была были было быть в вам вами вас весь вдоль вместо вне во вокруг вот все всего всей"
        " всем всеми всему всех всею всю вы где да даже для до его ее ей ему если есть еще же за зачем"
        " и из или им ими их к как какая какие каким каких какое какой каком какому какую кем ко когда кого ком кому"
        " которая которого которое которой котором которому которую которые который которым которыми которых кто"
        " ли либо между меня мне много мной может мои мой моя мы на над надо нам нами нас наш наша наше наши не него"
        " нее ней нельзя нем нему нет ни ним ними них но ну о об оба обо однако около он она они оно от очень"
        " перед по под после потому почему почти при про раз разве с сам сама сами само свое своего своей своему своем свои"
        " своим своими своих свой свою себе себя сколько со собой собою среди столько та так также такая такие"
        " таким таких такое такой там тебе тебя тем теми тех то тобой тогда того той только том тому тот тоже ту ты"
        " у уж уже чего чей чем чьей чьи чьих скольких скольким х гг чему через что чтобы чье чья эта эти этим этими этих это этого этой этом"
        " этому этот эту я является являются являлся являлась являлось являлись каков какова каково каковы согласно кроме лишь"
        " ею нею мною тобою моего моей моих вами ими хотя чтоб нежели ибо тут туда сюда куда откуда отсюда оттуда можете"
        " такого таком такому такою такую такими таков самый самая самое самые самого самой самом самому самою самую самым самых"
        " самим самими самих саму обе обеих обеим обеими обоих обоим обоими какого какими какою нашего нашей нашем нашему нашею"
        " нашим нашими наших нашу кой кое коем кои коих передо изо нету ",
};

static const char *const OF_FORM[LANG_COUNT] = {
    [LANG_EN] = " a an the to sb sth smb smth somebody something somebody's one's oneself sb's etc ",
    [LANG_DE] = " der die das des den dem ein eine einen einem einer eines etw jd jdm jdn jds sich jdn's ",
    [LANG_RU] = " л либо кто что кого чего кому чему кем чем ком т п тж напр и ",
};

static bool holds(const char *list, struct slice form)
{
    uint8_t padded[64];

    if (list == NULL || form.n == 0 || form.n > sizeof padded - 2)
        return false;
    padded[0] = ' ';
    memcpy(padded + 1, form.p, form.n);
    padded[form.n + 1] = ' ';
    return memmem(list, strlen(list), padded, form.n + 2) != NULL;
}

static bool next(const char *list, size_t *at, struct slice *out)
{
    const char *start = list == NULL ? "" : list + *at, *stop;

    start += strspn(start, " ");
    stop = start + strcspn(start, " ");
    *out = slice_of(start, (size_t)(stop - start));
    *at = out->n == 0 ? *at : (size_t)(stop - list);
    return out->n > 0;
}

bool stop_word_next(enum lang lang, size_t *at, struct slice *out)
{
    return next(SMALL[lang], at, out);
}

static void fill(const char *list, struct stop_filter *out)
{
    struct slice word;

    for (size_t at = 0; next(list, &at, &word);)
        if (word.n < 32)
            *stop_filter_row(out, word) |= UINT32_C(1) << word.n;
}

void stop_filter_fill(enum lang lang, struct stop_filter *out)
{
    *out = (struct stop_filter){.is_filled = true};
    fill(SMALL[lang], out);
    fill(OF_FORM[lang], out);
}

bool stop_word(enum lang lang, struct slice form)
{
    return holds(SMALL[lang], form) || holds(OF_FORM[lang], form);
}

bool stop_word_of_form(enum lang lang, struct slice form)
{
    return holds(OF_FORM[lang], form);
}
