"""Questions in any language: what is known about the thing that a sentence names."""

from ..labels import topics_of
from ..reading import Reading, Sentence
from .question import Question

_ABOUT = {
    "en": "What is known about {}?",
    "de": "Was ist zum Thema {} bekannt?",
    "fr": "Que sait-on à propos de « {} » ?",
    "es": "¿Qué se sabe sobre «{}»?",
    "pt": "O que se sabe sobre “{}”?",
    "zh": "关于{}，有哪些已知情况？",
    "ar": "ماذا نعرف عن «{}»؟",
    "cs": "Co je známo o tématu „{}“?",
    "da": "Hvad ved man om „{}“?",
    "el": "Τι γνωρίζουμε για το θέμα «{}»;",
    "fi": "Mitä tiedetään aiheesta ”{}”?",
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
    "sv": "Vad är känt om ”{}”?",
    "tr": "“{}” hakkında ne biliniyor?",
    "uk": "Що відомо про тему «{}»?",
}


def about(sentence: Sentence, reading: Reading) -> list[Question]:
    asked = _ABOUT.get(reading.lexicon.code, _ABOUT["en"])
    topics = enumerate(topics_of(sentence, reading))
    return [Question(asked.format(topic), "about", 1.0 - place / 5, topic) for place, topic in topics]
