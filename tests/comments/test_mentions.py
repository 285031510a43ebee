"""@names become people where they are meant, and nowhere else."""

import pytest

from comments import mentions
from tests.factories import make_comment, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def maud():
    return make_user("Maud.Gauge")


@pytest.mark.parametrize(
    "body", ["@Maud.Gauge", "ask @maud.gauge, please", "(@MAUD.GAUGE)", "**@maud.gauge**.", "> @maud.gauge said"]
)
def test_a_name_is_a_link_to_the_person(maud, body):
    assert '<a href="/people/Maud.Gauge/" rel="ugc nofollow noopener">@' in mentions.rendered(body)


@pytest.mark.parametrize(
    "body",
    [
        "`@maud.gauge`",
        "    @maud.gauge",
        "post@maud.gauge",
        "[@maud.gauge](https://a.example)",
        "https://a.example/@maud.gauge",
        "@maud.gauges",
        "@maud.gauge@a.example",
        "@mаud.gauge",  # a Cyrillic letter
        "@nobody.here",
        "@",
        "@@maud.gauge",
    ],
)
def test_what_only_looks_like_a_name_is_no_link(maud, body):
    assert "/people/" not in mentions.rendered(body)
    assert mentions.told(body) == []


def test_a_name_in_other_letters_is_found_in_any_case():
    person = make_user("Ärger-öl")

    assert mentions.told("@ÄRGER-ÖL!") == [person]


def test_who_has_left_is_not_mentioned(maud):
    maud.is_active = False
    maud.save()

    assert "/people/" not in mentions.rendered("@maud.gauge")


def test_a_quotation_links_the_name_and_does_not_tell_again(maud):
    assert mentions.told("> @maud.gauge is right\n\nNo.") == []


def test_at_most_ten_are_told_and_each_once():
    people = [make_user(f"reader-{n}") for n in range(12)]
    body = " ".join(f"@{person.username} @{person.username}" for person in people)

    assert mentions.told(body) == people[:10]


def test_a_thousand_names_are_one_query(django_assert_num_queries):
    body = " ".join(f"@name{n}" for n in range(1000))

    with django_assert_num_queries(1):
        mentions.rendered(body)


def test_without_names_nothing_is_asked(django_assert_num_queries):
    with django_assert_num_queries(0):
        mentions.rendered("Nine days at noon.")


def test_a_comment_keeps_the_links_and_an_edit_looks_again(maud):
    comment = make_comment(body="@maud.gauge knows")

    comment.edit("@nobody.here knows")
    after = comment.body_html
    comment.edit("@maud.gauge knows")

    assert "/people/" not in after
    assert "/people/Maud.Gauge/" in comment.body_html
