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
        self.small = frozenset(self.source.words.small)
        self.unsupported: list[str] = []
        self.left_out: list[str] = []

    def _ground(self, text: str) -> Ground:
        return ground(text, self.reading.language, self.around, self.year)

    def _grounds(self, statement: Statement) -> list[Ground]:
        return [self._ground(passage.quote) for passage in statement.passages]

    def _failing(self, statement: Statement) -> list[str]:
        return unsupported(statement.text, self._grounds(statement), language=self.reading.language, small=self.small)

    def bears_out(self, statement: Statement) -> bool:
        """For a headline, which is one sentence whatever its marks. If not, it is left out, and watched for."""
        good = is_borne_out(statement.text, self._grounds(statement), language=self.reading.language, small=self.small)
        self.left_out += [] if good else [statement.text]
        return good

    def kept(self, statement: Statement) -> str:
        """Its text, with its failing sentences noted."""
        self.unsupported += [said for said in self._failing(statement) if said not in self.unsupported]
        return statement.text

    def doubts(self, text: str) -> bool:
        return any(sentence in text for sentence in self.unsupported)

    def may_ask(self, statement: Statement) -> bool:
        """Whether a question supposes nothing: its words are those of the source or of its own answer."""
        good = is_borne_out(
            statement.head,
            [self.source, self._ground(statement.text)],
            language=self.reading.language,
            small=self.small,
        )
        self.left_out += [] if good else [statement.head]
        return good

    def heading(self, heading: str, statements: Iterable[Statement]) -> str:
        """The model's where its words are the source's, or what the first cited sentence is about."""
        if is_borne_out(heading, [self.source], language=self.reading.language, small=self.small):
            return heading
        return next(self._labels(statements), "")

    def label(self, fact: Statement) -> str:
        """The model's (“Cost”, “Vote”) where no number, date or name is new in it, or one from the cited sentence."""
        new = unborne(fact.head, self._grounds(fact), language=self.reading.language, small=self.small)
        own = fact.head if not new else ""
        return own or next(self._labels([fact]), fact.text[:40])

    def _labels(self, statements):
        cited = {passage for statement in statements for passage in statement.passages}
        sentences = (sentence for sentence in self.reading.sentences if sentence.passage in cited)
        return (label for sentence in sentences for label in labels_for(sentence, self.reading))

    def cited(self, statements: Iterable[Statement]):
        """The passages of all of them, each once, in reading order."""
        each = {passage for statement in statements for passage in statement.passages}
        return tuple(sorted(each, key=lambda passage: passage.start))
