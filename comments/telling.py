"""Who hears of a comment: whom it answers, whom it mentions, who follows the conversation. By the worker, each once.

`settle` stands in the transaction that makes a comment visible, or no longer: it queues the telling, or takes back what
nobody has read yet. Where somebody is concerned in several ways, they hear of it once: as mentioned, else as answered,
else as following. Nobody hears of their own deeds, of people whom they muted or who are blocked either way, of clips
with tags that they muted, or of conversations that they muted.
"""

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from accounts import between, letterbox
from accounts.models import Notice, User
from articles.models import TagMute
from comments import following, mentions
from comments.models import SEGMENT, Comment, Telling, ThreadFollow
from common.jobs import SOON

AT_ONCE = 300  # followers in one transaction: others want to write as well


def settle(comment, *, edited=False):
    """Call it in the transaction that changed its status, or only its words (`edited`)."""
    if comment.is_visible:
        # Who edits what was said before any of this was kept does not say it anew.
        told = {"answered": True, "done_at": timezone.now()} if edited else {}
        Telling.objects.get_or_create(comment=comment, defaults=told)
        tell_of.enqueue(comment.pk)
    else:
        _take_back(comment)


@task(priority=SOON)
def tell_of(pk):
    """Safe to run again, and twice at once: what has been told stands in the row that each run locks."""
    while (after := _tell_some(pk)) is not None:
        pass
    return after


@transaction.atomic
def _tell_some(pk):
    """Those concerned, and the next followers. Returns None when there is nobody left."""
    telling = Telling.objects.select_for_update().filter(comment=pk).first()
    comment = Comment.objects.select_related("article", "author", "parent__author").filter(pk=pk).first()
    if not telling or not comment or not comment.is_visible or not comment.article.is_published:
        return None
    named = _tell_named(comment, telling)
    told = {person.pk for person in named} | ({comment.parent.author_id} if comment.parent else set())
    if not (left := _tell_owed(comment, telling, without=told)) and not telling.done_at:
        left = _tell_followers(comment, telling, without=told)
    telling.save()
    return telling.after if left else None


def _tell_named(comment, telling):
    """Mentions by a key of their own, so that one which an edit added is told, and none twice."""
    named = mentions.told(comment.body)
    news = _news(comment)
    letterbox.tell_once(_willing(named, comment), Notice.Kind.MENTION, f"mention:{comment.pk}", **news)
    if not telling.answered:
        telling.answered = True
        answered = [comment.parent.author] if comment.parent and comment.parent.author not in named else []
        _tell_answered(_willing(answered, comment), comment, news)
    return named


def _tell_answered(people, comment, news):
    """Of the answer to a question by those who made the clip apart from others."""
    if people and comment.parent.answer_id == comment.pk:
        letterbox.tell_once(people, Notice.Kind.ANSWER, f"answer:{comment.parent_id}", **news)
    elif people:
        letterbox.tell_more(people, Notice.Kind.REPLY, f"reply:{comment.parent_id}", **news)


def _tell_owed(comment, telling, *, without):
    """Followers from whom the news was taken back before they had read it. Whether there may be more."""
    numbers = list(telling.owed.order_by("pk").values_list("pk", flat=True)[:AT_ONCE])
    if numbers:
        _tell_following(numbers, comment, without=without)
        telling.owed.remove(*numbers)
    return len(numbers) == AT_ONCE


def _tell_followers(comment, telling, *, without):
    """The next of them. Whether there may be more."""
    rows = ThreadFollow.objects.filter(article=comment.article, muted=False, by__gt=telling.after)
    numbers = list(rows.order_by("by").values_list("by", flat=True).distinct()[:AT_ONCE])
    _tell_following(numbers, comment, without=without)
    telling.after = numbers[-1] if numbers else telling.after
    telling.done_at = None if len(numbers) == AT_ONCE else timezone.now()
    return not telling.done_at


def _tell_following(numbers, comment, *, without):
    words = following.words_about(comment, numbers)
    for key, group in _by_key(words, comment, without=without).items():
        letterbox.tell_more(group, Notice.Kind.THREAD, key, **_news(comment))


def _by_key(words, comment, *, without):
    """{key of the news: people} of those who hear of it because they follow."""
    people, by_key = User.objects.active().filter(pk__in=set(words) - without), {}
    for person in _willing(people, comment, words):
        by_key.setdefault(_key_of(words[person.pk]), []).append(person)
    return by_key


def _willing(people, comment, words=None):
    """Those of them who want to hear of it."""
    people = [person for person in people if person.pk != comment.author_id]
    words = following.words_about(comment, [person.pk for person in people]) if words is None else words
    hiding = between.not_reading(comment.author, [person.pk for person in people])
    tags = comment.article.taggings.values("tag")
    hiding |= set(TagMute.objects.filter(by__in=people, tag__in=tags).values_list("by", flat=True))
    muted = {pk for pk, row in words.items() if row.muted}
    return [person for person in people if person.pk not in hiding | muted]


def _news(comment):
    return {
        "link": comment.get_absolute_url(),
        "about": comment.article.title,
        "by": comment.author,
        "subject": comment,
    }


def _key_of(follow):
    return _key_in(follow.article_id, follow.root_id)


def _take_back(comment):
    """Unread news of what may no longer be read goes, or leads to the next; if it comes back, those concerned hear."""
    telling = Telling.objects.filter(comment=comment).first()
    if not telling:
        return
    above = _branches_of(comment) if (telling.done_at or telling.after) and not telling.owed.exists() else {}
    to_one = [f"{kind}:{comment.pk}" for kind in ("mention", "featured")]
    to_above = [f"{kind}:{comment.parent_id}" for kind in ("reply", "answer")] if telling.answered else []
    unread = letterbox.still_unread([*to_one, *to_above, *above])
    named = set(Notice.objects.filter(key=to_one[0]).values_list("to", flat=True))  # their words may be gone
    for key in unread.intersection(to_one):
        letterbox.take_back(key, comment)
    heard = [_take_back_answer(key, comment, named) for key in unread.intersection(to_above)]
    if any(heard):
        Telling.objects.filter(pk=telling.pk).update(answered=False)
    told = _followers_told(unread.intersection(above), comment, telling, named)
    for key in unread.intersection(above):
        then = _later(comment).filter(path__startswith=above[key]).first()
        telling.owed.add(*letterbox.take_back(key, comment, then=_link_to(then), told=told.get(key, ())))


def _take_back_answer(key, comment, named):
    then, author = None, comment.parent.author
    if key.startswith("reply:"):
        then = _link_to(_later(comment).filter(parent=comment.parent_id).first())
    told = set() if author.pk in named else {person.pk for person in _willing([author], comment)}
    return letterbox.take_back(key, comment, then=then, told=told)


def _followers_told(keys, comment, telling, named):
    """{key: numbers of those who heard of it by that news}, and did not by another one, or not at all."""
    numbers = Notice.objects.unread().filter(key__in=keys).order_by().values_list("to", flat=True)
    words = following.words_about(comment, {n for n in numbers if telling.done_at or n <= telling.after})
    since = telling.done_at
    words = {pk: row for pk, row in words.items() if not since or row.at <= since}
    without = named | ({comment.parent.author_id} if comment.parent else set())
    return {key: {person.pk for person in group} for key, group in _by_key(words, comment, without=without).items()}


def _branches_of(comment):
    """{key of the news: how the paths of its comments begin}, of the whole conversation and of each branch above."""
    above = comment.ancestors()
    branches = {_key_in(comment.article_id, root): comment.path[: SEGMENT * n] for n, root in enumerate(above, 1)}
    return {_key_in(comment.article_id, None): "", **branches}


def _later(comment):
    return Comment.objects.visible().filter(article=comment.article_id, pk__gt=comment.pk).order_by("pk")


def _key_in(article, root):
    return f"thread:{article}" + (f":{root}" if root else "")


def _link_to(comment):
    return (comment, comment.get_absolute_url()) if comment else None
