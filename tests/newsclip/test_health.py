import pytest
from django.core.cache import cache

from newsclip.models import WorkerHeartbeat


def test_the_short_answer_needs_no_database(client):
    response = client.get("/healthz")

    assert response.content == b"ok"
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_the_full_answer_looks_at_every_part(client):
    WorkerHeartbeat.objects.beat("alive")

    response = client.get("/healthz?full")

    assert response.status_code == 200
    assert response.json()["worker"]["workers"] == 1
    assert response.json()["database"]["ok"]
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_without_a_worker_the_site_is_not_well(client):
    response = client.get("/healthz?full")

    assert response.status_code == 503
    assert response.json()["worker"]["ok"] is False
    assert response.json()["database"]["ok"] is True


@pytest.mark.django_db
def test_an_error_is_told_by_its_class_alone(client, monkeypatch):
    def refuse(*args):
        raise ConnectionError("redis://:secret@cache")

    monkeypatch.setattr(type(cache._connections[cache._alias]), "set", refuse)

    response = client.get("/healthz?full")

    assert response.json()["cache"]["error"] == "ConnectionError"
    assert b"secret" not in response.content
