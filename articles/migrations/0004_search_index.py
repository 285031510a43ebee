"""Each database derives its full-text index from the tokens in SearchEntry. See articles/search.

A later migration that makes Django rebuild the table on SQLite has to make the triggers again.
"""

from django.db import migrations

# The tokens are ASCII already and a word may hold "_".
SQLITE = [
    """
    CREATE VIRTUAL TABLE articles_search_index USING fts5(
        title, body, content='articles_searchentry', content_rowid='article_id', tokenize="ascii tokenchars '_'"
    )
    """,
    """
    CREATE TRIGGER search_index_insert AFTER INSERT ON articles_searchentry
    BEGIN
        INSERT INTO articles_search_index (rowid, title, body) VALUES (NEW.article_id, NEW.title, NEW.body);
    END
    """,
    """
    CREATE TRIGGER search_index_delete AFTER DELETE ON articles_searchentry
    BEGIN
        INSERT INTO articles_search_index (articles_search_index, rowid, title, body)
        VALUES ('delete', OLD.article_id, OLD.title, OLD.body);
    END
    """,
    """
    CREATE TRIGGER search_index_update AFTER UPDATE ON articles_searchentry
    BEGIN
        INSERT INTO articles_search_index (articles_search_index, rowid, title, body)
        VALUES ('delete', OLD.article_id, OLD.title, OLD.body);
        INSERT INTO articles_search_index (rowid, title, body) VALUES (NEW.article_id, NEW.title, NEW.body);
    END
    """,
]
SQLITE_BACK = [
    "DROP TRIGGER search_index_insert",
    "DROP TRIGGER search_index_delete",
    "DROP TRIGGER search_index_update",
    "DROP TABLE articles_search_index",
]
# Written as places, so that no parser of the database takes the tokens apart. "_" holds a place and is no word.
POSTGRESQL = [
    """
    CREATE FUNCTION articles_search_vector(tokens text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (
        SELECT coalesce(string_agg(token || ':' || place, ' '), '')
        FROM unnest(string_to_array(tokens, ' ')) WITH ORDINALITY AS parts (token, place)
        WHERE token NOT IN ('_', '')
    )::tsvector
    """,
    """
    ALTER TABLE articles_searchentry ADD COLUMN vector tsvector GENERATED ALWAYS AS (
        setweight(articles_search_vector(title), 'A') || setweight(articles_search_vector(body), 'D')
    ) STORED
    """,
    "CREATE INDEX articles_search_index ON articles_searchentry USING gin (vector)",
]
POSTGRESQL_BACK = [
    "ALTER TABLE articles_searchentry DROP COLUMN vector",
    "DROP FUNCTION articles_search_vector(text)",
]


def run(sqlite, postgresql):
    def go(apps, schema_editor):
        for statement in {"sqlite": sqlite, "postgresql": postgresql}[schema_editor.connection.vendor]:
            schema_editor.execute(statement, params=None)

    return go


class Migration(migrations.Migration):
    dependencies = [("articles", "0003_search_entry")]
    operations = [migrations.RunPython(run(SQLITE, POSTGRESQL), run(SQLITE_BACK, POSTGRESQL_BACK))]
