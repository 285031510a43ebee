"""A clip, a reader and their comment."""

import pytest

from tests.comments.telling.news import spread
from tests.factories import make_article, make_comment, make_user


@pytest.fixture
def article():
    return make_article(tags=["TideHeat"])


@pytest.fixture
def maud():
    return make_user("maud")


@pytest.fixture
def hers(article, maud):
    return spread(make_comment(article, author=maud))
