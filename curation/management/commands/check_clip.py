"""Check that every citation is verbatim and every number accounted for. Exit 1, with one line per finding, if not."""

from django.core.management.base import BaseCommand, CommandError

from articles.models import Article
from curation.evidence import gate


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
        evidence = [f for f in gate.findings(article) if f.kind in {"not-verbatim", "number"}]
        for finding in evidence:
            self.stdout.write(f"{article.pk} {finding.where}: {finding.message} {finding.quote!r}")
        return len(evidence)
