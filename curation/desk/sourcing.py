"""What editors do to the sources of a clip and to the differences between them, one verb each."""

from django.db import transaction
from django.db.models import Prefetch, Q
from django.utils.translation import gettext as _

from accounts.models import audit
from articles.models import Article, ArticleSource, Citation, Difference
from curation.desk.editing import EditedMeanwhile
from curation.intake.addresses import key_of
from curation.intake.several import propose_differences, record
from curation.models import Lead


class StillCited(Exception):
    """The clip cites this source; it stays."""


@transaction.atomic
def ask_for_source(article, *, by, url="", text="") -> Lead:
    """A lead for the worker, which reads it and adds it to the clip."""
    lead = Lead.objects.create(by=by, article=article, url=url, text=text, canonical_url=key_of(url), second=True)
    lead.enqueue()
    audit(article, "ask for source", by=by, url=url)
    return lead


@transaction.atomic
def reword(article, *, by, version, says, subjects) -> None:
    """`says` are {number of the row: words}, `subjects` {number of the difference: words}."""
    article = _held(article, version)
    changed = [
        *_changed(article.article_sources.filter(pk__in=says), "says", says),
        *_changed(article.differences.filter(pk__in=subjects), "subject", subjects),
    ]
    for row in changed:
        row.save()
    if changed:
        _settle(article, by, _("What its sources report, in other words"))


@transaction.atomic
def move(article, pk, *, by, version, up) -> None:
    article = _held(article, version)
    rows = list(article.article_sources.order_by("position", "pk"))
    at = next((n for n, row in enumerate(rows) if row.pk == pk), None)
    if at is None or not 0 <= (to := at + (-1 if up else 1)) < len(rows):
        return
    rows[at], rows[to] = rows[to], rows[at]
    for position, row in enumerate(rows):
        ArticleSource.objects.filter(pk=row.pk).update(position=position)
    _settle(article, by, _("Its sources in another order"))


@transaction.atomic
def remove(article, pk, *, by, version) -> None:
    """Raises StillCited. Differences that only one source is left of go with it."""
    article = _held(article, version)
    row = article.article_sources.select_related("source").filter(pk=pk).first()
    if row is None:
        return
    if cited_sources(article) & {row.source_id}:
        raise StillCited(row.source)
    Citation.objects.filter(difference__article=article, snapshot__source=row.source_id).delete()
    for difference in article.differences.prefetch_related("citations"):
        if len(difference.citations.all()) < 2:
            difference.delete()
    row.delete()
    _settle(article, by, _("Without the source %(source)s") % {"source": row.source})


@transaction.atomic
def drop(article, pk, *, by, version) -> None:
    article = _held(article, version)
    if article.differences.filter(pk=pk).delete()[0]:
        _settle(article, by, _("Without a difference between its sources"))


@transaction.atomic
def look_for_differences(article, *, by, version) -> int:
    article = _held(article, version)
    new = propose_differences(article)
    if new:
        _settle(article, by, _("Where its sources differ"))
    return new


def cited_sources(article) -> set[int]:
    """The sources that a fact, an answer or the text of the clip cites."""
    cites = Q(fact__in=article.key_facts.values("fact")) | Q(answer__in=article.answers.all()) | Q(article=article)
    return set(Citation.objects.filter(cites).values_list("snapshot__source", flat=True))


def differences_of(article):
    citations = Citation.objects.select_related("snapshot__source")
    return list(Difference.objects.filter(article=article).prefetch_related(Prefetch("citations", citations)))


def _held(article, version):
    """Locked, as the person saw it; or EditedMeanwhile."""
    held = Article.objects.select_for_update().get(pk=article.pk)
    if held.version != version:
        raise EditedMeanwhile(held)
    held.touch()
    return held


def _changed(rows, field, words):
    for row in rows:
        if getattr(row, field) != words[row.pk]:
            setattr(row, field, words[row.pk])
            yield row


def _settle(article, by, note):
    record(article, by=by, note=note)
    audit(article, "sources", by=by, note=note)
