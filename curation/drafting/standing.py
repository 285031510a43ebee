"""Whether a sentence stands alone: whether a reader who sees nothing else of the source understands it."""

import re

from common.text import CJK

from .reading import Reading, Sentence

_FINAL = re.compile(r"[.!…。！۔।]+[\"'”’“»›」』）)\]]*$")
_QUESTION = re.compile(r"[?？؟][\"'”’»›」』）)\]]*$")
_LEAD = re.compile(r"^[\s\"'“„«‚‘(\[¿¡—–\-•*·]+")
_QUOTED = re.compile('“[^”]*”|„[^“”]*[“”]|«[^»]*»|"[^"]*"|「[^」]*」|『[^』]*』')
_PAIRS = (
    ("“", "”"),
    ("«", "»"),
    ("(", ")"),
    ("[", "]"),
    ("（", "）"),
    ("「", "」"),
    ("《", "》"),
)
_CONTACT = re.compile(r"https?://|www\.|\S@\S+\.\S|[{}|<>]|©|^\W*(?:\d+\.|[-•*])\s")
SHORTEST, LONGEST = 35, 330  # characters
SHORTEST_CJK, LONGEST_CJK = 14, 140
_CJK = re.compile(f"[{CJK}]")


def is_usable(sentence: Sentence, reading: Reading) -> bool:
    """A complete statement of fair length that belongs to the story."""
    text = sentence.text
    shortest, longest = (SHORTEST_CJK, LONGEST_CJK) if _CJK.search(text[:60]) else (SHORTEST, LONGEST)
    return (
        shortest <= len(text) <= longest
        and bool(_FINAL.search(text))
        and not _QUESTION.search(text)
        and _is_balanced(text)
        and not _CONTACT.search(text)
        and not text.lower().lstrip("[(- –—").startswith(reading.lexicon.furniture or ("\0",))
        and not _starts_small(text, reading)
    )


def _is_balanced(text):
    odd = text.count('"') % 2 or text.count("„") > text.count("“") + text.count("”")
    if odd:
        return False
    german = "„" in text
    return all(text.count(left) == text.count(right) for left, right in _PAIRS if not (german and left == "“"))


def _starts_small(text, reading):
    first = _LEAD.sub("", text)[:1]
    return first.islower() and reading.lexicon.code in {"en", "de", "fr", "es", "pt"}


def stands_alone(sentence: Sentence, reading: Reading) -> bool:
    """Usable, and it names what it speaks of: no leading pronoun or conjunction, no "I" outside quotation marks."""
    return is_usable(sentence, reading) and not leans(sentence, reading) and not _speaks_as_author(sentence, reading)


def leans(sentence: Sentence, reading: Reading) -> bool:
    """Whether it depends on the sentence before it."""
    lexicon, text = reading.lexicon, _LEAD.sub("", sentence.text)
    lower = text.lower().replace("’", "'")
    if lower.startswith(lexicon.opener_phrases or ("\0",)):
        return True
    first = re.match(r"[^\W_]+(?:['][^\W_]+)?", lower)
    word = first.group() if first else ""
    elided = word.partition("'")[2] if len(word.partition("'")[0]) <= 2 else word
    if word in lexicon.openers or elided in lexicon.openers:
        return True
    return _is_bare_quotation(sentence) or _pronoun_before_name(sentence, reading)


def _is_bare_quotation(sentence):
    """Only somebody's words, and nobody who says them."""
    outside = _QUOTED.sub("", sentence.text)
    return len(outside.strip(" .,!。，")) < 8


def _pronoun_before_name(sentence, reading):
    """A pronoun outside quotation marks with no name, and in English no noun, before it."""
    lexicon = reading.lexicon
    quoted = [(found.start(), found.end()) for found in _QUOTED.finditer(sentence.text)]
    named = False
    for position, token in enumerate(sentence.tokens):
        inside = any(start <= token.start < end for start, end in quoted)
        if not inside and token.lower in lexicon.pronouns:
            if not named:
                return True
        elif not inside and token.is_capitalised and token.lower not in lexicon.stopwords | lexicon.calendar:
            named = named or position > 0 or reading.is_proper(token)
        named = named or (not inside and token.lower in {"who", "that", "qui", "que", "die", "der"} and position > 2)
    return False


def _speaks_as_author(sentence, reading):
    outside = _QUOTED.sub("", sentence.text)
    if not reading.lexicon.spaced:
        return any(word in outside for word in reading.lexicon.first_person)
    words = re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)?", outside.replace("’", "'"))
    return any(word.lower() in reading.lexicon.first_person and word not in {"US", "Mine", "MA"} for word in words)


def quotations(sentence: Sentence) -> list[re.Match]:
    return list(_QUOTED.finditer(sentence.text))
