"""What the drafting must know of a language, as lists of words."""

from dataclasses import dataclass, field


def _nothing():
    return frozenset()


@dataclass(frozen=True)
class Lexicon:
    """All words are lower-case. An empty set switches off the rule that reads it."""

    code: str
    stopwords: frozenset = field(default_factory=_nothing)
    #: first words with which a sentence leans on the one before it
    openers: frozenset = field(default_factory=_nothing)
    #: the same, for several words; a space at the end matters
    opener_phrases: tuple = ()
    #: words that point back wherever among the first five they stand, unless a word of time follows
    anaphora: frozenset = field(default_factory=_nothing)
    #: "also", "again": among the first words they lean a little
    additive: frozenset = field(default_factory=_nothing)
    #: openers that only join: without them the sentence would stand
    connectives: tuple = ()
    #: "later", "before": time that counts from something said before
    relative_time: tuple = ()
    #: pieces of sentences about the page or its making
    notices: tuple = ()
    #: conjunctions that open a clause before the main one
    subordinators: frozenset = field(default_factory=_nothing)
    #: pronouns that lean on the sentence before when they follow such a conjunction
    leaning: frozenset = field(default_factory=_nothing)
    #: pronouns that need a name earlier in their sentence
    pronouns: frozenset = field(default_factory=_nothing)
    #: words of the one who writes or is spoken to; never outside quotation marks in a fact
    first_person: frozenset = field(default_factory=_nothing)
    determiners: frozenset = field(default_factory=_nothing)
    prepositions: frozenset = field(default_factory=_nothing)
    #: inside a name: "de", "von", "of"
    particles: frozenset = field(default_factory=_nothing)
    titles: frozenset = field(default_factory=_nothing)
    #: nouns that say nothing about a text, and words that are no nouns
    generic: frozenset = field(default_factory=_nothing)
    calendar: frozenset = field(default_factory=_nothing)
    #: verbs that attribute a quotation
    saying: frozenset = field(default_factory=_nothing)
    #: words that give time before the story: background
    past: tuple = ()
    #: beginnings of paragraphs that belong to the page, not to the story
    furniture: tuple = ()
    nouns_are_capitalised: bool = False
    spaced: bool = True


def of(words):
    return frozenset(words.split())
