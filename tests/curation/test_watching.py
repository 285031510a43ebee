"""When and how politely the sources of published clips are looked at again."""

import json
import threading
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connections
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from accounts.models import AuditEntry
from articles.models import Article, Snapshot
from curation import actions, tasks
from curation.intake import watching
from curation.intake.importing import import_source
from curation.intake.watching import after_failure, next_look, watch_due
from curation.models import PassageChange, Watch
from tests.curation.changing_origin import changing_origin
from tests.curation.watching import HOMES, LONG, MORE_HOMES, VOTES, changes, first_turn, plain, turn
from tests.factories import add_fact, make_article, make_category, make_source, make_user

pytestmark = pytest.mark.django_db
T0 = datetime(2026, 5, 13, 12, tzinfo=UTC)


@pytest.fixture
def origin(settings):
    settings.FETCH_ALLOW_PRIVATE = True
    with changing_origin() as origin:
        yield origin


@pytest.fixture
def clip(origin):
    """A published clip of a page on the origin, with facts that cite two of its sentences."""
    make_category("Town Hall")
    origin.serve("/heat", plain(LONG), ETag='"1"')
    clip = import_source(url=origin.url("/heat")).article
    clip.key_facts.all().delete()
    clip.answers.all().delete()
    clip.citations.all().delete()
    for n, quote in enumerate([HOMES, VOTES]):
        add_fact(clip, f"Fact {n}.", quote=quote, position=n)
    clip.publish()
    return clip


# When


def test_the_first_looks_come_soon_and_then_weekly():
    looks, now = [], T0
    for _look in range(7):
        now = next_look(T0, now)
        looks.append((now - T0) / timedelta(hours=1))

    assert looks == [1, 6, 24, 72, 72 + 168, 72 + 2 * 168, 72 + 3 * 168]


def test_after_a_change_it_looks_again_the_same_day():
    late = T0 + timedelta(days=20)

    assert next_look(T0, late, changed=True) == late + timedelta(hours=6)
    assert next_look(T0, T0, changed=True) == T0 + timedelta(hours=1)


def test_a_site_that_fails_is_asked_more_and_more_rarely():
    pauses = [(after_failure(n, T0) - T0) / timedelta(hours=1) for n in (1, 2, 3, 4, 20)]

    assert pauses == [1, 2, 4, 8, 168]
    assert after_failure(1, T0, wait=7200) == T0 + timedelta(hours=2)


def test_only_sources_with_an_address_of_published_clips_are_watched():
    watched = make_article().sources.get()
    make_article(status="draft")
    make_article(source=make_source(canonical_url=""))
    make_article(status="withdrawn")

    watch_due()
    watch_due()

    assert Watch.objects.get().source == watched
    assert DBTaskResult.objects.count() == 0


def test_after_ninety_days_nobody_looks_any_more(clip):
    first_turn()
    Article.objects.update(published_at=timezone.now() - timedelta(days=91))
    Watch.objects.update(next_at=timezone.now() - timedelta(days=1))

    assert watch_due() == 0


def test_what_was_published_long_ago_is_spread_over_the_week():
    for days in (20, 21, 22):
        article = make_article()
        Article.objects.filter(pk=article.pk).update(published_at=timezone.now() - timedelta(days=days))

    assert watch_due() == 0
    assert len(set(Watch.objects.values_list("next_at", flat=True))) == 3


def test_it_stands_in_the_schedule():
    from newsclip.schedule import PERIODIC

    assert "curation.intake.watching.watch_due" in [row.verb for row in PERIODIC]


# Politely


def test_an_unchanged_page_costs_its_site_nothing_but_an_answer(clip, origin):
    first_turn()
    before = len(origin.asked)

    turn()

    watch = Watch.objects.get()
    assert origin.asked[before][1]["If-None-Match"] == '"1"'
    assert len(origin.asked) == before + 1
    assert Snapshot.objects.count() == 1
    assert (watch.failures, watch.lease_until, watch.changed_at) == (0, None, None)
    assert watch.looked_at


def test_of_one_host_one_page_is_asked_at_a_time(origin):
    make_category("Harbour")
    for n in range(3):
        make_article(source=make_source(canonical_url=origin.url(f"/{n}")))
    make_article(source=make_source(canonical_url="https://gazette.example/1"))
    watch_due()
    Watch.objects.update(next_at=timezone.now() - timedelta(minutes=1))

    given = [watch_due(), watch_due()]

    assert given == [2, 0]
    assert Watch.objects.filter(lease_until__isnull=False).count() == 2


def test_a_turn_whose_worker_died_is_given_again(clip):
    watch_due()
    Watch.objects.update(next_at=timezone.now())
    watch_due()
    stale = DBTaskResult.objects.get().args_kwargs["args"]
    Watch.objects.update(lease_until=timezone.now() - timedelta(seconds=1))

    assert watch_due() == 1
    assert DBTaskResult.objects.count() == 2
    tasks.look_at_source.func(*stale)
    assert Watch.objects.get().looked_at is None


def test_a_turn_that_is_run_twice_asks_once(clip, origin):
    watch_due()
    Watch.objects.update(next_at=timezone.now())
    watch_due()
    args = DBTaskResult.objects.get().args_kwargs["args"]
    before = len(origin.asked)

    for _run in range(2):
        tasks.look_at_source.func(*args)

    assert [path for path, _headers in origin.asked[before:] if path != "/robots.txt"] == ["/heat"]


@pytest.mark.django_db(transaction=True)
def test_of_two_schedules_at_the_same_moment_one_gives_the_turn():
    for n in range(3):
        make_article(source=make_source(canonical_url=f"https://courier.example/page-{n}"))
    watch_due()
    Watch.objects.update(next_at=timezone.now() - timedelta(minutes=1))
    start, given = threading.Barrier(2), []

    def go():
        start.wait()
        try:
            given.append(watch_due())
        finally:
            connections.close_all()

    at_once = [threading.Thread(target=go) for _schedule in range(2)]
    for one in at_once:
        one.start()
    for one in at_once:
        one.join()

    assert sorted(given) == [0, 1]
    assert DBTaskResult.objects.count() == Watch.objects.leased(timezone.now()).count() == 1


def test_a_site_that_asks_for_time_gets_it(clip, origin):
    origin.serve("/heat", status=429, Retry_After="90000")

    watch = first_turn()

    assert (watch.trouble, watch.failures) == ("unreachable", 1)
    assert watch.next_at > timezone.now() + timedelta(seconds=89000)
    assert not Watch.objects.in_trouble().exists()


def test_a_site_that_forbids_it_is_not_asked(clip, origin, monkeypatch):
    before = len(origin.asked)
    monkeypatch.setattr(watching, "may_fetch", lambda url: False)

    watch = first_turn()

    assert len(origin.asked) == before
    assert (watch.trouble, watch.sentence) == ("refused", "The site asks robots not to read this page.")


# What is found


def test_a_changed_passage_is_listed_with_its_new_words(clip, origin):
    origin.serve("/heat", plain(LONG.replace("900", "1,200")))

    watch = first_turn()

    assert changes() == {("changed", HOMES, MORE_HOMES)}
    change = PassageChange.objects.get()
    assert change.article == clip
    assert change.snapshot.text[change.start : change.start + len(change.after)] == change.after
    assert change.citation.quote == HOMES
    assert watch.changed_at
    assert AuditEntry.objects.filter(verb="source.changed", subject_id=str(clip.pk)).count() == 1


def test_a_passage_that_was_taken_out_is_listed(clip, origin):
    origin.serve("/heat", plain(LONG.replace(VOTES, "")))

    first_turn()

    assert changes() == {("vanished", VOTES, "")}


def test_a_passage_that_moved_is_found_again_and_asks_nobody_for_anything(clip, origin):
    origin.serve(
        "/heat", plain(LONG.replace("\n\nThe ice house", "\n\nThis text was corrected on Tuesday.\n\nThe ice house", 1))
    )

    first_turn()

    assert set(PassageChange.objects.values_list("kind", flat=True)) == {"moved"}
    assert changes() == set()


def test_the_same_change_is_listed_once_however_often_it_is_seen(clip, origin):
    origin.serve("/heat", plain(LONG.replace("900", "1,200")))
    first_turn()
    origin.serve("/heat", plain(LONG.replace("900", "1,200").replace("Nobody abstained", "No one abstained")))

    turn()
    turn()

    assert changes() == {("changed", HOMES, MORE_HOMES)}


def test_what_an_editor_settled_is_not_listed_again(clip, origin):
    origin.serve("/heat", plain(LONG.replace("900", "1,200")))
    first_turn()
    actions.keep_old_words(PassageChange.objects.get(), by=make_user(role="editor"))
    origin.serve("/heat", plain(LONG.replace("900", "1,200").replace("Nobody abstained", "No one abstained")))

    turn()

    assert changes() == set()


def test_a_page_that_takes_its_change_back_settles_it_and_may_change_again(clip, origin):
    states = []
    for text in (LONG.replace("900", "1,200"), LONG, LONG.replace("900", "1,200")):
        origin.serve("/heat", plain(text))
        first_turn()
        states.append(len(changes()))

    assert states == [1, 0, 1]


def test_a_withdrawn_clip_asks_nobody_for_anything(clip, origin):
    other = make_article(source=clip.sources.get(), facts=0)
    clip.withdraw("The deed was a copy.")
    origin.serve("/heat", plain(LONG.replace("900", "1,200")))

    first_turn()

    assert changes() == set()
    assert other.is_published


# Not the page any more


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_that_is_gone_is_said_to_be(clip, origin, status):
    origin.serve("/heat", b"Gone", status=status)

    watch = first_turn()

    assert (watch.trouble, watch.sentence) == ("gone", f"The page is gone (status {status}).")
    assert changes() == set()


@pytest.mark.parametrize(
    "wall",
    [
        "Please subscribe to read on. It costs five crowns a month and the first one is free for everybody.",
        "We and our 812 partners store and access personal data on your device, such as unique numbers. " * 20,
    ],
)
def test_a_wall_in_place_of_the_article_does_not_take_everything_back(clip, origin, wall):
    origin.serve("/heat", plain(f"Your choice\n\n{wall}"))

    watch = first_turn()

    assert watch.trouble == "unreadable"
    assert "could not be read as before" in watch.sentence
    assert Snapshot.objects.count() == 1
    assert changes() == set()


def test_an_article_that_leads_to_the_front_page_is_not_compared_with_it(clip, origin):
    origin.serve("/heat", status=302, Location="/")
    origin.serve("/", plain(LONG.replace("900", "1,200")))

    assert "front page" in first_turn().sentence
    assert changes() == set()


@pytest.mark.parametrize("body", [b"<div>" * 200_000, b"", b"\0\1\2" * 5000, b"<p>" + b"a" * 3_000_000])
def test_hostile_pages_are_told_in_a_sentence(clip, origin, body):
    origin.serve("/heat", body)

    watch = first_turn()

    assert watch.trouble in ("unreadable", "unreachable")
    assert watch.sentence
    assert watch.lease_until is None
    assert changes() == set()


def test_a_redirect_into_a_private_network_is_refused(clip, origin):
    origin.serve("/heat", status=302, Location="http://10.0.0.1/secret")

    assert first_turn().trouble == "unreadable"


def test_a_fault_of_our_own_is_written_down_and_raised(clip, monkeypatch):
    monkeypatch.setattr(watching, "see", lambda watch: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        first_turn()

    watch = Watch.objects.get()
    assert (watch.trouble, watch.lease_until) == ("unreadable", None)


def test_trouble_that_is_over_is_forgotten(clip, origin):
    origin.serve("/heat", b"Gone", status=404)
    first_turn()
    origin.serve("/heat", plain(LONG))

    turn()

    watch = Watch.objects.get()
    assert (watch.trouble, watch.sentence, watch.failures) == ("", "", 0)


def test_a_clip_reads_as_before_after_its_page_was_seen_to_change(clip, origin):
    origin.serve("/heat", plain(LONG.replace("\n\n", "\n\nIt was corrected twice.\n\n", 1)), ETag='"2"')
    first_turn()
    told, checked = StringIO(), StringIO()

    call_command("clip", origin.url("/heat"), "--json", stdout=told)
    with pytest.raises(CommandError, match="findings"):  # its facts are no sentences of the source
        call_command("check_clip", str(clip.pk), stdout=checked)

    said = json.loads(told.getvalue())
    cited = [citation for fact in said["key_facts"] for citation in fact["citations"]]
    assert Snapshot.objects.count() == 2
    assert [said["source"]["text"][c["start"] : c["end"]] for c in cited] == [HOMES, VOTES]
    assert "word for word" not in checked.getvalue()
