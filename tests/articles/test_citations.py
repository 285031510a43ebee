"""A citation is verbatim or it does not exist, whoever writes to the database and however."""

import pytest
from django.db import DatabaseError, connection, transaction

from articles.models import Citation, Snapshot
from tests.factories import make_article

pytestmark = pytest.mark.django_db

SNAPSHOT = (
    "INTO articles_snapshot (id, source_id, text, sha256, retrieved_at)"
    " VALUES (%(snapshot)s, %(source)s, 'a lie', 'x', '2026-01-01 00:00:00')"
)
CITATION = (
    'INTO articles_citation (snapshot_id, start, "end", quote, fact_id, part)'
    " VALUES (%(snapshot)s, 0, 5, 'a lie', %(fact)s, '')"
)
STATEMENTS = [
    [f"INSERT {CITATION}"],
    ["UPDATE articles_citation SET quote = 'a lie'"],
    ["UPDATE articles_citation SET start = start + 1"],
    ["UPDATE articles_citation SET snapshot_id = %(other)s"],
    ["UPDATE articles_snapshot SET text = 'a lie'"],
    [f"INSERT {SNAPSHOT} ON CONFLICT (id) DO UPDATE SET text = 'a lie'"],
    ["DELETE FROM articles_snapshot WHERE id = %(snapshot)s", f"INSERT {SNAPSHOT}"],
]
ON_SQLITE = [
    [f"REPLACE {SNAPSHOT}"],
    [f"INSERT OR IGNORE {CITATION}"],
    ["UPDATE OR REPLACE articles_citation SET quote = 'a lie'"],
]


@pytest.fixture
def cited():
    make_article()
    return Citation.objects.select_related("snapshot__source").get()


@transaction.atomic
def run(statements, rows):
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement, rows)


@pytest.mark.parametrize("statements", STATEMENTS + ON_SQLITE)
def test_no_statement_makes_a_citation_say_what_its_source_does_not(cited, statements):
    if statements in ON_SQLITE and connection.vendor != "sqlite":
        pytest.skip("another dialect")
    other = Snapshot.take(cited.snapshot.source, "Another text, in which nothing stands where it stood before.")
    rows = {"snapshot": cited.snapshot_id, "source": other.source_id, "other": other.pk, "fact": cited.fact_id}

    with pytest.raises(DatabaseError):
        run(statements, rows)

    citation = Citation.objects.select_related("snapshot").get()
    assert citation.snapshot.text[citation.start : citation.end] == citation.quote == cited.quote


@pytest.mark.parametrize("how", [{}, {"ignore_conflicts": True}])
def test_no_bulk_write_does(cited, how):
    lie = Citation(snapshot=cited.snapshot, start=0, end=5, quote="a lie", fact=cited.fact)

    with pytest.raises(DatabaseError), transaction.atomic():
        Citation.objects.bulk_create([lie], **how)

    assert Citation.objects.get() == cited


def test_a_snapshot_that_nothing_cites_may_go_and_the_next_may_come(cited):
    source = cited.snapshot.source
    spare = Snapshot.take(source, "A text that nothing cites.")

    spare.delete()

    assert Snapshot.take(source, "A text that nothing cites.").text == "A text that nothing cites."
