"""What somebody was told, and a worker that tells the followers."""

from accounts.models import Notice
from comments import telling


def told(person):
    return [(row.kind, row.count) for row in Notice.objects.unread().filter(to=person)]


def spread(comment):
    telling.tell_of.call(comment.pk)
    return comment
