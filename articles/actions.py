"""What is done to clips by somebody: the verbs of Article with a line in the audit trail, and readings counted."""

from collections.abc import Mapping

from django.db import transaction
from django.db.models import Case, F, Value, When
from django.utils.module_loading import import_string

from accounts.models import audit
from articles.models import Article
from common import stamps
from common.counting import shown


@transaction.atomic
def publish(article, *, by, at=None, **told):
    """Publish now. `at` is the moment it was promised for, when a schedule does this."""
    article.publish(at)
    audit(article, "publish", by=by, **told)


@transaction.atomic
def schedule(article, *, by, at, **told):
    article.schedule(at)
    audit(article, "schedule", by=by, at=at.isoformat(), **told)


@transaction.atomic
def withdraw(article, *, by, because):
    article.withdraw(because)
    audit(article, "withdraw", by=by, because=because)
    import_string("moderation.gone.settle_clip")(article)


@transaction.atomic
def submit(article, *, by, **told):
    article.submit()
    audit(article, "submit", by=by, **told)


@transaction.atomic
def return_to_draft(article, *, by, **told):
    article.return_to_draft()
    audit(article, "return to draft", by=by, **told)


@transaction.atomic
def hold(article, *, because):
    """Keep back what was promised for a moment that has come; nobody does this, the schedule does."""
    promised = article.scheduled_for
    article.hold()
    audit(article, "hold", by=None, at=promised.isoformat(), because=because)


@transaction.atomic
def move_to(article, slug, *, by):
    """Give a clip another address; the old one redirects."""
    if slug != article.slug:
        audit(article, "move", by=by, before=article.slug, after=slug)
        article.move_to(slug)


@transaction.atomic
def delete_draft(article, *, by):
    """Only what never was public can be deleted; everything else is withdrawn and says so."""
    if article.published_at:
        raise ValueError("A clip that was published is withdrawn, not deleted.")
    audit(article, "delete", by=by)
    facts = [row.fact_id for row in article.key_facts.all()]
    model = article.key_facts.model.fact.field.related_model
    article.touch()
    article.delete()
    model.objects.filter(pk__in=facts, shown_as=None).delete()


@transaction.atomic
def put_in_trash(article, *, by):
    article.put_in_trash(by)
    audit(article, "put in trash", by=by)


@transaction.atomic
def take_from_trash(article, *, by):
    article.take_from_trash()
    audit(article, "take from trash", by=by)


@transaction.atomic
def plan(article, *, by, embargo_until, withdraw_at):
    """When it may go out at the earliest, and when it is withdrawn by itself; None is never."""
    Article.objects.filter(pk=article.pk).update(embargo_until=embargo_until, withdraw_at=withdraw_at)
    article.embargo_until, article.withdraw_at = embargo_until, withdraw_at
    told = {"embargo_until": embargo_until, "withdraw_at": withdraw_at}
    audit(article, "plan", by=by, **{name: at and at.isoformat() for name, at in told.items()})


@transaction.atomic
def receive_comments(article, *, by, moderation, comments_close_at):
    """Whether a moderator reads comments on it first ("": as its category and the site have it), and when they close
    (None: by the site's rule). A thread that was closed by age opens by itself when its moment is moved."""
    told = {"moderation": moderation, "comments_close_at": comments_close_at}
    if told == {name: getattr(article, name) for name in told}:
        return
    Article.objects.filter(pk=article.pk).update(**told)
    article.moderation, article.comments_close_at = moderation, comments_close_at
    article.touch()
    closing = comments_close_at and comments_close_at.isoformat()
    audit(article, "receive comments", by=by, moderation=moderation, comments_close_at=closing)


@transaction.atomic
def set_free_to_quote(source, free, *, by):
    """Lift the limit of what pages show of a source, or set it again. Free are our own, press releases, old ones."""
    source.free_to_quote = free
    source.save(update_fields=["free_to_quote"])
    stamps.touch(
        "front", "lists", *(f"article:{pk}" for pk in Article.objects.resting_on(source).values_list("pk", flat=True))
    )
    audit(source, "change", by=by, free_to_quote=free)


@transaction.atomic
def add_views(totals: Mapping[int, int]):
    """Add readings to clips, {pk: how many}. A page is renewed only when the number that it shows changes."""
    rows = Article.objects.select_for_update().filter(pk__in=totals).order_by("pk")
    before = dict(rows.values_list("pk", "view_count"))
    changed = [pk for pk, count in before.items() if shown(count) != shown(count + totals[pk])]
    stamps.touch(*(f"article:{pk}" for pk in changed))
    more = Case(*(When(pk=pk, then=Value(totals[pk])) for pk in before), default=Value(0))
    Article.objects.filter(pk__in=before).update(view_count=F("view_count") + more)
