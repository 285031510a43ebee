"""Names and noun phrases of a sentence, found by capitals, determiners and stop words."""

import re
from collections import Counter
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from common.text import CJK, fold

from .reading import Reading, Sentence

LONGEST = 4  # words
LONGEST_SENTENCE = 1_500  # characters
_BETWEEN = re.compile(r"(?:\s|-|\s?&\s|['’])?")
_ENGLISH_VERBAL = re.compile(r"(?:ed|ly)$|^(?:mak|tak|giv|be|hav|go|com|gett|us|try|look|say)ing$")
_ENGLISH_ADJECTIVE = re.compile(r"(?:tific|nomic|ical|ous|ful|less|able|ible|[^tl]ive|ual|onal)$")
_ADJECTIVE_ENDINGS = {
    "fr": """
        ique iques al ale ales aux if ive ifs ives el elle els elles aire aires eux euse euses ien ienne
        iens iennes ais aise able ables
    """,
    "es": """
        ico ica icos icas al ales ivo iva ivos ivas ario aria arios arias oso osa ano ana anos anas ense
        enses able ables ista istas eno ena
    """,
    "pt": """
        ico ica icos icas al ais ivo iva ivos ivas ário ária ários árias oso osa ano ana anos anas ense
        enses ável áveis ista istas eiro eira eiros eiras
    """,
    "it": """
        ico ica ici iche ale ali ivo iva ivi ive ario aria ari arie oso osa osi ose ano ana ani ane ese esi
        abile abili ista isti iste
    """,
}
_ADJECTIVE = {code: tuple(endings.split()) for code, endings in _ADJECTIVE_ENDINGS.items()}
_LINKS = {
    "fr": {"de", "du", "des", "d"},
    "es": {"de", "del"},
    "pt": {"de", "do", "da", "dos", "das"},
    "it": {"di", "del", "della", "dei", "delle", "d"},
}


class Phrase(NamedTuple):
    """A name or a noun phrase as written; `start` and `end` are offsets in its sentence."""

    text: str
    start: int
    end: int
    is_name: bool
    words: int

    @property
    def key(self) -> str:
        return fold(self.text).removesuffix("'s")


def phrases(sentence: Sentence, reading: Reading) -> list[Phrase]:
    """The phrases of a sentence in order; they may overlap. None for what is too long to be a sentence."""
    if len(sentence.text) > LONGEST_SENTENCE:
        return []
    if not reading.lexicon.spaced:
        return _characters(sentence, reading)
    found = _with_nouns(_names(sentence, reading), sentence, reading) + _nouns(sentence, reading)
    kept = {(phrase.start, phrase.end): phrase for phrase in reversed(found) if _fit(phrase, reading)}
    return [kept[place] for place in sorted(kept)]


def _fit(phrase, reading):
    lexicon = reading.lexicon
    tokens = [
        word.lower().replace("’", "'").removesuffix("'s") for word in re.split(r"[\s\-]+|['’](?!s\b)", phrase.text)
    ]
    if len(phrase.text) < 3 or (tokens[-1] in lexicon.stopwords and len(tokens) == 1):
        return False
    if not phrase.is_name and (tokens[0] in lexicon.stopwords or tokens[-1] in lexicon.stopwords):
        return False
    empty = lexicon.generic | lexicon.calendar
    return (
        not all(word in empty or word in lexicon.stopwords or word.isdigit() for word in tokens)
        and not set(tokens) & lexicon.calendar
    )


def _phrase(sentence, tokens, is_name):
    start, end = tokens[0].start, tokens[-1].end
    text = sentence.text[start:end]
    for suffix in ("'s", "’s"):
        text = text.removesuffix(suffix)
    return Phrase(text, start, start + len(text), is_name, len(tokens))


def _touch(sentence, left, right):
    return bool(_BETWEEN.fullmatch(sentence.text[left.end : right.start]))


def _names(sentence, reading):
    """Runs of capitalised words, with the small words that names hold ("Bank of Quillmouth", "von der Leyen")."""
    found, run = [], []
    for position, token in enumerate([*sentence.tokens, None]):
        if token and _continues_name(sentence, reading, run, token, position):
            run.append(token)
            continue
        found += _close(sentence, reading, run)
        run = [token] if token and _starts_name(reading, token, position, sentence) else []
    return found


_OF_A_PEOPLE = re.compile(r"(?:an|ese|ish|ch|ic|im)$")


def _with_nouns(names, sentence, reading):
    """ "The Sudanese government" for "Sudanese", "Conseil constitutionnel" for "Conseil"."""
    if reading.lexicon.code in _ADJECTIVE:
        return [_with_adjective(name, sentence, reading) if name.words == 1 else name for name in names]
    if reading.lexicon.code != "en":
        return names
    return [_longer(name, sentence, reading) if name.words == 1 else name for name in names]


def _longer(name, sentence, reading):
    following = next((at for at, token in enumerate(sentence.tokens) if token.start > name.start), None)
    if following is None or not _OF_A_PEOPLE.search(name.text) or name.end + 1 != sentence.tokens[following].start:
        return name
    run = _english(_content_run(sentence, reading, following))[:2]
    return _phrase(sentence, [sentence.tokens[following - 1], *run], True) if run else name


def _with_adjective(name, sentence, reading):
    pairs = pairwise(sentence.tokens)
    found = next((pair for pair in pairs if pair[0].start == name.start), None)
    if not found or not _touch(sentence, *found) or found[1].is_capitalised:
        return name
    fits = found[1].lower.endswith(_ADJECTIVE[reading.lexicon.code]) and found[1].lower not in reading.lexicon.stopwords
    return _phrase(sentence, found, True) if fits else name


def _starts_name(reading, token, position, sentence):
    if not token.is_capitalised or token.lower in _small_words(reading.lexicon):
        return False
    return (
        (position > 0 and token.lower not in reading.lexicon.openers)
        or reading.is_proper(token)
        or _first_of_name(reading, sentence)
    )


@lru_cache
def _small_words(lexicon):
    """Words that begin no name, capital or not; others may: "New", "Whole", "First"."""
    return lexicon.determiners | lexicon.prepositions | lexicon.pronouns | lexicon.first_person


def _first_of_name(reading, sentence):
    """A sentence that opens with two capitals opens with a name, if its first word is never written small."""
    first, *rest = sentence.tokens
    return (
        bool(rest)
        and rest[0].is_capitalised
        and _touch(sentence, first, rest[0])
        and (not reading.lower_words[first.lower] or reading.capital_words[first.lower] > 0)
    )


def _continues_name(sentence, reading, run, token, position):
    if not run or not _touch(sentence, run[-1], token) or run[-1].text.endswith(("'s", "’s")):
        return False
    if token.is_capitalised:
        return token.lower not in _small_words(reading.lexicon) or token.lower in reading.lexicon.particles
    following = sentence.tokens[position + 1 : position + 2]
    is_link = token.lower in reading.lexicon.particles and following and following[0].is_capitalised
    return (
        bool(is_link) and _touch(sentence, token, following[0]) and following[0].lower not in reading.lexicon.stopwords
    )


_PEOPLE = frozenset("menschen leute personen frauen männer".split())  # "dass über dem Lager Menschen schlafen"


def _close(sentence, reading, run):
    while run and run[-1].lower in reading.lexicon.particles | reading.lexicon.stopwords | _PEOPLE:
        run = run[:-1]
    if not run or len(run) > LONGEST + 1:
        return []
    is_name = not reading.lexicon.nouns_are_capitalised or len(run) > 1 or not run[0].text[1:].islower()
    return [_phrase(sentence, run, is_name)]


def _nouns(sentence, reading):
    """What stands after a determiner or preposition, up to the next small word or mark."""
    lexicon = reading.lexicon
    if lexicon.nouns_are_capitalised or not lexicon.determiners:
        return [] if lexicon.determiners else _runs(sentence, reading)
    tokens, found = sentence.tokens, []
    for position, token in enumerate(tokens[:-1]):
        opens = position == 0 and token.lower not in lexicon.stopwords
        if token.lower in lexicon.determiners or token.lower in lexicon.prepositions or opens:
            start = position + 1 if token.lower in lexicon.stopwords else position
            found += _noun_at(sentence, reading, start)
    return found


def _noun_at(sentence, reading, start):
    run = _content_run(sentence, reading, start)
    if start and run and run[0].is_capitalised and _is_name_before(sentence.tokens[start - 1], reading):
        return []
    if start == 0 and run and (reading.is_proper(run[0]) or run[0].lower in reading.lexicon.titles):
        return []
    if reading.lexicon.code == "en":
        run = _english(run)
    elif reading.lexicon.code in _ADJECTIVE:
        return _romance(sentence, reading, start, run)
    return [_phrase(sentence, run, False)] if run else []


def _is_name_before(token, reading):
    """Whether the word is part of a name that goes on: "Whole" in "Whole Foods"."""
    return token.is_capitalised and token.lower not in _small_words(reading.lexicon)


def _content_run(sentence, reading, start):
    run = []
    for token in sentence.tokens[start : start + LONGEST]:
        if token.lower in reading.lexicon.stopwords or (run and not _touch(sentence, run[-1], token)):
            break
        run.append(token)
        if token.text.endswith(("'s", "’s")):
            break
    return run


def _english(run):
    from .questions.english_verbs import is_action, is_verb_form

    if run and (is_action(run[0].lower) or (is_verb_form(run[0].lower) and not run[0].lower.endswith("ed"))):
        return []
    for place, token in enumerate(run):
        if place and (is_verb_form(token.lower) or is_action(token.lower) or token.lower.endswith(("ed", "ly"))):
            run = run[:place]
            break
    while run and _is_no_noun(run[-1]):
        run = run[:-1]
    return run[:3]


def _is_no_noun(token):
    ends = _ENGLISH_VERBAL.search(token.lower) or _ENGLISH_ADJECTIVE.search(token.lower)
    return (bool(ends) or token.lower in {"north", "south", "east", "west"}) and not token.is_capitalised


def _romance(sentence, reading, start, run):
    """A noun, with the adjective or the "de" + noun that follows it."""
    code = reading.lexicon.code
    if not run:
        return []
    tokens, noun = sentence.tokens, run[0]
    found = [_phrase(sentence, [noun], False)]
    if len(run) > 1 and run[1].lower.endswith(_ADJECTIVE[code]):
        return [_phrase(sentence, run[:2], False), *found]
    link, target = tokens[start + 1 : start + 2], tokens[start + 2 : start + 3]
    if link and target and link[0].lower in _LINKS[code] and target[0].lower not in reading.lexicon.stopwords:
        joined = [noun, link[0], target[0]]
        is_whole = _ends_there(sentence, reading, start + 3)
        if is_whole and _touch(sentence, noun, link[0]) and _touch(sentence, link[0], target[0]):
            return [_phrase(sentence, joined, False), *found]
    return found


def _ends_there(sentence, reading, at):
    """Whether a noun phrase may end before the word at that place."""
    tokens = sentence.tokens
    if at >= len(tokens) or not _touch(sentence, tokens[at - 1], tokens[at]):
        return True
    return tokens[at].lower in reading.lexicon.stopwords


def _is_long(word):
    """Six letters, or three where the script writes syllables or leaves out vowels."""
    least = 6 if word[0] < "\u0590" else 3
    return len(word) >= least and not any(character.isdigit() for character in word)


def _runs(sentence, reading):
    """In a language without a whole list of words: the longer words, which carry the meaning in most."""
    small = reading.lexicon.stopwords
    return [
        _phrase(sentence, [token], False)
        for token in sentence.tokens
        if _is_long(token.text) and token.lower not in small
    ]


_HAN = re.compile(f"[{CJK}]{{2,}}|[A-Za-z][A-Za-z0-9 ]*[A-Za-z0-9]")
_KANJI = re.compile("[\u30a1-\u30f6\u30fc]{3,10}|[\u4e00-\u9fff]{2,6}")
_NAME_MARK = re.compile(f"[{CJK}]{{2,5}}[·・][{CJK}]{{2,6}}")


def _characters(sentence, reading):
    """Pieces of characters that the source repeats, longest first, and names with a middle dot."""
    if reading.lexicon.code == "ja":
        runs = (run for run in _KANJI.finditer(sentence.text) if run.group() not in reading.lexicon.stopwords)
        return [Phrase(run.group(), run.start(), run.end(), False, 1) for run in runs if not _counts(run)]
    known = _repeated(reading)
    found = [_dotted(mark) for mark in _NAME_MARK.finditer(sentence.text)]
    for run in _HAN.finditer(sentence.text):
        found += _pieces(run, known)
    return sorted(found, key=lambda phrase: phrase.start)


def _counts(run):
    """Whether a Japanese run of characters begins with the unit of a number: "3年遅れ"."""
    return run.group()[0] in "約全同各" or run.string[run.start() - 1 : run.start()].isdigit()


_OFFICES = (
    "教授|专家|发言人|宇航员|航天员|总统|总理|主席|记者|总裁|董事|选手|学生|博士|医生|部长|市长|校长|局长|首相|作者|主任|导演"
    "|演员|律师|师|学家|作家|负责人"
)
_BEFORE_NAME = re.compile(f"^.*(?:{_OFFICES}|[和与及是的对在由向被像])(?=..)")


def _dotted(found):
    """A name with a middle dot, without the office before it."""
    prefix = _BEFORE_NAME.match(re.split("[·・]", found.group())[0])
    start = found.start() + (prefix.end() if prefix else 0)
    return Phrase(found.string[start : found.end()], start, found.end(), True, 1)


def _pieces(run, known):
    text, at = run.group(), 0
    while at < len(text) - 1:
        piece = next(
            (text[at : at + size] for size in range(min(8, len(text) - at), 1, -1) if text[at : at + size] in known),
            "",
        )
        if piece:
            yield Phrase(piece, run.start() + at, run.start() + at + len(piece), False, 1)
        at += len(piece) or 1


def _repeated(reading) -> Counter:
    return reading.once(_count_pieces)


def _count_pieces(reading):
    """Pieces of 2 to 6 characters that occur twice or more, touch no stop word, and are no part of a longer one."""
    counts = Counter()
    for sentence in reading.sentences:
        for run in _HAN.findall(sentence.text):
            counts.update(_ngrams(run, reading.lexicon))
    repeated = Counter({piece: count for piece, count in counts.items() if count > 1})
    return _without_parts(repeated, reading.lexicon)


def _ngrams(run, lexicon):
    if run[0].isascii():
        return [run] if len(run) > 2 else []
    sizes = range(2, 7)
    pieces = (run[at : at + size] for size in sizes for at in range(len(run) - size + 1))
    return [piece for piece in pieces if _clean(piece, lexicon)]


def _clean(piece, lexicon):
    stop = lexicon.stopwords
    edges = (piece[0], piece[-1], piece[:2], piece[-2:])
    return not any(edge in stop for edge in edges) and not any(character in "的了和是在们" for character in piece)


def _without_parts(counts, lexicon):
    """Drops a piece that nearly always stands inside a longer one, and the empty words."""
    inside = Counter()
    for piece, count in counts.items():
        for size in range(2, len(piece)):
            for at in range(len(piece) - size + 1):
                part = piece[at : at + size]
                inside[part] = max(inside[part], count)
    kept = {p: c for p, c in counts.items() if p not in lexicon.generic and (c > inside[p] * 1.3 or not inside[p])}
    return Counter(kept)


def phrase_counts(reading: Reading) -> Counter:
    """How often each phrase occurs in the source, by its key."""
    return reading.once(_count_phrases)


def _count_phrases(reading):
    return Counter(phrase.key for sentence in reading.sentences for phrase in phrases_of(sentence, reading))


def phrases_of(sentence: Sentence, reading: Reading) -> list[Phrase]:
    found: dict[int, list[Phrase]] = reading.once(_no_phrases_yet)
    if sentence.index not in found:
        found[sentence.index] = phrases(sentence, reading)
    return found[sentence.index]


def _no_phrases_yet(reading):
    return {}
