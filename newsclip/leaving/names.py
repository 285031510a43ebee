"""By what a person can be told in a text, and the same text without it. Pure, but for reading them once.

Names are chosen freely, and somebody may choose a word of the language. So what other people wrote loses only what can
mean nobody else: `@username`, the path of their page, a confirmed address; and, where the caller knows that the text
may well be about them, the full name as they spelled it. Answers to them, and their own words, lose it as anybody types
it: in any case, with any apostrophe, spaces, and letters in one piece or with their accents apart. Where it may begin
and end is told by `edges.py`.
"""

import json
import re
from dataclasses import dataclass
from functools import cached_property
from html import escape, unescape
from unicodedata import normalize
from urllib.parse import quote, unquote

from django.db.models import Q

from accounts.models import User
from accounts.names import normalised
from newsclip.leaving import edges

GONE = "…"
SHORTEST = 4  # letters of an alphabet, or two of Chinese: a shorter name is a word of the language as well
LONG = 6  # of one word that others may write without a mark
A_NAME = r"[^\W_]+(?:[._-][^\W_]+)*"
MENTION = re.compile(
    rf"(?P<at>(?<![^\W{edges.RUNNING}])(?<![@./+-])@)(?P<name>(?>{A_NAME}))(?!@\w)|(?P<page>/people/)(?P<quoted>(?>[\w.%-]+))"
)
UNQUOTED = re.compile(r"[^!-~].*", re.DOTALL)
TAG = re.compile(r"(?P<tag><[^>]*>)|[^<]+")
A_TO_Z = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")


@dataclass(frozen=True)
class Names:
    usernames: frozenset[str]
    called: str
    addresses: frozenset[str]  # that are theirs for certain
    claimed: frozenset[str] = frozenset()  # that they gave and never confirmed: they may be of others
    others: frozenset[str] = frozenset()  # names of other people in which one of theirs stands

    @classmethod
    def of(cls, person):
        usernames = {person.username, *person.old_usernames.values_list("username", flat=True)}
        given = dict(person.emailaddress_set.values_list("email", "verified"))
        theirs = {email for email, verified in given.items() if verified}
        theirs |= {person.email} - {"", *given}  # the team gave it, when it made the account
        claimed = frozenset(given) - theirs
        others = _others(person, {*usernames, person.display_name})
        return cls(frozenset(usernames), person.display_name, frozenset(theirs), claimed, others)

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
        mark, name = found["at"] or found["page"], found["name"] or found["quoted"]
        return mark + GONE + name[len(mine) :] if (mine := self._theirs(name)) else found[0]

    def _theirs(self, name):
        """What of a name that others wrote after the mark is theirs: all of it, or what stands before a sentence's end,
        or before what is written on without a space."""
        if normalised(unquote(name)).casefold() in self._usernames:
            return name
        ended = name.rstrip(".-")
        if normalised(unquote(ended)).casefold() in self._usernames:
            return ended
        glued = self._beginning.match(name)
        return (glued["mine"] or "" if glued and edges.is_glued(name) else "") or self._quoted(name)

    def _quoted(self, name):
        """An address ends before a letter that it would have to quote, unless somebody else's name goes on there."""
        run = UNQUOTED.sub("", name).rstrip(".-")
        begins = self._beginning.match(unquote(name))
        mine = "%" in run and normalised(unquote(run)).casefold() in self._usernames
        return run if mine and not (begins and not begins["mine"]) else ""

    @cached_property
    def _beginning(self):
        others = edges.words(self.others) if self.others else "(?!)"
        return re.compile(rf"{others}|(?P<mine>{edges.words(self.usernames)})", re.IGNORECASE)

    @cached_property
    def _usernames(self):
        return {name.casefold() for name in self.usernames}

    @cached_property
    def _address(self):
        return re.compile(rf"(?<![\w.+-])(?:{_either(self.addresses)})(?![\w-]|\.\w)", re.IGNORECASE)

    # Where it may well be about them: the full name as well, as they spelled it.

    @property
    def full(self):
        """Of two words or more, or as long as that in a script that parts none."""
        long = edges.is_glued(self.called) and edges.weight(self.called) >= LONG
        return self.called if long or re.search(r"\S \S", self.called) else ""

    def unwritten(self, text):
        return self._unwrite(self.unmentioned(text))

    @cached_property
    def _unwrite(self):
        return self._but_others(self._written)

    @property
    def _written(self):
        return f"(?-i:{edges.spelled(self.full)})" if self.full else "(?!)"

    def written(self, field):
        return self.mentioned(field) | (Q(**{f"{field}__contains": self.full}) if self.full else Q(pk__in=[]))

    def spellings(self, text):
        """What of them stands in a text, as the database finds it: in any case of a to z, the full name exactly."""
        meant = {_folded(text[start:end]) for start, end in self._meant(text)}
        marks = {f"{at}{name}" for at in ("@", "/people/") for name in self.usernames} | self.addresses
        for mark in sorted(marks, key=len, reverse=True):  # a name may begin with another
            if _folded(mark) in meant:
                at = _folded(text).find(_folded(mark))
                yield text[at : at + len(mark)]
        if self.full and self._unwrite(text) != text:
            yield self.full

    def without(self, spelled, text):
        """The same text without it; nothing of it, where that would take a piece of another word or name along."""
        meant = {*self._meant(text), *self._full_in(text)}
        stands = {found.span() for found in re.finditer(re.escape(spelled), text)}
        return text.replace(spelled, GONE) if stands <= meant else ""

    def _meant(self, text):
        for found in MENTION.finditer(text):
            if mine := self._theirs(found["name"] or found["quoted"]):
                mark = found["at"] or found["page"]
                yield found.start(), found.start() + len(mark + mine)
        yield from (found.span() for found in self._address.finditer(text)) if self.addresses else ()

    def _full_in(self, text):
        return (found.span() for found in self._beside_others(self._written).finditer(text) if not found["other"])

    # In answers to them: names that are long enough, as whole words.

    @property
    def spoken(self):
        """The full name; and others of one word, shorter ones only in scripts where few letters say much."""
        one_word = (name for name in {*self.usernames, self.called} if edges.weight(name) >= _enough(name))
        return sorted({self.full, *one_word} - {""})

    def unspoken(self, some):
        """What takes these names out of a text: in any case, but a display name of one word as it is spelled."""
        as_spelled = {self.called} - self.usernames if self.called != self.full else set()
        anyhow, spelled = set(some) - as_spelled, "|".join(map(edges.spelled, as_spelled & set(some))) or "(?!)"
        change = self._but_others(rf"{edges.words(anyhow, apart='-')}|(?-i:{spelled})")
        return lambda text: change(self.unmentioned(text))

    def speaking(self, some):
        return lambda field="body": _any(field, some)

    def _but_others(self, pattern):
        """A longer name of somebody else stays whole."""
        words = self._beside_others(pattern)
        return lambda text: words.sub(lambda found: found["other"] or GONE, text)

    def _beside_others(self, pattern):
        return re.compile(rf"(?P<other>{edges.words(self.others)})|{pattern}", re.IGNORECASE)

    # In what they wrote themselves every name as a whole word.

    def unnamed(self, text):
        return self._unname(self.unmentioned(text))

    def named(self, field="body"):
        return _any(field, self.all) | self.mentioned(field)

    @cached_property
    def _unname(self):
        long = {self.called} if edges.weight(self.called) >= SHORTEST else set()
        return self._but_others(edges.words({*self.usernames, *self.addresses, *self.claimed, *long}))

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


def _enough(name):
    return SHORTEST if edges.is_glued(name) else LONG


def _others(person, names):
    """Of people who are here, so that theirs are not taken for a part of another word."""
    names = {name for name in names if edges.weight(name) >= edges.LEAST}
    holding = Q(pk__in=[])
    for name in names:
        holding |= Q(username__icontains=name) | Q(display_name__icontains=name)
    found = User.objects.active().filter(holding).exclude(pk=person.pk).values_list("username", "display_name")
    mine = {name.casefold() for name in names}
    return frozenset(name for pair in found for name in pair if _holds(name.casefold(), mine))


def _holds(name, mine):
    return name not in mine and any(one in name for one in mine)


def _any(field, needles):
    """A text that may hold one of them, in any case and alphabet; in JSON also as it is written there."""
    wanted = Q(pk__in=[])
    for needle in needles:
        if needle.isascii() and not edges.ALIKE.keys() & set(needle):
            wanted |= Q(**{f"{field}__icontains": needle})
        else:
            wanted |= _loosely(field, needle) | Q(**{f"{field}__icontains": json.dumps(needle)[1:-1]})
    return wanted


def _loosely(field, needle):
    """What of it is written in one way only stands there, in any order, and Python looks closer. No pattern with gaps:
    whoever chooses a name could choose one that is tried in millions of ways."""
    wanted = Q(**{f"{field}__gt": ""})
    for part in sorted(_sure_parts(needle)):
        wanted &= Q(**{f"{field}__icontains": part})
    return wanted


def _sure_parts(needle):
    """Where letters are glued, a space may stand between any two of them."""
    between = " " if edges.is_glued(needle) else ""
    letters = normalize("NFC", edges.spaced(needle))
    return set(between.join(letter if _is_sure(letter) else " " for letter in letters).split())


def _is_sure(letter):
    """Not so a letter whose accents may stand apart, one with capitals that the database does not know, or a sign for
    which another is typed."""
    plain = letter.isascii() or (normalize("NFD", letter), letter.upper()) == (letter, letter.lower())
    return plain and letter not in edges.ALIKE
