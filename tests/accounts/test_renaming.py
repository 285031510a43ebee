from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts import renaming
from accounts.models import OldUsername, User
from accounts.renaming import NotPossible, rename
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def test_the_name_before_leads_to_the_person_and_cannot_be_had_by_others(client):
    ada = make_user("ada-moor")

    rename(ada, "ada-quay")

    answer = client.get("/people/Ada-Moor/")
    assert (answer.status_code, answer["Location"]) == (301, "/people/ada-quay/")
    for kind in ("feed.atom", "comments/feed.atom"):
        assert client.get(f"/people/ada-moor/{kind}")["Location"] == f"/people/ada-quay/{kind}"
    for lookalike in ("ada-moor", "ADA-MOOR", "ada-m0or"):
        with pytest.raises(NotPossible):
            rename(make_user(), lookalike)


def test_once_in_thirty_days(client):
    ada = make_user("ada-moor")
    rename(ada, "ada-quay")

    with pytest.raises(NotPossible, match="30 days"):
        rename(ada, "ada-third")

    User.objects.filter(pk=ada.pk).update(renamed_at=timezone.now() - timedelta(days=31))
    rename(ada, "ada-third")
    assert set(OldUsername.objects.values_list("username", flat=True)) == {"ada-moor", "ada-quay"}


def test_ones_own_earlier_name_can_be_taken_back():
    ada = make_user("ada-moor")
    rename(ada, "ada-quay")
    User.objects.filter(pk=ada.pk).update(renamed_at=None)

    rename(ada, "ada-moor")

    assert list(OldUsername.objects.values_list("username", flat=True)) == ["ada-quay"]


def test_another_spelling_of_the_same_name_leaves_no_old_one():
    ada = make_user("ada-moor")

    rename(ada, "Ada-Moor")

    assert User.objects.get(pk=ada.pk).username == "Ada-Moor"
    assert not OldUsername.objects.exists()


def test_the_name_before_leads_on_also_where_the_new_one_looks_like_it(client):
    michael = make_user("rnichael")

    rename(michael, "michael")
    User.objects.filter(pk=michael.pk).update(renamed_at=None)
    rename(michael, "rnichaeI")

    assert client.get("/people/rnichael/")["Location"] == "/people/rnichaeI/"
    assert client.get("/people/michael/")["Location"] == "/people/rnichaeI/"


@pytest.mark.parametrize("wanted", ["taken-one", "TAKEN-ONE", "admin", "a b", "xy", "аda"])
def test_what_may_not_be_had_is_refused_with_a_sentence(wanted):
    make_user("taken-one")
    ada = make_user("ada-moor")

    with pytest.raises(NotPossible, match=r"\w{3,}"):
        rename(ada, wanted)

    assert User.objects.get(pk=ada.pk).username == "ada-moor"


@pytest.mark.parametrize("how", ["made", "renamed"])
def test_the_database_refuses_the_name_that_somebody_had_a_moment_ago(how):
    """As when two act at once: neither sees the other's row before."""
    ada, other = make_user("ada-moor"), make_user("bartram")
    rename(ada, "ada-quay")

    def take():
        if how == "made":
            User.objects.create_user("ada-m0or")
        else:
            User.objects.filter(pk=other.pk).update(username="ada-moor", username_key="ada-moor")

    with pytest.raises(IntegrityError), transaction.atomic():
        take()


def test_whoever_signs_up_cannot_have_it(rf):
    from accounts.adapter import AccountAdapter

    rename(make_user("ada-moor"), "ada-quay")

    with pytest.raises(ValidationError, match="already exists"):
        AccountAdapter(rf.get("/")).clean_username("ada-moor")


def test_the_page_says_when_it_can_be_changed_again(client):
    ada = make_user("ada-moor")
    client.force_login(ada)
    assert client.post("/accounts/username/", {"username": "bad name"}).status_code == 422
    assert client.post("/accounts/username/", {"username": "ada-quay"}).status_code == 302

    page = client.get("/accounts/username/").content.decode()

    assert "You can change it again from" in page
    assert renaming.again_at(User.objects.get(pk=ada.pk))
