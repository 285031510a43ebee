"""Questions and their answers: sentences of the source that the facts have not used."""

from dataclasses import dataclass

from common.text import fold

from .parts import DraftAnswer, Passage
from .questions import Question, ask
from .ranking import score, similarity
from .reading import Reading, Sentence
from .room import excess, left, owed
from .standing import is_usable, leans, leans_lightly, speaks_as_author

MOST_QUICK, FEWEST_QUICK = 5, 3
MOST_FAQ = 3
GOOD_ENOUGH = 3  # answers, after which a doubtful one is left out
SAME = 0.75
_MOST_OF_A_KIND = {"say": 3, "who": 3, "which": 2, "do": 2, "object": 2, "about": 2}
_TIRES = 1.1  # what another question of one kind costs


_OPENING = "“\"„«‘'「"


@dataclass(frozen=True, eq=False)
class _Candidate:
    """A passage that could answer, and what it answers. Doubt grows with what it leans on."""

    sentences: tuple[Sentence, ...]
    questions: list[Question]
    worth: float
    doubt: int

    @property
    def place(self):
        return self.sentences[0].start, self.sentences[-1].end


def choose(reading: Reading, used: list[Sentence]) -> tuple[tuple[DraftAnswer, ...], tuple[DraftAnswer, ...]]:
    """Quick answers and frequently asked questions; no two share a sentence.

    One of `used`, which are the facts' sentences, answers only where nothing else answers an exact question.
    """
    picked = _Pick(reading, used).all()
    count = _quick_count(len(picked))
    quick = tuple(_answer(candidate, question, reading) for candidate, question in picked[:count])
    faqs = tuple(_answer(candidate, searched(question), reading) for candidate, question in picked[count:])
    return quick, faqs


def _quick_count(found):
    """Three to five, as long as two or three are left to be asked as searches."""
    return min(found, max(FEWEST_QUICK, min(MOST_QUICK, found - MOST_FAQ + 1)))


def candidates(reading: Reading, used: list[Sentence]) -> list[_Candidate]:
    taken = {sentence.index for sentence in used}
    free = (s for s in reading.sentences if s.index not in taken and is_usable(s, reading))
    return [candidate for sentence in free if (candidate := _candidate(sentence, reading, taken))]


def _again(reading, used):
    """The facts, each as the answer to what it states."""
    asked = [(sentence, ask(sentence, reading)) for sentence in used if is_usable(sentence, reading)]
    return [
        _Candidate((sentence,), questions, 1.3 * questions[0].quality + score(sentence, reading), _AGAIN)
        for sentence, questions in asked
        if questions and not leans(sentence, reading)
    ]


def _candidate(sentence, reading, taken):
    sentences: tuple[Sentence, ...] = (sentence,)
    questions = ask(sentence, reading)
    before = reading.before(sentence)
    leaning = leans(sentence, reading) and not _is_introduced(sentence, questions)
    if leaning and before and before.index not in taken and _can_carry(before, reading):
        sentences, questions, leaning = (before, sentence), ask(before, reading), False
    if not questions:
        return None
    lightly = not leaning or leans_lightly(sentence, reading)
    doubt = 1 if leaning and lightly else _LEANS * leaning or int(any(speaks_as_author(s, reading) for s in sentences))
    worth = 1.3 * questions[0].quality + score(sentence, reading) - len(sentences)
    worth -= _EXCESS * sum(excess(s, reading) for s in sentences)
    return _Candidate(sentences, questions, worth, doubt)


def _is_introduced(sentence, questions):
    """Whether the question says who speaks, or stands right before the sentence in the source."""
    kind = questions[0].kind if questions else ""
    return kind == "own" or (kind == "say" and sentence.text[0] in _OPENING)


def _can_carry(sentence, reading):
    return is_usable(sentence, reading) and not leans(sentence, reading)


_EXCESS = 3  # what it costs to take twice the room that one statement has
_EXACT = 2.0  # quality of a question that asks for more than a topic
_PLAIN = 1.3  # the same, where the question hardly says which
_ANY = 0.0
_AGAIN = 2  # doubt of a fact that is to be an answer as well
_LEANS = 3  # doubt of what the sentence before it explains
_ROUNDS = (  # doubt, answers up to which such candidates are taken (none: as many as are owed), quality at least
    (0, MOST_QUICK + MOST_FAQ, _EXACT),
    (0, GOOD_ENOUGH + 2, _PLAIN),
    (1, GOOD_ENOUGH + 2, _PLAIN),
    (_AGAIN, None, _EXACT),
    (_AGAIN, None, _PLAIN),
    (_LEANS, None, _EXACT),
    (_LEANS, None, _PLAIN),
    (0, None, _ANY),
    (_LEANS, None, _ANY),
)


class _Pick:
    """Picks candidates one by one, each time the best of those left beside those already picked."""

    def __init__(self, reading, used):
        found = [*candidates(reading, used), *_again(reading, used)]
        self.left = sorted(found, key=lambda candidate: (-candidate.worth, candidate.place))[:80]
        self.picked: list[tuple[_Candidate, Question]] = []
        self.used, self.sentences = used, list(used)
        self.asked: set[str] = set()
        self.owed = owed(reading)[1]
        self.reading = reading

    def all(self):
        for doubt, count, quality in _ROUNDS:
            while len(self.picked) < (count or self.owed) and self._pick_one(doubt, quality):
                pass
        return self.picked

    def _fits(self, candidate):
        """Beyond what it owes, a draft answers only as much as leaves it a digest."""
        return len(self.picked) < self.owed or left(self.reading, [*self.sentences, *candidate.sentences]) >= 0

    def _pick_one(self, doubt, quality):
        offers = [o for c in self.left if c.doubt <= doubt and (o := self._offer(c)) and o[2].quality >= quality]
        if not offers:
            return False
        _, candidate, question = max(offers, key=lambda offer: (offer[0], -offer[1].place[0]))
        self.left.remove(candidate)
        self.picked.append((candidate, question))
        self.sentences += candidate.sentences
        self.asked |= {fold(question.text), *_about(question)}
        return True

    def _offer(self, candidate):
        beside = self.sentences[len(self.used) :] if candidate.doubt == _AGAIN else self.sentences
        if any(_repeats(sentence, beside) for sentence in candidate.sentences) or not self._fits(candidate):
            return None
        fresh = [question for question in candidate.questions if self._is_new(question)]
        if not fresh:
            return None
        lost = 1.3 * (candidate.questions[0].quality - fresh[0].quality)
        return candidate.worth - lost - _TIRES * self._count(fresh[0].kind), candidate, fresh[0]

    def _is_new(self, question):
        seen = fold(question.text) in self.asked or any(topic in self.asked for topic in _about(question))
        most = _MOST_OF_A_KIND.get(question.kind, 3)
        return not seen and (self._count(question.kind) < most or len(self.picked) < GOOD_ENOUGH + 2)

    def _count(self, kind):
        return sum(question.kind == kind for _, question in self.picked)


def _repeats(sentence, beside):
    return any(sentence is other or similarity(sentence, other) >= SAME for other in beside)


def _about(question):
    """What must not be asked twice: the topic of a general question, whoever speaks of a reported one."""
    return {f"{question.kind}:{fold(question.topic).removeprefix('the ')}"} if question.topic else set()


def _answer(candidate, question: Question, reading):
    start, end = candidate.place
    quote = reading.text[start:end]
    return DraftAnswer(question.text, quote, (Passage(start, end, quote),))


_MARKS = str.maketrans(dict.fromkeys("«»“”„¿?？؟;「」", None))


def searched(question: Question) -> Question:
    """As one types it into a search box: lower case, without marks."""
    return question._replace(text=" ".join(question.text.translate(_MARKS).lower().split()))
