"""Usernames: which are allowed, and when two look alike."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

SHORTEST, LONGEST = 3, 30  # characters
RESERVED = frozenset(
    "about abuse account accounts admin administrator anonymous api archive article articles comments contact desk"
    " editor editorial editors everyone feed help info legal mail me media moderation moderator moderators newsclip"
    " newsroom nobody noreply null official page people postmaster press privacy root search security settings"
    " signin signup site staff support system tag team undefined user webmaster you".split()
)
# What the eye takes for the same, after case folding: Cyrillic and Greek letters for Latin ones, digits for letters.
ALIKE = str.maketrans(
    "аеёкмнорстухвьѕіїјԁԛԝһӏ" + "αεικνορτυχηωβϲϳ" + "01ıɑɡ",
    "aeekmhopctyxbbsiijdqwhl" + "aeikvoptuxnwbcj" + "oliag",
)
ALIKE_PAIRS = (("rn", "m"), ("vv", "w"))


def normalised(name: str) -> str:
    """As it is stored: the one form of letters that can be written in several (NFKC), without spaces around it."""
    return unicodedata.normalize("NFKC", name).strip()


def skeleton(name: str) -> str:
    """Two names with the same skeleton look alike, and only one of them can be had. It is never shown."""
    key = normalised(name).replace("I", "l")  # a capital i is drawn like a small L
    key = unicodedata.normalize("NFKC", key.casefold()).replace("\u0307", "")
    key = key.translate(ALIKE)
    for pair, letter in ALIKE_PAIRS:
        key = key.replace(pair, letter)
    return key


def is_reserved(name: str) -> bool:
    """It would speak for the site, or looks as if it did."""
    return _coarse(name) in RESERVED_LOOKS


def validate_name(name: str) -> None:
    """3 to 30 letters and digits of one script, with full stops, hyphens and underscores between them.

    Raises ValidationError.
    """
    if not SHORTEST <= len(name) <= LONGEST:
        raise ValidationError(_("It needs 3 to 30 characters."))
    if name != normalised(name) or not re.fullmatch(r"[^\W_]+(?:[._-][^\W_]+)*", name):
        raise ValidationError(_("Letters and digits, with . - or _ between them. No spaces or other marks."))
    if len({script_of(letter) for letter in name if letter.isalpha()}) > 1:
        raise ValidationError(
            _("All letters must be of one alphabet. These are of several, which can mislead the eye.")
        )


def script_of(letter: str) -> str:
    """The first word of its Unicode name says it: LATIN, CYRILLIC, GREEK; Japanese writes in three at once."""
    script = unicodedata.name(letter, "UNKNOWN").split()[0]
    return "CJK" if script in {"HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA"} else script


class SkeletonField(models.CharField):
    """The skeleton of another column, brought up to date with every full save; unique, it refuses look-alikes."""

    def __init__(self, *args, of="username", **kwargs):
        self.of = of
        kwargs.setdefault("editable", False)
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs | {"of": self.of}

    def pre_save(self, model_instance, add):
        key = skeleton(getattr(model_instance, self.of))
        setattr(model_instance, self.attname, key)
        return key


def _coarse(name):
    """Without marks between the letters, and with 1, i and l all the same."""
    return skeleton(re.sub(r"[._-]", "", name)).replace("l", "i")


RESERVED_LOOKS = frozenset(_coarse(name) for name in RESERVED)
