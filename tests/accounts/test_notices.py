"""The letterbox: told once, read by one, and by nobody else."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts import letterbox
from accounts.models import Notice
from tests.factories import make_user
from tests.markup import select, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def maud(client):
    maud = make_user("maud")
    client.force_login(maud)
    return maud


def tell(to, key="reply:1", **news):
    return letterbox.tell(to, "reply", key, **{"link": "/comments/1/", "about": "The ice house", **news})


def test_the_same_key_is_told_once(maud):
    assert [tell(maud), tell(maud)] == [True, False]
    assert Notice.objects.count() == 1


def test_nobody_is_told_of_their_own_deed_nor_after_they_left(maud):
    gone = make_user(is_active=False)

    assert [tell(maud, by=maud), tell(gone)] == [False, False]
    assert Notice.objects.count() == 0


@pytest.mark.parametrize("link", ["https://evil.example/", "//evil.example/", "evil"])
def test_a_notice_leads_nowhere_but_to_this_site(maud, link):
    with pytest.raises(AssertionError):
        tell(maud, link=link)


def test_the_page_shows_what_is_new_and_opening_it_is_reading_it(client, maud):
    tell(maud, by=make_user("edda", display_name="Edda <b>"), about="Ice & heat")
    before = client.get("/accounts/notices/")

    answer = client.get(f"/accounts/notices/{Notice.objects.get().pk}/")

    assert texts(before, ".notices a") == ["Edda <b> answered you under “Ice & heat”."]
    assert texts(before, ".masthead [data-mark='new']") == ["1 new"]
    assert answer.url == "/comments/1/"
    after = client.get("/accounts/notices/")
    assert not select(after, ".masthead [data-mark='new'], .notices [data-state='new']")


def test_a_browser_that_fetches_ahead_reads_nothing(client, maud):
    tell(maud)

    client.get(f"/accounts/notices/{Notice.objects.get().pk}/", headers={"Sec-Purpose": "prefetch"})

    assert Notice.objects.get().read_at is None


def test_anothers_notice_is_not_there(client, maud):
    tell(make_user())

    assert client.get(f"/accounts/notices/{Notice.objects.get().pk}/").status_code == 404
    assert not select(client.get("/accounts/notices/"), ".notices")
    assert Notice.objects.get().read_at is None


def test_all_are_read_but_what_came_after_the_page_was_shown(client, maud):
    tell(maud, "reply:1")
    tell(other := make_user(), "reply:1")
    form = select(client.get("/accounts/notices/"), "input[name=up_to]")[0].attrs["value"]
    tell(maud, "reply:2")

    client.post("/accounts/notices/read/", {"up_to": form})

    assert list(Notice.objects.unread().values_list("to", "key").order_by("pk")) == [
        (other.pk, "reply:1"),
        (maud.pk, "reply:2"),
    ]


@pytest.mark.parametrize("up_to", ["", "yesterday", "2026-01-01T00:00:00", "9999-99-99T00:00:00+00:00"])
def test_a_form_without_a_moment_reads_all(client, maud, up_to):
    tell(maud)

    assert client.post("/accounts/notices/read/", {"up_to": up_to}).status_code == 302
    assert not Notice.objects.unread().exists()


def test_the_list_goes_on_by_pages_that_leave_nothing_out(client, maud, monkeypatch):
    monkeypatch.setattr("accounts.notices.PAGE", 2)
    for n in range(5):
        tell(maud, f"reply:{n}", link=f"/comments/{n}/")
    Notice.objects.update(at=timezone.now())  # all at one moment

    seen, address = [], "/accounts/notices/"
    while address:
        page = client.get(address)
        seen += [link.attrs["href"] for link in select(page, ".notices a")]
        address = next(
            (
                f"/accounts/notices/{a.attrs['href'].removeprefix('/accounts/notices/')}"
                for a in select(page, "a[rel=next]")
            ),
            "",
        )

    assert len(seen) == len(set(seen)) == 5


@pytest.mark.parametrize("after", ["x", "-1", "٣", "9" * 30, "0"])
def test_an_odd_page_is_the_first(client, maud, after):
    tell(maud)

    assert len(select(client.get(f"/accounts/notices/?after={after}"), ".notices li")) == 1


def test_an_empty_letterbox_says_what_will_be_in_it(client, maud):
    assert "somebody answers or mentions you" in texts(client.get("/accounts/notices/"), ".speak")[0]


def test_the_count_ends_at_ninety_nine(client, maud, django_assert_num_queries):
    Notice.objects.bulk_create(Notice(to=maud, kind="site", key=f"s:{n}", link="/") for n in range(120))

    with django_assert_num_queries(1):
        count = letterbox.unread_of(maud)

    assert count == 100
    assert texts(client.get("/accounts/notices/"), ".masthead [data-mark='new']") == ["99+ new"]


@pytest.mark.parametrize("many", [1, 3])
def test_the_page_asks_the_same_questions_however_much_there_is(client, maud, many, django_assert_num_queries):
    for n in range(many):
        tell(maud, f"reply:{n}", by=make_user())
    client.get("/accounts/notices/")

    with django_assert_num_queries(7):
        client.get("/accounts/notices/")


def test_several_are_one_row_that_counts_and_says_so(maud):
    for _ in range(3):
        letterbox.tell_more([maud], "reply", "reply:1", link="/comments/1/", about="Ice", by=make_user())

    row = Notice.objects.get()
    assert row.count == 3
    from accounts.wording import sentence_of

    assert sentence_of(row) == "3 answers to you under “Ice”."


def test_decisions_have_letters_of_their_own(maud):
    letterbox.tell(maud, "decision", "decision:1", link="/comments/1/")

    assert Notice.objects.get().mailed_at is not None
    assert not Notice.objects.all().to_mail(timezone.now() - timedelta(days=1)).exists()
