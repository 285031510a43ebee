"""What pushed a score up, as keys to keep beside a comment and as sentences to read."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comments.scoring.reading import Reading
from comments.scoring.weights import Weights, word_features

MOST = 4  # reasons that are told
ENOUGH = 0.2  # of the logit: what pushes less is not told
LONGEST = 60  # characters of the comment's own words in one reason

SENTENCES = {
    "insult": gettext_lazy("It calls somebody names: %(words)s."),
    "insult-you": gettext_lazy("It calls the person it speaks to names: %(words)s."),
    "rude": gettext_lazy("It uses hard words: %(words)s."),
    "rude-you": gettext_lazy("It says hard words to a person: %(words)s."),
    "filth": gettext_lazy("It swears: %(words)s."),
    "filth-you": gettext_lazy("It swears at somebody: %(words)s."),
    "slur": gettext_lazy("It uses a word that runs a group of people down: %(words)s."),
    "hatred": gettext_lazy("It sets a group of people apart or below: %(words)s."),
    "threat": gettext_lazy("It reads like a threat: %(words)s."),
    "advert": gettext_lazy("It reads like an advertisement: %(words)s."),
    "unlawful": gettext_lazy("It offers or calls for what the law forbids: %(words)s."),
    "contempt": gettext_lazy("It talks down to somebody: %(words)s."),
    "quoted": gettext_lazy("It quotes hard words: %(words)s."),
    "disguise": gettext_lazy("It hides words behind other signs: %(words)s."),
    "words": gettext_lazy("It uses words that stood in comments which were removed: %(words)s."),
    "links": gettext_lazy("It has links."),
    "money": gettext_lazy("It names prices or sums of money."),
    "reach": gettext_lazy("It gives a number or an address for contact."),
    "capitals": gettext_lazy("It shouts in capital letters."),
    "marks": gettext_lazy("It has many exclamation or question marks."),
    "stretched": gettext_lazy("It stretches its words."),
    "you": gettext_lazy("It speaks to a person, not about the clip."),
    "outside": gettext_lazy("The outside scorer says: %(words)s."),
}
MORE_TELLING = {"insult": "insult-you", "rude": "rude-you", "filth": "filth-you"}


def reasons_of(reading: Reading, weights: Weights) -> tuple[str, ...]:
    """Keys such as `insult:idiot`, what pushed most first."""
    pushes = {
        sign: value * weights.by_feature.get(f"={sign}", 0.0)
        for sign, value in reading.signs.items()
        if sign in SENTENCES
    }
    for plain, telling in MORE_TELLING.items():
        if telling in pushes:
            pushes[telling] += pushes.pop(plain, 0.0)
    found = {_key(sign, reading.said.get(sign, ())): push for sign, push in pushes.items() if push >= ENOUGH}
    if not any(sign.partition(":")[0] in reading.said for sign in found):
        found |= _telling_words(reading, weights)
    return tuple(sorted(found, key=lambda key: -found[key])[:MOST])


def _telling_words(reading, weights):
    """The words that pushed most where no sign tells it, together as one reason."""
    share = 1 / max(1, len(word_features(reading.words))) ** 0.5
    pushes = {word: share * weights.of_word(word) for word in reading.words}
    most = [word for word in sorted(pushes, key=lambda word: -pushes[word]) if pushes[word] > ENOUGH / 2][:3]
    return {_key("words", most): sum(pushes[word] for word in most)} if most else {}


def _key(sign, words):
    return f"{sign}:{'|'.join(words)}"[:LONGEST].rstrip("|:") if words else sign


def explain(reasons: Iterable[str]) -> list[str]:
    """A sentence for each reason, in the reader's language; what it does not know is told as it is."""
    return [_sentence(reason) for reason in reasons]


def _sentence(reason):
    sign, _colon, words = reason.partition(":")
    if sign not in SENTENCES:
        return reason
    quoted = ", ".join(_("“%(word)s”") % {"word": word} for word in words.split("|") if word)
    return str(SENTENCES[sign]) % {"words": quoted or "…"}
