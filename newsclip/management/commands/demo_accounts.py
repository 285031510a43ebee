import json

from django.core.management.base import BaseCommand, CommandError

from newsclip.demo.people import read_accounts

COLUMNS = ("role", "username", "email", "password", "address")


class Command(BaseCommand):
    help = "Print how to sign in as the demo's reader, editor, moderator and administrator."

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="a list of objects, for scripts")

    def handle(self, *args, **options):
        rows = read_accounts()
        if options["json"]:
            self.stdout.write(json.dumps(rows, indent=2))
        elif rows:
            self.print_table(rows)
        else:
            raise CommandError("There are no demo accounts. Install them with: manage.py demo")

    def print_table(self, rows):
        lines = [COLUMNS, *([row[column] for column in COLUMNS] for row in rows)]
        widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
        for line in lines:
            self.stdout.write("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())
