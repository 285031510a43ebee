import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _fresh_counts(request):
    """The limits count in the cache."""
    if "db" in request.fixturenames or request.node.get_closest_marker("django_db"):
        request.getfixturevalue("db")
        cache.clear()
