"""Print the transparency report of a year or a month."""

import json
import sys

from django.core.management.base import BaseCommand, CommandError
from django.template.loader import render_to_string
from django.utils import timezone

from moderation import transparency


class Command(BaseCommand):
    help = "Prints the transparency report: of a month with --year and --month, of a year with --year alone."

    def add_arguments(self, parser):
        parser.add_argument("--year", type=int, default=timezone.now().year)
        parser.add_argument("--month", type=int)
        parser.add_argument("--format", choices=sorted(WRITERS), default="csv")

    def handle(self, *, year, month, format, **_options):
        if not 2000 <= year <= 9998 or (month is not None and not 1 <= month <= 12):
            raise CommandError(f"There is no such time: {year}" + (f"-{month}" if month else ""))
        sys.stdout.write(WRITERS[format](transparency.Period(year, month)))


def _html(period):
    return render_to_string(
        "moderation/report_alone.html", {"period": period, "sections": transparency.sections(period)}
    )


def _json(period):
    return json.dumps(transparency.as_document(period), indent=2) + "\n"


WRITERS = {"html": _html, "csv": transparency.as_csv, "json": _json}
