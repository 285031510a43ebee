"""Parts that exceed a whole of an earlier sentence: a fleet of 30 trams, 34 of these vehicles."""

from collections.abc import Iterator

from curation.evidence.amounts import Amount, Reading, Sentence

from .contradiction import MORE_EXACTLY, Contradiction, contradiction, one_kind, other_times, overlap, shares_noun
from .part_whole import OF_THEM, SUBSETS, message, own_noun, stated
from .subjects import are_people, same_noun

MOST_SENTENCES = 8  # between a whole and a part that names it again

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


def part_of_earlier(reading: Reading) -> Iterator[Contradiction]:
    for sentence in reading.sentences:
        for part in sentence.amounts:
            whole = _said_before(reading, sentence, part) or _whole_before(reading, sentence, part)
            if whole and not _within_one(reading, sentence, part):
                yield contradiction(
                    "part-whole", reading, [reading.sentences[whole.sentence], sentence], message(part, whole)
                )


def _within_one(reading, sentence, part):
    """Whether the sentence has a whole of its own for this part."""
    return any(part in pair for pair in stated(sentence, reading.language))


def _said_before(reading, sentence, part):
    """ "41 of them", "Davon fahren 48": the only count of the sentence before, when that is smaller."""
    if sentence.number == 0 or part.dimension not in ("", "money") or not part.exact or sentence.other_state:
        return None
    if not _points_back(sentence, part, reading.language):
        return None
    before = reading.sentences[sentence.number - 1 : sentence.number]
    if part.dimension:
        sums = [row for row in before[0].amounts if row.dimension == "money"]
        alone = len(sums) == 1 and one_kind(sums[0], part) and sums[0].exact and not before[0].other_state
        return sums[0] if alone and sums[0].value < part.value else None
    if sentence.number > 1 and before[0].words(0, 1)[0] in _THEY:
        before = [*before, reading.sentences[sentence.number - 2]]
    counts: list[Amount] = next((rows for each in before if (rows := _counts(each))), [])
    if len(counts) != 1 or not counts[0].exact or counts[0].value >= part.value:
        return None
    if not counts[0].nouns:
        return None
    return None if any(each.other_state for each in before) else counts[0]


_THEY = {"they", "sie", "ils", "elles"}


def _counts(sentence):
    return [row for row in sentence.amounts if not row.dimension]


_THERE_ARE = {"there", "gibt", "gab", "es", "y"}  # "There are 1,140 of them" counts them all


def _points_back(sentence, part, language):
    if part is not sentence.amounts[0] or sentence.lows & _THERE_ARE:
        return False
    after = sentence.words(part.last, part.last + 4)
    opening = sentence.words(0, 2)
    for cue in OF_THEM.get(language, ()):
        if tuple(after[: len(cue)]) == cue or (tuple(opening[: len(cue)]) == cue and part.first <= 6):
            own = own_noun(sentence, part, language) and not set(part.nouns) & SUBSETS
            return not (cue == ("dont",) or (own and tuple(opening[: len(cue)]) == cue))
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
    counts = [
        row.value
        for row in _counts(earlier)
        if row is not part and not row.range and (not row.nouns or not part.nouns or shares_noun(row, part))
    ]
    if not whole.dimension and len(counts) > 1 and sum(counts) >= part.value:
        return False  # "nine voted for it, six against"
    if not whole.dimension and whole.value % 1:
        return False  # version 1.5, a mark of 2.3
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
    if partitive and whole.dimension in ("length", "area") and _is_stretch(reading, earlier, whole, partitive):
        return True
    if not whole.dimension and _are_members(earlier, whole, sentence, part, language):
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
    "de": {
        "der",
        "ihrer",
        "seiner",
        "dieser",
        "den",
        "diesen",
        "ihren",
        "seinen",
        "unserer",
        "unseren",
        "jener",
        "des",
    },
    "fr": {"la", "l", "les", "ces", "ses", "leurs", "cette", "ce", "son", "sa", "nos", "mes"},
}


def _alone(sentence, part, language):
    return bool(set(sentence.words(part.first - 6, part.first)) & _ALONE.get(language, set()))


def _partitive(sentence, part, language):
    """ "260 of the seats", "350 ihrer Betten", "300 hectares de cette forêt": the stems of what is meant again."""
    start = _behind_of(sentence, part, language)
    if not start:
        return []
    found = [n for n in range(start, min(start + 2, len(sentence.stems))) if sentence.stems[n] in sentence.content]
    if (
        found
        and not part.dimension
        and set(sentence.words(found[0] + 1, found[0] + 2))
        & MORE_EXACTLY - (_LOOSE | ({"in"} if language == "de" else set()))
    ):
        return []  # "1,200 of the workers at its rival"
    return [sentence.stems[n] for n in found]


_LOOSE = frozenset("im auf an am en au à on to for für from aus that by with mit avec that they für zu".split())


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


_WHOLE_LENGTH = frozenset(
    "long length total entire whole longue longueur entière totale lang länge gesamt gesamte gesamten gesamtlänge ganze"
    " ganzen covers umfasst étend".split()
)


def _is_stretch(reading, earlier, whole, partitive):
    """ "8.4 kilometres long … 9.6 kilometres of the dyke", where this sentence or the one before names the dyke."""
    near = reading.sentences[max(0, earlier.number - 1) : earlier.number + 1]
    told = set(earlier.words(whole.first - 6, whole.last + 3)) & _WHOLE_LENGTH
    return bool(told) and any(overlap(partitive[:1], each.content) for each in near)


_HAS = frozenset(
    "has have had hat haben hatte zählt zählte compte comptait employs employed beschäftigt emploie".split()
)
# What members of a body do together.
_ACTS = {
    "en": ("took", "voted", "stayed", "absent", "attended", "passed", "failed", "sat"),
    "de": ("nahmen", "stimmten", "fehlten", "streikten", "erschienen", "beteiligten", "mussten", "legten"),
    "fr": ("participé", "voté", "absents", "absentes", "grève", "présents"),
}


def _are_members(earlier, whole, sentence, part, language):
    """ "The school has 312 families. … 341 families took part": more of them than there are."""
    if sentence.number - earlier.number > 2 or part.nouns[:1] != whole.nouns[:1] or not part.nouns:
        return False
    has = set(earlier.words(whole.first - 4, whole.first)) & _HAS
    following = sentence.words(part.last + 1, part.last + 4)
    acts = set(following[:3]) & set(_ACTS.get(language, ()))
    return (
        bool(has and acts)
        and part.value < 2 * whole.value
        and not sentence.lows & {"other", "all", "both", "together", "andere", "autres"}
    )


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
    opened = (
        before[:1] and before[0] in ("of", "from", "out", "von", "aus", "sur", "de") and set(before[1:3]) & _OF_THIS
    )
    money = part.dimension == "money" or (not part.dimension and not part.nouns and part.value >= 10_000)
    if not money or not opened or len(before) > 8 or not set(before[:5]) & _SUM:
        return None
    sums = [
        row
        for each in reading.sentences[max(0, sentence.number - 2) : sentence.number]
        for row in each.amounts
        if row.dimension == "money" and not other_times(each, sentence)
    ]
    if not sums or any(
        (part.unit and row.unit != part.unit) or not row.exact or row.value >= part.value for row in sums
    ):
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
            counted = {n for row in sentence.amounts for n in range(row.first, row.last)}
            return [
                s
                for n, (s, t) in enumerate(zip(stems, inner, strict=True), at + 1)
                if s in sentence.content and n not in counted and not t.low[:1].isdigit()
            ]
    return []
