"""A page changes after it was clipped: citations are still read in the text that they were made from."""

import dataclasses
import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse

from articles.models import Citation, Snapshot
from curation.desk.bench import Bench, values_of
from curation.evidence import gate
from curation.intake.comparing import compare, write_down
from curation.intake.importing import keep, prepare
from curation.models import PassageChange
from tests.curation.sources import PLUNGE
from tests.factories import make_category, make_source, make_user

pytestmark = pytest.mark.django_db

ADDRESS = "https://courier.example/2026/05/13/tide-heat"
AT_THE_TOP = "The council has corrected its figures since this was written, on the twelfth of May in the town hall."
CHANGED = PLUNGE.replace("\n\n", f"\n\n{AT_THE_TOP}\n\n", 1).replace("900 dwellings", "1,200 dwellings")


@pytest.fixture
def changed():
    """A published clip of a page, and the address of the page, which says something else by now and was looked at."""
    make_category("Town Hall")
    prepared = prepare(text=PLUNGE)
    found = dataclasses.replace(prepared.found, canonical_url=ADDRESS)
    clip = keep(dataclasses.replace(prepared, found=found)).article
    clip.publish()
    source = clip.sources.get()
    write_down(source, CHANGED, compare(source, CHANGED))
    return clip, ADDRESS


def told(address):
    out = StringIO()
    call_command("clip", address, "--json", stdout=out)
    return json.loads(out.getvalue())


def cited(said):
    rows = [*said["key_facts"], *said["quick_answers"], *said["faqs"]]
    return [citation for row in rows for citation in row["citations"]]


def test_the_clip_as_json_has_the_text_in_which_its_offsets_count(changed):
    _clip, address = changed

    said = told(address)

    text = said["source"]["text"]
    assert "900 dwellings" in text
    assert cited(said)
    assert all(text[c["start"] : c["end"]] == c["quote"] for c in cited(said))
    assert {c["text_sha256"] for c in cited(said)} == {said["source"]["text_sha256"]}
    assert said["sources"][0]["other_texts"] == []


def test_a_passage_that_was_cited_anew_names_its_own_text(changed):
    clip, address = changed
    newer = Snapshot.objects.latest("pk")
    fact = clip.key_facts.first().fact
    fact.citations.all().delete()
    Citation.of(newer, AT_THE_TOP, fact=fact).save()

    said = told(address)

    (other,) = said["sources"][0]["other_texts"]
    texts = {text["text_sha256"]: text["text"] for text in (said["source"], other)}
    assert other["text"] == newer.text
    assert all(texts[c["text_sha256"]][c["start"] : c["end"]] == c["quote"] for c in cited(said))


def test_check_clip_finds_nothing_that_it_did_not_find_before(changed):
    out = StringIO()

    call_command("check_clip", "--all", stdout=out)

    assert "Every citation is verbatim" in out.getvalue()
    assert PassageChange.objects.open().exists()


def test_what_is_typed_is_read_where_it_is_cited_and_saving_moves_no_citation(changed):
    clip, _address = changed
    before = set(Citation.objects.values_list("pk", "snapshot", "start"))

    bench = Bench(clip, values_of(clip))
    typed = {
        (c["snapshot"], c["start"])
        for row in bench.document()["key_facts"] + bench.document()["answers"]
        for c in row["citations"]
    }

    assert {snapshot for snapshot, _start in typed} == {Snapshot.objects.earliest("pk").pk}
    assert typed <= {(snapshot, start) for _pk, snapshot, start in before}


def test_the_source_pane_begins_with_the_text_that_is_cited(client, changed):
    clip, _address = changed
    client.force_login(make_user("ines", role="editor"))

    pane = client.get(reverse("desk:edit", args=[clip.pk])).content.decode()

    first, second = (pane.index(f'data-snapshot="{row.pk}"') for row in Snapshot.objects.order_by("pk"))
    assert first < pane.index("The page says this by now") < second
    assert pane.index('class="cite"') < second
    assert 'class="cite"' not in pane[second : pane.index("</section>", second)]


def test_a_source_that_is_not_cited_is_still_known_by_its_first_text(changed):
    clip, _address = changed
    other = make_source("The ferry sails at 22:15 with 120 passengers, the harbour board said on Monday.")
    clip.article_sources.create(source=other, position=1)
    clip.body += "\n\nThe ferry takes 120 passengers."
    clip.save()
    Snapshot.take(other, "The ferry sails at 22:15, the harbour board said on Monday.")

    assert not [f for f in gate.findings(clip) if f.kind == "number"]
