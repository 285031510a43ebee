"""Which sentences of a model the passages that it named bear out."""

from collections.abc import Iterable

from curation.drafting.labels import labels_for
from curation.drafting.reading import Reading
from curation.evidence.claims import Ground, ground, unborne
from curation.evidence.support import is_borne_out, unsupported
from curation.intake.model.reading import Statement


class Judge:
    """`unsupported` grows by each sentence that is kept without support, `left_out` by each that is not kept."""

    def __init__(self, reading: Reading, around: str, year: int):
        self.reading, self.around, self.year = reading, around, year
        self.source = self._ground(reading.text)
        self.unsupported: list[str] = []
        self.left_out: list[str] = []

    def _ground(self, text: str) -> Ground:
        return ground(text, self.reading.language, self.around, self.year)

    def _grounds(self, statement: Statement) -> list[Ground]:
        return [self._ground(passage.quote) for passage in statement.passages]

    def _failing(self, statement: Statement) -> list[str]:
        grounds, small = self._grounds(statement), frozenset(self.source.words.small)
        return unsupported(statement.text, grounds, language=self.reading.language, small=small)

    def bears_out(self, statement: Statement) -> bool:
        """For a headline, which is one sentence whatever its marks. If not, it is left out, and watched for."""
        small = frozenset(self.source.words.small)
        good = is_borne_out(statement.text, self._grounds(statement), language=self.reading.language, small=small)
        self.left_out += [] if good else [statement.text]
        return good

    def kept(self, statement: Statement) -> str:
        """Its text, with its failing sentences noted."""
        self.unsupported += [said for said in self._failing(statement) if said not in self.unsupported]
        return statement.text

    def doubts(self, text: str) -> bool:
        return any(sentence in text for sentence in self.unsupported)

    def says_nothing_new(self, text: str, grounds: list[Ground]) -> bool:
        """For questions, labels and headings: no number, date or name that the grounds lack."""
        small = frozenset(self.source.words.small)
        return not unborne(text, grounds, language=self.reading.language, small=small)

    def may_ask(self, statement: Statement) -> bool:
        return self.says_nothing_new(statement.head, [self.source])

    def label(self, fact: Statement) -> str:
        """The model's, or one from the cited sentence."""
        cited = [sentence for sentence in self.reading.sentences if sentence.passage in fact.passages]
        own = fact.head if fact.head and self.says_nothing_new(fact.head, self._grounds(fact)) else ""
        offers = (label for sentence in cited for label in labels_for(sentence, self.reading))
        return own or next(offers, "") or fact.text[:40]

    def cited(self, statements: Iterable[Statement]):
        """The passages of all of them, each once, in reading order."""
        each = {passage for statement in statements for passage in statement.passages}
        return tuple(sorted(each, key=lambda passage: passage.start))
