"""Where the sentences of a text stand."""

import re
from functools import lru_cache
from typing import NamedTuple


class Span(NamedTuple):
    """A sentence as half-open code-point offsets, and the number of the paragraph that holds it (from 0)."""

    start: int
    end: int
    paragraph: int


_ABBREVIATIONS = {
    "en": "mr mrs ms dr prof st sr jr gov sen rep gen col lt sgt capt rev hon pres supt no nos vs etc fig vol pp approx"
    " inc ltd co corp dept est jan feb mar apr jun jul aug sep sept oct nov dec mt ft ave e.g i.e a.m p.m u.s u.k u.n",
    "de": "dr prof hr fr nr bzw ca usw etc evtl ggf inkl max min mio mrd sog st str tel vgl bd abs art z.b d.h u.a z.t"
    " o.ä s.o i.d.r v.a z b d h u a o geb gest jr sen dipl ing jan feb mär apr jun jul aug sep sept okt nov dez mind",
    "fr": "m mm mme mmes mlle dr pr me st ste av bd cf env etc ex fig hab janv févr juill sept oct nov déc p.ex n° vol",
    "es": "sr sra srta sres dr dra d dña ud uds lic ing prof gral av avda pág págs núm no etc ej ee.uu aprox dpto ma",
    "pt": "sr sra srs dr dra prof profa eng d exmo exma av pág págs núm no etc ex aprox ltda cia art séc e.u.a",
}
_MONTHS = (
    "januar februar märz april mai juni juli august september oktober november dezember jänner jahrhundert klasse platz"
    " etage stock liga geburtstag jahrestag auflage"
).split()
_STARTERS = {
    "en": "the a an in on at he she it they we this that these those but and however after before since when while as"
    " for if its his her their there what who why how both some many most more all",
    "de": "der die das ein eine einen es er sie wir ich in im am an auf mit nach bei von zum zur und aber doch auch wie"
    " wer was wenn als seit für dies diese dieser dieses so laut",
}

_END = re.compile(r"[.!?…]+[\"'”’“»›)\]]*(?=\s|$|\[\d)|[。！？｡︒]+[”’」』）》\"')]*|[؟۔।॥]+[\"”»)]*(?=\s|$)")
_WORD_BEFORE = re.compile(r"[^\s(\[\"'“„«‚‘’\-–—/]+$")
_CLOSING = {"“": "”", "„": "“”", "«": "»", "「": "」", "『": "』", '"': '"'}
_OPENING = re.compile('[“„«「『"]')
_REFERENCES = re.compile(r"^(?:\[\d{1,3}\]\s*)+")  # "[2]" after a full stop, as encyclopedias number their sources
_LONGEST_QUOTE = 400  # characters; a longer quotation is split like any other text
_HEADING = 90  # characters: a paragraph up to here without a final mark is a heading or a caption
_HEADING_CJK = 40
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_FINAL = re.compile(r"[.!?…。！？؟۔।:;：；][\"'”’“»›」』）)\]\s]*(?:\[\d{1,3}\]\s*)*$")
_PARAGRAPH = re.compile(r"[^\n]+")


def sentences(text: str, language: str = "", *, headings: bool = False) -> list[Span]:
    """The sentences of a normalised text in reading order; `text[start:end]` is each, without space around it.

    `language` is a BCP 47 tag; an unknown one gets general rules. A sentence never crosses a paragraph, is not
    cut inside a quotation (up to 400 characters), and headings are left out unless asked for.
    """
    abbreviations, starters = _rules(language.partition("-")[0].lower())
    found = []
    for number, paragraph in enumerate(_PARAGRAPH.finditer(text)):
        if headings or not _is_heading(paragraph.group()):
            cuts = _cuts(paragraph.group(), abbreviations, starters)
            found.extend(_spans(text, paragraph.start(), cuts, number))
    return found


@lru_cache
def _rules(language):
    every = " ".join(_ABBREVIATIONS.values())
    abbreviations = frozenset(_ABBREVIATIONS.get(language, every).split())
    starters = _STARTERS.get(language, _STARTERS["en"])
    return abbreviations, frozenset(starters.split())


def _is_heading(paragraph):
    limit = _HEADING_CJK if _CJK.search(paragraph) else _HEADING
    return len(paragraph) <= limit and not _FINAL.search(paragraph)


def _cuts(paragraph, abbreviations, starters):
    """Offsets in the paragraph after which a new sentence begins; the last is its end."""
    closed_by = _quotations(paragraph)
    cuts = []
    for mark in _END.finditer(paragraph):
        if closed_by(mark.start()) <= mark.end() and _ends(paragraph, mark, abbreviations, starters):
            cuts.append(mark.end())
    if not cuts or cuts[-1] < len(paragraph):
        cuts.append(len(paragraph))
    return cuts


def _quotations(paragraph):
    """A function that says where the quotation around an offset ends (0: none), for offsets that only grow."""
    spans = iter(_quotation_spans(paragraph))
    current = [next(spans, (len(paragraph) + 1, 0))]

    def closed_by(offset):
        while current[0][1] and current[0][1] <= offset:
            current[0] = next(spans, (len(paragraph) + 1, 0))
        start, end = current[0]
        return end if start <= offset else 0

    return closed_by


def _quotation_spans(paragraph):
    position = 0
    while opening := _OPENING.search(paragraph, position):
        start = opening.start()
        ends = _CLOSING[opening.group()]
        closing = [at for mark in ends if (at := paragraph.find(mark, start + 1, start + _LONGEST_QUOTE)) > 0]
        position = min(closing) + 1 if closing else start + 1
        if closing:
            yield start, position


def _ends(paragraph, mark, abbreviations, starters):
    following = _REFERENCES.sub("", paragraph[mark.end() : mark.end() + 40]).lstrip()
    if not following or mark.group()[0] not in ".!?…":
        return True
    if following[0] in "([":
        return True
    opener = following.lstrip("\"'“„«‚‘¿¡—–- ")
    if opener[:1].islower():
        return False
    if mark.group()[0] != ".":
        return True
    before = _WORD_BEFORE.search(paragraph, max(0, mark.start() - 24), mark.start())
    return not before or _full_stop(before, opener, abbreviations, starters)


def _full_stop(before, opener, abbreviations, starters):
    """Whether the full stop after the word `before` ends a sentence that `opener` would follow."""
    word = before.group().lower()
    next_word = re.split(r"\W", opener, maxsplit=1)[0].lower()
    if word.isdigit() and len(word) <= 3 and next_word in _MONTHS:
        return False  # "ihren 102. Geburtstag"
    if word.isdigit() and len(word) <= 2:
        return before.start() > 0 and next_word not in _MONTHS and not _ordinal(next_word, starters)
    initials = (len(word) == 1 and word.isalpha()) or re.fullmatch(r"(?:\w\.)+\w", word)
    if word in _BEFORE_NUMBERS:
        return not next_word.isdigit()
    if initials or word in abbreviations:
        return bool(initials) and len(word) > 1 and next_word in starters
    return True


_BEFORE_NUMBERS = frozenset({"no", "nos"})  # "No. 5", but "Would I go back? No. The phone stays."


def _ordinal(next_word, starters):
    """In German "die 3. Liga" goes on; elsewhere a number may well end a sentence."""
    return "der" in starters and next_word not in starters


def _spans(text, offset, cuts, number):
    start = 0
    for cut in cuts:
        piece = text[offset + start : offset + cut]
        references = _REFERENCES.match(piece)
        lead = references.end() if references else 0
        lead += len(piece[lead:]) - len(piece[lead:].lstrip())
        body = piece[lead:].strip()
        if any(character.isalnum() for character in body):
            yield Span(offset + start + lead, offset + start + lead + len(body), number)
        start = cut
