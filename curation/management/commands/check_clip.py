"""Check that every citation is verbatim and every number accounted for. Exit 1, one line a finding, if not."""

from django.core.management.base import BaseCommand, CommandError

from articles.models import Article
from curation.evidence import gate
from curation.evidence.checks import EVIDENCE


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("ids", nargs="*", type=int, default=[], metavar="ID")
        which.add_argument("--all", action="store_true", help="all clips")

    def handle(self, *, ids, **options):
        articles = Article.objects.order_by("pk")
        if not options["all"]:
            articles = articles.filter(pk__in=ids)
            if missing := set(ids) - set(articles.values_list("pk", flat=True)):
                raise CommandError(f"There is no clip {', '.join(map(str, sorted(missing)))}.")
        found = sum(self._check(article) for article in articles.iterator(chunk_size=200))
        if found:
            raise CommandError(f"{found} findings.")
        self.stdout.write("Every citation is verbatim, and every number stands in its passage.")

    def _check(self, article):
        """How many findings nobody has overridden."""
        evidence = [f for f in gate.findings(article) if f.kind in EVIDENCE and (f.stops or f.overridden)]
        for finding in evidence:
            self.stdout.write(_line(article, finding))
        return sum(finding.stops for finding in evidence)


def _line(article, finding):
    said = [f"{article.pk} {finding.where}: {finding.message}"]
    said += [repr(finding.quote)] if finding.quote else []
    said += [f"Cited: {finding.passage!r}"] if finding.passage != finding.quote and finding.passage else []
    said += [f"Overridden by {finding.overridden_by}: {finding.overridden}"] if finding.overridden else []
    return " ".join(" ".join(piece.split()) for piece in said)
