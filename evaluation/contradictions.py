"""How many contradictions are found, and how many false alarms there are: make eval-contradictions.

The texts in evaluation/contradictions/ were written and labelled apart from the method, those of the tuning and the
held-out part before it. `--part` judges that part alone. Parts that have been read are tuning material; a part that
nobody has read is never judged unless it is named, so that nobody steers by it without meaning to, and `--show`, which
lists misses and false alarms, shows only counts of it. `--check` sees that every label is a sentence of its text,
counts the labels and judges nothing.
"""

import argparse
import json
import sys
import time
from collections import Counter
from pathlib import Path

from django.conf import settings

ROOT = Path(__file__).resolve().parent.parent
TEXTS = ROOT / "evaluation" / "contradictions"
READ = ["tuning", "held-out", "second"]  # tuning material by now
PARTS = [*READ, "third"]


def main():
    options = _options()
    sys.path.insert(0, str(ROOT))
    settings.configure(USE_I18N=False)  # the rules are pure but for the language of their messages
    unfit = 0
    for split in options.part or (PARTS if options.check else READ):
        texts = [*_read(f"true-{split}.jsonl"), *_read(f"clean-{split}.jsonl")]
        if options.check:
            unfit += _check(split, texts)
        elif texts:
            _report(split, texts, show=options.show and split in READ)
    return min(unfit, 1)


def _options():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--show", action="store_true", help="list misses and false alarms of parts that were read")
    parser.add_argument("--part", action="append", choices=PARTS, help="judge this part alone; may be repeated")
    parser.add_argument("--check", action="store_true", help="check and count the labels, judge nothing")
    return parser.parse_args()


def _read(name):
    path = TEXTS / name
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


def _check(split, texts):
    """How many texts have a label that fits no sentence of theirs; they are named, not shown."""
    unfit = [text["id"] for text in texts if not _fits(text)]
    labels = [(text["language"], label["kind"]) for text in texts for label in text["contradictions"]]
    clean = Counter(text["language"] for text in texts if not text["contradictions"])
    print(f"\n{split}: {len(labels)} contradictions in {len(texts) - clean.total()} texts, {clean.total()} clean")
    for language in sorted({text["language"] for text in texts}):
        kinds = Counter(kind for where, kind in labels if where == language)
        print(f"  {language}: {', '.join(f'{kind} {n}' for kind, n in sorted(kinds.items()))}; clean {clean[language]}")
    for name in unfit:
        print(f"  {name}: a label is no sentence of its text")
    return len(unfit)


def _fits(text):
    from common.sentences import sentences
    from common.text import normalise

    stored = normalise(text["text"])
    quotes = {stored[span.start : span.end] for span in sentences(stored, text["language"])}
    return all(normalise(each) in quotes for label in text["contradictions"] for each in label["sentences"])


def _report(split, texts, *, show):
    from common.text import normalise
    from curation.evidence.contradictions import contradictions

    counts, started = Counter(), time.perf_counter()
    for text in texts:
        found = contradictions(normalise(text["text"]), language=text["language"])
        _judge(text, found, counts, show=show)
    seconds = time.perf_counter() - started
    clean = sum(not text["contradictions"] for text in texts)
    print(f"\n{split}: {len(texts) - clean} texts with contradictions, {clean} clean, {seconds:.1f} s")
    print(f"  {'':14} {'labelled':>8} {'exact':>6} {'touched':>8} {'false':>6} {'precision':>10} {'recall':>7}")
    keys = {(name, value) for name, value, _what in counts}
    for key in sorted(keys, key=lambda key: (["all", "language", "kind"].index(key[0]), key[1])):
        print(_line(key[1], *(counts[(*key, what)] for what in ("labelled", "exact", "touched", "false"))))
    print(f"  clean texts with an alarm: {counts['all', 'all', 'alarmed']} of {clean}")


def _line(name, labelled, exact, touched, false):
    said, found = exact + touched + false, exact + touched
    precision = f"{exact / said:10.2f}" if said else f"{'–':>10}"
    recall = f"{exact / labelled:7.2f}" if labelled else f"{'–':>7}"
    lenient = f"  lenient {found / said:.2f} / {found / labelled:.2f}" if said and labelled else ""
    return f"  {name:14} {labelled:8} {exact:6} {touched:8} {false:6} {precision} {recall}{lenient}"


def _judge(text, found, counts, *, show):
    """Exact: at least one labelled sentence flagged and no other. Touched: a labelled one, and another beside it."""
    from common.text import normalise

    labels = [(label["kind"], set(map(normalise, label["sentences"]))) for label in text["contradictions"]]
    for kind, _sentences in labels:
        _count(counts, text, kind, "labelled")
    met = set()
    for each in found:
        quotes = {span.quote for span in each.spans}
        hits = [n for n, (_kind, sentences) in enumerate(labels) if sentences & quotes]
        if not hits:
            _count(counts, text, each.kind, "false")
            if show:
                print(f"FALSE {text['id']} {each.kind}: {each.message} {sorted(quotes)}")
            continue
        n = hits[0]
        exact = quotes <= labels[n][1]
        if n not in met:
            met.add(n)
            _count(counts, text, labels[n][0], "exact" if exact else "touched")
        if show and not exact:
            print(f"TOUCHED {text['id']} {each.kind}: {sorted(quotes - labels[n][1])}")
    if show:
        for n, (kind, sentences) in enumerate(labels):
            if n not in met:
                print(f"MISSED {text['id']} {kind}: {sorted(sentences)}")
    if found and not labels:
        counts["all", "all", "alarmed"] += 1


def _count(counts, text, kind, what):
    for key in (("all", "all"), ("language", text["language"]), ("kind", kind)):
        counts[(*key, what)] += 1


if __name__ == "__main__":
    sys.exit(main())
