"""Write accounts/lookalikes.json from the tables of Unicode's security mechanisms (UTS 39), as the ICU of this system
has them: python tools/make_lookalikes.py. Needed again only when a new Unicode is wanted.
"""

import ctypes
import json
import re
import unicodedata
from collections import defaultdict
from ctypes.util import find_library
from itertools import groupby
from pathlib import Path

TO = Path(__file__).parent.parent / "accounts" / "lookalikes.json"
LETTERS = [chr(code) for code in range(0x80, 0x110000) if not 0xD800 <= code < 0xE000]
SMALL_CAPITAL = re.compile("LATIN LETTER SMALL CAPITAL ([A-Z])")


class Icu:
    def __init__(self):
        name = find_library("icui18n")
        self.version = name.rpartition(".")[2]
        self.spoof, self.common = ctypes.CDLL(name), ctypes.CDLL(name.replace("i18n", "uc"))
        self.checker, self.allowed = self._pointer("uspoof_open"), self._pointer("uspoof_getRecommendedSet")

    def _pointer(self, function):
        call = self._of(self.spoof, function)
        call.restype = ctypes.c_void_p
        error = ctypes.c_int(0)
        pointer = ctypes.c_void_p(call(ctypes.byref(error)))
        assert error.value <= 0, error.value
        return pointer

    def _of(self, library, function):
        return getattr(library, f"{function}_{self.version}")

    def is_allowed(self, letter):
        return bool(self._of(self.common, "uset_contains")(self.allowed, ctypes.c_int32(ord(letter))))

    def skeleton(self, letter):
        error, out, given = ctypes.c_int(0), ctypes.create_string_buffer(400), letter.encode()
        size = self._of(self.spoof, "uspoof_getSkeletonUTF8")(
            self.checker, 0, given, len(given), out, len(out), ctypes.byref(error)
        )
        assert error.value <= 0, error.value
        return out.raw[:size].decode()


def alike(icu):
    """What a letter looks like → such letters, digits and accents. Only those that are left after NFKC and NFD."""
    found = defaultdict(str)
    for letter in LETTERS:
        if unicodedata.normalize("NFKD", letter) != letter or unicodedata.category(letter)[0] not in "LMN":
            continue
        capital = SMALL_CAPITAL.fullmatch(unicodedata.name(letter, ""))
        looks = capital[1].lower() if capital else icu.skeleton(letter)
        if looks != letter:
            found[looks] += letter
    return dict(sorted(found.items()))


def allowed(icu):
    """Letters of scripts in common use, without old, technical and rare ones: first and last of each run."""
    codes = [ord(letter) for letter in LETTERS if letter.isalpha() and icu.is_allowed(letter)]
    runs = [[code for _, code in run] for _, run in groupby(enumerate(codes), lambda pair: pair[1] - pair[0])]
    return [f"{chr(run[0])}{chr(run[-1])}" for run in runs]


if __name__ == "__main__":
    icu = Icu()
    table = {"icu": icu.version, "allowed": allowed(icu), "alike": alike(icu)}
    TO.write_text(json.dumps(table, indent=0) + "\n")
