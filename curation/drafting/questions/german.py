"""German questions: the verb stands second, so it can stay as it is."""

import re
from collections.abc import Iterator
from itertools import pairwise

from ..labels import topic_of
from ..reading import Reading, Sentence
from . import attributed, german_order
from .clauses import Clause, is_person, parse
from .general import about
from .present import NO_GERMAN_VERBS
from .question import Question
from .speakers import is_spoken_of, speaker_of

_MONTH = "(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)"
_DAY = "(?:Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonntag)"
_YEAR = r"(?:1[5-9]|20)\d\d"
_DATE = (
    rf"(?:(?:am|im|seit|bis|ab|vor|"
    rf"nach)\s+)?(?:dem\s+)?(?:Jahr(?:e)?\s+)?(?:{_DAY},?\s+(?:dem\s+)?)?(?:\d{{1,2}}\.\s+)?(?:{_MONTH}\s+)?{_YEAR}"
    rf"|am\s+(?:\d{{1,2}}\.\s+{_MONTH}|{_DAY}(?:morgen|vormittag|nachmittag|abend)?)|im\s+(?:{_MONTH}|"
    rf"Frühjahr|Sommer|Herbst|Winter)"
)
_WHEN = re.compile(rf"\b(?i:{_DATE})\b")
_TIME_FIRST = re.compile(rf"(?:{_DATE})\s+(?=[a-zäöü])", re.I)
_NO_LEAD = re.compile(r"(?!)(.)")
_VERBS = frozenset(
    """ist sind war waren hat haben hatte hatten wird werden wurde wurden kann können konnte konnten soll sollen sollte
    muss müssen musste darf dürfen will wollen plant planen kostet kosten bietet bieten liegt liegen steht stehen
    gehört gehören gilt bleibt bleiben kam kamen ging gingen fand fanden gab lag lagen stand standen begann begannen
    nahm nahmen trat traten fiel fielen stieg stiegen sank sanken verlor verloren gewann gewannen erhielt erhielten
    verließ beschloss beschlossen schloss zog zogen trug trugen entstand entstanden blieb blieben wuchs fuhr fuhren
    arbeitet arbeiten leitet leiten fordert fordern erwartet erwarten umfasst zählt zählen trägt zahlt zahlen
    erlaubt ermöglicht verbindet besteht bestehen nutzt nutzen liefert liefern setzt braucht brauchen""".split()
)
_NOT_VERBS = NO_GERMAN_VERBS
_LINKERS = frozenset(
    "dass weil wenn ob als die der das den dem denen dessen deren welche wo wie nachdem bevor und sondern".split()
) - frozenset("die der das den dem".split())
_ADVERBS = frozenset(
    "auch bereits schon noch nun jetzt inzwischen dabei damals zudem außerdem jedoch allerdings dann daher".split()
)
_PARTICIPLE = re.compile(r"(?:ge\w+(?:t|en)|\w*ge\w+(?:t|en)|(?:be|ver|er|ent|zer|über|unter)\w+(?:t|en)|\w+iert)$")
_NUMBER = (
    r"(?:\d[\d.,]*(?:\s(?:Millionen|Milliarden))?|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|"
    r"zwölf|hunderte|tausende)"
)
_ABOUT = r"(?:(?:rund|etwa|mehr als|mindestens|über|fast|knapp|ungefähr|insgesamt|bis zu|weniger als|nur)\s+)?"
_COUNTED = re.compile(
    rf"{_ABOUT}{_NUMBER}\s+(?!Prozent|Euro|Dollar|Millionen|Milliarden|Uhr|Jahre\b|"
    rf"{_MONTH})((?:[a-zäöüß]+e\s)?[A-ZÄÖÜ]\w+)(?=\s|$)",
    re.I,
)
_MONEY = re.compile(
    r"\d[\d.,]*\s(?:(?:Tausend|Millionen|Milliarden|Mio\.|Mrd\.)\s)?(?:Euro|Dollar|Franken|Pfund)|[€$£]\s?\d|\d\s?[€$£]"
)
_WHY = re.compile(r",\s+(?:weil|da)\s")


def ask(sentence: Sentence, reading: Reading) -> Iterator[Question]:
    yield from _said(sentence, reading)
    yield from attributed.ask(
        sentence, reading, attributed.ATTRIBUTIONS["de"], lambda who: topic_of(sentence, reading, apart_from=who)
    )
    yield from _inverted(sentence, reading)
    yield from german_order.ask(sentence, reading)
    after_nouns = _after_nouns(sentence, reading)
    clause = parse(
        sentence,
        reading,
        is_verb=lambda word: _is_verb(word) or word in after_nouns,
        leads=_NO_LEAD,
        linkers=_LINKERS,
    )
    if clause:
        for rule in (_cost, _how_many, _how_many_objects, _when, _why, _who, _what_is, _what_has, _object):
            yield from rule(clause, reading)
    yield from about(sentence, reading)


def _is_verb(word):
    return word in _VERBS or (word not in _NOT_VERBS and len(word) > 4 and word.endswith(("te", "ten", "iert")))


_VERB_ENDING = re.compile(r"[a-zäöüß]{3,}(?:t|en|ern|eln|ang|and|ab|ieß|ief|ahm|og|ob)$")


def _after_nouns(sentence, reading):
    """Words that can only be verbs: small ones with a verb's ending right after a noun."""
    small = reading.lexicon.stopwords | reading.lexicon.prepositions | _NOT_VERBS | _LINKERS
    pairs = pairwise(sentence.tokens[:8])
    return {
        right.text
        for left, right in pairs
        if left.is_capitalised and left.lower not in small and right.text not in small and _is_ending(right.text)
    }


def _is_ending(word):
    return bool(_VERB_ENDING.fullmatch(word)) and not word.endswith(("lich", "isch", "ig", "los"))


_ACCUSATIVE = re.compile(
    r"(?:den|einen|keinen|die|das|eine|ein|alle|mehr als|rund|etwa|fast|zwei|drei|vier|fünf|\d+)\b"
)


def _object(clause, reading):
    """ "Die Wiesen bedecken inzwischen 3600 Hektar." asks what the meadows cover."""
    words = [word for word in clause.after.split() if word.lower() not in _ADVERBS]
    first = clause.subject.split()[0].lower()
    is_subject = first not in {"den", "dem", "einen", "einem", "des"} and first not in reading.lexicon.prepositions
    plain = _plain(clause) and clause.verb.lower() not in _TAKES_NO_OBJECT
    if is_subject and plain and _ACCUSATIVE.match(" ".join(words).lower()):
        last = clause.after.rstrip(".!… ").split()[-1]
        yield _ask("Was", clause, last if last in _PREFIXES else "", 2.1, "object")


_PREFIXES = frozenset("an ab auf aus bei ein entgegen fest frei her hin mit nach vor weg zu zurück zusammen".split())
_TAKES_NO_OBJECT = frozenset(
    """ist sind war waren wird werden wurde wurden bleibt bleiben blieb blieben hat haben hatte hatten kann können
    konnte
    konnten soll sollen sollte muss müssen musste darf dürfen will wollen heißt heißen gilt gelten liegt liegen steht
    stehen kostet kosten kostete kosteten lässt lassen ließ ließen""".split()
)


def _said(sentence, reading):
    speaker = speaker_of(sentence, reading)
    topic = topic_of(sentence, reading, apart_from=speaker)
    if speaker and topic and is_spoken_of(topic, reading):
        yield Question(f"Was sagt {speaker} zum Thema {topic}?", "say", 3.4, speaker)
    elif speaker:
        yield Question(f"Was sagt {speaker}?", "say", 2.2, speaker)


def _inverted(sentence, reading):
    """ "1998 eröffnete die Stadt den Hafen.": without the date it is the question."""
    found = _TIME_FIRST.match(sentence.text)
    rest = sentence.text[found.end() :].rstrip(".!… ") if found else ""
    words = rest.split()
    may_be_verb = words and (_is_verb(words[0].lower()) or _is_ending(words[0]))
    if not may_be_verb or words[1:2] == ["sich"]:
        return
    asked = re.split(r"[,;:–—]|\sund\s(?=\w+te\b)", rest)[0].strip()
    pronoun = words[1:2] and words[1].lower() in reading.lexicon.openers - {"das"}
    if 3 <= len(asked.split()) <= 14 and not pronoun and "„" not in asked:
        yield Question(f"Wann {asked}?", "when", 4.4, asked)


def _ask(word, clause: Clause, rest, quality, kind, topic=""):
    text = " ".join(piece for piece in (word, clause.verb.lower(), clause.subject, rest) if piece)
    return Question(f"{text}?", kind, quality, topic or clause.subject)


def _plain(clause):
    """The rest if the sentence is one clause, so that no part of its verb is cut off; else empty."""
    return clause.rest if clause.after.rstrip(".!… ") == clause.rest else ""


def _when(clause, reading):
    rest = _plain(clause)
    date = _WHEN.search(rest)
    if date:
        left = " ".join((rest[: date.start()] + rest[date.end() :]).split())
        exact = re.search(_YEAR, date.group())
        word = "Seit wann" if date.group().lower().startswith("seit") else "Wann"
        before = rest[: date.start()].split()[-1:] or [""]
        if left and not re.search(_YEAR, left) and before[0].lower() not in _BEFORE_DATE:
            yield _ask(word, clause, left, 4.2 if exact else 3.0, "when")


_BEFORE_DATE = frozenset("mindestens bis zum spätestens von frühestens vor nach ende anfang mitte".split())


def _why(clause, reading):
    found = _WHY.search(clause.after)
    rest = clause.after[: found.start()] if found else ""
    if rest and not re.search(r"[,;:–„]", rest) and len(rest.split()) <= 12:
        yield _ask("Warum", clause, rest, 4.6, "why")


def _who(clause, reading):
    rest = _plain(clause)
    if is_person(clause.subject, reading) and len(rest.split()) >= 2 and clause.verb.lower() not in {"ist", "war"}:
        yield Question(f"Wer {clause.verb} {rest}?", "who", 3.2, rest)


def _what_is(clause, reading):
    if {"ohne", "nicht", "kein", "keine"} & set(f"{clause.subject} {clause.rest}".lower().split()):
        return
    if not _is_noun_phrase(clause.subject, reading):
        return
    if (
        clause.verb in {"ist", "sind"}
        and clause.rest.split()[:1]
        and clause.rest.split()[0] in {"ein", "eine", "der", "die", "das"}
    ):
        word = "Wer" if is_person(clause.subject, reading) else "Was"
        yield _ask(word, clause, "", 4.0, "what")


def _is_noun_phrase(subject, reading):
    """Not what only stands first: "Ungelöst ist ein anderes Problem", "Für ein Haus sind das 48 Euro"."""
    words = subject.split()
    alone = len(words) == 1 and not reading.capital_words[words[0].lower()]
    return not alone and words[0].lower() not in reading.lexicon.prepositions


def _cost(clause, reading):
    if clause.verb in {"kostet", "kosten", "kostete", "kosteten"} and _MONEY.search(clause.after):
        yield _ask("Wie viel", clause, "", 5.0, "cost")


def _how_many(clause, reading):
    counted = _COUNTED.fullmatch(clause.subject[:1].upper() + clause.subject[1:]) or _COUNTED.fullmatch(clause.subject)
    rest = _plain(clause)
    if counted and rest:
        left = " ".join(_WHEN.sub("", rest).split())
        yield Question(f"Wie viele {counted.group(1)} {clause.verb} {left}?", "count", 4.8, counted.group(1))


def _how_many_objects(clause, reading):
    counted = _COUNTED.match(clause.rest)
    left = " ".join(_WHEN.sub("", clause.rest[counted.end() :]).split()) if counted and _plain(clause) else ""
    if (
        counted
        and _plain(clause)
        and clause.verb.lower() not in {"ist", "sind", "war", "waren", "wird"}
        and len(left.split()) <= 6
    ):
        yield _ask(f"Wie viele {counted.group(1)}", clause, left, 4.6, "count")


def _what_has(clause, reading):
    """ "Die Stadt hat … beschlossen." asks what the town has decided."""
    rest = _plain(clause)
    last = rest.split()[-1:] or [""]
    if clause.verb in {"hat", "haben"} and _PARTICIPLE.search(last[0]) and len(rest.split()) > 2:
        yield Question(f"Was {clause.verb} {clause.subject} {last[0]}?", "tell", 3.2, clause.subject)
    elif clause.verb in {
        "plant",
        "planen",
        "fordert",
        "fordern",
        "umfasst",
        "bietet",
        "erlaubt",
        "ermöglicht",
        "liefert",
        "erwartet",
    }:
        yield _ask("Was", clause, "", 3.0, "tell")
