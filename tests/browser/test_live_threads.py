"""What is said while one reads is announced, and moves nothing until one asks for it."""

import time

from playwright.sync_api import expect

from accounts import between
from comments.posting import post
from tests.factories import make_article, make_comment, make_comments, make_user

LAYOUT = "[scrollY, document.body.offsetHeight, document.getElementById('thread').offsetTop]"


def test_a_second_reader_hears_of_an_answer_and_brings_it_in(new_context, record_property):
    article = make_article()
    first = make_comments(12, article=article)[0]
    writer = new_context(as_=make_user("maud")).new_page()
    reader = new_context(as_=make_user("dagny")).new_page()
    for page in (writer, reader):
        page.goto(article.get_absolute_url())
    before = reader.evaluate(LAYOUT)

    writer.locator(f"#comment-{first.pk}").get_by_role("link", name="Reply").click()
    writer.locator(f"#reply-form-{first.pk} textarea").fill("Nine days.")
    writer.locator(f"#reply-form-{first.pk} button", has_text="Post").click()
    began = time.monotonic()
    announced = reader.locator("#live").get_by_role("link", name="1 new comment")
    expect(announced).to_be_visible(timeout=10_000)
    record_property("seconds until the second reader hears of it", round(time.monotonic() - began, 2))

    assert reader.evaluate(LAYOUT) == before
    assert reader.locator(".comment", has_text="Nine days.").count() == 0
    reader.locator("#say textarea").fill("Half a thought")
    announced.click()
    answer = reader.locator(f"#branch-{first.pk} .replies .comment", has_text="Nine days.")
    expect(answer).to_be_focused()
    expect(reader.locator("#live")).to_be_empty()
    assert reader.locator("#say textarea").input_value() == "Half a thought"
    assert reader.locator("#h-comments").inner_text() == "13 comments"
    expect(writer.locator("#live")).to_be_empty()  # nobody is told of what they wrote themselves


def test_somebody_muted_is_not_announced(new_context):
    article, edda, maud = make_article(), make_user("edda"), make_user("maud")
    make_comment(article)
    between.mute(edda, by=maud)
    page = new_context(as_=maud).new_page()
    page.goto(article.get_absolute_url())

    with page.expect_response(lambda answer: answer.url.endswith("/mine/")):
        post(article=article, by=edda, body="Nine days.")
    post(article=article, by=make_user(), body="Ten days.")

    expect(page.locator("#live").get_by_role("link", name="1 new comment", exact=True)).to_be_visible(timeout=10_000)


def test_an_open_answer_is_kept_and_what_stands_elsewhere_is_gone_to(new_context):
    article = make_article()
    first = make_comment(article)
    page = new_context(as_=make_user()).new_page()
    page.goto(article.get_absolute_url())
    page.get_by_role("link", name="Reply").click()
    page.locator(f"#reply-form-{first.pk} textarea").fill("Half a thought")

    post(article=article, by=make_user(), body="A new root.")
    page.locator("#live").get_by_role("link", name="1 new comment").click()

    expect(page.locator(".comment", has_text="A new root.")).to_be_focused()
    assert page.locator(f"#reply-form-{first.pk} textarea").input_value() == "Half a thought"


def test_a_visitors_page_asks_for_nothing_more(new_context):
    article = make_article()
    make_comment(article)
    page = new_context().new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(article.get_absolute_url(), wait_until="networkidle")

    assert not any("newest" in url or url.endswith("live.js") for url in asked)
