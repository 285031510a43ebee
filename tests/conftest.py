import os

import pytest
from hypothesis import settings as hypothesis_settings

NO_CHROMIUM = "no Chromium"

hypothesis_settings.register_profile("newsclip", deadline=None, max_examples=int(os.environ.get("EXAMPLES", "50")))
hypothesis_settings.load_profile("newsclip")


@pytest.fixture(scope="session")
def template(request, django_db_modify_db_settings):
    """None on PostgreSQL, where each test process migrates for itself."""
    from django.db import connection

    if connection.vendor != "sqlite":
        return None
    from tests.template import Template

    return Template(request.config.cache.mkdir("database"))


@pytest.fixture(scope="session")
def django_db_createdb():
    return False


@pytest.fixture(scope="session")
def django_db_keepdb(template):
    return bool(template and template.lay())


@pytest.fixture(scope="session")
def django_db_setup(template, django_db_setup, django_db_blocker):
    if template:
        with django_db_blocker.unblock():
            template.keep()


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
