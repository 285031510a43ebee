"""Letters to those who work on a clip, in their language.

A step (given to somebody, sent to review, sent back, held, late) is told at once. Of notes there is at most one letter
for each clip and person in ten minutes; what is written within them is told in one more letter when they are over.
"""

from datetime import timedelta

from django.core.cache import cache
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django_tasks import task

from accounts import mail
from accounts.models import AuditEntry, User
from articles.models import Article
from curation.desk.people import called_in, curators

BETWEEN = 600  # seconds


def note(said):
    """A note was written: those whom it calls, whoever the clip is with, and its makers hear of it."""
    called = {person.pk for person in called_in(said.text)}
    who = str(said.by or said.link.name)
    words = {"who": who, "said": said.text, "place": f"#note-{said.pk}", "people": [said.by_id] if said.by else []}
    for person in curators().filter(pk__in=(called | _concerned(said.article)) - {said.by_id}):
        _write_or_wait(said, person, words)


def assigned(article, *, by):
    _tell(article, {article.assigned_to_id}, "assigned", _by(by), apart_from=by.pk)


def submitted(article, *, by, said):
    _tell(article, _concerned(article), "submitted", _by(by, said), apart_from=by.pk)


def returned(article, *, by, said):
    _tell(article, _concerned(article), "returned", _by(by, said), apart_from=by.pk)


def held(article, promised):
    _tell_who_waits(article, promised, "held")


def stopped(article, promised, *, because):
    _tell_who_waits(article, promised, "stopped", said=because)


def delayed(article, promised):
    _tell_who_waits(article, promised, "delayed")


def _by(person, said=""):
    return {"who": str(person), "said": said, "people": [person.pk]}


def _tell_who_waits(article, promised, kind, said=""):
    """Not delayed by another letter: somebody waits for this clip to appear."""
    trail = AuditEntry.objects.filter(subject_type="articles.article", subject_id=str(article.pk), verb="schedule")
    last = trail.order_by("-pk").values_list("by", flat=True).first()
    for person in curators().filter(pk__in=_concerned(article) | {last}):
        _write(article, person, kind, {"who": "", "said": said, "promised": promised})


@task()
def more(article, person, first):
    """What came while no letter was sent, from the note `first` on; nothing when all of it is settled by now."""
    article, person = Article.objects.filter(pk=article).first(), User.objects.filter(pk=person).first()
    if article and person:
        settled = Q(resolved_at__isnull=False) | Q(answers__resolved_at__isnull=False)
        notes = article.notes.filter(pk__gte=first).exclude(settled).exclude(by=person).select_related("by", "link")
        said = "\n\n".join(f"{row.by or row.link.name}: {row.text}" for row in notes[:20])
        if said:
            _write(article, person, "more", {"who": "", "said": said})


def _concerned(article):
    return {article.assigned_to_id, *article.article_makers.values_list("user", flat=True)} - {None}


def _tell(article, pks, kind, words, *, apart_from):
    for person in curators().filter(pk__in=pks - {apart_from, None}):
        _write(article, person, kind, words)


def _write_or_wait(said, person, words):
    slot = f"desk-letter:{said.article_id}:{person.pk}"
    if cache.add(slot, 1, BETWEEN):
        _write(said.article, person, "note", words)
    elif cache.add(f"{slot}:more", 1, BETWEEN):
        later = more.using(run_after=timezone.now() + timedelta(seconds=BETWEEN))
        later.enqueue(said.article_id, person.pk, said.pk)


def _write(article, person, kind, words):
    place = reverse("desk:together", args=[article.pk]) + words.get("place", "")
    said = {"kind": kind, "title": article.title, "promised": None, **words, "link": place}
    mail.send(person, "desk_clip", said, people=words.get("people", ()))
