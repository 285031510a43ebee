"""A visitor who comes back is told by their own browser what changed since."""

from articles.models import Article
from tests.factories import make_article


def change(article, note):
    Article.objects.get(pk=article.pk).record(by=article.created_by, kind="update", note=note)


def test_a_visitor_sees_what_changed_since_and_only_once(new_context):
    article, page = make_article(), new_context().new_page()
    change(article, "The first change.")
    page.goto(article.get_absolute_url(), wait_until="networkidle")
    assert page.locator("#since").is_hidden()
    change(article, "The second change.")

    page.goto(article.get_absolute_url(), wait_until="networkidle")

    assert page.locator("#since").is_visible()
    assert page.locator("#since li:visible").all_inner_texts()[0].endswith("The second change.")
    assert page.locator("#since li:visible").count() == 1
    assert page.context.cookies() == []
    page.goto(article.get_absolute_url(), wait_until="networkidle")
    assert page.locator("#since").is_hidden()


def test_strange_words_in_the_storage_do_no_harm(new_context):
    article, page = make_article(), new_context().new_page()
    change(article, "A change.")
    page.goto(article.get_absolute_url())
    page.evaluate("localStorage.setItem('read', 'null[')")

    page.goto(article.get_absolute_url(), wait_until="networkidle")

    assert page.locator("#since").is_hidden()
    assert page.locator("#changes summary").is_visible()
