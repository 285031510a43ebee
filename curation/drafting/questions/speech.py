"""How five languages ask for the beginning of a sentence; read by `whole`."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from ..lexicon.base import of
from . import english_verbs, manners, present

_DIGITS = r"\d[\d.,\s]*"


@dataclass(frozen=True)
class Speech:
    who: str
    what: str
    counted: re.Pattern  # the number that opens a subject; the group `share` where it is a part of a whole
    how_many: Callable[[str], str]
    share: Callable[[str], str]
    is_verb: Callable  # of the lower-case word and the token before it
    singular: Callable[[str], str]  # the verb for one; empty where nobody can ask so
    linkers: frozenset  # words that begin another clause: none may stand before the verb
    clauses: frozenset  # before them the rest may end
    possessives: frozenset
    no_verb_after: frozenset
    negative: frozenset = of("no not nicht kein keine nie ne n não nunca jamais never neither none nobody")
    clitics: frozenset = frozenset()
    no_end: frozenset = frozenset()  # small words that cannot end a question
    after_comma: frozenset = frozenset()  # words after a comma that show that the clause was whole
    participles: tuple[str, ...] = ("\0",)
    human_endings: tuple[str, ...] = ("\0",)
    things: frozenset = frozenset()  # first words of names that are nobody's
    ands: frozenset = frozenset()
    articles: frozenset = frozenset()  # words that are articles besides being prepositions
    is_noun_here: Callable = lambda at, tokens: False  # a word that looks like the verb but is none
    neuter: Callable[[str, str], str] = lambda verb, rest: rest  # the rest as it agrees with "what"; empty if unknown
    leads: bool = True
    finish: Callable[[str], str] = lambda text: f"{text}?"


_OPINIONS = of("believe want hope argue expect")


def _english_verb(word, before):
    if english_verbs.is_finite(word):
        participle = word in english_verbs.PARTICIPLES and before.lower in {"been", "being", "be", "was", "were"}
        return not participle
    if word in _OPINIONS:
        return True
    plural = before.lower.endswith("s") or before.lower in {"people", "men", "women", "children", "police"}
    return plural and english_verbs.is_action(word)


def _english_noun(at, tokens):
    """ "Warranty costs at Pennard rose": another verb follows; "counts commissioned by": a participle."""
    word, following = tokens[at].lower, [token.lower for token in tokens[at + 1 : at + 8]]
    if following and following[0] in english_verbs.AUXILIARY:
        return word not in english_verbs.AUXILIARY
    if following[:1] == ["by"] and word in english_verbs.PARTICIPLES and not "".join(following[1:2])[:1].isdigit():
        return True
    doubtful = word in english_verbs.ALSO_NOUNS or (word in english_verbs.PARTICIPLES and word.endswith("ed"))
    later = (n for n in following if n in english_verbs.PAST or n in english_verbs.AUXILIARY)
    sure = next((n for n in later if n not in english_verbs.ALSO_NOUNS), "")
    joined = {"and", "but", "that", "who", "which", "when", "after", "as", "while"} & set(
        following[: following.index(sure)] if sure else ()
    )
    return doubtful and bool(sure) and not joined


def _english_singular(verb):
    verb = verb.lower()
    if verb in english_verbs.AUXILIARY:
        return {"are": "is", "were": "was", "have": "has"}.get(verb, verb)
    if verb in english_verbs.BASES and verb not in english_verbs.PAST:
        return next((third for third, base in english_verbs.THIRD.items() if base == verb), "")
    return verb


ENGLISH = Speech(
    who="Who", what="What",
    counted=re.compile(
        r"(?:(?:about|around|more than|at least|some|nearly|almost|over|just|up to|fewer than|an estimated|only)\s+)?"
        rf"(?:(?P<share>(?:{_DIGITS}(?:%|\sper\s?cent)|half|a third|two thirds|a quarter)\s+of)|(?:{_DIGITS}|two|three"
        r"|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|hundreds of|thousands of|dozens of)"
        r"(?:million|billion|thousand|hundred)?(?:\sof)?)\s+(?!years?\b|months?\b|days?\b|hours?\b)(?=[a-z])", re.I),
    how_many=lambda noun: f"How many {noun}", share=lambda noun: f"What share of {noun}",
    is_verb=_english_verb, singular=_english_singular,
    linkers=of("that which who whose whom where when while because since although if as whether until unless but so"),
    clauses=of("while although but whereas who which whose where because that"), ands=of("and"),
    is_noun_here=_english_noun,
    possessives=of("its their his her our my your it they them he she"),
    no_verb_after=of("the a an to of in and or its their his her this that at for by with from on"),
    no_end=of("the a an of to in on at and or for with by from as than its"),
    after_comma=of("which who according the a an making but and while after ending where with their its his compared an"
                   " creating although because so as before nearly almost about more less up down especially"
                   " including killing leaving bringing"),
    participles=("ing", "ed"), human_endings=("makers", "workers", "ists", "ers", "ists"),
    things=of("storm hurricane covid brexit facebook windows operation project cyclone"),
)  # fmt: skip

_GERMAN_SINGULAR = {
    "sind": "ist", "haben": "hat", "hatten": "hatte", "werden": "wird", "wurden": "wurde", "waren": "war",
    "können": "kann", "konnten": "konnte", "sollen": "soll", "sollten": "sollte", "müssen": "muss", "mussten": "musste",
    "wollen": "will", "dürfen": "darf", "besitzen": "besitzt", "bedecken": "bedeckt", "verursachen": "verursacht",
    "stoßen": "stößt", "rechnen": "rechnet", "leben": "lebt", "stehen": "steht", "liegen": "liegt", "kosten": "kostet",
    "bieten": "bietet", "liefern": "liefert", "nutzen": "nutzt", "leiten": "leitet", "bauen": "baut", "zahlen": "zahlt",
    "planen": "plant", "fordern": "fordert", "erwarten": "erwartet", "kamen": "kam", "gingen": "ging", "fanden": "fand",
    "lagen": "lag", "standen": "stand", "begannen": "begann", "nahmen": "nahm", "stiegen": "stieg", "sanken": "sank",
    "verloren": "verlor", "gewannen": "gewann", "erhielten": "erhielt", "blieben": "blieb",
}  # fmt: skip


def _german_singular(verb):
    verb = verb.lower()
    if verb in _GERMAN_SINGULAR:
        return _GERMAN_SINGULAR[verb]
    if verb.endswith("ten"):
        return verb[:-1]
    return "" if verb.endswith("en") else verb


def is_german_verb(word, before):
    small = present.NO_GERMAN_VERBS | of(
        "der die das den dem des und oder auf aus mit seit laut im am zum dort bereits erst"
    )
    if word in small:
        return False
    return (
        word in present.GERMAN or (len(word) > 4 and word.endswith(("te", "ten", "iert"))) or _after_noun(word, before)
    )


_GERMAN_THIRD = re.compile(r"(?!ge|be\w+igt)[a-zäöüß]{3,}t$")
_NO_GERMAN_THIRD = of(
    "sofort selbst zuletzt insgesamt überhaupt meist erst leicht direkt bereit entfernt samt nebst jetzt nicht oft fast"
    " längst jüngst zunächst höchst mindest damit somit seit mit rechtzeitig dort fort statt anstatt laut sonst weit"
    " echt spät acht recht bekannt beliebt verletzt vermisst verurteilt verfasst"
)


def _after_noun(word, before):
    """ "Die Kammer rechnet": a small word in -t right after a noun."""
    return before.is_capitalised and word not in _NO_GERMAN_THIRD and bool(_GERMAN_THIRD.match(word))


GERMAN = Speech(
    who="Wer", what="Was", leads=False,
    counted=re.compile(
        r"(?:(?:rund|etwa|mehr als|mindestens|über|fast|knapp|ungefähr|insgesamt|bis zu|weniger als|nur|gut)\s+)?"
        rf"(?:(?P<share>{_DIGITS}\s?(?:%|Prozent))|(?:{_DIGITS}|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf"
        r"|zwölf|hunderte|tausende)(?:Millionen|Milliarden)?)\s+(?=[A-ZÄÖÜa-zäöü])", re.I),
    how_many=lambda noun: f"Wie viele {noun}", share=lambda noun: f"Wie viel Prozent {noun}",
    is_verb=is_german_verb, singular=_german_singular,
    linkers=of("dass weil wenn ob als wo wie nachdem bevor sondern"),
    clauses=frozenset(), ands=of("und"), possessives=of("sein seine seinen seiner seinem seines ihr ihre ihren ihrer ihrem ihres sie er"),  # noqa: E501
    no_verb_after=of("der die das den dem des ein eine einen einem einer im am zum zur vom und oder sehr zu"),
    no_end=frozenset(),
    after_comma=of("dass weil obwohl nachdem bevor um wenn damit ob als wo wie während sodass doch aber"),
    human_endings=("erinnen", "ministerium", "gericht", "amt", "werke", "gesellschaft", "verband", "rat", "polizei",
                   "wehr", "anwaltschaft", "forscher", "meister", "meisterin", "zentrale", "leiter", "leiterin"),
    things=of("sturm tief projekt"),
)  # fmt: skip

_FRENCH_SINGULAR = {
    "ont": "a", "sont": "est", "avaient": "avait", "étaient": "était", "seront": "sera", "auront": "aura",
    "peuvent": "peut", "doivent": "doit", "vont": "va", "pourront": "pourra", "devront": "devra", "veulent": "veut",
    "perdent": "perd", "produisent": "produit", "font": "fait", "permettent": "permet", "vivent": "vit",
    "reçoivent": "reçoit", "tiennent": "tient", "obtiennent": "obtient", "viennent": "vient", "rendent": "rend",
    "atteignent": "atteint", "vendent": "vend", "suivent": "suit", "servent": "sert",
}  # fmt: skip


def _french_singular(verb):
    *clitic, word = verb.split(" ")
    word = word.lower()
    single = _FRENCH_SINGULAR.get(word)
    if single is None and word.endswith("ent") and word in present.FRENCH:
        single = word[:-2] if word[:-2] in present.FRENCH else ""
    elif single is None and word.endswith(("eront", "iront")):
        single = word[:-3] + "a"
    return " ".join([*clitic, word if single is None else single]) if single != "" else ""


_BEING = of("est était sera fut es está estaba fue era será é foi estava")


_FRENCH_ADVERBS = "(?:désormais|toujours|déjà|aussi|encore|très|plus|jamais|presque|bien|ainsi|largement)"


def _french_neuter(verb, rest):
    """ "La route est coupée" asks "qu’est-ce qui est coupé"."""
    if verb.split()[-1] not in _BEING and not rest.startswith("été "):
        return rest
    found = re.match(rf"((?:été\s)?(?:{_FRENCH_ADVERBS}\s)*)([^\W\d_]+?)(é|i|u|is|it|ert)(?:e|s|es)?(?=\s)", rest)
    if found:
        return f"{found.group(1)}{found.group(2)}{found.group(3)}{rest[found.end() :]}"
    return rest if re.match(r"(?:un|une|le|la|l’|les|en|à|au|aux|dans|sur|de|du)\b", rest) else ""


def _iberian_neuter(verb, rest):
    """ "A audiência está marcada" asks "o que está marcado"."""
    if re.match(r"(?:la|el|a|o) d[eo]l?\b", rest):
        return ""
    if verb.split()[-1] not in _BEING and not re.match(r"sid[oa]s?\s", rest):
        return rest
    found = re.match(r"(sido\s)?([^\W\d_]+?[aií]d)(?:a|os|as)(?=\s|$)", rest)
    if found:
        return f"{found.group(1) or ''}{found.group(2)}o{rest[found.end() :]}"
    return "" if re.match(r"(?!uma?\b|una\b|la\b|as?\b|os?\b)[^\W\d_]+(?:as?|os)(?=\s|$)", rest) else rest


def _romance_verb(words, manner, *, not_verbs=frozenset()):
    def is_verb(word, before):
        if word in words or word in manner.verbs:
            return True
        return len(word) > 4 and word not in manner.not_verbs | not_verbs and word.endswith(manner.endings)

    return is_verb


FRENCH = Speech(
    who="Qui", what="Qu’est-ce qui",
    counted=re.compile(
        r"(?:(?:environ|plus de|près de|quelque|au moins|presque|moins de|les)\s+)?"
        rf"(?:(?P<share>{_DIGITS}\s?%\s(?:de|du))|(?:{_DIGITS}|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze"
        r"|quinze|vingt|trente|cent)(?:\smillions?\sde)?)\s+(?!ans\b|mois\b|jours\b|heures\b|euros\b)(?=[a-zéèê])", re.I),  # noqa: E501
    how_many=lambda noun: f"Combien {'d’' if noun[0] in 'aeiouhéèê' else 'de '}{noun}",
    share=lambda noun: f"Quelle part {'des' if noun.split()[0].endswith('s') else 'de'} {noun}",
    is_verb=_romance_verb(present.FRENCH, manners.FRENCH), singular=_french_singular,
    linkers=of("qui que qu dont où lorsque quand parce puisque car mais si alors tandis afin donc comme"),
    clauses=of("qui que dont où mais tandis car parce lorsque"), ands=of("et"), articles=of("les la le l'"),
    neuter=_french_neuter,
    possessives=of("son sa ses leur leurs notre nos il elle ils elles lui y eux m' me nous"), negative=of("ne n y aucun aucune jamais"),  # noqa: E501
    clitics=of("se s l' la le les en"),
    no_verb_after=of("le la les l un une des du de d ce cette ces au aux à en et ou son sa ses leur par pour sur dans très"),  # noqa: E501
    no_end=of("le la les un une des du de à au aux en et ou par pour sur dans que"),
    after_comma=of("qui dont où selon d'après d’après soit contre et mais grâce afin après avant ce un une en pour a ont"  # noqa: E501
                   " sans tandis avec"),
    participles=("ant", "é", "ée", "és", "ées"), human_endings=("eurs", "iens", "istes"),
    things=of("les l’opéra tempête ouragan"),
    finish=manners._french_end,
)  # fmt: skip


def _iberian_singular(table, endings, known):
    def singular(verb):
        *clitic, word = verb.split(" ")
        word = word.lower()
        if word in table:
            word = table[word]
        else:
            found = next((pair for pair in endings if word.endswith(pair[0])), None)
            single = word[: -len(found[0])] + found[1] if found else word
            word = single if not found or len(found[0]) > 2 or single in known else word
        return " ".join([*clitic, word]) if word else ""

    return singular


_feminine = re.compile(r"(?:as|iones|dades|ções|gens|soas)$")

SPANISH = Speech(
    who="¿Quién", what="¿Qué",
    counted=re.compile(
        r"(?:(?:unos|unas|cerca de|más de|casi|al menos|menos de|los|las)\s+)?"
        rf"(?:(?P<share>(?:el\s)?{_DIGITS}\s?%\s(?:de|del))|(?:{_DIGITS}|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once"
        r"|doce|veinte|treinta|cien)(?:\smil(?:lones)?(?:\sde)?)?)\s+(?!años\b|meses\b|días\b|horas\b)(?=[a-záéíóú])", re.I),  # noqa: E501
    how_many=lambda noun: f"¿{'Cuántas' if _feminine.search(noun.split()[0]) else 'Cuántos'} {noun}",
    share=lambda noun: f"¿Qué parte de {noun}",
    is_verb=_romance_verb(present.SPANISH, manners.SPANISH),
    singular=_iberian_singular(
        {"son": "es", "están": "está", "han": "ha", "fueron": "fue", "eran": "era", "van": "va", "hay": "",
         "pudieron": "pudo", "tuvieron": "tuvo", "hicieron": "hizo", "dijeron": "dijo", "dieron": "dio"},
        [("uvieron", "uvo"), ("hicieron", "hizo"), ("ijeron", "ijo"), ("ujeron", "ujo"), ("rajeron", "rajo"),
         ("usieron", "uso"), ("udieron", "udo"), ("uisieron", "uiso"), ("inieron", "ino"), ("dieron", "dio"),
         ("aron", "ó"), ("ieron", "ió"), ("arán", "ará"), ("erán", "erá"), ("irán", "irá"), ("aban", "aba"),
         ("ían", "ía"), ("an", "a"), ("en", "e")],
        present.SPANISH),
    linkers=of("me nos que quien quienes cual donde cuando porque pero si como mientras aunque"),
    clauses=of("que donde mientras porque pero cuando quien"), ands=of("y e"), articles=of("la las el los"),
    neuter=_iberian_neuter,
    possessives=of("su sus nuestro nuestra ella ellos ellas él le les lo"),
    clitics=of("se le les lo la los las"),
    no_verb_after=of("el la los las un una unos unas de del al a en y o su sus por para con sin este esta ese muy tan"),
    no_end=of("el la los las un una de del al a en y o por para con que su"),
    after_comma=of("que lo según con donde quien y pero tras entre mientras aunque por frente el la un una vigente"
                   " casi más menos además impulsado impulsada impulsadas pagadero sin"),
    participles=("ando", "endo", "ado", "ada", "ados", "adas"), human_endings=("dores", "istas", "ales"),
    things=of("huracán tormenta operación"),
    finish=lambda text: f"{text}?",
)  # fmt: skip

PORTUGUESE = Speech(
    who="Quem", what="O que",
    counted=re.compile(
        r"(?:(?:cerca de|mais de|quase|ao menos|pelo menos|menos de|os|as)\s+)?"
        rf"(?:(?P<share>{_DIGITS}\s?%\s(?:de|dos|das|do|da))|(?:{_DIGITS}|dois|duas|três|quatro|cinco|seis|sete|oito|nove|dez"
        r"|onze|doze|vinte|trinta|cem)(?:\smil|\smilhões\sde)?)\s+(?!anos\b|meses\b|dias\b|horas\b|reais\b)(?=[a-záéíóúâêô])",
        re.I),
    how_many=lambda noun: f"{'Quantas' if _feminine.search(noun.split()[0]) else 'Quantos'} {noun}",
    share=lambda noun: f"Que parte de {noun}",
    is_verb=_romance_verb(present.PORTUGUESE, manners.PORTUGUESE),
    singular=_iberian_singular(
        {"são": "é", "estão": "está", "têm": "tem", "foram": "foi", "eram": "era", "vão": "vai", "podem": "pode",
         "devem": "deve", "há": "", "deram": "deu", "fizeram": "fez", "disseram": "disse", "tiveram": "teve",
         "estiveram": "esteve", "quiseram": "quis", "mantiveram": "manteve", "obtiveram": "obteve", "vieram": "veio",
         "puseram": "pôs", "trouxeram": "trouxe", "souberam": "soube", "puderam": "pôde"},
        [("aram", "ou"), ("eram", "eu"), ("iram", "iu"), ("arão", "ará"), ("erão", "erá"), ("irão", "irá"),
         ("avam", "ava"), ("iam", "ia"), ("am", "a"), ("em", "e")],
        present.PORTUGUESE),
    linkers=of("me nos lhe que quem qual onde quando porque mas se como enquanto embora"),
    clauses=of("que onde enquanto porque mas quando quem"), ands=of("e"), articles=of("a as o os"),
    neuter=_iberian_neuter, negative=of("não nem nunca jamais ninguém nenhum nenhuma"),
    possessives=of("seu sua seus suas nosso nossa ele ela eles elas dele dela deles delas lhe me"),
    clitics=of("se"),
    no_verb_after=of("o a os as um uma de do da dos das em no na nos nas ao à e ou por para com sem seu sua este esta muito"),  # noqa: E501
    no_end=of("o a os as um uma de do da em no na ao e ou por para com que seu"),
    after_comma=of("que segundo com onde quem e mas após entre enquanto embora diz afirma o a um uma maior no na para"
                   " quase mais menos alta queda além abaixo acima sem"),
    participles=("ando", "endo", "indo", "ado", "ada", "ados", "adas"), human_endings=("dores", "istas", "eiros"),
    things=of("tempestade operação"),
)  # fmt: skip

SPEECHES = {"en": ENGLISH, "de": GERMAN, "fr": FRENCH, "es": SPANISH, "pt": PORTUGUESE}
