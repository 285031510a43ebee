"""One clip of several sources: what the second adds, what both state, who alone reports what, where they differ."""
# ruff: noqa: E501 (texts of sources, one a line)

import json
import threading

import pytest
from django.core.management import call_command
from django.db import connection
from django.urls import reverse

from articles import document
from articles.models import Article, ArticleSource, Citation
from curation.desk import sourcing
from curation.desk.editing import EditedMeanwhile
from curation.evidence import gate
from curation.evidence.differing import differences
from curation.evidence.sameness import adds_something, only_there, states_the_same
from curation.intake.importing import prepare
from curation.intake.several import HasItAlready, add_source, keep_several
from curation.models import Lead
from curation.tasks import work_on_leads
from tests.factories import make_article, make_category, make_lead, make_user

pytestmark = pytest.mark.django_db

COURIER = """The council of Quillmouth has voted to build a new station at Tollen Quay.

The new station at Tollen Quay will cost 46 million euros, said the engineer Maud Okafor. Work begins in March and takes 14 months. Some 900 passengers a day are expected to use the station once it opens.

Fourteen members of the council voted for the plan on Tuesday night. The Harbour Trust gives the land by the river for nothing.
"""
GAZETTE = """A new station for Quillmouth was approved by its council on Tuesday.

The new station at Tollen Quay will cost 52 million euros, said the mayor Abel Finch after the vote. Fourteen members of the council voted for the plan on Tuesday night.

Residents of Eel Lane have gone to court because the tracks would pass two metres from their bedrooms. Their lawyer Vera Stroud expects a ruling before the summer. The line to Lannow stays closed for buses until then.
"""


@pytest.fixture
def by(db):
    make_category("Harbour")
    return make_user(role="editor")


@pytest.fixture
def clip(by):
    return keep_several([prepare(text=COURIER, title="Station"), prepare(text=GAZETTE, title="Vote")], by=by).article


def test_the_clip_has_both_sources_in_order(clip):
    assert list(clip.article_sources.values_list("position", flat=True)) == [0, 1]
    assert [row.source.title for row in clip.article_sources.select_related("source")] == ["Station", "Vote"]


def test_every_fact_and_difference_stands_in_its_source(clip):
    call_command("check_clip", str(clip.pk))

    assert not [finding for finding in gate.findings(clip) if finding.kind == "not-verbatim"]


def test_what_both_state_is_cited_from_both(clip):
    fact = clip.key_facts.get(fact__text__startswith="Fourteen members").fact

    assert fact.citations.values("snapshot").distinct().count() == 2
    assert states_the_same(
        "Fourteen members of the council voted for it.", "Fourteen members of the council voted for it"
    )


def test_facts_do_not_repeat_each_other(clip):
    facts = list(clip.key_facts.values_list("fact__text", flat=True))

    assert any("Eel Lane" in fact or "Vera Stroud" in fact for fact in facts)
    assert all(adds_something(fact, facts[:n]) or n < 5 for n, fact in enumerate(facts))
    assert sum("new station at Tollen Quay will cost" in fact for fact in facts) == 1


def test_each_source_says_what_the_other_does_not(clip):
    first, second = (row.says for row in clip.article_sources.all())

    assert first in COURIER
    assert first not in GAZETTE
    assert first
    assert second in GAZETTE
    assert second not in COURIER
    assert second
    assert len(first) <= 300


def test_they_differ_on_the_cost(clip):
    difference = clip.differences.get()

    assert "station" in difference.subject
    assert [("46" in c.quote, "52" in c.quote) for c in difference.citations.all()] == [(True, False), (False, True)]


def test_a_revision_keeps_what_they_say_and_where_they_differ(clip):
    kept = clip.revisions.first().document

    assert len(kept["says"]) == 2
    assert len(kept["differences"][0]["citations"]) == 2
    assert kept == document.of(clip)


def test_a_difference_that_is_not_verbatim_stops_publication(clip):
    typed = document.of(clip)
    typed["differences"][0]["citations"][0]["quote"] = "It costs nothing."

    assert [f.where for f in gate.findings(clip, clip=typed) if f.kind == "not-verbatim"] == ["differences-0"]


def test_the_page_says_who_reports_what_and_where_they_differ(clip, client, by):
    clip.publish()

    page = client.get(clip.get_absolute_url()).text

    section = page[page.index('id="sources"') :]
    assert "Where they differ" in section
    assert section.index("46 million") < section.index("52 million")
    assert section.count('class="says"') == 2


def test_the_page_asks_one_question_more_at_most(clip, client, by, django_assert_max_num_queries):
    one = make_article(facts=3, answers=2)
    clip.publish()
    client.get(one.get_absolute_url())

    with django_assert_max_num_queries(15):
        client.get(clip.get_absolute_url())


def test_a_clip_with_one_source_has_no_differences(client):
    page = client.get(make_article().get_absolute_url()).text

    assert "Where they differ" not in page


# The worker


def as_leads(*texts):
    return [make_lead(f"Lead {n}", text=text, url="", state="waiting", origin="desk") for n, text in enumerate(texts)]


def test_several_leads_become_one_draft(by):
    leads = as_leads(COURIER, GAZETTE)

    work_on_leads.func([lead.pk for lead in leads])

    assert Article.objects.get().article_sources.count() == 2
    assert set(Lead.objects.values_list("state", "article")) == {("done", Article.objects.get().pk)}


def test_one_that_fails_says_so_and_the_others_go_on(by):
    leads = as_leads(COURIER, "   \n ", GAZETTE)
    Lead.objects.filter(pk=leads[1].pk).update(url="http://127.0.0.1:1/")

    work_on_leads.func([lead.pk for lead in leads])

    failed = Lead.objects.get(pk=leads[1].pk)
    assert (failed.state, failed.sentence != "") == ("failed", True)
    assert Article.objects.get().article_sources.count() == 2
    assert failed.article == Article.objects.get()


def test_one_that_failed_joins_the_clip_when_it_is_tried_again(by):
    leads = as_leads(COURIER, " ")
    Lead.objects.filter(pk=leads[1].pk).update(url="http://127.0.0.1:1/")
    work_on_leads.func([lead.pk for lead in leads])
    Lead.objects.filter(pk=leads[1].pk).update(url="", text=GAZETTE)

    leads[1].enqueue(by=by)
    run_job(leads[1].pk)

    assert Article.objects.get().article_sources.count() == 2


def run_job(pk):
    from curation.tasks import _add_to

    lead = Lead.objects.select_related("article", "by").get(pk=pk)
    lead.start()
    _add_to(lead.article, lead)


def test_running_the_job_again_makes_no_second_draft(by):
    numbers = [lead.pk for lead in as_leads(COURIER, GAZETTE)]

    work_on_leads.func(numbers)
    work_on_leads.func(numbers)

    assert Article.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_make_one_draft():
    make_category("Harbour")
    numbers = [lead.pk for lead in as_leads(COURIER, GAZETTE)]
    ready, failed = threading.Barrier(2), []

    def work():
        try:
            ready.wait()
            work_on_leads.func(numbers)
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(2)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]

    assert not failed
    assert Article.objects.count() == 1


def test_the_inbox_makes_one_clip_of_what_is_marked(client, by):
    from curation.intake import stories

    leads = [make_lead(text=COURIER, url=""), make_lead(text=GAZETTE, url=""), make_lead(text="Else.", url="")]
    group = stories.join_by_hand(leads[0], leads[1], by=by)
    stories.join_by_hand(leads[0], leads[2], by=by)
    client.force_login(by)

    client.post(reverse("desk:story", args=[group.pk]), {"do": "clip", "lead": [leads[0].pk, leads[1].pk]})

    assert list(Lead.objects.order_by("pk").values_list("state", flat=True)) == ["waiting", "waiting", "new"]


# On the desk


def test_a_source_is_added_to_a_clip_that_is_there(client, by):
    article = keep_several([prepare(text=COURIER, title="Station")], by=by).article
    client.force_login(by)

    answer = client.post(reverse("desk:sources", args=[article.pk]), {"do": "add", "text": GAZETTE})
    lead = Lead.objects.get()
    run_job(lead.pk)

    assert answer["Location"] == reverse("desk:lead", args=[lead.pk])
    assert article.article_sources.count() == 2
    assert article.differences.count() == 1


def test_nothing_public_changes_but_its_sources(by):
    article = keep_several([prepare(text=COURIER, title="Station")], by=by).article
    article.publish()
    facts = list(article.key_facts.values_list("fact__text", flat=True))

    add_source(article, prepare(text=GAZETTE), by=by)

    assert list(article.key_facts.values_list("fact__text", flat=True)) == facts
    assert article.revisions.first().kind == "update"


def test_the_same_page_is_added_once(by):
    html = f"<html><body><article><h1>Vote</h1>{''.join(f'<p>{p}</p>' for p in GAZETTE.split(chr(10)))}</article></body></html>"
    article = keep_several([prepare(text=COURIER)], by=by).article
    page = prepare(html=html.encode(), url="https://gazette.example/vote", second=True)
    add_source(article, page, by=by)

    with pytest.raises(HasItAlready):
        add_source(article, page, by=by)
    assert article.article_sources.count() == 2


def test_an_editor_rewords_orders_and_removes(client, by, clip):
    client.force_login(by)
    first = clip.article_sources.first()
    difference = clip.differences.get()
    place = reverse("desk:sources", args=[clip.pk])

    def send(do, **more):
        version = Article.objects.get(pk=clip.pk).version
        return client.post(place, {"do": do, "version": version, **more})

    send("save", **{f"says-{first.pk}": "The engineer’s figure.", f"subject-{difference.pk}": "The cost"})
    send(f"down-{first.pk}")
    assert [row.says for row in clip.article_sources.all()][1] == "The engineer’s figure."
    assert clip.differences.get().subject == "The cost"

    send(f"drop-{difference.pk}")
    assert not clip.differences.exists()
    send("look")
    assert clip.differences.count() == 1
    assert send(f"remove-{first.pk}").status_code == 409  # cited
    assert ArticleSource.objects.filter(article=clip).count() == 2


def test_an_uncited_source_goes_with_its_differences(by, clip):
    row = clip.article_sources.last()
    Citation.objects.filter(snapshot__source=row.source, difference=None).delete()

    sourcing.remove(clip, row.pk, by=by, version=Article.objects.get(pk=clip.pk).version)

    assert not clip.differences.exists()
    assert clip.article_sources.count() == 1


def test_who_saw_an_older_version_changes_nothing(client, by, clip):
    with pytest.raises(EditedMeanwhile):
        sourcing.drop(clip, clip.differences.get().pk, by=by, version=1)
    client.force_login(by)

    answer = client.post(reverse("desk:sources", args=[clip.pk]), {"do": "look", "version": "1"})

    assert answer.status_code == 409
    assert clip.differences.count() == 1


def test_too_long_or_empty_words_are_said(client, by, clip):
    client.force_login(by)
    first, difference = clip.article_sources.first(), clip.differences.get()
    told = {f"says-{first.pk}": "x" * 301, f"subject-{difference.pk}": ""}

    answer = client.post(reverse("desk:sources", args=[clip.pk]), {"do": "save", "version": clip.version, **told})

    assert answer.status_code == 422
    assert clip.differences.get().subject


def test_the_page_of_sources_shows_all(client, by, clip):
    client.force_login(by)

    page = client.get(reverse("desk:sources", args=[clip.pk])).text

    assert "46 million euros" in page
    assert "52 million euros" in page
    assert page.count("What it reports") == 2


def test_the_command_tells_all_sources(clip, capsys):
    from curation.intake.portrait import portray

    told = json.loads(json.dumps(portray(clip, warnings=[])))

    assert told["source"] == {
        name: value for name, value in told["sources"][0].items() if name not in ("says", "other_texts")
    }
    assert len(told["sources"]) == 2
    assert len(told["differences"][0]["citations"]) == 2


# Differences


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Police said 14 people were injured in the crash at Tollen Quay.", "In the crash at Tollen Quay 17 people were injured, the hospital said."),
        ("Der neue Bahnhof am Hafen kostet 46 Millionen Euro, sagte der Ingenieur.", "Der neue Bahnhof am Hafen soll 52 Millionen Euro kosten."),
    ],
)  # fmt: skip
def test_numbers_on_the_same_thing_differ(one, other):
    language = "de" if one.startswith("Der") else "en"
    (found,) = differences([(one, language), (other, language)])

    assert [said.quote for said in found.said] == [one, other]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The new station at Tollen Quay will cost 46 million euros.", "The new station at Tollen Quay will cost 46 million euros."),
        ("The new station at Tollen Quay will cost about 46 million euros.", "The new station at Tollen Quay will cost some 48 million euros."),
        ("The new station at Tollen Quay will cost at least 40 million euros.", "The new station at Tollen Quay will cost 46 million euros."),
        ("The new station at Tollen Quay will cost 46 million euros.", "The new station at Tollen Quay will cost 50 million dollars."),
        ("The new station at Tollen Quay cost 46 million euros in 2021.", "The new station at Tollen Quay cost 52 million euros in 2024."),
        ("The station cost 46 million euros.", "The bridge cost 52 million euros."),
        ("The new station at Tollen Quay will cost 46 million euros.", "The new station at Tollen Quay will cost 52 million euros, not 46 million euros as planned."),
        ("The new station at Tollen Quay will cost 4,600 euros a metre.", "The new station at Tollen Quay will cost 46 million euros."),
        ("The new station at Tollen Quay has 14 platforms and 3 lifts.", "The new station at Tollen Quay has 9 shops and many benches."),
    ],
)  # fmt: skip
def test_what_may_be_the_same_is_no_difference(one, other):
    assert differences([(one, "en"), (other, "en")]) == []


def test_three_sources_differ_in_one_row():
    said = "The new station at Tollen Quay will cost {} million euros."

    (found,) = differences([(said.format(n), "en") for n in (46, 52, 60)])

    assert [text.written for text in found.said] == ["46 million euros", "52 million euros", "60 million euros"]


def test_what_all_report_says_nothing_of_its_own():
    assert (
        only_there(["The council voted for the plan on Tuesday."], ["On Tuesday the council voted for the plan."]) == ""
    )
