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
_CONTACT = re.compile(r"^\(|https?://|www\.|\S@\S+\.\S|[{}|<>]|©|^\W*(?:\d+\.|[-•*])\s")
SHORTEST, LONGEST = 28, 330  # characters
SHORTEST_UNKNOWN = 15  # in a language without a whole lexicon; some write no vowels
SHORTEST_CJK, LONGEST_CJK = 10, 140
_CJK = re.compile(f"[{CJK}]")


def is_usable(sentence: Sentence, reading: Reading) -> bool:
    """A complete statement of fair length that belongs to the story."""
    text = sentence.text
    shortest, longest = (SHORTEST_CJK, LONGEST_CJK) if _CJK.search(text[:60]) else (SHORTEST, LONGEST)
    if not reading.lexicon.determiners:
        shortest = min(shortest, SHORTEST_UNKNOWN)
    return (
        shortest <= len(text) <= longest
        and (reading.is_unpunctuated or bool(_FINAL.search(text)))
        and not _QUESTION.search(text)
        and _is_balanced(text)
        and sentence.index not in reading.quoted
        and not _CONTACT.search(text)
        and not text.lower().lstrip("[(- –—").startswith(reading.lexicon.furniture or ("\0",))
        and not any(notice in text.lower() for notice in reading.lexicon.notices)
        and not _starts_small(text, reading)
        and not (reading.lexicon.code == "fr" and _is_fragment(text))
    )


_RELATIVE = re.compile(r"([^,]+), (?:qui|dont) [^,]+\.")
_FRENCH_VERB = re.compile(
    r"\b(?:est|sont|a|ont|va|vont|peut|peuvent|doit|fut|crée|dit|veut"
    r"|[^\W\d_]{3,}(?:é|ait|ent|era|it|ut|aient|e))\b(?!\s\()"
)


def _is_fragment(text):
    """ "La commission, qui critique ce projet.": the main clause has no verb."""
    found = _RELATIVE.fullmatch(text)
    return found is not None and not _FRENCH_VERB.search(_AFTER_ARTICLE.sub("", found.group(1)))


_AFTER_ARTICLE = re.compile(
    r"\b(?:la|le|les|une?|des|du|de|l)[\s'’]+[^\W\d_]+(?:\s[^\W\d_]+(?:ale|ique|aire|ive|elle))*\b", re.I
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
    return is_usable(sentence, reading) and not leans(sentence, reading) and not speaks_as_author(sentence, reading)


def leans(sentence: Sentence, reading: Reading) -> bool:
    """Whether it depends on the sentence before it."""
    lexicon = reading.lexicon
    lower = _opening(sentence)
    if lower.startswith(lexicon.opener_phrases or ("\0",)) or _points_back(sentence, lower, lexicon):
        return True
    first = re.match(r"[^\W_]+(?:['][^\W_]+)?", lower)
    word = first.group() if first else ""
    elided = word.partition("'")[2] if len(word.partition("'")[0]) <= 2 else word
    if word in lexicon.openers or elided in lexicon.openers or _leans_soon(sentence, lexicon):
        return True
    return _is_bare_quotation(sentence) or _pronoun_before_name(sentence, reading)


def leans_lightly(sentence: Sentence, reading: Reading) -> bool:
    """Whether only a connective such as "but" or "however" ties it to the sentence before."""
    words = reading.lexicon.connectives
    opening = _opening(sentence)
    joined = next((word for word in words if opening.startswith(word)), "")
    if not joined or _is_bare_quotation(sentence) or _pronoun_before_name(sentence, reading):
        return False
    following = re.match(r"[\s,，]*([^\W\d_]+)", opening[len(joined) :])
    return not following or following.group(1) not in reading.lexicon.openers


def _opening(sentence):
    return _LEAD.sub("", sentence.text).lower().replace("’", "'")


def _points_back(sentence, opening, lexicon):
    """Something among the first words that only the sentence before explains."""
    if any(0 <= opening.find(words) < 45 for words in lexicon.relative_time):
        return True
    if lexicon.code in _OF_THEM and _OF_THEM[lexicon.code].search(opening[:40]):
        return True
    if not lexicon.spaced:
        return lexicon.code == "zh" and any(sign in sentence.text[:8] for sign in "这该此")
    if lexicon.code in _DROPS_SUBJECT and _DATE_THEN_VERB.match(opening):
        return True
    tokens = [token.lower for token in sentence.tokens[:6]]
    times = lexicon.generic | lexicon.calendar
    return any(
        word in lexicon.anaphora and (tokens[at + 1 : at + 2] or [""])[0] not in times
        for at, word in enumerate(tokens[:5])
    ) or (
        lexicon.code in _DROPS_SUBJECT
        and bool(_DROPPED[lexicon.code].match(tokens[0] if tokens else ""))
        and not sentence.tokens[0].text.isupper()
    )


# "About 230 of them work in Quillmouth": of whom, the sentence before says.
_OF_THEM = {
    "en": re.compile(r"\bof them\b"),
    "de": re.compile(r"\b(?:davon|von ihnen)\b"),
    "fr": re.compile(r"\bd'entre (?:eux|elles)\b"),
    "es": re.compile(r"\bde ell[oa]s\b"),
    "pt": re.compile(r"\b(?:deles|delas|dentre eles|dentre elas)\b"),
}

# Languages that leave the pronoun out: a finite verb at the beginning has its subject in the sentence before.
_DROPS_SUBJECT = {"es", "pt"}
_DATE_THEN_VERB = re.compile(
    r"(?:desde|en|em|a|no) [^,]{0,24}\d{4},? (?:se )?[^\W\d_]+ (?:en|em|como|por|con|com|bajo|sob) "
)
_DROPPED = {
    "es": re.compile(r"[^\W\d_]{2,}(?:ó|aba|aban|ían|aron|ieron|ará|arán)$|(?:fue|era|tiene|está|es|son|hay)$"),
    "pt": re.compile(
        r"[^\W\d_]{2,}(?:ou|ava|avam|iam|aram|eram|iram|ará|arão)$|(?:foi|era|tem|está|é|são|há|quero|errei|tenho)$"
    ),
}


def _leans_soon(sentence, lexicon):
    """A clause that opens with "when it", "if they", "while this"."""
    if _pronoun_after_lead(sentence, lexicon):
        return True
    first = [token.lower for token in sentence.tokens[:4]]
    subordinate = bool(first) and (first[0] in lexicon.subordinators or first[0] in _BEFORE_A_CLAUSE)
    told_before = subordinate and _OBJECT.search(sentence.text.partition(",")[0])
    leaning = subordinate and any(word in lexicon.leaning or word in lexicon.pronouns for word in first[1:3])
    return leaning or bool(told_before)


# "Before later chroniclers left them out, Lorenz thanked them": whom, the sentence before says.
_BEFORE_A_CLAUSE = frozenset("before after since until".split())
_OBJECT = re.compile(r"^[^A-Z]?[^\W\d_]*(?: [a-z’'-]+)* (?:them|him)\b")


def _pronoun_after_lead(sentence, lexicon):
    """ "Published in 1963, it has…": the lead names nobody whom the pronoun could mean."""
    lead, comma, rest = sentence.text[:90].partition(", ")
    words = re.findall(r"[^\W\d_]+", lead)
    following = re.match(r"[^\W\d_]+", rest)
    nameless = not any(word[0].isupper() and word.lower() not in lexicon.calendar for word in words[1:])
    leaning = following and following.group().lower() in (lexicon.leaning | lexicon.pronouns) - lexicon.first_person
    return bool(comma and leaning and nameless)


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
            named = named or _is_somebody(sentence, position, reading)
    return False


_OF_A_PEOPLE = re.compile(r"(?:an|ese|ish|ian)$")


def _is_somebody(sentence, position, reading):
    """Whether a capitalised word may be whom a pronoun means: no place after "in", no "American" before a noun."""
    token = sentence.tokens[position]
    if reading.lexicon.code != "en":
        return position > 0 or reading.is_proper(token)
    following = sentence.tokens[position + 1 : position + 2]
    adjective = _OF_A_PEOPLE.search(token.text) and following and not following[0].is_capitalised
    place = _led_in_by(sentence, position) in {"in", "at", "from", "near", "to", "into", "before"}
    is_shout = len(token.text) > 1 and token.text.isupper()
    return not adjective and not place and not is_shout and (position > 0 or reading.is_proper(token))


def _led_in_by(sentence, position):
    """The small word before a run of capitalised ones."""
    while position > 0 and sentence.tokens[position - 1].is_capitalised:
        position -= 1
    return sentence.tokens[position - 1].lower if position else sentence.tokens[0].lower


def speaks_as_author(sentence, reading):
    outside = _QUOTED.sub("", sentence.text)
    if not reading.lexicon.spaced:
        return any(word in outside for word in reading.lexicon.first_person)
    words = re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)?", outside.replace("’", "'"))
    return any(word.lower() in reading.lexicon.first_person and word not in {"US", "Mine", "MA"} for word in words)


def without_quotations(text: str) -> str:
    return _QUOTED.sub("", text)


def quotations(sentence: Sentence) -> list[re.Match]:
    return list(_QUOTED.finditer(sentence.text))
