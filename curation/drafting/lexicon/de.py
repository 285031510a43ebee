from .base import Lexicon, of

GERMAN = Lexicon(
    code="de",
    stopwords=of(
        """
        ab aber alle allein allem allen aller alles als also am an ander andere anderem anderen anderer anderes
        anders auch auf aus außer außerdem bald bei beide beiden beim bereits besonders bevor bin bis bisher
        bist da dabei dadurch dafür dagegen daher dahin damals damit danach dann daran darauf daraus darf darin
        darüber darum darunter das dass davon davor dazu dein deine dem den denen denn dennoch der deren des
        deshalb dessen deswegen die dies diese diesem diesen dieser dieses doch dort drei du durch dürfen
        ebenfalls ebenso eigentlich ein eine einem einen einer eines einige einigen einiger einmal er erst erste
        ersten es etwa etwas euch euer fast für ganz gar geben gegen gehen gemacht genau gerade gern gewesen
        gibt ging gleich hab habe haben hat hatte hatten her heute hier hin hinter ich ihm ihn ihnen ihr ihre
        ihrem ihren ihrer ihres im immer in indem ins ist ja je jede jedem jeden jeder jedes jedoch jene jetzt
        kann kaum kein keine keinem keinen keiner knapp kommen kommt konnte konnten können könnte künftig lassen
        laut machen macht man manche mehr mein meine meist mich mir mit mittlerweile möglich muss mussten müssen
        nach nachdem neben nehmen nein neu neue neuen neuer neues nicht nichts nie niemand noch nun nur ob
        obwohl oder oft ohne pro rund schon sehr sei seien sein seine seinem seinen seiner seines seit selbst
        sich sie sieht sind so sogar solche solchen soll sollen sollte sollten somit sondern sonst sowie später
        statt steht stets trotz über um und uns unser unsere unter viel viele vielen vier vom von vor vorher
        während wann war waren warum was weder weil weit weiter weitere weiteren weiterer weiteres welche
        welchem welchen welcher wenig wenige weniger wenn wer werde werden wie wieder will wir wird wo wobei
        wohl wollen wollte worden wurde wurden zu zudem zuerst zum zunächst zur zurück zusammen zwar zwei
        zwischen allerdings aktuell aktuellen jüngst gestern morgen liegt zehn fünf sechs sieben acht neun
    """
    ),
    openers=of(
        """
        er sie es ihm ihr ihre ihren ihrer ihnen sein seine seinen seiner wir ich du man dies diese dieser
        dieses diesen diesem das aber doch und oder denn jedoch dennoch trotzdem deshalb daher darum deswegen
        also außerdem zudem dabei dadurch dafür dagegen damit danach dann daran darauf daraus darin darüber
        darunter davon davor dazu stattdessen allerdings hingegen dennoch somit folglich schließlich zunächst
        später auch so nun dort hier da derzeit solche solcher jener jene letztere beide beides andere weitere
        einige viele manche welche was wer wie warum weil obwohl wobei allerdings immerhin schon noch nur zwar
        ferner überdies gleichzeitig unterdessen inzwischen mittlerweile vielmehr ebenso ebenfalls sonst einer
        eine's vielleicht natürlich übrigens ja nein denen deren dessen erst bislang zuvor
    """
    ),
    opener_phrases=(
        "zum beispiel",
        "im gegensatz dazu",
        "auf der anderen seite",
        "aus diesem grund",
        "in diesem",
        "in dieser",
        "mit diesem",
        "mit dieser",
        "nach diesem",
        "das gleiche",
        "der erste ",
        "der zweite ",
        "neben account",
        "im vergleich dazu",
        "darüber hinaus",
        "trotz dieser",
        "unter anderem",
        "das geht",
        "das ist",
        "das war",
    ),
    anaphora=of(
        "dabei damit dazu dafür dagegen daran darauf daraus darin darüber darunter davon davor "
        "dadurch danach hierbei hierzu hiermit dieser diese dieses diesem diesen dieselbe ebenfalls "
        "auch"
    ),
    additive=of("auch außerdem zudem ebenfalls ebenso weitere weiteren"),
    connectives=("aber ", "doch ", "allerdings", "zudem", "außerdem", "jedoch", "und ", "inzwischen", "nun "),
    relative_time=(
        " tage später",
        " jahre später",
        " tage zuvor",
        " jahre zuvor",
        "kurz darauf",
        "kurz danach",
        "am tag darauf",
        "am selben",
        "wenig später",
    ),
    notices=("eine einführung in", "ein video", "gibt ein kurzes video", "dieser artikel", "die redaktion"),
    subordinators=of("wenn als nachdem bevor während weil da falls sobald obwohl ob"),
    leaning=of("es sie er dies diese dieser dieses das man"),
    pronouns=of("er ihm ihn ihnen"),
    first_person=of("ich mich mir mein meine wir uns unser unsere du dich dir dein deine"),
    determiners=of(
        """
        der die das den dem des ein eine einen einem einer eines kein keine ihre seine ihr sein im am zum zur
        beim vom ins
    """
    ),
    prepositions=of(
        """
        in an auf aus bei mit nach von zu vor über unter für durch gegen ohne um seit während wegen trotz neben
        zwischen hinter laut per im am zum zur beim vom ins ab bis statt
    """
    ),
    particles=of("&"),
    titles=of(
        """
        herr frau dr prof präsident präsidentin minister ministerin kanzler kanzlerin bürgermeister
        bürgermeisterin
    """
    ),
    generic=of(
        """
        regierung
        jahr jahre jahren monat monate monaten woche wochen tag tage tagen zeit stunde stunden minute minuten
        uhr mal mensch menschen leute mann frau männer frauen teil teile fall fälle seite ende anfang beispiel
        frage grund thema prozent million millionen milliarde milliarden tausend hundert euro dollar angaben
        anfrage artikel bericht welt land länder stelle art weise form lage möglichkeit verbesserungen
        verbesserung umgang einführung zahl problem firma unternehmen gruppe sprecher sprecherin woche bild foto
        video hälfte viertel drittel anteil meter kilometer morgen abend nachmittag jahrhundert ziel plan pläne
        rolle blick update version versionen nutzung technik bereich folge folgen name namen leben dinge sache
    """
    ),
    calendar=of(
        """
        januar februar märz april mai juni juli august september oktober november dezember montag dienstag
        mittwoch donnerstag freitag samstag sonntag frühjahr frühling sommer herbst winter
    """
    ),
    saying=of(
        """
        sagte sagt erklärte erklärt betonte betont meinte meint berichtete berichtet schrieb schreibt teilte
        fügte warnte warnt kündigte ergänzte ergänzt erläuterte forderte fordert
    """
    ),
    past=(
        "seit",
        "gegründet",
        "früher",
        "ursprünglich",
        "damals",
        "jahrhundert",
        "bereits",
        "bisher",
        "vorher",
        "ehemalig",
    ),
    furniture=(
        "lesen sie auch",
        "mehr zum thema",
        "siehe auch",
        "foto:",
        "bild:",
        "video:",
        "anzeige",
        "quelle:",
        "abonnieren",
        "newsletter",
    ),
    nouns_are_capitalised=True,
)
