"""What people decide about themselves, and what they may do."""

import pytest
from django.urls import reverse

from accounts import roles
from accounts.models import User
from tests.factories import make_user

pytestmark = pytest.mark.django_db
CHOSEN = {
    "display_name": "Maud Kessing",
    "bio": "Retired surveyor.",
    "language": "de",
    "time_zone": "Europe/Lisbon",
    "scheme": "dark",
}


@pytest.fixture
def maud(client):
    maud = make_user("maud")
    client.force_login(maud)
    return maud


def test_settings_are_kept_and_hold_from_the_next_page_on(client, maud):
    answer = client.post(reverse("settings"), CHOSEN)
    page = client.get(answer.url)

    assert answer.url == reverse("settings")
    assert {name: getattr(User.objects.get(), name) for name in CHOSEN} == CHOSEN
    assert 'lang="de"' in page.text
    assert 'data-scheme="dark"' in page.text


def test_a_changed_name_shows_on_the_persons_page_at_once(client, maud):
    before = client.get(maud.get_absolute_url())

    client.post(reverse("settings"), CHOSEN)

    assert "Maud Kessing" not in before.text
    assert "Maud Kessing" in client.get(maud.get_absolute_url()).text


@pytest.mark.parametrize(
    ("field", "value"), [("language", "xx"), ("time_zone", "Mars/Olympus"), ("scheme", "pink"), ("bio", "x" * 501)]
)
def test_what_is_not_on_offer_is_refused_and_nothing_is_lost(client, maud, field, value):
    answer = client.post(reverse("settings"), CHOSEN | {field: value})

    assert answer.status_code == 422
    assert 'value="Maud Kessing"' in answer.text
    assert User.objects.get().display_name == ""


def test_a_name_has_no_marks_that_cannot_be_seen(client, maud):
    client.post(reverse("settings"), CHOSEN | {"display_name": " Ma\u202eud\n  Kessing\u200b "})

    assert User.objects.get().display_name == "Maud Kessing"


def test_visitors_are_asked_to_sign_in_first(client):
    answer = client.get(reverse("settings"))

    assert answer.url == f"{reverse('account_login')}?next={reverse('settings')}"


@pytest.mark.parametrize(
    ("role", "may", "may_not"),
    [
        ("reader", ["comments.add_comment", "moderation.add_report"], ["articles.add_article"]),
        ("editor", ["articles.publish_article", "curation.add_lead"], ["moderation.add_decision"]),
        ("moderator", ["moderation.add_decision", "moderation.change_report"], ["articles.publish_article"]),
        ("administrator", ["moderation.add_decision", "articles.publish_article", "accounts.change_user"], []),
    ],
)
def test_each_role_may_do_its_work_and_no_other(role, may, may_not):
    person = make_user(role=role)

    assert all(person.has_perm(name) for name in may)
    assert not any(person.has_perm(name) for name in may_not)


def test_the_roles_can_be_installed_again():
    roles.install()
    roles.install()

    assert not {name for names in roles.ROLES.values() for name in names} - every_permission()


def every_permission():
    from django.contrib.auth.models import Permission

    return {f"{p.content_type.app_label}.{p.codename}" for p in Permission.objects.select_related("content_type")}
