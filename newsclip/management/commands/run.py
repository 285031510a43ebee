import sys

from django.core.management.base import BaseCommand

from newsclip import running


class Command(BaseCommand):
    help = "Prepare and run the site and its background worker, until Ctrl-C."
    requires_system_checks = []

    def handle(self, **options):
        sys.exit(running.run())
