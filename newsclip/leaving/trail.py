"""The audit trail and the decisions: the lines stay, and lose the words by which somebody could be told.

A trigger on both databases allows this for a person who is being erased, and nothing else (newsclip/migrations/0002).
"""

from django.db.models import BooleanField, CharField, ExpressionWrapper, Q, TextField
from django.db.models.functions import Cast

from accounts.models import AuditEntry, User
from comments.models import Comment
from moderation.models import Appeal, Decision, Report

FORGOTTEN = "forgotten"  # the person's number, in the line
AT_ONCE = 500


def scrub(person, names):
    for entry in lines_about(person, names).order_by("pk").iterator(AT_ONCE):
        _scrub(entry, person, names)
    decisions = Decision.objects.filter(Q(person=person) | Q(comment__author=person)).exclude(words="")
    decisions.update(words="")
    for decision in Decision.objects.filter(by=person).filter(names.named("words")):
        if names.unnamed(decision.words) != decision.words:
            Decision.objects.filter(pk=decision.pk).update(words="")


def lines_about(person, names):
    """Of which they, their words or a decision about them are the subject, and in which they are named."""
    wanted = Q(subject_type=User._meta.label_lower, subject_id=str(person.pk))
    for rows in _subjects(person):
        numbers = rows.order_by().annotate(number=Cast("pk", CharField())).values("number")
        wanted |= Q(subject_type=rows.model._meta.label_lower, subject_id__in=numbers)
    lines = AuditEntry.objects.annotate(
        told=Cast("data", TextField()), theirs=ExpressionWrapper(wanted, output_field=BooleanField())
    )
    return lines.filter(wanted | names.named("subject") | names.named("told"))


def _subjects(person):
    concerns = Q(person=person) | Q(comment__author=person)
    yield Comment.objects.filter(author=person)
    yield Decision.objects.filter(concerns)
    yield Appeal.objects.filter(by=person)
    yield Report.objects.filter(Q(by=person) | Q(comment__author=person))


WORDS = {"words", "note", "text", "body", "because"}  # details that are free text about somebody


def _scrub(entry, person, names):
    """One line: its subject where it is theirs or names them, and every detail that does."""
    subject = "" if entry.theirs or names.is_told_by(entry.subject) else entry.subject
    data = {
        key: "" if (entry.theirs and key in WORDS) or names.is_told_by(value) else value
        for key, value in entry.data.items()
    }
    if (subject, data) != (entry.subject, entry.data):
        AuditEntry.objects.filter(pk=entry.pk).update(subject=subject, data={**data, FORGOTTEN: person.pk})
