from django.core.management.base import BaseCommand

from newsclip.preparing import prepare


class Command(BaseCommand):
    help = "Make or update the database and static files; in a new installation on this machine also the demo."
    requires_system_checks = []

    def handle(self, **options):
        prepare(self.stdout)
