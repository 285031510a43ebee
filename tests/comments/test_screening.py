import pytest

from comments.phrases import Listed, Phrases
from comments.screening import LONGEST_STORED, REASONS, Author, Rules, Verdict, explain, has_link, screen
from comments.standing import Standing

NEW, MEMBER, TRUSTED, TEAM = Standing
PLAIN, LINK = "Nine days is not a frost.", "See https://rowing.example/gauge"
FOUR_LINKS = " ".join(f"https://rowing.example/{n}" for n in range(4))
ALLOWED = Rules(hosts={"rowing.example": "allow"})
LISTED = Rules(
    phrases=Phrases([Listed("numskull"), Listed("lamp oil", "refuse")]),
    hosts={"casino.example": "hold", "lures.example": "refuse"},
)


@pytest.mark.parametrize(
    ("text", "author", "rules", "reasons"),
    [
        (PLAIN, Author(NEW), Rules(), ()),
        (LINK, Author(NEW), Rules(), ("first-link",)),
        (LINK, Author(NEW, links_allowed=True), Rules(), ()),
        (LINK, Author(NEW), ALLOWED, ()),
        (FOUR_LINKS, Author(NEW), Rules(), ("first-link",)),
        (FOUR_LINKS, Author(NEW, links_allowed=True), Rules(), ("links",)),
        (LINK, Author(MEMBER), Rules(), ()),
        (FOUR_LINKS, Author(MEMBER), Rules(), ("links",)),
        (FOUR_LINKS, Author(MEMBER), ALLOWED, ()),
        (FOUR_LINKS, Author(TRUSTED), Rules(), ()),
        (PLAIN, Author(TRUSTED, read_first="pre-article"), Rules(), ("pre-article",)),
        (LINK, Author(NEW, read_first="pre"), Rules(), ("pre", "first-link")),
        (PLAIN, Author(NEW, visible=1), Rules(hold_first=2), ("first",)),
        (PLAIN, Author(NEW, visible=2), Rules(hold_first=2), ()),
        ("You Numskull!", Author(TRUSTED), LISTED, ("phrase:numskull",)),
        ("See https://www.casino.example", Author(MEMBER), LISTED, ("domain:casino.example",)),
        (PLAIN, Author(MEMBER, repeats=1), Rules(), ("repeat",)),
        (PLAIN, Author(MEMBER, echoes=2), Rules(), ()),
        (PLAIN, Author(MEMBER, echoes=3), Rules(), ("echo",)),
        (FOUR_LINKS, Author(TEAM, read_first="pre", repeats=5, echoes=9), Rules(hold_first=9), ()),
    ],
)
def test_a_comment_is_held_for_these_reasons(text, author, rules, reasons):
    verdict = screen(text, author, rules)

    assert verdict.reasons == reasons
    assert verdict.hold == bool(reasons)
    assert verdict.refusals == ()


@pytest.mark.parametrize("standing", Standing)
@pytest.mark.parametrize(
    ("text", "what"), [("Cheap Lamp-Oil here", "lamp oil"), ("[x](//a.lures.example)", "lures.example")]
)
def test_what_is_refused_is_refused_to_everybody_and_named(standing, text, what):
    [sentence] = screen(text, Author(standing, links_allowed=True), LISTED).refusals

    assert what in sentence


@pytest.mark.parametrize(
    "text",
    [
        "http://a.example",
        "HTTPS://A.EXAMPLE",
        "www.a.example",
        "[here](//a.example)",
        "<https://a.example>",
        "<ftp://a.example>",
        "mailto:a@b.example",
    ],
)
def test_these_are_links(text):
    assert has_link(text)


@pytest.mark.parametrize("text", [PLAIN, "1 < 2 and 3 > 2", "the ratio 3:1", "[sic] (as written)", "a//b, and/or"])
def test_these_are_no_links(text):
    assert not has_link(text)


@pytest.mark.parametrize(
    ("stored", "sentences"),
    [
        ("", 0),
        ("first-link", 1),
        ("pre,first-link", 2),
        ("phrase:lamp oil,domain:casino.example", 2),
        ("Smells of soup, and of fish", 1),
        ("Note: pre", 1),
    ],
)
def test_every_stored_reason_can_be_read(stored, sentences):
    assert len(explain(stored)) == sentences


def test_a_reason_says_what_was_found():
    assert "“numskull”" in explain("phrase:numskull")[0]


def test_as_many_reasons_are_stored_as_fit_and_none_by_half():
    verdict = Verdict(tuple(f"phrase:{letter * 60}" for letter in "abcdef"))

    assert len(verdict.stored) <= LONGEST_STORED
    assert len(explain(verdict.stored)) == 2


def test_every_reason_is_a_sentence_that_goes_on_after_because():
    assert all(str(sentence)[0].islower() for sentence in REASONS.values())
