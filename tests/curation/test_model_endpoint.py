"""What the endpoint of a language model answers or refuses, what it is told, and how it is set up."""

import json
import logging
import subprocess
import sys
import time

import pytest
from django.core.checks import run_checks
from django.urls import reverse

from accounts.models import AuditEntry
from curation.intake.importing import import_source
from curation.models import Proposal
from tests.curation.model_drafts import KEY, configured, draft, facts, kinds
from tests.curation.model_endpoint import QUOTED, Endpoint, dripping, failing, good
from tests.factories import make_category, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def town_hall():
    return make_category("Town Hall", slug="town-hall")


@pytest.fixture(params=["openai", "anthropic"])
def model(request, httpserver, settings):
    return configured(Endpoint(httpserver, request.param), settings)


@pytest.fixture
def openai(httpserver, settings):
    return configured(Endpoint(httpserver, "openai"), settings)


ODD = [
    "",
    "I would rather not.",
    "[]",
    '{"facts": [{"label": "A", "text": "cut',
    "{" * 5000,
    {"facts": "none"},
    {"facts": [None, 3, {"text": 5}, {"text": "x" * 9000, "sentences": [1]}], "titles": {}, "quick": [[]]},
    {
        "facts": [
            {"label": "", "text": "Die Stadt baut ein Netz für Wärme aus dem Fluss, sagt der Rat.", "sentences": [1]}
        ]
        * 7
    },
]


@pytest.mark.parametrize("answer", ODD)
def test_an_answer_that_cannot_be_used_leaves_the_extractive_draft_and_one_warning(model, settings, answer):
    model.answers = [answer]
    helped = draft()
    settings.MODEL_KIND = ""
    plain = draft()

    assert [fact.text for fact in facts(helped)] == [fact.text for fact in facts(plain)]
    assert (helped.title, helped.body, helped.proposal.engine) == (plain.title, plain.body, "extract")
    assert kinds(helped) == [*kinds(plain), "model"]


@pytest.mark.parametrize("status", [400, 401, 404, 429, 500])
def test_an_endpoint_that_refuses_leaves_the_extractive_draft(model, status, caplog):
    model.answers = [failing(status, **{"Retry-After": "0"})]

    with caplog.at_level(logging.DEBUG):
        article = draft()

    assert article.proposal.engine == "extract"
    assert kinds(article).count("model") == 1
    assert len(model.asked) <= 3
    said = json.dumps([*AuditEntry.objects.values_list("data", flat=True), *article.proposal.warnings], default=str)
    assert KEY not in said
    assert KEY not in " ".join(record.getMessage() for record in caplog.records if record.levelno >= logging.INFO)


def test_the_key_goes_to_the_endpoint_and_nowhere_else(model, caplog):
    with caplog.at_level(logging.DEBUG):
        article = draft()

    assert KEY in f"{model.headers}"
    assert KEY not in caplog.text
    assert KEY not in json.dumps(article.proposal.words)


@pytest.mark.parametrize(
    ("reason", "refusal"), [("length", None), ("content_filter", None), ("stop", "I cannot help with that.")]
)
def test_a_refusal_or_a_cut_answer_of_chat_completions_is_no_draft(openai, reason, refusal):
    openai.answers = [openai.said(None if refusal else good(), reason=reason, refusal=refusal)]

    assert kinds(draft())[-1] == "model"


@pytest.mark.parametrize("reason", ["max_tokens", "refusal"])
def test_a_refusal_or_a_cut_answer_of_messages_is_no_draft(httpserver, settings, reason):
    model = configured(Endpoint(httpserver, "anthropic"), settings)
    model.answers = [model.said(good(), reason=reason)]

    assert kinds(draft())[-1] == "model"


def test_an_endpoint_that_knows_no_schemas_is_asked_once_more_in_words(openai):
    openai.answers = [failing(400), f"Here it is:\n```json\n{json.dumps(good())}\n```"]

    article = draft()

    assert article.proposal.engine == "openai: tide-1"
    assert ["response_format" in asked for asked in openai.asked] == [True, False]


@pytest.mark.parametrize("answer", [dripping(30), failing(429, **{"Retry-After": "30"})])
def test_a_slow_endpoint_is_not_waited_for(model, settings, answer):
    """Each byte comes in time, or the client waits as long as it is told: the clock on the wall decides."""
    settings.MODEL_SECONDS = 0.5
    model.answers = [answer]

    started = time.monotonic()
    article = draft()

    assert time.monotonic() - started < 20
    assert kinds(article).count("model") == 1
    assert facts(article)


def test_a_long_source_is_sent_in_part(openai):
    import_source(text="\n\n".join(f"{QUOTED}\nNumber {n} of the tide tables is kept by the board." for n in range(80)))

    assert len(openai.prompt.split()) < 13_500


def test_the_desk_says_which_model_proposed_a_part(client, openai):
    article = draft()
    client.force_login(make_user(role="editor"))

    page = client.get(reverse("desk:edit", args=[article.pk])).content.decode()

    assert "Proposed by openai: tide-1, not yet read by a person." in page
    assert KEY not in page


def test_without_a_model_no_client_is_imported_and_nothing_is_asked(openai, settings):
    settings.MODEL_KIND = ""

    article = draft()

    assert not openai.asked
    assert article.proposal.engine == "extract"
    assert not article.proposal.unsupported
    assert "model" not in kinds(article)


def test_no_client_is_imported_before_it_is_needed():
    program = (
        "import django, sys; django.setup(); import curation.intake.importing, curation.intake.model, newsclip.urls;"
        "print({'openai', 'anthropic'} & set(sys.modules))"
    )

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)

    assert (done.stdout, done.stderr) == ("set()\n", "")


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({"MODEL_KIND": ""}, []),
        ({}, []),
        ({"MODEL_KIND": "oracle"}, ["curation.E001"]),
        ({"MODEL_NAME": ""}, ["curation.E003"]),
        ({"MODEL_URL": "localhost"}, ["curation.E004"]),
        ({"MODEL_SECONDS": 0}, ["curation.E005"]),
        ({"MODEL_SECONDS": 3600}, ["curation.E005"]),
    ],
)
def test_a_mistake_in_the_settings_is_told_in_a_sentence(openai, settings, fields, found):
    for name, value in fields.items():
        setattr(settings, name, value)

    errors = [error for error in run_checks() if (error.id or "").startswith("curation.E0")]

    assert [error.id for error in errors] == found
    assert all(error.hint and KEY not in f"{error}" for error in errors)


@pytest.mark.parametrize(("name", "value"), [("MODEL_KIND", "oracle"), ("MODEL_URL", "nowhere"), ("MODEL_NAME", "")])
def test_a_mistake_in_the_settings_still_leaves_the_extractive_draft(openai, settings, name, value):
    openai.answers = [failing(404)]
    setattr(settings, name, value)

    assert kinds(draft()).count("model") == 1


def test_a_client_that_is_not_installed_is_named(openai, monkeypatch):
    monkeypatch.setattr("curation.checks.find_spec", lambda name: None)

    assert "pip install" in next(error.hint for error in run_checks() if error.id == "curation.E002")


def test_a_proposal_is_kept_once_however_often_it_is_read(openai):
    article = draft()

    assert Proposal.objects.get(article=article).unsupported == ["Tide heat brings Quillmouth free ice cream"]
