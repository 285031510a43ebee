import pytest
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections

from articles import sitemaps
from tests.newsclip import pages_to_store


@pytest.fixture
def kept_connections():
    """The end of a request must not close the connection that holds the test's transaction."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.fixture
def site(settings, tmp_path, kept_connections):
    """A store of its own, with its own shared memory, in front of `pages_to_store`."""
    settings.ROOT_URLCONF = "tests.newsclip.pages_to_store"
    settings.STAMPS_PATH, settings.VIEWS_PATH = tmp_path / "stamps", tmp_path / "views"
    pages_to_store.renders.clear()
    pages_to_store.during_rendering.clear()
    return new_store


def new_store():
    from newsclip.store import PageStore

    return PageStore(get_wsgi_application())


@pytest.fixture
def store(site):
    return site()


@pytest.fixture(autouse=True)
def clips_stand_in_the_first_part_of_the_sitemap(monkeypatch):
    """However high their numbers are by now: PostgreSQL gives none twice, in all the tests of a process."""
    monkeypatch.setattr(sitemaps, "CLIPS_A_PART", 10**9)
