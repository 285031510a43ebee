"""A sentence taken apart for asking: what stands before the subject, the subject, its verb, and the rest."""

import re
from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

from ..lexicon.given import GIVEN
from ..reading import Reading, Sentence, Token
from ..standing import without_quotations

LONGEST_SUBJECT = 9  # words
LONGEST_REST = 11
_APPOSITION = 16  # words between its two commas
BREAK = r",(?!\d)|:(?!\d)|[;—–(\[\"“”„«»]|\s-\s|--"  # a comma or colon within a number breaks nothing
_BREAK = re.compile(BREAK)


class Clause(NamedTuple):
    """`lead` is the adverbial before the subject, `rest` what follows the verb up to the first break."""

    lead: str
    subject: str
    verb: str
    rest: str
    after: str


def parse(
    sentence: Sentence,
    reading: Reading,
    *,
    is_verb: Callable[[str], bool],
    leads: re.Pattern,
    adverbs: frozenset = frozenset(),
    linkers: frozenset = frozenset(),
) -> Clause | None:
    """The main clause, or nothing where the sentence is not plainly subject, verb, rest.

    `linkers` are words that begin another clause: none may stand in the subject, and the rest ends before one.
    """
    text = sentence.text
    lead = leads.match(text)
    body = text[lead.end() :] if lead else text
    tokens = Sentence(0, 0, len(body), 0, body, sentence.lexicon).tokens
    place = _verb_place(tokens, body, is_verb, linkers)
    if not place:
        return None
    subject_end, at = place
    subject = body[: tokens[subject_end - 1].end].strip()
    if not _names_something(tokens[:subject_end], reading, linkers) or _BREAK.search(subject):
        return None
    skipped = at + 1 < len(tokens) and tokens[at + 1].lower in adverbs
    after = body[tokens[at + skipped].end :].lstrip()
    rest = cut(after, linkers)
    return Clause(
        lead.group(lead.lastindex or 0) if lead else "",
        small_start(subject, tokens[0], reading),
        tokens[at].text,
        rest,
        after,
    )


def _verb_place(tokens: list[Token], body, is_verb, linkers):
    """How many words the subject has, and where the verb stands; an apposition between commas is skipped."""
    for at, token in enumerate(tokens[: LONGEST_SUBJECT + _APPOSITION]):
        gap = gap_before(at, tokens, body) if at else ""
        if at and "," in gap:
            return _after_apposition(tokens, body, at, is_verb) if at <= LONGEST_SUBJECT else None
        if at and (gap.strip() or token.lower in linkers or at > LONGEST_SUBJECT):
            return None
        if at and not token.is_capitalised and is_verb(token.lower):
            return at, at
    return None


def _after_apposition(tokens, body, start, is_verb):
    for at in range(start + 1, min(len(tokens), start + _APPOSITION)):
        if "," in gap_before(at, tokens, body):
            return (start, at) if is_verb(tokens[at].lower) else None
    return None


def gap_before(at: int, tokens: list[Token], body: str) -> str:
    """What stands between a word and the one before it; nothing within a number ("4,2") nor after "d’"."""
    left, right = tokens[at - 1], tokens[at]
    gap = body[left.end : right.start]
    within = gap in {",", ":", "."} and left.text[-1].isdigit() and right.text[0].isdigit()
    return "" if within or gap in {"'", "’", " & "} else gap


def _names_something(tokens, reading, linkers):
    lexicon = reading.lexicon
    words = [token.lower for token in tokens]
    if (_NEGATIVE - _NO_NEGATIVE.get(lexicon.code, frozenset())) & set(words) or _joins_two(tokens, lexicon):
        return False
    if words[0] in lexicon.openers | lexicon.pronouns | lexicon.first_person | linkers:
        return False
    return any(w not in lexicon.stopwords and w not in lexicon.generic and not w.isdigit() for w in words)


_NEGATIVE = frozenset(
    "no none neither ne n aucun aucune ni ningún ninguna no nenhum nenhuma não kein keine keiner".split()
)
_NO_NEGATIVE = {"pt": frozenset({"no"}), "de": frozenset({"no", "ne", "n"})}  # "no Nordeste"


def _joins_two(tokens, lexicon):
    """An article that no preposition or "and" leads in: "the ranking the town received"."""
    pairs = pairwise(tokens)
    return lexicon.code == "en" and any(
        right.text in {"the", "a", "an"}
        and left.lower not in lexicon.prepositions | {"and", "or", "to", "both", "all", "half"}
        for left, right in pairs
    )


def small_start(subject: str, first: Token, reading: Reading) -> str:
    """The subject as it stands within a sentence: its first word small unless it is a name or a German noun."""
    if not first.is_capitalised or reading.is_proper(first):
        return subject
    second = subject[len(first.text) :].lstrip()[:1]
    if second.isupper() and first.lower not in reading.lexicon.determiners and reading.capital_words[first.lower]:
        return subject
    if subject[len(first.text) + 1 : len(first.text) + 2].islower() and not reading.lexicon.nouns_are_capitalised:
        return subject if first.text[1:].lower() != first.text[1:] else subject[:1].lower() + subject[1:]
    known = first.lower in reading.lexicon.stopwords or reading.lower_words[first.lower] or _is_common(first, reading)
    plural = " " not in subject and subject.endswith("s") and not reading.lexicon.nouns_are_capitalised
    if known or plural:
        return subject[:1].lower() + subject[1:]
    return subject


_ABSTRACT = re.compile(r"(?:ing|tion|sion|ment|ity|ness|ship|ism|ence|ance|ics)$")


def _is_common(token, reading):
    """ "Warming water", "Waste water": in English a verb's form that opens a sentence is seldom a name."""
    from .english_verbs import BASES

    return reading.lexicon.code == "en" and bool(_ABSTRACT.search(token.lower) or token.lower in BASES)


def cut(text: str, linkers) -> str:
    """The text up to the first mark or word that begins something else, at most eleven words; else nothing."""
    found = _BREAK.search(text)
    text = text[: found.start()] if found else text.rstrip(".。!… ")
    kept: list[str] = []
    for word in text.split():
        if word.lower().strip(".,") in linkers:
            break
        kept.append(word)
    return " ".join(kept).rstrip(".,") if len(kept) <= LONGEST_REST else ""


def spoken(sentence: Sentence) -> str:
    """What the sentence says outside quotation marks."""
    return without_quotations(sentence.text)


ORGANISATIONS = frozenset(
    """museum university universität université universidad universidade council company group party house commission
    association department ministry institute bank club society office agency service project foundation court police
    government market center centre inc ltd gmbh ag parliament senate congress assembly committee union board
    trust school
    college hospital church army navy force times post guard authority federation league network ministerium verein
    gesellschaft rat amt institut ministère commission conseil assemblée sénat parti société musée ministerio consejo
    partido empresa asociación instituto comisión museo ministério conselho associação comissão museu
    prefeitura ufaa nasa
    cnil games stadt town city port harbour harbor hafen puerto porto state states islands island bay river street
    festival report study act bill law treaty war crisis foods international""".split()
)
_PERSON = re.compile(r"[^\W\d_]+\.?(?:[ -](?:de|da|do|dos|van|von|der|la|del|al|bin|[A-Z]\.?|[^\W\d_]+)){1,3}")


def is_person(subject: str, reading: Reading) -> bool:
    """Whether the subject is probably one person's name, with or without a title."""
    words = subject.split()
    lower = [word.lower().strip(".,") for word in words]
    if set(lower) & ORGANISATIONS or lower[0] in reading.lexicon.determiners or len(words) > 5:
        return False
    titled = lower[0] in reading.lexicon.titles and len(words) > 1
    named = len(words) >= 2 and all(w[0].isupper() or w in reading.lexicon.particles for w in words)
    known = named and (lower[0] in GIVEN or _is_called(words[-1], reading))
    return bool(_PERSON.fullmatch(subject)) and (titled or known)


def names_somebody(words: list[str]) -> bool:
    """Whether a given name with another name behind it stands among the words: "the teacher Nerea Obregón"."""
    return any(a[:1].isupper() and a.lower() in GIVEN and b[:1].isupper() for a, b in pairwise(words))


def _is_called(surname, reading):
    """Whether the source lets somebody of that name say something, or speaks of him or her without the first name."""
    return surname in reading.once(_speakers)


def _speakers(reading):
    """Capitalised words beside a verb of saying."""
    found = set()
    for sentence in reading.sentences:
        tokens = sentence.tokens
        for at, token in enumerate(tokens):
            if token.lower in reading.lexicon.saying:
                near = [*tokens[max(0, at - 2) : at], *tokens[at + 1 : at + 4]]
                found |= {t.text for t in near if t.is_capitalised and t.lower not in reading.lexicon.stopwords}
    return found
