"""From which machines somebody came in the last 30 days, without keeping an address.

An address is hashed with a random secret of the database and with SECRET_KEY of the environment: neither alone is
enough to try out addresses, though whoever holds both can, as long as the secret is there. A new one is made every
15 days, and each is deleted with its traces once they are 30 days old; from then on nobody can compare.
"""

import hmac
import secrets
from dataclasses import dataclass
from datetime import timedelta
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.db.models import Count
from django.utils import timezone

from accounts.models import MachineTrace, TraceKey, User

KEPT = timedelta(days=30)
NEW_KEY_AFTER = timedelta(days=15)
TOO_MANY = 200  # people on one machine: an office or a provider, which says nothing


@dataclass(frozen=True)
class Neighbour:
    """Another account that came from the same machine, on so many days."""

    person: User
    days: int


def note(user, address):
    """`user` came from this address today. Nothing where there is none (a Unix socket)."""
    if not address:
        return
    key, today = current_key(), timezone.now().date()
    trace = MachineTrace(user=user, key=key, hash=hash_of(address, key), day=today)
    MachineTrace.objects.bulk_create([trace], ignore_conflicts=True)


def current_key():
    """The newest key; a new one where it is too old. Two at the same moment make two, which does no harm."""
    newest = TraceKey.objects.order_by("-since", "-pk").first()
    if newest and newest.since > timezone.now() - NEW_KEY_AFTER:
        return newest
    return TraceKey.objects.create(secret=secrets.token_bytes(32))


def hash_of(address, key):
    """128 bits. Of IPv6 the first 64: the rest changes by itself within one household."""
    secret = bytes(key.secret) + settings.SECRET_KEY.encode()
    return hmac.new(secret, _network(address).encode(), "sha256").hexdigest()[:32]


def neighbours(person):
    """Who else came from machines of this person in the last 30 days, most days first."""
    own = MachineTrace.objects.filter(user=person, day__gte=_oldest()).values("hash")
    shared = MachineTrace.objects.filter(hash__in=own, day__gte=_oldest()).exclude(user=person)
    days = dict(shared.order_by().values_list("user").annotate(Count("day", distinct=True))[:TOO_MANY])
    people = User.objects.in_bulk(days)
    found = [Neighbour(people[pk], count) for pk, count in days.items()]
    return sorted(found, key=lambda one: (-one.days, one.person.username))


def forget_old():
    """Periodic: traces of more than 30 days, and every key that none of the others could still need."""
    MachineTrace.objects.filter(day__lt=_oldest()).delete()
    TraceKey.objects.filter(since__lt=timezone.now() - NEW_KEY_AFTER - KEPT).delete()


def _network(address):
    parsed = ip_address(address)
    return str(ip_network(f"{parsed}/64", strict=False)) if parsed.version == 6 else str(parsed)


def _oldest():
    return timezone.now().date() - KEPT
