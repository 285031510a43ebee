"""English questions."""

import re
from collections.abc import Iterator

from ..labels import topic_of, topics_of
from ..phrases import phrases_of
from ..reading import Reading, Sentence
from .clauses import Clause, is_person, parse
from .english_verbs import BASES, BE, HAVE, MODAL, PARTICIPLES, PAST, THIRD, is_finite
from .question import Question
from .speakers import speaker_of

_MONTH = (
    "(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Aug"
    "|Sept|Oct|Nov|Dec)"
)
_DAY = "(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_YEAR = r"(?:1[5-9]|20)\d\d"
_DATE = (
    rf"(?:(?:in|on|by|since|until|during|at)\s+(?:the\s+)?(?:early\s+|late\s+|mid-?\s?|(?:spring|summer"
    rf"|autumn|fall|winter|end|beginning) of\s+)?"
    rf"(?:{_DAY},?\s+)?(?:{_MONTH}\s+)?(?:\d{{1,2}}(?:,|\s)\s*)?(?:of\s+)?{_YEAR}s?|(?:on|"
    rf"in)\s+(?:\d{{1,2}}\s+)?{_MONTH}(?:\s+\d{{1,2}})?"
    rf"|(?:on\s+|last\s+|next\s+)?{_DAY}(?:\s+(?:morning|afternoon|evening|night))?|(?:last|next|"
    rf"this)\s+(?:year|month|week|spring|summer|autumn|winter|fall))"
)
_WHEN = re.compile(rf"\b{_DATE}(?![\w'’])")
_DATED = re.compile(rf"{_YEAR}|{_MONTH}")
_LEADS = re.compile(
    r"((?:In|On|By|Since|Last|During|At|After|For|From|Under|Across|Earlier|Within|With|Until|Before|"
    r"Inside|Near)\b[^,;:—“\"]{2,70}),\s+"
)
_ADVERBS = frozenset(
    "also already still now only just recently later soon never often once not long since first finally".split()
)
_LINKERS = frozenset(
    """that which who whose whom where when while because since although though but so if as whether until unless after
    before to:""".split()
)
_NUMBER = (
    r"(?:\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|"
    r"sixty|hundreds|thousands)"
)
_ABOUT = (
    r"(?:(?:about|around|more than|at least|some|nearly|almost|over|only|just|up to|fewer than|less than|"
    r"roughly|an estimated)\s+)?"
)
_SUBJECT_COUNT = re.compile(
    rf"{_ABOUT}{_NUMBER}(?:\s+(?:million|billion|thousand|hundred))?(?:\s+of)?\s+(?!percent|per cent|"
    rf"years?\b|of\b|the\b)([a-z][\w -]*s|people|men|women|children)$",
    re.I,
)
_OBJECT_COUNT = re.compile(
    rf"{_ABOUT}{_NUMBER}(?:\s+(?:million|billion|thousand|hundred))?\s+(?!percent|million|billion|per\b"
    rf"|of\b|years?\b|months?\b|days?\b|a\b|p\.m|feet|miles)((?:[a-z-]+\s)?[a-z-]+s|people|men|women|"
    rf"children)\b"
)
_MONEY = re.compile(
    r"[$€£¥]\s?\d[\d,.]*(?:[ -](?:million|billion|trillion))?|\d[\d,.]*\s(?:million\s|"
    r"billion\s)?(?:dollars|euros|pounds)"
)
_WHY = re.compile(r"\s(?:because|due to|in order to)\s")
_TELLING = frozenset(
    """announce find plan want propose demand include contain offer provide show suggest cause conclude reveal promise
    report recommend require reject need expect prefer promote produce""".split()
)


def ask(sentence: Sentence, reading: Reading) -> Iterator[Question]:
    yield from _said(sentence, reading)
    clause = parse(sentence, reading, is_verb=is_finite, leads=_LEADS, adverbs=_ADVERBS, linkers=_LINKERS)
    if clause and not _is_reduced(clause):
        for rule in (_cost, _how_many, _how_many_objects, _when, _why, _who, _what_is, _does):
            yield from rule(clause, sentence, reading)
    yield from _about(sentence, reading)


def _is_reduced(clause: Clause):
    """ "The boats moored in the harbour were sold": the first verb form is a participle, not the verb."""
    verb = clause.verb.lower()
    if verb not in PARTICIPLES or verb in BASES:
        return False
    words = clause.after.split()
    return (bool(words) and words[0].lower() == "by") or any(w in BE | HAVE | MODAL for w in clause.rest.split()[:8])


def _said(sentence, reading):
    speaker = speaker_of(sentence, reading)
    topic = _topic(sentence, reading, apart_from=speaker)
    if speaker and topic:
        yield Question(f"What did {speaker} say about {topic}?", "say", 3.4, speaker)


def _order(clause: Clause, rest: str) -> str:
    """Auxiliary, subject, verb and rest, as they stand after a question word; empty if the verb is unknown."""
    verb = clause.verb.lower()
    if verb in BE | HAVE | MODAL:
        return _join(verb, clause.subject, rest)
    if verb in PAST:
        return _join("did", clause.subject, PAST[verb], rest)
    return _join("does", clause.subject, THIRD[verb], rest) if verb in THIRD else ""


def _join(*pieces):
    return " ".join(piece for piece in pieces if piece)


def _when(clause, sentence, reading):
    rest, dates = _without_dates(clause)
    if not dates or (len(rest.split()) < 1) or (clause.verb.lower() in MODAL and not rest):
        return
    if clause.verb.lower() in BE and not _is_participle(rest):
        return
    order = _order(clause, rest)
    exact = any(_DATED.search(date) for date in dates)
    if order and not _mentions_date(order):
        yield Question(f"When {order}?", "when", 4.2 if exact else 2.2, clause.subject)


def _without_dates(clause):
    dates = [found.group() for found in _WHEN.finditer(f"{clause.lead.lower()[:1]}{clause.lead[1:]} | {clause.rest}")]
    return " ".join(_WHEN.sub("", clause.rest).split()), dates


def _mentions_date(text):
    return bool(_WHEN.search(text)) or bool(re.search(_YEAR, text))


def _is_participle(rest):
    return bool(rest) and rest.split()[0].lower() in PARTICIPLES


def _why(clause, sentence, reading):
    whole = _join(clause.subject, clause.verb, clause.after)
    found = _WHY.search(clause.after)
    if not found:
        return
    rest = clause.after[: found.start()].strip(" ,")
    plain = not re.search(r"[,;:—“\"]", rest) and 1 <= len(rest.split()) <= 12
    order = _order(clause, rest)
    if plain and order and whole and rest:
        yield Question(f"Why {order}?", "why", 4.6, clause.subject)


def _who(clause, sentence, reading):
    rest = clause.rest
    verb = clause.verb.lower()
    if not is_person(clause.subject, reading) or verb in BE or len(rest.split()) < 2 or verb in {"said", "says"}:
        return
    if rest.split()[-1].lower() in reading.lexicon.stopwords or rest.split()[0].lower() in {"that", "his", "her"}:
        return
    yield Question(f"Who {clause.verb} {rest}?", "who", 3.2, rest)


def _what_is(clause, sentence, reading):
    first = clause.rest.split()[:1]
    word = "Who" if is_person(clause.subject, reading) else "What"
    past = clause.verb.lower() in {"was", "were"}
    if (
        (past and word == "What")
        or clause.verb.lower() not in BE
        or not first
        or first[0].lower() not in {"a", "an", "the", "one"}
    ):
        return
    yield Question(f"{word} {clause.verb.lower()} {clause.subject}?", "what", 4.0, clause.subject)


def _cost(clause, sentence, reading):
    money = _MONEY.search(clause.after)
    if not money:
        return
    verb, subject = clause.verb.lower(), clause.subject
    if verb in {"cost", "costs"}:
        yield Question(f"How much {'does' if verb == 'costs' else 'did'} {subject} cost?", "cost", 5.0, subject)
    elif verb in {"bought", "acquired", "purchased", "sold"} and " for " in clause.after[: money.start() + 1]:
        thing = _WHEN.sub("", clause.after[: money.start()].rpartition(" for ")[0]).strip(" ,")
        deed = f"sell {thing} for" if verb == "sold" else f"pay for {thing}"
        if thing and len(thing.split()) <= 8 and "," not in thing:
            yield Question(f"How much did {subject} {deed}?", "cost", 5.0, thing)


def _how_many(clause, sentence, reading):
    counted = _SUBJECT_COUNT.match(clause.subject)
    if counted and clause.verb.lower() not in {"of"}:
        rest, _ = _without_dates(clause)
        yield Question(f"How many {_join(counted.group(1), clause.verb, rest)}?", "count", 4.8, counted.group(1))


def _how_many_objects(clause, sentence, reading):
    counted = _OBJECT_COUNT.match(clause.rest)
    noun = counted.group(1) if counted else ""
    if noun and noun.split()[0] not in reading.lexicon.stopwords and clause.verb.lower() not in _NOT_COUNTING:
        owning = _OWNING.get(clause.verb.lower())
        order = f"{owning} {clause.subject} have" if owning else _order(clause, "")
        yield Question(f"How many {noun} {order}?", "count", 4.6, noun)


_NOT_COUNTING = BE | MODAL | {"said", "says"}
_OWNING = {"has": "does", "have": "do", "had": "did"}


_DO = {"will", "would", "can", "could", "must", "should", "may", "might"}


def _does(clause, sentence, reading):
    """What the subject does, will do, or has done; what happened to it."""
    verb, words = clause.verb.lower(), clause.rest.lower().split()
    following = words[0] if words else ""
    if verb in _DO and following == "be" and len(words) > 1 and words[1] in PARTICIPLES and verb == "will":
        yield Question(f"What will happen to {clause.subject}?", "do", 2.6, clause.subject)
    elif verb in _DO and following in BASES and following not in {"be", "have"}:
        yield Question(f"What {verb} {clause.subject} do?", "do", 2.8, clause.subject)
    elif verb in {"has", "have"} and following in PARTICIPLES and following != "been":
        yield Question(f"What {verb} {clause.subject} done?", "do", 2.5, clause.subject)
    elif verb in PAST and PAST[verb] in _TELLING:
        yield Question(f"What did {clause.subject} {PAST[verb]}?", "tell", 3.0, clause.subject)
    elif verb in THIRD and THIRD[verb] in _TELLING:
        yield Question(f"What does {clause.subject} {THIRD[verb]}?", "tell", 3.0, clause.subject)
    elif verb in {"was", "were"} and following in PARTICIPLES:
        yield Question(f"What happened to {clause.subject}?", "do", 2.2, clause.subject)


def _about(sentence, reading):
    for place, name in enumerate(topics_of(sentence, reading)):
        topic = _with_article(name, sentence, reading)
        yield Question(f"What is known about {topic}?", "about", 1.0 - place / 5, topic)


def _may_follow(word, reading):
    """Whether a name ends before the word, so that its article is its own: not "the Sudan policy"."""
    return is_finite(word) or word in reading.lexicon.stopwords


def _topic(sentence, reading, apart_from=""):
    """The sentence's topic with its article, as it stands in a question."""
    return _with_article(topic_of(sentence, reading, apart_from=apart_from), sentence, reading)


def _with_article(name, sentence, reading):
    phrase = next((p for p in phrases_of(sentence, reading) if p.text == name), None)
    if not phrase:
        return ""
    before = re.search(r"(\S+)\s$", sentence.text[: phrase.start])
    article = before.group(1).lower() if before else ""
    definite = article in {"the", "this", "that", "these", "those", "a", "an", "its", "his", "her", "their", "our"}
    following = re.match(r"\s([a-z]+)", sentence.text[phrase.end :])
    if phrase.is_name and following and not _may_follow(following.group(1), reading):
        definite = False
    opens = not phrase.is_name and phrase.start == 0 and not name[:2].isupper()
    text = name[0].lower() + name[1:] if opens else name
    countable = not phrase.is_name and not text.endswith("s")
    return (
        f"the {text}"
        if (definite and not (phrase.is_name and article != "the")) or (countable and article != "of")
        else text
    )
