"""Leads that tell one story: grouped as they come, also by two workers at once; what editors decide holds."""

import threading
import time
import tomllib
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from curation import tasks
from curation.intake import stories
from curation.intake.arrivals import arrived
from curation.intake.importing import import_source
from curation.models import Lead, LeadGroup, LeadShingle
from tests.factories import make_article, make_category, make_feed, make_lead, make_source, make_user

pytestmark = pytest.mark.django_db
GROUPS = {
    g["name"]: g["leads"] for g in tomllib.loads((Path(__file__).parent / "same_stories.toml").read_text())["group"]
}


def lead_of(name, n=0, **fields):
    told = GROUPS[name][n]
    return make_lead(told["title"], summary=told["text"], **fields)


def group_of(lead):
    return Lead.objects.get(pk=lead.pk).group_id


def find(*leads):
    stories.find_groups([lead.pk for lead in leads])


def test_two_tellings_come_together_with_the_reason():
    first, second = lead_of("ferry"), lead_of("ferry", 1)

    find(first)
    find(second)

    assert group_of(first) == group_of(second) is not None
    reason = Lead.objects.get(pk=second.pk).group_reason
    assert reason["kind"] == "names"
    assert "Silver Heron" in reason["shared"]


def test_another_language_comes_to_them():
    leads = [lead_of("ferry", n) for n in range(3)]

    find(*leads)

    assert len({group_of(lead) for lead in leads}) == 1


def test_everything_at_once_is_grouped_as_it_was_written():
    leads = [(name, lead_of(name, n)) for name, told in GROUPS.items() for n in range(len(told))]

    find(*(lead for _name, lead in leads))

    together = {}
    for name, lead in leads:
        if group_of(lead):
            together.setdefault(group_of(lead), set()).add(name)
    assert all(len(names) == 1 for names in together.values())
    assert len(together) == 9


def test_looking_again_changes_nothing():
    leads = [lead_of("ferry"), lead_of("ferry", 1)]

    find(*leads)
    find(*leads)

    assert LeadGroup.objects.count() == 1


def test_what_is_older_than_five_days_is_another_story():
    old = lead_of("ferry")
    find(old)
    Lead.objects.filter(pk=old.pk).update(at=timezone.now() - timedelta(days=6))
    new = lead_of("ferry", 1)

    find(new)
    stories.forget_old_shingles()

    assert group_of(new) is None
    assert not LeadShingle.objects.filter(lead=old).exists()


def test_a_third_brings_two_groups_together():
    leads = [make_lead() for _ in range(4)]
    stories.join_by_hand(leads[0], leads[1], by=make_user())
    stories.join_by_hand(leads[2], leads[3], by=make_user())

    stories.join_by_hand(leads[1], leads[2], by=make_user())

    assert len({group_of(lead) for lead in leads}) == 1
    assert LeadGroup.objects.count() == 1


def test_not_the_same_holds_also_by_way_of_a_third():
    leads = [lead_of("ferry", n) for n in range(2)]
    find(*leads)

    stories.take_apart(Lead.objects.get(pk=leads[1].pk), by=make_user())
    third = lead_of("ferry")
    find(third, *leads)

    assert group_of(leads[1]) is None or group_of(leads[1]) != group_of(leads[0])
    assert group_of(leads[0]) == group_of(third) or group_of(leads[1]) == group_of(third)


def test_a_group_of_one_is_none():
    leads = [lead_of("ferry", n) for n in range(2)]
    find(*leads)

    stories.take_apart(Lead.objects.get(pk=leads[1].pk), by=make_user())

    assert group_of(leads[0]) is None
    assert not LeadGroup.objects.exists()


def test_who_joins_by_hand_overrules_who_took_apart():
    leads = [lead_of("ferry", n) for n in range(2)]
    find(*leads)
    stories.take_apart(Lead.objects.get(pk=leads[1].pk), by=make_user())

    stories.join_by_hand(leads[0], leads[1], by=make_user())

    assert group_of(leads[0]) == group_of(leads[1]) is not None


def test_a_lead_that_became_a_clip_is_found_by_its_words():
    told = GROUPS["ferry"][0]
    article = make_article(told["title"], status="draft")
    article.sources.get().snapshots.create(text=told["text"], sha256="x")
    done = make_lead(state="done", article=article)
    Lead.objects.filter(pk=done.pk).update(title="")
    new = lead_of("ferry", 1)

    find(done, new)

    assert group_of(done) == group_of(new) is not None


def test_what_arrives_is_given_to_the_worker_in_bits(monkeypatch):
    given = []
    monkeypatch.setattr(tasks, "look_for_same_stories", SimpleNamespace(enqueue=given.append))

    arrived([make_lead() for _ in range(51)])

    assert [len(numbers) for numbers in given] == [50, 1]


@pytest.mark.django_db(transaction=True)
def test_workers_that_join_at_the_same_moment_make_one_group():
    leads = [make_lead() for _ in range(4)]
    by, pairs = make_user(), [(0, 1), (1, 2), (2, 3), (3, 0)]
    ready, failed = threading.Barrier(4), []

    def work(a, b):
        try:
            ready.wait()
            stories.join_by_hand(leads[a], leads[b], by=by)
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=pair) for pair in pairs]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]

    assert not failed
    assert len({group_of(lead) for lead in leads}) == 1
    assert LeadGroup.objects.count() == 1


def test_one_lead_among_many_is_grouped_soon():
    """1,000 here; with 10,000 it was measured once, see docs/desk.md."""
    feed = make_feed()
    told = [lead["text"] for leads in GROUPS.values() for lead in leads if lead["text"]]
    rows = [
        Lead(feed=feed, guid=f"m{n}", origin="feed", state="new", url="https://a.example/", title=f"Story {n}",
             summary=told[n % len(told)].replace("Tollen", f"Tollen{n}").replace("Hathe", f"Hathe{n}"))
        for n in range(200)
    ]  # fmt: skip
    Lead.objects.bulk_create(rows)
    find(*rows)
    new = lead_of("eels")

    begun = time.process_time()
    find(new)

    assert time.process_time() - begun < 0.5


# The inbox


@pytest.fixture
def editor(client):
    user = make_user(role="editor")
    client.force_login(user)
    return user


@pytest.fixture
def ferry():
    leads = [lead_of("ferry", n, feed=make_feed(title=f"Paper {n}")) for n in range(2)]
    find(*leads)
    return [Lead.objects.get(pk=lead.pk) for lead in leads]


def test_the_inbox_shows_one_card_with_the_reason(client, editor, ferry):
    page = client.get(reverse("desk:inbox")).text

    assert page.count('class="inbox-lead"') == 1
    assert "2 sources tell this: Paper 0, Paper 1" in page
    assert "Silver Heron" in page


def test_with_a_filter_the_one_that_fits_stands_for_the_story(client, editor, ferry):
    page = client.get(reverse("desk:inbox"), {"feed": ferry[1].feed_id}).text

    assert f'id="lead-{ferry[1].pk}"' in page


@pytest.mark.parametrize("n", [1, 3])
def test_the_inbox_asks_the_same_questions_however_many_stories(client, editor, n, django_assert_max_num_queries):
    for _ in range(n):
        pair = [make_lead(), make_lead()]
        stories.join_by_hand(*pair, by=editor)

    with django_assert_max_num_queries(18):
        client.get(reverse("desk:inbox"))


def test_an_editor_dismisses_the_whole_story(client, editor, ferry):
    client.post(reverse("desk:story", args=[ferry[0].group_id]), {"do": "dismiss"})

    assert set(Lead.objects.values_list("state", flat=True)) == {"dismissed"}


def test_an_editor_takes_one_out_and_joins_it_again(client, editor, ferry):
    client.post(reverse("desk:story", args=[ferry[0].group_id]), {"do": f"apart-{ferry[1].pk}"})
    assert group_of(ferry[1]) is None

    client.post(reverse("desk:inbox-lead", args=[ferry[1].pk]), {"do": "join", "other": f"#{ferry[0].pk}"})
    assert group_of(ferry[1]) == group_of(ferry[0]) is not None


def test_a_number_of_no_lead_joins_nothing(client, editor, ferry):
    for other in ("", "0", "²", "9" * 30, str(ferry[0].pk)):
        client.post(reverse("desk:inbox-lead", args=[ferry[0].pk]), {"do": "join", "other": other})

    assert LeadGroup.objects.count() == 1


def test_what_somebody_else_claimed_is_not_clipped_with_the_others(client, editor, ferry):
    Lead.objects.filter(pk=ferry[1].pk).update(assigned_to=make_user(role="editor"), assigned_at=timezone.now())

    client.post(reverse("desk:story", args=[ferry[0].group_id]), {"do": "clip", "lead": [lead.pk for lead in ferry]})

    assert set(Lead.objects.values_list("state", flat=True)) == {"new"}


def test_nonsense_is_not_found(client, editor, ferry):
    place = reverse("desk:story", args=[ferry[0].group_id])

    assert {client.post(place, {"do": do}).status_code for do in ("", "eat", "apart-x", "dismiss-²")} == {404}


def test_the_story_says_that_it_is_clipped_already(client, editor, ferry):
    article = make_article("Heron aground", status="draft")
    Lead.objects.filter(pk=ferry[0].pk).update(state="done", article=article)

    page = client.get(reverse("desk:inbox")).text

    assert "Same story as the clip" in page
    assert "Heron aground" in page


def test_a_clip_that_was_made_without_the_desk_is_known_by_its_story(
    client, editor, django_capture_on_commit_callbacks
):
    make_category()
    told, other = GROUPS["ferry"][:2]
    with django_capture_on_commit_callbacks(execute=True):
        clip = import_source(text=f"{told['title']}\n\n{told['text']}").article
    (job,) = DBTaskResult.objects.ready()
    tasks.look_for_same_stories.func(*job.args_kwargs["args"])
    new = make_lead(other["title"], summary=other["text"], feed=make_feed(), state="new")

    find(new)

    for place in (reverse("desk:lead", args=[new.pk]), reverse("desk:inbox")):
        assert_says_so(client.get(place).text, clip)


def test_who_edits_a_second_clip_of_a_story_is_told_of_the_first(client, editor, ferry):
    clips = [make_article(f"Heron {n}", status="draft") for n in range(2)]
    for lead, clip in zip(ferry, clips, strict=True):
        Lead.objects.filter(pk=lead.pk).update(state="done", article=clip)

    assert_says_so(client.get(reverse("desk:edit", args=[clips[1].pk])).text, clips[0])


def assert_says_so(page, clip):
    told = page[page.index("Same story as the clip") :]
    assert clip.title in told[:400]
    assert reverse("desk:edit", args=[clip.pk]) in told[:400]


def test_a_second_source_is_known_by_its_own_words():
    told, other = GROUPS["ferry"][0], GROUPS["eels"][0]
    article = make_article(other["title"], status="draft", facts=0, source=make_source(other["text"]))
    second = make_source(told["text"], canonical_url="https://gazette.example/heron")
    second.addresses.create(url="https://gazette.example/heron")
    article.article_sources.create(source=second, position=1)
    done = make_lead(told["title"], state="done", article=article, url="https://gazette.example/heron")
    Lead.objects.filter(pk=done.pk).update(canonical_url="https://gazette.example/heron")
    new = lead_of("ferry", 1)

    find(done, new)

    assert group_of(done) == group_of(new) is not None
