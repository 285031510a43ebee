import pytest

from common.fetching import BadAnswer, Policy, Refused, TooLarge, WrongType, send

JSON = frozenset({"application/json"})


def open_to(server):
    return Policy(open_hosts=frozenset({f"{server.host}:{server.port}"}))


def test_what_is_sent_arrives_and_is_answered(httpserver):
    httpserver.expect_request("/in", method="POST", data=b"{}", headers={"X-Sign": "s"}).respond_with_json({"ok": 1})

    answer = send(
        httpserver.url_for("/in"), b"{}", accept=JSON, headers={"X-Sign": "s"}, policy=open_to(httpserver), deadline=5
    )

    assert answer.body.strip().startswith(b"{")


def test_a_private_host_is_refused_unless_it_is_opened(httpserver):
    with pytest.raises(Refused):
        send(httpserver.url_for("/in"), b"{}", accept=JSON, policy=Policy())
    assert httpserver.log == []


def test_redirects_are_not_followed(httpserver):
    httpserver.expect_request("/in").respond_with_data("", status=308, headers={"Location": "/on"})

    with pytest.raises(BadAnswer):
        send(httpserver.url_for("/in"), b"{}", accept=JSON, policy=open_to(httpserver), deadline=5)
    assert len(httpserver.log) == 1


def test_answers_are_bounded_and_of_the_type_that_was_asked_for(httpserver):
    httpserver.expect_request("/large").respond_with_data("[" + "1," * 9000, content_type="application/json")
    httpserver.expect_request("/page").respond_with_data("<p>", content_type="text/html")

    with pytest.raises(TooLarge):
        send(httpserver.url_for("/large"), b"", accept=JSON, max_bytes=100, policy=open_to(httpserver), deadline=5)
    with pytest.raises(WrongType):
        send(httpserver.url_for("/page"), b"", accept=JSON, policy=open_to(httpserver), deadline=5)
