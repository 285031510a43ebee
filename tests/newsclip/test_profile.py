"""What the environment says about an installation."""

import environ
import pytest

from newsclip import profile
from newsclip.settings import SQLITE


def named(address):
    return profile.database(environ.Env.db_url_config(address), SQLITE)


def test_a_file_of_sqlite_elsewhere_is_as_safe_as_our_own():
    made = named("sqlite:////srv/news.sqlite3?timeout=9")

    assert made["NAME"] == "/srv/news.sqlite3"
    assert made["OPTIONS"] == {**SQLITE["OPTIONS"], "timeout": 9}
    assert made["CONN_MAX_AGE"] == SQLITE["CONN_MAX_AGE"]


@pytest.mark.parametrize("address", ["postgres://ines:word@127.0.0.1:5432/news", "postgresql://127.0.0.1/news"])
def test_postgresql_gets_nothing_of_sqlite(address):
    assert "OPTIONS" not in named(address)
