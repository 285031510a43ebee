"""Who says what a sentence quotes or reports."""

import re

from common.text import CJK

from ..phrases import phrases_of
from ..reading import Reading, Sentence
from ..standing import quotations
from .present import HUMANS


def speaker_of(sentence: Sentence, reading: Reading) -> str:
    """The name beside the verb of saying, as written, or empty. Never the byline."""
    if not reading.lexicon.spaced:
        return _japanese(sentence) if reading.lexicon.code == "ja" else _chinese(sentence)
    verbs = [
        token
        for token in sentence.tokens
        if token.lower in reading.lexicon.saying and not _quoted(token, sentence) and _reports(token, sentence)
    ]
    for verb in verbs:
        name = _name_beside(verb, sentence, reading)
        if name and not set(name.lower().split()) & reading.byline_words:
            return name
    return ""


def is_spoken_of(topic: str, reading: Reading) -> bool:
    """Whether the source comes back to it, so that a question may name it."""
    terms = Sentence(0, 0, len(topic), 0, topic, reading.lexicon).terms
    return any(reading.weights[term] >= 2 for term in terms)


_JAPANESE = re.compile(
    r"(?:^|[、。])(?P<name>[^、。「」（）()]{2,24}?)(?:[（(][^）)]{1,12}[）)])?は「[^」]+」と"
    r"[^。]{0,12}?(?:述べ|話|語|説明|強調|コメント|訴え|指摘)"
)


def _japanese(sentence):
    found = _JAPANESE.search(sentence.text)
    return found.group("name") if found else ""


_CHINESE = re.compile(
    rf"(?:^|[，,。])(?P<name>[{CJK}A-Za-z·・ ]{{2,30}}?)(?:[（(][^）)]{{1,40}}[）)])?"
    r"(?:补充|介绍|进一步|随后|还|则|也)?(?:表示|认为|指出|强调|透露|坦言|说|称)(?=[，,：:“]|[^，。]{2})"
)
_NOBODY = re.compile(
    r"^(?:他|她|它|这|那|我|你|有|但|如果|也|还|可能|并|而|人们|研究人员|专家|据|所以|换句话)|[的了在]$|\?"
)


def _chinese(sentence):
    found = _CHINESE.search(_OUTSIDE_CHINESE.sub("“”", sentence.text))
    name = found.group("name").strip() if found else ""
    return "" if not name or _NOBODY.search(name) or len(name) > 18 else name


_OUTSIDE_CHINESE = re.compile("“[^”]*”")


def _quoted(token, sentence):
    return any(found.start() <= token.start < found.end() for found in quotations(sentence))


_THAT = re.compile(r"\s+(?:[^\W\d_]+\s+){0,3}(?:que\b|qu['’]|dass\b|lo que\b)|\s*[,:]|\s+mit,")


def _reports(verb, sentence):
    """Not "declared an emergency": words are quoted, or a clause says what was said. English leaves "that" out."""
    if sentence.lexicon.code not in {"fr", "es", "pt", "it"} or quotations(sentence):
        return True
    return bool(_THAT.match(sentence.text, verb.end)) or sentence.text[: verb.start].rstrip().endswith(",")


def _name_beside(verb, sentence, reading):
    names = [p for p in phrases_of(sentence, reading) if p.is_name and _is_subject(p, sentence)]
    said_first = re.search(r"[,”\"»“!?—–]\s*(?:(?:ha|a|hat|avait|heeft)\s+)?$", sentence.text[: verb.start])
    after = [
        name for name in names if said_first and 0 < name.start - verb.end < 36 and _leads_to(verb, name, sentence)
    ]
    before = [name for name in names if re.fullmatch(_LINK, sentence.text[name.end : verb.start] or "x")]
    best = max((after or before), key=lambda phrase: (-phrase.start, phrase.words), default=None)
    best = _led_to(best, names, sentence) if best else None
    return _with_title(best, sentence, reading) if best else ""


# between a name and its verb: an adverb, an auxiliary, or an apposition between commas
_LINK = r"\s+(?:(?:also|has|had|later|a|ha|hat|avait|tem|heeft|также|também|también)\s+)?|,\s[^,“\"]{3,80},\s+"


def _led_to(best, names, sentence):
    """Steve Arlen in "says Saltmarsh manager Steve Arlen"."""
    further = [
        name for name in names if re.fullmatch(r"(?:\s[a-z]+){1,2}\s", sentence.text[best.end : name.start] or "x")
    ]
    person = next((name for name in further if name.words > 1), None)
    return person if person and sentence.lexicon.code == "en" and _is_office(best, person, sentence) else best


def _is_office(best, person, sentence):
    between = sentence.text[best.end : person.start].lower().split()
    return bool(set(between) & (sentence.lexicon.titles | HUMANS["en"]))


def _is_subject(name, sentence):
    """Not "the leader of Ennahda said", nor "said Hale's brother"."""
    before = next((token for token in reversed(sentence.tokens) if token.end <= name.start), None)
    owned = sentence.text[name.end : name.end + 2] in {"'s", "’s"}
    return not owned and not (before and before.lower in sentence.lexicon.prepositions)


def _leads_to(verb, name, sentence):
    """Nothing stands between them but a title or an office: "said skipper Ann Hale"."""
    between = sentence.text[verb.end : name.start]
    most = 2 if sentence.lexicon.determiners else 4
    return bool(re.fullmatch(rf"\s+(?:[^\W\d_]+\.?\s+){{0,{most}}}", between))


_ARTICLES = {
    "en": {"the"},
    "de": {"der", "die", "das"},
    "fr": {"le", "la", "les"},
    "es": {"el", "la", "los", "las"},
    "pt": {"o", "a", "os", "as"},
}


def _with_title(phrase, sentence, reading):
    before = re.search(r"(\S+)\s$", sentence.text[: phrase.start])
    title = before.group(1) if before else ""
    if title.lower() in _ARTICLES.get(reading.lexicon.code, ()):
        return f"{title.lower()} {phrase.text}"
    is_title = title.lower().strip(".") in reading.lexicon.titles and title[:1].isupper()
    return f"{title} {phrase.text}" if is_title else phrase.text
