"""The scorer's prior: learned from comments that were written for it, and judged by others: make eval-comments.

`evaluation/comments/` holds the comments, a group of one topic under each heading. `training` is learned from, by
`development` is decided how, and `held-out` says what came of it; nobody steers by its texts. `--fit` learns anew and
writes `comments/scoring/prior.json.gz`; `--show` lists the mistakes in the development part; `--check` counts the texts
and looks for near-duplicates that stand on two sides, and judges nothing.
"""

import argparse
import sys
from collections import Counter

from django.conf import settings

settings.configure(USE_I18N=False) if not settings.configured else None

from comments.scoring import FAIR, score, shipped  # noqa: E402  (only now may it be imported)
from comments.scoring.labelled import AMISS, FINE, PARTS, Labelled, comments  # noqa: E402
from comments.scoring.learning import STRENGTH, learn  # noqa: E402
from comments.scoring.measures import confusion, roc_auc  # noqa: E402
from comments.scoring.reading import read  # noqa: E402
from comments.scoring.weights import SHIPPED  # noqa: E402

SHINGLE = 5  # letters
ALIKE = 0.6  # share of shingles that two comments have in common, from which they are one comment twice


def twins(one: list[Labelled], other: list[Labelled]) -> list[tuple[str, str]]:
    """Pairs of comments, one of each list, that are nearly the same."""
    holders: dict[str, set[int]] = {}
    for n, each in enumerate(other):
        for shingle in _shingles(each.text):
            holders.setdefault(shingle, set()).add(n)
    found = []
    for each in one:
        mine = _shingles(each.text)
        shared = Counter(n for shingle in mine for n in holders.get(shingle, ()))
        for n, common in shared.items():
            if common / (len(mine) + len(_shingles(other[n].text)) - common) >= ALIKE:
                found.append((each.text, other[n].text))
    return found


def _shingles(text):
    plain = "".join(filter(str.isalnum, text.casefold()))
    return {plain[at : at + SHINGLE] for at in range(max(1, len(plain) - SHINGLE + 1))}


def main() -> int:
    options = _options()
    if options.check:
        return _check()
    if options.fit:
        _fit(options.strength)
    for part in options.part or PARTS[1:]:
        _report(part, show=options.show and part == "development")
    return 0


def _options():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--fit", action="store_true", help="learn the prior anew and write it")
    parser.add_argument("--strength", type=float, help="how closely the weights follow the training part")
    parser.add_argument("--show", action="store_true", help="list the mistakes in the development part")
    parser.add_argument("--part", action="append", choices=PARTS, help="judge this part alone; may be repeated")
    parser.add_argument("--check", action="store_true", help="count the texts, look for twins; judge nothing")
    return parser.parse_args()


def _check() -> int:
    parts = {part: comments(part) for part in PARTS}
    for part, texts in parts.items():
        kinds = Counter(each.kind for each in texts)
        languages = Counter(each.language for each in texts)
        print(f"{part}: {len(texts)} texts, {sum(each.amiss for each in texts)} not acceptable")
        print("  ", dict(languages), dict(kinds))
    found = [pair for a, b in (PARTS[:2], PARTS[1:], PARTS[::2]) for pair in twins(parts[a], parts[b])]
    for pair in found:
        print("TWINS", *pair, sep="\n  ")
    return min(len(found), 1)


def _fit(strength):

    texts = comments("training")
    learned = learn([read(each.text) for each in texts], [each.amiss for each in texts], strength=strength or STRENGTH)
    SHIPPED.write_bytes(learned.pack())
    print(f"{len(learned.by_feature)} weights, {SHIPPED.stat().st_size / 1000:.0f} KB")


def _report(part, *, show):

    texts = comments(part)
    values = [score(each.text, shipped()).value for each in texts]
    amiss = [each.amiss for each in texts]
    print(f"\n{part}: ROC-AUC {roc_auc(values, amiss):.3f}, at {FAIR}: {confusion(values, amiss, FAIR)}")
    for language in sorted({each.language for each in texts}):
        some = [(value, each.amiss) for value, each in zip(values, texts, strict=True) if each.language == language]
        print(f"  {language}: {len(some)} texts, ROC-AUC {roc_auc(*zip(*some, strict=True)):.3f}")
    for kind in (*FINE, *AMISS):
        found = [value for value, each in zip(values, texts, strict=True) if each.kind == kind]
        if found:
            held = sum(value >= FAIR for value in found)
            print(f"  {kind:9} {held:4} of {len(found):3} at or above {FAIR}, mean {sum(found) / len(found):.2f}")
    if show:
        for value, each in sorted(zip(values, texts, strict=True), key=lambda pair: pair[0]):
            if (value >= FAIR) != each.amiss:
                print(f"{value:.2f} {each.kind:8} {each.text}  {score(each.text, shipped()).reasons}")


if __name__ == "__main__":
    sys.exit(main())
