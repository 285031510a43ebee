import pytest

from articles import actions
from articles.models import Article
from common import stamps
from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def moved(monkeypatch):
    keys = []
    monkeypatch.setattr(stamps, "touch", lambda *given: keys.extend(given))
    return keys


@pytest.mark.parametrize(
    ("before", "more", "is_shown"),
    [(0, 1, True), (98, 1, True), (100, 1, False), (109, 1, True), (1800, 46, False), (1846, 60, True)],
)
def test_a_page_is_renewed_only_when_the_number_it_shows_changes(moved, before, more, is_shown):
    article = make_article(view_count=before)
    moved.clear()

    actions.add_views({article.pk: more})

    assert Article.objects.get().view_count == before + more
    assert moved == ([f"article:{article.pk}"] if is_shown else [])


def test_readings_of_a_clip_that_is_gone_are_forgotten():
    article = make_article()

    actions.add_views({article.pk: 2, 10_000: 5})

    assert Article.objects.get().view_count == 2


def test_what_was_published_is_not_deleted():
    with pytest.raises(ValueError, match="withdrawn, not deleted"):
        actions.delete_draft(make_article(status="withdrawn"), by=make_user())
