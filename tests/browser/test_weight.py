"""What a visitor's article page costs, over the wire and in quiet: bytes, cookies, requests, jumps."""

import pytest

from tests.browser.judging import COUNT_SHIFTS

MOST_BYTES = 40 * 1024  # HTML, CSS and JavaScript, compressed
MOST_SHIFT = 0.02  # cumulative layout shift


@pytest.fixture
def answers(visitor):
    """All that was answered to the visitor, in order."""
    answers = []
    visitor.on("response", lambda answer: answers.append(answer))
    return answers


def test_html_css_and_javascript_of_an_article_stay_below_forty_kilobytes(town, visitor, answers):
    visitor.goto(town.clip.get_absolute_url(), wait_until="networkidle")

    weighed = [each for each in answers if each.request.resource_type in ("document", "stylesheet", "script")]
    sizes = {each.url: each.request.sizes()["responseBodySize"] for each in weighed}

    assert {each.header_value("content-encoding") for each in weighed} <= {"gzip", "br"}
    assert {each.request.resource_type for each in weighed} >= {"document", "stylesheet"}
    assert min(sizes.values()) > 0
    assert sum(sizes.values()) <= MOST_BYTES, sizes


@pytest.mark.parametrize(
    "path", ["/", "{clip}", "/category/{category.slug}/", "/tags/", "/archive/", "/search/?q=tide"]
)
def test_a_visitors_page_is_nobodys(town, visitor, answers, path):
    visitor.goto(path.format(clip=town.clip.get_absolute_url(), category=town.category), wait_until="networkidle")

    page = visitor.content()

    assert visitor.context.cookies() == []
    assert not any(each.header_value("set-cookie") for each in answers)
    assert "csrf" not in page.lower()
    assert "hx-" not in page
    assert visitor.locator("form[method=post], .flash, .me").count() == 0
    # A clip that has changed remembers which change this browser has seen, and nothing else.
    assert visitor.evaluate("Object.keys(localStorage)") in ([], ["read"] if path == "{clip}" else [])
    assert visitor.evaluate("sessionStorage.length") == 0


def test_static_files_are_kept_for_good(town, visitor, answers):
    visitor.goto(town.clip.get_absolute_url(), wait_until="networkidle")

    files = [each for each in answers if "/static/" in each.url]

    assert files
    assert all("immutable" in each.header_value("cache-control") for each in files)


@pytest.mark.parametrize("width", [360, 1280])
def test_an_article_does_not_jump_while_it_loads(town, visitor, width):
    visitor.add_init_script(COUNT_SHIFTS)
    visitor.set_viewport_size({"width": width, "height": 800})

    visitor.goto(town.clip.get_absolute_url(), wait_until="networkidle")
    visitor.evaluate("document.fonts.ready")

    assert visitor.evaluate("window.shifts") <= MOST_SHIFT
