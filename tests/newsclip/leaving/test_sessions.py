"""Words that lie in sessions when somebody leaves."""

import pytest

from accounts.models import Session
from accounts.sessions import SessionStore
from comments.kept import SLOT
from tests.factories import make_comment, make_user
from tests.newsclip.leaving.test_answers import CALLED, NAME, leave

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    return make_user(NAME, display_name=CALLED)


def keep(place, body, **more):
    session = SessionStore()
    session.update({SLOT: {"place": place, "body": body, "key": "k"}, **more})
    session.save()
    return session.session_key


def left(key):
    found = Session.objects.filter(pk=key).first()
    return found and (found.get_decoded().get(SLOT) or {}).get("body")


@pytest.mark.parametrize("signed_in", [True, False])
def test_what_others_had_not_sent_yet_names_nobody_any_more(ada, signed_in):
    other = make_user()
    more = {"_auth_user_id": str(other.pk)} if signed_in else {}
    mine = make_comment(author=ada, body="Weir")
    reply = keep(f"reply:{mine.pk}", f"> Weir\n\nYes, {CALLED}!", **more)
    report = keep(f"report:{mine.pk}", f"{CALLED} said “Weir”", **more)
    elsewhere = keep("say:7", f"So says @{NAME}, not {CALLED}", **more)

    leave(ada)

    assert [left(reply), left(report), left(elsewhere)] == ["> …\n\nYes, …!", None, f"So says @…, not {CALLED}"]
    assert Session.objects.filter(pk=report).exists()


def test_what_only_they_can_have_written_goes_with_its_session(ada):
    mine = make_comment(author=ada)
    edit, other = keep(f"edit:{mine.pk}", "Mine"), keep(f"edit:{make_comment().pk}", "Of another")

    leave(ada)

    assert not Session.objects.filter(pk=edit).exists()
    assert left(other) == "Of another"


def test_what_others_had_not_sent_yet_keeps_what_was_never_theirs():
    summer = make_user("summer")
    for _ in range(3):
        make_comment(body="Is this summer dry?")
    mine = make_comment(author=summer, body="Summer is over.")
    reply = keep(
        f"reply:{mine.pk}", "> Words of Cleo\n> from the clip itself\n> Summer is over.\n\nThis summer was dry."
    )

    leave(summer)

    assert left(reply) == "> Words of Cleo\n> from the clip itself\n> …\n\nThis summer was dry."


def test_what_somebody_keeps_at_the_same_moment_is_neither_lost_nor_missed(ada, monkeypatch):
    mine = make_comment(author=ada)
    key, place = keep(f"reply:{mine.pk}", f"Yes, {CALLED}"), f"reply:{mine.pk}"
    read, written = Session.get_decoded, ["And one more: @" + NAME]

    def meanwhile(session):
        said = read(session)
        if written and session.pk == key:
            later = {SLOT: {"place": place, "body": written.pop(), "key": "k"}}
            Session.objects.filter(pk=key).update(session_data=Session.objects.encode(later))
        return said

    monkeypatch.setattr(Session, "get_decoded", meanwhile)
    leave(ada)

    assert left(key) == "And one more: @…"
