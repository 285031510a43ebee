"""The audit trail and the decisions: the lines stay, and lose the words by which somebody could be told.

A trigger on both databases allows this for a person who is being erased, and nothing else (newsclip/migrations/0003).
A line is found by the person's number alone: a name is chosen freely, and would reach the lines of others.
"""

from django.db.models import BooleanField, CharField, ExpressionWrapper, Q
from django.db.models.functions import Cast

from accounts.models import AuditEntry, User
from accounts.models.trail import AN_ADDRESS
from comments.models import Comment
from moderation.models import Appeal, Decision, Report

FORGOTTEN = "forgotten"  # the person's number, in the line
AT_ONCE = 500
WORDS = {"words", "note", "text", "body", "because"}  # details that are free text about somebody
CALLED = {"rename": {"before", "after"}}  # details that are names, by verb


def scrub(person, names):
    lines = _marked(person).filter(Q(theirs=True) | Q(by=person) | _naming(person))
    for entry in lines.order_by("pk").iterator(AT_ONCE):
        _scrub(entry, person, names)
    Decision.objects.filter(Q(person=person) | Q(comment__author=person)).exclude(words="").update(words="")
    for decision in Decision.objects.filter(by=person).filter(names.named("words")):
        if names.unnamed(decision.words) != decision.words:
            Decision.objects.filter(pk=decision.pk).update(words="")
    _unname_decisions(person, names)


def lines_about(person):
    """Of which they, their words or a decision about them are the subject."""
    return _marked(person).filter(theirs=True)


def lines_naming(person):
    """That carry their number, and are about others."""
    return _marked(person).filter(_naming(person), theirs=False)


def _naming(person):
    return Q(data__people__has_key=str(person.pk))


def _marked(person):
    wanted = Q(subject_type=User._meta.label_lower, subject_id=str(person.pk))
    for rows in _subjects(person):
        numbers = rows.order_by().annotate(number=Cast("pk", CharField())).values("number")
        wanted |= Q(subject_type=rows.model._meta.label_lower, subject_id__in=numbers)
    return AuditEntry.objects.annotate(theirs=ExpressionWrapper(wanted, output_field=BooleanField()))


def _subjects(person):
    concerns = Q(person=person) | Q(comment__author=person)
    yield Comment.objects.filter(author=person)
    yield Decision.objects.filter(concerns)
    yield Appeal.objects.filter(by=person)
    yield Report.objects.filter(Q(by=person) | Q(comment__author=person))


def _scrub(entry, person, names):
    """One line: its subject where it is theirs or names them, and every detail that does."""
    subject = "" if entry.theirs or names.mentions(entry.subject) else entry.subject
    data = {key: "" if _tells(entry, key, value, person, names) else value for key, value in entry.data.items()}
    if (subject, data) != (entry.subject, entry.data):
        AuditEntry.objects.filter(pk=entry.pk).update(subject=subject, data={**data, FORGOTTEN: person.pk})


def _tells(entry, key, value, person, names):
    if key in ("people", FORGOTTEN):
        return False
    if entry.theirs and key in WORDS | CALLED.get(entry.verb, set()):
        return True
    own = entry.by_id == person.pk and key in WORDS and isinstance(value, str)
    if own and names.unnamed(value) != value:
        return True
    return names.mentions(value) or _has_an_address(entry, value, person)


def _has_an_address(entry, value, person):
    """One that they had before is known nowhere any more; the line says by number that it was theirs."""
    return str(person.pk) in entry.data.get("people", {}) and isinstance(value, str) and bool(AN_ADDRESS.search(value))


def _unname_decisions(person, names):
    """Words to others, below clips where they wrote too, or that mention them: without the name, else as they were."""
    near = Q(comment__article__comments__author=person)
    found = Decision.objects.filter(names.mentioned("words") | near & names.written("words"))
    for number, words in found.order_by("pk").values_list("pk", "words").distinct():
        _unname(number, words, names)


def _unname(number, words, names):
    while spelled := next(names.spellings(words), None):
        words = names.without(spelled, words)
        Decision.objects.filter(pk=number).update(words=words)
