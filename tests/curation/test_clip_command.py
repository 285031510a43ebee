import hashlib
import io
import json
import sys
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command

from articles.models import Article
from curation import actions
from curation.evidence import gate
from curation.evidence.finding import Finding
from tests.curation.sources import PLUNGE, page
from tests.factories import make_article, make_category, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def town_hall():
    return make_category("Town Hall", slug="town-hall")


@pytest.fixture
def plunge(tmp_path):
    path = tmp_path / "plunge.txt"
    path.write_text(PLUNGE)
    return str(path)


def run(*args):
    out = io.StringIO()
    call_command(*args, stdout=out)
    return out.getvalue()


def clip(*args):
    return json.loads(run("clip", "--json", *args))


def test_a_text_file_becomes_the_json_that_outsiders_rely_on(plunge, settings):
    said = clip(plunge)

    assert {
        *("id", "url", "edit_url", "title", "standfirst", "category", "tags", "key_facts", "background", "body"),
        *("quick_answers", "faqs", "source", "warnings"),
    } <= set(said)
    assert said["url"].startswith(settings.SITE_URL)
    assert said["edit_url"] == f"{settings.SITE_URL}/desk/{said['id']}/"
    assert set(said["source"]) == {*"url publisher title byline published text text_sha256".split()}
    assert set(said["key_facts"][0]) == {"label", "text", "citations"}
    assert set(said["quick_answers"][0]) == {"question", "answer", "citations"}


def test_offsets_count_code_points_of_the_text_that_is_printed(plunge):
    said = clip(plunge)

    source = said["source"]
    rows = said["key_facts"] + said["quick_answers"] + said["faqs"]
    citations = [citation for row in rows for citation in row["citations"]]
    assert citations
    assert all(source["text"][c["start"] : c["end"]] == c["quote"] for c in citations)
    assert hashlib.sha256(source["text"].encode()).hexdigest() == source["text_sha256"]


def test_a_page_that_was_clipped_before_is_shown_again(tmp_path):
    path = tmp_path / "page.html"
    path.write_bytes(page())
    first = clip(str(path))

    second = clip(str(path))

    assert second["id"] == first["id"]
    assert second["warnings"][0]["kind"] == "already-imported"
    assert Article.objects.count() == 1


@pytest.mark.parametrize("data", [PLUNGE.encode(), page()])
def test_standard_input_is_a_text_or_a_page(data, monkeypatch):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data)))

    assert clip("-")["source"]["text"].count("38.6 million") == 1


def test_category_and_maker_are_taken_from_the_command_line(plunge):
    make_user("ines", role="editor")
    make_category("Harbour", slug="harbour")

    said = clip(plunge, "--category", "harbour", "--as", "Ines")

    assert said["category"] == "harbour"
    assert Article.objects.get().created_by.username == "ines"


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (["nowhere.txt"], "There is no file “nowhere.txt”"),
        (["ftp://quillmouth.example/x"], "There is no file"),
        (["--category", "moon"], "There is no category “moon”. There are: town-hall."),
        (["--as", "nobody"], "Nobody here is called “nobody”."),
        (["--publish"], "--publish needs --as USERNAME"),
    ],
)
def test_a_mistake_is_told_in_a_sentence(plunge, args, sentence):
    source = [] if not args[0].startswith("--") else [plunge]

    with pytest.raises(CommandError, match=sentence):
        run("clip", *source, *args)

    assert not Article.objects.exists()


def test_a_file_of_another_kind_is_refused(tmp_path):
    (tmp_path / "a.pdf").write_bytes(b"%PDF")

    with pytest.raises(CommandError, match=r"neither an \.html nor a \.txt file"):
        run("clip", str(tmp_path / "a.pdf"))


def test_publishing_needs_the_permission(plunge):
    make_user("odo", role="reader")

    with pytest.raises(CommandError, match="may not publish"):
        run("clip", plunge, "--publish", "--as", "odo")


def test_a_sound_draft_is_published(plunge):
    make_user("ines", role="editor")

    said = clip(plunge, "--publish", "--as", "ines")

    assert said["status"] == "published"


def test_a_draft_that_the_gate_stops_stays_one(plunge, monkeypatch):
    make_user("ines", role="editor")
    stops = Finding("number", "Fact 1 says 99, but no cited passage does.", "facts-0", stops=True)
    monkeypatch.setattr("curation.evidence.gate.check", lambda *args, **kwargs: [stops])

    with pytest.raises(CommandError, match="says 99, but no cited passage does"):
        run("clip", plunge, "--publish", "--as", "ines")

    assert Article.objects.get().status == "draft"


def test_check_clip_is_content_with_a_drafted_clip(plunge):
    number = clip(plunge)["id"]

    assert "verbatim" in run("check_clip", str(number))
    assert "verbatim" in run("check_clip", "--all")


def checked(article):
    """(what it printed, whether it was content)"""
    out = io.StringIO()
    try:
        call_command("check_clip", str(article.pk), stdout=out)
    except CommandError:
        return out.getvalue(), False
    return out.getvalue(), True


def test_one_digit_changed_in_a_fact_is_told_with_the_fact_and_its_passage():
    article = make_article()
    fact = article.key_facts.get().fact
    sound = checked(article)
    fact.text = fact.text.replace("900", "901")
    fact.save()

    told, content = checked(article)

    assert sound[1]
    assert not content
    assert told == (
        f"{article.pk} facts-0: Fact 1 says 901, but no cited passage does. "
        "'The first phase connects 901 homes.' Cited: 'Phase one reaches some 900 dwellings'\n"
    )


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"standfirst": "It pays 12 million."}, "The standfirst says 12 million, but no source of this clip does."),
        ({"body": "“We knew it all along,” said Hale."}, "This quotation does not stand in a source"),
        ({"background": "It was built by Hob Carrow."}, "The background names Hob Carrow"),
    ],
)
def test_check_clip_goes_through_all_evidence(changes, sentence):
    told, content = checked(make_article(**changes))

    assert sentence in told
    assert not content


def test_check_clip_says_what_is_overridden_and_is_content_with_it():
    article = make_article(standfirst="It pays 12 million.")
    by = make_user("ines", role="editor")
    actions.override(article, gate.findings(article)[0], by=by, note="Eleven and a bit.")

    told, content = checked(article)

    assert "Overridden by ines: Eleven and a bit." in told
    assert content


def test_check_clip_says_when_there_is_no_such_clip():
    with pytest.raises(CommandError, match="no clip 99"):
        run("check_clip", "99")
