"""How well the scorer tells what is removed from what is left standing, judged by what it has not learned from."""

import json

from django.core.management.base import BaseCommand

from comments import scorer
from comments.scoring import FAIR, score, shipped
from comments.scoring.labelled import comments
from comments.scoring.measures import confusion, roc_auc
from moderation import training
from moderation.lessons import lessons


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="print it for programs")

    def handle(self, **options):
        found = {"prior": prior_on_its_held_out_part(), "site": in_force_on_newest_decisions()}
        self.stdout.write(as_json(found) if options["json"] else "\n".join(_lines(found)))


def prior_on_its_held_out_part() -> dict:
    """The weights that come with Newsclip, on comments that were written for judging them."""
    texts = comments("held-out")
    if not texts:
        return {"because": "The comments for judging it (evaluation/comments) are not on this machine."}
    values, amiss = [score(each.text, shipped()).value for each in texts], [each.amiss for each in texts]
    found = _of(confusion(values, amiss, FAIR))
    return {"comments": len(texts), "auc": roc_auc(values, amiss), "threshold": FAIR, **found}


def in_force_on_newest_decisions() -> dict:
    """The weights in force on the newest fifth of this site's decided comments."""
    row = scorer.in_force()
    try:
        _older, newer = training.split(lessons())
    except training.TooFew as few:
        return {"because": f"Too few decisions to judge by: {few}", "weights": row and row.pk}
    threshold = row.threshold if row else None
    judged = training.judge(scorer.weights_of(row), newer, FAIR if threshold is None else threshold)
    return {
        "weights": row and row.pk,
        "holds": bool(row and threshold is not None and row.decisions >= scorer.ENOUGH),
        "comments": len(newer),
        "auc": judged.auc,
        "threshold": judged.threshold,
        **_of(judged.confusion),
    }


def as_json(found: dict) -> str:
    return json.dumps(found, indent=2)


def _of(found):
    return {
        "precision": found.precision,
        "recall": found.recall,
        "caught": found.caught,
        "wronged": found.wronged,
        "missed": found.missed,
        "spared": found.spared,
    }


def _lines(found):
    yield "What comes with Newsclip, on comments written for judging it:"
    yield from _told(found["prior"])
    site = found["site"]
    which = f"number {site['weights']}" if site["weights"] else "what comes with Newsclip"
    yield f"In force here, {which}, on the newest fifth of the decided comments:"
    yield from _told(site)
    if "holds" in site:
        yield "  It holds comments from this score on." if site["holds"] else "  It sorts the queue and holds nothing."


def _told(found):
    if "because" in found:
        yield f"  {found['because']}"
        return
    shares = {name: "–" if found[name] is None else f"{found[name]:.2f}" for name in ("precision", "recall")}
    yield f"  {found['comments']} comments, ROC-AUC {found['auc']:.3f}"
    yield f"  from {found['threshold']:.2f} on: precision {shares['precision']}, recall {shares['recall']}"
    yield f"  {found['caught']} caught, {found['wronged']} wronged, {found['missed']} missed, {found['spared']} spared"
