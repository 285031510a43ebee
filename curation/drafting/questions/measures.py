"""By how much, to what amount: a figure right after the verb is asked for, and all else stays as it is."""

# ruff: noqa: E501 -- a pattern is read best in one piece

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from ..lexicon.base import of
from ..reading import Reading
from .english_verbs import PARTICIPLES, PAST, THIRD
from .question import Question

QUALITY = 4.3
_MONEY_FIRST = r"(?:R\$|US\$|[$€£¥])\s?"
_N = r"\d[\d.,  ]*\d|\d"
_ABOUT = {
    "en": r"(?:about |around |more than |nearly |almost |over |roughly |just |only )?",
    "de": r"(?:rund |etwa |mehr als |fast |knapp |über |mindestens |gut )?",
    "fr": r"(?:environ |plus de |près de |quelque |presque |seulement )?",
    "es": r"(?:cerca de |más de |casi |alrededor de |apenas |un |unos |unas )?",
    "pt": r"(?:cerca de |mais de |quase |apenas |só )?",
}
_UNITS = {
    "en": r"(?:%| per ?cent\b| percentage points?\b| points?\b|m\b|bn\b| (?:million|billion)\b(?: \w+s\b)?| degrees?\b)",
    "de": r"(?: ?%| Prozent(?:punkte?n?)?\b| (?:Millionen|Milliarden) (?:Euro|Dollar|Franken|Tonnen)\b| Euro\b| Grad\b| Meter\b"
          r"| Zentimeter\b| Cent\b| Punkte?n?\b)",
    "fr": r"(?:\s?%|\s(?:(?:millions?|milliards?)\s(?:d[’'e]\s?))?(?:euros?|dollars?|francs?)\b|\s(?:points?|degrés?|mètres?"
          r"|centimètres?|tonnes?)\b)",
    "es": r"(?:\s?%|\s(?:mil(?:lones)?\s(?:\d[\d.,]*\s)?)?(?:mil(?:lones)?\s)?(?:de\s)?(?:euros|pesos|dólares)\b|\s(?:puntos|grados"
          r"|metros|veces|centímetros|toneladas)\b)",
    "pt": r"(?:\s?%|\s(?:mil|milhões|bilhões|mil milhões)\s(?:de\s)?(?:euros|reais|dólares|toneladas)\b|\s?°C|\s(?:euros|reais"
          r"|metros|pontos|graus|centímetros|toneladas)\b|\s(?:mil|milhões|bilhões)\b)",
}  # fmt: skip


class Way(NamedTuple):
    """`figure` finds, at the beginning of what follows the verb, `kept` words, a preposition `by`, and a number."""

    figure: re.Pattern
    asks: Callable[[str, str, str, str], str]  # subject, verb, kept words, preposition


def ask(subject: str, verb: str, rest: str, lead: str, reading: Reading) -> Iterator[Question]:
    if reading.lexicon.code == "de":
        yield from _german(subject, verb, rest)
        return
    way = _WAYS.get(reading.lexicon.code)
    found = way.figure.match(rest) if way else None
    if not way or not found:
        return
    text = way.asks(subject, verb, (found["kept"] or "").strip(), (found["by"] or "").strip())
    if text:
        text = f"{text} {lead[:1].lower() + lead[1:]}" if lead else text
        end = " ?" if reading.lexicon.code == "fr" else "?"
        yield Question(f"{text}{end}", "count", QUALITY, subject)


def _figure(code, by, kept=r""):
    number = rf"(?:{_MONEY_FIRST}(?:{_N})|(?:{_N}){_UNITS[code]})"
    return re.compile(rf"(?P<kept>{kept})(?P<by>(?:{by})\s)?{_ABOUT[code]}{number}")


_MOVES = of(
    "climb rise fall drop grow increase decrease decline shrink jump gain plunge soar slip widen narrow sink double"
)


def _english(subject, verb, kept, by):
    verb, deed = verb.lower(), kept or verb.lower()
    base = PAST.get(deed) or THIRD.get(deed) or PARTICIPLES.get(deed, "")
    if base not in _MOVES:
        return ""
    word = "To what level" if by == "to" else "By how much"
    if kept:
        return f"{word} {verb} {subject} {kept}" if verb in {"has", "have", "had"} else ""
    return f"{word} {'did' if verb in PAST else 'does'} {subject} {base}"


def _french(subject, verb, kept, by):
    word = {"de": "De combien", "à": "À combien", "": "De combien"}[by]
    if not by and verb.lower() not in _FRENCH_MOVES:
        return ""
    if by == "à" and not (kept or verb).lower().startswith(_FRENCH_REACHES):
        return ""
    return re.sub(r"que (?=[aeiouéèêâîôhAEIOUÉ])", "qu’", f"{word} est-ce que {subject} {verb} {kept}".strip())


_FRENCH_MOVES = of("gagne gagnait perd perdait cède cédait")
_FRENCH_REACHES = ("reven", "pass", "élèv", "mont", "tomb", "s’élèv", "s'élèv", "descend", "est", "chut", "recul")


def _spanish(subject, verb, kept, by):
    if by:
        return f"¿A cuánto {verb} {subject}" if verb.lower().startswith(_IBERIAN_REACHES) else ""
    return f"¿Cuánto {verb} {subject}" if verb.lower().startswith(_IBERIAN_MOVES) else ""


def _portuguese(subject, verb, kept, by):
    if by:
        return f"A quanto {verb} {subject}" if verb.lower().startswith(_IBERIAN_REACHES) else ""
    return f"Quanto {verb} {subject}" if verb.lower().startswith(_IBERIAN_MOVES) else ""


_IBERIAN_REACHES = (
    "lleg", "cheg", "ascend", "asciend", "equival", "elev", "subi", "sube", "baj", "cay", "cai", "ca", "pas", "descend", "descend",
)  # fmt: skip
_IBERIAN_MOVES = (
    "crec", "cresc", "baj", "sub", "cay", "cai", "aument", "descend", "disminu", "diminu", "som", "sum", "gan", "perd", "cost",
    "retroced", "recu", "avanz", "avanç", "alcan", "ating", "atinj", "totaliz", "super", "reduj", "dur",
)  # fmt: skip


_WAYS = {
    "en": Way(_figure("en", "by|to", r"(?:\w+(?:ed|en|un|own|llen) )?"), _english),
    "fr": Way(_figure("fr", "de|à", r"(?:(?:au contraire |déjà |encore |même )?[^\W\d_]+(?:é|i|u|ée|és|ées|ie|is|ue|us|ues) )?"),
              _french),
    "es": Way(_figure("es", "a|hasta"), _spanish),
    "pt": Way(_figure("pt", "a|para|até"), _portuguese),
}  # fmt: skip

_GERMAN_FIGURE = re.compile(
    rf"\b(?P<by>um|auf) {_ABOUT['de']}(?:{_N}){_UNITS['de']}(?: auf {_ABOUT['de']}(?:{_N}){_UNITS['de']})?"
)
_GERMAN_MOVES = re.compile(
    r"(?:stieg|sank|fiel|wuchs|kletterte|schrumpfte|erhöhte|verringerte|sinkt|steigt|fällt|wächst)(?:en|e)?$"
    r"|(?:ge)?(?:stiegen|sunken|fallen|wachsen|klettert|schrumpft|gestiegen|gesunken|gefallen|gewachsen|erhöht|gesenkt)$"
)


def _german(subject, verb, rest):
    """ "Der Umsatz ist seit 2019 um 46 Prozent auf 390 Millionen Euro gefallen." """
    found = _GERMAN_FIGURE.search(rest)
    moves = any(_GERMAN_MOVES.match(word) for word in (verb.lower(), rest.split()[-1]))
    if found and moves:
        left = " ".join((rest[: found.start()] + rest[found.end() :]).split())
        word = "Um wie viel" if found["by"] == "um" else "Auf wie viel"
        yield Question(f"{' '.join([word, verb, subject, left]).strip()}?", "count", QUALITY, subject)
