"""What somebody is writing, kept on the site while they type: a closed tab or another device loses nothing."""

from datetime import timedelta

from django.utils import timezone

from comments.models import Comment, Draft

LONGEST = 20_000  # characters; more than a comment may have, so that nobody loses what they still have to shorten
KEPT_FOR = timedelta(days=30)
JUST_POSTED = 60  # seconds
MOST = 100  # of one person; the newest stay


def save(*, by, article, place, body):
    """Keep it for this place, one draft each; an empty text is thrown away. Returns the draft, or None.

    A request that was on its way while the comment was posted brings nothing back.
    """
    body = body.replace("\0", "").strip()[:LONGEST]  # PostgreSQL takes no NUL
    posted = Comment.objects.filter(author=by, article=article, body=body).within(JUST_POSTED)
    if not body or posted.exists():
        forget(by, place)
        return None
    draft = Draft(by=by, place=place, article=article, body=body, saved_at=timezone.now())
    _upsert(draft)
    _forget_beyond(by)
    return draft


def _upsert(draft):
    """Two windows that write first at once make one row; the later words stand."""
    kept = ["article", "body", "saved_at"]
    Draft.objects.bulk_create([draft], update_conflicts=True, unique_fields=["by", "place"], update_fields=kept)


def _forget_beyond(by):
    own = Draft.objects.filter(by=by)
    kept = list(own.order_by("-saved_at", "-pk").values_list("pk", flat=True)[: MOST + 1])
    if len(kept) > MOST:
        own.exclude(pk__in=kept[:MOST]).delete()


def body_for(person, place):
    if not person.is_authenticated:
        return ""
    return Draft.objects.filter(by=person, place=place).values_list("body", flat=True).first() or ""


def forget(person, place):
    if person.is_authenticated:
        Draft.objects.filter(by=person, place=place).delete()


def forget_old():
    """Drafts that nobody came back to for a month."""
    Draft.objects.filter(saved_at__lt=timezone.now() - KEPT_FOR).delete()
