"""Usernames: which are allowed, and when two look alike."""

import json
import re
import unicodedata
from pathlib import Path

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
# The rest of it, of all scripts, and the letters of scripts in common use: see tools/make_lookalikes.py.
TABLE = json.loads((Path(__file__).parent / "lookalikes.json").read_text())
LOOKALIKES = {ord(letter): looks for looks, letters in TABLE["alike"].items() for letter in letters}
LETTER = "[A-Za-z0-9" + "".join(f"{run[0]}-{run[1]}" for run in TABLE["allowed"]) + "]"
WELL_FORMED = re.compile(f"{LETTER}+(?:[._-]{LETTER}+)*")
WRITTEN_TOGETHER = ({"CJK", "HANGUL"}, {"CJK", "BOPOMOFO"})


def normalised(name: str) -> str:
    """As it is stored: the one form of letters that can be written in several (NFKC), without spaces around it."""
    return unicodedata.normalize("NFKC", name).strip()


def skeleton(name: str) -> str:
    """Two names with the same skeleton look alike, and only one of them can be had. It is never shown."""
    key = normalised(name).replace("I", "l")  # a capital i is drawn like a small L
    key = unicodedata.normalize("NFKC", key.casefold()).replace("\u0307", "")
    key = _drawn(key.translate(ALIKE)).casefold().translate(ALIKE)
    for pair, letter in ALIKE_PAIRS:
        key = key.replace(pair, letter)
    return key


def _drawn(text):
    """With the plainest letters that are drawn the same."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFD", text).translate(LOOKALIKES))


def is_reserved(name: str) -> bool:
    """It would speak for the site, or looks as if it did."""
    return coarse(name) in RESERVED_LOOKS


def validate_name(name: str) -> None:
    """3 to 30 letters and digits of one script, with full stops, hyphens and underscores between them.

    Raises ValidationError.
    """
    if not SHORTEST <= len(name) <= LONGEST:
        raise ValidationError(_("It needs 3 to 30 characters."))
    if name != normalised(name) or not WELL_FORMED.fullmatch(name):
        raise ValidationError(
            _("Letters and the digits 0 to 9, with . - or _ between them. No spaces, no other marks, no rare letters.")
        )
    scripts = {script_of(letter) for letter in name if letter.isalpha()}
    if len(scripts) > 1 and scripts not in WRITTEN_TOGETHER:
        raise ValidationError(
            _("All letters must be of one alphabet. These are of several, which can mislead the eye.")
        )
    if _misleads_in_capitals(name):
        raise ValidationError(_("In capitals these letters look like others. Please write them small."))


def _misleads_in_capitals(name):
    """Drawn like a Latin name, though as small letters they are not, so that the skeleton does not tell."""
    drawn = _drawn(name)
    return not name.isascii() and drawn.isascii() and skeleton(drawn) != skeleton(name)


def script_of(letter: str) -> str:
    """The first word of its Unicode name says it: LATIN, CYRILLIC, GREEK; Japanese writes in three at once."""
    script = unicodedata.name(letter, "UNKNOWN").split()[0]
    return "CJK" if script in {"HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "IDEOGRAPHIC"} else script


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


def coarse(name: str) -> str:
    """Letters and digits alone, without accents, and with 1, i and l all the same."""
    plain = unicodedata.normalize("NFD", skeleton("".join(sign for sign in name if sign.isalnum())))
    return "".join(sign for sign in plain if sign.isalnum()).replace("l", "i")


RESERVED_LOOKS = frozenset(coarse(name) for name in RESERVED)
