"""Two people, one invitation, the same moment."""

from threading import Barrier, Thread
from types import SimpleNamespace

import pytest
from django.db import connections, transaction

from accounts import invitations
from accounts.models import Invitation, SiteSettings
from tests.factories import make_user


@pytest.mark.django_db(transaction=True)
def test_one_invitation_lets_in_one_of_four():
    SiteSettings.objects.create(pk=1, sign_up="invitation")
    code = invitations.invite(by=make_user(role="administrator")).link.split("/")[-2]
    people, start, ends = [make_user() for _ in range(4)], Barrier(4), []

    def come_in(person):
        start.wait(10)
        try:
            with transaction.atomic():
                invitations.spend(SimpleNamespace(session={"invitation": code}), person)
            ends.append(person)
        except invitations.Spent:
            ends.append(None)
        finally:
            connections.close_all()

    threads = [Thread(target=come_in, args=[person]) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)

    assert ends.count(None) == 3
    assert Invitation.objects.get().used_by in ends
