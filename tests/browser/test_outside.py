import json

from axe_playwright_python.sync_playwright import Axe

from tests.factories import make_article, make_comment


def test_what_search_engines_are_told_breaks_no_rule_of_the_page(page):
    """The fixture fails on a complaint of the content security policy: JSON-LD is data, not a script that runs."""
    clip = make_article("</script><script>alert(1)</script>", tags=["Sluices"])
    make_comment(clip, body="<img src=x onerror=alert(1)>")
    page.on("dialog", lambda dialog: pytest_fail(dialog.message))

    page.goto(clip.get_absolute_url())

    told = json.loads(page.inner_text('script[type="application/ld+json"]'))
    assert told["headline"] == "</script><script>alert(1)</script>"
    assert told["comment"][0]["text"] == "<img src=x onerror=alert(1)>"
    assert page.locator("script:not([src]):not([type='application/ld+json'])").count() == 0


def pytest_fail(message):
    raise AssertionError(f"a script ran: {message}")


def test_search_leads_from_help_to_a_clip_without_script(new_context):
    make_article("Quillmouth votes for the tide", tags=["QuillEstuary"])
    page = new_context(java_script_enabled=False).new_page()

    page.goto("/search/")
    page.fill("input[name=q]", "votes tag:QuillEstuary")
    page.click("form.search button")
    assert page.inner_text("article.item mark") == "votes"

    page.click("article.item h2 a")
    assert page.inner_text("h1") == "Quillmouth votes for the tide"


def test_search_pages_keep_the_accessibility_rules(page):
    make_article("Quillmouth votes for the tide", tags=["QuillEstuary"])

    for address in ["/search/", "/search/?q=tide", "/search/?q=tdie+tag:none", "/search/?q=tide+since:x"]:
        page.goto(address)
        results = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]})
        assert results.violations_count == 0, f"{address}\n{results.generate_report()}"
