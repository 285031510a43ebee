"""The weights of `curation/drafting/clarity.py`, from the texts meant for tuning: `python -m evaluation.fit`.

Logistic regression by gradient descent with a ridge, in plain Python. Prints the weights as a module, and how well
each text is told by weights learned from the others.
"""

import math
import sys

import django
from django.conf import settings

if not settings.configured:
    settings.configure(USE_I18N=False)
    django.setup()

from curation.drafting.clarity import SIGNS, signs
from curation.drafting.reading import Reading

from .labelled import labelled_stories

STEPS, RATE, RIDGE = 500, 1.5, 0.0015


def main():
    stories = [story for story in labelled_stories() if story.split == "tuning"]
    rows = {story.name: list(examples(story)) for story in stories}
    print(_as_module(learn([row for found in rows.values() for row in found])))
    for story in stories:
        bias, weights = learn([row for name, found in rows.items() if name != story.name for row in found])
        right = sum((chance(bias, weights, x) > 0.5) == (y > 0.5) for x, y, _ in rows[story.name])
        print(f"# {story.name}: {right} of {len(rows[story.name])}", file=sys.stderr)


def examples(story):
    """(signs, does it stand alone and tell something, how much that counts) for each sentence that has a label."""
    reading = Reading(story.text, language=story.language, title=story.title, byline=story.byline)
    for sentence in reading.sentences:
        under = [s for s in story.sentences if s.start < sentence.end and sentence.start < s.end]
        if under:
            found = signs(sentence, reading)
            fits = under[0].alone and under[0].lead >= 1
            yield [float(found[name]) for name in SIGNS], float(fits), 1.5 if under[0].lead == 2 else 1.0


def learn(rows):
    bias, weights = 0.0, [0.0] * len(SIGNS)
    total = sum(weight for *_, weight in rows)
    for _ in range(STEPS):
        slope, slopes = 0.0, [0.0] * len(SIGNS)
        for x, y, weight in rows:
            miss = weight * (chance(bias, weights, x) - y)
            slope += miss
            for at, value in enumerate(x):
                slopes[at] += miss * value
        bias -= RATE * slope / total
        weights = [w - RATE * (s / total + RIDGE * w) for w, s in zip(weights, slopes, strict=True)]
    return bias, weights


def chance(bias, weights, x):
    return 1 / (1 + math.exp(-bias - sum(w * value for w, value in zip(weights, x, strict=True))))


def _as_module(learned):
    bias, weights = learned
    rows = "".join(f'    "{name}": {weight:.2f},\n' for name, weight in zip(SIGNS, weights, strict=True))
    head = '"""What each sign of a clear sentence weighs; printed by `python -m evaluation.fit`."""'
    return f"{head}\n\nBIAS = {bias:.2f}\nALONE = {{\n{rows}}}"


if __name__ == "__main__":
    main()
