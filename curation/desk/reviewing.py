"""On to review and back, and who a clip is with. Whoever acts on what has changed meanwhile is told."""

from django.db import transaction

from accounts.models import audit
from articles import actions as clips
from articles.models import Article
from articles.models.article import AlreadySettled
from curation.desk import approving, noting, telling


class AssignedMeanwhile(Exception):
    """Somebody else gave the clip to somebody first; `article` says to whom."""

    def __init__(self, article):
        self.article = article
        super().__init__(str(article))


@transaction.atomic
def submit(article, *, by, version=None, note=""):
    """Send a draft to review. `version` is what the person saw; raises AlreadySettled when it has gone on."""
    _demand(article, version)
    clips.submit(article, by=by, note=note)
    _say(article, note, by)
    telling.submitted(article, by=by, said=note)


@transaction.atomic
def send_back(article, *, by, version=None, because=""):
    """Back to the drafts, with the reason; from the schedule too."""
    _demand(article, version)
    clips.return_to_draft(article, by=by, because=because)
    _say(article, because, by)
    telling.returned(article, by=by, said=because)


@transaction.atomic
def assign(article, *, to, seen, by):
    """Give the clip to a person, or to nobody. `seen` is the pk of whom it was with when the person looked."""
    moved = Article.objects.filter(pk=article.pk, assigned_to=seen).update(assigned_to=to)
    article.refresh_from_db(fields=["assigned_to"])
    if not moved and article.assigned_to != to:
        raise AssignedMeanwhile(article)
    if not moved or (to and to.pk) == seen:
        return
    audit(article, "assign", by=by, people=[to] if to else [])
    telling.assigned(article, by=by)


def _demand(article, version):
    if version is not None and approving.lock(article).version != version:
        raise AlreadySettled(article)


def _say(article, text, by):
    """The words stay with the clip as a note on all of it."""
    if text:
        noting.write(article, text, by=by, tell=False)
