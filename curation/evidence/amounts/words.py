"""Words about amounts, a set a language: what ends a noun phrase, what makes an amount less than exact."""

_STOP = {
    "en": "the a an and or but of in on at to from by for with without as than that which who whose this these those it"
    " its is are was were be been being has have had do does did will would can could may might must shall should not"
    " no nor so if when while where after before since until during over under above below between among into out up"
    " down off about against per each every all both more most less fewer least other another such only also just even"
    " still yet there their they them he his him she her we our you your i my said says according last next another"
    " further again ago old long wide high tall deep away apart altogether total",
    "de": "der die das den dem des ein eine einen einem einer eines und oder aber von vom zu zum zur in im an am auf"
    " beim aus bei mit nach seit über unter vor für durch gegen ohne um bis als wie dass ob wenn weil ist sind war"
    " waren wird werden wurde wurden hat haben hatte hatten sein soll sollen kann können muss müssen nicht kein"
    " keine so auch nur noch schon mehr weniger je pro er sie es ihr ihre ihrer ihren sich man wir davon darunter"
    " dazu damit dort hier sowie dann alt lang breit hoch tief weit entfernt insgesamt statt bereits zwischen etwa"
    " rund knapp gut",
    "fr": "le la les l un une des du de d et ou mais à au aux en dans sur sous par pour avec sans chez vers"
    " entre contre"
    " que qui dont où ce cet cette ces son sa ses leur leurs il elle ils elles on nous vous je se s ne n pas plus moins"
    " est sont était étaient sera seront a ont avait avaient aura auront été être fait soit y si comme après avant"
    " depuis pendant jusqu lors quand puis alors aussi encore déjà tout tous toute toutes chaque autre autres même"
    " long longue haut large âgé âgée ans c qu m t j au total parmi environ",
}
STOP = {language: frozenset(words.split()) for language, words in _STOP.items()}

_ABOUT = {
    "en": "about around some roughly approximately nearly almost circa approx just-under just-over well-over estimated"
    " estimates probably likely or-so close-to up-to as-many-as at-least at-most more-than less-than"
    " fewer-than over"
    " under above below nearer exceeding upwards-of a-good barely hardly maximum minimum"
    " an-average-of between",
    "de": "etwa rund knapp gut ungefähr circa ca fast nahezu mindestens höchstens bis-zu mehr-als weniger-als"
    " über unter"
    " maximal minimal um-die annähernd geschätzt schätzungsweise gegen kaum wohl zirka zwischen"
    " im-schnitt im-durchschnitt an-die gute",
    "fr": "environ quelque près-de presque à-peine plus-de moins-de au-moins au-plus jusqu-à autour-de à-peu-près"
    " quasiment autant-de un-peu-plus-de un-peu-moins-de pas-moins-de entre en-moyenne minimum maximum"
    " approximativement",
}
ABOUT = {language: frozenset(words.split()) for language, words in _ABOUT.items()}

# What follows an amount that is told for each of something: "a year", "pro Stunde", "par an".
PER = {
    "en": frozenset("per each apiece annually monthly daily weekly an a".split()),
    "de": frozenset("pro je jährlich monatlich täglich wöchentlich".split()),
    "fr": frozenset("par chacun chacune chaque".split()),
}
PER_WHAT = frozenset(
    "day week month year hour second head person night piece jahr monat tag woche stunde sekunde an mois jour semaine"
    " heure nuit personne minute".split()
)

# Where these stand, a text corrects itself, compares two states, or tells what was only planned.
_OTHER_STATE = {
    "en": "initially initial earlier originally original previous previously correct corrected correction instead"
    " planned forecast forecasts foreseen expected budgeted predicted mistake error wrong wrongly swapped"
    " revised updated former compared ago formerly estimates estimate claimed claims"
    " claim disputed denied contradicted rounded rounding calendar separately",
    "de": "zunächst zuerst anfangs ursprünglich früher vorher bisher bislang damals berichtigt korrigiert korrektur"
    " berichtigung versehentlich irrtümlich fehler falsch geplant geplanten erwartet vorgesehen prognose schätzung"
    " schätzungen vorjahr gerundet kalender damaligem vorige vorigen dagegen hingegen",
    "fr": "abord initialement auparavant précédent précédente précédemment corrigé rectifié rectifier correction erreur"
    " prévu prévus prévue prévoyait estimation estimations annoncé naguère autrefois jadis arrondi arrondis"
    " calendrier ancien ancienne",
}
OTHER_STATE = {language: frozenset(words.split()) for language, words in _OTHER_STATE.items()}

_ANOTHER = {
    "en": "another other others second sister neighbouring neighboring twin first third former old older"
    " previous similar"
    " both each every respectively",
    "de": "andere anderer anderen anderes anderem zweite zweiter zweites zweiten schwester nachbar alte alten frühere"
    " früheren vorige beide beiden jede jeder jedes jeweils erste ersten dritte dritten",
    "fr": "autre autres second seconde deuxième voisin voisine jumeau jumelle ancien ancienne précédent précédente"
    " chaque chacun chacune respectivement premier première troisième",
}
# "No other house has …" names no other house.
NO_OTHER = (("no", "other"), ("kein", "anderes"), ("kein", "anderer"), ("keine", "andere"), ("aucun", "autre"),
            ("aucune", "autre"))  # fmt: skip
ANOTHER = {language: frozenset(words.split()) for language, words in _ANOTHER.items()}

# Stems of what is made of people: "a committee of 12" counts its members, whatever word follows.
GROUPS = frozenset("committe crew team choir board jury orchestra council panel gremium mannschaft chor equip".split())
# A preposition before an article hedges nothing: "unter den 28 Bewerbern", "over the 40 years".
ARTICLES = frozenset("them whom which ihnen denen diesen the these those den die der dem les ces".split())
