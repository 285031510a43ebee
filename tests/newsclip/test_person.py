"""The page of a person: their clips, and their comments, older ones page by page."""

import re

import pytest

from tests.factories import make_article, make_comment, make_user

pytestmark = pytest.mark.django_db


def test_all_comments_are_reached_page_by_page_and_each_once(client):
    ada, clip = make_user("ada-moor"), make_article()
    for n in range(23):
        make_comment(clip, author=ada, body=f"Number {n} of them")
    address, found = "/people/ada-moor/", []

    while address:
        page = client.get(address).content.decode()
        found += re.findall(r"Number (\d+) of them", page)
        older = re.search(r'rel="next" href="(/people/ada-moor/\?before=\d+)"', page)
        address = older and older[1]

    assert found == [str(n) for n in reversed(range(23))]


@pytest.mark.parametrize("before", ["x", "-1", "9" * 20, "١"])
def test_a_page_that_cannot_be_is_nowhere(client, before):
    make_user("ada-moor")

    assert client.get("/people/ada-moor/", {"before": before}).status_code == 404
