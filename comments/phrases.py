"""Listed phrases, found in a text as a reader would find them. Pure; made once for a list, then asked for every text.

A phrase is found as whole words only, so that Scunthorpe is a town. It is found all the same in other letters that look
alike (`comments/folding.py`), with its letters spelled apart (`i d i o t`, `i.d.i.o.t`), cut by signs (`id*iot`) or
stretched (`idiooot`). Where a script has no spaces between words, every place is a boundary.

Each word of a text is looked up by a key in which all that can be confused is the same; only what has the key of a
phrase is read letter by letter. So the time grows with the text alone, however many phrases are listed.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby

from accounts.names import script_of
from comments.folding import SIGNS, UNSPACED, Letter, fold

MANY = 3  # the same letter so often is stretched; no language writes it so
LONGEST = 400  # letters: four times the longest phrase; nothing longer is compared
ALIKE = 12  # letters in a row that can be confused with each other; the rest of them is not read
SPELLED = 3  # letters apart from each other that make a word
GAP = 3  # signs between two letters that are spelled apart
PAIRS = {"m": "rn", "w": "vv"}
_MANY_M = re.compile(r"(rn)+")
_REPEATED = re.compile(r"(.)\1+", re.DOTALL)
_CONNECTORS = frozenset(".-_*'’‘`·•~/\\,:;=#^&()[]{}<>\"")


@dataclass(frozen=True)
class Word:
    letters: tuple[Letter, ...]
    gap: str  # what stands between it and the word before

    @cached_property
    def key(self):
        """Of `vvvvv` nobody knows which are a w, so w and v are one; so are m and rn, however often they come."""
        apart = _classes(self.letters).replace("m", "rn").replace("w", "v")
        return _MANY_M.sub("rn", _collapsed(apart))

    @property
    def is_continued_by_a_mark(self):
        return not self.gap and unicodedata.category(self.letters[0].plain[0])[0] == "M"


@dataclass(frozen=True)
class Listed:
    """A phrase as it was listed; `action` is what the screen does when it is found."""

    text: str
    action: str = "hold"

    @cached_property
    def words(self):
        return _words(fold(self.text))

    @cached_property
    def runs(self):
        return [_runs(word.letters) for word in self.words]

    @cached_property
    def letters(self):
        return _letters(self.words)

    @cached_property
    def joined_runs(self):
        return _runs(self.letters)

    @cached_property
    def scripts(self):
        return _scripts(self.letters)

    @cached_property
    def plain(self):
        return [letter.plain for letter in self.letters]


def key_of(text: str) -> str:
    """The same for phrases that are the same; empty for what has no letters."""
    return " ".join("".join(letter.plain for letter in word.letters) for word in _words(fold(text)))


@dataclass
class Phrases:
    listed: Sequence[Listed] = ()
    _by_words: dict[str, list[Listed]] = field(default_factory=dict)
    _joined: dict[str, list[Listed]] = field(default_factory=dict)
    _spelled: dict[str, list[Listed]] = field(default_factory=dict)
    _counts: set[int] = field(default_factory=set)  # of words
    _beginnings: set[str] = field(default_factory=set)

    def __post_init__(self):
        for phrase in self.listed:
            self._enter(phrase)

    def _enter(self, phrase):
        keys = [word.key for word in phrase.words]
        if not keys:
            return
        spelled = _collapsed(_classes(phrase.letters))
        _add(self._by_words, " ".join(keys), phrase)
        _add(self._joined, Word(phrase.letters, "").key, phrase)
        self._counts.add(len(keys))
        if len(phrase.letters) >= SPELLED:
            _add(self._spelled, spelled, phrase)
            self._beginnings.update(spelled[:end] for end in range(1, len(spelled) + 1))

    def found_in(self, text: str) -> list[Listed]:
        """Each phrase once, in the order in which they stand."""
        if not self.listed:
            return []
        found: dict[Listed, None] = {}
        for reading in _readings(fold(text)):
            words = _words(reading)
            honest = _honest_scripts(words)
            for phrase, letters in self._candidates(words):
                if phrase not in found and _is_meant(letters, phrase, honest):
                    found[phrase] = None
        return list(found)

    def _candidates(self, words) -> Iterator[tuple[Listed, tuple[Letter, ...]]]:
        """Phrases whose letters stand there, with the letters of the text."""
        yield from self._in_words(words, [word.key for word in words])
        yield from self._in_chains(words)
        yield from self._in_spelled(words)

    def _in_words(self, words, keys):
        for at in range(len(words)):
            for phrase in self._joined.get(keys[at], ()):
                if _reads(words[at].letters, phrase.joined_runs) and not _is_cut(words, at + 1):
                    yield phrase, words[at].letters
            for count in self._counts:
                for phrase in self._by_words.get(" ".join(keys[at : at + count]), ()) if count > 1 else ():
                    part = words[at : at + count]
                    if all(map(_reads, (word.letters for word in part), phrase.runs)) and not _is_cut(
                        words, at + count
                    ):
                        yield phrase, _letters(part)

    def _in_chains(self, words):
        """Words that single signs hold together are also one: id*iot, an-us."""
        for chain in _chained(words):
            letters = _letters(chain)
            for phrase in self._joined.get(Word(letters, "").key, ()) if len(letters) <= LONGEST else ():
                if _reads(letters, phrase.joined_runs):
                    yield phrase, letters

    def _in_spelled(self, words):
        for run in _spelled_apart(words):
            for start in range(len(run)):
                yield from self._from(run, start)

    def _from(self, run, start):
        """Phrases that begin at this word; it goes on only as long as some phrase begins with these letters."""
        key, lone = "", 0
        for end in range(start, len(run)):
            word = run[end]
            lone += len(word.letters) == 1
            for letter in word.letters:
                key += "" if key.endswith(letter.klass) else letter.klass
            if key not in self._beginnings:
                return
            count = end + 1 - start
            if count >= SPELLED and 3 * lone >= 2 * count and key in self._spelled:
                letters = _letters(run[start : end + 1])
                yield from ((phrase, letters) for phrase in self._spelled[key] if _reads(letters, phrase.joined_runs))


def _add(table, key, phrase):
    """One of those that are read alike, so that a text is read once for them."""
    same = table.setdefault(key, [])
    if all((other.runs, other.scripts) != (phrase.runs, phrase.scripts) for other in same):
        same.append(phrase)


def _readings(folded: list[Letter | str]) -> Iterable[list[Letter | str]]:
    """With signs as the letters that they stand for, and with signs as signs: $hit, @idiot."""
    yield folded
    if any(isinstance(one, Letter) and one.plain in SIGNS for one in folded):
        yield [one.plain if isinstance(one, Letter) and one.plain in SIGNS else one for one in folded]


def _words(folded):
    words, letters, gap = [], [], " "
    before = None
    for one in [*folded, None]:
        alone = isinstance(one, Letter) and UNSPACED.match(one.plain)
        if letters and (not isinstance(one, Letter) or alone or (before and UNSPACED.match(before.plain))):
            words.append(Word(_squeezed(letters), gap))
            letters, gap = [], ""
        if isinstance(one, Letter):
            letters.append(one)
        elif one is not None:
            gap += one
        before = one if isinstance(one, Letter) else None
    return words


def _letters(words):
    return _squeezed([letter for word in words for letter in word.letters])


def _classes(letters):
    return "".join(letter.klass for letter in letters)


def _collapsed(key):
    return _REPEATED.sub(r"\1", key)


def _is_cut(words, end):
    """The last letter goes on: a vowel sign belongs to it."""
    return end < len(words) and words[end].is_continued_by_a_mark


def _chained(words):
    """Runs of words with exactly one connecting sign between them."""
    chain = words[:1]
    for word in words[1:]:
        if len(word.gap) == 1 and word.gap in _CONNECTORS:
            chain.append(word)
            continue
        if len(chain) > 1:
            yield chain
        chain = [word]
    if len(chain) > 1:
        yield chain


def _spelled_apart(words):
    """Runs of words of a letter or two, close to each other."""
    run, same = [], 0
    for word in words:
        short = len(word.letters) <= 2 or len({letter.klass for letter in word.letters}) == 1
        same = same + 1 if run and word.key == run[-1].key else 1
        if not short or (run and (not word.gap or len(word.gap) > GAP)):
            if len(run) >= SPELLED:
                yield run
            run = []
        if short and same <= ALIKE:
            run.append(word)
    if len(run) >= SPELLED:
        yield run


def _runs(letters):
    """[(letter, how often)]: idiot → i1 d1 i1 o1 t1; cool → c1 o2 l1."""
    return [(letter, min(MANY, len(list(same)))) for letter, same in groupby(one.readings[0] for one in letters)]


def _reads(letters: Sequence[Letter], runs) -> bool:
    """Whether the letters can be read as the phrase. A letter may be stretched (three or more) anywhere, doubled only
    if another is too: good is not god, but goodd is meant for it."""
    if len(letters) > LONGEST:
        return False
    states = {(0, 0)}
    for letter, often in runs:
        states = {state for at in states for state in _after(letters, letter, often, *at)}
    return any(end == len(letters) and doubled != 1 for end, doubled in states)


def _after(letters, wanted, often, at, doubled):
    count = 0
    while step := _step(letters, at, wanted):
        at, count = at + step, count + 1
        if count == often or count >= MANY:
            yield at, doubled
        elif count == 2 and often == 1:
            yield at, min(doubled + 1, 2)


def _step(letters, at, wanted):
    """How many letters of the text are one of the phrase here: rn is one m to the eye."""
    if at < len(letters) and wanted in letters[at].readings:
        return 1
    pair = PAIRS.get(wanted, "")
    here = letters[at : at + 2]
    return 2 if pair and len(here) == 2 and all(map(str.__contains__, (one.readings for one in here), pair)) else 0


def _squeezed(letters):
    """The same letter at most three times in a row, and letters that can be confused twelve times."""
    kept: list[Letter] = []
    same = alike = 0
    for letter in letters:
        same = same + 1 if kept and kept[-1].plain == letter.plain else 1
        alike = alike + 1 if kept and kept[-1].klass == letter.klass else 1
        if same <= MANY and alike <= ALIKE:
            kept.append(letter)
    return tuple(kept)


def _is_meant(letters, phrase, honest):
    """Not a number that only looks like a word; not a word of another script where that script is really written."""
    plain = [letter.plain for letter in letters]
    if not any(sign.isalpha() for sign in plain) and plain != phrase.plain:
        return False
    scripts = _scripts(letters)
    return len(scripts) != 1 or scripts == phrase.scripts or not scripts <= honest


def _scripts(letters):
    return {"LATIN" if one.plain.isascii() else script_of(one.plain) for one in letters if one.plain.isalpha()}


def _honest_scripts(words):
    """Latin, and those in which the text has a word with a letter that looks like no Latin one."""
    honest = {"LATIN"}
    for word in words:
        own = any(not one.plain.isascii() and one.plain == one.readings[0] for one in word.letters)
        scripts = _scripts(word.letters) if own else set()
        if len(scripts) == 1:
            honest |= scripts
    return honest
