"""Parts that exceed their whole: of 21 members, 24 voted against."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from curation.evidence.amounts import Amount, Reading, Sentence

from .contradiction import Contradiction, contradiction, one_kind, other_times, overlap, shares_noun

MOST_TOKENS = 14  # between a whole and its part in one sentence
MOST_SENTENCES = 8  # between a whole and a part that names it again

_OUT_OF = {"en": {"of", "among"}, "de": {"von", "unter"}, "fr": {"sur", "parmi"}}
_OF_THEM = {
    "en": (("of", "them"), ("of", "whom"), ("of", "which"), ("of", "these"), ("of", "those"), ("of", "it")),
    "de": (("davon",), ("von", "ihnen"), ("von", "denen"), ("wovon",), ("darunter",)),
    "fr": (("d", "entre", "eux"), ("d", "entre", "elles"), ("dont",), ("parmi", "lesquels"), ("parmi", "lesquelles")),
}
_THESE = {
    "en": (("of", "these"), ("of", "those"), ("among", "these"), ("of", "them")),
    "de": (("von", "diesen"), ("unter", "diesen"), ("davon",), ("von", "ihnen")),
    "fr": (("parmi", "ces"), ("sur", "ces"), ("parmi", "eux"), ("parmi", "elles"), ("de", "ces")),
}
_TOTALITY = {
    "en": "entire whole all total altogether overall has have had comprises consists contains holds owns numbers counts"
    " comes employs includes built there will runs covers stretches spans",
    "de": "gesamt gesamte insgesamt umfasst hat haben zählt gibt entstehen besteht bietet verfügt besitzt beschäftigt"
    " enthält gehören leben stehen wächst erstreckt sind",
    "fr": "compte comptera comptent comprend total ensemble totalité possède emploie abrite contient dispose regroupe"
    " réunit étend accueille sont s",
}
_PARTITIVE = {
    "en": {"of", "in", "from", "at"},
    "de": {"des", "der", "im", "in", "aus", "am", "davon"},
    "fr": {"du", "de", "des", "dans", "d"},
}
_VERBS = frozenset(
    "were was are is have has had will would came went fell took gave died said voted live work own remain stand"
    " belong stayed became got left made ran sat chose said won lost did".split()
)


def part_whole(reading: Reading) -> Iterator[Contradiction]:
    for sentence in reading.sentences:
        for whole, part in stated(sentence, reading.language):
            if part.value > whole.value and (part.least or not part.about) and not whole.about:
                yield contradiction("part-whole", reading, [sentence], _message(part, whole))
    yield from _across(reading)


def _message(part, whole):
    return _("%(part)s cannot be a part of %(whole)s.") % {"part": part.written, "whole": whole.written}


def stated(sentence: Sentence, language: str) -> Iterator[tuple[Amount, Amount]]:
    """Pairs of (whole, part) that one sentence names as such."""
    rows = sentence.amounts
    for n, (whole, part) in enumerate(zip(rows, rows[1:], strict=False)):
        if _part_of(sentence, whole, part, language):
            yield part, whole  # the part stood first
            continue
        if part.first - whole.last > MOST_TOKENS or not _comparable(whole, part):
            continue
        if _opens_with_of(sentence, whole, language) and _counts_the_same(sentence, whole, part, language):
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
    if not gap or not one_kind(part, whole) or part.per or whole.per or not part.exact:
        return False
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
        len(gap) <= 3
        and set(gap) <= _OF.get(language, set())
        and gap[0] in ("of", "out", "der", "von", "des", "sur")
        and bool(whole.nouns)
    )


def _comparable(whole, part):
    return (
        one_kind(whole, part)
        and whole.dimension not in ("share", "fraction", "duration")
        and bool(whole.nouns or whole.dimension)
    )


def _opens_with_of(sentence, whole, language):
    """ "Of the council's 21 members": the preposition opens the sentence or a clause, no verb in between."""
    before = sentence.words(whole.first - 8, whole.first)
    for n in range(len(before) - 1, -1, -1):
        if before[n] in ",;:.()":
            return False
        at = max(whole.first - 8, 0) + n
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
    return part.dimension != "" or not _own_noun(sentence, part, language) or shares_noun(whole, part)


def _own_noun(sentence, part, language):
    if not part.nouns:
        return False
    following = sentence.tokens[part.last]
    if language == "fr":
        return not following.low.endswith(("ent", "ont"))
    return language != "en" or not (following.low.endswith("ed") or following.low in _VERBS)


def _of_them(sentence, whole, part, language):
    """ "18 Mitglieder, 22 davon", "412 employees, 500 of whom", "25 licenciés, dont 30 filles"."""
    gap = sentence.words(whole.last, part.first)
    after = sentence.words(part.last, part.last + 5)
    if whole.dimension and gap[:2] in ([",", "including"], [",", "darunter"]) and len(gap) <= 4:
        return True
    for cue in _OF_THEM.get(language, ()):
        size = len(cue)
        if tuple(gap[-size:]) == cue and len(gap) <= size + 6:
            return True
        if whole.dimension and len(gap) <= 8 and any(tuple(gap[n : n + size]) == cue for n in range(len(gap))):
            return True
        if any(tuple(after[n : n + size]) == cue for n in (0, 1)) and cue != ("dont",):
            return "," in gap or "(" in gap or "–" in gap
    return False


def _across(reading):
    for sentence in reading.sentences:
        for part in sentence.amounts:
            whole = _said_before(reading, sentence, part) or _whole_before(reading, sentence, part)
            if whole and not _within_one(reading, sentence, part):
                yield contradiction(
                    "part-whole", reading, [reading.sentences[whole.sentence], sentence], _message(part, whole)
                )


def _within_one(reading, sentence, part):
    """Whether the sentence has a whole of its own for this part."""
    return any(part in pair for pair in stated(sentence, reading.language))


def _said_before(reading, sentence, part):
    """ "41 of them", "Davon fahren 48": the only count of the sentence before, when that is smaller."""
    if sentence.number == 0 or part.dimension or not part.exact or sentence.other_state:
        return None
    if not _points_back(sentence, part, reading.language):
        return None
    counts = [row for row in reading.sentences[sentence.number - 1].amounts if not row.dimension and row.nouns]
    if len(counts) != 1 or not counts[0].exact or counts[0].value >= part.value:
        return None
    return None if reading.sentences[sentence.number - 1].other_state else counts[0]


_THERE_ARE = {"there", "gibt", "gab", "es", "y"}  # "There are 1,140 of them" counts them all


def _points_back(sentence, part, language):
    if part is not sentence.amounts[0] or sentence.lows & _THERE_ARE:
        return False
    after = sentence.words(part.last, part.last + 4)
    opening = sentence.words(0, 2)
    for cue in _OF_THEM.get(language, ()):
        if tuple(after[: len(cue)]) == cue or (tuple(opening[: len(cue)]) == cue and part.first <= 6):
            return not (cue == ("dont",) or _own_noun(sentence, part, language) and tuple(opening[: len(cue)]) == cue)
    return False


def _whole_before(reading, sentence, part):
    """An earlier whole that this part names again and exceeds; None when another count of the text would hold it."""
    if part.dimension in ("share", "fraction", "duration", "cents", "temperature") or not part.value:
        return None
    if (part.about and not part.least) or part.range or part.per or sentence.other_state:
        return None
    named = _names_these(sentence, part, reading.language)
    wholes = [
        whole
        for earlier in reading.sentences[max(0, sentence.number - MOST_SENTENCES) : sentence.number + 1]
        for whole in earlier.amounts
        if one_kind(whole, part)
        and (earlier is not sentence or whole.first < part.first)
        and _is_whole(reading, earlier, whole, sentence, part, named)
    ]
    if not wholes or any(whole.value >= part.value for whole in wholes):
        return None
    return max(wholes, key=lambda whole: whole.value)


def _names_these(sentence, part, language):
    """The stems between "Of these" and the part: the noun that they are."""
    before = sentence.words(0, part.first)
    for cue in _THESE.get(language, ()):
        if tuple(before[: len(cue)]) == cue and len(before) <= len(cue) + 5:
            return frozenset(sentence.stems[len(cue) : part.first]) & sentence.content
    return frozenset()


def _is_whole(reading, earlier: Sentence, whole: Amount, sentence, part, named):
    if whole.about or whole.range or whole.per or other_times(earlier, sentence):
        return False
    if named:
        return bool(overlap(named, whole.nouns))
    if whole.dimension == "money" or part.dimension == "money":
        return False
    summed = set(earlier.words(whole.first - 4, whole.last + 5)) & _SUMMED
    if summed and _alone(sentence, part, reading.language) and shares_noun(whole, part):
        return True
    partitive = _partitive(sentence, part, reading.language)
    if partitive and overlap(partitive, whole.nouns):
        return True
    near = earlier.words(whole.first - 6, whole.last + 4)
    complement = _complement(sentence, part, reading.language)
    opening = earlier.stems[:5]
    same = shares_noun(whole, part) or (whole.dimension and not whole.nouns)
    if not same or not (set(near) & _totality(reading.language) or overlap(complement, opening)):
        return False
    return bool(overlap(complement, earlier.content - set(whole.nouns)) or overlap(complement, whole.nouns))


_SUMMED = frozenset("total all altogether overall worldwide insgesamt gesamt weltweit total totalité tout".split())
_ALONE = {"en": {"alone"}, "de": {"allein", "alleine"}, "fr": {"seul", "seule"}}
_DEFINITE = {
    "en": {"the", "its", "their", "these", "those", "his", "her"},
    "de": {"der", "ihrer", "seiner", "dieser", "den", "diesen", "ihren", "seinen"},
    "fr": {"la", "l", "les", "ces", "ses", "leurs", "cette", "ce", "son", "sa"},
}


def _alone(sentence, part, language):
    return bool(set(sentence.words(part.first - 6, part.first)) & _ALONE.get(language, set()))


def _partitive(sentence, part, language):
    """ "260 of the seats", "350 ihrer Betten", "300 hectares de cette forêt": the stems of what is meant again."""
    after = sentence.words(part.last, part.last + 4)
    definite = _DEFINITE.get(language, set())
    if language == "en" and after[:1] == ["of"] and after[1:2] and after[1] in definite:
        start = part.last + 2
    elif language == "de" and after[:1] and (after[0] in definite - {"den"} or after[:1] == ["von"]):
        start = part.last + 1
    elif language == "fr" and after[:1] == ["des"]:
        start = part.last + 1
    else:
        return []
    return [s for s in sentence.stems[start : start + 2] if s in sentence.content]


def _totality(language):
    return frozenset(_TOTALITY.get(language, "").split())


def _complement(sentence, part, language):
    """The stems of what the part is of: "71 Wohnungen [des ersten Abschnitts]"."""
    marks = _PARTITIVE.get(language, set())
    for at in range(part.last, min(part.last + 4, len(sentence.tokens))):
        token = sentence.tokens[at]
        if token.kind != "word":
            break
        if token.low in marks and (at > part.last or part.dimension):
            inner = sentence.tokens[at + 1 : at + 5]
            stems = sentence.stems[at + 1 : at + 5]
            return [s for s, t in zip(stems, inner, strict=True) if s in sentence.content and not t.low[:1].isdigit()]
    return []
