"""The one place where the demonstration sets times that the verbs set to now."""

from datetime import datetime, timedelta

from articles.models import Article, Revision
from newsclip.demo.manuscripts import Manuscript, span

DESK = timedelta(minutes=50)  # from first draft to publication


def backdate(article: Article, clip: Manuscript, *, now: datetime) -> None:
    """Make the clip and its revisions as old as its manuscript says."""
    drafted = now - max(clip.age, timedelta(hours=2)) - DESK
    given, times = clip.given, {"created_at": drafted, "saved_at": now - max(clip.age, timedelta())}
    Revision.objects.filter(article=article).update(at=drafted)
    for kind in ("update", "correction"):  # in the order in which they happened
        if kind in given:
            times["changed_at"] = times["saved_at"] = now - span(given[kind]["age"])
            article.revisions.filter(kind=kind).update(at=times["changed_at"])
    if "withdrawn" in given:
        times["withdrawn_at"] = now - span(given["withdrawn"]["age"])
    Article.objects.filter(pk=article.pk).update(**times)
