"""What those who run the site do to an account, and what a person's own deeds at it leave behind."""

from django.db import transaction

from accounts import mail, roles, second_factor
from accounts.models import User, audit


@transaction.atomic
def reset_second_factor(user: User, *, by: User | None) -> bool:
    """Take away app, passkeys and recovery codes of somebody who lost them, and sign them out everywhere.

    They are told by letter: it is also what somebody would try who has their password. `by` is None for the operator
    at the terminal. False if there was none.
    """
    held = second_factor.held_by(user)
    kinds = sorted(held.values_list("type", flat=True))
    if not kinds:
        return False
    held.delete()
    user.sessions.end()
    audit(user, "reset second factor", by=by, kinds=kinds)
    mail.send(user, "second_factor_reset", {"link": "/accounts/login/"})
    return True


@transaction.atomic
def end_sessions(user: User, *, by: User) -> int:
    """Sign somebody out on all devices; how many there were."""
    ended = user.sessions.end()
    audit(user, "end sessions", by=by, ended=ended)
    mail.send(user, "sessions_ended", {"link": "/accounts/login/"})
    return ended


@transaction.atomic
def appoint(user: User, *names: str, by: User) -> None:
    """Give somebody these roles and no others; the trail names those from before and those from now on."""
    before = roles_of(user)
    roles.appoint(user, *names)
    if (after := roles_of(user)) != before:
        audit(user, "appoint", by=by, before=before, after=after)


def roles_of(user: User) -> list[str]:
    return sorted(user.groups.values_list("name", flat=True))
