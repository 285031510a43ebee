"""Sets of clips, by name."""

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q, Subquery

from accounts.between import hidden_from, hides_anybody


class ArticleQuerySet(models.QuerySet):
    def published(self):
        return self.filter(status="published")

    def public(self):
        """What a public address may answer about: published clips, and withdrawn ones, which say why."""
        return self.filter(status__in=["published", "withdrawn"])

    def due(self, now):
        return self.filter(status="scheduled", scheduled_for__lte=now)

    def to_withdraw(self, now):
        return self.filter(status="published", withdraw_at__lte=now)

    def for_reader(self, reader):
        """Without what this reader muted: tags, and people who made the clip. A visitor (or None) muted nothing.

        Part of the query itself, so a list asks as many questions for every reader.
        """
        if not getattr(reader, "pk", None):
            return self
        tagged = apps.get_model("articles.TaggedArticle").objects.filter(tag__muted_by__by=reader)
        makers = apps.get_model("articles.ArticleMaker").objects.filter(hidden_from(reader, "user"))
        return self.exclude(pk__in=tagged.values("content_object")).exclude(pk__in=makers.values("article"))

    def newest_first(self):
        return self.order_by("-published_at", "-pk")

    def most_discussed(self):
        return self.filter(comment_count__gt=0).order_by("-comment_count", "-published_at")

    def made_by(self, user):
        return self.filter(article_makers__user=user)

    def resting_on(self, source):
        """Clips that name a source, and clips that cite it though it is no longer among theirs."""
        cited = apps.get_model("articles.Citation").objects.filter(snapshot__source=source)
        facts, answers, texts = (cited.values(name) for name in ("fact", "answer", "article"))
        says = Q(sources=source) | Q(key_facts__fact__in=facts) | Q(answers__in=answers) | Q(pk__in=texts)
        return self.filter(says).distinct()

    def tagged(self, tag):
        return self.filter(taggings__tag=tag)

    def visible_to(self, user):
        """Anybody sees published clips; those who curate see all but what is in the trash."""
        curates = user.is_authenticated and user.may_curate
        return self.filed_for(user).filter(trashed_at__isnull=True) if curates else self.published()

    def filed_for(self, user):
        """Those in the categories that an editor is limited to; all for whoever is limited to none."""
        if user.is_superuser:
            return self
        roles = apps.get_model("articles.CategoryRole").objects.filter(user=user, role="editor")
        return self.filter(Q(category__in=roles.values("category")) | ~Exists(roles))

    def in_the_trash(self):
        return self.filter(trashed_at__isnull=False)

    def for_cards(self):
        """All that a card in a list shows, in a fixed number of queries."""
        return (
            self.select_related("category", "hero")
            .defer("body", "body_html", "background", "background_html")
            .prefetch_related(_with("taggings", "tag"))
        )

    def for_page(self):
        """The clip and its parts, in a fixed number of queries; articles/reading.py adds the evidence."""
        return self.select_related("category", "hero", "story").prefetch_related(
            _with("taggings", "tag"),
            _with("article_makers", "user"),
            _with("article_sources", "source"),
            _with("key_facts", "fact"),
            "answers",
        )

    def read_by(self, user):
        """With `last_read` and `last_read_at`: the revision that this person saw last, and when; None if none;
        `last_comment`: the newest comment then.
        `last_seen` is its document, where the clip has changed since; `hides_people`: they do not read everybody.
        Nobody (None) has read nothing.
        """
        if user is None:
            return self
        rows = apps.get_model("articles", "LastRead").objects.filter(user=user, article=OuterRef("pk"))
        of_the_clip = apps.get_model("articles", "Revision").objects.filter(article=OuterRef("pk"))
        seen = of_the_clip.filter(number=OuterRef("last_read"), number__lt=OuterRef("version")).order_by()
        return self.annotate(
            last_read=Subquery(rows.values("number")[:1]),
            last_read_at=Subquery(rows.values("at")[:1]),
            last_comment=Subquery(rows.values("comment")[:1]),
            hides_people=hides_anybody(user),
        ).annotate(last_seen=Subquery(seen.values("document")[:1]))

    def open_drafts(self):
        return self.filter(~Q(status="published"), ~Q(status="withdrawn"))


def _with(rows, other):
    """Rows of a clip together with what they point to, in one query."""
    model = apps.get_model("articles", "Article")._meta.get_field(rows).related_model
    return Prefetch(rows, model._default_manager.select_related(other))  # type: ignore[union-attr]
