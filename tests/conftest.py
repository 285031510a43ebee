import os

import pytest
from hypothesis import settings as hypothesis_settings

NO_CHROMIUM = "no Chromium"

hypothesis_settings.register_profile("newsclip", deadline=None, max_examples=int(os.environ.get("EXAMPLES", "50")))
hypothesis_settings.load_profile("newsclip")


@pytest.fixture(autouse=bool(os.environ.get("TEST_REDIS_URL")))
def empty_cache():
    """A cache in the database is rolled back with it; one in Redis is emptied."""
    yield
    from django.core.cache import cache

    cache.clear()


@pytest.fixture(scope="session", autouse=True)
def tests_flush_what_is_append_only():
    """After a test with real transactions all tables are emptied, by DELETE or TRUNCATE, which triggers refuse."""
    from django.db import connection, transaction

    from newsclip.demo import append_only

    operations = type(connection.ops)
    flush = operations.execute_sql_flush

    def without_triggers(self, sql_list):
        with transaction.atomic(), append_only.set_aside():
            flush(self, sql_list)

    operations.execute_sql_flush = without_triggers
    yield
    operations.execute_sql_flush = flush


def pytest_terminal_summary(terminalreporter):
    """Say loudly what was not tested."""
    skipped = [report for report in terminalreporter.stats.get("skipped", []) if NO_CHROMIUM in str(report.longrepr)]
    if skipped:
        terminalreporter.section("BROWSER TESTS WERE SKIPPED", red=True, bold=True)
        terminalreporter.line(
            f"{len(skipped)} tests did not run, because there is no Chromium on this machine. Install it "
            "(Debian: apt-get install chromium), or name one: CHROMIUM=/path/to/chromium make test"
        )
