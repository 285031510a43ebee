"""What is typed is kept before it is saved, whoever saves meanwhile, in whatever order requests arrive."""

from datetime import timedelta
from urllib.parse import parse_qs

import pytest
import time_machine
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from articles import actions as clips
from articles.models import Article
from curation.models import Presence, WorkingCopy
from tests.curation.editor import address, keep, page_of, save, typed
from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def ines(client):
    ines = make_user("ines", role="editor")
    client.force_login(ines)
    return ines


@pytest.fixture
def edda():
    return make_user("edda", role="editor")


@pytest.fixture
def article(ines):
    return make_article("Heat", status="draft", by=ines, facts=2)


def title_kept():
    copy = WorkingCopy.objects.held().first()
    return copy and parse_qs(copy.values)["title"][0]


def test_what_is_typed_is_kept_and_the_clip_is_as_it_was(client, ines, article):
    answer = keep(client, article, title="Typed")

    told = answer.json()
    assert (answer.status_code, told["kept"], told["serial"], told["version"]) == (200, True, 1, article.version)
    assert title_kept() == "Typed"
    assert Article.objects.get().title == "Heat"
    assert article.revisions.count() == 1


def test_a_request_that_comes_late_overwrites_nothing(client, ines, article):
    keep(client, article, serial=2, title="Newer")

    late = keep(client, article, serial=1, title="Older")

    assert late.status_code == 409
    assert title_kept() == "Newer"


def test_another_window_of_the_same_person_overwrites_nothing(client, ines, article):
    keep(client, article, tab="one", title="First window")

    answer = keep(client, article, tab="two", title="Second window")

    assert answer.status_code == 409
    assert title_kept() == "First window"


def test_a_window_that_took_the_words_up_goes_on_with_them(client, ines, article):
    keep(client, article, tab="one", serial=4, title="First window")
    shown = page_of(client, article, "?copy=1")

    answer = keep(client, article, tab="two", serial=5, seen=shown.context["kept"]["seen"], title="Going on")

    assert answer.status_code == 200
    assert title_kept() == "Going on"


def test_a_page_that_only_offers_the_words_cannot_write_over_them(client, ines, article):
    keep(client, article, tab="one", serial=4, title="Yesterday")
    shown = page_of(client, article)

    answer = keep(client, article, tab="two", serial=5, seen=shown.context["kept"]["seen"], title="Today")

    assert answer.status_code == 409
    assert title_kept() == "Yesterday"


def test_saving_settles_what_its_window_kept(client, ines, article):
    values = typed(article, title="Typed")
    keep(client, article, serial=3, title="Typed")

    save(client, article, values, tab="one", serial=4)

    assert not WorkingCopy.objects.held().exists()
    assert Article.objects.get().title == "Typed"


@pytest.mark.parametrize("first", [True, False], ids=["it was the first", "there were others"])
def test_an_autosave_that_arrives_after_the_save_brings_nothing_back(client, ines, article, first):
    values = typed(article, title="Typed")
    if not first:
        keep(client, article, serial=1, title="Ty")
    save(client, article, values, tab="one", serial=3)

    late = keep(client, article, serial=2, title="Typ")

    assert late.status_code == 409
    assert not WorkingCopy.objects.held().exists()


def test_after_a_save_the_same_window_and_others_go_on(client, ines, article):
    save(client, article, typed(article, title="Saved"), tab="one", serial=3)

    answers = [keep(client, article, tab="one", serial=4, title="More"), keep(client, article, tab="two", serial=1)]

    assert [answer.status_code for answer in answers] == [200, 409]
    assert title_kept() == "More"


def test_saving_one_window_leaves_the_words_of_the_other(client, ines, article):
    values = typed(article, title="Second window")
    keep(client, article, tab="one", serial=1, title="First window")

    save(client, article, values, tab="two", serial=9)

    assert title_kept() == "First window"


def test_saving_without_a_script_settles_what_was_taken_up(client, ines, article):
    keep(client, article, serial=7, title="Typed")
    form = page_of(client, article, "?copy=1").context["bench"].values

    save(client, article, dict(form.lists()))

    assert not WorkingCopy.objects.held().exists()
    assert Article.objects.get().title == "Typed"


def test_a_refused_save_keeps_the_words(client, ines, article):
    keep(client, article, title="Typed")

    save(client, article, typed(article, title=""), tab="one", serial=2)

    assert title_kept() == "Typed"


def test_words_are_kept_also_when_the_clip_was_published_or_saved_by_somebody_else(client, ines, edda, article):
    values = typed(article, title="Typed")
    clips.publish(Article.objects.get(), by=edda)
    Article.objects.get().record(by=edda, kind="typo")

    answer = client.post(address("working-copy", article), {**values, "tab": "one", "serial": 1, "seen": 0}).json()

    assert answer["kept"]
    assert answer["status"] == "published"
    assert "edda saved this clip at" in answer["meanwhile"]


def test_words_that_were_not_saved_are_offered_with_what_differs(client, ines, article):
    keep(client, article, title="Heat from the tide")

    page = page_of(client, article).content.decode()

    assert "You typed here on" in page
    assert "<ins> from the tide</ins>" in page
    assert 'href="?copy=1"' in page


def test_words_that_differ_in_nothing_are_not_offered(client, ines, article):
    keep(client, article)

    assert "You typed here on" not in page_of(client, article).content.decode()


def test_words_taken_up_are_in_the_form(client, ines, article):
    keep(client, article, title="Typed", facts__0__text="A typed fact.")

    shown = page_of(client, article, "?copy=1")

    assert shown.context["words"]["title"].value() == "Typed"
    assert "A typed fact." in shown.content.decode()
    assert shown.context["unsaved"]


def test_words_of_an_older_version_are_brought_together_with_the_clip(client, ines, edda, article):
    keep(client, article, title="Typed")
    Article.objects.update(standfirst="Hers.")
    Article.objects.get().record(by=edda)

    shown = page_of(client, article, "?copy=1")
    carried = shown.context["carried"]
    values = {name: [value for key, value in carried if key == name] for name, _value in carried}
    save(client, article, {**values, "version": Article.objects.get().version, "base": article.version})

    saved = Article.objects.get()
    assert (saved.title, saved.standfirst) == ("Typed", "Hers.")
    assert not WorkingCopy.objects.held().exists()


def test_words_thrown_away_are_gone(client, ines, article):
    keep(client, article, serial=3, title="Typed")

    client.post(address("throw-away", article), {"serial": 3})

    assert not WorkingCopy.objects.held().exists()


@pytest.mark.parametrize("serial", ["2", "", "²", "9" * 40, "x"])
def test_what_came_after_the_offer_is_not_thrown_away(client, ines, article, serial):
    keep(client, article, serial=3, title="Typed")

    client.post(address("throw-away", article), {"serial": serial})

    assert title_kept() == "Typed"


def test_words_are_of_one_person(client, ines, edda, article):
    keep(client, article, title="Private")
    client.force_login(edda)

    page = page_of(client, article, "?copy=1").content.decode()

    assert "Private" not in page


def test_what_belongs_to_the_request_is_not_kept_with_the_words(client, ines, article):
    keep(client, article, title="Typed", person=ines.pk)

    assert not {"person", "tab", "serial", "seen"} & parse_qs(WorkingCopy.objects.get().values).keys()


def test_last_words_sent_after_somebody_else_signed_in_become_nobody_elses(client, ines, edda, article):
    client.force_login(edda)

    answer = keep(client, article, title="Private", person=ines.pk)

    assert answer.status_code == 403
    assert title_kept() is None


@pytest.mark.parametrize(
    "wrong", [{"serial": ""}, {"serial": "-1"}, {"serial": str(2**70)}, {"tab": ""}, {"seen": "x"}, {"version": "x"}]
)
def test_what_no_window_sends_is_refused(client, ines, article, wrong):
    sent = {**typed(article), "tab": "one", "serial": 1, "seen": 0, **wrong}

    answer = client.post(address("working-copy", article), sent)

    assert answer.status_code == 422
    assert not WorkingCopy.objects.exists()


def test_somebody_signed_out_is_told_so(client, article):
    client.logout()

    assert keep(client, article).status_code == 403
    assert client.get(address("working-copy", article)).status_code == 302


def test_the_preview_shows_the_words_that_were_kept(client, ines, article):
    keep(client, article, title="Typed")

    kept, saved = (client.get(address("preview", article) + query).content.decode() for query in ("?copy=1", ""))

    assert ">Typed</h1>" in kept
    assert ">Heat</h1>" in saved
    assert Article.objects.get().title == "Heat"


def test_only_the_preview_may_be_framed_and_only_by_the_desk(client, ines, article):
    preview, edit = client.get(address("preview", article)), page_of(client, article)

    assert preview["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in preview["Content-Security-Policy"]
    assert edit["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in edit["Content-Security-Policy"]
    assert "frame-src 'self'" in edit["Content-Security-Policy"]


def test_others_who_have_the_clip_open_are_named_until_they_are_silent(client, ines, edda, article):
    Presence.objects.see(article, edda)

    now = page_of(client, article).content.decode()
    with time_machine.travel(timezone.now() + timedelta(seconds=31), tick=False):
        later = page_of(client, article).content.decode()

    assert "edda has this clip open since" in now
    assert "edda has this clip open since" not in later


def test_whoever_comes_back_after_a_silence_is_there_since_then(ines, article):
    start = timezone.now()
    for seconds in (0, 20, 40, 100):
        with time_machine.travel(start + timedelta(seconds=seconds), tick=False):
            Presence.objects.see(article, ines)

    row = Presence.objects.get()
    assert (row.since - start).total_seconds() == pytest.approx(100, abs=0.01)


@pytest.mark.parametrize("others", [1, 3])
def test_a_heartbeat_asks_few_questions_however_many_are_there(
    client, ines, article, others, django_assert_max_num_queries
):
    for _ in range(others):
        Presence.objects.see(article, make_user(role="editor"))
    client.post(address("presence", article))

    with django_assert_max_num_queries(10):
        told = client.post(address("presence", article), {"version": article.version}).json()

    assert len(told["others"]) == others


@pytest.mark.parametrize("version", ["", "x", "9" * 30, "１"])
def test_a_heartbeat_of_any_version_is_answered(client, ines, article, version):
    assert client.post(address("presence", article), {"version": version}).status_code == 200


class AnyOrder(TestCase):
    @given(st.permutations(range(1, 7)))
    def test_in_whatever_order_requests_arrive_the_newest_words_stand(self, order):
        ines = make_user(role="editor")
        article = make_article("Heat", status="draft", by=ines)

        for serial in order:
            WorkingCopy.objects.keep(
                article, ines, tab="one", serial=serial, seen=0, values=f"title={serial}", version=1
            )

        assert WorkingCopy.objects.of(article, ines).values == "title=6"

    @given(st.permutations([*range(1, 6), "save"]))
    def test_nothing_that_was_sent_before_a_save_survives_it(self, order):
        ines = make_user(role="editor")
        article = make_article("Heat", status="draft", by=ines)

        for serial in order:
            if serial == "save":
                WorkingCopy.objects.settle(article, ines, tab="one", serial=6)
            else:
                WorkingCopy.objects.keep(article, ines, tab="one", serial=serial, seen=0, values="title=x", version=1)

        assert WorkingCopy.objects.of(article, ines) is None
