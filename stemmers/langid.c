#include "stemmers/langid.h"

#include "base/utf8.h"

/* A vote per frequent function word and per letter that few languages have. */
enum { C_EN, C_DE, C_NL, C_FR, C_ES, C_IT, C_PL, C_SV, C_DA, C_RU, C_UK, C_BE, C_BG, C_SR, C_COUNT };

static const char *const CODES[C_COUNT] = {"en", "de", "nl", "fr", "es", "it",
                                           "pl", "sv", "da", "ru", "uk", "be", "bg", "sr"};

/* Words as they are written in lower case, one space before and after each. */
static const char *const WORDS[C_COUNT] = {
    " the of and to in is that for it was with as on be at by this had not are but from or have an "
    "they which one were all we when there been their will would who more if no has he his her said "
    "you my she him what so up out about into than them can only other new some could time these may "
    "two then do any now such like our over also most did me even after first many those must where "
    "your how its before between each because does here get should both through ",
    " der die und den das von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden "
    "aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur "
    "oder aber vor zur bis mehr durch man sein wurde sei ich wir ihr mir mich uns wenn hatte kann unter "
    "gegen vom schon seine ihre diese dieser hier dann doch da will zwischen immer alle wieder was ",
    " het een van en de dat niet zijn op aan met voor er die als bij maar om ook worden deze dit naar "
    "uit nog wordt heeft hij ze ik je wel geen kan werd tot meer door over zich hun of was mijn jij zij "
    "wij hebben heb had moet wil waar wat wie hoe hier daar haar hem ons jou u gaan naar nooit altijd ",
    " le la les des est une et que dans pour qui sur pas au par plus avec ce il ne sont du un se aux "
    "cette elle nous vous ils mais ou leur été comme tout son sa ses fait être deux même aussi je ",
    " el la los las que y en un una por con para es se del al lo como más su pero sus le ya o este sí "
    "porque esta entre cuando muy sin sobre también me hasta hay donde quien desde todo nos durante él ella mi tu tiene está son era fue yo eso esto qué tom muy hacer "
    "estoy tengo puede quiero nada ",
    " il la che di e un una per con non del della sono si da le come più anche dei nel alla gli ma "
    "questo lo delle ha al è dal essere i suo degli nella stato molto mi ti ci io lui lei tu questa quello sei hai siamo erano era gli ne "
    "cosa perché quando anni fatto solo tutti ",
    " i w na z do nie się że to jest o jak ale po co tak za od przez przy dla są był jego tylko może "
    "które który ich czy już być oraz ",
    " och att det som en på är av för med den till inte ett om har de jag men var sig så från vi kan när "
    "nu skulle efter han hon du mig dig här hur vad vill ska eller också mycket ",
    " og i det at en den til er som på de med han af for ikke der var mig sig men et har om vi min havde "
    "ham hun nu over da fra du ud os dig vil kan hvor hvad jeg skal noe ikke av ",
    " и в не на что с по к он как а это но из у я от за то все его так же было она для о бы мы вы ты "
    "только или еще ещё при был до когда уже если чтобы этого их том нет была были быть под со где "
    "есть этот эта также может после который которые которых ему меня мне тебя тебе него нее неё мой моя твой свой почему сейчас очень здесь там мог может "
    "хочу хочет знаю знает нужно надо всегда никогда ничего кто где себя нас вас ними ней нём них ",
    " і в не на що з та до за як він це про від у для є бути його із по було але також які який що б "
    "був була були ми ви так цей ще або під час року вона вони між після щоб ",
    " і ў не на што з да за як ён гэта пра ад у для ёсць быць яго па было але таксама якія які быў "
    "была былі мы вы так гэты яшчэ або пад час года яна яны паміж пасля каб ",
    " и на да се в от за не е са с че като по до това които при след към но му си един или която "
    "който ще беше има само още ги те той бъде във със този тази една ",
    " и у је да се на за су од са не као који која које што би из до али или ће то био била по након "
    "због само још они он она све овај ова "};

/* Letters, one vote each, by language. */
static const struct {
    const char *letters;
    unsigned language;
    unsigned votes;
} LETTERS[] = {
    {"ßäöü", C_DE, 2}, {"éèêàçù", C_FR, 1}, {"ñ¿¡áíóú", C_ES, 1}, {"ąęłśżź", C_PL, 3}, {"å", C_SV, 2}, {"å", C_DA, 2}, {"æø", C_DA, 3},
    {"ыэё", C_RU, 2}, {"щ", C_RU, 1}, {"їєґ", C_UK, 4}, {"і", C_UK, 1}, {"і", C_BE, 1}, {"ўы", C_BE, 2},
    {"ў", C_BE, 4}, {"ъ", C_BG, 2}, {"ђјљњћџ", C_SR, 4},
};

struct votes {
    unsigned of[C_COUNT];
    unsigned latin, cyrillic, words;
};

static void vote_word(struct votes *v, const uint8_t *word, size_t n, bool cyrillic)
{
    unsigned first = cyrillic ? C_RU : C_EN, end = cyrillic ? C_COUNT : C_RU;

    v->words++;
    if (n > 16)
        return;
    for (unsigned i = first; i < end; i++)
        if (slice_is_listed(slice_of(word, n), WORDS[i]))
            v->of[i] += 3;
}

static void vote_letter(struct votes *v, const uint8_t *letter, size_t n)
{
    for (size_t i = 0; i < sizeof LETTERS / sizeof *LETTERS; i++)
        for (const char *p = LETTERS[i].letters; *p != '\0';) {
            size_t size = (uint8_t)*p >= 0xe0 ? 3 : 2;
            if (size == n && memcmp(p, letter, n) == 0)
                v->of[LETTERS[i].language] += LETTERS[i].votes;
            p += size;
        }
}

static uint32_t lower(uint32_t c)
{
    if ((c >= 'A' && c <= 'Z') || (c >= 0xc0 && c <= 0xde) || (c >= 0x410 && c <= 0x42f))
        return c + 32;
    return c >= 0x400 && c <= 0x40f ? c + 80 : c;
}

static bool is_letter(uint32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 0xdf && c <= 0x24f && c != 0xf7)
           || (c >= 0x430 && c <= 0x4ff);
}

static void vote(struct votes *v, struct slice text)
{
    const uint8_t *p = text.p, *end = p + text.n;
    uint8_t word[64];
    size_t n = 0;
    bool cyrillic = false;

    while (p < end) {
        uint32_t c = lower(utf8_next(p, end, &p));

        if (!is_letter(c)) {
            if (n > 0)
                vote_word(v, word, n, cyrillic);
            n = 0;
            continue;
        }
        if (n + UTF8_MAX_BYTES < sizeof word) {
            size_t size = utf8_encode(c, word + n);
            if (size > 1)
                vote_letter(v, word + n, size);
            n += size;
        }
        cyrillic = c >= 0x400;
        v->latin += !cyrillic;
        v->cyrillic += cyrillic;
    }
    if (n > 0)
        vote_word(v, word, n, cyrillic);
}

/* At most `size` bytes from `from` on, cut at characters. */
static struct slice piece(struct slice text, size_t from, size_t size)
{
    while (from < text.n && utf8_is_continuation(text.p[from]))
        from++;
    if (size > text.n - from)
        size = text.n - from;
    while (size > 0 && from + size < text.n && utf8_is_continuation(text.p[from + size]))
        size--;
    return slice_of(text.p + from, size);
}

struct langid langid_identify(struct slice text)
{
    struct votes v = {.words = 0};
    struct langid out = {.code = {"und"}, .lang = LANG_OTHER};
    unsigned first, end, best, second = 0;

    if (text.n <= LANGID_MAX_BYTES) {
        vote(&v, text);
    } else {
        vote(&v, piece(text, 0, LANGID_MAX_BYTES / 3));
        vote(&v, piece(text, text.n / 2, LANGID_MAX_BYTES / 3));
        vote(&v, piece(text, text.n - LANGID_MAX_BYTES / 3, LANGID_MAX_BYTES / 3));
    }
    if (v.latin + v.cyrillic == 0)
        return out;
    first = v.cyrillic > v.latin ? C_RU : C_EN;
    end = v.cyrillic > v.latin ? C_COUNT : C_RU;
    best = first;
    for (unsigned i = first + 1; i < end; i++)
        if (v.of[i] > v.of[best])
            best = i;
    for (unsigned i = first; i < end; i++)
        if (i != best && v.of[i] > second)
            second = v.of[i];
    /* no function word at all: a name, a table; the script's main language */
    strcpy(out.code.text, CODES[best]);
    out.lang = lang_of_code(slice_of_string(CODES[best]));
    out.confidence = v.of[best] == 0 ? 0.1 : (double)(v.of[best] - second) / v.of[best];
    return out;
}
