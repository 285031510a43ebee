"""From which machines somebody came: enough to see two accounts of one, never which one it is."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from accounts import traces
from accounts.models import MachineTrace, TraceKey
from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db


def names(person):
    return [(one.person.username, one.days) for one in traces.neighbours(person)]


def test_accounts_of_one_machine_are_neighbours_for_as_many_days():
    ann, bob, cleo = (make_user(username=name) for name in ("annika", "bobby", "cleo"))
    for person in (ann, bob, cleo):
        traces.note(person, "192.0.2.7")
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        traces.note(bob, "192.0.2.7")
        traces.note(ann, "192.0.2.8")

        assert names(ann) == [("bobby", 2), ("cleo", 1)]
        assert names(bob) == [("annika", 1), ("cleo", 1)]


def test_somebody_of_another_machine_is_none():
    ann, bob = make_user(), make_user()
    traces.note(ann, "192.0.2.7")
    traces.note(bob, "192.0.2.70")

    assert names(ann) == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("192.0.2.7", "192.0.2.7", True),
    ],
)
def test_a_household_has_64_bits_of_ipv6(one, other, same):
    key = traces.current_key()

    assert (traces.hash_of(one, key) == traces.hash_of(other, key)) == same


def test_no_address_is_stored_and_the_database_alone_cannot_be_asked(settings):
    user, address = make_user(), "192.0.2.7"
    traces.note(user, address)
    trace = MachineTrace.objects.get()
    kept = trace.hash

    settings.SECRET_KEY = "another secret, guessed by a thief"

    kept_row = " ".join(str(value) for value in MachineTrace.objects.values().get().values())
    assert "192.0" not in kept_row
    assert "0.2.7" not in kept_row
    assert traces.hash_of(address, trace.key) != kept


def test_the_same_day_is_noted_once_and_nothing_where_there_is_no_address():
    user = make_user()
    for address in ("192.0.2.7", "192.0.2.7", ""):
        traces.note(user, address)

    assert MachineTrace.objects.count() == 1


def test_after_thirty_days_traces_and_their_key_are_gone():
    user = make_user()
    traces.note(user, "192.0.2.7")
    old = TraceKey.objects.get()

    with time_machine.travel(timezone.now() + timedelta(days=29)):
        traces.forget_old()
        assert MachineTrace.objects.count() == 1
        traces.note(user, "192.0.2.7")
    with time_machine.travel(timezone.now() + timedelta(days=46)):
        traces.forget_old()

    assert not TraceKey.objects.filter(pk=old.pk).exists()
    assert MachineTrace.objects.count() == 1  # the one of day 29, under a newer key


def test_a_trace_of_a_key_before_is_still_seen_after_the_key_has_changed():
    """Two keys overlap: what was noted under the first one is compared with what was noted under it."""
    ann, bob = make_user(username="annika"), make_user(username="bobby")
    traces.note(ann, "192.0.2.7")
    traces.note(bob, "192.0.2.7")

    with time_machine.travel(timezone.now() + timedelta(days=20)):
        traces.note(ann, "192.0.2.7")
        assert names(ann) == [("bobby", 1)]


def test_posting_leaves_a_trace_of_the_client_and_not_of_the_proxy(client: Client, settings):
    settings.TRUSTED_PROXIES = 1
    user, article = make_user(), make_article()
    client.force_login(user)

    address = f"/articles/{article.slug}/comments/"
    client.post(address, {"body": "A word."}, REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR="192.0.2.7")

    trace = MachineTrace.objects.get()
    assert trace.hash == traces.hash_of("192.0.2.7", trace.key)
