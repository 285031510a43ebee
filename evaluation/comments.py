"""The scorer's prior: learned from comments that were written for it, and judged by others: make eval-comments.

`evaluation/comments/` holds the comments, a group of one topic under each heading. `training` is learned from, by
`development` is decided how, and `held-out` says what came of it; nobody steers by its texts. `--fit` learns anew and
writes `comments/scoring/prior.json.gz`; `--show` lists the mistakes in the development part; `--check` counts the texts
and looks for near-duplicates that stand on two sides, and judges nothing.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TEXTS = ROOT / "evaluation" / "comments"
PARTS = ("training", "development", "held-out")
FINE = ("fine", "harsh", "quote", "news", "self", "source", "slang")
AMISS = ("attack", "polite", "threat", "hate", "advert", "unlawful", "masked")
SHINGLE = 5  # letters
ALIKE = 0.6  # share of shingles that two comments have in common, from which they are one comment twice


@dataclass(frozen=True)
class Labelled:
    text: str
    kind: str
    language: str
    part: str
    topic: str

    @property
    def amiss(self) -> bool:
        return self.kind in AMISS


def comments(part: str) -> list[Labelled]:
    return [each for path in sorted(TEXTS.glob(f"{part}-*.txt")) for each in _read(path, part)]


def _read(path: Path, part: str) -> Iterator[Labelled]:
    language, topic = path.stem.rpartition("-")[2], ""
    for line in filter(None, path.read_text(encoding="utf-8").splitlines()):
        if line.startswith("#"):
            topic = line.lstrip("# ")
            continue
        kind, _colon, text = line.partition(": ")
        assert kind in (*FINE, *AMISS), line
        yield Labelled(text, kind, topic.split()[0] if language == "other" else language, part, topic)


def twins(one: list[Labelled], other: list[Labelled]) -> list[tuple[str, str]]:
    """Pairs of comments, one of each list, that are nearly the same."""
    known = [(each.text, _shingles(each.text)) for each in other]
    return [
        (each.text, text)
        for each in one
        for text, shingles in known
        if (mine := _shingles(each.text)) and len(mine & shingles) / len(mine | shingles) >= ALIKE
    ]


def _shingles(text):
    plain = "".join(filter(str.isalnum, text.casefold()))
    return {plain[at : at + SHINGLE] for at in range(max(1, len(plain) - SHINGLE + 1))}


def main() -> int:
    options = _options()
    _prepare()
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


def _prepare():
    from django.conf import settings

    sys.path.insert(0, str(ROOT))
    settings.configure(USE_I18N=False)


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
    from comments.scoring.learning import STRENGTH, learn
    from comments.scoring.weights import SHIPPED

    texts = comments("training")
    learned = learn([each.text for each in texts], [each.amiss for each in texts], strength=strength or STRENGTH)
    SHIPPED.write_bytes(learned.pack())
    print(f"{len(learned.by_feature)} weights, {SHIPPED.stat().st_size / 1000:.0f} KB")


def _report(part, *, show):
    from comments.scoring import FAIR, score, shipped
    from comments.scoring.measures import confusion, roc_auc

    texts = comments(part)
    values = [score(each.text, shipped()).value for each in texts]
    amiss = [each.amiss for each in texts]
    print(f"\n{part}: ROC-AUC {roc_auc(values, amiss):.3f}, at {FAIR}: {confusion(values, amiss, FAIR)}")
    for language in sorted({each.language for each in texts}):
        some = [(value, each.amiss) for value, each in zip(values, texts, strict=True) if each.language == language]
        print(f"  {language}: {len(some)} texts, ROC-AUC {roc_auc(*zip(*some, strict=True)):.3f}")
    for kind in (*FINE, *AMISS):
        some = [value for value, each in zip(values, texts, strict=True) if each.kind == kind]
        if some:
            held = sum(value >= FAIR for value in some)
            print(f"  {kind:9} {held:4} of {len(some):3} at or above {FAIR}, mean {sum(some) / len(some):.2f}")
    if show:
        for value, each in sorted(zip(values, texts, strict=True), key=lambda pair: pair[0]):
            if (value >= FAIR) != each.amiss:
                print(f"{value:.2f} {each.kind:8} {each.text}  {score(each.text, shipped()).reasons}")


if __name__ == "__main__":
    sys.exit(main())
