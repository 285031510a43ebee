"""Tags of a source: the site's own where they fit, then names and terms that come back."""

import math
import re
from collections import Counter
from typing import NamedTuple

from common.text import fold, tag_key

from .clarity import surnames
from .phrases import Phrase, phrase_counts, phrases_of
from .questions.clauses import ORGANISATIONS
from .questions.present import HUMANS
from .reading import Reading, stemmer

MOST, FEWEST = 6, 3
LONGEST = 36  # characters
_PUBLISHER = re.compile(r"\s[|–—-]\s")


def tags(reading: Reading, *, known=()) -> tuple[str, ...]:
    """At most six tags in PascalCase without `#`, no two with one key."""
    strong, slight = _found(reading)
    chosen = _Chosen(reading)
    chosen.take([*_known(reading, known), *strong], most=MOST)
    chosen.take(slight, most=FEWEST)
    return tuple(chosen.names.values())


class _Chosen:
    """Tags of which no two have one key, or half their words in common."""

    def __init__(self, reading):
        self.reading, self.names, self.kin = reading, {}, set()

    def take(self, names, *, most):
        for name in names:
            key, stems = tag_key(name), _stems(name, self.reading)
            if len(self.names) < most and key not in self.names and 2 * len(stems & self.kin) < len(stems):
                self.names[key] = name
                self.kin |= stems


def pascal(name: str) -> str:
    """`sovereign AI` becomes `SovereignAI`."""
    pieces = re.findall(r"[^\W_]+", re.sub(r"['’]s\b", "", name))
    return "".join(piece if piece != piece.lower() else piece[:1].upper() + piece[1:] for piece in pieces)


def _stems(name, reading):
    if not reading.lexicon.spaced:
        return {name}
    stem = stemmer(reading.lexicon.code)
    parts = re.findall(r"[^\W_]+", re.sub(r"(?<=[a-zß-ÿ])(?=[A-ZÀ-Þ])", " ", name))
    return {stem(word.lower()) for word in parts if word.lower() not in reading.lexicon.stopwords} or {name.lower()}


def _known(reading, known):
    """Known tags that the source uses at least twice as words of their own, the most used first."""
    text = fold(reading.title + "\n" + reading.text)
    used = {name: _uses(name, text, reading) for name in known if _may_be_tag(name, reading)}
    wanted = [name for name, count in used.items() if count >= 2]
    return sorted(wanted, key=lambda name: (-used[name], name))[:4]


def _may_be_tag(name, reading):
    return len(tag_key(name)) > 1 and fold(name) not in reading.lexicon.stopwords


def _uses(name, text, reading):
    """How often a name stands in the folded text, however its words are joined; `Art` is not in "party"."""
    spaced = re.sub(r"(?<=[a-zß-ÿ0-9])(?=[A-ZÀ-Þ])", " ", name.lstrip("#"))
    pattern = r"[\s\-]?".join(map(re.escape, re.split(r"[\s\-_]+", fold(spaced))))
    if reading.lexicon.spaced:
        pattern = rf"(?<!\w){pattern}(?!\w)"
    return sum(1 for _ in re.finditer(pattern, text))


def _found(reading):
    """Names and topics that the text comes back to, the weightiest first; and slighter ones, for want of better."""
    found = _candidates(reading)
    best = sorted(found, key=lambda key: (-found[key].worth, found[key].text))
    strong = [_spelled(found[key], reading) for key in [k for k in best if found[k].is_strong][:_ENOUGH]]
    slight = [_spelled(found[key], reading) for key in [k for k in best if not found[k].is_strong][:_ENOUGH]]
    return [*strong[:2], *_of_the_title(strong[:4], reading), *strong[2:]], slight


_ENOUGH = 20  # candidates, of which some will share their words


def _spelled(candidate, reading):
    return pascal(_continued(candidate.text, reading) if candidate.may_go_on else candidate.text)


class _Candidate(NamedTuple):
    text: str
    worth: float
    is_strong: bool
    may_go_on: bool


def _candidates(reading):
    spelling, weight = {}, Counter()
    for sentence in reading.sentences:
        for key, phrase in _tags_of(sentence, reading).items():
            spelling.setdefault(key, []).append(phrase)
            weight[key] += 1 / (1 + sentence.index / 40)
    names = {key for key, found in spelling.items() if any(phrase.is_name for phrase in found)}
    _drop_places_before(names, spelling, weight)
    weight = _with_short_forms(_without_wholes(weight), spelling, names, reading)
    forms = {key: _best_form(found) for key, found in spelling.items() if weight[key] > 0}
    return {key: _weighed(key, form, weight[key], spelling, reading) for key, form in forms.items()}


def _drop_places_before(names, spelling, weight):
    """ "Brackenford High Street" counts for "High Street", where the text calls it so as often."""
    for key in [key for key in names if spelling[key][0].words > 2]:
        rest = [n for n in names if spelling[n][0].words > 1 and _ends_with(spelling[key][0], spelling[n][0])]
        if rest and len(spelling[rest[0]]) >= len(spelling[key]):
            weight[rest[0]] += weight.pop(key)
            spelling.pop(key)
            names.discard(key)


def _with_short_forms(weight, spelling, names, reading):
    """ "Nair" counts for "Priya Nair", and is no tag beside it: the last word of a longer name stands for it."""
    weight = Counter(weight)
    for key in [key for key in names if len(key) == 1]:
        whole = [
            long for long in names if len(long) > 1 and key < long and _ends_with(spelling[long][0], spelling[key][0])
        ]
        if len(whole) == 1 and _stands_for(spelling[key], spelling[whole[0]], reading):
            weight[whole[0]] += weight[key]
            weight[key] = 0
    return weight


def _stands_for(short, long, reading):
    """A surname does; so does what comes with the longer name again and again. Sudan does not for South Sudan."""
    german = reading.lexicon.nouns_are_capitalised  # where a plain noun may stand before the name
    known = short[0].key in surnames(reading) or len(long) > 1 or not german
    return known and len(short) <= _SHORT_FORMS * len(long)


_SHORT_FORMS = 8  # times that the short form stands alone for each time that the whole name is given


def _ends_with(long, short):
    return long.key.endswith(f" {short.key}")


def _weighed(key, form, weight, spelling, reading):
    count = len(spelling[key])
    in_title = fold(form.text) in fold(reading.title)
    size = len(form.text) / 2 if not reading.lexicon.spaced else form.words
    is_person = form.is_name and size >= 2 and fold(form.text).split()[-1] in surnames(reading)
    worth = weight * (1 + 0.25 * (min(size, 3) - 1)) * (1.6 if in_title else 1) * math.log2(1 + max(count, weight))
    worth *= _NAME if form.is_name else _TOPIC[size > 1] if reading.lexicon.spaced else 1
    often = max(count, weight) >= (2 if form.is_name or size > 1 else _COMMON)
    strong = often or (in_title and (form.is_name or count > 1))
    may_go_on = size == 1 and not form.is_name
    return _Candidate(form.text, worth * (1.2 if is_person else 1), strong, may_go_on)


_AFTER = {
    code: re.compile(rf"\s+((?:(?:{links})\s)?(?!{links})[^\W\d_]{{3,}})")
    for code, links in {"fr": "de|du|à|d’", "es": "de|del", "pt": "de|do|da", "it": "di|del|della"}.items()
}


def _continued(word, reading):
    """ "Marea roja" for "marea", where the text nearly always goes on so."""
    after = _AFTER.get(reading.lexicon.code)
    if not after:
        return word
    places = list(re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", reading.text, re.I))
    follows = Counter(found[1] for place in places if (found := after.match(reading.text, place.end())))
    best, count = max(follows.items(), key=lambda item: (item[1], item[0]), default=("", 0))
    last = best.split(" ")[-1].lower()
    whole = count > 1 and 2 * count >= len(places) and last not in reading.lexicon.stopwords | reading.lexicon.generic
    return f"{word} {best}" if whole and last.islower() else word


_NAME = 1.5
_TOPIC = (0.8, 1.2)  # one word, several
_COMMON = 4  # sentences with a plain word, from which on it may be a tag


def _of_the_title(names, reading):
    """A word of the title that comes back in the text, though it may be no noun: "mapuche" in "cuestión mapuche"."""
    if not reading.lexicon.spaced or not reading.lexicon.determiners:
        return []
    stem, covered = stemmer(reading.lexicon.code), set().union(*(_stems(name, reading) for name in names))
    words = [word for word in re.findall(r"[^\W\d_]{4,}", reading.title) if _may_name(word.lower(), reading)]
    often = [
        word for word in words if reading.weights[stem(word.lower())] >= _OFTEN and stem(word.lower()) not in covered
    ]
    return [pascal(word) for word in often if word.lower() not in reading.byline_words][:1]


_OFTEN = 10  # sentences with the word, those of the title counting double


def _may_name(word, reading):
    lexicon = reading.lexicon
    return word not in lexicon.stopwords | lexicon.generic | lexicon.calendar | lexicon.titles


def _tags_of(sentence, reading):
    phrases = [_untitled(phrase, reading) for phrase in (*_placed(sentence), *phrases_of(sentence, reading))]
    names = [phrase for phrase in phrases if phrase.is_name and phrase.words > 1]
    whole = (phrase for phrase in phrases if not any(_is_part(phrase, name, reading) for name in names))
    return {frozenset(_stems(phrase.text, reading)): phrase for phrase in whole if _is_tag(phrase, reading)}


def _is_part(phrase, name, reading):
    """A word of a longer name, unless it is a name of its own far more often."""
    inside = name.start <= phrase.start and phrase.end <= name.end
    counts = phrase_counts(reading)
    own = phrase.is_name and counts[phrase.key] > 3 * counts[name.key]
    return inside and phrase.end - phrase.start < name.end - name.start and phrase.words == 1 and not own


_JOINED = {
    "de": re.compile(r"\b[A-ZÄÖÜ][a-zäöüß]+ (?:am|an der|ob der|vor der) [A-ZÄÖÜ][a-zäöüß]+"),
    "fr": re.compile(r"\b[A-ZÉ][^\W\d_]+ (?:d[’']|de |du |des )[a-zéèê]+ (?:de |d[’']|du )[A-ZÉ][^\W\d_-]+"),
    "es": re.compile(r"\b[A-ZÁ][^\W\d_]+ (?:de|del) [a-záéíóú]+ (?:de|del) [A-ZÁ][^\W\d_]+"),
    "pt": re.compile(r"\b[A-ZÁ][^\W\d_]+ (?:de|do|da) [a-záéíóúç]+ (?:de|do|da) [A-ZÁ][^\W\d_]+"),
}


def _placed(sentence):
    """Names with small words in them: "Steinach am Forst", "Institut d’écologie de Sionnaz"."""
    pattern = _JOINED.get(sentence.lexicon.code)
    found = pattern.finditer(sentence.text) if pattern else ()
    return [Phrase(f.group(), f.start(), f.end(), True, len(f.group().split())) for f in found]


def _untitled(phrase, reading):
    """ "Mr Obama" is filed under "Obama", "Landwirt Jens Petersen" and "Moira Kell of Carrick" under their names."""
    first, _, rest = phrase.text.partition(" ")
    offices = reading.lexicon.titles
    if reading.lexicon.code == "de":
        offices = offices | (HUMANS["de"] if " " in rest else set()) | reading.lexicon.generic
    if rest and first.lower().strip(".") in offices:
        phrase = phrase._replace(text=rest.lstrip(), words=phrase.words - 1)
    person, of, _ = phrase.text.partition(" of ")
    if of and phrase.is_name and len(person.split()) == 2 and not set(person.lower().split()) & ORGANISATIONS:
        return phrase._replace(text=person, words=2)
    return phrase


def _without_wholes(weight):
    """A word counts less for standing inside a longer phrase that counts itself: "loi" in "projet de loi"."""
    longer = [(key, count) for key, count in weight.items() if len(key) > 1 and count > 1]
    inside: Counter = Counter()
    for key, count in longer:
        for stem in key:
            inside[stem] = max(inside[stem], count)
    return Counter(
        {key: count - (0.6 * inside[next(iter(key))] if len(key) == 1 else 0) for key, count in weight.items()}
    )


def _best_form(found):
    """The spelling used most, then the shortest: the nominative rather than the genitive."""
    texts = Counter(phrase.text for phrase in found)
    best = min(texts, key=lambda text: (-texts[text], len(text), text))
    return next(phrase for phrase in found if phrase.text == best)


_NO_TOPICS = frozenset(
    fold(word)
    for word in """primera primero segunda segundo tercera penúltima última troisième deuxième première quatrième
    primeira
    terceira dritte zweite pesos reais euros dólares dollars cent cents euro dollar pounds noite noche nuit nacht tarde
    madrugada falta pressa modell netz saal share shares corner council vereda studie étude estudo estudio study
    abertura bocina collège jahre haft operación mercado attack""".split()
)
_NUMBERS = frozenset("two three four five six seven eight nine ten both".split())
_INFINITIVE = {"es": re.compile("(?:ar|er|ir)$"), "pt": re.compile("(?:ar|er|ir|i)$")}
_NEVER = re.compile("(?!)")


def _is_tag(phrase, reading):
    words = re.findall(r"[^\W_]+", phrase.key)
    outsiders = reading.byline_words
    return (
        3 - (not reading.lexicon.spaced) <= len(phrase.text) <= LONGEST
        and phrase.words <= (5 if phrase.is_name else 3)
        and not (set(words) & outsiders)
        and not any(word.isdigit() for word in words)
        and not any(word in reading.lexicon.titles for word in words)
        and words[0] not in _NUMBERS
        and not (len(words) == 1 and words[0] in reading.lexicon.generic | _NO_TOPICS)
        and not (
            len(words) == 1 and not phrase.is_name and _INFINITIVE.get(reading.lexicon.code, _NEVER).search(words[0])
        )
    )
