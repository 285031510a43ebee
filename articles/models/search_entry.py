"""What the search knows of a published clip. See the package articles/search."""

from django.db import models


class SearchEntry(models.Model):
    """The tokens of one clip, as both databases index them: the database derives its index from these columns.

    A clip that is not published has no row.
    """

    article = models.OneToOneField(
        "articles.Article", models.CASCADE, primary_key=True, related_name="search_entry", editable=False
    )
    # The language whose stems are in it: a primary subtag, empty when we have no stemmer for it.
    language = models.CharField(max_length=8, editable=False, db_index=True)
    title = models.TextField(editable=False)
    body = models.TextField(editable=False)

    def __str__(self):
        return self.title
