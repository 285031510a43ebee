"""A fixed sample of the hostile strings in a real browser, with no policy to stop them. `make drill-xss` takes all."""

import pytest

from tests.hostile.corpus import corpus, sample
from tests.hostile.pages import OPEN, PAGES
from tests.hostile.places import clips, comments, profiles, reports
from tests.hostile.visiting import Visit, build
from tests.hostile.watching import Watch, numbers_run

SHOWN = [
    ("visitor", "/articles/{it.slug}/"),
    ("visitor", "/tags/"),
    ("moderator", "/moderation/"),
    ("editor", "/desk/{it.pk}/preview/"),
]


@pytest.fixture
def scene(site):
    return build(sample(corpus(), 150), places=[profiles, comments, reports, clips])


def test_nothing_that_people_wrote_runs(browser, site, scene):
    visit = Visit(browser, site, scene, ways=[OPEN], most=3)

    visit.pages(after=False, pages=[p for p in PAGES if (p.who, p.address) in SHOWN and p.each != "titled"])

    assert visit.findings == []
    opened, answers = visit.opened[OPEN.name]
    assert answers == {200: opened}
    assert opened > 10


def test_the_watch_sees_what_runs_and_what_is_dangerous(browser):
    watch = Watch(browser, csp=False)

    bad = watch.show(
        [
            [1, "<p>a quiet page</p>"],
            [2, "<img src=x onerror=xss(2)>"],
            [3, "<a href='java\tscript:xss(3)'>n</a>"],
            [4, "<svg onload=xss(4)>"],
            [5, "<p onclick=xss(5)>n</p>"],
            [6, "<div class=comment-body><form name=attributes><input name=attributes></form></div>"],
            [7, "<div class=comment-body><p>as <em>it</em> should be</p></div>"],
            [8, "<p hx-on:click='xss(8)'>n</p>"],
            [9, "<img src=https://hostile.invalid/9>"],
        ]
    )

    assert bad == {2, 3, 4, 5, 6, 8}
    assert numbers_run(watch.findings) == {2, 4}
    assert {each.detail for each in watch.findings if each.what == "foreign request"} == {"https://hostile.invalid/9"}
    watch.close()
