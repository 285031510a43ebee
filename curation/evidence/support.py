"""Whether the passages that are named for a sentence bear it out. For sentences that a language model wrote. Pure.

The gate's own checks come first (numbers, dates, times, names, quotations, against these passages and no others), then
two that people need less: the sentence is about what the passages are about, and it denies what they deny. What is
not found out this way: who did it to whom, and words of the same stem that mean something else.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from common.sentences import sentences
from curation.drafting.language import primary
from curation.drafting.lexicon import lexicon_for
from curation.drafting.reading import Sentence, stemmer
from curation.evidence.claims import Ground, unborne
from curation.evidence.quotations import marked, stands_in

# Share of a sentence's content words (their stems; pairs of characters in Chinese and Japanese) that the passages must
# have. In the labelled texts of evaluation/drafts (five languages) a sentence shares this much with another of the same
# text in 0.2 % of 22,684 pairs, and with three others in 0.7 % of 9,050 draws; at 0.5 that is 0.6 % and 2.1 %. The
# paraphrases of test_support.py, which our own hand wrote, share 0.67 and more. Too strict costs an editor a note.
ENOUGH = 0.6
_CLAUSE = re.compile(r"[,;:.!?()–—“”«»\"]+")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SAID_NO = {
    "en": "not no never none nobody nothing neither nor without cannot",
    "de": "nicht kein keine keinen keinem keiner keines nie niemals niemand nichts weder ohne",
    "fr": "ne pas jamais aucun aucune rien ni sans",
    "es": "no nunca jamás ningún ninguna ninguno nadie nada ni sin tampoco",
    "pt": "não nunca jamais nenhum nenhuma ninguém nada nem sem",
    "it": "non mai nessun nessuno nessuna niente nulla né senza",
    "nl": "niet geen nooit niemand niets noch zonder",
}
_DENIALS = {code: frozenset(said.split()) for code, said in _SAID_NO.items()}
_NEAR = 3  # words


def unsupported(text: str, cited: Sequence[Ground], *, language: str, small: frozenset[str] = frozenset()) -> list[str]:
    """The sentences of a text that the cited passages do not bear out; all of them where nothing is cited.

    `small` are the words that the source writes in small letters: no names.
    """
    spans = sentences(text, language, headings=True)
    return [
        said for s in spans if not is_borne_out(said := text[s.start : s.end], cited, language=language, small=small)
    ]


def is_borne_out(sentence: str, cited: Sequence[Ground], *, language: str, small: frozenset[str] = frozenset()) -> bool:
    passages = [ground.text for ground in cited]
    return (
        bool(cited)
        and not unborne(sentence, cited, language=language, small=small)
        and all(stands_in(quotation.words, passages) for quotation in marked(sentence))
        and shared(sentence, passages, language) >= ENOUGH
        and not turns_round(sentence, passages, language)
    )


def shared(sentence: str, passages: Sequence[str], language: str) -> float:
    """The share of its content words that the passages have; 1 where it has none."""
    wanted = _terms(sentence, language)
    has = _terms("\n".join(passages), language)
    return len(wanted & has) / len(wanted) if wanted else 1.0


def _terms(text, language):
    """Without days and months, which are compared as dates and say nothing about what happened on them."""
    lexicon = lexicon_for(primary(language))
    return Sentence(0, 0, len(text), 0, text, lexicon).terms - _calendar(lexicon.code)


@lru_cache
def _calendar(code):
    stem = stemmer(code)
    return frozenset(stem(word) for word in lexicon_for(code).calendar)


def turns_round(sentence: str, passages: Sequence[str], language: str) -> bool:
    """Whether it says the opposite: it denies and they do not, or it states what they deny (“did not agree”)."""
    said, stands = _denials(sentence, language), _denials("\n".join(passages), language)
    if said or not stands:
        return bool(said) and not stands
    return any(near & _terms(sentence, language) for near in stands)


def _denials(text, language):
    """For each “not” the stems that stand next to it: after it, in German and Dutch also before it."""
    code = primary(language)
    if code not in _DENIALS:
        return []
    found = []
    for clause in _CLAUSE.split(text):
        words = _WORD.findall(clause)
        at = [n for n, word in enumerate(words) if _denies(word, code)]
        before = _NEAR if code in ("de", "nl") else 0
        found += [_terms(" ".join(words[max(0, n - before) : n + 1 + _NEAR]), language) for n in at]
    return found


def _denies(word, code):
    word = word.lower().replace("’", "'")
    return word in _DENIALS[code] or word.endswith("n't")
