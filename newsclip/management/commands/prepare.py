from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError

from newsclip.preparing import prepare


class Command(BaseCommand):
    help = "Make or update the database and static files; in a new installation on this machine also the demo."
    requires_system_checks = []

    def handle(self, **options):
        try:
            prepare(self.stdout)
        except OperationalError as error:
            self.stdout.write("")
            raise CommandError(f"The database cannot be used: {error}") from error
