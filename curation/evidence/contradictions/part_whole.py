"""Parts that exceed their whole in one sentence: of 21 members, 24 voted against."""

import itertools
from collections.abc import Iterator

from django.utils.translation import gettext as _

from curation.evidence.amounts import Amount, Reading, Sentence

from .contradiction import Contradiction, contradiction, one_kind, shares_noun

MOST_TOKENS = 14  # between a whole and its part in one sentence

_OUT_OF = {"en": {"of", "among"}, "de": {"von", "unter"}, "fr": {"sur", "parmi"}}
OF_THEM = {
    "en": (("of", "them"), ("of", "whom"), ("of", "which"), ("of", "these"), ("of", "those"), ("of", "it"),
           ("among", "them")),
    "de": (("davon",), ("von", "ihnen"), ("unter", "ihnen"), ("von", "denen"), ("wovon",), ("darunter",)),
    "fr": (("d", "entre", "eux"), ("d", "entre", "elles"), ("dont",), ("parmi", "lesquels"), ("parmi", "lesquelles"),
           ("parmi", "eux"), ("parmi", "elles")),
}  # fmt: skip
_VERBS = frozenset(
    "were was are is have has had will would came went fell took gave died said voted live work own remain stand"
    " belong stayed became got left made ran sat chose said won lost did".split()
)


def part_whole(reading: Reading) -> Iterator[Contradiction]:
    for sentence in reading.sentences:
        for whole, part in stated(sentence, reading.language):
            if part.value > whole.value and (part.least or not part.about) and not whole.about:
                yield contradiction("part-whole", reading, [sentence], message(part, whole))


def message(part, whole):
    return _("%(part)s cannot be a part of %(whole)s.") % {"part": part.written, "whole": whole.written}


def stated(sentence: Sentence, language: str) -> Iterator[tuple[Amount, Amount]]:
    """Pairs of (whole, part) that one sentence names as such."""
    rows = sentence.amounts
    for n, (whole, part) in enumerate(itertools.pairwise(rows)):
        if _part_of(sentence, whole, part, language):
            yield part, whole  # the part stood first
            continue
        changed = sentence.words(whole.last, part.first)[:1] in (["auf"], ["to"], ["à"], ["bis"])
        if part.first - whole.last > MOST_TOKENS or not _comparable(whole, part) or changed:
            continue
        if opens_with_of(sentence, whole, language) and _counts_the_same(sentence, whole, part, language):
            yield whole, part
        elif _of_them(sentence, whole, part, language):
            yield max((row for row in rows[: n + 1] if one_kind(row, part)), key=lambda row: row.value), part


_OF = {
    "en": {"of", "the", "all", "its", "their", "out", "those", "these", "his", "her", "our"},
    "de": {"der", "von", "den", "ihrer", "seiner", "dieser", "insgesamt"},
    "fr": {"des", "de", "les", "sur", "ses", "leurs", "ces"},
}


def _part_of(sentence, part, whole, language):
    """ "24 of the 21 members", "24 der 21 Mitglieder", "24 élus sur 21"."""
    gap = sentence.words(part.last, whole.first)
    if not gap or not one_kind(part, whole) or part.per or whole.per or part.range or not whole.exact:
        return False
    if _out_of(gap, language):
        return whole.dimension in ("", "money", "length", "area")
    if part.dimension:
        return part.dimension == "money" and gap in (
            ["of", "its"],
            ["of", "the"],
            ["of", "their"],
            ["von"],
            ["der"],
            ["des"],
        )
    if language == "fr" and gap[-1] != "sur" and "sur" not in gap and gap != ["des"]:
        return False
    if language == "fr" and gap[-1] == "sur":
        return len(gap) <= 2 and bool(part.nouns) and not whole.nouns and whole.value > 10
    return (
        len(gap) <= 3 and set(gap) <= _OF.get(language, set()) and gap[0] in ("of", "out", "der", "von", "des", "sur")
    )


def _out_of(gap, language):
    """ "£310,000 for himself out of the £280,000"."""
    tail = gap[:-1] if gap[-1] in ("the", "its", "their", "his", "her", "these") else gap
    return language == "en" and tail[-2:] == ["out", "of"] and len(gap) <= 6 and not set(gap) & {",", "and", ";"}


def _comparable(whole, part):
    return (
        one_kind(whole, part)
        and whole.dimension not in ("share", "fraction", "duration")
        and bool(whole.nouns or whole.dimension or whole.all)
    )


def opens_with_of(sentence, whole, language):
    """ "Of the council's 21 members": the preposition opens the sentence or a clause, no verb in between."""
    before = sentence.words(whole.first - 8, whole.first)
    for n in range(len(before) - 1, -1, -1):
        if before[n] in ",;:.()":
            return False
        at = max(whole.first - 8, 0) + n
        if any(at <= row.first < whole.first for row in sentence.amounts):
            return False
        if before[n] == "of" and at == 1 and sentence.tokens[0].low == "out":
            return True
        if before[n] in _OUT_OF.get(language, ()) and (at == 0 or sentence.tokens[at - 1].kind == "sign"):
            return True
    return False


def _counts_the_same(sentence, whole, part, language):
    """Whether the part has no noun of its own, or the noun of the whole."""
    gap = sentence.words(whole.last, part.first)
    if not {",", ":"} & set(gap) and language == "en":
        return False
    some = bool(set(part.nouns) & SUBSETS) and bool(set(gap) & _WERE)
    return part.dimension != "" or not own_noun(sentence, part, language) or shares_noun(whole, part) or some


SUBSETS = frozenset(
    "women men children girl boy frau frauen mann kind mädchen jung femm homm enfant fill garcon".split()
)
_WERE = frozenset("were are was sind waren war sont étaient".split())


def own_noun(sentence, part, language):
    if not part.nouns:
        return False
    low = sentence.tokens[part.last].low
    if language == "fr":
        return not low.endswith(("ent", "ont"))
    if language == "en":
        plural = low.endswith("s") or low in _PLURALS
        return plural and low not in _VERBS
    return True


_PLURALS = frozenset("people men women children police fish sheep cattle staff aircraft mice feet crew".split())


def _of_them(sentence, whole, part, language):
    """ "18 Mitglieder, 22 davon", "412 employees, 500 of whom", "25 licenciés, dont 30 filles"."""
    gap = sentence.words(whole.last, part.first)
    after = sentence.words(part.last, part.last + 5)
    if whole.dimension and gap[:2] in ([",", "including"], [",", "darunter"]) and len(gap) <= 4:
        return True
    for cue in OF_THEM.get(language, ()):
        size = len(cue)
        if tuple(gap[-size:]) == cue and len(gap) <= size + 6:
            return True
        if whole.dimension and len(gap) <= 8 and any(tuple(gap[n : n + size]) == cue for n in range(len(gap))):
            return True
        if any(tuple(after[n : n + size]) == cue for n in (0, 1)) and after[0] != "," and cue != ("dont",):
            return bool({",", "(", "–", ";", ":"} & set(gap))
    return False
