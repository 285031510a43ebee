"""What is new in a thread since a signed-in reader's last visit."""

from dataclasses import dataclass

from django.urls import reverse

from accounts.between import hidden_from
from comments.threads import is_number

MOST = 99  # are counted


@dataclass
class Unread:
    """`since`: the newest comment that they saw, None at the first visit; `newest`: the newest that there is, or 0."""

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
    others = article.comments.visible()
    newest = others.order_by("-pk").values_list("pk", flat=True).first() or 0
    since = int(asked) if is_number(asked) else article.last_comment
    if since is None or since >= newest:
        return Unread(since, newest)
    others = others.filter(pk__gt=since).exclude(author=user).exclude(hidden_from(user))
    found = list(others.order_by("pk").values_list("pk", flat=True)[: MOST + 1])
    return Unread(since, newest, min(len(found), MOST), len(found) > MOST, found[0] if found else None)
