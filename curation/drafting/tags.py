"""Tags of a source: the site's own where they fit, then names and terms that come back."""

import math
import re
from collections import Counter

from common.text import fold, tag_key

from .phrases import phrases_of
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
        if key not in chosen and 2 * len(stems & kin) < len(stems):
            chosen[key] = name
            kin |= stems
        if len(chosen) == MOST:
            break
    return tuple(chosen.values())


def pascal(name: str) -> str:
    """`sovereign AI` becomes `SovereignAI`."""
    pieces = re.findall(r"[^\W_]+", re.sub(r"['’]s\b", "", name))
    return "".join(piece if piece != piece.lower() else piece[:1].upper() + piece[1:] for piece in pieces)


def _stems(name, reading):
    if not reading.lexicon.spaced:
        return {name}
    stem = stemmer(reading.lexicon.code)
    parts = re.findall(r"[^\W_]+", re.sub(r"(?<=[a-zß-ÿ])(?=[A-ZÀ-Þ])", " ", name))
    return {stem(word.lower()) for word in parts if word.lower() not in reading.lexicon.stopwords} or {name.lower()}


def _known(reading, known):
    """Known tags that the source uses at least twice as words of their own, the most used first."""
    text = fold(reading.title + "\n" + reading.text)
    used = {name: _uses(name, text, reading) for name in known if _may_be_tag(name, reading)}
    wanted = [name for name, count in used.items() if count >= 2]
    return sorted(wanted, key=lambda name: (-used[name], name))[:4]


def _may_be_tag(name, reading):
    return len(tag_key(name)) > 1 and fold(name) not in reading.lexicon.stopwords


def _uses(name, text, reading):
    """How often a name stands in the folded text, however its words are joined; `Art` is not in "party"."""
    spaced = re.sub(r"(?<=[a-zß-ÿ0-9])(?=[A-ZÀ-Þ])", " ", name.lstrip("#"))
    pattern = r"[\s\-]?".join(map(re.escape, re.split(r"[\s\-_]+", fold(spaced))))
    if reading.lexicon.spaced:
        pattern = rf"(?<!\w){pattern}(?!\w)"
    return sum(1 for _ in re.finditer(pattern, text))


def _found(reading):
    spelling, weight = {}, Counter()
    for sentence in reading.sentences:
        for key, phrase in _tags_of(sentence, reading).items():
            spelling.setdefault(key, []).append(phrase)
            weight[key] += 1 / (1 + sentence.index / 40)
    weight = _without_wholes(weight)
    forms = {key: _best_form(found) for key, found in spelling.items()}
    best = sorted(
        forms, key=lambda key: (-_worth(forms[key], weight[key], len(spelling[key]), reading), forms[key].key)
    )
    names = [pascal(forms[key].text) for key in best]
    return [*names[:2], *_of_the_title(names[:4], reading), *names[2:]]


def _of_the_title(names, reading):
    """A word of the title that comes back in the text, though it may be no noun: "mapuche" in "cuestión mapuche"."""
    if not reading.lexicon.spaced or not reading.lexicon.determiners:
        return []
    stem, covered = stemmer(reading.lexicon.code), set().union(*(_stems(name, reading) for name in names))
    words = [word for word in re.findall(r"[^\W\d_]{4,}", reading.title) if _may_name(word.lower(), reading)]
    often = [
        word for word in words if reading.weights[stem(word.lower())] >= _OFTEN and stem(word.lower()) not in covered
    ]
    return [pascal(word) for word in often if word.lower() not in reading.byline_words][:1]


_OFTEN = 10  # sentences with the word, those of the title counting double


def _may_name(word, reading):
    lexicon = reading.lexicon
    return word not in lexicon.stopwords | lexicon.generic | lexicon.calendar | lexicon.titles


def _tags_of(sentence, reading):
    phrases = (_untitled(phrase, reading) for phrase in phrases_of(sentence, reading))
    return {frozenset(_stems(phrase.text, reading)): phrase for phrase in phrases if _is_tag(phrase, reading)}


def _untitled(phrase, reading):
    """ "Mr Obama" is filed under "Obama"."""
    first, _, rest = phrase.text.partition(" ")
    if rest and first.lower().strip(".") in reading.lexicon.titles:
        return phrase._replace(text=rest.lstrip(), words=phrase.words - 1)
    return phrase


def _without_wholes(weight):
    """A word counts less for standing inside a longer phrase that counts itself: "loi" in "projet de loi"."""
    longer = [(key, count) for key, count in weight.items() if len(key) > 1 and count > 1]
    inside: Counter = Counter()
    for key, count in longer:
        for stem in key:
            inside[stem] = max(inside[stem], count)
    return Counter(
        {key: count - (0.6 * inside[next(iter(key))] if len(key) == 1 else 0) for key, count in weight.items()}
    )


def _best_form(found):
    """The spelling used most, then the shortest: the nominative rather than the genitive."""
    texts = Counter(phrase.text for phrase in found)
    best = min(texts, key=lambda text: (-texts[text], len(text), text))
    return next(phrase for phrase in found if phrase.text == best)


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


def _worth(phrase, weight, count, reading):
    in_title = fold(phrase.text) in fold(reading.title)
    size = len(phrase.text) / 2 if not reading.lexicon.spaced else phrase.words
    return (
        weight
        * (1 + 0.25 * (size - 1))
        * (1.3 if phrase.is_name else 1)
        * (1.6 if in_title else 1)
        * math.log2(1 + count)
    )
