"""Parts that exceed their whole: of 21 members, 24 voted against."""

import itertools
from collections.abc import Iterator

from django.utils.translation import gettext as _

from curation.evidence.amounts import Amount, Reading, Sentence

from .contradiction import Contradiction, contradiction, one_kind, other_times, overlap, shares_noun
from .subjects import are_people, same_noun

MOST_TOKENS = 14  # between a whole and its part in one sentence
MOST_SENTENCES = 8  # between a whole and a part that names it again

_OUT_OF = {"en": {"of", "among"}, "de": {"von", "unter"}, "fr": {"sur", "parmi"}}
_OF_THEM = {
    "en": (("of", "them"), ("of", "whom"), ("of", "which"), ("of", "these"), ("of", "those"), ("of", "it"),
           ("among", "them")),
    "de": (("davon",), ("von", "ihnen"), ("unter", "ihnen"), ("von", "denen"), ("wovon",), ("darunter",)),
    "fr": (("d", "entre", "eux"), ("d", "entre", "elles"), ("dont",), ("parmi", "lesquels"), ("parmi", "lesquelles"),
           ("parmi", "eux"), ("parmi", "elles")),
}  # fmt: skip
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
    for n, (whole, part) in enumerate(itertools.pairwise(rows)):
        if _part_of(sentence, whole, part, language):
            yield part, whole  # the part stood first
            continue
        changed = sentence.words(whole.last, part.first)[:1] in (["auf"], ["to"], ["à"], ["bis"])
        if part.first - whole.last > MOST_TOKENS or not _comparable(whole, part) or changed:
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
    return len(gap) <= 3 and set(gap) <= _OF.get(language, set()) and gap[0] in ("of", "out", "der", "von", "des", "sur")


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
    some = bool(set(part.nouns) & _SUBSETS) and bool(set(gap) & _WERE)
    return part.dimension != "" or not _own_noun(sentence, part, language) or shares_noun(whole, part) or some


_SUBSETS = frozenset("women men children girl boy frau frauen mann kind mädchen jung femm homm enfant fill garcon".split())
_WERE = frozenset("were are was sind waren war sont étaient".split())


def _own_noun(sentence, part, language):
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
    before = reading.sentences[sentence.number - 1 : sentence.number]
    if sentence.number > 1 and before[0].words(0, 1)[0] in _THEY:
        before = [*before, reading.sentences[sentence.number - 2]]
    counts: list[Amount] = next((rows for each in before if (rows := _counts(each))), [])
    if len(counts) != 1 or not counts[0].exact or counts[0].value >= part.value:
        return None
    return None if any(each.other_state for each in before) else counts[0]


_THEY = {"they", "sie", "ils", "elles"}


def _counts(sentence):
    return [row for row in sentence.amounts if not row.dimension and row.nouns]


_THERE_ARE = {"there", "gibt", "gab", "es", "y"}  # "There are 1,140 of them" counts them all


def _points_back(sentence, part, language):
    if part is not sentence.amounts[0] or sentence.lows & _THERE_ARE:
        return False
    after = sentence.words(part.last, part.last + 4)
    opening = sentence.words(0, 2)
    for cue in _OF_THEM.get(language, ()):
        if tuple(after[: len(cue)]) == cue or (tuple(opening[: len(cue)]) == cue and part.first <= 6):
            return not (cue == ("dont",) or (_own_noun(sentence, part, language) and tuple(opening[: len(cue)]) == cue))
    return False


def _whole_before(reading, sentence, part):
    """An earlier whole that this part names again and exceeds; None when another count of the text would hold it."""
    if part.dimension in ("share", "fraction", "duration", "cents", "temperature") or not part.value:
        return None
    if (part.about and not part.least) or part.range or part.per or sentence.other_state:
        return None
    if sum_named := _of_this_sum(reading, sentence, part):
        return sum_named
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
    language = reading.language
    if named:
        return any(same_noun(stem, whole.nouns, language) for stem in named)
    if whole.dimension == "money" or part.dimension == "money":
        return _is_fund(earlier, whole, sentence, part, language)
    summed = set(earlier.words(whole.first - 4, whole.last + 5)) & _SUMMED
    if summed and _alone(sentence, part, language) and shares_noun(whole, part):
        return True
    partitive = _partitive(sentence, part, language)
    if any(same_noun(stem, whole.nouns, language) for stem in partitive):
        return True
    if partitive and not whole.dimension and _names_them(reading, earlier, whole, sentence, part, partitive):
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
    "en": {"the", "its", "their", "these", "those", "his", "her", "our", "my"},
    "de": {"der", "ihrer", "seiner", "dieser", "den", "diesen", "ihren", "seinen", "unserer", "unseren", "jener"},
    "fr": {"la", "l", "les", "ces", "ses", "leurs", "cette", "ce", "son", "sa", "nos", "mes"},
}


def _alone(sentence, part, language):
    return bool(set(sentence.words(part.first - 6, part.first)) & _ALONE.get(language, set()))


def _partitive(sentence, part, language):
    """ "260 of the seats", "350 ihrer Betten", "300 hectares de cette forêt": the stems of what is meant again."""
    start = _behind_of(sentence, part, language)
    return [s for s in sentence.stems[start : start + 2] if s in sentence.content] if start else []


def _behind_of(sentence, part, language):
    """The token behind "of the", "der", "de nos"; 0 without such words."""
    after, definite = sentence.words(part.last, part.last + 3), _DEFINITE.get(language, set())
    two = after[:1] in (["of"], ["from"], ["von"], ["de"], ["d"], ["parmi"], ["entre"]) and after[1:2]
    if two and after[1] in definite:
        return part.last + 2
    one = (language == "de" and after[:1] and (after[0] in definite - {"den"} or after[0] == "von")) or (
        language == "fr" and after[:1] == ["des"]
    )
    return part.last + 1 if one else 0


_THIS = frozenset("these those this diese dieser diesen jener ces cette ce".split())


def _names_them(reading, earlier, whole, sentence, part, partitive):
    """ "Those loans", "der Wartenden": another word for what the only count of the sentence before counts."""
    if sentence.number - earlier.number > 2 or whole.dimension or not whole.nouns:
        return False
    between = reading.sentences[earlier.number : sentence.number]
    if sum(len(_counts(each)) for each in between) != 1:
        return False
    noun, language = partitive[0], reading.language
    if are_people(noun, language) != are_people(whole.nouns[0], language) and not _of_a_verb(noun, earlier):
        return False
    said = any(noun in each.content for each in reading.sentences[: sentence.number])
    if noun in earlier.content and not _is_participle(sentence, part, language):
        return False
    demonstrative = bool(set(sentence.words(part.last, part.last + 2)) & _THIS)
    return (demonstrative and not said) or (are_people(whole.nouns[0], language) and _of_a_verb(noun, earlier))


def _of_a_verb(noun, sentence):
    """die Wartenden, les blessés, the wounded: who does or suffers what the sentence tells."""
    return len(noun) >= 4 and any(other[:4] == noun[:4] for other in sentence.content)


def _is_participle(sentence, part, language):
    """ "36 der Verletzten", "15 of the injured", "12 des blessés"."""
    at = _behind_of(sentence, part, language)
    low = sentence.tokens[at].low if at and at < len(sentence.tokens) else ""
    ends = {"en": ("ed", "ing", "hurt"), "de": ("ten", "nden", "enen"), "fr": ("és", "ées", "ants", "us")}
    return low.endswith(ends.get(language, ("?",)))


_SUM = frozenset(
    "sum amount money total figure budget grant fund donation summe betrag geld gesamtsumme gesamtbetrag gelder mittel"
    " mitteln somme montant budget enveloppe total argent subvention".split()
)
_OF_THIS = frozenset("this that these the diese dieser diesem diesen der dem cette ce ces".split())


def _of_this_sum(reading, sentence, part):
    """ "Sur cette somme, 8 millions iront …": more than any sum of the two sentences before."""
    before = sentence.words(0, part.first)
    opened = before[:1] and before[0] in ("of", "from", "out", "von", "aus", "sur", "de") and set(before[1:3]) & _OF_THIS
    money = part.dimension == "money" or (not part.dimension and not part.nouns and part.value >= 10_000)
    if not money or not opened or len(before) > 8 or not set(before[:5]) & _SUM:
        return None
    sums = [
        row
        for each in reading.sentences[max(0, sentence.number - 2) : sentence.number]
        for row in each.amounts
        if row.dimension == "money" and not other_times(each, sentence)
    ]
    if not sums or any((part.unit and row.unit != part.unit) or not row.exact or row.value >= part.value for row in sums):
        return None
    return max(sums, key=lambda row: row.value)


_FUND = {
    "en": set("comprises totals budget worth fund programme program grant holds raised contains has".split()),
    "de": set("umfasst beträgt enthält programm etat haushalt fonds topf verfügt hat belaufen beläuft".split()),
    "fr": set("élève comprend fonds budget programme enveloppe dispose compte total s".split()),
}


def _is_fund(earlier, whole, sentence, part, language):
    """ "Das Förderprogramm umfasst 24 Millionen. … gehen 31 Millionen aus dem Programm"."""
    if sum(row.dimension == "money" for row in earlier.amounts) != 1 or not part.exact:
        return False
    complement = _complement(sentence, part, language)
    subject = set(earlier.stems[max(0, whole.first - 8) : whole.first]) & earlier.content
    return bool(earlier.lows & _FUND.get(language, set())) and bool(overlap(complement[:1], subject))


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
