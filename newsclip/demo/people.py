"""The people of the demonstration, and the passwords of those four who can sign in."""

import json
import os
import secrets
import tomllib
from dataclasses import dataclass
from datetime import timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction

from accounts.models import User
from accounts.roles import appoint
from newsclip.demo.manuscripts import FOLDER, span

DOMAIN = "quillmouth.example"
ORDER = ["reader", "editor", "moderator", "administrator"]


@dataclass(frozen=True)
class Person:
    username: str
    name: str
    role: str
    bio: str
    joined: timedelta  # before installation
    signs_in: bool = False

    @property
    def email(self) -> str:
        return f"{self.username}@{DOMAIN}"


def cast() -> list[Person]:
    rows = tomllib.loads((FOLDER / "people.toml").read_text())["people"]
    return [Person(**row | {"joined": span(row["joined"])}) for row in rows]


@transaction.atomic
def settle(now) -> dict[str, User]:
    """Everybody by username; those who are missing move in, the others stay as they are."""
    passwords = {row["username"]: row["password"] for row in read_accounts()}
    people = {person.username: _known(person) or _move_in(person, now, passwords) for person in cast()}
    _give_keys(people, passwords)
    return people


def present():
    """The demonstration's people in the database: the username and the address must both be ours."""
    ours = {person.username: person.email for person in cast()}
    found = User.objects.filter(username__in=ours, email__endswith=f"@{DOMAIN}")
    return [user for user in found if user.email == ours[user.username]]


def _known(person):
    return User.objects.filter(username=person.username, email=person.email).first()


def _move_in(person, now, passwords):
    passwords.pop(person.username, None)  # of an account that is gone
    user = User(username=person.username, email=person.email, display_name=person.name, bio=person.bio)
    user.date_joined = now - person.joined
    user.set_unusable_password()
    user.save()
    appoint(user, person.role)
    EmailAddress.objects.create(user=user, email=person.email, verified=True, primary=True)
    return user


def _give_keys(people, passwords):
    """A password for each who signs in and whose own is not written down; all are written down after the commit."""
    rows = []
    for person in sorted(filter(lambda person: person.signs_in, cast()), key=lambda person: ORDER.index(person.role)):
        password = passwords.get(person.username) or new_password()
        if person.username not in passwords:
            User.objects.filter(pk=people[person.username].pk).update(password=make_password(password))
        rows.append({"username": person.username, "email": person.email, "password": password, "role": person.role})
    transaction.on_commit(lambda: _write_accounts(rows))


def new_password() -> str:
    """Fourteen letters and digits that cannot be mistaken for one another: 69 bits."""
    return "".join(secrets.choice("abcdefghjkmnpqrstuvwxyz23456789") for _ in range(14))


def accounts_file():
    return settings.VAR / "demo-accounts.json"


def read_accounts() -> list[dict[str, str]]:
    """Objects with address, username, email, password and role; empty without a demonstration."""
    try:
        rows = json.loads(accounts_file().read_text())
    except FileNotFoundError:
        return []
    return [{"address": settings.SITE_URL, **{key: row[key] for key in row if key != "address"}} for row in rows]


def _write_accounts(rows):
    """For the operator's eyes only: the file is made with mode 0600 and put in place whole."""
    path = accounts_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump([{"address": settings.SITE_URL, **row} for row in rows], file, indent=2)
    fresh.replace(path)
