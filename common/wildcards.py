"""Patterns that people may write without harm: `*` is any run of characters, `?` is one, `|` stands between choices.

Matching takes time in proportion to pattern times text, whatever either says: between two stars the first place
that fits is taken and never gone back on, which is enough for stars, and nothing else repeats.
"""

import re


class Wildcards:
    """A compiled pattern. `found_in` looks anywhere in a text; blanks around a choice do not count."""

    def __init__(self, pattern: str):
        choices = (choice.strip() for choice in pattern.split("|"))
        self.choices = [pieces(choice) for choice in choices if choice.strip("*")]

    def found_in(self, text: str) -> bool:
        return any(in_order(choice, text) for choice in self.choices)


def pieces(choice: str) -> list[re.Pattern[str]]:
    """What stands between the stars. None of them holds anything that repeats."""
    return [literal(piece) for piece in choice.split("*") if piece]


def literal(piece: str) -> re.Pattern[str]:
    return re.compile("".join("." if letter == "?" else re.escape(letter) for letter in piece), re.DOTALL)


def in_order(parts: list[re.Pattern[str]], text: str) -> bool:
    start = 0
    for part in parts:
        found = part.search(text, start)
        if found is None:
            return False
        start = found.end()
    return True
