"""Tags of a source: the site's own where they fit, then names and terms that come back."""

import math
import re
from collections import Counter

from common.text import fold, tag_key

from .phrases import phrase_counts, phrases_of
from .reading import Reading, stemmer

MOST, FEWEST = 6, 3
LONGEST = 30  # characters
_PUBLISHER = re.compile(r"\s[|–—-]\s")


def tags(reading: Reading, *, known=()) -> tuple[str, ...]:
    """At most six tags in PascalCase without `#`, no two with one key."""
    chosen: dict[str, str] = {}
    kin: set[str] = set()
    for name in [*_known(reading, known), *_found(reading)]:
        key, stems = tag_key(name), _stems(name, reading)
        if key not in chosen and not (stems & kin and len(chosen) >= 1 and _is_part(stems, kin)):
            chosen[key] = name
            kin |= stems
        if len(chosen) == MOST:
            break
    return tuple(chosen.values())


def pascal(name: str) -> str:
    """`sovereign AI` becomes `SovereignAI`."""
    pieces = re.findall(r"[^\W_]+", re.sub(r"['’]s\b", "", name))
    return "".join(piece if piece[0].isupper() else piece[:1].upper() + piece[1:] for piece in pieces)


def _is_part(stems, kin):
    return stems <= kin


def _stems(name, reading):
    if not reading.lexicon.spaced:
        return {name}
    stem = stemmer(reading.lexicon.code)
    return {stem(word.lower()) for word in re.findall(r"[^\W_]+", re.sub(r"(?<=[a-zß-ÿ])(?=[A-ZÀ-Þ])", " ", name))}


def _known(reading, known):
    """Known tags whose words the source uses at least twice, the most used first."""
    text = tag_key(reading.title + " " + reading.text)
    used = {name: text.count(tag_key(name)) for name in known if len(tag_key(name)) > 2}
    wanted = [name for name, count in used.items() if count >= 2 and _as_words(name, reading)]
    return sorted(wanted, key=lambda name: (-used[name], name))[:4]


def _as_words(name, reading):
    """Whether it occurs as words of its own: `Art` is no tag of a text about parties."""
    if not reading.lexicon.spaced:
        return True
    spaced = re.sub(r"(?<=[a-zß-ÿ0-9])(?=[A-ZÀ-Þ])", " ", name.lstrip("#"))
    pattern = r"[\s\-]?".join(map(re.escape, re.split(r"[\s\-_]+", fold(spaced))))
    return bool(re.search(rf"(?<!\w){pattern}(?!\w)", fold(reading.title + "\n" + reading.text)))


def _found(reading):
    spelling, weight = {}, Counter()
    for sentence in reading.sentences:
        for phrase in phrases_of(sentence, reading):
            if _is_tag(phrase, reading):
                spelling.setdefault(phrase.key, phrase)
                weight[phrase.key] += 1 / (1 + sentence.index / 40)
    best = sorted(spelling, key=lambda key: (-_worth(spelling[key], weight[key], reading), key))
    return [pascal(spelling[key].text) for key in best]


def _is_tag(phrase, reading):
    words = re.findall(r"[^\W_]+", phrase.key)
    outsiders = reading.byline_words
    return (
        3 - (not reading.lexicon.spaced) <= len(phrase.text) <= LONGEST
        and phrase.words <= 3
        and not (set(words) & outsiders)
        and not any(word.isdigit() for word in words)
        and not any(word in reading.lexicon.titles for word in words)
        and not (len(words) == 1 and words[0] in reading.lexicon.generic)
    )


def _worth(phrase, weight, reading):
    in_title = fold(phrase.text) in fold(reading.title)
    count = phrase_counts(reading)[phrase.key]
    size = len(phrase.text) / 2 if not reading.lexicon.spaced else phrase.words
    return (
        weight
        * (1 + 0.25 * (size - 1))
        * (1.3 if phrase.is_name else 1)
        * (1.6 if in_title else 1)
        * math.log2(1 + count)
    )
