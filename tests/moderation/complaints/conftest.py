"""The people around another look at a report that was dismissed."""

import pytest

from tests.factories import make_user


@pytest.fixture(autouse=True)
def delivered_at_once(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


@pytest.fixture
def ines():
    return make_user(username="ines", role="moderator", display_name="Ines Tarrow")


@pytest.fixture
def petra():
    return make_user(username="petra", role="moderator", display_name="Petra Ashlock")


@pytest.fixture
def third():
    return make_user(username="third", role="moderator")


@pytest.fixture
def reader():
    return make_user(username="dora", display_name="Dora Quillfeather")
