"""What one reader's page has beside the comments: their votes, whom they do not read, what they may do.

For all rows of a page at once, in a few queries; a visitor's page asks for nothing.
"""

from django.db.models import CharField, SmallIntegerField, Value

from accounts.between import apart_from
from accounts.models import PersonMute
from comments import featuring, following, voting


def with_reader(rows, reader):
    """The rows, each with `vote` (1, -1 or 0), `hidden` ("muted", "blocked" or ""), `may_feature`, and
    `following` ("follows", "muted" or "") of what is below it."""
    if not getattr(reader, "is_authenticated", False):
        for row in rows:
            row.vote, row.hidden, row.may_feature, row.following = 0, "", False, ""
        return rows
    numbers = [row.comment.pk for row in rows]
    marks = marks_of(reader, numbers)
    muted, blocked = _hidden(reader, {row.comment.author_id for row in rows} - {reader.pk})
    places = featuring.places(reader)
    for row in rows:
        row.vote, row.following = marks.get(row.comment.pk, (0, ""))
        near = places is None or row.comment.article.category_id in places
        row.may_feature = near and row.comment.is_visible and row.comment.author_id != reader.pk
        author = row.comment.author_id
        row.hidden = "muted" if author in muted else "blocked" if author in blocked else ""
    return rows


def marks_of(reader, numbers):
    """{number: (their vote, what they said of hearing more from below it)}, where there is either. One query."""
    votes = voting.votes_of(reader, numbers).values_list("comment", "value", Value("", CharField()))
    below = following.rows_below(numbers, reader).values_list("root", Value(0, SmallIntegerField()), following.STATE)
    found = {}
    for number, vote, state in votes.union(below, all=True):
        known = found.get(number, (0, ""))
        found[number] = (known[0] or vote, known[1] or state)
    return found


def _hidden(reader, authors):
    if not authors:
        return set(), set()
    muted = set(PersonMute.objects.filter(by=reader, person__in=authors).values_list("person", flat=True))
    return muted, apart_from(reader, authors) if not reader.is_staff else set()
