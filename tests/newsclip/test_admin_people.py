"""People in the administration: names and roles are given by their verbs, and who left is only looked at."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry, OldUsername, User
from accounts.renaming import rename
from tests.factories import make_user
from tests.newsclip.admin_forms import add, change

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss(client):
    boss = make_user("boss", role="administrator")
    client.force_login(boss)
    return boss


def trail(verb):
    entry = AuditEntry.objects.get(verb=verb)
    return entry.by, entry.subject_id, entry.data


def test_a_name_that_is_given_leaves_the_one_before(client, boss):
    ada = make_user("ada-moor", renamed_at=timezone.now())  # one's own thirty days do not hold up an administrator

    change(client, ada, username="ada-quay", display_name="Ada")

    named = User.objects.get(pk=ada.pk)
    assert (named.username, named.display_name, named.renamed_at) == ("ada-quay", "Ada", ada.renamed_at)
    assert named.username_key != ada.username_key
    assert OldUsername.objects.get().username == "ada-moor"
    assert client.get("/people/ada-moor/")["Location"] == "/people/ada-quay/"
    assert trail("rename") == (boss, str(ada.pk), {"before": "ada-moor", "after": "ada-quay"})


@pytest.mark.parametrize("name", ["moderator", "b0ss", "a"])
def test_a_name_that_nobody_can_take_is_refused_in_the_form(client, boss, name):
    ada = make_user("ada-moor")

    page = change(client, ada, username=name)

    assert page.context["adminform"].form.errors["username"]
    assert not OldUsername.objects.exists()


@pytest.mark.parametrize("name", ["moderator", "b0ss", "ada-m0or"])
def test_nobody_new_gets_a_name_that_is_taken_or_the_sites_own(client, boss, name):
    rename(make_user("ada-moor"), "ada-quay")

    page = add(client, User, username=name, usable_password="false")

    assert page.context["adminform"].form.errors["username"]


def test_a_name_taken_since_the_form_was_checked_is_told_of(client, boss, monkeypatch):
    ada = make_user("ada-moor")
    rename(make_user("ada-quay"), "ada-gull")
    monkeypatch.setattr("accounts.renaming.is_kept", lambda *given, **more: False)

    change(client, ada, username="ada-quay")

    assert User.objects.get(pk=ada.pk).username == "ada-moor"
    assert "This name is taken" in client.get(reverse("admin:index")).text


def test_the_trail_names_the_roles_before_and_after(client, boss):
    ada, groups = make_user("ada"), Group.objects.filter(name__in=["editor", "moderator"])

    change(client, ada, groups=[group.pk for group in groups])
    change(client, ada, display_name="Ada")

    data = {"before": ["reader"], "after": ["editor", "moderator"]}
    assert trail("appoint") == (boss, str(ada.pk), data)
    assert User.objects.get(pk=ada.pk).may_curate


def test_without_any_role_somebody_is_a_reader(client, boss):
    ada = make_user("ada", role="editor")

    change(client, ada, groups=[])

    assert list(ada.groups.values_list("name", flat=True)) == ["reader"]
    assert trail("appoint")[2] == {"before": ["editor"], "after": ["reader"]}


def test_who_left_is_only_looked_at(client, boss):
    gone = make_user("gone")
    erased = {"erased_at": timezone.now(), "is_active": False, "email": "", "display_name": "", "bio": ""}
    User.objects.filter(pk=gone.pk).update(**erased)
    address = reverse("admin:accounts_user_change", args=[gone.pk])

    page = client.get(address)
    refused = client.post(address, {"username": "gone", "display_name": "Back"})

    assert (page.status_code, 'name="_save"' in page.text) == (200, False)
    assert refused.status_code == 403
    assert client.get(reverse("admin:auth_user_password_change", args=[gone.pk])).status_code == 403
