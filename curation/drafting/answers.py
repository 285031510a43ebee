"""Questions and their answers: sentences of the source that the facts have not used."""

from common.text import fold

from .parts import DraftAnswer, Passage
from .questions import Question, ask
from .ranking import score, similarity
from .reading import Reading, Sentence
from .standing import is_usable, leans

MOST_QUICK, FEWEST_QUICK = 5, 3
MOST_FAQ = 3
SAME = 0.75


class _Candidate:
    """A passage that could answer, and the questions it answers."""

    def __init__(self, sentences, questions, worth):
        self.sentences, self.questions, self.worth = sentences, questions, worth

    @property
    def passage(self):
        first, last = self.sentences[0], self.sentences[-1]
        return first.start, last.end


def choose(reading: Reading, used: list[Sentence]) -> tuple[tuple[DraftAnswer, ...], tuple[DraftAnswer, ...]]:
    """Quick answers and frequently asked questions; no two share a sentence, none uses one of `used`."""
    picked = _pick(_candidates(reading, used), used)
    quick_count = _quick_count(len(picked))
    quick = tuple(_answer(candidate, question, reading) for candidate, question in picked[:quick_count])
    faqs = tuple(
        _answer(candidate, _searched(question, reading), reading) for candidate, question in picked[quick_count:]
    )
    return quick, faqs


def _quick_count(found):
    if found <= FEWEST_QUICK:
        return found
    return max(
        FEWEST_QUICK,
        min(
            MOST_QUICK,
            found - MOST_FAQ + 1 if found < MOST_QUICK + MOST_FAQ else MOST_QUICK,
        ),
    )


def _candidates(reading, used):
    taken = {sentence.index for sentence in used}
    found = []
    for sentence in reading.sentences:
        if sentence.index not in taken and is_usable(sentence, reading):
            found += _candidate(sentence, reading, taken)
    return sorted(found, key=lambda candidate: (-candidate.worth, candidate.passage))


def _candidate(sentence, reading, taken):
    questions = ask(sentence, reading)
    if not questions:
        return []
    leaning = leans(sentence, reading)
    sentences = [sentence]
    if leaning:
        before = reading.before(sentence)
        if before and before.index not in taken and is_usable(before, reading) and not leans(before, reading):
            sentences = [before, sentence]
            questions = ask(before, reading) or questions
    worth = 1.3 * questions[0].quality + score(sentence, reading) - (2.0 if leaning else 0)
    return [_Candidate(sentences, questions, worth)]


def _pick(candidates, used):
    picked, asked, sentences = [], set(), list(used)
    kinds = {}
    for candidate in candidates:
        question = _new_question(candidate, asked, kinds)
        if question and not _repeats(candidate, sentences):
            picked.append((candidate, question))
            asked |= {fold(question.text), fold(question.topic)} - {""}
            kinds[question.kind] = kinds.get(question.kind, 0) + 1
            sentences += candidate.sentences
        if len(picked) == MOST_QUICK + MOST_FAQ:
            break
    return picked


def _new_question(candidate, asked, kinds):
    fresh = [
        q
        for q in candidate.questions
        if fold(q.text) not in asked and (q.kind != "about" or fold(q.topic) not in asked)
    ]
    return fresh[0] if fresh else None


def _repeats(candidate, sentences):
    return any(mine is other or similarity(mine, other) >= SAME for mine in candidate.sentences for other in sentences)


def _answer(candidate, question: Question, reading):
    start, end = candidate.passage
    quote = reading.text[start:end]
    return DraftAnswer(question.text, quote, (Passage(start, end, quote),))


def _searched(question, reading):
    """As one types it into a search box: lower case, without marks."""
    plain = question.text.strip("¿? ？؟;").replace("«", "").replace("»", "").replace("“", "").replace("”", "")
    return question._replace(text=" ".join(plain.lower().split()))
