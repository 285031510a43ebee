"""The stages of one thing or life in the wrong order: it burned down before it was built, ended before it began."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, product

from django.utils.translation import gettext as _

from curation.evidence.amounts import Reading, Sentence
from curation.evidence.amounts import words as word_lists
from curation.evidence.amounts.dates import Moment
from curation.evidence.amounts.tokens import Token

from .contradiction import Contradiction, contradiction
from .subjects import RELATIVES

# Beginnings of words that tell a stage; several of one entry stand in one clause in any order.
BORN, MADE, BEGUN, OPENED, DONE, WENT_ON, ENDED, FIRST, LAST = range(9)
_STAGES = {
    "en": {
        BORN: "born",
        MADE: "built erected constructed founded established formed launched put+up set+up planted cast",
        BEGUN: "began begun start commenc took+office took+over took+up became joined elected appointed broke+out",
        OPENED: "opened inaugurated entered+service went+into+service",
        DONE: "completed finished",
        WENT_ON: "moved won expanded merged bought employed produced renamed extended renovated",
        ENDED: "closed shut demolished torn+down pulled+down burned+down burnt+down sank sunk dissolved bankrupt"
        " resigned retired abdicated stepped+down died ended scrapped abolished disbanded decommissioned",
        FIRST: "her+first. his+first. its+first. the+first. their+first.",
        LAST: "her+last. his+last. its+last. its+final. the+last. the+final. their+last. her+final. his+final.",
    },
    "de": {
        BORN: "geboren",
        MADE: "gebaut erbaut errichtet gegründet gestiftet gebildet",
        BEGUN: "begann beginn begonn startete trat+an wurde+bürgermeister übernahm gewählt ernannt brach+aus",
        OPENED: "eröffnet eingeweiht ging+netz ging+betrieb",
        DONE: "vollendet fertiggestellt abgeschlossen",
        WENT_ON: "zog bezog gewann kaufte erhielt produzierte fusionierte umbenannt erweitert renoviert",
        ENDED: "geschlossen schloss abgerissen stillgelegt legte+still aufgelöst brannte+nieder brannte+ab"
        " niedergebrannt abgebrannt sank gesunken versank ging+konkurs ging+pleite trat+zurück zurückgetreten starb"
        " gestorben endete abgeschaltet verschrottet dankte+ab",
        FIRST: "ihren+ersten. seinen+ersten. die+erste. den+ersten. das+erste. ihr+erstes. sein+erstes.",
        LAST: "ihren+letzten. seinen+letzten. die+letzte. den+letzten. das+letzte. ihr+letztes. sein+letztes.",
    },
    "fr": {
        BORN: "né née",
        MADE: "construit bâti édifié érigé fondé créé",
        BEGUN: "commenc début démarr entr+fonctions élu nomm devenu devient",
        OPENED: "ouvert inauguré mis+service",
        DONE: "achev terminé",
        WENT_ON: "déménag emménag gagné remport rachet rachèt rebaptis agrandi rénov",
        ENDED: "fermé démoli détruit brûlé coulé sombr dissous dissoute faillite dépos+bilan démission mort"
        " décédé éteint"
        " abandonné abdiqu",
        FIRST: "son+premier. sa+première. le+premier. la+première.",
        LAST: "son+dernier. sa+dernière. le+dernier. la+dernière.",
    },
}  # fmt: skip
_BEFORE = {
    BORN: {MADE, BEGUN, OPENED, DONE, ENDED},
    MADE: {OPENED, WENT_ON, ENDED, LAST},
    BEGUN: {DONE, ENDED},
    OPENED: {ENDED, LAST},
    FIRST: {LAST},
}
# What happens twice has no order: "closed in 1919 and opened again in 1926".
_AGAIN = frozenset(
    "again anew wieder erneut nouveau rebuilt reopened reopen wiedereröffnet rouvert reconstruit reconstruite"
    " second third zweite zweiten neu neue neuen new nouvelle predecessor vorgänger prédécesseur former".split()
)
_PAST = frozenset("had hatte war hatten waren avait était been after nachdem nach après avaient étaient".split())
_HAD = frozenset("had hatte hatten avait avaient".split())
_RELATIVE = frozenset(
    "who which whose that der die das den dessen deren welche qui dont que où lequel laquelle".split()
)
_CUTS = frozenset(", ; : – — ( ) and und et but aber mais when als wenn quand lorsque nachdem".split())
_PRONOUNS = frozenset("it he she they es er sie il elle ils elles".split())
_LIGHT = frozenset(
    "when after before it he she they was were had has been finally later only already eventually years months year"
    " es er sie wurde wurden war hatte schon bereits erst dann jahre später dort sich nun endlich im jahr nachdem als"
    " il elle ils elles a est fut avait été s y n plus tard ans puis enfin on".split()
)


@dataclass(slots=True)
class _Stage:
    rank: int
    moment: Moment
    sentence: Sentence
    clause: int  # which of the sentence
    own: bool  # the clause has the subject of the sentence
    past: bool  # told as having been before
    kind: str


def timeline(reading: Reading) -> Iterator[Contradiction]:
    """Stages within one sentence, and of one that goes on with "it" or with the same noun."""
    if reading.language not in _STAGES:
        return
    before: list[_Stage] = []
    for sentence in reading.sentences:
        here = _stages(sentence, reading.language) if sentence.moments else []
        yield from _judge(reading, here, here)
        if before and _goes_on(before[0].sentence, sentence):
            yield from _judge(reading, before, here)
        before = here or (before if before and sentence.number - before[0].sentence.number < 2 else [])


def _judge(reading, some, others):
    for one, other in product(some, others):
        in_one = one.sentence is other.sentence
        if one is other or (in_one and one.clause >= other.clause):
            continue
        ordinal = in_one and (one.rank, other.rank) == (FIRST, LAST) and other.clause == one.clause + 1
        if not ((one.own and other.own) or ordinal):
            continue
        if (one.kind == other.kind or not (one.kind and other.kind)) and _wrong(one, other):
            yield contradiction("date-order", reading, [one.sentence, other.sentence], _message(one, other))


def _wrong(one, other):
    """`one` is told first. A later stage told first must say that the other had been before it."""
    if other.rank in _BEFORE.get(one.rank, ()):
        looks_back = one.sentence is not other.sentence and other.sentence.lows & _HAD
        return not looks_back and other.moment.is_before(one.moment)
    if one.rank in _BEFORE.get(other.rank, ()):
        return one.moment.is_before(other.moment) and (other.past or other.rank == BORN)
    return False


def _stages(sentence, language):
    """One stage for each clause that has one date and tells one stage."""
    if sentence.other_state:
        return []
    found = []
    clauses = list(_clauses(sentence))
    for n, (first, last) in enumerate(clauses):
        row = sentence.tokens[first:last]
        moments = [m for m in sentence.moments if first <= _token_at(sentence, m) < last and m.year]
        if len(moments) != 1:
            continue
        lows = [token.low for token in row]
        ranks = _ranks(lows, language)
        if len(ranks) == 1 and not set(lows) & _AGAIN and not _has_object(lows):
            own = _is_own(sentence, clauses, n, language, row, moments[0])
            found.append(_Stage(ranks.pop(), moments[0], sentence, n, own, bool(set(lows) & _PAST), _kind(lows)))
    return found


def _has_object(lows):
    """ "It ended its row with the town" tells no end of it."""
    return any(low.startswith(_TRANSITIVE) and following in _ARTICLES for low, following in pairwise(lows))


_TRANSITIVE = ("began", "start", "ended", "begann", "beendete", "commenc", "termin")
_PERSONAL = (
    "born took became joined elected appointed resigned retired abdicated stepped died geboren trat wurde+b übernahm"
    " gewählt ernannt zurückgetreten starb gestorben dankte né née entr+fonctions élu nomm devenu devient"
    " démission mort"
    " décédé éteint abdiqu"
).split()
_NEUTRAL = (
    "first.",
    "last.",
    "final.",
    "letzte",
    "erste",
    "dernier",
    "dernière",
    "premi",
    "began",
    "begun",
    "start",
    "ended",
    "moved",
    "won",
    "bought",
    "begann",
    "begonn",
    "endete",
    "commenc",
    "début",
    "achev",
    "terminé",
)


def _kind(lows):
    """ "person", "thing", or "" where it may be told of either."""
    if any(_tells(lows, cue) for cue in _PERSONAL):
        return "person"
    return "" if any(_tells(lows, cue) for cue in _NEUTRAL) else "thing"


def _token_at(sentence, moment):
    at = sentence.start + moment.start
    return next((n for n, token in enumerate(sentence.tokens) if token.start >= at), len(sentence.tokens))


def _clauses(sentence) -> Iterator[tuple[int, int]]:
    """Half-open token numbers; a comma within a date parts nothing."""
    inside = [(sentence.start + m.start, sentence.start + m.end) for m in sentence.moments]
    cuts = [
        n
        for n, token in enumerate(sentence.tokens)
        if token.low in _CUTS and not any(start <= token.start < end for start, end in inside)
    ]
    for first, last in pairwise([-1, *cuts, len(sentence.tokens)]):
        if last > first + 1:
            yield first + 1, last


def _ranks(lows, language):
    return {rank for rank, cue in _cues(language) if all(_begins(lows, part) for part in cue)}


def _tells(lows, cue):
    return all(_begins(lows, part) for part in cue.split("+"))


def _begins(lows, part):
    if part[-1] == ".":
        return part[:-1] in lows
    return any(low.startswith(part) for low in lows)


def _is_own(sentence, clauses, n, language, row: list[Token], moment):
    """Whether the clause is about the subject of the sentence: the first, or one without a subject of its own."""
    if n == 0:
        return True
    if row[0].low in _PRONOUNS or ({token.low for token in row[1:3]} & _PRONOUNS and row[0].low not in _ARTICLES):
        return True
    opening, size = row[0].low, clauses[0][1] - clauses[0][0]
    if opening in _RELATIVE:
        return n == 1 and size <= 3 and not _ranks([token.low for token in sentence.tokens[: clauses[0][1]]], language)
    return all(_is_light(token, sentence, language, moment) for token in _lead(row, language))


_BARE = frozenset(
    "the the. die die. den den. das das. le le. la la. her his its their ihren seinen ihr sein son sa".split()
)


def _lead(row, language):
    """The words of a clause before it tells its stage."""
    for n, token in enumerate(row):
        if any(_begins([token.low], part) for part in _parts(language)):
            return row[:n]
    return row


def _is_light(token, sentence, language, moment):
    in_date = sentence.start + moment.start <= token.start < sentence.start + moment.end
    articles = token.low in _ARTICLES
    return in_date or token.low in _LIGHT or token.kind == "number" or (
        not articles and (token.low in word_lists.STOP[language] or token.low in _NUMBERS)
    )  # fmt: skip


_ARTICLES = frozenset("the a an der die das ein eine le la les l un une his her its their sein ihr son sa".split())
_NUMBERS = frozenset("two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty"
                     " zwei drei vier fünf sechs sieben acht neun zehn deux trois quatre cinq six sept huit neuf dix"
                     .split())  # fmt: skip


def _goes_on(before, sentence):
    """Whether a sentence is about the subject of the one before: by a pronoun, or by its noun."""
    if sentence.number - before.number > 2:
        return False
    opening = [token.low for token in sentence.tokens[:6]]
    if RELATIVES & {token.low for token in before.tokens[:5]}:
        return False
    if set(opening) & _PRONOUNS:
        return sentence.number - before.number == 1 and sentence.paragraph == before.paragraph
    return bool(_subject(before) & _subject(sentence))


@lru_cache
def _words_of_stages():
    lines = [line for stages in _STAGES.values() for line in stages.values()]
    return tuple(part for line in lines for part in re.split("[ +.]+", line) if part)


@lru_cache
def _cues(language):
    """Each cue with its rank: the words that stand together in a clause."""
    return [(rank, cue.split("+")) for rank, line in _STAGES[language].items() for cue in line.split()]


@lru_cache
def _parts(language):
    return [part for _rank, cue in _cues(language) for part in cue if part not in _BARE]


def _subject(sentence):
    cues = _words_of_stages()
    return frozenset(
        stem
        for stem, token in zip(sentence.stems[:5], sentence.tokens, strict=False)
        if stem in sentence.content and not token.low.startswith(cues)
    )


def _message(one, other):
    late, early = (one, other) if other.moment.is_before(one.moment) else (other, one)
    return _("%(other)s comes before %(one)s.") % {
        "one": late.sentence.text[late.moment.start : late.moment.end],
        "other": early.sentence.text[early.moment.start : early.moment.end],
    }
