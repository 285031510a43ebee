"""Receiving a comment: its turn, the refusals with their sentences, the screen, and then its place in the thread."""

import uuid

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import terms
from accounts.models import SiteSettings
from comments import apart, closing, haste, limits, lists, modes, repeats, scorer, slowing
from comments.fingerprints import fingerprint
from comments.models import Comment, take_turn
from comments.premoderation import read_first
from comments.screening import Author, Rules, counted_links, screen
from comments.standing import RIGHTS, reckon, standing_for
from common.waiting import seconds_until

SAME_TEXT_SECONDS = 10
STATE = ["status", "comments_mode", "comments_locked_at", "comments_close_at", "slow_until", "moderation"]


class Refused(Exception):
    """A comment that cannot be taken now. The text of the exception is what its author reads.

    `again`: sending it once more can help. `drop_parent`: it can, as a comment of its own.
    `reasons`: the address at which to read why. `asks_terms`: once the terms are accepted.
    `seconds`: it came too soon, and can be sent again after so many.
    """

    def __init__(
        self, sentence, *, again=False, drop_parent=False, status=422, reasons="", asks_terms=False, seconds=0
    ):
        super().__init__(sentence)
        self.again, self.drop_parent = again or drop_parent or asks_terms or bool(seconds), drop_parent
        self.status, self.seconds = 429 if seconds else status, seconds
        self.reasons, self.asks_terms = reasons, asks_terms


@scorer.hears_outside_first
@transaction.atomic
def post(*, article, by, body, parent=None, key=None, part=None, correction=False, after_closing=False, outside=None):
    """The new comment, about a `part` of the clip or all of it.

    `after_closing`: it belongs to what was said before, so a closed thread takes it.
    For the same words with the same key, or within ten seconds, the first one.
    Raises Refused with a sentence for its author.
    """
    take_turn(article, by)
    article.refresh_from_db(fields=STATE)
    key = key and _anew(_of_these_words(key, article, body, parent), by)
    known = _posted_before(article, by, body, parent, key)
    if known:
        return known
    _refuse_strangers(by)
    _refuse_limited(by)
    _refuse_without_terms(by)
    _refuse_if_closed(article, after_closing)
    _refuse_gone_parent(parent, by)
    _refuse_apart(parent, body, by)
    standing = standing_for(by)
    _refuse_haste(haste.on_posting(by, standing))
    _refuse_in_slow_thread(article, by, standing)
    verdict = _screen(article, body, by, standing)
    judged = scorer.judge(body, by=by, opinion=outside)
    comment = Comment.objects.submit(
        article=article,
        author=by,
        body=body,
        parent=parent,
        key=key,
        held_because=verdict.stored_with(judged.holds),
        fingerprint=fingerprint(body),
        **modes.about(article, parent=parent, part=part, correction=correction),
    )
    judged.keep(comment)
    slowing.heat(article)
    reckon(by)
    return comment


class Outdated(Refused):
    """The comment has been changed since the form was opened, in another window. Sent once more, it stands."""

    def __init__(self, version):
        super().__init__(
            _("You have changed this comment meanwhile, in another window. If you save, your text replaces it."),
            again=True,
        )
        self.version = version


@scorer.hears_outside_first
@transaction.atomic
def edit(comment, *, by, body, version=None, outside=None):
    """Change one's own words. What a moderator would have read first before, they read first now.

    `version`: how often it had been edited when its author began to write, None where nobody knows.
    """
    comment.take_turn(by)
    comment.article.refresh_from_db(fields=STATE)
    _refuse_strangers(by)
    _refuse_gone(comment)
    if body == comment.body:
        return comment
    _refuse_outdated(comment, version)
    _refuse_to_rewrite(comment)
    _refuse_without_terms(by)
    standing = standing_for(by)
    _refuse_haste(haste.on_editing(by, standing))
    verdict = _screen(comment.article, body, by, standing, apart_from=comment)
    _refuse_apart(None, body, by)
    _refuse_limited(by, new=False)
    comment.edit(body)
    Comment.objects.filter(pk=comment.pk).update(fingerprint=fingerprint(body))
    judged = scorer.judge(body, by=by, opinion=outside)
    judged.keep(comment)
    because = verdict.stored_with(judged.holds)
    if because and comment.is_visible:
        import_string("moderation.machine.hold")(comment, because)
    return comment


def _of_these_words(key, article, body, parent):
    """A browser that goes back keeps the form's key: other words, or to somebody else, are a comment of their own."""
    return uuid.uuid5(key, f"{article.pk} {parent.pk if parent else ''} {body}")


def _anew(key, by):
    """What its author deleted is no answer to the same words sent once more: they are a comment of their own."""
    deleted = Comment.objects.filter(author=by, status=Comment.Status.DELETED)
    while number := deleted.filter(key=key).values_list("pk", flat=True).first():
        key = uuid.uuid5(key, f"after {number}")
    return key


def _posted_before(article, by, body, parent, key):
    own = Comment.objects.filter(author=by)
    by_key = own.filter(key=key).first() if key else None
    return by_key or own.filter(article=article, parent=parent, body=body).within(SAME_TEXT_SECONDS).first()


def _refuse_strangers(by):
    if not get_user_model().objects.active().filter(pk=by.pk).exists():
        raise Refused(_("Your account has been closed meanwhile, so nothing was posted."), status=403)


def _refuse_limited(by, *, new=True):
    limit = limits.in_force(by)
    if sentence := limits.why_not(limit, new=new):
        raise Refused(sentence, status=403, reasons=limits.statement_of(limit))


def _refuse_without_terms(by):
    if terms.needs_acceptance(by):
        raise Refused(f"{terms.news()} {_('Answer below, and send this again.')}", asks_terms=True)


def _refuse_if_closed(article, after_closing):
    if not article.is_published:
        raise Refused(_("The clip has been withdrawn meanwhile, so the comment was not posted."))
    if _is_closed(article) and not after_closing:
        raise Refused(_("Comments on this clip have been closed meanwhile, so yours was not posted."))


def _refuse_gone_parent(parent, by):
    if parent is None or (parent := Comment.objects.get(pk=parent.pk)).is_visible:
        return
    if parent.author_id == by.pk and not parent.is_gone:
        raise Refused(_("Your comment waits for a moderator. Once it is visible you can reply to it."))
    raise Refused(
        _("The comment that you answer is gone. You can still post yours as a comment of its own."), drop_parent=True
    )


def _refuse_gone(comment):
    if comment.status == Comment.Status.REMOVED:
        raise Refused(_("A moderator has removed this comment meanwhile, so it can no longer be changed."))
    if comment.is_gone:
        raise Refused(_("You have deleted this comment meanwhile, so it can no longer be changed."))


def _refuse_outdated(comment, version):
    if version is not None and version != (now := comment.revisions.count()):
        raise Outdated(now)


def _refuse_to_rewrite(comment):
    if not comment.article.is_published:
        raise Refused(_("The clip has been withdrawn meanwhile, so its comments stay as they are."))
    if comment.is_visible and _is_closed(comment.article):
        raise Refused(_("Comments on this clip are closed, so yours stays as it is. You can still delete it."))


def _is_closed(article):
    return not article.takes_comments or closing.is_over(article)


def _refuse_apart(parent, body, by):
    if sentence := apart.refusal(by=by, body=body, parent=parent):
        raise Refused(sentence)


def _refuse_haste(wait):
    if wait:
        raise Refused(wait.sentence, seconds=seconds_until(wait.until))


def _refuse_in_slow_thread(article, by, standing):
    if seconds := slowing.seconds_to_wait(article, by, standing):
        sentence = ngettext(
            "Many are writing here at once, so everybody waits between two comments. "
            "Post this one in %(count)d second.",
            "Many are writing here at once, so everybody waits between two comments. "
            "Post this one in %(count)d seconds.",
            seconds,
        )
        raise Refused(sentence % {"count": seconds}, seconds=seconds)


def _screen(article, body, by, standing, apart_from=None):
    """Raises Refused with every sentence of the screen that says no."""
    others = Comment.objects.filter(author=by).exclude(pk=apart_from and apart_from.pk).visible()
    listed, hold_first = lists.current(), SiteSettings.load().hold_first
    author = Author(
        standing=standing,
        visible=others[:hold_first].count() if hold_first else 0,
        links_allowed=_has_link_standing(body, others, standing, listed.hosts),
        read_first=read_first(article, by) or _limited(by),
        **repeats.of(body, by, apart_from=apart_from),
    )
    verdict = screen(body, author, Rules(phrases=listed.phrases, hosts=listed.hosts, hold_first=hold_first))
    if verdict.refusals:
        raise Refused(" ".join(verdict.refusals), again=True)
    return verdict


def _has_link_standing(body, others, standing, hosts):
    """Whether a link of theirs was let through before; asked only where it matters. A mention is none."""
    if not RIGHTS[standing].first_link_waits or not counted_links(body, hosts):
        return False
    words = others.order_by("-pk").values_list("body", flat=True)
    return any(counted_links(text, hosts) for text in words.iterator(chunk_size=100))


def _limited(by):
    return "pre-person" if limits.reads_first(limits.in_force(by)) else ""
