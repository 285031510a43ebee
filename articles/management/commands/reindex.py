from django.core.management.base import BaseCommand

from articles import search


class Command(BaseCommand):
    help = "Make the search index anew from the published clips. Safe at any time, and to run twice."

    def handle(self, *args, **options):
        done = search.reindex(progress=self._say)
        self.stdout.write(f"{done} clips are indexed.")

    def _say(self, done):
        if self.stderr.isatty():
            self.stderr.write(f"\r{done} clips", ending="")
            self.stderr.flush()
