"""The two databases. Each takes one expression over ASCII tokens and answers with clips' numbers and ranks.

An expression is a list of lists of phrases: of each inner list at least one phrase must stand in the clip. A phrase is
a tuple of tokens that stand next to each other.
"""

from collections.abc import Sequence

from django.db import connections
from django.db.models.expressions import RawSQL

Phrase = tuple[str, ...]
Expression = Sequence[Sequence[Phrase]]

TITLE_WEIGHT = 8.0  # times a word in the rest


class SQLite:
    def matching(self, expression: Expression) -> RawSQL:
        return RawSQL(
            "SELECT rowid FROM articles_search_index WHERE articles_search_index MATCH %s", [self.written(expression)]
        )

    def ranks(self, cursor, expression: Expression, pks: Sequence[int]) -> dict[int, float]:
        cursor.execute(
            "SELECT rowid, -bm25(articles_search_index, %s, 1.0) FROM articles_search_index"
            " WHERE articles_search_index MATCH %s AND rowid BETWEEN %s AND %s",
            [TITLE_WEIGHT, self.written(expression), min(pks), max(pks)],
        )
        return dict(cursor.fetchall())

    def written(self, expression):
        return " AND ".join(f"({' OR '.join(map(self._phrase, phrases))})" for phrases in expression)

    def _phrase(self, phrase):
        return "(" + " + ".join(f'"{token}"' for token in phrase) + ")"


class PostgreSQL:
    def matching(self, expression: Expression) -> RawSQL:
        return RawSQL(
            "SELECT article_id FROM articles_searchentry WHERE vector @@ %s::tsquery", [self.written(expression)]
        )

    def ranks(self, cursor, expression: Expression, pks: Sequence[int]) -> dict[int, float]:
        cursor.execute(
            # Weights of D, C, B, A; 1 divides by the logarithm of the length.
            "SELECT article_id, ts_rank(%s::real[], vector, %s::tsquery, 1)"
            " FROM articles_searchentry WHERE article_id = ANY(%s)",
            [[1.0 / TITLE_WEIGHT, 0.0, 0.0, 1.0], self.written(expression), list(pks)],
        )
        return dict(cursor.fetchall())

    def written(self, expression):
        return " & ".join(f"({' | '.join(map(self._phrase, phrases))})" for phrases in expression)

    def _phrase(self, phrase):
        return "(" + " <-> ".join(f"'{token}'" for token in phrase) + ")"


BACKENDS: dict[str, SQLite | PostgreSQL] = {"sqlite": SQLite(), "postgresql": PostgreSQL()}


def backend_of(alias: str) -> SQLite | PostgreSQL:
    return BACKENDS[connections[alias].vendor]
