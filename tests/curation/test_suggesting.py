import threading
from datetime import timedelta

import pytest
from django.db import connections
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry
from curation import tasks
from curation.intake import inbox, suggesting
from curation.models import Lead, Suggestion
from tests.factories import attempt, make_article, make_source, make_user

pytestmark = pytest.mark.django_db

EELS = "https://courier.example/eels-are-back"
SUGGEST = "/suggest/"


@pytest.fixture
def reader(client):
    reader = make_user("maud")
    client.force_login(reader)
    return reader


def shown(client):
    return client.get(SUGGEST).content.decode()


def test_no_private_page_is_read_because_a_reader_named_it(reader, settings):
    settings.FETCH_ALLOW_PRIVATE = True
    lead = suggesting.suggest("http://127.0.0.1/board/minutes", by=reader).lead
    inbox.make_draft(lead, by=make_user("ines", role="editor"))

    tasks.work_on_lead.func(attempt(), lead.pk)

    lead.refresh_from_db()
    assert lead.state == "failed"
    assert "127.0.0.1 is not on the public internet" in lead.sentence


def test_a_reader_suggests_a_link_with_a_word(client, reader):
    answer = client.post(SUGGEST, {"url": f"{EELS}?utm_source=x", "note": "Finally."}, follow=True)

    lead = Lead.objects.get()
    assert (lead.state, lead.origin, lead.url, lead.canonical_url, lead.by) == ("new", "reader", EELS, EELS, None)
    assert (lead.suggestions.get().by, lead.suggestions.get().note) == (reader, "Finally.")
    assert "Thank you." in answer.content.decode()
    assert "Waits for an editor." in answer.content.decode()


def test_a_look_at_the_form_makes_nothing(client, reader):
    page = client.get(SUGGEST, {"url": EELS, "note": "Look"}).content.decode()

    assert f'value="{EELS}"' in page
    assert not Lead.objects.exists()


def test_a_visitor_signs_in_first(client):
    answers = [client.get(SUGGEST), client.post(SUGGEST, {"url": EELS})]

    assert all(answer["Location"].startswith("/accounts/login/?next=/suggest/") for answer in answers)
    assert not Lead.objects.exists()


def test_what_a_visitor_typed_stands_in_the_form_after_signing_in(client):
    login = client.post(SUGGEST, {"url": EELS, "note": "Look & see"})["Location"]
    client.force_login(make_user())

    back = client.get(QueryDict(login.partition("?")[2])["next"]).content.decode()

    assert f'value="{EELS}"' in back
    assert "Look &amp; see" in back


def test_the_page_is_kept_by_nobody(client, reader):
    assert "no-store" in client.get(SUGGEST)["Cache-Control"]


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("", "Give the address of the page."),
        ("javascript:alert(1)", "not a web address"),
        ("https://me:secret@courier.example/a", "user name or password"),
        ("https://courier.example/", "front page"),
        ("https://courier.example/" + "a" * 2100, "2000"),
    ],
)
def test_a_mistake_is_told_and_nothing_is_lost(client, reader, url, sentence):
    answer = client.post(SUGGEST, {"url": url, "note": "My word"})

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "My word" in answer.content.decode()


def test_readers_who_suggest_the_same_page_join(client, reader):
    suggesting.suggest(EELS, by=make_user(), note="First")

    client.post(SUGGEST, {"url": EELS.replace("https://", "http://www.") + "/amp"})
    client.post(SUGGEST, {"url": EELS})

    assert Lead.objects.get().suggestions.count() == 2


def test_a_lead_of_a_feed_is_joined(reader):
    lead = Lead.objects.create(url=EELS, canonical_url=EELS, state="new", origin="feed")

    assert suggesting.suggest(EELS, by=reader).lead == lead


def test_what_a_rule_dismissed_comes_back_by_a_reader_and_what_an_editor_dismissed_does_not(reader):
    Lead.objects.create(url=EELS, canonical_url=EELS, state="dismissed", origin="feed")

    first = suggesting.suggest(EELS, by=reader)
    first.lead.dismiss()
    second = suggesting.suggest(EELS, by=make_user())

    assert first.lead.origin == "reader"
    assert second.lead == first.lead
    assert suggesting.become_of(second) == "refused"


@pytest.mark.django_db(transaction=True)
def test_two_readers_at_the_same_moment_make_one_lead():
    readers = [make_user(), make_user()]
    start, done = threading.Barrier(2), []

    def go(reader):
        start.wait()
        try:
            done.append(suggesting.suggest(EELS, by=reader))
        finally:
            connections.close_all()

    at_once = [threading.Thread(target=go, args=[reader]) for reader in readers]
    for one in at_once:
        one.start()
    for one in at_once:
        one.join()

    assert {suggestion.lead for suggestion in done} == {Lead.objects.get()}
    assert Suggestion.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_the_same_moment_are_one_suggestion():
    reader = make_user()
    start, done = threading.Barrier(2), []

    def go():
        start.wait()
        try:
            done.append(suggesting.suggest(EELS, by=reader))
        finally:
            connections.close_all()

    at_once = [threading.Thread(target=go) for _click in range(2)]
    for one in at_once:
        one.start()
    for one in at_once:
        one.join()

    assert done[0] == done[1] == Suggestion.objects.get()


def suggest_many(person, count):
    for n in range(count):
        suggesting.suggest(f"https://courier.example/eels-{n}", by=person)


def test_somebody_new_suggests_three_links_a_day(client, reader):
    suggest_many(reader, 3)

    answer = client.post(SUGGEST, {"url": EELS, "note": "One more"})
    again = client.post(SUGGEST, {"url": "https://courier.example/eels-1"})

    assert answer.status_code == 429
    assert "as many as fit" in answer.content.decode()
    assert "One more" in answer.content.decode()
    assert again.status_code == 302
    assert Lead.objects.count() == 3


def test_the_next_day_there_is_room_again(reader):
    suggest_many(reader, 3)
    Suggestion.objects.update(at=timezone.now() - timedelta(hours=25))

    assert suggesting.suggest(EELS, by=reader)


def test_known_readers_may_suggest_ten_and_the_team_any_number():
    member, editor = make_user(standing="member"), make_user(role="editor")

    suggest_many(member, 10)
    suggest_many(editor, 12)

    with pytest.raises(suggesting.TooMany):
        suggesting.suggest(EELS, by=member)


def test_of_a_page_that_is_a_clip_the_reader_hears_where(client, reader):
    clip = make_article("Eels are back", source=make_source(canonical_url=EELS))

    answer = client.post(SUGGEST, {"url": EELS}, follow=True).content.decode()

    assert "This page is a clip already" in answer
    assert f'href="{clip.get_absolute_url()}"' in answer
    assert not Lead.objects.inbox().exists()


def test_a_draft_is_not_told_to_readers(client, reader):
    make_article("A secret headline", status="draft", source=make_source(canonical_url=EELS))

    answer = client.post(SUGGEST, {"url": EELS}, follow=True).content.decode()

    assert "An editor is working on it." in answer
    assert "A secret headline" not in answer


def test_the_reader_sees_what_became_of_it(client, reader):
    lead = suggesting.suggest(EELS, by=reader).lead
    waits = shown(client)
    lead.enqueue(by=make_user(role="editor"))
    lead.start()
    clip = make_article("Eels are back", status="draft")
    lead.become(clip)
    works = shown(client)
    clip.publish()
    became = shown(client)
    clip.withdraw("They were congers.")
    withdrawn = shown(client)

    assert "Waits for an editor." in waits
    assert "An editor is working on it." in works
    assert clip.get_absolute_url() in became
    assert "withdrawn since" in withdrawn


def test_what_is_not_taken_is_said_so(client, reader):
    suggesting.suggest(EELS, by=reader).lead.dismiss()

    assert "Not taken this time." in shown(client)


def test_nobody_sees_the_suggestions_of_others(client, reader):
    suggesting.suggest(EELS, by=make_user(), note="Between us")

    assert EELS not in shown(client)


def test_the_editor_who_takes_it_makes_the_clip_not_the_reader(client, reader):
    lead = suggesting.suggest(EELS, by=reader).lead
    ines = make_user("ines", role="editor")
    client.force_login(ines)

    client.post(reverse("desk:lead-again", args=[lead.pk]))

    lead.refresh_from_db()
    assert (lead.state, lead.by) == ("waiting", ines)


def test_editors_see_who_suggested_it_and_thank_once(client, reader):
    lead = suggesting.suggest(EELS, by=reader, note="<b>Finally</b>").lead
    client.force_login(make_user("ines", role="editor"))

    listed = client.get(reverse("desk:suggestions")).content.decode()
    opened = client.get(reverse("desk:lead", args=[lead.pk])).content.decode()
    said = [client.post(reverse("desk:lead-thank", args=[lead.pk]), follow=True).content.decode() for _ in range(2)]
    client.force_login(reader)

    assert "maud" in listed
    assert "maud" in opened
    assert "&lt;b&gt;Finally" in opened
    assert "1 reader sees your thanks." in said[0]
    assert "thanked already" in said[1]
    assert AuditEntry.objects.filter(verb="thank").count() == 1
    assert "The editors thank you." in shown(client)


@pytest.mark.parametrize("count", [1, 3])
def test_both_lists_take_the_same_questions_however_long_they_are(client, reader, count, django_assert_num_queries):
    suggest_many(reader, count)

    with django_assert_num_queries(8):
        mine = client.get(SUGGEST)
    client.force_login(make_user(role="editor"))
    with django_assert_num_queries(12):
        client.get(reverse("desk:suggestions"))

    assert mine.content.decode().count("Waits for an editor.") == count


def test_a_person_who_goes_takes_their_suggestions_along(reader):
    lead = suggesting.suggest(EELS, by=reader).lead

    reader.delete()

    assert not lead.suggestions.exists()
