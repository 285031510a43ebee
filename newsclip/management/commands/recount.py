from django.core.management.base import BaseCommand

from articles import taxonomy
from comments import counts


class Command(BaseCommand):
    help = "Count clips of categories and tags and comments of clips anew. Safe at any time, and to run twice."

    def handle(self, *args, **options):
        wrong = taxonomy.recount() + counts.recount()
        self.stdout.write(f"{wrong} counts were wrong and are right now.")
