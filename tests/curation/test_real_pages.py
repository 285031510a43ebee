"""Real pages with known particulars, where a folder of them is at hand (`NEWSCLIP_SOURCES`).

Each `NAME.html` has a `NAME.json` with title, byline, siteName, publishedTime, lang and excerpt.
"""

import json
import os
import re
import time
from pathlib import Path

import pytest

from curation.intake.extraction import extract

FOLDER = Path(os.environ.get("NEWSCLIP_SOURCES", "/nonexistent"))
PAGES = sorted(page for page in FOLDER.glob("*.html") if page.with_suffix(".json").exists())

pytestmark = pytest.mark.skipif(not PAGES, reason="NEWSCLIP_SOURCES names no folder of pages")


def words(text: str | None) -> str:
    return re.sub(r"[\W_]+", " ", (text or "").casefold()).strip()


@pytest.mark.parametrize("path", PAGES, ids=[path.stem for path in PAGES])
def test_a_real_page_gives_its_article(path):
    expected = json.loads(path.with_suffix(".json").read_text())
    began = time.monotonic()

    article = extract(path.read_bytes())

    assert time.monotonic() - began < 5
    assert article.title
    assert words(expected["title"]).startswith(words(article.title))
    assert len(article.text) > 1000
    assert "\n\n\n" not in article.text


@pytest.mark.parametrize("path", PAGES, ids=[path.stem for path in PAGES])
def test_the_particulars_of_a_real_page_are_those_expected(path):
    expected = json.loads(path.with_suffix(".json").read_text())

    article = extract(path.read_bytes())

    if expected["byline"] and not re.search(r"\d{4}", expected["byline"]):
        assert words(article.byline) == words(expected["byline"]).removeprefix("by ")
    if expected["siteName"]:
        assert article.publisher == expected["siteName"]
    if expected["publishedTime"]:
        assert article.published.isoformat() == expected["publishedTime"][:10]
    if expected.get("lang"):
        assert article.language.lower() == expected["lang"].lower()
    assert words(article.excerpt) == words(expected["excerpt"])
