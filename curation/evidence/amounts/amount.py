"""What is known about one amount, and about the sentence that states it."""

from dataclasses import dataclass, field
from decimal import Decimal

from .dates import Clock, Moment
from .tokens import Token


@dataclass(slots=True)
class Amount:
    """`nouns` are the stems of what is counted ("ferri"); for a measure, of what follows its unit.

    `first` and `last` are half-open token numbers of the sentence, unit included; `about` is true when the text
    itself says that the figure is not exact; `per` when it is told for each of something.
    """

    value: Decimal
    written: str
    start: int
    end: int
    sentence: int
    first: int
    last: int
    unit: str = ""
    dimension: str = ""  # "money", "share", "fraction", "length" …; "" for a count
    factor: Decimal = Decimal(1)
    nouns: tuple[str, ...] = ()
    about: bool = False
    range: bool = False
    least: bool = False  # "at least", "more than": the real figure is no smaller
    per: bool = False
    all: bool = False  # "all 14", "les 14", "die 14"
    adjective: bool = False  # "180-metre bridge"
    places: int = 0  # decimals written

    @property
    def base(self) -> Decimal:
        """The value in the base unit of its dimension."""
        return self.value * self.factor

    @property
    def exact(self) -> bool:
        return not (self.about or self.range or self.per)


@dataclass(slots=True)
class Sentence:
    """`stems[n]` belongs to `tokens[n]`; `content` are those of words that mean something by themselves."""

    number: int
    paragraph: int
    start: int
    end: int
    text: str
    tokens: list[Token]
    stems: list[str]
    content: frozenset[str]
    lows: frozenset[str]
    amounts: list[Amount] = field(default_factory=list)
    moments: list[Moment] = field(default_factory=list)
    clocks: list[Clock] = field(default_factory=list)
    other_state: bool = False  # tells a correction, a plan, an earlier state

    @property
    def years(self) -> frozenset[int]:
        return frozenset(moment.year for moment in self.moments if moment.year)

    def words(self, first: int, last: int) -> list[str]:
        """Lower-case words and signs of the tokens from `first` up to `last`."""
        return [token.low for token in self.tokens[max(first, 0) : last]]
