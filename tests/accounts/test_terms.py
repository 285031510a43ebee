"""Terms with a version and a date, and an age that is a fact and no birthday."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from accounts import terms
from accounts.models import SiteSettings, TermsAcceptance, User
from articles.models import Page
from comments.models import Comment
from tests.factories import make_article, make_comment, make_user
from tests.newsclip.admin_forms import change

pytestmark = pytest.mark.django_db
MAUD = {"email": "maud@quillmouth.example", "username": "maud", "password1": "nine-days-of-frost", "homepage": ""}


@pytest.fixture
def site():
    return SiteSettings.objects.create(pk=1, terms_version="2026-11", minimum_age=16)


def sign_up(client, **more):
    opened = client.get(reverse("account_signup")).context["form"]["opened"].value()
    with time_machine.travel(timezone.now() + timedelta(seconds=5)):
        return client.post(reverse("account_signup"), MAUD | {"opened": opened} | more)


def test_a_site_without_terms_asks_for_none(client):
    page = client.get(reverse("account_signup"))
    sign_up(client)

    assert 'name="terms"' not in page.text
    assert 'name="age"' not in page.text
    assert not TermsAcceptance.objects.exists()
    assert not terms.needs_acceptance(User.objects.get())


def test_what_was_accepted_is_kept_with_version_and_date(client, site):
    page = client.get(reverse("account_signup"))

    sign_up(client, terms="on", age="on")
    kept = TermsAcceptance.objects.get()

    assert "I accept the terms of 2026-11" in page.text
    assert 'href="/terms/"' in page.text
    assert "I am at least 16 years old" in page.text
    assert (kept.user.username, kept.version, kept.minimum_age) == ("maud", "2026-11", 16)
    assert not terms.needs_acceptance(kept.user)


@pytest.mark.parametrize(("given", "word"), [({"terms": "on"}, "younger"), ({"age": "on"}, "Without that")])
def test_without_both_there_is_no_account_and_nothing_is_lost(client, site, given, word):
    answer = sign_up(client, **given)

    assert word in answer.text
    assert 'value="maud"' in answer.text
    assert not User.objects.exists()


def test_a_new_version_is_accepted_once_and_one_goes_on_where_one_was(client, site):
    maud = make_user("maud")
    client.force_login(maud)
    asked = reverse("accept-terms")

    page = client.get(asked, {"next": "/tags/"})
    refused = client.post(asked, {"next": "/tags/", "age": "on"})
    answer = client.post(asked, {"next": "/tags/", "shown": "2026-11/16", "terms": "on", "age": "on"})
    client.post(asked, {"next": "/tags/", "shown": "2026-11/16", "terms": "on", "age": "on"})

    assert "The terms have changed" in page.text
    assert refused.status_code == 422
    assert answer.url == "/tags/"
    assert TermsAcceptance.objects.count() == 1
    assert "new terms" not in client.get(reverse("settings")).text
    site.terms_version = "2027-01"
    site.save()
    assert terms.needs_acceptance(maud)
    assert "This site has new terms." in client.get(reverse("settings")).text
    assert "You have accepted" not in client.get(asked).text


def test_nobody_accepts_what_was_changed_while_they_read(client, site):
    client.force_login(make_user())

    answer = client.post(reverse("accept-terms"), {"shown": "2025-01", "terms": "on", "age": "on"})

    assert answer.status_code == 422
    assert "have changed again" in answer.text
    assert not TermsAcceptance.objects.exists()


@pytest.mark.parametrize("htmx", [{}, {"HX-Request": "true"}], ids=["page", "swap"])
def test_who_has_yet_to_accept_them_does_so_below_what_they_wrote(client, site, htmx):
    article = make_article()
    client.force_login(make_user())
    said = {"body": "The ferry is late again.", "key": "7f2c56c4-5b50-4c3f-a0d3-54f5a16d9f0e"}
    posting = reverse("comment-create", args=[article.slug])

    refused = client.post(posting, said, headers=htmx)
    half = client.post(posting, said | {"shown": "2026-11/16", "terms": "on"}, headers=htmx)

    assert (refused.status_code, half.status_code) == (422, 422)
    assert "This site has new terms" in refused.text
    assert "I accept the terms of 2026-11" in refused.text
    assert "The ferry is late again." in refused.text
    assert not Comment.objects.exists()

    client.post(posting, said | {"shown": "2026-11/16", "terms": "on", "age": "on"}, headers=htmx)
    assert Comment.objects.get().body == "The ferry is late again."
    assert TermsAcceptance.objects.get().version == "2026-11"


@pytest.mark.parametrize("version", ["", "2026-11"])
def test_a_raised_age_is_asked_of_who_has_an_account(client, version):
    site = SiteSettings.objects.create(pk=1, terms_version=version, minimum_age=16)
    maud = make_user()
    client.force_login(maud)
    asked = reverse("accept-terms")
    ticked = {"terms": "on", "age": "on"}

    client.post(asked, ticked | {"shown": f"{version}/16"})
    fine = terms.needs_acceptance(maud)
    site.minimum_age = 18
    site.save()
    page = client.get(asked)
    stale = client.post(asked, ticked | {"shown": f"{version}/16"})
    now = terms.needs_acceptance(maud)
    client.post(asked, ticked | {"shown": f"{version}/18"})

    assert (fine, now, terms.needs_acceptance(maud)) == (False, True, False)
    assert "I am at least 18 years old" in page.text
    assert stale.status_code == 422
    assert sorted(maud.terms_accepted.values_list("minimum_age", flat=True)) == [16, 18]
    site.minimum_age = 16
    site.save()
    assert not terms.needs_acceptance(maud)


@pytest.mark.parametrize("htmx", [{}, {"HX-Request": "true"}], ids=["page", "swap"])
def test_they_are_asked_for_below_what_somebody_changes_too(client, site, htmx):
    comment = make_comment(body="The ferry is late.")
    client.force_login(comment.author)
    editing = reverse("comment-edit", args=[comment.pk])

    refused = client.post(editing, {"body": "The ferry is late again."}, headers=htmx)
    comment.refresh_from_db()

    assert refused.status_code == 422
    assert comment.body == "The ferry is late."
    assert all(words in refused.text for words in ("new terms", "late again.", "I am at least 16", ">Save<"))
    assert "readonly" not in refused.text
    ticked = {"shown": "2026-11/16", "terms": "on", "age": "on"}
    client.post(editing, {"body": "The ferry is late again."} | ticked, headers=htmx)
    comment.refresh_from_db()
    assert comment.body == "The ferry is late again."


def test_they_are_asked_for_below_a_suggestion(client, site):
    client.force_login(make_user())
    said = {"url": "https://harbour.example/a", "note": "Look here."}

    refused = client.post(reverse("suggest"), said)
    sent = client.post(reverse("suggest"), said | {"shown": "2026-11/16", "terms": "on", "age": "on"})

    assert refused.status_code == 422
    assert all(words in refused.text for words in ("new terms", "Look here.", "I am at least 16"))
    assert sent.status_code == 302


def test_it_leads_to_no_other_site(client, site):
    client.force_login(make_user())

    answer = client.post(
        reverse("accept-terms"), {"next": "https://evil.example/", "shown": "2026-11/16", "terms": "on", "age": "on"}
    )

    assert answer.url == reverse("settings")


def test_terms_are_asked_for_once_there_are_some_to_read(client):
    client.force_login(make_user(role="administrator"))
    site = SiteSettings.objects.create(pk=1)

    refused = change(client, site, terms_version="2026-11")
    Page.objects.create(slug="terms", title="Terms", body="Be kind.")
    change(client, site, terms_version="2026-11")
    site.refresh_from_db()

    assert "First write the terms" in refused.text
    assert site.terms_version == "2026-11"
