"""Comments by the hundred thousand, in threads."""

import uuid
from collections import Counter, deque
from collections.abc import Iterator
from random import Random

from django.utils import timezone

from accounts.models import User
from articles.models import Article
from comments import searching
from comments.models import Comment
from comments.rules import Rule
from common.markdown import render_comment
from newsclip.seed.bulk import AT_ONCE, Progress, keep, numbers_for
from newsclip.seed.words import remark

BODIES = 400  # different ones; each is rendered once
REPLIES = 0.55  # of the comments answer one of the last RECENT
RECENT = 30
FATES = {"visible": 970, "removed": 12, "deleted": 12, "held": 6}  # of a thousand


class NothingToTalkAbout(Exception):
    """No published clip takes comments."""


def hold(count: int, writers: list[User], rng: Random, progress: Progress, *, on: Article | None = None) -> None:
    """Add `count` comments, on one clip, or to each the fewer the further down a shuffled list it stands."""
    if count:
        for some in keep("comments", _comments(_shares(count, on, rng), writers, rng), count, progress):
            searching.index_many(some)


def _shares(count: int, on: Article | None, rng: Random) -> list[tuple[Article, int]]:
    """How many comments each clip gets."""
    if on is not None:
        return [(on, count)]
    clips = list(Article.objects.published().filter(comments_mode="open").only("published_at").order_by("pk"))
    if not clips:
        raise NothingToTalkAbout
    rng.shuffle(clips)
    places = rng.choices(range(len(clips)), [1 / (place + 1) for place in range(len(clips))], k=count)
    return [(clips[place], share) for place, share in sorted(Counter(places).items())]


def _comments(shares: list[tuple[Article, int]], writers: list[User], rng: Random) -> Iterator[Comment]:
    bodies = [(text, render_comment(text)) for text in (remark(rng) for _ in range(BODIES))]
    numbers = _numbers(sum(share for _, share in shares))
    for article, share in shares:
        yield from _thread(article, share, numbers, writers, bodies, rng)


def _numbers(count: int) -> Iterator[int]:
    """Drawn in the transaction that inserts them, so that whoever posts meanwhile is not in the way."""
    for start in range(0, count, AT_ONCE):
        yield from numbers_for(Comment, min(AT_ONCE, count - start))


def _thread(article, share, numbers, writers, bodies, rng) -> Iterator[Comment]:
    recent: deque[Comment] = deque(maxlen=RECENT)
    began = article.published_at
    step = (timezone.now() - began) / (share + 1)
    for place in range(1, share + 1):
        pk = next(numbers)
        comment = Comment(
            pk=pk,
            article=article,
            author=rng.choice(writers),
            parent=rng.choice(recent) if recent and rng.random() < REPLIES else None,
            key=uuid.UUID(int=rng.getrandbits(64) << 64 | pk, version=4),
            created_at=began + place * step,
        )
        comment.take_place()
        _say(comment, *rng.choice(bodies), fate=rng.choices([*FATES], [*FATES.values()])[0])
        if comment.is_visible:
            recent.append(comment)
        yield comment


def _say(comment: Comment, body: str, html: str, *, fate: str) -> None:
    """The words, and what became of them."""
    comment.status, comment.body, comment.body_html = fate, body, html
    comment.appeared = comment.pk if fate != "held" else None
    if fate == "deleted":
        comment.body = comment.body_html = ""
    if fate == "removed":
        comment.removed_for = Rule.ABOUT
    if fate == "held":
        comment.held_because = "pre"
    if comment.is_gone:
        comment.settled_at = comment.created_at
