from django.core.management.base import BaseCommand

from newsclip.worker import Worker


class Command(BaseCommand):
    help = "Run background jobs and everything that happens by itself, until a signal comes."

    def handle(self, **options):
        Worker().work()
