"""Questions in any language: who said what, what happened in a year, what is known about a thing."""

import re
from collections.abc import Iterator

from ..labels import topics_of
from ..reading import Reading, Sentence
from .question import Question
from .speakers import speaker_of

_ABOUT = {
    "en": "What is known about {}?",
    "de": "Was ist zum Thema {} bekannt?",
    "fr": "Que sait-on à propos de « {} » ?",
    "es": "¿Qué se sabe sobre «{}»?",
    "pt": "O que se sabe sobre “{}”?",
    "zh": "关于{}，有哪些已知情况？",
    "ar": "ماذا نعرف عن «{}»؟",
    "ca": "Què se sap de «{}»?",
    "cs": "Co je známo o tématu „{}“?",
    "da": "Hvad ved man om „{}“?",
    "el": "Τι γνωρίζουμε για το θέμα «{}»;",
    "fi": "Mitä tiedetään aiheesta ”{}”?",
    "fa": "درباره «{}» چه می‌دانیم؟",
    "he": "מה ידוע על “{}”?",
    "hi": "“{}” के बारे में क्या पता है?",
    "hu": "Mit lehet tudni erről: „{}”?",
    "id": "Apa yang diketahui tentang {}?",
    "it": "Che cosa si sa di «{}»?",
    "ja": "「{}」について何が分かっていますか？",
    "ko": "‘{}’에 대해 알려진 것은 무엇인가요?",
    "nl": "Wat is er bekend over “{}”?",
    "no": "Hva er kjent om «{}»?",
    "pl": "Co wiadomo na temat „{}”?",
    "ro": "Ce se știe despre „{}”?",
    "ru": "Что известно о теме «{}»?",
    "sk": "Čo je známe o téme „{}“?",
    "sv": "Vad är känt om ”{}”?",
    "tr": "“{}” hakkında ne biliniyor?",
    "uk": "Що відомо про тему «{}»?",
}

_SAYS = {
    "cs": "Co říká {}?",
    "fi": "Mitä {} sanoo?",
    "it": "Che cosa dice {}?",
    "ja": "{}は何と述べましたか？",
    "nl": "Wat zegt {}?",
    "pl": "Co mówi {}?",
    "ru": "Что говорит {}?",
    "sv": "Vad säger {}?",
    "uk": "Що каже {}?",
}
_HAPPENED = {
    "ar": "ماذا حدث عام {}؟",
    "cs": "Co se stalo v roce {}?",
    "da": "Hvad skete der i {}?",
    "fi": "Mitä tapahtui vuonna {}?",
    "he": "מה קרה בשנת {}?",
    "id": "Apa yang terjadi pada tahun {}?",
    "it": "Che cosa è successo nel {}?",
    "ja": "{}年に何がありましたか？",
    "ko": "{}년에 무슨 일이 있었나요?",
    "nl": "Wat gebeurde er in {}?",
    "no": "Hva skjedde i {}?",
    "pl": "Co wydarzyło się w {} roku?",
    "ro": "Ce s-a întâmplat în {}?",
    "ru": "Что произошло в {} году?",
    "sv": "Vad hände {}?",
    "tr": "{} yılında ne oldu?",
    "uk": "Що сталося {} року?",
}
_YEAR = re.compile(r"(?<![\d.,])(?:1[5-9]|20)\d\d(?![\d.,]\d|\d)")


def ask(sentence: Sentence, reading: Reading) -> Iterator[Question]:
    """For a language without rules of its own."""
    speaker = speaker_of(sentence, reading)
    if speaker and reading.lexicon.code in _SAYS:
        yield Question(_SAYS[reading.lexicon.code].format(speaker), "say", 3.2, speaker)
    year = next(iter(_YEAR.findall(sentence.text)), "")
    if year and reading.lexicon.code in _HAPPENED and year < reading.once(_latest_year):
        yield Question(_HAPPENED[reading.lexicon.code].format(year), "when", 2.4, year)
    yield from about(sentence, reading)


def _latest_year(reading):
    """Of the years that the source names; this one may still be to come."""
    return max(_YEAR.findall(reading.text), default="")


def about(sentence: Sentence, reading: Reading) -> list[Question]:
    asked = _ABOUT.get(reading.lexicon.code, _ABOUT["en"])
    topics = enumerate(topics_of(sentence, reading))
    return [Question(asked.format(topic), "about", 1.0 - place / 5, topic) for place, topic in topics]
