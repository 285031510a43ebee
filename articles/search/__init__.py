"""Search: one interface over two databases.

`tokens` makes the words, `query` reads what a person typed, `finding` asks the database, `highlights` marks what was
found, `suggestions` helps when nothing was. The tokens are ours alone, so both databases find the same clips.
"""

from articles.search.indexing import index, reindex

__all__ = ["index", "reindex"]
