"""Questions that keep a sentence as it is, but for its beginning: who or what did that, how many, what share.

Nothing has to be put into another form or order, so they are right in each of the five languages wherever the
sentence is one plain clause: what stands before the verb is asked for, verb and rest stay.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..clarity import name_words, surnames
from ..lexicon.base import of
from ..reading import Reading, Sentence, Token
from ..standing import quotations
from . import english_verbs, measures, present
from .clauses import ORGANISATIONS, gap_before, is_person, names_somebody, small_start
from .question import Question
from .speech import SPEECHES, Speech

LONGEST_BEFORE, LONGEST_REST, SHORTEST_REST = 16, 17, 3  # words
_BRACKETS = re.compile(r"\s\([^()]{1,60}\)")
_BREAK = re.compile(r",(?!\d)|:(?!\d)|[;—…\[\]\"“”„«»]|\s[–-]\s|--")
_HOUR = re.compile(r"^\d{1,2}\s?[h:.]\s?\d{0,2}\s+[–—-]\s+")


class Split(NamedTuple):
    """`lead` is the adverbial before the subject, `rest` what follows the verb in its clause."""

    lead: str
    subject: str
    verb: str
    rest: str


def ask(sentence: Sentence, reading: Reading) -> Iterator[Question]:
    speech = SPEECHES.get(reading.lexicon.code)
    found = split(sentence, reading, speech) if speech else None
    if speech and found:
        yield from _reported(found, sentence, reading)
    counted = speech.counted.match(found.subject) if speech and found else None
    if not speech or not found or not _is_telling(found, sentence, reading, speech, counted=counted):
        return
    if counted:
        yield from _how_many(found, counted, speech)
    elif not _is_numeric(found.subject):
        yield from _how_much(found, sentence, reading, speech)
        yield from _who_or_what(found, sentence, reading, speech)


_REPORTS = {
    "en": of("found showed concluded suggested revealed confirmed warned estimated said argued announced"),
    "es": of("encontró mostró concluyó reveló confirmó advirtió estimó anunció recomienda recomendó señala muestra"),
    "pt": of("encontrou mostrou concluiu revelou confirmou alertou estimou anunciou recomenda mostra aponta"),
    "fr": of("montre révèle confirme conclut annonce indique estime rappelle souligne montrent révèlent indiquent"),
}
_HOW_REPORTED = {"en": "What did {s} {v}?", "es": "¿Qué {v} {s}?", "pt": "O que {v} {s}?", "fr": "Que {v} {s} ?"}


def _reported(found, sentence, reading):
    """ "Traffic counts by the council found that…": what they found."""
    code, verb = reading.lexicon.code, found.verb.lower()
    follows = re.match(r"(?:that|que|qu['’])", found.rest)
    subject = _small_subject(found, sentence, reading)
    long = len(subject.split()) >= 2 and found.subject.lower().split()[0] not in reading.lexicon.openers
    if follows and long and verb in _REPORTS.get(code, ()):
        verb = english_verbs.PAST.get(verb, verb) if code == "en" else verb
        yield Question(_HOW_REPORTED[code].format(s=subject, v=verb), "say", 2.9, subject)


def _small_subject(found, sentence, reading):
    body = sentence.text[sentence.text.find(found.subject) :]
    tokens = Sentence(0, 0, len(body), 0, body, sentence.lexicon).tokens
    return small_start(found.subject, tokens[0], reading) if tokens else ""


def _how_much(found, sentence, reading, speech):
    subject = _small_subject(found, sentence, reading)
    if subject and not points_away(subject, reading, speech):
        yield from measures.ask(subject, found.verb, found.rest, found.lead, reading)


def split(sentence: Sentence, reading: Reading, speech: Speech) -> Split | None:
    """Subject, verb and rest of a sentence that is one plain clause; nothing of one that quotes."""
    if quotations(sentence) or sentence.text.endswith("?"):
        return None
    text = _HOUR.sub("", _BRACKETS.sub("", sentence.text)).rstrip(".!… ")
    lead, body = _without_lead(text, reading, speech)
    tokens = Sentence(0, 0, len(body), 0, body, sentence.lexicon).tokens
    place = _verb(tokens, body, reading, speech)
    if not place:
        return None
    end, at = place
    rest = _rest(body[tokens[at].end :].strip(), reading, speech)
    verb = body[tokens[end].start : tokens[at].end] if tokens[end].lower in speech.clitics else tokens[at].text
    subject = body[: tokens[end - 1].end]
    return Split(lead, subject, verb, rest) if rest and not _BREAK.search(subject.partition(",")[0]) else None


def _without_lead(text, reading, speech):
    """ "In Dunmallet, 260 people…": the place or time before the subject, where a comma closes it."""
    first = text.split(" ", 1)[0].lower()
    opening, comma, body = text.partition(", ")
    plain = comma and first in reading.lexicon.prepositions and len(opening.split()) <= 9
    return (opening, body) if speech.leads and plain else ("", text)


def _verb(tokens, body, reading, speech):
    """Where the subject ends and where the verb stands; an apposition between commas is skipped."""
    at, limit, closing = 1, LONGEST_BEFORE, None
    while at < min(len(tokens), limit):
        gap, word = gap_before(at, tokens, body), tokens[at].lower
        if "," in gap and closing is None:
            closing = next((n for n in range(at + 1, min(len(tokens), at + 14)) if _comma_before(n, tokens, body)), 0)
            if not closing or not _is_finite(closing, tokens, reading, speech):
                return None
            if _tells(tokens[at:closing], reading, speech):
                return None
            return (at, closing)
        if gap.strip() or word in speech.linkers or word in speech.negative:
            return None
        if word in speech.clitics and at + 1 < len(tokens) and _is_finite(at + 1, tokens, reading, speech):
            return (at, at + 1)
        if _is_finite(at, tokens, reading, speech) and not speech.is_noun_here(at, tokens):
            return (at, at)
        at += 1
    return None


def _tells(tokens, reading, speech):
    """Whether what stands between the commas is a clause of its own: "the schools, the colleges will close, says X"."""
    relative = tokens[0].lower in speech.linkers | speech.clauses | _GERMAN_RELATIVE
    return not relative and any(
        _is_finite(n, tokens, reading, speech) and tokens[n].lower not in english_verbs.PARTICIPLES
        for n in range(1, len(tokens))
    )


_GERMAN_RELATIVE = frozenset("der dessen deren dem den".split())


def _comma_before(at, tokens, body):
    return "," in gap_before(at, tokens, body)


def _is_finite(at, tokens, reading, speech):
    word, before = tokens[at], tokens[at - 1].lower
    if word.is_capitalised or before in speech.no_verb_after:
        return False
    return speech.is_verb(word.lower, tokens[at - 1])


def _rest(after, reading, speech):
    """What follows the verb up to where another clause begins; empty where that would cut a list or a bracket."""
    found = _BREAK.search(after)
    rest, beyond = (after[: found.start()].strip(), after[found.end() :].split()) if found else (after, [])
    if found and not _may_end(found.group(), beyond, reading, speech):
        return ""
    words = rest.split()
    cut = next((n for n in range(len(words)) if _opens_clause(n, words, speech)), len(words))
    words = _before_subject(words, speech, reading, cut=bool(found))
    if 0 < cut < min(SHORTEST_REST, len(words)):
        return ""  # "dominated the rebound and played": two verbs, of which one would have to change
    words = _shortened(words[:cut] if cut >= SHORTEST_REST else words, reading, speech)
    while words and words[-1].lower() in speech.no_end:
        words.pop()
    if words and words[-1].lower() in _OPENS_THAT:
        return ""  # "stems from the fact that…"
    return " ".join(words) if SHORTEST_REST <= len(words) <= LONGEST_REST else ""


_OPENS_THAT = frozenset("fact idea claim notion hecho fato fait idée idea ideia".split())


def _may_end(mark, beyond, reading, speech):
    """Whether the clause is whole before the mark."""
    if mark.strip() in {"—", "--", ":"} and not reading.lexicon.nouns_are_capitalised:
        return True
    return mark in {",", ";", "–", " – "} and _goes_on(beyond, reading, speech)


def _before_subject(words, speech, reading, *, cut):
    """ "…nine attacks and the hall began to…": after the "and" another clause has begun."""
    small = reading.lexicon.determiners
    ands = [n for n in range(SHORTEST_REST, len(words) - 1) if words[n].lower() in speech.ands]
    for at in ands:
        if words[at + 1].lower() in small and (_has_verb(words[at + 1 : at + 8], reading, speech) or cut):
            return words[:at]
    return words


def _has_verb(words, reading, speech):
    tokens = [Token(word.strip(",.;"), 0, 0) for word in words]
    return any(token.text and _is_finite(n, tokens, reading, speech) for n, token in enumerate(tokens) if n > 1)


_LOOSE = frozenset(
    """in at on after for since with during before by until en por tras con para desde durante ante hasta dans pour avec
    depuis après em no na com após até""".split()
)
LONG_REST, SHORT_REST = 13, 5  # words between which what is long, or points away, may end


def _shortened(words, reading, speech):
    """Without its end from a "for the first time in their…" or "after…" on, where it is long or a pronoun stands there.

    Not in German, whose verb may end the clause.
    """
    away = next((n for n, word in enumerate(words) if word.lower() in _away(reading.lexicon, speech)), len(words))
    if reading.lexicon.nouns_are_capitalised or (away == len(words) <= LONG_REST):
        return words
    most = min(away, LONG_REST + 1)
    ends = [n for n in range(SHORT_REST, min(most, len(words))) if words[n].lower() in _LOOSE]
    return words[: ends[-1]] if ends else words


def _opens_clause(at, words, speech):
    """Whether a word begins another clause; "and" does where a verb follows it."""
    word = words[at].lower()
    before, after = (Token(words[n] if 0 <= n < len(words) else "", 0, 0) for n in (at, at + 1))
    return word in speech.clauses or (word in speech.ands and bool(after.text) and speech.is_verb(after.lower, before))


def _goes_on(words, reading, speech):
    """Whether the words after a comma add a clause rather than the next of a list."""
    first = words[0].lower() if words else ""
    if first in speech.after_comma or first.endswith(speech.participles):
        return True
    small = reading.lexicon.prepositions | reading.lexicon.determiners
    apart = first in small or first[:1].isdigit() or words[0][0].isupper() if words else False
    return apart and not reading.lexicon.nouns_are_capitalised  # in German the end of the verb may follow


def _is_telling(found, sentence, reading, speech, *, counted=None):
    """The question will name what it is about, and nothing in it points out of it.

    In "260 people left their homes" the possessive means those who are counted.
    """
    rest = found.rest.lower().split()
    small = reading.lexicon
    away = _away(small, speech) - (_THEIRS if counted else set())
    subject = found.subject.lower().lstrip('¡¿«“"').split()
    if found.verb.lower().split()[-1] in small.saying or rest[0] in speech.clauses:
        return False
    if subject[0] in small.prepositions - speech.articles or all(
        word in small.stopwords | small.subordinators for word in subject
    ):
        return False
    if (
        subject[0] in small.subordinators
        or _VAGUE.match(" ".join(subject))
        or (len(subject) == 1 and not _is_noun(found.subject, reading))
    ):
        return False
    openers = small.openers - ({"das"} if len(subject) > 1 else set())  # "Das Landgericht", not "Das ist"
    if set(rest) & away or subject[0] in away | openers or set(subject) & speech.negative:
        return False
    return not (set(subject[:3]) & small.anaphora)


_THEIRS = frozenset("their leurs leur sus seus suas ihre ihren ihrer".split())
_VAGUE = re.compile(
    r"(?:the )?(?:rest|others?|each|some|many|most|both|all)$|each "
    r"|(?:die )?(?:meisten|anderen|wenigsten|alle|viele|beide)$"
    r"|chacune?$|certaine?s$|tous$|toutes$|(?:la |el )?(?:mayoría|resto)$|tod[oa]s$|algun[oa]s$|muit[oa]s$"
    r"|(?:el|la|los|las|o|a|os|as) de "
)


def _is_noun(word, reading):
    """German: a single word before the verb may be an adverb, "Manchmal"; a noun is one elsewhere too."""
    return not reading.lexicon.nouns_are_capitalised or reading.capital_words[word.lower()] > 0


def points_away(text, reading, speech):
    return bool(set(text.lower().split()) & _away(reading.lexicon, speech))


def _away(lexicon, speech):
    """Words that mean something said elsewhere."""
    return lexicon.pronouns | lexicon.leaning | lexicon.first_person | speech.possessives | lexicon.anaphora


def worth(text, sentence, reading):
    """2 where the question says what it is about: a name, a figure, words of the title; else less."""
    piece = Sentence(sentence.index, 0, len(text), 0, text, sentence.lexicon)
    names = len(name_words(piece, reading))
    heavy = sum(reading.weights[term] >= 3 for term in piece.terms)
    return 1.4 + min(0.8, 0.5 * names) + min(0.6, 0.3 * heavy) + 0.2 * piece.has_number


def _who_or_what(found, sentence, reading, speech):
    verb = speech.singular(found.verb)
    if not verb:
        return
    who = _acts(found.subject, reading, speech)
    word = speech.who if who else speech.what
    rest = found.rest if who else speech.neuter(verb, found.rest)
    if not rest:
        return
    text = " ".join([word, verb, rest, _at_the_end(found.lead)]).strip()
    quality = worth(f"{found.rest} {found.lead}", sentence, reading) - _UNNAMED * _is_unnamed(found, sentence, reading)
    yield Question(speech.finish(text), "who" if who else "which", quality, found.rest)


_UNNAMED = 1.2
_EMPTY = frozenset(
    """attackers attacker suspect suspects bug flaw motion proposal decision project plan result group company firm
    ruling verdict answer move deal idea team
    ergebnis antrag entscheidung urteil firma unternehmen gruppe vorhaben projekt maßnahme befund verlust regelung
    perte marge mesure résultat décision titre projet groupe entreprise société dispositif texte hausse baisse
    emisora empresa resultado medida decisión grupo proyecto compañía caída subida pérdida firma sentencia
    resultado medida decisão grupo projeto companhia proposta queda alta iniciativa""".split()
)


def _is_unnamed(found, sentence, reading):
    """ "The motion passed": whoever asks what passed does not learn it from the answer."""
    words = found.subject.partition(",")[0].lower().split()
    empty = reading.lexicon.generic | _EMPTY
    return len(words) == 2 and words[1] in empty


def _acts(subject, reading, speech):
    """Whether the subject is somebody: a person, an office, people, or a body that decides."""
    words = re.split(r"[\s’']", subject.partition(",")[0])
    lower = [word.lower() for word in words]
    head = next((n for n, word in enumerate(lower) if n and word in reading.lexicon.prepositions), len(words))
    humans = present.HUMANS[reading.lexicon.code] | reading.lexicon.titles
    if set(lower[:head]) & humans or any(word.endswith(speech.human_endings) for word in lower[:head]):
        return True
    if names_somebody(words[:head]) and not set(lower) & ORGANISATIONS:
        return True
    if is_person(subject, reading) or (len(words) > 1 and head == len(words) and lower[-1] in surnames(reading)):
        return True
    named = words[1:] if lower[0] in reading.lexicon.determiners and words[1:] and words[1].isupper() else words
    named = [word for word in named if word not in reading.lexicon.particles]
    alone = words[1:] if lower[0] in reading.lexicon.determiners else words
    return lower[0] not in speech.things and (_is_name(named, reading) or _is_proper(alone, reading))


def _is_proper(words, reading):
    """One word that is always a name: a team or a country, in the news, acts."""
    alone = Sentence(0, 0, len(words[0]), 0, words[0], reading.lexicon)
    german = reading.lexicon.nouns_are_capitalised
    return len(words) == 1 and not german and bool(alone.tokens) and reading.is_proper(alone.tokens[0])


def _is_name(words, reading):
    if not all(word[:1].isupper() for word in words) or any(reading.lower_words[word.lower()] for word in words):
        return False
    alone = Sentence(0, 0, len(words[0]), 0, words[0], reading.lexicon)
    inner = words[0][1:] != words[0][1:].lower()
    if reading.lexicon.nouns_are_capitalised:
        return inner
    return len(words) > 1 or inner or bool(name_words(alone, reading))


def _at_the_end(lead):
    return lead[:1].lower() + lead[1:] if lead else ""


def _is_numeric(subject):
    return bool(re.match(r"\S*\d", subject))


def _how_many(found, counted, speech):
    share, noun = counted.group("share"), found.subject[counted.end() :].strip()
    if not noun or "," in noun:
        return
    opening = speech.share(noun) if share else speech.how_many(noun)
    text = " ".join([opening, found.verb, found.rest, _at_the_end(found.lead)]).strip()
    yield Question(speech.finish(text), "count", 4.7, noun)
