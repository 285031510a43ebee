"""The inbox as editors use it, with and without a script."""

import time

import pytest
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from accounts.models import AuditEntry, User
from curation.intake import inbox
from curation.models import Lead, LeadIsTaken
from tests.factories import make_feed, make_lead, make_user
from tests.markup import select

pytestmark = pytest.mark.django_db


@pytest.fixture
def ines(client):
    ines = make_user("ines", role="editor", display_name="Ines Tarrow")
    client.force_login(ines)
    return ines


@pytest.fixture
def otto():
    return make_user("otto", role="editor", display_name="Otto Brandreth")


def do(client, lead, verb, script=False, **more):
    headers = {"HX-Request": "true"} if script else {}
    return client.post(reverse("desk:inbox-lead", args=[lead.pk]), {"do": verb, **more}, headers=headers)


def shown(client, **asked):
    page = client.get(reverse("desk:inbox"), asked)
    return [heading.to_text().strip() for heading in select(page, ".inbox-lead h2")]


def test_leads_are_shown_those_on_top_first_then_the_newest(client, ines):
    for title in ("Old", "Starred", "New"):
        make_lead(title, starred=title == "Starred")
    make_lead("Settled", state="done")

    assert shown(client) == ["Starred", "New", "Old"]


@pytest.mark.parametrize(
    ("asked", "titles"),
    [
        ({"q": "harbour lamp"}, ["The lamp"]),
        ({"q": "HARBOUR"}, ["Harbour", "The lamp"]),
        ({"unread": "1"}, ["Harbour", "The lamp"]),
        ({"starred": "1"}, ["Read one"]),
        ({"mine": "1"}, ["The lamp"]),
        ({"folder": "Water"}, ["The lamp"]),
        ({"feed": "0"}, []),
        ({"feed": "x' OR 1=1", "q": ""}, ["Read one", "Harbour", "The lamp"]),
        ({"state": "dismissed"}, []),
    ],
)
def test_filters_find_what_they_say(client, ines, asked, titles):
    make_lead(
        "The lamp",
        summary="In the harbour.",
        feed=make_feed(folder="Water"),
        assigned_to=ines,
        assigned_at="2026-01-01T00:00Z",
    )
    make_lead("Harbour")
    make_lead("Read one", read_at="2026-01-01T00:00Z", starred=True)

    assert shown(client, **asked) == titles


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize(
    ("verb", "back", "question"),
    [
        ("read", "unread", lambda lead: lead.read_at is not None),
        ("star", "unstar", lambda lead: lead.starred),
        ("claim", "give-back", lambda lead: lead.assigned_to is not None),
        ("dismiss", "restore", lambda lead: lead.state == "dismissed"),
    ],
)
def test_what_is_done_to_a_lead_can_be_undone(client, ines, script, verb, back, question):
    lead = make_lead()

    answers, states = [], []
    for each in (verb, back):
        answers.append(do(client, lead, each, script))
        lead.refresh_from_db()
        states.append(question(lead))

    assert states == [True, False]
    assert [answer.status_code for answer in answers] == ([200, 200] if script else [302, 302])


def test_a_row_that_is_swapped_equals_the_row_of_the_page(client, ines):
    lead = make_lead("The lamp", summary="Dark.", byline="Dorrit Hale")

    swapped = select(do(client, lead, "star", script=True), ".inbox-lead form")[0]
    reloaded = select(client.get(reverse("desk:inbox")), ".inbox-lead form")[0]

    assert swapped.to_text() == reloaded.to_text()


@pytest.mark.parametrize("script", [True, False])
def test_the_second_who_claims_is_told_who_has_it(client, ines, otto, script):
    lead = make_lead()
    inbox.claim(lead, by=otto)

    answer = do(client, lead, "claim", script)
    page = answer if script else client.get(reverse("desk:inbox"))

    assert "Otto Brandreth has it already" in page.content.decode()
    assert Lead.objects.get().assigned_to == otto


def test_two_editors_who_claim_from_the_same_page_do_not_both_get_it(client, ines, otto):
    stale, fresh = make_lead(), Lead.objects.get()

    inbox.claim(fresh, by=otto)
    with pytest.raises(LeadIsTaken) as taken:
        inbox.claim(stale, by=ines)

    assert taken.value.by == otto


@pytest.mark.parametrize("verb", ["dismiss", "draft"])
def test_what_somebody_has_claimed_is_theirs_to_settle(client, ines, otto, verb):
    lead = make_lead()
    inbox.claim(lead, by=otto)

    answer = do(client, lead, verb, script=True)

    assert answer.status_code == 409
    assert "Otto Brandreth has it already" in answer.content.decode()
    assert Lead.objects.get().state == "new"


def test_a_lead_is_assigned_by_name_as_long_as_it_is_with_whom_the_page_said(client, ines, otto):
    lead = make_lead()

    do(client, lead, "assign", to="Otto", **{"with": ""})
    stale = do(client, lead, "assign", script=True, to="ines", **{"with": ""})
    unknown = do(client, lead, "assign", script=True, to="nobody", **{"with": otto.pk})

    assert Lead.objects.get().assigned_to == otto
    assert "Otto Brandreth has it already" in stale.content.decode()
    assert "There is no editor called “nobody”" in unknown.content.decode()


def test_what_was_with_somebody_who_left_can_be_given_to_another(client, ines, otto):
    lead = make_lead(assigned_to=otto, assigned_at=timezone.now())
    User.objects.filter(pk=otto.pk).update(is_active=False)

    do(client, lead, "assign", to="ines", **{"with": otto.pk})

    lead.refresh_from_db()
    assert lead.assigned_to == ines


@pytest.mark.parametrize("number", ["9" * 30, "9" * 5000, "٣"])
def test_a_number_that_no_row_can_have_is_nobody(client, ines, number):
    lead = make_lead()

    client.post("/desk/inbox/all/", {"lead": number, "do": "dismiss"})
    do(client, lead, "join", other=number)
    do(client, lead, "assign", to="i\0nes", **{"with": number})

    lead.refresh_from_db()
    assert (lead.state, lead.assigned_to) == ("new", ines)


def test_readers_cannot_be_given_leads(client, ines):
    make_user("maud")
    lead = make_lead()

    do(client, lead, "assign", to="maud", **{"with": ""})

    assert Lead.objects.get().assigned_to is None


def test_a_draft_is_asked_for_in_the_name_of_whoever_pressed_the_button(client, ines):
    lead = make_lead()

    answer = do(client, lead, "draft")
    again = do(client, lead, "draft", script=True)

    lead.refresh_from_db()
    assert answer["Location"] == again["HX-Redirect"] == reverse("desk:lead", args=[lead.pk])
    assert (lead.state, lead.by) == ("waiting", ines)
    assert DBTaskResult.objects.count() >= 1
    assert AuditEntry.objects.filter(verb="make draft", by=ines, data__url=lead.url).exists()


def test_a_lead_that_was_settled_meanwhile_says_so_and_shows_how_it_is(client, ines):
    lead = make_lead()
    lead.dismiss()

    answer = do(client, lead, "dismiss", script=True)

    assert answer.status_code == 409
    assert "Somebody else has settled this lead meanwhile" in answer.content.decode()
    assert select(answer, "[value=restore]")


def test_all_that_is_shown_is_dismissed_and_nothing_that_came_since(client, ines, otto):
    seen, claimed = make_lead("Seen"), make_lead("Claimed", assigned_to=otto, assigned_at="2026-01-01T00:00Z")
    make_lead("Came since")

    client.post(reverse("desk:inbox-all"), {"do": "dismiss", "lead": [seen.pk, claimed.pk, "x"]})
    left = shown(client)
    client.post(reverse("desk:inbox-all"), {"do": "restore", "lead": [seen.pk]})

    assert left == ["Came since", "Claimed"]
    assert "Seen" in shown(client)
    assert AuditEntry.objects.filter(by=ines, subject="Seen").count() == 2


def test_all_that_is_shown_is_marked_as_read(client, ines):
    leads = [make_lead() for _ in range(3)]

    client.post(reverse("desk:inbox-all"), {"do": "read", "lead": [lead.pk for lead in leads[:2]]})

    assert Lead.objects.inbox().unread().get() == leads[2]


def test_the_way_back_keeps_the_filters(client, ines):
    lead = make_lead("Lamp")

    answer = do(client, lead, "read", back="q=lamp&unread=1")

    assert answer["Location"] == f"/desk/inbox/?q=lamp&unread=1#lead-{lead.pk}"


def test_the_number_of_unread_leads_stands_in_the_navigation(client, ines):
    make_lead(), make_lead(), make_lead(read_at="2026-01-01T00:00Z")

    page = client.get(reverse("desk:index"))

    assert select(page, "#inbox-count")[0].to_text().split() == ["2", "unread"]


def test_nothing_that_a_feed_says_is_markup(client, ines):
    make_lead("<script>alert(1)</script>", summary="<img src=x onerror=alert(1)>", byline="<b>x</b>")

    page = client.get(reverse("desk:inbox")).content.decode()

    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "&lt;b&gt;x" in page


def test_links_out_say_nothing_about_us(client, ines):
    make_lead()

    link = select(client.get(reverse("desk:inbox")), ".inbox-lead h2 a")[0]

    assert {"noopener", "noreferrer"} <= set(link.attrs["rel"].split())


@pytest.mark.parametrize("leads", [1, 3])
def test_the_inbox_asks_the_same_questions_however_many_leads(client, ines, otto, leads, django_assert_num_queries):
    for _ in range(leads):
        make_lead(assigned_to=otto, assigned_at="2026-01-01T00:00Z", by=make_user())

    with django_assert_num_queries(14):
        page = client.get(reverse("desk:inbox"))

    assert len(select(page, ".inbox-lead")) == leads


def test_ten_thousand_leads_are_as_quick_as_ten(client, ines):
    feed = make_feed()
    Lead.objects.bulk_create(
        Lead(
            state="new",
            origin="feed",
            feed=feed,
            guid=f"g{n}",
            url=f"https://a.example/{n}",
            title=f"Story {n}",
            summary="Words " * 40,
            starred=n % 500 == 0,
        )
        for n in range(10_000)
    )
    client.get(reverse("desk:inbox"))
    took = {}
    for asked in ("", "page=150", "q=story+77", "unread=1&page=200", f"feed={feed.pk}"):
        start = time.perf_counter()
        page = client.get(f"{reverse('desk:inbox')}?{asked}")
        took[asked] = time.perf_counter() - start
        assert len(select(page, ".inbox-lead")) > 0

    print({asked: f"{seconds * 1000:.0f} ms" for asked, seconds in took.items()})
    assert max(took.values()) < 2, took
