"""Words and phrases of which it is known what they are, from `lexicon.toml`."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

PEOPLE_HIDE = frozenset({"insult", "filth", "slur"})  # kinds whose words are written in disguise


@dataclass(frozen=True)
class Hit:
    """Words `start` to `end` are of this kind."""

    kind: str
    start: int
    end: int


class Lexicon:
    """Looks words up by their first one. `entries`: kind, words in one look, whether any ending may follow."""

    def __init__(self, entries: Iterator[tuple[str, tuple[str, ...], bool]]):
        self.by_word: dict[str, list[tuple[str, tuple[str, ...], bool]]] = {}
        self.by_beginning: dict[str, set[str]] = {}
        for kind, words, is_open in entries:
            if len(words) == 1 and is_open:
                self.by_beginning.setdefault(words[0], set()).add(kind)
            else:
                self.by_word.setdefault(words[0], []).append((kind, words, is_open))
        self.lengths = sorted(set(map(len, self.by_beginning)))
        self.begun_by = lru_cache(50_000)(self._begun_by)
        self.hideable = [
            word
            for word in (*self.by_word, *self.by_beginning)
            if len(word) > 3 and PEOPLE_HIDE & {hit.kind for hit in self.hits((word,))}
        ]

    def hits(self, words: Sequence[str]) -> list[Hit]:
        """All of each kind, the longest at a place; of one kind none within another."""
        found: list[Hit] = []
        ends: dict[str, int] = {}
        for at, word in enumerate(words):
            if word not in self.by_word and not self.begun_by(word):
                continue
            for hit in self._at(words, at, word):
                if ends.get(hit.kind, 0) <= at:
                    ends[hit.kind] = hit.end
                    found.append(hit)
        return found

    def _at(self, words, at, word):
        alone = [Hit(kind, at, at + 1) for kind in self.begun_by(word)]
        if word not in self.by_word:
            return alone
        entries = [(kind, entry) for kind, entry, is_open in self.by_word[word] if _is(entry, is_open, words, at)]
        longer = [Hit(kind, at, at + len(entry)) for kind, entry in entries]
        return sorted([*alone, *longer], key=lambda hit: -hit.end)

    def _begun_by(self, word):
        """The kinds of which some entry, open at its end, is the beginning of the word."""
        beginnings = (word[:length] for length in self.lengths if length <= len(word))
        return tuple(kind for beginning in beginnings for kind in self.by_beginning.get(beginning, ()))

    def hidden(self, word: str) -> str:
        """The word itself if it is one that people hide."""
        return word if any(hit.kind in PEOPLE_HIDE for hit in self.hits((word,))) else ""

    def longest_within(self, word: str, shortest: int) -> str:
        found = (known for known in self.hideable if len(known) >= shortest and known in word)
        return max(found, key=len, default="")

    def like(self, masked: str) -> str:
        """The known word that `masked` stands for, with any letter for each star; "" if there is none, or too many."""
        pattern = re.compile(re.sub(r"\*", r"\\w", re.sub(r"[^\w*]", "", masked)))
        found = [known for known in self.hideable if pattern.fullmatch(known)]
        return found[0] if found and masked.count("*") < len(found[0]) - 1 else ""


def _is(entry, is_open, words, at):
    if len(entry) > 2 and not (at + 1 < len(words) and words[at + 1] == entry[1]):
        return False
    said = tuple(words[at : at + len(entry)])
    if is_open and len(said) == len(entry):
        return said[:-1] == entry[:-1] and said[-1].startswith(entry[-1])
    return said == entry


@cache
def shipped() -> Lexicon:
    return Lexicon(_entries(Path(__file__).with_name("lexicon.toml")))


def _entries(path):
    from comments.scoring.folding import one_look

    for kind, languages in tomllib.loads(path.read_text(encoding="utf-8")).items():
        for entry in re.split(r"[,\n]", ",".join(languages.values())):
            if words := tuple(re.findall(r"[^\W_]+", one_look(entry))):
                yield kind, words, entry.strip().endswith("*")
