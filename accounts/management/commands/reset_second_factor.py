"""For the operator who has lost both: manage.py reset_second_factor USERNAME…"""

from django.core.management.base import BaseCommand, CommandError

from accounts import actions
from accounts.models import User


class Command(BaseCommand):
    help = "Take away the second factor of people who lost it, sign them out everywhere, and tell them by letter."

    def add_arguments(self, parser):
        parser.add_argument("username", nargs="+")

    def handle(self, *args, username, **options):
        people = {person.username: person for person in User.objects.filter(username__in=username)}
        missing = [name for name in username if name not in people]
        if missing:
            raise CommandError(f"Nobody has the name {missing[0]}. Nothing was changed.")
        for name in username:
            done = actions.reset_second_factor(people[name], by=None)
            self.stdout.write(f"{name}: {'taken away' if done else 'had none'}")
