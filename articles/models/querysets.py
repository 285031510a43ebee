"""Sets of clips, by name."""

from django.db import models
from django.db.models import Q


class ArticleQuerySet(models.QuerySet):
    def published(self):
        return self.filter(status="published")

    def public(self):
        """What a public address may answer about: published clips, and withdrawn ones, which say why."""
        return self.filter(status__in=["published", "withdrawn"])

    def due(self, now):
        return self.filter(status="scheduled", scheduled_for__lte=now)

    def newest_first(self):
        return self.order_by("-published_at", "-pk")

    def most_discussed(self):
        return self.filter(comment_count__gt=0).order_by("-comment_count", "-published_at")

    def made_by(self, user):
        return self.filter(article_makers__user=user)

    def tagged(self, tag):
        return self.filter(taggings__tag=tag)

    def visible_to(self, user):
        """Anybody sees published clips; those who curate see all."""
        return self.all() if user.is_authenticated and user.may_curate else self.published()

    def for_cards(self):
        """All that a card in a list shows, in a fixed number of queries."""
        return self.select_related("category", "hero").prefetch_related("taggings__tag")

    def for_page(self):
        """All that the article page shows of the clip itself, in a fixed number of queries."""
        return self.select_related("category", "hero", "story").prefetch_related(
            "taggings__tag",
            "article_makers__user",
            "article_sources__source",
            "key_facts__fact__citations__snapshot__source",
            "answers__citations__snapshot__source",
            "citations__snapshot__source",
        )

    def open_drafts(self):
        return self.filter(~Q(status="published"), ~Q(status="withdrawn"))
