from django.core.management.base import BaseCommand, CommandError

from newsclip.demo import load, remove


class Command(BaseCommand):
    help = "Install the demonstration: the invented town of Quillmouth, its clips and people. Safe to run twice."

    def add_arguments(self, parser):
        parser.add_argument("--remove", action="store_true", help="take demo content and accounts away, nothing else")

    def handle(self, *args, remove, **options):
        if remove:
            self.take_away()
        else:
            self.put_in()

    def put_in(self):
        try:
            new = load.install(self.say)
        except load.Occupied as obstacle:
            raise CommandError(obstacle) from obstacle
        self.say("")
        self.stdout.write(f"{new} demo clips installed." if new else "The demo is there already; nothing changed.")
        self.stdout.write("Sign in with what `manage.py demo_accounts` prints.")

    def take_away(self):
        gone = remove.remove()
        self.stdout.write(f"{gone.clips} demo clips, {gone.comments} comments and {gone.people} people removed.")
        for line in gone.kept:
            self.stdout.write(line)

    def say(self, line):
        """Progress on one line where somebody watches, none in a log."""
        if self.stdout.isatty():
            self.stdout.write(f"\r\033[K{line[:76]}", ending="")
            self.stdout.flush()
