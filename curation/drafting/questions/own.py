"""Questions that the source itself asks, and answers in the next sentence, as interviews and explainers do."""

import re
from collections.abc import Iterator

from common.text import fold

from ..reading import Reading, Sentence
from ..standing import without_quotations
from .question import Question
from .speakers import is_spoken_of

LONGEST, SHORTEST = 110, 12  # characters
_ASKED = re.compile(r"[^.!?…。！？\n]{5,160}[?？]")
_BETWEEN = re.compile(r"\s+")


def ask(sentence: Sentence, reading: Reading) -> Iterator[Question]:
    """The question that stands right before it, if a reader who sees nothing else understands that question."""
    found = reading.once(_asked).get(sentence.start, "") if reading.lexicon.spaced else ""
    if found:
        yield Question(found, "own", 4.5, found)


def _asked(reading):
    """Where sentences start, and the question before each."""
    starts = {}
    for found in _ASKED.finditer(reading.text):
        gap = _BETWEEN.match(reading.text, found.end())
        question = " ".join(found.group().split())
        if gap and _is_clear(question, reading):
            starts[gap.end()] = question
    return starts


def _is_clear(question, reading):
    """It names what the source speaks of, and nobody by a pronoun."""
    lexicon = reading.lexicon
    piece = Sentence(0, 0, len(question), 0, question, lexicon)
    words = {token.lower for token in piece.tokens}
    away = lexicon.pronouns | lexicon.first_person | lexicon.anaphora | lexicon.leaning | _POLITE
    first = piece.tokens[0].lower if piece.tokens else ""
    known = is_spoken_of(question, reading) and len(piece.terms) >= 2 - (first in _WHAT_IS)
    asks = fold(first) in _ASKING
    whole = SHORTEST <= len(question) <= LONGEST and without_quotations(question) == question
    return whole and asks and known and not words & (away - {first})


_POLITE = frozenset("sie ihnen ihr euch você vocês usted ustedes tu te não-é this that".split())
_WHAT_IS = frozenset("what was qué que o wer who quién quem qu".split())
_ASKING = frozenset(
    """what who when where why how which was wer wann wo warum wie welche welcher welches wieviel woher wohin wozu qu
    que
    qui quand où ou pourquoi comment combien quel quelle quels quelles qué quién quiénes cuándo dónde cómo cuánto cuánta
    cuántos cuántas cuál cuáles quien cuando donde como cuanto cuantos o quem quando onde quanto quantos quantas por
    qual quais que""".split()
) | frozenset(fold(w) for w in "qué quién cuándo dónde cómo cuánto cuál où".split())
