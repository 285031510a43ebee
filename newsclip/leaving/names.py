"""By what a person can be told in a text, and the same text without it. Pure, but for reading them once."""

import json
import re
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q

GONE = "…"
SHORTEST = 4  # characters: a shorter name is a word of the language as well


@dataclass(frozen=True)
class Names:
    usernames: frozenset[str]
    called: str
    addresses: frozenset[str]

    @classmethod
    def of(cls, person):
        usernames = {person.username, *person.old_usernames.values_list("username", flat=True)}
        addresses = {person.email, *person.emailaddress_set.values_list("email", flat=True)} - {""}
        return cls(frozenset(usernames), person.display_name, frozenset(addresses))

    @property
    def all(self):
        return frozenset({*self.usernames, *self.addresses, self.called} - {""})

    # In what other people wrote in their own words, only what can mean nobody else.

    def unmentioned(self, text):
        return self._mention.sub(lambda found: found[1] + GONE, text)

    def mentioned(self, field="body"):
        marks = [f"@{name}" for name in self.usernames] + [f"/people/{name}" for name in self.usernames]
        return _any(field, [*marks, *self.addresses])

    @cached_property
    def _mention(self):
        names = "|".join(map(re.escape, sorted(self.usernames, key=len, reverse=True)))
        addresses = "|".join(map(re.escape, sorted(self.addresses, key=len, reverse=True)))
        either = rf"((?:@|/people/))(?:{names})(?![\w-]|\.\w)" + (rf"|()(?:{addresses})" if addresses else "")
        return _Mention(re.compile(either, re.IGNORECASE))

    # In what they wrote themselves, and in letters to and about them, every name as a whole word.

    def unnamed(self, text):
        return self._word.sub(GONE, self.unmentioned(text))

    def named(self, field="body"):
        return _any(field, self.all) | self.mentioned(field)

    @cached_property
    def _word(self):
        words = sorted({*self.usernames, *self.addresses, *self._long_called}, key=len, reverse=True)
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE)

    @property
    def _long_called(self):
        return {self.called} if len(self.called) >= SHORTEST else set()

    # In the trail, where a name stands alone or beside a colon, as the models put it.

    def is_told_by(self, value):
        if isinstance(value, str):
            return any(_stands_alone(name, value) for name in self.all - self.addresses) or self._is_addressed(value)
        inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        return any(map(self.is_told_by, inside))

    def _is_addressed(self, value):
        return any(address in value.lower() for address in self.addresses) or bool(self._mention.search(value))


@dataclass(frozen=True)
class _Mention:
    """Keeps what stands before a name (@ or the path), for addresses nothing."""

    pattern: re.Pattern

    def sub(self, change, text):
        return self.pattern.sub(lambda found: change(("", found[1] or "")), text)

    def search(self, text):
        return self.pattern.search(text)


def _stands_alone(name, value):
    name, value = name.lower(), value.lower()
    return value == name or value.startswith((f"{name}: ", f"{name}, ")) or value.endswith(f": {name}")


def _any(field, needles):
    """A text that holds one of them, in any case; in JSON also as it is written there."""
    wanted = Q(pk__in=[])
    for needle in needles:
        wanted |= Q(**{f"{field}__icontains": needle})
        escaped = json.dumps(needle)[1:-1]
        if escaped != needle:
            wanted |= Q(**{f"{field}__icontains": escaped})
    return wanted
