"""People by the thousand. They have no password: the demonstration's accounts are there to sign in with."""

from collections.abc import Iterator
from datetime import timedelta
from random import Random

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.utils import timezone

from accounts.models import User
from newsclip.seed.bulk import Progress, keep
from newsclip.seed.words import FIRST_NAMES, LAST_NAMES

DOMAIN = "seed.quillmouth.example"
FEW = 20  # write where nobody was asked for
YEARS = 3 * 365


def seeded() -> list[User]:
    return list(User.objects.active().filter(email__endswith=f"@{DOMAIN}").order_by("pk"))


def move_in(count: int, rng: Random, progress: Progress) -> list[User]:
    """The new ones."""
    moved = []
    role = Group.objects.filter(name="reader").first()
    for some in keep("people", _people(count, rng), count, progress):
        if role:
            User.groups.through.objects.bulk_create(User.groups.through(user=user, group=role) for user in some)
        moved += some
    return moved


def _people(count: int, rng: Random) -> Iterator[User]:
    start = User.objects.filter(email__endswith=f"@{DOMAIN}").count() + 1
    now, no_password = timezone.now(), make_password(None)
    for number in range(start, start + count):
        first, last = rng.choice(FIRST_NAMES), rng.choice(LAST_NAMES)
        username = f"{first.lower()}-{number}"
        yield User(
            username=username,
            email=f"{username}@{DOMAIN}",
            display_name=f"{first} {last}",
            password=no_password,
            date_joined=now - timedelta(days=rng.randrange(1, YEARS)),
        )
