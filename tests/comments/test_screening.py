import pytest

from comments.screening import Standing, explain, has_link, posts_allowed, screen, standing_of

NEW, MEMBER, TEAM = Standing.NEW, Standing.MEMBER, Standing.TEAM
PLAIN, LINK = "Nine days is not a frost.", "See https://rowing.example/gauge"


@pytest.mark.parametrize(
    ("body", "standing", "links_allowed", "premoderated", "reasons"),
    [
        (PLAIN, NEW, False, False, ()),
        (LINK, NEW, False, False, ("first-link",)),
        (LINK, NEW, True, False, ()),
        (LINK, MEMBER, False, False, ()),
        (LINK, TEAM, False, False, ()),
        (PLAIN, NEW, False, True, ("pre",)),
        (PLAIN, MEMBER, True, True, ("pre",)),
        (LINK, NEW, False, True, ("pre", "first-link")),
        (PLAIN, TEAM, False, True, ()),
    ],
)
def test_a_comment_is_held_for_these_reasons(body, standing, links_allowed, premoderated, reasons):
    verdict = screen(body, author_standing=standing, links_allowed=links_allowed, premoderated=premoderated)

    assert verdict.reasons == reasons
    assert verdict.hold == bool(reasons)


@pytest.mark.parametrize(
    "body",
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
def test_these_are_links(body):
    assert has_link(body)


@pytest.mark.parametrize("body", [PLAIN, "1 < 2 and 3 > 2", "the ratio 3:1", "[sic] (as written)"])
def test_these_are_no_links(body):
    assert not has_link(body)


@pytest.mark.parametrize(
    ("visible", "is_team", "standing"),
    [(0, False, NEW), (2, False, NEW), (3, False, MEMBER), (0, True, TEAM)],
)
def test_standing_comes_with_comments_that_stand(visible, is_team, standing):
    assert standing_of(visible_comments=visible, is_team=is_team) == standing


@pytest.mark.parametrize(
    ("standing", "limit", "allowed"), [(NEW, 10, 10), (MEMBER, 10, 30), (TEAM, 10, None), (NEW, 0, None)]
)
def test_members_may_post_three_times_as_often(standing, limit, allowed):
    assert posts_allowed(standing, limit=limit) == allowed


@pytest.mark.parametrize(
    ("stored", "sentences"), [("", 0), ("first-link", 1), ("pre,first-link", 2), ("Smells of soup, and of fish", 1)]
)
def test_every_stored_reason_can_be_read(stored, sentences):
    assert len(explain(stored)) == sentences
