import hashlib
import hmac
import json
import logging
import re
import threading
import time
import uuid
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.core.checks import run_checks
from hypothesis import given
from hypothesis import strategies as st
from werkzeug import Response

from comments import outside, posting
from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db
SECRET = "a long text that both sides know"
HOLD = {"hold": True, "score": 0.93, "reasons": ["It praises a product."]}


@pytest.fixture
def scorer(httpserver, settings):
    settings.SCORER_URL, settings.SCORER_SECRET = httpserver.url_for("/score"), SECRET
    settings.SCORER_TIMEOUT = 5
    cache.delete(outside.AWAY)
    return httpserver


def post(body="Nine days.", by=None, key=None):
    return posting.post(article=make_article(language="de"), by=by or make_user(), body=body, key=key)


def answers(scorer, *, status=200, data=None, json=None, content_type="application/json"):
    if json is not None:
        scorer.expect_request("/score", method="POST").respond_with_json(json, status=status)
    else:
        scorer.expect_request("/score", method="POST").respond_with_data(data, status=status, content_type=content_type)


def test_it_may_hold_a_comment_and_says_why(scorer):
    answers(scorer, json=HOLD)

    comment = post()

    comment.refresh_from_db()
    assert (comment.status, comment.held_because) == ("held", "outside")
    assert comment.score == 0.93
    assert comment.score_reasons == ["outside:It praises a product."]


def test_it_is_told_the_words_and_nothing_about_the_person(scorer):
    answers(scorer, json={"hold": False})
    author = make_user(username="maud")

    assert post("Neun Tage.", by=author).is_visible

    asked = json.loads(scorer.log[0][0].get_data())
    assert asked.keys() == {"id", "text", "language", "standing"}
    assert (asked["text"], asked["language"], asked["standing"]) == ("Neun Tage.", "de", "new")
    assert "maud" not in scorer.log[0][0].get_data(as_text=True)


def test_what_is_sent_is_signed_over_time_and_body(scorer):
    answers(scorer, json={"hold": False})

    post()

    request = scorer.log[0][0]
    at, made = re.fullmatch(r"t=(\d+),v1=([0-9a-f]{64})", request.headers["X-Newsclip-Signature"]).groups()
    wanted = hmac.new(SECRET.encode(), f"{at}.".encode() + request.get_data(), hashlib.sha256).hexdigest()
    assert hmac.compare_digest(made, wanted)
    assert abs(time.time() - int(at)) < 60


def test_a_second_sending_has_the_same_id(scorer):
    answers(scorer, json={"hold": False})
    article, author, key = make_article(), make_user(), uuid.uuid4()

    for _ in range(2):
        posting.post(article=article, by=author, body="Nine days.", key=key)

    first, second = (json.loads(request.get_data())["id"] for request, _response in scorer.log)
    assert first == second


@pytest.mark.parametrize(
    "broken",
    [
        {"data": "", "status": 200},
        {"data": "no json"},
        {"data": "[" * 9000},
        {"data": b"\xff\xfe\x00"},
        {"data": json.dumps(HOLD), "status": 500},
        {"data": json.dumps(HOLD), "status": 401},  # they say that our signature is wrong
        {"data": json.dumps(HOLD), "content_type": "text/html"},
        {"data": json.dumps(HOLD | {"reasons": ["x" * 20_000]})},
        {"json": []},
        {"json": {"hold": "yes"}},
        {"json": HOLD | {"score": 7}},
        {"json": HOLD | {"score": True}},
        {"data": '{"hold": true, "score": NaN}'},
        {"json": HOLD | {"reasons": "rude"}},
        {"json": HOLD | {"reasons": [{"a": 1}]}},
    ],
    ids=str,
)
def test_whatever_goes_wrong_the_rules_alone_decide(scorer, broken, caplog):
    answers(scorer, **broken)

    with caplog.at_level(logging.WARNING):
        first, second = post(), post("Ten days.")

    assert (first.is_visible, second.is_visible) == (True, True)
    assert [record.name for record in caplog.records].count("comments.outside") == 1
    assert len(scorer.log) == 1  # left alone after a failure


def test_a_slow_one_is_cut_off_at_the_deadline(scorer, settings):
    settings.SCORER_TIMEOUT = 0.2
    over = threading.Event()
    scorer.expect_oneshot_request("/score").respond_with_handler(lambda request: _late(over))
    article, author = make_article(), make_user()

    with scorer.wait(timeout=10):
        started = time.monotonic()
        opinion = outside.ask(article, by=author, body="Nine days.")
        took = time.monotonic() - started
        over.set()

    assert opinion is None
    assert took < 2
    assert cache.get(outside.AWAY)


def _late(over):
    over.wait(10)
    return Response(json.dumps(HOLD), content_type="application/json")


def test_it_cannot_send_us_elsewhere(scorer):
    scorer.expect_request("/score").respond_with_data("", status=307, headers={"Location": scorer.url_for("/other")})
    scorer.expect_request("/other").respond_with_json(HOLD)

    assert post().is_visible
    assert [request.path for request, _response in scorer.log] == ["/score"]


def test_nobody_is_asked_within_the_transaction(scorer, settings, monkeypatch):
    order = []
    monkeypatch.setattr(outside, "ask", lambda *args, **said: order.append("asked"))
    monkeypatch.setattr(posting, "take_turn", lambda *args: order.append("locked"))

    post()

    assert order == ["asked", "locked"]


def test_a_cache_that_is_away_loses_no_comment(scorer, monkeypatch, caplog):
    def away(*args):
        raise ConnectionError

    monkeypatch.setattr(outside, "cache", SimpleNamespace(get=away))

    assert post().is_visible
    assert "could not be asked" in caplog.text


def test_the_team_is_not_asked_about(scorer):
    post(by=make_user(role="moderator"))

    assert scorer.log == []


def test_without_a_secret_nobody_is_asked(scorer, settings):
    settings.SCORER_SECRET = ""

    assert post().is_visible
    assert scorer.log == []


@given(st.binary(max_size=200))
def test_no_answer_does_more_than_be_nonsense(answer):
    try:
        found = outside.read(answer)
    except outside.Nonsense:
        return
    assert isinstance(found.hold, bool)


def test_reasons_are_capped():
    found = outside.read(json.dumps({"hold": False, "reasons": [f"{n}\u202e" + "x" * 300 for n in range(9)]}).encode())

    assert len(found.reasons) == 5
    assert all(len(reason) <= 110 and "\u202e" not in reason for reason in found.reasons)


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ({"SCORER_URL": "ftp://x"}, "comments.E001"),
        ({"SCORER_SECRET": "short"}, "comments.E002"),
        ({"SCORER_TIMEOUT": 0}, "comments.E003"),
        ({"SCORER_URL": "http://scorer.example/"}, "comments.W001"),
    ],
)
def test_an_operators_mistakes_are_told(settings, said, found):
    settings.SCORER_URL, settings.SCORER_SECRET, settings.SCORER_TIMEOUT = "https://scorer.example/", SECRET, 1
    for name, value in said.items():
        setattr(settings, name, value)

    assert [problem.id for problem in run_checks() if problem.id.startswith("comments.")] == [found]
