#include "stemmers/langid_words.h"

const struct langid_profile langid_profiles[LANGID_PROFILE_COUNT] = {
    {"en", LANGID_LATIN,
     "the of and to in a is that for it was on are as with s t he be did at by i this had not "
     "but from or have an they which you were her his all she there their one we him been has "
     "when who will more no if out so said what up its about into than them can only other "
     "new some could time these two may then do first any my now such like over our me even "
     "most made after also many before must through back years where much your way well down "
     "should because each just those people how too little good very make world still own see "
     "men work long get here between both life being under never same another know while last "
     "might us great old year off come since against go came right used take three don ll re "
     "ve m does didn isn doesn went think going want got every again day always why would "
     "using use without within during however something nothing anything thing things am let "
     "around few upon part place until though shall tell told left next need having including "
     "per best often says word words name names number days man woman child children hand "
     "house home small large big high water story find give given gave ask asked seem feel "
     "try leave call called hello yes please thank end example case week side head eyes face "
     "night morning room mother father young book list page city country history war school "
     "help open show near love loved loves hate hates heart eat eats ate eaten drink drank "
     "food drive drove driving run ran runs walk walked sleep slept die died dies dead alive "
     "wear wears wore hear heard listen receive received lose lost win won buy bought sell "
     "sold pay paid money cost price speak spoke spoken talk talked write wrote written read "
     "reading learn learned teach taught teacher student friend friends girl boy wife husband "
     "son daughter brother sister family happy sad afraid sorry sure true false real easy "
     "hard difficult possible important different early late later soon ago today tomorrow "
     "yesterday tonight month hour minute second third half enough almost already quite "
     "rather perhaps maybe probably certainly together alone everyone everybody someone "
     "somebody anyone nobody none else instead become became becomes hope hopes wish believe "
     "believed understand understood remember forget forgot forgotten happen happened bring "
     "brought keep kept stay stayed stand stood sit sat fall fell grow grew send sent catch "
     "caught meet met lie lying break broke broken build built cut fight fought fly flew hold "
     "held hit hurt knew known mean means meant rise rose ride spend spent swim sing sang "
     "throw threw wake woke stop stopped start started begin began begun change changed move "
     "moved play played watch watched wait waited cry cried laugh laughed smile smiled kill "
     "killed hang door window street car road train plane bus ship bed table chair floor wall "
     "dog cat bird horse fish tree flower sun moon star sky sea river mountain rain snow wind "
     "fire earth air summer winter spring autumn red blue green black white yellow brown hot "
     "cold warm cool dark bright strong weak rich poor fast slow clean dirty full empty heavy "
     "tall short wide deep cheap expensive beautiful ugly nice kind funny strange wrong busy "
     "tired hungry ill sick healthy ready free business company market government law police "
     "party power problem problems question questions answer reason result amount total "
     "report reports paper letter news idea plan game team music song picture film movie "
     "phone computer everything wonderful somehow ever cent percent according despite towards "
     "toward whether whose whom ourselves yourself himself herself itself themselves myself "
     "innocent lawyer chocolate birthday dinner breakfast lunch coffee tea milk bread meat "
     "apple sugar doctor nurse hospital medicine university",
     "ing ed ly tion sion ness ment ght ould ally ingly able ible ies ious ful less ance ence "
     "ity ive ous ship ward wards ered ings ated ers ic ics cal ism ists ates ize ise ck ss ey "
     "ay ow ew ook oo ities tch nch igh ough dge ial ory ary ure ions ish ents ants",
     ""},
    {"de", LANGID_LATIN,
     "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es "
     "an werden aus er hat dass daß sie nach wird bei einer um am sind noch wie einem über "
     "einen so zum war haben nur oder aber vor zur bis mehr durch man sein wurde sei ich ihr "
     "wir hatte kann gegen vom können schon wenn habe seine ihre dann was wer unter soll wo mir "
     "mich du dir dich hier da alle diese dieser dieses sehr ja nein mein meine uns euch ihm "
     "ihn ihnen sagte waren worden müssen muss muß wieder jahr jahre jahren zwei ohne zwischen "
     "immer keine kein jetzt gibt damit ihrer seiner seinen ihren ob denn warum viel viele weil "
     "seit doch gut ganz etwas nichts mal während etwa unser unsere würde sondern selbst dort "
     "heute anderen allem allen beim ab neue neuen drei leben gehen machen sowie hatten wurden "
     "diesem diesen eines meiner deine dein bin bist hast habt will wollen kannst konnte könnte "
     "sollen sollte darf haus zeit menschen uhr deutschland artikel absatz bereits wenige "
     "weitere oft nie niemand jeder jede jedes wann woher wohin bedeutet wäre hätte fur ueber "
     "fuer wegen trotz laut welche welcher welches frau herr herrn herren damen kinder mann "
     "frauen land stadt tag tage tagen seite teil frage fragen antwort nummer gesetz recht "
     "arbeit liste name namen wort geschichte straße nr bzw siehe gegenüber innerhalb außerdem "
     "daher deshalb jedoch dazu davon darauf darüber dafür daran dabei zunächst insbesondere "
     "entsprechend sogar vielleicht natürlich wirklich einmal erst ersten zweite zweiten "
     "letzten alten große großen kleine kleinen ganze eigenen euro prozent januar februar märz "
     "juni juli oktober dezember montag dienstag mittwoch donnerstag freitag samstag sonntag "
     "hans klaus jürgen günter wolfgang karl heinz fritz franz uwe jörg bernd dieter manfred "
     "helmut gerhard ulrich ulrike sabine heike birgit ingrid petra jens matthias joachim "
     "friedrich heinrich wilhelm johannes müller schmidt schneider schulz fischer weber",
     "ung ungen keit heit lich liche schen ische isch chen lein schaft igkeit tion ionen ierung "
     "ieren iert sten ster igen iger ende enden elt ebt acht icht eit tz cht rung ngs zeug werk "
     "echt rte rten eln ern ßen ß mann berg burg bach feld dorf stein hoff haus baum wald land "
     "hard fried ler ner ller nger tzer cker sch tsch itz atz etz ack ock eck ke ild old rich "
     "ete ten tet te gte gten hte igt agt ndet mt nft unft tag ff ffen nnen llen mmen tzen cken "
     "pfen auf aus aft eur iker gen ger gerin erin nis ssen eist ieb eib eid eis ich cher "
     "tag tags rat amt bund recht nung ltung ndung hung tung rung lung mung",
     "ä54 ö30 ü65 ß31"},
    {"nl", LANGID_LATIN,
     "de van het een en in is dat op te zijn met voor niet aan er die hij door om ook als maar "
     "bij ik naar uit worden wordt dan of nog over ze je werd heeft hebben was tot wat mijn zo "
     "deze we geen meer kan zou zal al ons haar hem hun dit had moet veel kunnen jij mij me "
     "daar wie waar tegen na jaar wel hier alle twee onder zich moeten andere zij waren u omdat "
     "zoals toen heb hoe nu iets niets goed alleen tussen wil nooit altijd eens uw jullie weer "
     "doen gaan gaat bent ben t s ge vanaf eerste onze hebt ga want mensen tijd maken gemaakt "
     "sinds volgens werden iemand waarom eigen deed komt kon echt heel",
     "ijk ijke lijk heid heden ing aar oor eer aan oos isch ische atie teit uur eren aal ijn "
     "ijd ijf oen oek aat aten gen eel uit uis ouw tje tjes sche baar zaam cht",
     "ë5 ï2 é5"},
    {"af", LANGID_LATIN,
     "die en van in is het n dat te vir op met sy nie hy ek om wat aan as by deur word was sal "
     "kan ons hulle my jy maar of daar uit haar nog na se ook toe dit hierdie moet oor tot wees "
     "baie ander jou een hom so meer hoe geen al nou waar wie want gaan sê kom kon sou wil "
     "nooit altyd dink weet hê sulke asook tussen onder jaar nuwe mense teen eerste kry twee "
     "doen gedoen julle u ja nee self omdat waarom wanneer",
     "heid ing ike lik like yk isme asie eit skap ies iese aan oor eer ewe erd ude",
     "ê15 ë15 ô3 û2 é2"},
    {"lb", LANGID_LATIN,
     "de an d den déi vun ass mat op ze fir net eng och dat si vum gouf hun am zu dem bei ech "
     "een sech hien huet war dës all vu wéi do mir dir ginn sinn zwee iwwer nach wann méi keen "
     "kann duerch aus oder ouni zwëschen no bis engem enger eis hir säin d'r wat wou hei awer",
     "éiert ung heet lech esch tioun ënnen",
     "ë150 é180 ä120 è10 ü5 ö5 ô5"},
    {"fr", LANGID_LATIN,
     "de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il "
     "l d sont avec son aux n s qu c j m t ou on elle cette mais comme nous vous je y été être "
     "ses sa fait leur tout si ont même deux aussi ces mon ma tu lui entre sans où après bien "
     "peut était avait très ils elles quand faire moins contre encore autres autre ans donc "
     "notre votre leurs dont sous avant depuis toujours rien me te moi toi trois sera cet peu "
     "ça non oui avoir dit quel quelle jamais tous toute toutes vers chez ai as es suis sommes "
     "êtes lorsque parce celui celle ainsi selon puis alors jour année temps étaient avaient "
     "lors à là font faut veux avez",
     "tion ment eur eurs euse eux aux ait ais aient oir oire ique iques ée ées és ité ent ances "
     "esse ette elle isme iste er ez ault",
     "é190 è30 à50 ê20 ç9 ù5 î5 ô6 û5 â6 œ2 ë2 ï2"},
    {"es", LANGID_LATIN,
     "de la que el en y a los se del las un por con no una su para es al lo como más o pero sus "
     "le ha me si sin sobre este ya entre cuando todo esta ser son dos también fue había era "
     "muy años hasta desde está mi porque qué sólo solo han yo hay vez puede todos así nos ni "
     "parte tiene él uno donde bien tiempo mismo ese ahora cada vida otro después te otros "
     "aunque esa eso hace otra gobierno tan durante siempre día tanto ella tres sí dijo sido "
     "gran según menos año antes estaba estoy tu usted quiero eres tengo nada ellos nunca están "
     "mucho pueden hacer quién contra poco estos estas e les algo sea cual",
     "ción ciones dad ado ada ados adas ido ida idos ando iendo mente aba ía ían ero era oso "
     "eño aje ez illa illo ista ón ar amos emos",
     "á50 é43 í70 ó80 ú17 ñ30 ü1"},
    {"pt", LANGID_LATIN,
     "de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi ao "
     "ele das tem à seu sua ou ser quando muito há nos já está eu também só pelo pela até isso "
     "ela entre era depois sem mesmo aos ter seus quem nas me esse eles estão você tinha foram "
     "essa num nem suas meu às minha têm numa pelos elas havia seja qual será nós tenho lhe "
     "deles essas esses pelas este dele tu te são anos fazer porque onde bem nosso nossa sobre "
     "ainda pode fez",
     "ção ções dade mente ado ada ados ando endo indo ões ães ém ei ou eiro eira inho agem "
     "ência ável",
     "ã80 ç50 é40 á50 ó20 í25 ê20 õ20 â15 à15 ú10 ô8"},
    {"it", LANGID_LATIN,
     "di che e la il in a non è un per del si una i con da le al sono della come anche dei più "
     "alla su ha nel gli delle mi ma dal lo ci se questo l d ho c nella era perché ai o dalla "
     "io così molto quando tutti degli essere suo sua tutto due quello fatto anni sul cosa loro "
     "prima nei ancora stato ti ne lui lei noi voi tu hanno sempre senza questa già dopo solo "
     "bene poi fare chi mio mia dove quella contro parte sulla dalle tra fra alle sia nelle "
     "stati può cui ogni stata qualcosa niente tuo tua mai sei ed uno po ad suoi sue aveva oggi "
     "oltre durante secondo verso dello all nell dell sull dall quest quell com hai",
     "zione zioni mente ità ato ata ati ate ando endo ere ire are ezza ismo ista ioso osa ello "
     "ella etto etta ini oni ava evano ano ono agli iche oso ico ica ggio io",
     "è40 à30 ò15 ù15 ì10 é8"},
    {"ca", LANGID_LATIN,
     "de la i que el en a les per un del amb és una els no al es dels l d va als més o ha com "
     "pel s però són seva seu aquest aquesta també han molt sobre tot fins quan ens entre era "
     "sense jo ja hi està ser dos altres anys on perquè hem havia seves seus això qui aquests "
     "ho n vaig pels",
     "ció cions tat ment ada ats ant ent itat ques ons ern eix aire",
     "à60 é35 è35 ó35 í30 ò25 ç15 ú15 ï10"},
    {"ro", LANGID_LATIN,
     "de și în a la cu pe nu o din care un că este se pentru mai au sa să fi am al ca ce prin "
     "fost sunt lui dar sau ale ai lor îi le ei era cum după când fără tot toate foarte această "
     "acest dacă acesta ar eu tu el ea noi mi îl sub între despre până doar ani avea unei unui "
     "sale nici poate şi sînt asta mea meu unde cine",
     "ului ilor ței ția ție ării ează esc ește mente ători ație tate ul le",
     "ă300 î100 â60 ș80 ț80 ş40 ţ40"},
    {"pl", LANGID_LATIN,
     "w i na z się nie do to że jest o jak a po od za co dla przez ale tym ze być czy tego są "
     "był było tak już tylko oraz może jego która który które ma ich jej mnie także była pan "
     "przy bardzo jeszcze roku mi go jestem ja ty on ona my bez pod nad przed tej ten ta te lat "
     "można gdy więc też kiedy gdzie jeśli aby lub będzie bo sobie mam masz cię mu nas nam byli "
     "żeby we nic dlaczego ci swoje między wszystko wszyscy bardziej teraz tam tu został u jako "
     "jednak",
     "ego emu ych ów ość ości ował owa owy anie enie nych nym owie ami ach cza ska ski skie "
     "ować ać eć ić dz rz cz szy",
     "ą95 ę108 ł180 ó85 ś66 ż85 ć40 ń20 ź7"},
    {"cs", LANGID_LATIN,
     "a v se na je že to s z do o i ve jsem za by k si pro jako tak ale po jeho které který "
     "která jsou už nebo ze bylo byl byla ten jak od když jen aby co být při podle také má není "
     "té tom této může ještě tento tím před let však až mu ho jsme jste mi mě roku další více "
     "své svou mezi tady proč kde kdo nic musí jej její jejich kteří bude pokud protože velmi "
     "něco než byly jaký ano ne nás vás pouze první ty ta tam ji jsi rok vy my",
     "ého ému ých ými ní ost osti ování ával ení ání ský ská ské ový ová ové ství ích ější it "
     "at",
     "á220 č100 ď2 é130 ě160 í320 ň1 ó3 ř120 š80 ť4 ú10 ů70 ý100 ž100"},
    {"sk", LANGID_LATIN,
     "a v sa na je že to s z do o aj vo som za by k si pre ako tak ale po jeho ktoré ktorý "
     "ktorá sú už alebo zo bolo bol bola ten od keď len aby čo byť pri podľa tiež má nie tej "
     "tom môže ešte tento pred rokov však až mu ho sme ste mi ma roku viac svoje medzi prečo "
     "kde kto nič musí jej ich ktorí bude pretože veľmi niečo než boli iba prvý",
     "ého ému ých ými osť osti ovanie ania enie ský ská ské ový ová ové stvo ích ejší",
     "á180 ä5 č110 ď15 é90 í140 ľ40 ĺ1 ň15 ó6 ô16 š80 ť80 ú90 ý100 ž90"},
    {"sl", LANGID_LATIN,
     "je in v na se za da z so pa ki ne ga s po tudi kot od ni bi iz to ali kako sem pri le do "
     "jo še bil bila bilo lahko ta kar če jih med ko smo ste si mi ti že leta več zaradi tako "
     "samo pred tem saj njegov kaj kdo kje zelo vse sta o svoje biti nič imam ima",
     "ega emu anje enje ost osti ovati ski ska sko nih vec ejo imo",
     "č140 š100 ž70"},
    {"hr", LANGID_LATIN,
     "i u je da se na za su od s ne a o koje koji to kao što će iz po ali ili do on ona bio "
     "bila bilo biti ja ti mi vi oni nije sam smo ste bi kad kada kako gdje zbog samo još već "
     "poslije prije pri kod među tijekom također tko svoje jer ako sve svi vrlo više godine "
     "godina mogu može treba mora nema ima jedan jedna uvijek sada nego prema bez pod nad dvije "
     "dio vrijeme netko nešto bih si",
     "anje enje nost ijela ijeli ijski ima og oga ama ski ska nih nje sti",
     "č100 ć60 đ20 š80 ž50"},
    {"sr", LANGID_LATIN,
     "i u je da se na za su od sa ne a o koje koji to kao što će iz po ali ili do on ona bio "
     "bila bilo biti ja ti mi vi oni nije sam smo ste bi kad kada kako gde zbog samo još već "
     "posle pre pri kod među ovaj ova ovo taj ta te njegov njen njihov sve svi svoje jer ako "
     "šta ko ništa nešto veoma više takođe godine godina mogu može treba mora nema ima jedan "
     "jedna uvek sada onda prema bez dve deo vreme neko uz bih nisam zašto",
     "anje enje nost ela eli ima og oga ama ski ska nih nje sti",
     "č100 ć55 đ20 š80 ž50"},
    {"sv", LANGID_LATIN,
     "och i att det som en på är av för med till den har de inte om ett han men var jag sig "
     "från vi så kan när år säger hon under också efter eller nu sin där vid mot ska skulle "
     "kommer ut får finns vara hade alla andra mycket än här då sedan över bara in blir upp "
     "även vad få två vill ha många hur mer går sverige detta nya procent skall hans utan sina "
     "något svenska allt första fick måste mellan blev bli dag någon några sitt stora varit "
     "dess dem din du mig dig min man er oss inga ingen ingenting vem varför aldrig alltid gör "
     "göra kunde tycker mitt ditt",
     "ning ningar het heten arna erna orna ade ande lig liga ligt iska isk skap tion ar or are "
     "ast ingen sta ena",
     "å134 ä180 ö131 é2"},
    {"da", LANGID_LATIN,
     "og i at det er en til af på for der de med den ikke han som var jeg et har sig men om vi "
     "fra kan hun havde så skal blev eller hvad vil nu da efter være man ud også år over ved "
     "hvor når op under end mig mod ind hans meget kun bliver noget ham bare andre dem kunne "
     "mange to sin alle sagde været dig du din min mere her selv blive store få ingen hvis "
     "nogen sammen jo ned uden aldrig altid hvorfor hvem blevet gør gøre siger ville mellem "
     "lige nogle denne dette disse deres os jer sit sine",
     "ning ninger hed heden erne ene ede ende lig lige ligt iske isk skab tion eret elser else",
     "æ87 ø94 å119"},
    {"no", LANGID_LATIN,
     "og i det som er på en til å av for at med har de den ikke han var jeg et men om vi fra "
     "kan hun hadde så skal ble eller hva vil nå da etter være man ut også år over ved hvor når "
     "opp under enn meg mot inn hans mye bare blir noe ham andre dem kunne mange to sin alle sa "
     "vært deg du din min mer her selv bli store få ingen hvis noen sammen ned uten aldri "
     "alltid hvorfor hvem gjør gjøre sier ville mellom denne dette disse deres oss sitt sine ei "
     "ikkje eg ein vart frå",
     "ning ninger het heten ene ede ende lig lige iske isk skap sjon sjonen erte else eier",
     "æ20 ø90 å140"},
    {"is", LANGID_LATIN,
     "og að í á er sem um til við var en það með ekki fyrir hann af ég því eru hún frá þetta "
     "hefur svo þú mér þá verið hafa þess eða bara þegar vera upp þeir eftir þar",
     "inn inum unum anna legt um ur ið",
     "á180 é65 í157 ó100 ú61 ý23 ð440 þ145 æ87 ö78"},
    {"fi", LANGID_LATIN,
     "ja on ei että se oli hän en ovat mutta kun niin kuin mukaan myös ole joka minä sen vain "
     "mitä jo nyt jos sitä hänen tai siitä olen ollut kanssa voi sinä olla ne sekä tämä tämän "
     "eivät vielä suomen ennen jälkeen mikä miksi missä kuka olet minun sinun he me te hyvin "
     "kaikki paljon mitään vuoden vuonna jotka eikä",
     "ssa ssä sta stä lla llä lle ista istä inen iset aan ään een iin nen uksen tta ttä vat vät "
     "isen",
     "ä358 ö44"},
    {"et", LANGID_LATIN,
     "ja on ei et ka see oli kui ta mis ning seda aga kes oma nii siis ma ole mida selle või "
     "kuid veel üle välja olid juba pole nende eesti kas nad sa me tema mina sina siin seal "
     "väga peab palju ainult",
     "sid vad mine lik sse sest dest tud ist ele use uste takse",
     "õ100 ä100 ö20 ü60 š1"},
    {"hu", LANGID_LATIN,
     "a az és hogy nem is egy ez meg de azt csak ha van volt már mint ki vagy kell el még s én "
     "ezt úgy lesz fel akkor mert lehet ami aki nagyon után nincs te ő mi így minden be amely "
     "szerint nekem vele volna tudom között le",
     "ban ben nak nek val vel ság ség ból ből hoz hez tól től ott ett ást ezt kat ket",
     "á350 é380 í70 ó110 ö110 ő90 ú30 ü60 ű20"},
    {"lv", LANGID_LATIN,
     "un ir ar no par kas to uz tas ka es arī bet kā lai tā nav tikai vai viņš viņa jau bija "
     "pēc ja tiek šo gada pie būt var vēl ko mēs jūs šī savu ļoti",
     "šana iem ās ība ību ām īgs ajā jot as is us",
     "ā400 ē170 ī180 ū50 č15 š70 ž20 ģ10 ķ10 ļ35 ņ50"},
    {"lt", LANGID_LATIN,
     "ir kad į iš tai su yra kaip bet ne už ar jis buvo jau tik nuo savo per apie dar po o aš "
     "prie jo ji kurie labai gali dėl jų mes kas tas metų būti",
     "imas ymas iai ams ais uose ų as is us ti",
     "ą60 č40 ė170 ę20 į50 š110 ų130 ū45 ž80"},
    {"tr", LANGID_LATIN,
     "bir ve bu da de için ile çok ben daha gibi o kadar ne var sonra olarak mi en ama olan "
     "diye bunu sen her mı ya ki değil olduğunu yok şey biz onun benim onu kim zaman mu mü ise "
     "göre iki ilk içinde tarafından önce siz bana beni",
     "lar ler ları leri nın nin ında inde dan den yor mış miş ması mesi ıyla",
     "ı500 ş170 ğ110 ç110 ö75 ü180"},
    {"vi", LANGID_LATIN,
     "và của là có không được cho các một người trong những với tôi này đã đến khi để như ra "
     "anh về làm từ cũng ở đó nhiều sự trên vào bạn nó",
     "",
     "đ240 ư300 ơ150 ạ1200 ă80 â150 ê150 ô250 á150 à350 ã40 ó100 í60"},
    {"id", LANGID_LATIN,
     "yang dan di dari untuk pada ini dengan itu tidak dalam akan adalah ke oleh telah saya "
     "juga tersebut karena dia ada sebagai mereka kami atau bisa lebih anda sudah kata seorang "
     "lain hanya dapat saat anak aku apa tahun orang banyak tak harus",
     "nya kan kannya annya aan ngan asi itas lah",
     ""},
    {"la", LANGID_LATIN,
     "et in est non ad ut cum quod qui sed si quae ex per de esse quam nec ab hoc a atque enim "
     "autem etiam sunt ac eius mihi me te se tibi sum quid nunc erat omnia hic haec ego ne aut "
     "iam tamen ille ipse quoque eum sibi post quo neque vel inter quem nihil pro suis tu fuit "
     "nos vos apud id eo ea eorum cuius semper sine es habet potest ubi pater rex sub anno dum "
     "ita annis annos annus nomen etsi inde hunc hanc huius quibus quorum ipsa ipsum omnes suum suam "
     "suo sua nam erant fuerunt esset essent potuit dicitur nobis vobis contra ante igitur ergo",
     "us um ibus orum arum que tur unt ntur isti isse avit erat ae am em is os antes sset ium ius ens "
     "ente entis ione ionis iones tas tatis tate bat bant tis itur antur ndi ndo ndum isse ius ris "
     "ria rum sis sum tum tus tio tae dus mus nis",
     "æ2"},
    {"eo", LANGID_LATIN,
     "la de kaj en estas ne mi al vi ke por li ŝi kun sed el ili kiu tio pri oni tiu havas ĉi "
     "kiel pli aŭ se da ĉu ĝi estis",
     "oj ojn ajn as is os anta eco",
     "ĉ60 ĝ60 ĥ1 ĵ8 ŝ20 ŭ60"},
    {"sq", LANGID_LATIN,
     "të e në dhe i për një me që më nga është u nuk ka si do se ai kjo por ky janë ishte kur "
     "edhe",
     "ve it in ët inë eve uar",
     "ë750 ç50"},
    {"sw", LANGID_LATIN,
     "ya na wa kwa ni katika za la cha kuwa hii huo yake hiyo au pia lakini watu sana kama "
     "mwaka",
     "",
     ""},
    {"ru", LANGID_CYRILLIC,
     "и в не на я что он с как это по а из у за то к но его все ты от так о же бы мы для было "
     "она вы их только был мне если или до когда меня ещё еще уже вот ни ее её быть чтобы нет "
     "во при со даже может под ли кто после него очень была были есть том чем также который "
     "которые которых где этого этой эти того тем там нас вас себя без этот теперь надо потом "
     "раз можно ничего здесь более между через тогда перед над году лет года об один сейчас "
     "них ему ей им вам нам тебя тебе сказал человек время будет этом эта свою своей своего "
     "сам всё всех всего чего почему потому однако которая которого первый два новый лучше "
     "тоже куда зачем мой моя твой ней нее неё нему ним нибудь либо хотя тут пока сегодня "
     "день дома дело какой какая какие именно поэтому да имя имени является являются значение "
     "данных число часть следующий следующие другие другой другого каждый каждого людей люди "
     "жизнь жизни несколько примеру например кроме против несмотря около среди вместе снова "
     "опять почти совсем вдруг всегда никогда никто кого кому чему чём тобой собой мной нами "
     "вами ними ею конечно значит хорошо говорит сказала говорил хочу хочет могу могут должен "
     "должны нужно нельзя стал стала стали иногда вообще просто слишком тысяч человека дела "
     "слова слово руки глаза мне давай пусть кстати оно одну одной одном двух трёх трех дай "
     "стой давно рядом потому скоро снова лучше хуже больше меньше надеюсь думаю знаете "
     "знаешь нашёл нашел пойдём пойдем они столе доме городе домой ушёл ушел пришёл пришел "
     "ладно правда неправда спасибо пожалуйста привет здравствуйте извините нравится люблю "
     "любит любишь любил любила хотел хотела хотите хотят знает знал знала знают думает думал "
     "думала делать делает делаешь сделал сделала сделать работает работать работу работа "
     "пришла пошёл пошел пошла идёт идет иду идти ехать поехал поехала едет приехал приехала "
     "видел видела видит вижу увидел смотрел смотрит слышал слышала любовь деньги денег дети "
     "детей ребёнок ребенок мать мама отец папа брат сестра жена муж друг друзья друзей "
     "мужчина женщина девушка девочка мальчик собака кошка книга книгу книги письмо телефон "
     "телефона номер машина машину машины комната комнату комнате квартира стол окно дверь "
     "дорога улица улице город города страна страны страну мир мира война войны вода воды "
     "воду еда утро утром вечер вечером ночь ночью завтра вчера позже раньше быстро медленно "
     "сильно много мало большой большая большие маленький маленькая старый старая молодой "
     "хороший хорошая плохо плохой красивый красивая трудно легко важно интересно две три "
     "четыре пять шесть семь восемь девять десять сто тысяча миллион рублей процентов остался "
     "осталась остались оставил оставили начал начала начали кончилось взял взяла взять дал "
     "дала дать затем поскольку чтоб будто словно вон вокруг мимо сквозь ради тома мэри пил "
     "пить ел ест ешь спал спит спать жить живёт живет живу жил жила умер умерла родился "
     "родилась скажи скажите говорю говорят говорили сказали сказать спросил спросила ответил "
     "ответила написал написать читать читал понял поняла понять понимаю помню помнит забыл "
     "забыла нашла найти ищу искал ждать ждал жду купил купила купить продал стоит стоят "
     "сидит сидят лежит лежат стоял сидел лежал дождь дождём дождем снег солнце небо",
     "ого его ому ему ыми ими ться тся ость ости ение ения ать ять ить еть ешь ишь ает ают яет "
     "ый ий ой ая яя ое ее ые ие ых их ов ев ами ями ах ях ции ция ский ской ские ство ства "
     "тель лся лась лись ился ую юю вши щий щих дно тно вно жно льно чно нно ишь ете ание ания нии ний ным ном ной ную ные ный ная "
     "ное ного ному ных ется ются ится ятся лось ете ите йте ей ем ом ам ям ку ки ка ко ек ок "
     "ик ник ец щик ист изм ент ован ены ено ена цию цией тели теля ал ала али ало ил ила или "
     "ило ел ела ели ону ену ию ии ией ия ье ья ьи ьев ков нов тов дов ров лов",
     "и740 ы190 э32 ё15 ъ4 ь175 й121 ю64 я201 щ36"},
    {"ru", LANGID_CYRILLIC,                             /* as written until 1918 */
     "и въ не на я что онъ съ какъ это по а изъ у за то къ но его все ты отъ такъ о же бы мы "
     "для было она вы ихъ только былъ мнѣ если или до когда меня еще ужъ вотъ ни ее ея быть "
     "чтобы нѣтъ да во при со даже можетъ подъ ли кто послѣ него очень была были есть томъ чѣмъ "
     "также который которые гдѣ этого тѣхъ тѣмъ тамъ тутъ насъ васъ себя безъ этотъ теперь надо "
     "потомъ разъ можно ничего здѣсь болѣе между черезъ тогда предъ передъ надъ годъ лѣтъ объ "
     "одинъ сейчасъ нихъ ему ей имъ вамъ намъ тебя тебѣ себѣ сказалъ человѣкъ время дѣло будетъ "
     "этомъ всѣ всѣхъ всѣмъ всего своей своего самъ мой моя твой нея нимъ ней куда зачѣмъ какой "
     "чемъ чтожъ вѣдь дѣлать знаетъ буду отчего развѣ",
     "аго яго ого ому ему ыми ими ость ости еніе енія аніе анія ать ять ить ѣть ться тся ешь "
     "ишь аетъ етъ итъ утъ ютъ ятъ алъ илъ ѣлъ олъ елъ лся лась ый ій ой ая яя ое ые ыя ія іе "
     "ію омъ емъ имъ ымъ амъ ямъ ахъ яхъ ихъ ыхъ овъ евъ инъ анъ онъ енъ икъ окъ акъ нъ ствъ "
     "ство ничъ ичъ ами ями лъ тъ мъ хъ",
     "и500 і110 ѣ180 ъ400 ы170 ь130 й105 ю60 я190 щ32 ѳ2 э15 ё3"},
    {"uk", LANGID_CYRILLIC,
     "і в на що не у з та до я це за як він а ти для про від його по є але так ми вони ви "
     "було із чи вона був її вже бути щоб коли мене все якщо або який яка які того їх мені "
     "тільки між може також через під ще після має були буде при бо себе тебе цього дуже "
     "більше років року час нас вас де тут там хто нам вам цей ця ці той тому без над перед "
     "дня можна треба якого якій свою своїх свої йому їй ній них мій моя твій тоді робити "
     "потрібно хочу знаю щось ніж навіть лише зі ось й цієї цій цьому була немає нічого чому "
     "скільки людей кожен необхідно можу можеш маю маєш мають люблю хочеш хоче каже сказав "
     "знає знав вдома зараз сьогодні завтра вчора дякую добре погано мій твого моєї нашої "
     "вашому вашого нашого собі куди звідки ніколи завжди теж мабуть раптом щойно знову потім "
     "інший інші жінка дівчина хлопець кохаю ненавиджу хтось десь колись якось іде йде йшов "
     "йшла їде їхав їхати спить сплять стоїть сидить лежить живе живу жив жила помер працює "
     "працюю працювати зробив зробила зробити зроби роблю робить думаю думає думав гадаю кажу "
     "кажуть казав казала сказати розумію розуміє зрозумів пам ятаю тобою нею ними нами вами "
     "добрий добра гарний гарна великий велика великі маленький маленька малий старий стара "
     "молодий новий нова поганий щасливий щаслива собака собаки кіт коти кішка книга книгу "
     "вода воду їжа їсти їв хліб молоко гроші грошей дім будинок кімната вікно двері стіл "
     "місто міста країна країни світ світу війна війни дощ сніг сонце ранок ранку вечір "
     "вечора ніч ночі день днів тиждень місяць зима літо весна осінь чоловік чоловіки жінки "
     "жінку дитина діти дітей мати тато батько батьки брат сестра сестру друг друзі школа "
     "школу роботу робота роботи слово слова мова мову мови питання відповідь помилка "
     "допомога допоможи допомогти будь ласка дякуємо вибач вибачте привіт ні теє оце отой "
     "цією цими цих тих тієї усі усіх усе весь вся уся всіх всім один одна одне два дві три "
     "чотири ять шість сім вісім дев десять багато мало трохи зовсім майже хоча проте однак "
     "адже отже втім лишився залишився лишити залишити взяв взяла дав дала дати знайти "
     "знайшов шукаю чекаю прийшов прийшла приїхав пішов пішла бачу бачив бачила побачив чую "
     "чув дивлюсь дивиться купив купити магазин позаду попереду поряд поруч біля навколо "
     "замість крім вгору вниз додому назад слід",
     "ння ться ість ості ого ому ими іть ати ити іти ує ють ий ій ої ою ів ами ях ції ція ський "
     "ської ські ство вся лась ала або ється ення ання ав яв ив ила или ило али ало увати ував "
     "ися йся ився лося вся ишся єшся ок ик ник ець ка ки ку ко ом ем ам ям ей ові еві єві нням нню нні енню істю ним "
     "ній ні ну ною них ними ного ному еш єш емо ємо ете єте уть ать ять ший ний на не цька "
     "цьке цькі цький іст ист ізм ен ено ах шь дно вно",
     "и620 і570 ї65 є45 ґ2 ь180 й130 ю80 я210 щ55"},
    {"be", LANGID_CYRILLIC,
     "і ў у не на што з я да гэта як а за ён па для ты яго ад мы яны ці але таксама быў было "
     "так вы яна быць які якія яе бы мяне мне гэты калі каб пра усё ўсё толькі ужо ўжо яшчэ "
     "больш былі была гэтага або праз пад іх гэтай дзе там тут таму ёсць вельмі нас вас сябе "
     "цябе тое той хто пасля можа год годзе гадоў мае час свой сваю свае сваіх без перад чым "
     "ім ёй цяпер трэба нават між паміж аб ж жа якая якое якіх быу ні гэтым гэтыя іншых "
     "людзей чаму сёння табе сабе табой мною намі вамі мая маё маёй майго твой твая тваё твае "
     "нашы ваша вашы хачу хочаш хоча хацеў хацела ведаю ведае ведаеш ведаць думаю думае кажу "
     "кажа казаў казала сказаць сказаў сказала люблю любіць любіш любоў кахаю падабаецца "
     "працую працуе праца працы рабіць раблю робіць зрабіў зрабіла бачу бачыў бачыла жыве "
     "жыву жыў жыла памёр іду ідзе пайшоў пайшла прыйшоў прыйшла прыехаў еду едзе стаіць "
     "сядзіць спіць есць піць дадому дома горад горада краіна краіны свет свету вайна вайны "
     "дзень дня дзён ноч раніца раніцай вечар заўтра учора ўчора зараз потым тады заўсёды "
     "ніколі зноў добра добры добрая дрэнна вялікі вялікая вялікія малы маленькі стары старая "
     "новы новая новыя першы першая першай другі другая наступны наступная апошні адзін адна "
     "адно два дзве тры чатыры пяць шэсць сем восем дзесяць многа шмат мала крыху амаль зусім "
     "вада вады хлеб малако грошы грошай кніга кнігу кнігі слова мова мовы мову сястра брат "
     "маці бацька бацькі дзеці дзіця дзяўчына хлопец мужчына жанчына жанчыны сабака кот школа "
     "школы дзвер вакно акно стол вуліца снег дождж сонца зіма лета вясна восень вясной "
     "небудзь дзякуй ласка прабач такая такі такое такія вось менш лепш горш патрэбна "
     "патрэбны магу можаш можам маю маеш маем маюць хутка разам бо хоць",
     "ння цца ага яга аму ымі імі асць асці аць яць ець іць ыць ае ыя ія ых іх оў аў ямі амі ах "
     "ях цыя цыі скі скай ская скага ства ўся лася енне анне ка кі ку ко ак ік нік ец ам ям ем "
     "ом ыў іў ала іла ыла алі ілі ылі ло энне ванне ення ання ацца іцца ецца уцца ным ном ная "
     "ныя нае ную най ных нымі нага наму еш уць юць чы шы ся йся ісь асцю не на ны ні ць",
     "і600 ў170 ы390 э120 ё60 ь170 й120 ю70 я460"},
    {"bg", LANGID_CYRILLIC,
     "на и да в се за не от с е че са по като си ще му това аз при ми го до той или ги но а ли "
     "има тя как беше след ние те ти много което които който която само тези този тази преди "
     "във със ме вече може един една още всички какво то бе бил ако кой къде защо така там тук "
     "между обаче през над под бяха съм сме сте нещо няма трябва години година също им ни ви ѝ "
     "нас нея него ден о би без най когато кога според около всичко нищо повече искам моля бъде "
     "били било била щеше бях "
     "което чийто докато защото затова въпреки освен дори пак нито нека нали няколко някой някои "
     "никой никога винаги сега тогава после днес вчера утре където откъде добре голям голяма "
     "големи малък малка малко нов нова нови друг друга други първи първата втори едно две три "
     "хора човек жена мъж дете деца град страната чрез срещу част заради според спрямо поради",
     "ите ият ията ето ата ът та то ва ват ия ски ско ска ние ния ост ции ване ане ене ено ен "
     "на ля ха хме ка ки ко ок ик ник ец ам им ил ал ел ила ала или али ило ало ени ена "
     "ани ана ано ята ните ният ната ното остта ция цията ките ката ваш аш еш иш ме те ни но "
     "ова ово ови ев ева ево еви ист изъм ство ства ове ее ае ай ях ах ива ава ява "
     "ира",
     "и900 ъ150 ь4 й60 ю12 я170 щ60 ѝ2"},
    {"mk", LANGID_CYRILLIC,
     "на и да во се од за не е со ќе го ги а што тоа ја како по има му или но им до ми беше сум "
     "ти кој која кое кои оваа овој ова тој таа тие ние вие при само сите уште еден една бил "
     "била биле може нема многу кога каде зошто дека ако така тука таму меѓу пред после против "
     "години година потоа исто нив него неа мене тебе ме те би сега сè веќе без под над сакам "
     "треба ни ви кон околу било нешто ништо своите својот својата",
     "ите иот ата ето от та то ва ја ње ски ско ска ост ции ција аат иле але ување ење ка ки ко "
     "ок ик ник ец ам еш аш иш еме име аме ат ии ната ното ните киот ката ките вал вала вале ал "
     "ала ил ила ило еле ени ена ено ани ана ано ни на но ов ова ово ови ев ева ство ства изам "
     "ист ее ие ира ува ави или али",
     "и820 ј220 љ6 њ20 џ5 ѓ16 ќ40 ѕ5"},
    {"sr", LANGID_CYRILLIC,
     "и у је да се на за су од са не а о које који то као што ће из по али или до он она био "
     "била било бити ја ти ми ви они није сам смо сте би кад када како где због само још већ "
     "после пре при код међу овај ова ово тај та те његов њен њихов мој твој све сви свог своје "
     "јер ако шта ко ништа нешто веома више такође године година могу може треба мора бих им му "
     "јој га их ме нас вас њега њу нема има један једна два зашто сада тада тако затим према "
     "без под над ли ни нисам том која којој којих којим којег гдје прије",
     "ање ење ост ости ски ска ско ог ога ом има ама ију ије их ује ција ције ству ти ла ли ло "
     "ка ке ку ки ко ком ак ик ник ац ам аш иш еш емо имо амо ете ите ате ају ују еју ао ала "
     "али ало ила или ило ела ели ен ена ено ени ан ана ано ани не на но ни ну ов ова ово ови "
     "ев ем им ошћу цији цију ство ства ће ћи ијом ја је ји",
     "и960 ј360 љ45 њ70 ђ20 ћ55 џ4"},
    {"kk", LANGID_CYRILLIC,
     "және бұл мен бір да де үшін деп бар болып ол сол ғана осы оның туралы бойынша қазақстан "
     "болды керек емес біз сіз олар екі жоқ қазір кейін дейін арқылы өз өте көп ең сен менің "
     "оны бірақ деген екен",
     "дың дің ның нің лар лер тар тер ған ген ында інде ға ге да де ады еді",
     "и40 ы800 і600 э10 й140 ь10 ю10 я40 ә100 ғ180 қ300 ң160 ө100 ұ80 ү120 һ2"},
};
