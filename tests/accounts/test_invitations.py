"""Coming in by invitation."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import invitations
from accounts.models import AuditEntry, Invitation, SiteSettings, User
from tests.accounts.letterbox import letters, link_in
from tests.factories import make_user

pytestmark = pytest.mark.django_db
HOST = "http://127.0.0.1:8000"


@pytest.fixture
def ada():
    return make_user("ada", role="administrator")


@pytest.fixture
def invited(ada):
    """An invitation on a site that wants one; its path."""
    SiteSettings.objects.create(pk=1, sign_up="invitation")
    return invitations.invite(by=ada, email="maud@quillmouth.example").link.removeprefix(HOST)


def fill_in(client, username="maud"):
    page = client.get(reverse("account_signup"))
    return {
        "opened": page.context["form"]["opened"].value(),
        "email": f"{username}@quillmouth.example",
        "username": username,
        "password1": "nine-days-of-frost",
        "homepage": "",
    }


def send(client, said):
    with time_machine.travel(timezone.now() + timedelta(seconds=5)):
        return client.post(reverse("account_signup"), said)


def test_without_an_invitation_nobody_comes_in(client, invited):
    page = client.get(reverse("account_signup"))
    answer = client.post(reverse("account_signup"), {"username": "maud"})

    assert "New accounts come with an invitation" in page.text
    assert "New accounts come with an invitation" in answer.text
    assert not User.objects.filter(username="maud").exists()


def test_the_link_of_the_letter_makes_one_account(client, invited, ada):
    link = link_in(letters()[0])

    page = client.get(link, follow=True)
    answer = send(client, fill_in(client))
    invitation = Invitation.objects.get()

    assert letters()[0].to == ["maud@quillmouth.example"]
    assert link == invited
    assert 'value="maud@quillmouth.example"' in page.text
    assert answer.url.startswith(reverse("account_email_verification_sent"))
    assert (invitation.used_by.username, invitation.by) == ("maud", ada)
    assert invited.split("/")[-2] not in str(Invitation.objects.values())


def test_opening_the_link_spends_nothing(client, invited):
    """Programs that read letters open it first."""
    for _ in range(3):
        Client().get(invited)

    assert client.get(invited).url.startswith(reverse("account_signup"))


def test_of_two_who_come_with_the_same_invitation_one_gets_in(client, invited):
    other = Client()
    for one in (client, other):
        one.get(invited)
    hers, his = fill_in(client, "maud"), fill_in(other, "wendel")

    first = send(client, hers)
    with pytest.MonkeyPatch.context() as patch:  # the page was open to him a moment ago
        patch.setattr(invitations, "may_sign_up", lambda request: True)
        second = send(other, his)

    assert first.url.startswith(reverse("account_email_verification_sent"))
    assert second.url == reverse("invitation-spent")
    assert "no account was made" in other.get(second.url).text
    assert not User.objects.filter(username="wendel").exists()
    assert Invitation.objects.get().used_by.username == "maud"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"used_at": timezone.now()}, "Somebody has made an account with it already."),
        ({"expires_at": timezone.now() - timedelta(seconds=1)}, "Its time is over."),
    ],
)
def test_a_used_one_and_an_ended_one_say_so(client, invited, fields, words):
    Invitation.objects.update(**fields)

    answer = client.get(invited)

    assert answer.status_code == 410
    assert words in answer.text
    assert "New accounts come with an invitation" in client.get(reverse("account_signup")).text


def test_a_wrong_code_says_so_and_guessing_ends(client, invited):
    wrong = [client.get(reverse("invitation", args=[f"code-{n}"])) for n in range(21)]

    assert wrong[0].status_code == 404
    assert "There is none with this code." in wrong[0].text
    assert wrong[20].status_code == 429
    assert client.get(invited).status_code == 302


def test_on_an_open_site_the_link_leads_to_the_sign_up_and_is_noted(client, invited):
    SiteSettings.objects.update(sign_up="open")

    client.get(invited)
    send(client, fill_in(client))

    assert Invitation.objects.get().used_by.username == "maud"


def test_on_an_open_site_an_ended_invitation_stops_nobody(client, invited):
    SiteSettings.objects.update(sign_up="open")
    client.get(invited)
    Invitation.objects.update(expires_at=timezone.now())

    send(client, fill_in(client))

    assert User.objects.filter(username="maud").exists()


def test_on_a_closed_site_an_invitation_opens_nothing(client, invited):
    SiteSettings.objects.update(sign_up="closed")

    page = client.get(invited, follow=True)

    assert "No new accounts just now" in page.text


def test_administrators_invite_and_see_the_link_once(client, ada):
    client.force_login(ada)

    shown = client.post(reverse("invitations"), {"email": "", "note": "From the choir"}, follow=True)
    later = client.get(reverse("invitations"))

    assert f"{HOST}/accounts/invitation/" in shown.text
    assert f"{HOST}/accounts/invitation/" not in later.text
    assert "From the choir" in later.text
    assert letters() == []
    assert AuditEntry.objects.get(verb="invite").by == ada


def test_what_is_no_address_is_said_and_the_note_stays(client, ada):
    client.force_login(ada)

    answer = client.post(reverse("invitations"), {"email": "choir", "note": "From the choir"})

    assert answer.status_code == 422
    assert 'value="From the choir"' in answer.text


def test_one_that_nobody_used_can_be_withdrawn(client, invited, ada):
    client.force_login(ada)
    address = reverse("invitation-withdraw", args=[Invitation.objects.get().pk])

    first, second = client.post(address, follow=True), client.post(address, follow=True)

    assert "no longer works" in first.text
    assert "Too late" in second.text
    assert Client().get(invited).status_code == 410
    assert AuditEntry.objects.filter(verb="withdraw invitation").count() == 1


@pytest.mark.parametrize("role", ["reader", "editor", "moderator"])
def test_nobody_else_learns_who_is_invited(client, invited, role):
    client.force_login(make_user(role=role))
    pk = Invitation.objects.get().pk

    answers = [client.get(reverse("invitations")), client.post(reverse("invitations"), {"note": "x"})]
    answers.append(client.post(reverse("invitation-withdraw", args=[pk])))

    assert {answer.status_code for answer in answers} == {404}
    assert Invitation.objects.count() == 1


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_asks_the_same_questions_for_any_number(client, ada, number, django_assert_num_queries):
    for n in range(number):
        made = invitations.invite(by=ada).invitation
        Invitation.objects.filter(pk=made.pk).update(used_at=timezone.now(), used_by=make_user(f"guest-{n}"))
    client.force_login(ada)

    with django_assert_num_queries(9):
        assert client.get(reverse("invitations")).text.count("guest-") >= number
