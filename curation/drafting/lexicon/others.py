"""Small words of languages without question rules: they are neither labels nor tags, and some lean."""

from .base import Lexicon, of


def _small(code, stopwords, *, openers="", phrases=(), saying="", determiners="", prepositions="", spaced=True):
    opening = of(openers)
    return Lexicon(
        code=code,
        stopwords=of(stopwords) | opening | of(saying),
        openers=opening,
        opener_phrases=phrases,
        saying=of(saying),
        determiners=of(determiners),
        prepositions=of(prepositions),
        spaced=spaced,
    )


ITALIAN = _small(
    "it",
    """
    il lo la i gli le l un uno una di d dell all dall nell sull del dello della dei degli delle a al allo alla ai
    agli alle da dal dallo dalla dai
    dagli dalle in nel nello nella nei negli nelle su sul sullo sulla sui sugli sulle con per tra fra contro verso entro
    e ed o né se che chi cui non più meno molto molti molte poco pochi tutto tutti tutta tutte ogni alcuni alcune
    è sono era erano essere stato stata stati state sia fu ha hanno aveva avevano avere ho abbiamo può possono potrebbe
    potrebbero deve devono sarà saranno fa fare fatto già ancora sempre mai solo soltanto anche ora oggi ieri domani
    dopo
    prima durante mentre dove quando perché secondo circa quasi oltre senza sotto sopra ci vi ne si mi ti lui suo sua
    suoi loro nostro nostra anno anni mese mesi giorno giorni volta volte due tre quattro cinque sei sette otto nove
    dieci undici dodici venti cento mila milioni euro persone parte proprio stesso stessa altri altre nuovo nuova
    nuovi nuove vecchio vecchia ultimo ultima
    lunedì martedì mercoledì giovedì venerdì sabato domenica gennaio febbraio marzo aprile maggio giugno luglio agosto
    settembre ottobre novembre dicembre soprattutto insieme
    """,
    openers="ma però inoltre invece egli ella essi lui lei loro questo questa questi queste quello quella infine quindi"
    " dunque anche poi così tuttavia altri altre io noi",
    determiners="nuovo nuova nuovi nuove vecchio vecchia ultimo ultima il lo la i gli le l un uno una del dello"
    " della dei degli delle dell al allo alla ai agli alle all dal"
    " dalla dai dalle dall nel nella nei nelle nell sul sulla sui sulle sull",
    prepositions="di a da in con su per tra fra durante secondo senza contro verso",
    saying="detto dice spiega spiegato afferma affermato aggiunge aggiunto racconta dichiarato sostiene ricorda",
)

DUTCH = _small(
    "nl",
    """
    de het een van in op aan met voor door bij uit over naar om tot tegen onder na sinds tussen en of maar als dan dat
    die dit deze er is zijn was waren wordt worden werd werden heeft hebben had hadden kan kunnen kon zal zullen zou
    moet moeten mag niet geen ook al nog wel meer veel vele alle elke zich zo hier daar waar toen nu hoe wat wie
    volgens ongeveer bijna alleen vooral zonder jaar jaren maand dag dagen keer twee drie vier vijf zes zeven acht negen
    tien euro miljoen mensen nieuwe grote andere eigen eerste tweede maandag dinsdag woensdag donderdag vrijdag zaterdag
    zondag januari februari maart april mei juni juli augustus september oktober november december
    """,
    openers="hij zij ze het dit dat deze die maar en ook daarom bovendien echter toch dus daarna toen wij we ik"
    " ons hun",
    saying="zegt zei vertelt vertelde aldus verklaarde stelt liet",
)

RUSSIAN = _small(
    "ru",
    """
    и в во на с со к ко о об от до по из за у над под при для без через между после перед около более менее не ни но а
    же ли бы что чтобы как так если то или когда где куда который которая которое которые которого которой которых
    которому которую этот эта это эти этого этой этих тот та те того той тех он она оно они его её ее их ему ей им ним
    них нём мы вы я нас вас нам вам себя свой своя свои своего своей весь все всё всех всего вся был была было были
    будет будут быть есть стал стала стали может могут можно нужно должен уже ещё еще только лишь также тоже очень
    самый самая год года году годом лет месяц дня день время раз два две три четыре пять метр метра метров километр
    километра километров шесть семь восемь девять
    десять двадцать тридцать тысяч тысячи миллион миллиона миллионов евро рублей процентов человек людей словам данным
    сказал сказала говорит против однако сейчас теперь здесь там тогда потом ранее первоначально составляет составила
    понедельник вторник среду четверг пятницу субботу воскресенье января февраля марта апреля мая июня июля августа
    сентября октября ноября декабря около планируют планируется вечером утром
    """,
    openers="он она оно они это этот эта эти но однако также тоже затем потом поэтому кроме и а я мы его её их там"
    " тогда",
    saying="сказал сказала заявил заявила отметил отметила говорит рассказал рассказала сообщил сообщила объяснил"
    " добавил"
    " добавила пояснил подчеркнул",
)

UKRAINIAN = _small(
    "uk",
    """
    і й та в у на з із зі до від по за над під при для без через між після перед близько не ні але а ж чи б що щоб як
    так якщо то або коли де який яка яке які якого якої яких цей ця це ці цього цієї той він вона воно вони його її їх
    ми ви я себе свій весь все всі був була було були буде бути є може можна вже ще тільки також теж дуже рік року
    років день час два три чотири тисяч мільйонів сказав сказала однак зараз тут там тоді
    """,
    openers="він вона воно вони це цей ця ці але однак також тому крім і та я ми його її їх",
    saying="сказав сказала заявив заявила зазначив зазначила повідомив додав додала пояснив",
)

POLISH = _small(
    "pl",
    """
    i w we na z ze do od po za nad pod przy dla bez przez między przed o u nie ani ale a że żeby jak tak jeśli to lub
    albo gdy kiedy gdzie który która które którzy którego której których ten ta te tego tej tych tym on ona ono oni jego
    jej ich mu im my wy ja nas się swój swoje swojej wszystko wszyscy wszystkie był była było były będzie będą być jest
    są może mogą można już jeszcze tylko także też bardzo rok roku lat dnia dzień czas dwa trzy cztery pięć tysięcy
    milionów euro złotych procent osób ludzi według obecnie teraz tutaj tam wtedy ma mają został została zostały jako
    """,
    openers="on ona ono oni to ten ta te ale jednak także też więc dlatego ponadto poza i a ja my jego jej ich tam"
    " wtedy",
    saying="powiedział powiedziała mówi dodał dodała stwierdził stwierdziła podkreślił zaznaczył wyjaśnił poinformował",
)

CZECH = _small(
    "cs",
    """
    a i v ve na s se z ze do od po za nad pod při pro bez přes mezi před o u k ke ne ani ale že aby jak tak pokud to
    nebo když kde který která které kteří kterého této tento tato tyto toho té těch on ona ono oni jeho její jejich mu
    jim my vy já nás si svůj své všechno všichni byl byla bylo byli byly bude budou být je jsou může mohou už již ještě
    jen pouze také velmi rok roku let dne den čas dva tři čtyři pět tisíc milionů eur korun procent lidí podle nyní teď
    zde tam tehdy má mají jako však
    """,
    openers="on ona ono oni to ten ta ty ale však také proto navíc a já my jeho její jejich tam tehdy",
    saying="řekl řekla uvedl uvedla dodal dodala říká prohlásil prohlásila vysvětlil",
)

FINNISH = _small(
    "fi",
    """
    ja tai sekä eli mutta vaan että jos kun kuin niin myös vain jo vielä aina ei eivät ole oli olivat on ovat olla ollut
    oleva olisi voi voivat saa täytyy pitää joka jotka jonka joita jossa mitä mikä kuka hän he se ne sen niiden hänen
    heidän tämä tämän tässä nämä nyt sitten siellä täällä kaikki monet moni eri noin yli alle ennen jälkeen aikana
    kanssa mukaan kuten koska vuosi vuonna vuoden vuotta kuukautta päivä päivässä kertaa kaksi kahdesta kahden kolme
    neljä neljään viisi kuusi seitsemän kahdeksan yhdeksän kymmenen euroa miljoonaa prosenttia ihmistä maanantaina
    tiistaina keskiviikkona torstaina perjantaina lauantaina sunnuntaina tammikuun maksoi maksaa seuraavana uusi uuden
    """,
    openers="hän he se ne tämä nämä mutta myös sitten kuitenkin siksi lisäksi ja minä me hänen heidän siellä",
    saying="sanoi sanoo kertoi kertoo totesi toteaa lisäsi selitti arvioi muistuttaa",
)

SWEDISH = _small(
    "sv",
    """
    och att det den de en ett i på av för med till från om vid under över efter mot mellan som är var vara varit har
    hade ha kan kunde ska skulle måste får fick blir blev inte men eller när där här hur vad vem man sig sin sitt sina
    han hon hans hennes deras vi ni jag oss också redan bara mer mest många alla andra nya stora enligt cirka år dag
    gång två tre fyra fem sex sju åtta nio tio kronor euro miljoner procent måndag tisdag onsdag torsdag fredag lördag
    söndag
    """,
    openers="han hon den det de detta dessa men och också därför dessutom dock så sedan vi jag hans hennes deras där",
    saying="säger sade sa berättar berättade förklarar uppger menar",
)

ARABIC = _small(
    "ar",
    """
    في من إلى على عن مع بعد قبل خلال منذ حتى بين عند أن إن أنه أنها التي الذي الذين هذا هذه ذلك تلك هو هي هم كان كانت
    يكون تكون سيكون وسيكون قد لقد لا لم لن ما كما أو ثم و لكن كل بعض غير أكثر نحو عام عاما يوم اليوم وقال وقالت قال قالت
    وأضاف وأضافت وأوضح وأوضحت وأعلن وأعلنت وبلغ وبلغت ويبلغ وحضر ومن وفي وقد وكان وكانت وهو وهي وأعرب وتوقع وتوقف وتوقفت
    إذ حيث أيضا مليون ألف يورو دولار سنة سنوات الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد مدة نفسه
    """,
    openers="هذا هذه ذلك تلك وهو وهي هو هي لكن كما وأضاف وأضافت وذلك",
    saying="قال قالت وقال وقالت أضاف أضافت وأوضح وأوضحت",
)

HEBREW = _small(
    "he",
    """
    של את על עם אל אך אבל או גם כי אם לא אין יש זה זו זאת אלה הוא היא הם הן היה הייתה היו יהיה כל כמו יותר מאוד רק עוד
    כבר אחרי לאחר לפני בין עד מן כדי לפי אשר בשנת שנה שנים יום ביום אמר אמרה הודתה מיליון אלף אירו שקל אנשים שני שלוש
    ארבע חמש שש שבע שמונה תשע עשר עשרה מחדש
    """,
    openers="הוא היא הם הן זה זו אך אבל גם לכן",
    saying="אמר אמרה הוסיף הוסיפה סיפר סיפרה",
)

JAPANESE = _small(
    "ja",
    "予定 影響 今後 一方 場合 可能性 関係者 今年 昨年 去年 年間 以上 以下 以内 当初 半分 発表 調査 全長 "
    "一般 今回 必要 問題 同日 午前 午後 現在 最大 最新 自分 結果 理由 対象 方法 内容 利用 開始 実施",
    phrases=(
        "この",
        "その",
        "これ",
        "それ",
        "また",
        "さらに",
        "一方",
        "しかし",
        "だが",
        "ただ",
        "そして",
        "同",
        "こうした",
        "そこで",
        "彼",
        "彼女",
        "私",
        "僕",
        "なお",
        "ちなみに",
    ),
    spaced=False,
)

OTHERS = (ITALIAN, DUTCH, RUSSIAN, UKRAINIAN, POLISH, CZECH, FINNISH, SWEDISH, ARABIC, HEBREW, JAPANESE)
