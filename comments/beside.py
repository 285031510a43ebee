"""What one reader's page has beside the comments: their votes, whom they do not read, what they may do.

For all rows of a page at once, in a few queries; a visitor's page asks for nothing.
"""

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
    votes, below = voting.votes_of(reader, numbers), following.states_below(numbers, reader)
    muted, blocked = _hidden(reader, {row.comment.author_id for row in rows} - {reader.pk})
    places = featuring.places(reader)
    for row in rows:
        row.vote, row.following = votes.get(row.comment.pk, 0), below.get(row.comment.pk, "")
        near = places is None or row.comment.article.category_id in places
        row.may_feature = near and row.comment.is_visible and row.comment.author_id != reader.pk
        author = row.comment.author_id
        row.hidden = "muted" if author in muted else "blocked" if author in blocked else ""
    return rows


def _hidden(reader, authors):
    if not authors:
        return set(), set()
    muted = set(PersonMute.objects.filter(by=reader, person__in=authors).values_list("person", flat=True))
    return muted, apart_from(reader, authors) if not reader.is_staff else set()
