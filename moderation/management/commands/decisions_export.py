"""Print decisions with the fields of the EU's database of statements of reasons, one JSON document a line."""

import json
import sys
from datetime import UTC, datetime

from django.core.management.base import BaseCommand, CommandError

from moderation import disclosure
from moderation.models import Decision

AT_ONCE = 500


class Command(BaseCommand):
    help = "Prints every restriction since a day (YYYY-MM-DD, UTC) as a statement of reasons, the oldest first."

    def add_arguments(self, parser):
        parser.add_argument("--since", required=True, metavar="YYYY-MM-DD")

    def handle(self, *, since, **_options):
        try:
            start = datetime.strptime(since, "%Y-%m-%d").replace(tzinfo=UTC)
        except ValueError:
            raise CommandError(f"Not a day: {since}. Write it like 2026-11-26.") from None
        found = Decision.objects.restricting().filter(at__gte=start).order_by("pk")
        for decision in found.select_related("comment__article", "article", "person", "sanction").iterator(AT_ONCE):
            sys.stdout.write(json.dumps(disclosure.statement_of_reasons(decision), ensure_ascii=False) + "\n")
