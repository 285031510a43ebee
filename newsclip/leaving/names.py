"""By what a person can be told in a text, and the same text without it. Pure, but for reading them once.

Names are chosen freely, and somebody may choose a word of the language. So what other people wrote loses only what can
mean nobody else: `@username`, the path of their page, a confirmed address; and, where the caller knows that the text
may well be about them, the full name as they spelled it. Answers to them, and their own words, lose it as anybody types
it: in any case, with any apostrophe, spaces, and letters in one piece or with their accents apart.
"""

import json
import re
from dataclasses import dataclass
from functools import cached_property
from html import escape, unescape
from unicodedata import normalize
from urllib.parse import quote, unquote

from django.db.models import Q

from accounts.names import normalised

GONE = "…"
SHORTEST = 4  # characters: a shorter name is a word of the language as well
LONG = 6  # of a username that others may write without its mark
A_NAME = r"[^\W_]+(?:[._-][^\W_]+)*"
MENTION = re.compile(
    rf"(?P<at>(?<![\w@./+-])@)(?P<name>(?>{A_NAME}))(?!@\w)|(?P<page>/people/)(?P<quoted>(?>[\w.%-]+))"
)
ALIKE = dict.fromkeys("'’ʼ‘", "['’ʼ‘]") | {" ": r"\s+"}  # one is typed for the other
TAG = re.compile(r"(?P<tag><[^>]*>)|[^<]+")
A_TO_Z = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")


@dataclass(frozen=True)
class Names:
    usernames: frozenset[str]
    called: str
    addresses: frozenset[str]  # that are theirs for certain
    claimed: frozenset[str] = frozenset()  # that they gave and never confirmed: they may be of others

    @classmethod
    def of(cls, person):
        usernames = {person.username, *person.old_usernames.values_list("username", flat=True)}
        given = dict(person.emailaddress_set.values_list("email", "verified"))
        theirs = {email for email, verified in given.items() if verified}
        theirs |= {person.email} - {"", *given}  # the team gave it, when it made the account
        claimed = frozenset(given) - theirs
        return cls(frozenset(usernames), person.display_name, frozenset(theirs), claimed)

    @property
    def all(self):
        return frozenset({*self.usernames, *self.addresses, *self.claimed, self.called} - {""})

    # In what other people wrote in their own words, only what can mean nobody else.

    def unmentioned(self, text):
        text = MENTION.sub(self._without, text)
        return self._address.sub(GONE, text) if self.addresses else text

    def unmentioned_in(self, value):
        """The same of every text in a list or in the details of a line."""
        if isinstance(value, dict):
            return {key: self.unmentioned_in(inside) for key, inside in value.items()}
        if isinstance(value, list):
            return [self.unmentioned_in(inside) for inside in value]
        return self.unmentioned(value) if isinstance(value, str) else value

    def mentions(self, value):
        return self.unmentioned_in(value) != value

    def mentioned(self, field="body"):
        marks = [f"@{name}" for name in self.usernames]
        marks += [f"/people/{form}" for name in self.usernames for form in (name, quote(name))]
        return _any(field, [*marks, *self.addresses])

    def _without(self, found):
        name = found["name"] or unquote(found["quoted"])
        if normalised(name).casefold() not in self._usernames:
            name = name.rstrip(".-")  # the end of a sentence
            if normalised(name).casefold() not in self._usernames:
                return found[0]
        return (found["at"] or found["page"]) + GONE

    @cached_property
    def _usernames(self):
        return {name.casefold() for name in self.usernames}

    @cached_property
    def _address(self):
        return re.compile(rf"(?<![\w.+-])(?:{_either(self.addresses)})(?![\w-]|\.\w)", re.IGNORECASE)

    # Where it may well be about them: the full name as well, of two words or more, as they spelled it.

    @property
    def full(self):
        return self.called if re.search(r"\S \S", self.called) else ""

    def unwritten(self, text):
        text = self.unmentioned(text)
        return re.sub(rf"(?<!\w){re.escape(self.full)}(?!\w)", GONE, text) if self.full else text

    def written(self, field):
        return self.mentioned(field) | (Q(**{f"{field}__contains": self.full}) if self.full else Q(pk__in=[]))

    def spellings(self, text):
        """What of them stands in a text, as the database finds it: in any case of a to z, the full name exactly."""
        meant = {_folded(found) for found in self._meant(text)}
        marks = {f"{at}{name}" for at in ("@", "/people/") for name in self.usernames} | self.addresses
        for mark in sorted(marks, key=len, reverse=True):  # a name may begin with another
            if _folded(mark) in meant:
                at = _folded(text).find(_folded(mark))
                yield text[at : at + len(mark)]
        if self.full and self.unwritten(text) != self.unmentioned(text):
            yield self.full

    def _meant(self, text):
        yield from (found[0] for found in MENTION.finditer(text) if self._without(found) != found[0])
        yield from self._address.findall(text) if self.addresses else ()

    # In answers to them: the full name, and usernames that are long enough, as whole words in any case.

    @property
    def spoken(self):
        return sorted({self.full, *(name for name in self.usernames if len(name) >= LONG)} - {""})

    def unspoken(self, some):
        """What takes these names out of a text."""
        words = re.compile(rf"(?<![\w-])(?:{_as_typed(some)})(?![\w-])", re.IGNORECASE)
        return lambda text: words.sub(GONE, self.unmentioned(text))

    def speaking(self, some):
        return lambda field="body": _any(field, some)

    # In what they wrote themselves every name as a whole word.

    def unnamed(self, text):
        return self._word.sub(GONE, self.unmentioned(text))

    def named(self, field="body"):
        return _any(field, self.all) | self.mentioned(field)

    @cached_property
    def _word(self):
        long = {self.called} if len(self.called) >= SHORTEST else set()
        words = {*self.usernames, *self.addresses, *self.claimed, *long}
        return re.compile(rf"(?<!\w)(?:{_as_typed(words)})(?!\w)", re.IGNORECASE)

    def unnamed_in_html(self, html):
        """Of what people read there every name; of what browsers read, only what can mean nobody else."""
        return TAG.sub(lambda found: self.unmentioned(found["tag"]) if found["tag"] else self._unnamed(found[0]), html)

    def _unnamed(self, escaped):
        text = unescape(escaped)
        return escaped if self.unnamed(text) == text else escape(self.unnamed(text), quote=False)


def _folded(text):
    return text.translate(A_TO_Z)


def _either(words):
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


def _as_typed(words):
    return "|".join(_typed(word) for word in sorted(words, key=len, reverse=True))


def _typed(word):
    """A pattern of it."""
    return "".join(_typed_letter(letter) for letter in normalize("NFC", " ".join(word.split())))


def _typed_letter(letter):
    if letter in ALIKE:
        return ALIKE[letter]
    apart = normalize("NFD", letter)
    return re.escape(letter) if apart == letter else f"(?:{re.escape(letter)}|{re.escape(apart)})"


def _any(field, needles):
    """A text that may hold one of them, in any case and alphabet; in JSON also as it is written there."""
    wanted = Q(pk__in=[])
    for needle in needles:
        if needle.isascii() and not ALIKE.keys() & set(needle):
            wanted |= Q(**{f"{field}__icontains": needle})
        else:  # not every database knows the capitals of other letters: any letters there, and Python looks closer
            wanted |= Q(**{f"{field}__iregex": _loosely(needle)})
            wanted |= Q(**{f"{field}__icontains": json.dumps(needle)[1:-1]})
    return wanted


def _loosely(needle):
    return "".join(_loose_letter(letter) for letter in normalize("NFC", needle))


def _loose_letter(letter):
    """A letter with its accents apart is several."""
    return ALIKE.get(letter) or (re.escape(letter) if letter.isascii() else ".{1,4}")
