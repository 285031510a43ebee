"""Outcomes that exclude each other, and exceed their whole: of 36 members 21 for it, 12 against, seven neither."""

from collections.abc import Iterator

from curation.evidence.amounts import Reading

from .contradiction import Contradiction, contradiction, one_kind
from .part_whole import opens_with_of
from .totals import TWICE, message

MOST_TOKENS = 5  # between a figure and its outcome
_WORDS = (
    # each line is one question, each part of it one answer; how words begin, with a full stop whole words
    "for. favour. favor. yes. approv dafür. ja. zugestimmt pour. oui."
    " | against. no. rejected dagegen. nein. lehnten. contre. non."
    " | abstain enthielt enthalt abstenu abstien",
    "passed. bestanden. bestand. reçus. reçues. admis. admises."
    " | failed. durchgefallen. durchfielen. recalé échoué ajourn",
    "female weibchen. weiblich femelle women. frauen. femmes. girls. mädchen. filles."
    " | males. male. männchen. männlich mâle men. männer. hommes. boys. jungen. garçons.",
    "died. dead. starben. | survived. überlebt survécu",
)
_QUESTIONS = tuple(tuple(tuple(answer.split()) for answer in line.split("|")) for line in _WORDS)


def outcomes(reading: Reading) -> Iterator[Contradiction]:
    for sentence in reading.sentences:
        rows = sentence.amounts
        if len(rows) < 3 or sentence.lows & TWICE or not _is_whole(sentence, rows[0], reading.language):
            continue
        whole, parts = rows[0], rows[1:]
        if not all(one_kind(row, whole) and row.exact for row in rows):
            continue
        answers = [_answer(sentence, row, following) for row, following in zip(parts, [*parts[1:], None], strict=True)]
        if _exclude(answers) and sum(row.value for row in parts) > whole.value:
            yield contradiction("part-whole", reading, [sentence], message(parts, whole))


def _is_whole(sentence, row, language):
    opening = sentence.words(0, 2)
    french = language == "fr" and opening[0] in ("des", "sur", "parmi")
    return not row.dimension and bool(row.nouns) and row.first <= 3 and (
        opens_with_of(sentence, row, language) or french
    )  # fmt: skip


def _exclude(answers):
    """All parts answer one question, each in another way."""
    found = set(answers)
    return None not in found and len(found) == len(answers) and len({question for question, _answer in found}) == 1


def _answer(sentence, row, following):
    """(question, answer) of the words that belong to a part; None without one, or with several."""
    last = following.first if following else len(sentence.tokens)
    lows = sentence.words(row.last, min(row.last + MOST_TOKENS, last))
    found = {
        (n, m)
        for n, question in enumerate(_QUESTIONS)
        for m, answer in enumerate(question)
        if any(_begins(low, word) for low in lows for word in answer)
    }
    return found.pop() if len(found) == 1 else None


def _begins(low, word):
    return low == word[:-1] if word[-1] == "." else low.startswith(word)
