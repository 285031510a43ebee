"""Questions in French, Spanish, Portuguese and Italian: one set of rules, four manners of speaking."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ..labels import topic_of, topics_of
from ..phrases import phrases_of
from ..reading import Reading, Sentence
from . import attributed
from .clauses import Clause, is_person, parse
from .question import Question
from .speakers import is_spoken_of, speaker_of

_YEAR = r"(?:1[5-9]|20)\d\d"


_ADVERBS = frozenset(
    """ensuite également aussi déjà désormais notamment ainsi toujours encore ya también aún todavía siempre já também
    ainda sempre""".split()
)


@dataclass(frozen=True)
class Manner:
    """How one language asks. Orders take verb, subject and rest; `{s}`, `{v}`, `{r}`, `{n}`, `{t}` stand for them."""

    verbs: frozenset
    endings: tuple[str, ...]
    not_verbs: frozenset
    auxiliaries: frozenset
    participle: re.Pattern
    date: re.Pattern
    leads: re.Pattern
    linkers: frozenset
    counted: re.Pattern
    money: re.Pattern
    because: re.Pattern
    articles: tuple[str, ...]
    being: frozenset
    costing: frozenset
    telling: frozenset
    modals: frozenset
    who: str
    when: str
    why: str
    cost: str
    what_is: str
    who_is: str
    what: str
    what_do: str
    said: str
    said_what: str
    since: str
    how_much: str
    about: str
    how_many: Callable[[str], str]
    count_subject: str
    count_object: str
    future_endings: tuple[str, ...]
    what_will: str
    will_do: tuple[str, str]
    finish: Callable[[str], str] = str


def ask(sentence: Sentence, reading: Reading, manner: Manner) -> Iterator[Question]:
    yield from _said(sentence, reading, manner)
    if attribution := attributed.ATTRIBUTIONS.get(reading.lexicon.code):
        yield from attributed.ask(sentence, reading, attribution, lambda who: _topic(sentence, reading, apart_from=who))
    clause = parse(
        sentence,
        reading,
        is_verb=lambda word: _is_verb(word, manner),
        leads=manner.leads,
        linkers=manner.linkers,
        adverbs=_ADVERBS,
    )
    first = clause.subject.split()[0].lower() if clause else ""
    led = first in reading.lexicon.prepositions - {"a", "la", "les", "le"}
    if clause and not led and not first.endswith("ei"):  # "larguei": the author is the subject
        clause = _with_participle(_without_adverb(clause), manner)
        for rule in (_cost, _how_many, _how_many_objects, _when, _why, _who, _what_is, _tells, _gives, _object):
            yield from rule(clause, reading, manner)
    topics = [_placed(name, sentence, reading) for name in topics_of(sentence, reading)]
    for place, topic in enumerate(sorted(topics, key=_is_bare)):
        yield _made(manner, manner.about, "about", 1.0 - place / 5, topic, t=topic)


def _is_verb(word, manner):
    if word in manner.verbs:
        return True
    return len(word) > 4 and word not in manner.not_verbs and word.endswith(manner.endings)


def _with_participle(clause: Clause, manner) -> Clause:
    """ "ha anunciado" and "fue fundado" are one verb; the subject does not come between."""
    words = clause.rest.split()
    if clause.verb.lower() in manner.auxiliaries and words and manner.participle.fullmatch(words[0]):
        verb, rest = f"{clause.verb} {words[0]}", " ".join(words[1:])
        return clause._replace(verb=verb, rest=rest, after=clause.after[len(words[0]) :].lstrip())
    return clause


def _without_adverb(clause):
    """The subject without the adverb between it and its verb: "o presidente até levantou"."""
    words = clause.subject.split()
    if words[-1].lower() in _CLITICS and len(words) > 1:
        return clause._replace(subject=" ".join(words[:-1]), verb=f"{words[-1].lower()} {clause.verb}")
    small = words[-1].lower() in _ADVERBS | {"até", "hasta", "só", "sólo"} and len(words) > 1
    return clause._replace(subject=" ".join(words[:-1])) if small else clause


_CLITICS = frozenset("se s le les lo".split())


def _made(manner, pattern, kind, quality, topic, **pieces):
    text = " ".join(pattern.format(**pieces).split())
    return Question(manner.finish(text[:1].upper() + text[1:] if text[0].isalpha() else text), kind, quality, topic)


def _ask(manner, pattern, kind, quality, clause, rest, **more):
    return _made(manner, pattern, kind, quality, clause.subject, s=clause.subject, v=clause.verb, r=rest, **more)


def _said(sentence, reading, manner):
    speaker = speaker_of(sentence, reading)
    topic = _topic(sentence, reading, apart_from=speaker)
    if speaker and topic and is_spoken_of(topic.strip("«»“” "), reading) and not _is_bare(topic):
        yield _made(manner, manner.said, "say", 3.4, speaker, s=speaker, t=topic)
    elif speaker:
        yield _made(manner, manner.said_what, "say", 2.2, speaker, s=speaker)


def _when(clause, reading, manner):
    dates = [found.group() for found in manner.date.finditer(f"{clause.lead} | {clause.rest}")]
    rest = " ".join(manner.date.sub("", clause.rest).split())
    if not dates or re.search(_YEAR, rest) or clause.verb.lower() in manner.being:
        return
    owned = re.search(rf"\b(?:de|du|del|do|da)\s+{_YEAR}", f"{clause.lead} {clause.rest}")
    if owned or re.search(r"\b(?:jusqu\S*|hasta|até|a|à|de|en|em|por)$", rest):
        return
    if rest or " " in clause.verb:
        pattern = manner.since if re.match(_SINCE, dates[0]) else manner.when
        exact = any(re.search(_YEAR, date) for date in dates)
        yield _ask(manner, pattern, "when", 4.2 if exact else 2.6, clause, rest)


_SINCE = re.compile(r"(?:depuis|desde)\b", re.I)


def _why(clause, reading, manner):
    found = manner.because.search(clause.after)
    rest = clause.after[: found.start()].strip(" ,") if found else ""
    if rest and not re.search(r"[,;:—–«“\"]", rest) and len(rest.split()) <= 12:
        yield _ask(manner, manner.why, "why", 4.6, clause, rest)


def _who(clause, reading, manner):
    if is_person(clause.subject, reading) and len(clause.rest.split()) >= 2 and clause.verb.lower() not in manner.being:
        yield _made(manner, manner.who, "who", 3.2, clause.rest, v=clause.verb, r=clause.rest)


def _what_is(clause, reading, manner):
    if re.match(
        r"(?:la|el|a|o|celle|celui) d[eo]\b|(?:l[aeo]s?|el|os?|as?) (?:plus|más|mais|moins|menos)\b",
        clause.rest.lower(),
    ):
        return
    if clause.verb.lower() in manner.being and clause.rest.lower().startswith(tuple(manner.articles)):
        pattern = manner.who_is if is_person(clause.subject, reading) else manner.what_is
        yield _ask(manner, pattern, "what", 4.0, clause, "")


def _cost(clause, reading, manner):
    if clause.verb.lower().split()[-1] in manner.costing and manner.money.search(clause.after):
        yield _ask(manner, manner.cost, "cost", 5.0, clause, "")


def _how_many(clause, reading, manner):
    counted = manner.counted.fullmatch(clause.subject)
    if counted:
        rest = " ".join(manner.date.sub("", clause.rest).split())
        noun = manner.how_many(counted.group(1))
        yield _ask(manner, manner.count_subject, "count", 4.8, clause, rest, n=noun)


def _how_many_objects(clause, reading, manner):
    counted = manner.counted.match(clause.rest)
    if counted and clause.verb.lower().split()[0] not in manner.being:
        noun = manner.how_many(counted.group(1))
        yield _ask(manner, manner.count_object, "count", 4.6, clause, "", n=noun)


def _tells(clause, reading, manner):
    verb, first = clause.verb.lower(), clause.rest.split()[:1]
    if verb.split()[0] in _CLITICS:
        return
    if verb in manner.modals and first and first[0].endswith(("er", "ir", "re", "ar")) and first[0] not in _BE:
        yield _ask(manner, manner.what_do, "do", 2.8, clause, "")
    elif verb.split()[-1] in manner.telling and clause.after:
        yield _ask(manner, manner.what, "tell", 3.0, clause, "")
    elif _BEGINS.match(verb):
        return
    elif verb.endswith(manner.future_endings) and verb not in manner.auxiliaries | manner.modals and clause.rest:
        plural = verb.endswith(("n", "nt", "o"))
        yield _ask(manner, manner.what_will, "do", 2.6, clause, "", d=manner.will_do[plural])


_BE = frozenset("ser estar être".split())
_BEGINS = re.compile(
    r"(?:débuter|commenc|reprendr|empez|comenz|começ|inicia|terminar|acab|será|serão|serán|sera|seront)"
)
_NUMBER = re.compile(r"\d|(?:dos|tres|cuatro|deux|trois|quatre|duas|dois|três|des|unos|unas)\s")
_GIVEN_TO = re.compile(r"((?:al|a la|a los|a las) [^\W\d_]+(?: [^\W\d_]{4,}s)?) (?=más|menos|un|una|el|la|los|las|\d)")
_OWNED = re.compile(r"(?:un|una|um|uma) ([^\W\d_]{4,})\b")
_OWNING = frozenset("tiene tienen tenía tenían tem têm tinha tinham".split())


def _gives(clause, reading, manner):
    """ "otorga a los pueblos más tierras" names who gets it; "tiene una población similar" asks for the population."""
    given, owned = _GIVEN_TO.match(clause.after), _OWNED.match(clause.after)
    if given and reading.lexicon.code == "es" and " " not in clause.verb:
        yield _ask(manner, f"{manner.what} {given.group(1)}", "tell", 3.0, clause, "")
    elif owned and clause.verb.lower() in _OWNING:
        word = "¿qué" if reading.lexicon.code == "es" else "que"
        yield _ask(manner, f"{word} {owned.group(1)} {{v}} {{s}}", "tell", 2.8, clause, "")


_MEASURED = re.compile(r"(?:apenas\s|só\s|même\s)?\d[\d.,]*\s?%")
_WHILE = re.compile(r"[^\s]+\s(?:años?|meses|mes|días?|semanas?|horas?|anos?|dias?|an|ans|mois|jours?|heures?)\b", re.I)
_NO_OBJECT = frozenset(
    """tiene tienen tenía tem têm tinha ocupa ocupan mesure mesurent compte comptent quedó llegó nació murió salió
    resultó pareció siguió ficou chegou nasceu morreu saiu pareceu seguiu virou
    vive viven vivem está están reste restent devient fica fut furent fue fueron foi foram""".split()
)


def _object(clause, reading, manner):
    """ "La tormenta destruyó el muelle" asks what the storm destroyed."""
    verb = clause.verb.lower()
    if _MEASURED.match(clause.after) and " " not in verb and verb not in manner.being:
        yield _ask(manner, manner.how_much, "count", 4.0, clause, "")
        return
    plain = not {verb, verb.split()[-1]} & (_NO_OBJECT | manner.being | manner.modals | manner.costing | manner.telling)
    opens = clause.after.lower().startswith(tuple(manner.articles)) or _NUMBER.match(clause.after.lower())
    is_date = manner.date.match(clause.after) or _WHILE.match(clause.after)
    if plain and opens and not is_date and verb not in manner.auxiliaries and verb not in reading.lexicon.saying:
        indefinite = clause.subject.split()[0] in {"un", "une", "una", "um", "uma"}
        yield _ask(manner, manner.what, "object", 2.1 - 0.5 * indefinite, clause, "")


def _is_bare(topic):
    """Whether it had to be put in quotation marks, for want of an article."""
    return topic.endswith(("»", "”"))


def _topic(sentence, reading, apart_from=""):
    """The topic with its article as it stands in the sentence, where that is a plain article."""
    return _placed(topic_of(sentence, reading, apart_from=apart_from), sentence, reading)


def _placed(name, sentence, reading):
    phrase = next((p for p in phrases_of(sentence, reading) if p.text == name), None)
    if not phrase:
        return ""
    text = name if phrase.is_name or phrase.start else name[0].lower() + name[1:]
    return _with_article(sentence, phrase, text, reading.lexicon.code)


_ARTICLES = {
    "es": {"el": "el", "la": "la", "los": "los", "las": "las", "del": "el", "al": "el", "un": "el", "una": "la"},
    "pt": {"o": "o", "a": "a", "os": "os", "as": "as", "do": "o", "da": "a", "dos": "os", "das": "as", "no": "o",
           "na": "a", "nos": "os", "nas": "as", "ao": "o", "aos": "os", "pelo": "o",
           "pela": "a", "um": "o", "uma": "a"},
    "fr": {"le": "du", "la": "de la", "les": "des", "l": "de l’", "du": "du", "au": "du", "aux": "des", "un": "du",
           "une": "de la", "ce": "du", "cette": "de la", "ces": "des"},
    "it": {"il": "del", "lo": "dello", "la": "della", "l": "dell’", "i": "dei", "gli": "degli", "le": "delle",
           "un": "del", "uno": "dello", "una": "della", "al": "del", "alla": "della", "dal": "del", "dalla": "della",
           "nel": "del", "nella": "della", "sul": "del", "sulla": "della", "del": "del", "della": "della",
           "dei": "dei", "delle": "delle", "ai": "dei", "alle": "delle", "dell": "dell’", "all": "dell’"},
}  # fmt: skip


def _with_article(sentence, phrase, text, code):
    before = re.search(r"([^\W\d_]+)[\s'’]$", sentence.text[: phrase.start])
    article = _ARTICLES[code].get(before.group(1).lower(), "") if before else ""
    if code == "fr" and not article and not phrase.is_name:
        return f"de « {text} »"
    if code == "fr":
        return _french(article, text)
    if code == "it":
        joint = "" if article.endswith("’") else " "
        return f"{article}{joint}{text}" if article and not phrase.is_name else f"di «{text}»"
    if article:
        return f"{article} {text}"
    if phrase.is_name:
        return text
    return f"«{text}»" if code == "es" else f"“{text}”"


def _french(article, text):
    vowel = text[:1].lower() in "aeiouyéèêâîôûh"
    if not article:
        return f"d’{text}" if vowel else f"de {text}"
    if vowel and article in {"du", "de la"}:
        return f"de l’{text}"
    return f"{article}{text}" if article.endswith("’") else f"{article} {text}"
