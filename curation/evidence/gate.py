"""The checks of one clip as it stands in the database."""

from django.utils.translation import gettext as _

from accounts.models import SiteSettings
from articles import document
from articles.models import Snapshot
from curation.evidence.checks import Finding, Passages, check

SECOND_PAIR = "second-pair"


def findings(article, *, by=None, clip=None) -> list[Finding]:
    """What the gate finds. With `by`, also whether this person may be the one who publishes it.

    `clip` is a document to judge in place of the saved one: what is being typed.
    """
    clip = clip or document.of(article)
    clip.setdefault("differences", document.differences_of(article))
    found = check(clip, snapshots=_snapshots(clip), hero=clip["hero"] if "hero" in clip else _hero(article))
    return _second_pair(article, by) + found


def _snapshots(clip):
    cited = {citation["snapshot"] for citation in _citations(clip)}
    rows = Snapshot.objects.filter(pk__in=cited).select_related("source")
    return {row.pk: Passages(row.text, row.source.language) for row in rows}


def _citations(clip):
    yield from clip["citations"]
    for part in (*clip["key_facts"], *clip["answers"], *clip.get("differences", ())):
        yield from part["citations"]


def _hero(article):
    picture = article.hero
    return picture and {"alt": picture.alt, "decorative": picture.decorative, "credit": picture.credit}


def _second_pair(article, by):
    """Where the site asks for it, whoever made the clip does not publish it."""
    if by is None or not SiteSettings.load().second_pair_of_eyes:
        return []
    made = article.created_by_id == by.pk or article.article_makers.filter(user=by).exists()
    message = _("You made this clip, so somebody else must publish it.")
    return [Finding(SECOND_PAIR, message, "makers", stops=True)] if made else []
