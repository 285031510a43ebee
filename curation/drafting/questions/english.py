"""English questions."""

import re
from collections.abc import Iterator
from itertools import pairwise, takewhile

from ..labels import topic_of, topics_of
from ..phrases import phrases_of
from ..reading import Reading, Sentence
from . import attributed, english_patterns
from .clauses import Clause, is_person, parse
from .english_patterns import ADVERBS, DATED, LEADS, LINKERS, MONEY, OBJECT_COUNT, SUBJECT_COUNT, WHEN, WHY, YEAR
from .english_verbs import ALSO_NOUNS, BASES, BE, HAVE, MODAL, PARTICIPLES, PAST, THIRD, is_finite
from .question import Question
from .speakers import is_spoken_of, speaker_of

_TELLING = frozenset(
    """announce find plan want propose demand include contain offer provide show suggest cause conclude reveal promise
    report recommend require reject need expect prefer promote produce""".split()
)


def ask(sentence: Sentence, reading: Reading) -> Iterator[Question]:
    yield from _said(sentence, reading)
    clause = parse(sentence, reading, is_verb=_is_verb, leads=LEADS, adverbs=ADVERBS, linkers=LINKERS)
    if clause and not _is_reduced(clause) and not _has_second_verb(clause):
        for rule in _RULES:
            yield from map(_worth_less_with_pronoun, rule(clause, sentence, reading))
    yield from _reported(sentence, reading)
    yield from attributed.ask(
        sentence, reading, attributed.ATTRIBUTIONS["en"], lambda who: _topic(sentence, reading, apart_from=who)
    )
    yield from _about(sentence, reading)


def _reported(sentence, reading):
    """ "The report concluded…": what it says of something that the source speaks of."""
    found = english_patterns.REPORT.match(sentence.text)
    topic = _topic(sentence, reading, apart_from=found.group(1)) if found else ""
    plain = found and found.group(2) in {"assessed", "determined", "recommended"}
    if found and topic and not plain and is_spoken_of(topic, reading):
        yield Question(f"What did the {found.group(1)} say about {topic}?", "say", 3.0, f"{found.group(1)} on {topic}")
    elif found:
        verb = PAST.get(found.group(2), "say")
        yield Question(f"What did the {found.group(1)} {verb}?", "tell", 2.9, found.group(1))


def _worth_less_with_pronoun(question):
    """A question with "it" in it does not say what it asks about."""
    return question._replace(quality=min(question.quality, 1.2)) if _points_away(question.text) else question


def _is_verb(word):
    return is_finite(word) or word == "say"


def _is_reduced(clause: Clause):
    """ "The boats moored in the harbour were sold": the first verb form is a participle, not the verb."""
    verb = clause.verb.lower()
    if verb not in PARTICIPLES or verb in BASES:
        return False
    words = clause.after.lower().split()
    if words[:1] == ["by"] or any(w in BE | HAVE | MODAL for w in clause.rest.split()[:8]):
        return True
    words = list(takewhile(lambda word: word not in LINKERS, words[:8]))
    return words[:1] in _AFTER_PARTICIPLE and any(_tells_on(left, right) for left, right in pairwise(words[1:]))


def _has_second_verb(clause):
    """ "The study of lights was published": the first verb form is a noun."""
    following = clause.after.lower().split()[:1]
    verb = clause.verb.lower()
    if verb in BE | HAVE | MODAL:
        return False
    soon = clause.after.lower().split()[:7]
    joined = {"and", "but", "that", "who", "which", "when", "after", "as", "while"} & set(soon)
    noun = verb in ALSO_NOUNS and not joined and any(word in PAST and word not in ALSO_NOUNS for word in soon)
    return noun or (bool(following) and following[0] in BE | HAVE | MODAL)


_AFTER_PARTICIPLE = [[word] for word in "in on at from with for during under since near on".split()]
_NOUNS = frozenset("cost set cut put hit let spread".split())


def _tells_on(left, right):
    """Whether the second word is the verb after all: "published in 2020 found"."""
    return (
        right in PAST and PAST[right] not in _NOUNS and left not in {"and", "or", "but", "that", "which", "who", "it"}
    )


def _said(sentence, reading):
    speaker = speaker_of(sentence, reading)
    topic = _topic(sentence, reading, apart_from=speaker)
    if speaker and topic and is_spoken_of(topic, reading):
        yield Question(f"What did {speaker} say about {topic}?", "say", 3.4, speaker)
    elif speaker:
        yield Question(f"What did {speaker} say?", "say", 2.2, speaker)


def _say(clause, sentence, reading):
    """ "Critics say…": somebody without a name."""
    verb = clause.verb.lower()
    if verb not in reading.lexicon.saying or speaker_of(sentence, reading) or _points_away(clause.rest):
        return
    topic = _topic(sentence, reading, apart_from=clause.subject)
    auxiliary = "did" if verb in PAST else "does" if verb in THIRD else "do"
    if topic:
        yield Question(f"What {auxiliary} {clause.subject} say about {topic}?", "say", 3.2, clause.subject)


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


_PASSIVE = re.compile(r"([a-z]+(?:\s(?:for|up|down|out))?)\s(?:on \w+day\s)?by\s(?!\d|the (?:end|time)|\w+ing\b)")
_PASTS = {base: past for past, base in PAST.items()}


def _by(clause, sentence, reading):
    """ "The wall was built by a company" asks who built it."""
    found = _PASSIVE.match(clause.after) if clause.verb.lower() in {"was", "were"} else None
    participle, _, particle = found.group(1).partition(" ") if found else ("", "", "")
    past = _PASTS.get(PARTICIPLES.get(participle, ""), "")
    if past:
        yield Question(f"Who {_join(past, particle, clause.subject)}?", "who", 4.0, clause.subject)


def _when(clause, sentence, reading):
    rest, dates = _without_dates(clause)
    begins = (PAST.get(clause.verb.lower()) or THIRD.get(clause.verb.lower())) in _BEGINS
    if not dates or (not rest and not begins) or (clause.verb.lower() in MODAL and not rest):
        return
    if clause.verb.lower() in BE and not _is_participle(rest):
        return
    if clause.verb.lower() in {"has", "have"} or rest.split()[-1:] == ["until"]:
        return
    order = _order(clause, rest)
    exact = any(DATED.search(date) for date in dates)
    if order and not _mentions_date(order):
        yield Question(f"When {order}?", "when", 4.2 if exact else 2.2, clause.subject)


_BEGINS = frozenset("start begin open close end reopen return die retire resign arrive land launch".split())


def _without_dates(clause):
    lead = clause.lead.lower()[:1] + clause.lead[1:]
    dates = [found.group() for found in WHEN.finditer(f"{lead if WHEN.match(lead) else ''} | {clause.rest}")]
    return " ".join(WHEN.sub("", clause.rest).split()), dates


def _mentions_date(text):
    return bool(WHEN.search(text)) or bool(re.search(YEAR, text))


def _is_participle(rest):
    return bool(rest) and rest.split()[0].lower() in PARTICIPLES


def _why(clause, sentence, reading):
    whole = _join(clause.subject, clause.verb, clause.after)
    found = WHY.search(clause.after)
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


_BARE = re.compile(r"[Tt]he [a-z]+")  # "What is the programme?": it was said before what it is


def _what_is(clause, sentence, reading):
    first = clause.rest.split()[:1]
    if clause.verb.lower() in BE and _ONLY_ONE.match(clause.rest) and clause.after.rstrip(".") == clause.rest:
        yield Question(f"What {clause.verb.lower()} {clause.rest}?", "what", 4.1, clause.subject)
        return
    word = "Who" if is_person(clause.subject, reading) else "What"
    past = clause.verb.lower() in {"was", "were"}
    if (
        (past and word == "What")
        or clause.verb.lower() not in BE
        or not first
        or first[0].lower() not in {"a", "an", "the", "one"}
        or _BARE.fullmatch(clause.subject)
    ):
        return
    yield Question(f"{word} {clause.verb.lower()} {clause.subject}?", "what", 4.0, clause.subject)


_ONLY_ONE = re.compile(r"the (?:\w{3,}est|main|only|most \w+|chief) (?!in\b|of\b)\w+")


def _cost(clause, sentence, reading):
    money = MONEY.search(clause.after)
    if not money:
        return
    verb, subject = clause.verb.lower(), clause.subject
    if verb in MODAL | {"has", "have"} and re.match(r"(?:\w+ly )?cost\b", clause.after):
        yield Question(f"How much {verb} {subject} cost?", "cost", 5.0, subject)
    elif verb in {"cost", "costs"} and money.start() < _NEAR:
        yield Question(f"How much {'does' if verb == 'costs' else 'did'} {subject} cost?", "cost", 5.0, subject)
    elif verb in {"bought", "acquired", "purchased", "sold"} and " for " in clause.after[: money.start() + 1]:
        thing = WHEN.sub("", clause.after[: money.start()].rpartition(" for ")[0]).strip(" ,")
        deed = f"sell {thing} for" if verb == "sold" else f"pay for {thing}"
        if thing and len(thing.split()) <= 8 and "," not in thing:
            yield Question(f"How much did {subject} {deed}?", "cost", 5.0, thing)


def _how_many(clause, sentence, reading):
    counted = SUBJECT_COUNT.match(clause.subject)
    rest, _ = _without_dates(clause)
    if counted and len(rest.split()) > 1:
        yield Question(f"How many {_join(counted.group(1), clause.verb, rest)}?", "count", 4.8, counted.group(1))


def _how_many_objects(clause, sentence, reading):
    counted = OBJECT_COUNT.match(clause.rest)
    noun = counted.group(1) if counted else ""
    if noun and noun.split()[0] not in reading.lexicon.stopwords and clause.verb.lower() not in _NOT_COUNTING:
        owning = _OWNING.get(clause.verb.lower())
        order = f"{owning} {clause.subject} have" if owning else _order(clause, "")
        yield Question(f"How many {noun} {order}?", "count", 4.6, noun)


_NEAR = 25  # characters between "costs" and the sum
_NOT_COUNTING = BE | MODAL | {"said", "says"}
_OWNING = {"has": "does", "have": "do", "had": "did"}


_DO = {"will", "would", "can", "could", "must", "should", "may", "might"}


def _does(clause, sentence, reading):
    """What the subject does, will do, or has done; what happened to it."""
    verb, words = clause.verb.lower(), [word.strip(",.;") for word in clause.after.lower().split()[:3]]
    words = [word for word in words if word not in ADVERBS]
    following = words[0] if words else ""
    if verb in _DO and following == "be" and len(words) > 1 and words[1] in PARTICIPLES and verb == "will":
        yield Question(f"What will happen to {clause.subject}?", "do", 2.6, clause.subject)
    elif verb in _DO and following in BASES and following not in _STATES:
        yield Question(f"What {verb} {clause.subject} do?", "do", 2.8, clause.subject)
    elif verb in {"has", "have"} and following in PARTICIPLES and following != "been":
        if following in _SAID:
            yield Question(f"What {verb} {clause.subject} {following}?", "tell", 2.7, clause.subject)
            return
        befell = PARTICIPLES[following] in _BEFALLS or PARTICIPLES[following] in _STATES
        asked = f"happened to {clause.subject}" if befell else f"{clause.subject} done"
        yield Question(f"What {'has' if befell else verb} {asked}?", "do", 2.5, clause.subject)
    elif verb in PAST and PAST[verb] in _TELLING:
        yield Question(f"What did {clause.subject} {PAST[verb]}?", "tell", 3.0, clause.subject)
    elif verb in THIRD and THIRD[verb] in _TELLING:
        yield Question(f"What does {clause.subject} {THIRD[verb]}?", "tell", 3.0, clause.subject)
    elif verb in {"was", "were"} and following in _EVENTS and _is_definite(clause.subject, reading):
        yield Question(f"What happened to {clause.subject}?", "do", 2.2, clause.subject)


_SAID = frozenset(
    "admitted argued said warned announced suggested claimed declared promised proposed found decided agreed".split()
)


def _is_definite(subject, reading):
    """A name, or a noun with its article: not "security"."""
    first = subject.split()[0].lower()
    return first in reading.lexicon.determiners or subject[0].isupper()


_EVENTS = frozenset(PARTICIPLES) - frozenset("paid called named known based located born made set".split())
_BEFALLS = frozenset(
    """lose rise fall grow spread shrink drop decline die collapse close stop end vanish disappear increase decrease
    decrease change improve recover double triple sink break widen escalate""".split()
)
_STATES = frozenset("be have become remain stay seem appear exist come go belong live need cost mean".split())
_TAKES_NO_OBJECT = _BEFALLS | _STATES
_TAKES_NO_OBJECT |= frozenset(
    """say tell ask think look feel turn prove act work stand sit lie sleep run lead serve try want argue believe
    note refer happen occur succeed result vary range arrive return move follow describe""".split()
)
_OPENS_OBJECT = frozenset(
    """a an the its their his her some several many more most no every each all both one two three four five six
    seven eight nine ten twelve twenty hundreds thousands dozens millions new about around""".split()
)


def _object(clause, sentence, reading):
    """ "The archive keeps every umbrella" asks what the archive keeps."""
    verb, first = clause.verb.lower(), clause.after.lower().split()[:1]
    base = PAST.get(verb) or THIRD.get(verb, "")
    opens = bool(first) and (first[0] in _OPENS_OBJECT or first[0][0].isdigit())
    if not base or base in _TAKES_NO_OBJECT or base in _TELLING or not opens or WHEN.match(clause.after):
        return
    if clause.subject.split()[0].lower() in {"a", "an"}:
        return
    auxiliary = "did" if verb in PAST else "does" if verb in THIRD else "do"
    yield Question(f"What {auxiliary} {clause.subject} {base}?", "object", 2.1, clause.subject)


def _had_done(clause, sentence, reading):
    """ "The Met Office had issued a red warning" asks what it had issued."""
    words = clause.after.lower().split()[:2]
    done = clause.verb.lower() == "had" and len(words) == 2 and words[0] in PARTICIPLES and words[1] in _OPENS_OBJECT
    if done and PARTICIPLES[words[0]] not in _TAKES_NO_OBJECT:
        yield Question(f"What had {clause.subject} {words[0]}?", "object", 2.1, clause.subject)


_PLACED = frozenset("stand lie live sit happen occur begin start originate".split())
_AT_PLACE = re.compile(r"(?:in|on|at|near|off|along|outside|inside|between|beside|beneath|under|above)\s(?!fact\b)")


def _where(clause, sentence, reading):
    verb = clause.verb.lower()
    base = PAST.get(verb) or THIRD.get(verb, "")
    if not _AT_PLACE.match(clause.after) or WHEN.match(clause.after) or re.match(r"\w+ (?:the )?\d", clause.after):
        return
    if base in _PLACED:
        yield Question(
            f"Where {'did' if verb in PAST else 'does'} {clause.subject} {base}?", "where", 3.4, clause.subject
        )


def _points_away(text):
    """Whether it holds a pronoun that a question would leave without its name."""
    return bool(_PRONOUN.search(text))


_PRONOUN = re.compile(r"\b(?:it|they|them|he|him|she|this|these|those)\b", re.I)


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
    countable = not phrase.is_name and not text.endswith("s") and not (text.endswith("ing") and " " not in text)
    return (
        f"the {text}"
        if (definite and not (phrase.is_name and article != "the")) or (countable and article != "of")
        else text
    )


_RULES = (
    _say, _by, _cost, _how_many, _how_many_objects, _when, _why, _who, _where, _what_is, _does, _object, _had_done,
)  # fmt: skip
