"""Who is named as the origin of a statement without quotation marks: "according to the council", "montre une étude"."""

# ruff: noqa: E501 -- a pattern is read best in one piece

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ..lexicon.base import of
from ..reading import Reading, Sentence
from ..standing import without_quotations
from .question import Question
from .speakers import is_spoken_of

LONGEST = 9  # words of whoever says it
_NOT_SAID = re.compile('[“”„«»"(]')


@dataclass(frozen=True)
class Attribution:
    """`origins` have a group `who` and may have a group `verb`; `asks` takes verb, who and topic (which may be empty)."""

    origins: tuple[re.Pattern, ...]
    asks: Callable[[str, str, str], str]
    opens: frozenset  # words that open a noun phrase
    nominative: Callable[[str], str] = lambda who: who


def ask(
    sentence: Sentence, reading: Reading, attribution: Attribution, topic: Callable[[str], str]
) -> Iterator[Question]:
    """`topic(who)` is what the sentence speaks of apart from whoever says it, as a question may name it."""
    if without_quotations(sentence.text) != sentence.text:
        return
    found = next((f for origin in attribution.origins if (f := origin.search(sentence.text))), None)
    who = attribution.nominative(_tidy(found["who"])) if found else ""
    if not found or not _is_somebody(who, attribution, reading):
        return
    about = topic(who)
    about = about if is_spoken_of(about, reading) and not _NOT_SAID.search(about) else ""
    verb = found.groupdict().get("verb") or ""
    yield Question(attribution.asks(verb, who, about), "say", 3.3 if about else 2.1, who)


def _tidy(who):
    return " ".join(who.split()).rstrip(" ,.")


def _is_somebody(who, attribution, reading):
    words = re.split(r"[\s’']", who)
    lower = [word.lower() for word in words]
    away = reading.lexicon.pronouns | reading.lexicon.first_person | reading.lexicon.anaphora
    opens = lower[0] in attribution.opens and len(words) > 1
    return 0 < len(words) <= LONGEST and (opens or words[0][:1].isupper()) and not set(lower) & away


_REST = r"[^,;:.«»“”\"()]{3,80}"


def _english(verb, who, topic):
    said = _ENGLISH.get(verb, "say")
    return f"What did {who} {said}{f' about {topic}' if topic else ''}?"


_ENGLISH = {
    "found": "find", "find": "find", "showed": "show", "shows": "show", "concluded": "conclude", "reported": "report",
    "announced": "announce", "estimated": "estimate", "estimates": "estimate",
}  # fmt: skip
_PLURAL = re.compile(r"(?:les|des|deux|trois|plusieurs|los|las|unos|unas|dos|os|as|uns|umas|dois|duas)\s")


def _french(verb, who, topic):
    verb = verb or ("disent" if _PLURAL.match(who) else "dit")
    return _elided(f"Que {verb} {who}{f' au sujet {topic}' if topic else ''} ?")


def _elided(text):
    return re.sub(r"^Que (?=[aeiouéèêâîôh])", "Qu’", text)


def _spanish(verb, who, topic):
    verb = verb or ("dicen" if _PLURAL.match(who) else "dice")
    return f"¿Qué {verb} {who}{f' sobre {topic}' if topic else ''}?"


def _portuguese(verb, who, topic):
    verb = verb or ("dizem" if _PLURAL.match(who) else "diz")
    return f"O que {verb} {who}{f' sobre {topic}' if topic else ''}?"


def _german(verb, who, topic):
    end = " mit" if verb.startswith("teilt") else ""
    return f"Was {verb or 'sagt'} {who}{f' zum Thema {topic}' if topic else ''}{end}?"


_FEMININE = re.compile(
    r"der (?=\w*(?:ung|heit|keit|ion|ie|ität|schaft|zentrale|behörde|ei|stadt|kammer|agentur|klinik|bank|gruppe)\b)",
    re.I,
)
_NEUTER = re.compile(r"des (\w+(?:gericht|ministerium|institut|amt|zentrum|unternehmen))e?s\b", re.I)


def _german_subject(who):
    """ "laut der Studie" and "nach Ansicht des Landgerichts" say who it is in another case; empty where that is unclear."""
    if who.startswith("der "):
        return _FEMININE.sub("die ", who, count=1) if _FEMININE.match(who) else ""
    if who.startswith("des "):
        return _NEUTER.sub(r"das \1", who, count=1) if _NEUTER.match(who) else ""
    words = who.split()
    is_name = all(word[0].isupper() for word in words) and (len(words) > 1 or who[1:] != who[1:].lower())
    return who if is_name or words[0] in {"die", "das"} else ""


def _pattern(text):
    return re.compile(text)


ATTRIBUTIONS = {
    "en": Attribution(
        origins=(
            _pattern(rf"\b[Aa]ccording to (?P<who>{_REST}?)(?=[,.]|$| \()"),
            _pattern(r", (?P<who>(?:the |a )?[\w’' -]{3,60}?) (?P<verb>said|says|found|showed|concluded|reported|estimated"
                     r"|announced)\.$"),
        ),
        asks=_english, opens=of("the a an two three"),
    ),
    "de": Attribution(
        origins=(
            _pattern(r"\b(?:[Ll]aut|[Nn]ach (?:Angaben|Berechnung(?:en)?|Ansicht|Überzeugung|Auskunft|Einschätzung)) "
                     r"(?P<who>(?:(?:der|des) )?(?:[A-ZÄÖÜ][\w&-]+(?: der| des)? ?){1,4})"),
            _pattern(r"(?P<who>der [A-ZÄÖÜ][\w-]+(?: der [A-ZÄÖÜ]\w+)?(?: [A-ZÄÖÜ]\w+)?) zufolge\b"),
            _pattern(r", (?P<verb>sagte|sagt|erklärte|erklärt|berichtete|berichtet|betonte|warnte|warnt|teilte|teilt) "
                     rf"(?P<who>(?:der|die|das) {_REST}?)(?: mit)?\.$"),
        ),
        asks=_german, opens=of("die das der"), nominative=_german_subject,
    ),
    "fr": Attribution(
        origins=(
            _pattern(rf"\b(?:[Ss]elon|[Dd][’']après) (?P<who>{_REST}?)(?=[,.]|$| \()"),
            _pattern(r", (?P<verb>(?:(?:a|ont|avait|avaient) )?(?:montré|indiqué|annoncé|constaté|confirmé|conclu|estimé|établi"
                     r"|précisé|révélé|rapporté|montre|indique|annonce|constate|confirme|conclut|estime|précise|révèle"
                     rf"|rapporte|rappelle|montrent|indiquent|annoncent|constatent|estiment|rapportent)) (?P<who>{_REST})\.$"),
            _pattern(r", (?P<verb>montre|révèle|indique|conclut) (?P<who>une? [\w’' -]{3,40}?)(?= publiée? )"),
        ),
        asks=_french, opens=of("le la les l un une des deux trois plusieurs"),
    ),
    "es": Attribution(
        origins=(
            _pattern(rf"\b[Ss]egún (?!lo |se |que )(?P<who>{_REST}?)(?=[,.]|$| \()"),
            _pattern(r", (?P<verb>indica|muestra|señala|concluye|revela|informa|indicó|informó|anunció|señaló|confirmó|advierte"
                     rf"|advirtió|indican|señalan|explica|explicó) (?P<who>{_REST})\.$"),
        ),
        asks=_spanish, opens=of("el la los las un una unos unas"),
    ),
    "pt": Attribution(
        origins=(
            _pattern(rf"(?:, segundo|^Segundo|\b[Dd]e acordo com|, conforme) (?P<who>{_REST}?)(?=[,.]|$| \()"),
            _pattern(r", (?P<verb>indica|mostra|aponta|conclui|revela|informa|indicou|informou|anunciou|apontou|confirmou|alerta"
                     rf"|explica|explicou|estima|indicam|estimam) (?P<who>{_REST})\.$"),
        ),
        asks=_portuguese, opens=of("o a os as um uma"),
    ),
}  # fmt: skip
