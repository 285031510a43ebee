from django.core.management.base import BaseCommand

from articles import taxonomy


class Command(BaseCommand):
    help = "Count clips of categories and tags and comments of clips anew. Safe at any time, and to run twice."

    def handle(self, *args, **options):
        self.stdout.write(f"{taxonomy.recount()} counts were wrong and are right now.")
