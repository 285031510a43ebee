"""One comment as the scorer sees it: its words, and signs that can be told in a sentence."""

import math
import re
from dataclasses import dataclass, field

from comments.scoring.folding import Folded, fold_words
from comments.scoring.lexicon import Lexicon, shipped

YOU = frozenset(
    "you u ya yer youre ur yourself du dich dir euch tu te toi vous usted ustedes vos vosotros eres sois voce voces"
    " vc".split()
)
FIRST_PERSON = frozenset("i ich je yo eu".split())
NEAR = 3  # words between an insult and the person that it is meant for
MOST = 3  # of one sign more do not count

_LINK = re.compile(r"https?://|www\.|\b[a-z0-9-]{1,63}\.(?:com|net|org|ru|xyz|top|shop|info|biz|io|me|example)\b", re.I)
_MONEY = re.compile(r"[$€£]\s?\d|\d\s?(?:[$€£]|usd\b|eur\b|euros?\b|dollars?\b|reais\b|%)", re.I)
_REACH = re.compile(r"\+?\d[\d\s().-]{7,20}\d|\bwa\.me\b|\bt\.me\b|\b[\w.]{1,64}@[\w.]{1,64}\.\w", re.I)
_SHOUTED_MARKS = re.compile(r"[!?]{2,}|!(?=\s*$)")
_CAPITALS = re.compile(r"[^\W\d_]{2,}")
_STRETCHED = re.compile(r"([^\W\d_])\1{3,}")


@dataclass(frozen=True)
class Reading:
    """`signs`: how strongly each is there; `said`: by which words of the comment."""

    words: tuple[str, ...]
    signs: dict[str, float]
    said: dict[str, tuple[str, ...]] = field(default_factory=dict)


def read(text: str, lexicon: Lexicon | None = None) -> Reading:
    lexicon = lexicon or shipped()
    folded = fold_words(text, lexicon)
    said = _said(folded, lexicon)
    signs = {sign: min(len(phrases), MOST) for sign, phrases in said.items()}
    signs |= {sign: value for sign, value in _shape(text, folded).items() if value}
    if folded.disguised:
        said["disguise"] = folded.disguised
        signs["disguise"] = 1
    return Reading(folded.words, {sign: float(value) for sign, value in signs.items()}, said)


def _said(folded: Folded, lexicon: Lexicon) -> dict[str, tuple[str, ...]]:
    """By sign: the phrases of the comment that stand for it. What is quoted counts as that, of whatever kind."""
    said: dict[str, dict[str, None]] = {}
    for hit in lexicon.hits(folded.words):
        phrase = " ".join(folded.words[hit.start : hit.end])
        sign = "quoted" if hit.start in folded.quoted else hit.kind
        said.setdefault(sign, {})[phrase] = None
        if sign in ("insult", "rude", "filth") and _meant_for_somebody(folded, hit):
            said.setdefault(f"{sign}-you", {})[phrase] = None
    return {sign: tuple(phrases) for sign, phrases in said.items()}


def _meant_for_somebody(folded, hit):
    around = range(max(0, hit.start - NEAR), min(len(folded.words), hit.end + NEAR))
    return any(folded.words[at] in YOU for at in around if not hit.start <= at < hit.end and at not in folded.quoted)


def _shape(text, folded):
    letters = _CAPITALS.findall(text)
    shouted = [word for word in letters if len(word) > 3 and word.isupper()]
    return {
        "links": min(len(_LINK.findall(text)), MOST),
        "money": min(len(_MONEY.findall(text)), MOST),
        "reach": min(len(_REACH.findall(text)), 1),
        "capitals": len(shouted) > 1 and len(shouted) / len(letters) > 0.3,
        "marks": min(len(_SHOUTED_MARKS.findall(text)), MOST),
        "stretched": bool(_STRETCHED.search(text)),
        "you": any(word in YOU for at, word in enumerate(folded.words) if at not in folded.quoted),
        "self": bool(FIRST_PERSON & set(folded.words)),
        "length": math.log2(1 + len(folded.words)) / 8,
    }
