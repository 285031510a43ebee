"""How good drafts are: `make eval-drafts`, or `python -m evaluation.drafts --help`.

Figures by language and part. What was kept out of tuning is only ever shown as figures; `--show` prints the
others. Pairs of question and answer that nobody judged are counted apart and written to files for a judge.
"""

import argparse
import json
import statistics
import time
from collections import Counter, defaultdict
from pathlib import Path

import django
from django.conf import settings

if not settings.configured:
    settings.configure(USE_I18N=False)
    django.setup()

from curation.drafting import draft_clip

from .judged import Judgements
from .labelled import labelled_stories, pages
from .measures import measure
from .methods import METHODS, SHIPPED

COLUMNS = {
    "alone": ("alone", "of_alone"), "lead 2": ("leads", "of_leads"), "lead 1+": ("leading", "of_leading"),
    "overlap": ("repeated", "of_repeated"), "tags": ("tags", "of_tags"), "answered": ("answered", "of_answered"),
    "quote": ("quotes", "of_quotes"), "clear": ("clear", "of_clear"),
}  # fmt: skip
PER_TEXT = ("facts", "answers", "titles")
TOTALS = ("noise", "short_of", "quotable", "unjudged")


def main():
    given = _arguments()
    stories = [*labelled_stories(), *(pages(given.sources) if given.sources else ())]
    for name in given.method:
        print(f"\n## {name}\n")
        _report([(story, *_drafted(story, METHODS[name])) for story in stories], given)


def _arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    near = Path(__file__).resolve().parents[2] / "shared" / "sources"
    parser.add_argument("--sources", type=Path, default=near if near.is_dir() else None, help="a folder of saved pages")
    parser.add_argument("--method", action="append", choices=[*METHODS, "all"], help="how facts are chosen")
    parser.add_argument("--show", help="print the drafts of texts whose name begins so; none that was kept out")
    parser.add_argument("--unjudged", type=Path, help="a folder to write the pairs nobody judged to, a file a part")
    given = parser.parse_args()
    given.method = list(METHODS) if "all" in (given.method or ()) else given.method or [SHIPPED]
    return given


def _drafted(story, weigh):
    began = time.perf_counter()
    draft = draft_clip(
        story.text,
        title=story.title,
        language=story.language,
        byline=story.byline,
        excerpt=story.excerpt,
        weigh=weigh,
    )
    return draft, time.perf_counter() - began


def _report(drafts, given):
    judgements, groups, times = Judgements(), defaultdict(Counter), defaultdict(list)
    for story, draft, seconds in drafts:
        counts = measure(draft, story) + judgements.of(draft)
        for group in ((story.split, draft.language.partition("-")[0]), (story.split, "all")):
            groups[group] += counts
            times[group].append(seconds)
    _print_table(groups, times)
    if given.show is not None:
        for story, draft, _ in drafts:
            if story.split != "held-out" and story.name.startswith(given.show):
                _show(story, draft)
    if given.unjudged:
        _write_unjudged(drafts, judgements, given.unjudged)


def _print_table(groups, times):
    names = ["part", "language", "texts", *COLUMNS, *PER_TEXT, *TOTALS, "s median", "s max"]
    print("| " + " | ".join(names) + " |")
    print("|" + "---|" * len(names))
    for group in sorted(groups, key=lambda group: (group[0] != "tuning", group[0], group[1] == "all", group[1])):
        print("| " + " | ".join(_row(group, groups[group], times[group])) + " |")


def _row(group, counts, seconds):
    shares = [f"{counts[part] / counts[whole]:.2f}" if counts[whole] else "–" for part, whole in COLUMNS.values()]
    means = [f"{counts[name] / counts['texts']:.1f}" for name in PER_TEXT]
    totals = [str(counts[name]) for name in TOTALS]
    took = [f"{statistics.median(seconds):.2f}", f"{max(seconds):.2f}"]
    return [*group, str(counts["texts"]), *shares, *means, *totals, *took]


def _show(story, draft):
    print(f"\n### {story.name}: {draft.title}\n  {draft.standfirst}\n  #{' #'.join(draft.tags)} [{draft.category}]")
    marks = {(s.start): "·A"[s.alone] + str(s.lead) + "N" * s.noise for s in story.sentences}
    for title in draft.title_candidates:
        print(f"  T {title}")
    for fact in draft.key_facts:
        print(f"  F {marks.get(fact.citations[0].start, '  ')} [{fact.label}] {fact.text}")
    for answer in (*draft.quick_answers, *draft.faqs):
        print(f"  Q {marks.get(answer.citations[0].start, '  ')} {answer.question} → {answer.text}")
    print("  B " + draft.background + "\n  " + draft.body.replace("\n", "\n  "))


def _write_unjudged(drafts, judgements, folder):
    folder.mkdir(parents=True, exist_ok=True)
    for split in {story.split for story, *_ in drafts}:
        rows = [row for story, draft, _ in drafts if story.split == split for row in judgements.unjudged(draft)]
        text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        (folder / f"unjudged-{split}.jsonl").write_text(text)


if __name__ == "__main__":
    main()
