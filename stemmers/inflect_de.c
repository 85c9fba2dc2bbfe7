/* German: plurals, genitives, weak and strong verbs, comparison. ß is ss, as in fold.h.
 *
 * Source  Duden, "Die Grammatik", for the classes of plurals and the strong verbs.      */
#include "stemmers/inflect_table.h"

#define ADJ(s) s "e " s "er " s "en " s "em " s "es "
#define PARTICIPLE(s) s " " ADJ(s)

static const struct inflect_class classes[] = {
    /* plurals with umlaut; a compound takes the plural of its last part */
    {"- s es e ^er ^ern", "land", 4, 0, INFLECT_ALONE},
    {"- s es e ^er ^ern",     /* but not Ausland, Holland: Ausländer are people */
     "desland gsland ftsland ttsland bsland edsland ellenland nachbarland heimatland partnerland drittland "
     "industrieland agrarland mutterland geberland nehmerland erzeugerland transitland", 4, 0, 0},
    {"- s es e ^er ^ern",
     "haus buch wort rad blatt dach fach gras loch schloss tal volk dorf glas amt band bad wald "
     "mann gut haupt lamm fass grab korn kraut rand schild holz horn huhn wurm gott strauch mahl gewand "
     "denkmal tum tuch mund kalb wams", 2, 0, 0},
    {"- s es e ^e ^en",
     "baum raum saum zaun kauf lauf bauch schlauch rauch haupt stab satz platz schatz bart arzt rat "
     "antrag betrag beitrag auftrag ertrag vortrag schlag tag stall fall knall ball kampf krampf dampf "
     "markt damm kamm stamm schwamm gang klang rang zwang hang fang stand verband strand wand brand kran "
     "kanal hof ton sohn lohn thron strom stoss kloss rock block knopf kopf topf zopf korb wolf frosch "
     "schopf koch grund bund fund schlund hund mund fluss schluss schuss kuss genuss gruss fuss spruch "
     "bruch versuch besuch geruch flug zug krug betrug wunsch busch duft luft hut wurf sprung schwung "
     "turm haushalt altar general kardinal marschall sarg arm chor plan saal pass bass schrank ast pfahl "
     "draht stuhl stock sack zahn span hahn", 2, 0, 0},
    {"- ^e ^en",
     "stadt macht nacht kraft hand wand bank angst axt braut faust frucht gans haut kuh kunst luft lust "
     "magd maus laus not nuss schnur wurst zunft brust geschwulst auskunft zukunft unterkunft "
     "zusammenkunft einkunft herkunft ankunft sucht flucht gruft anstalt schaft", 2, 0, 0},
    {"- s ^ ^n",
     "vater bruder vogel apfel mantel nagel sattel hammel ofen boden garten graben hafen faden laden "
     "schaden kasten wagen magen bogen kragen acker hammer mangel schnabel schwager kloster mutter "
     "tochter", 4,
     0, 0},
    {"- s n ien", "prinzip fossil mineral adverb indiz stud partizip reptil", 4, 0, 0},
    {"al als alien ale alen", "materi miner potenzi potenti kapit kolon", 3, 0, 0},
    {"um ums en a", "zentr muse dat album visum stadi minister gymnasi laborator kriteri medi jubil stip "
     "individu territori publik "
     "prinzipi studi gremi aquari terrari moratori evangeli ministeri", 3, 0, 0},
    {"ium iums ien", NULL, 3, 0, 0},
    {"us en usse ussen usses", "rhythm mechanism organism typ kurs glob mod stat vir zykl radi gen krokus "
     "bon fid autobus zirk omnib "
     "ism", 2, 0, 0},
    {"mus men", "is", 3, 0, 0},
    {"ma mas men mata", "the dra dog fir sche aro kli plas schis trau sche kom", 2, 0, 0},
    {"o os en", "kont risik sald", 3, 0, 0},
    {"os o en", "epo myth", 3, 0, 0},
    {"a as en", "vill firm", 3, 0, 0},
    {"mann manns mannes männer männern leute leuten", NULL, 3, 0, 0},
    {"kaufmann kaufleute kaufleuten", NULL, 0, 0, INFLECT_WHOLE},
    {"or ors oren", NULL, 3, 0, 0},
    {"in innen", NULL, 3, 0, 0},
    {"nis nisse nissen nisses", NULL, 3, 0, 0},
    {"- se sen ses", "us nis atlas ananas iris", 3, 0, 0},
    {"- s", "a i o y é eu ee ie", 3, 0, 0},
    {"- s es e", "bau ei see stau knie schrei brei blei tau heu", 2, 0, 0},
    {"- en s ens", "frau", 4, 0, 0},
    {"e en ens", "nam glaub will gedank buchstab fried funk hauf sam", 3, 0, 0},
    {"z zens zen", "her schmer", 2, 0, 0},
    /* adjectives: dunkel, teuer, hoch; comparison with umlaut */
    {"el le ler len lem les", NULL, 3, 1, 0},
    {"er re rer ren rem res", "eu au", 2, 0, 0},
    {"hoch hohe hoher hohen hohem hohes höher höhere höherer höheren höheres höherem höchst höchste "
     "höchster höchsten höchstes höchstem",
     NULL, 0, 0, INFLECT_WHOLE},
    {"nah nahe naher nahen nahem nahes näher nähere näherer näheren näheres näherem nächst nächste "
     "nächster nächsten nächstes nächstem",
     NULL, 0, 0, INFLECT_WHOLE},
    {"gut gute guter guten gutem gutes besser bessere besserer besseren besseres besserem beste bester "
     "besten bestes bestem", NULL, 0, 0,
     INFLECT_WHOLE},
    {"viel viele vieler vielen vieles vielem mehr meiste meisten", NULL, 0, 0, INFLECT_WHOLE},
    {"gross grosse grosser grossen grossem grosses grösser " ADJ("grösser") "grösst " ADJ("grösst"),
     NULL, 0, 0, INFLECT_WHOLE},
    {"- " ADJ("") "^er " ADJ("^er") "^st " ADJ("^st") "^est " ADJ("^est"),
     "alt jung lang kurz stark schwach hart arm klug scharf schwarz krank grob dumm fromm rot gesund "
     "nass schmal bang blass", 3, 0,
     INFLECT_WHOLE},
    {"- " ADJ("") "er " ADJ("er") "st " ADJ("st"), "lich ig isch sam bar haft los", 5, 0, 0},
    {"- " ADJ("") ADJ("er") ADJ("st"), "!d t s z ss sch en e er el in st n", 3, 2, 0},
    {"- " ADJ("") ADJ("er") ADJ("est"), "d t s z ss sch", 3, 2, 0},
    /* weak verbs: sagen, arbeiten, sammeln, ändern; -ieren takes no ge */
    {"en e st t te ten end " ADJ("end") "=en " PARTICIPLE("+t") ADJ("t"), "!d t e l r ier chn ffn gn dm "
     "tm dich sich rich wich lich nich chich haf wei ein sech gebr", 3, 1, 0},
    {"en e st t te ten end " ADJ("end") "=en " PARTICIPLE("+t"), "l r", 3, 1, 0},
    {"en e est et ete etest eten etet end " ADJ("end") "=en " PARTICIPLE("+et"), "d t chn ffn gn dm tm",
     2, 1, 0},
    {"ieren iere ierst ierte ierten iertet ierend " ADJ("ierend") PARTICIPLE("iert") "=ieren", NULL, 2,
     0, 0},
    {"ern ere re erst ert erte erten ertest ernd " ADJ("ernd") "=ern " PARTICIPLE("+ert"), NULL, 3, 1, 0},
    {"eln ele le elst elt elte elten eltest elnd " ADJ("elnd") "=eln " PARTICIPLE("+elt"), NULL, 3, 1, 0},
    {"ten te test tet tend " ADJ("tend") "=ten ", NULL, 3, 2, 0},
    /* the same, mixed: bringen, denken, kennen, wissen, haben, können */
    {"enken enke enkst enkt ächte achte achten achtest +acht " ADJ("+acht") "=enken enkend "
     ADJ("enkend"), "d", 1, 0, INFLECT_WHOLE},
    {"bringen bringe bringst bringt brachte brachten brächte brächten +bracht " ADJ("+bracht") "=bringen "
     "bringend " ADJ("bringend"), NULL, 0, 0, INFLECT_WHOLE},
    {"ennen enne ennst ennt annte annten +annt " ADJ("+annt") "=ennen", "k n r br", 1, 0, INFLECT_WHOLE},
    {"enden ende endest endet andte andten +andt " ADJ("+andt") "endete endeten +endet " ADJ("+endet")
     "=enden", "s w", 1, 0, INFLECT_WHOLE},
    {"wissen weiss weisst wisse wisst wusste wussten wüsste wüssten gewusst", NULL, 0, 0, INFLECT_WHOLE},
    {"können kann kannst könnt könne konnte konnten könnte könnten gekonnt", NULL, 0, 0, INFLECT_WHOLE},
    {"müssen muss musst müsst müsse musste mussten müsste müssten gemusst", NULL, 0, 0, INFLECT_WHOLE},
    {"dürfen darf darfst dürft dürfe durfte durften dürfte dürften gedurft", NULL, 0, 0, INFLECT_WHOLE},
    {"mögen mag magst mögt möge mochte mochten möchte möchten gemocht", NULL, 0, 0, INFLECT_WHOLE},
    {"haben habe hast hat habt hatte hatten hattest hätte hätten +habt =haben", NULL, 0, 0, INFLECT_WHOLE},
    {"tun tue tust tut tat taten täte täten +tan " ADJ("+tan") "=tun", NULL, 0, 0, INFLECT_WHOLE},
    {"sein bin bist ist sind seid sei seien war waren warst wäre wären gewesen " ADJ("gewesen"), NULL, 0,
     0, INFLECT_WHOLE},
    {"werden werde wirst wird werdet wurde wurden würde würden geworden " ADJ("geworden"), NULL, 0, 0,
     INFLECT_WHOLE},
};

/* Roots of the present, the past's singular and plural, the participle, the second and third person.
 * "." where a noun of the same spelling is the likelier word: Stand, Verband, Verlag; Gaben, Sprachen.   */
static const char *const roots[] = {
    "back buk buk back bäck", "befehl befahl befahl befohl befiehl", "beginn begann begann begonn beginn",
    "beiss . biss biss beiss", "berg barg barg borg birg", "berst barst barst borst birst",
    "bieg bog . bog bieg", "biet . . bot biet", "bind . . bund bind", "bitt bat . bet bitt",
    "blas blies blies blas bläs", "bleib blieb blieb blieb bleib", "brech brach brach broch brich",
    "dresch drosch drosch drosch drisch", "dring . drang drung dring",
    "empfehl empfahl empfahl empfohl empfiehl", "erlösch erlosch erlosch erlosch erlisch",
    "ess ass ass gess iss", "fahr . . fahr fähr", "fall fiel fiel fall fäll", "fang fing fing fang fäng",
    "fecht focht focht focht ficht", "find fand fand fund find", "flecht flocht flocht flocht flicht",
    "flieg flog flog flog flieg", "flieh floh floh floh flieh", "fliess . . floss fliess",
    "fress frass frass fress friss", "frier fror fror fror frier", "geb gab . geb gib",
    "gedeih gedieh gedieh gedieh gedeih", "geh ging ging gang geh", "geling gelang gelang gelung geling",
    "gelt galt galt golt gilt", "genes genas genas genes genes", "geniess genoss genoss genoss geniess",
    "gescheh geschah geschah gescheh geschieh", "gewinn gewann gewann gewonn gewinn",
    "giess goss goss goss giess", "gleich glich glich glich gleich", "gleit glitt glitt glitt gleit",
    "grab grub grub grab gräb", "greif . griff griff greif", "halt hielt hielt halt hält",
    "häng hing hing hang häng", "heb hob hob hob heb", "heiss hiess hiess heiss heiss",
    "helf half half holf hilf", "kling . klang klung kling", "kneif kniff kniff kniff kneif",
    "komm kam kam komm komm", "kriech kroch kroch kroch kriech", "lad lud lud lad läd",
    "lass liess liess lass läss", "lauf lief lief lauf läuf", "leid litt litt litt leid",
    "leih lieh lieh lieh leih", "les las las les lies", "lieg . . leg lieg", "lüg . . log lüg",
    "meid mied mied mied meid", "nehm nahm . nomm nimm", "pfeif . pfiff pfiff pfeif",
    "rat riet riet rat rät", "reib rieb rieb rieb reib", "reiss . riss riss reiss", "reit . ritt ritt reit",
    "riech roch roch roch riech", "ring . rang rung ring", "rinn rann rann ronn rinn",
    "ruf rief rief ruf ruf", "schaff schuf schuf schaff schaff", "scheid . schied schied scheid",
    "schein schien . schien schein", "scher schor schor schor scher", "schieb schob schob schob schieb",
    "schiess . schoss schoss schiess", "schlaf schlief schlief schlaf schläf",
    "schlag schlug schlug schlag schläg", "schleich schlich schlich schlich schleich",
    "schleif . schliff schliff schleif", "schliess . schloss schloss schliess",
    "schling schlang . schlung schling", "schmeiss schmiss schmiss schmiss schmeiss",
    "schmelz schmolz schmolz schmolz schmilz", "schneid . schnitt schnitt schneid",
    "schreck schrak schrak schrock schrick", "schreib schrieb schrieb schrieb schreib",
    "schrei schrie schrie schrie schrei", "schreit . schritt schritt schreit",
    "schweig schwieg schwieg schwieg schweig", "schwell schwoll schwoll schwoll schwill",
    "schwimm schwamm schwamm schwomm schwimm", "schwind schwand schwand schwund schwind",
    "schwing schwang schwang schwung schwing", "schwör schwor schwor schwor schwör", "seh sah sah seh sieh",
    "sing sang sang sung sing", "sink sank sank sunk sink", "sitz sass sass sess sitz",
    "spinn spann spann sponn spinn", "sprech sprach . sproch sprich",
    "spriess spross spross spross spriess", "spring sprang sprang sprung spring",
    "stech stach stach stoch stich", "steh . . stand steh", "stehl stahl stahl stohl stiehl",
    "steig . stieg stieg steig", "sterb starb starb storb stirb", "stink stank stank stunk stink",
    "stoss stiess stiess stoss stöss", "streich . strich strich streich",
    "streit stritt stritt stritt streit", "trag trug trug trag träg", "treff traf traf troff triff",
    "treib . trieb trieb treib", "tret trat trat tret tritt", "trink trank trank trunk trink",
    "trüg trog trog trog trüg", "verderb verdarb verdarb verdorb verdirb",
    "vergess vergass vergass vergess vergiss", "verlier verlor verlor verlor verlier",
    "wachs . wuchs wachs wächs", "wasch wusch wusch wasch wäsch", "weis wies wies wies weis",
    "werb warb warb worb wirb", "werf warf warf worf wirf", "zeih zieh zieh zieh zeih",
    "zieh zog zog zog zieh", "zwing . zwang zwung zwing", "schnaub schnob schnob schnob schnaub",
    "wieg wog . wog wieg", "saug . sog sog saug",
};

const struct inflect_table inflect_table_de = {
    .classes = classes,
    .class_count = sizeof classes / sizeof *classes,
    .prefixes = "ab an auf aus bei da dar davon ein einher empor entgegen entlang fehl fern fest fort "
    "frei gegenüber gleich groß gut heim her herab "
                "heran herauf heraus herbei herein herum herunter hervor hin hinab hinauf hinaus hinein "
                "hinunter hinweg hinzu hoch instand "
                "kennen klar los mit nach nahe nieder näher preis rück sicher statt teil über überein um "
                "umher unter voll voran voraus vorbei "
                "vor vorher vorüber vorweg wahr weg weiter wett wider wieder zu zurecht zurück zusammen "
                "zuvor durch blossstell fertig bekannt "
                "aufrecht bereit dazu daran darauf darum hinter auseinander aneinander miteinander bevor "
                "stand",
    .bound_prefixes = "be emp ent er ge miss ver zer über unter um durch hinter wider voll wieder aner "
    "beauf beein benach verun zuer vorent anver",
    .slots = {"en e end " ADJ("end") "=en", "- st", "en", "+en " ADJ("+en"), "st t et"},
    .roots = roots,
    .root_count = sizeof roots / sizeof *roots,
};
