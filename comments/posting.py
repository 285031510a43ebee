"""Receiving a comment: its turn, the refusals with their sentences, the screen, and then its place in the thread."""

import uuid

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import SiteSettings
from comments import modes
from comments.models import AlreadySettled, Comment, take_turn
from comments.parts import LONGEST
from comments.screening import posts_allowed, screen, standing_of

SAME_TEXT_SECONDS = 10
LIMIT_MINUTES = 10


class Refused(Exception):
    """A comment that cannot be taken now. The text of the exception is what its author reads.

    `again`: sending it once more can help. `drop_parent`: it can, as a comment of its own.
    """

    def __init__(self, sentence, *, again=False, drop_parent=False, status=422):
        super().__init__(sentence)
        self.again, self.drop_parent, self.status = again or drop_parent, drop_parent, status


@transaction.atomic
def post(*, article, by, body, parent=None, key=None, part=None, correction=False):
    """The new comment, about a `part` of the clip or all of it.

    For the same words with the same key, or within ten seconds, the first one.
    Raises Refused with a sentence for its author.
    """
    take_turn(article, by)
    article.refresh_from_db(fields=["status", "comments_mode", "comments_locked_at", "slow_until", "moderation"])
    key = key and _of_these_words(key, article, body, parent)
    known = _posted_before(article, by, body, parent, key)
    if known:
        return known
    _refuse_strangers(by)
    _refuse_if_closed(article)
    _refuse_gone_parent(parent, by)
    standing = standing_for(by)
    _refuse_haste(by, standing)
    verdict = _screen(body, by, standing)
    comment = Comment.objects.submit(
        article=article,
        author=by,
        body=body,
        parent=parent,
        key=key,
        held_because=",".join(verdict.reasons),
        kind=modes.kind_of(article, parent=parent, correction=correction),
        **_about(part if parent is None else None),
    )
    if modes.answers_question(comment):
        parent.answer_with(comment)
    return comment


def _about(part):
    return {"about_kind": part.kind, "about_id": part.id, "about_words": part.words[:LONGEST]} if part else {}


@transaction.atomic
def edit(comment, *, by, body):
    """Change one's own words. What a moderator would have read first before, they read first now."""
    take_turn(comment.article, by)
    comment.article.refresh_from_db(fields=["status"])
    if body == comment.body:
        return comment
    if not comment.article.is_published:
        raise Refused(_("The clip has been withdrawn meanwhile, so its comments stay as they are."))
    try:
        comment.edit(body)
    except AlreadySettled:
        raise Refused(_("A moderator has removed this comment meanwhile, so it can no longer be changed.")) from None
    verdict = _screen(body, by, standing_for(by), apart_from=comment)
    if verdict.hold and comment.is_visible:
        comment.hold(",".join(verdict.reasons))
    return comment


def _of_these_words(key, article, body, parent):
    """A browser that goes back keeps the form's key: other words, or to somebody else, are a comment of their own."""
    return uuid.uuid5(key, f"{article.pk} {parent.pk if parent else ''} {body}")


def standing_for(person):
    visible = Comment.objects.filter(author=person).visible().values_list("pk", flat=True)[:3]
    return standing_of(visible_comments=len(visible), is_team=person.is_team)


def _posted_before(article, by, body, parent, key):
    own = Comment.objects.filter(author=by)
    by_key = own.filter(key=key).first() if key else None
    return by_key or own.filter(article=article, parent=parent, body=body).within(SAME_TEXT_SECONDS).first()


def _refuse_strangers(by):
    if not get_user_model().objects.active().filter(pk=by.pk).exists():
        raise Refused(_("Your account has been closed meanwhile, so the comment was not posted."), status=403)


def _refuse_if_closed(article):
    if not article.is_published:
        raise Refused(_("The clip has been withdrawn meanwhile, so the comment was not posted."))
    if not article.takes_comments:
        raise Refused(_("Comments on this clip have been closed meanwhile, so yours was not posted."))


def _refuse_gone_parent(parent, by):
    if parent is None or (parent := Comment.objects.get(pk=parent.pk)).is_visible:
        return
    if parent.author_id == by.pk and not parent.is_gone:
        raise Refused(_("Your comment waits for a moderator. Once it is visible you can reply to it."))
    raise Refused(
        _("The comment that you answer is gone. You can still post yours as a comment of its own."), drop_parent=True
    )


def _refuse_haste(by, standing):
    allowed = posts_allowed(standing, limit=settings.COMMENTS_IN_TEN_MINUTES)
    if allowed is None or Comment.objects.filter(author=by).within(LIMIT_MINUTES * 60).count() < allowed:
        return
    sentence = ngettext(
        "You have posted %(count)d comment in ten minutes, and that is as many as fit. Post this one a little later.",
        "You have posted %(count)d comments in ten minutes, and that is as many as fit. Post this one a little later.",
        allowed,
    )
    raise Refused(sentence % {"count": allowed}, again=True, status=429)


def _screen(body, by, standing, apart_from=None):
    others = Comment.objects.filter(author=by).exclude(pk=apart_from and apart_from.pk).visible()
    return screen(
        body,
        author_standing=standing,
        links_allowed=others.filter(body_html__contains="<a ").exists(),
        premoderated=SiteSettings.load().moderation == SiteSettings.Moderation.PRE,
    )
