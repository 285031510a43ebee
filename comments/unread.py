"""What is new in a thread since a signed-in reader's last visit."""

from dataclasses import dataclass

from django.urls import reverse

from accounts.between import hidden_from
from comments.threads import is_number

MOST = 99  # are counted


@dataclass
class Unread:
    """`since`: what they saw last, None at the first visit; `newest`: the last that there is, or 0. Both are numbers in
    the order in which comments became visible (`Comment.appeared`); `first` is the number of a comment."""

    since: int | None
    newest: int
    count: int = 0
    are_more: bool = False
    first: int | None = None

    @property
    def address(self):
        """Of the first new one. The place of the last visit goes along, or opening the page would be a visit."""
        return f"{reverse('comment', args=[self.first])}?new={self.since}"


def unread_by(user, article, asked=None) -> Unread:
    """For a clip that was asked for with `read_by(user)`; `asked` is the last visit's place as an address tells it."""
    since = _place(asked, article.last_comment)
    newest = article.comments.by_appearance().values_list("appeared", flat=True).first() or 0
    if since is None or since >= newest:
        return Unread(since, newest)
    others = article.comments.by_appearance().filter(appeared__gt=since).exclude(author=user).exclude(hidden_from(user))
    found = list(others.reverse().values_list("pk", flat=True)[: MOST + 1])
    return Unread(since, newest, min(len(found), MOST), len(found) > MOST, found[0] if found else None)


def _place(asked, last):
    """A visit before the last one may go on; what is later, or of a thread that they never saw, is made up."""
    if last is None or not is_number(asked):
        return last
    return min(int(asked), last)
