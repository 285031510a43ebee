"""The second pair of eyes, where the site asks for it: nothing goes out that one person alone has seen.

- A clip needs a standing approval of its present words by somebody independent: who neither made the clip nor brought
  the words to what they were when they approved. Saving them again unchanged is no edit.
- With such an approval anybody who may publish may press the button, its maker too: two have seen these words.
- Whoever is independent and publishes says yes with it: that is kept as their approval.
- An approval through a preview link counts as one of whoever made the link. Its maker vouches for the person; so
  nobody approves their own clip by sending a link to themselves.
- The same is asked again when the worker publishes: what has other words by then is held.
"""

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import SiteSettings
from articles import actions as clips
from articles.models.article import AlreadySettled
from articles.wording import content_hash, plain
from curation.desk import approving, telling
from curation.evidence.checks import Finding

SECOND_PAIR = "second-pair"
UNCHANGED_SAVES = 20  # how far back it is asked who wrote what was saved again and again


def findings(article, *, by):
    """What stops this person from publishing, and what they may want to look at first."""
    return [*_missing_pair(article, by), *_open_notes(article)] if by else []


def settle(article, *, by, words=""):
    """The first step of publishing: from here on nobody changes the clip. `words` is the hash that the person saw.

    Raises WordsChanged when the clip has others.
    """
    approving.lock(article)
    article.refresh_from_db()
    present = content_hash(article)
    if words and words != present:
        raise approving.WordsChanged(article)
    if is_asked_for() and is_independent(article, by.pk):
        approving.approve(article, present, by=by)


def keep_back(article) -> bool:
    """Whether a clip whose moment has come is held instead, since nobody has approved its present words."""
    if not is_asked_for() or is_satisfied(article):
        return False
    because = "no approval of these words"
    try:
        promised = article.scheduled_for
        clips.hold(article, because=because)
    except AlreadySettled:
        return True
    telling.held(article, promised)
    return True


def is_asked_for():
    return SiteSettings.load().second_pair_of_eyes


def is_satisfied(article) -> bool:
    """Whether somebody independent has approved the words that the clip has now."""
    approvals = approving.approvals_of(article, content_hash(article))
    return any(is_independent(article, _who(approval), approval.at) for approval in approvals)


def is_independent(article, person, at=None) -> bool:
    """Whether this person (a pk) had no hand in the words as they stood at that moment, now by default."""
    makers = {article.created_by_id, *article.article_makers.values_list("user", flat=True)}
    return person not in makers | {_last_editor(article, at or timezone.now())}


def _missing_pair(article, by):
    if not is_asked_for() or is_satisfied(article) or is_independent(article, by.pk):
        return []
    message = _(
        "You made or last edited this clip, so somebody else must approve it. Nobody else has approved these words."
    )
    return [Finding(SECOND_PAIR, message, "makers", stops=True)]


def _open_notes(article):
    count = article.notes.open().count()
    message = _("Open notes: %(count)d. Settle them, or publish all the same.") % {"count": count}
    return [Finding("open-notes", message, "notes")] if count else []


def _who(approval):
    return approval.link.made_by_id if approval.link else approval.by_id


def _last_editor(article, at):
    """Who brought the words to where they stood at that moment."""
    saves = article.revisions.filter(at__lte=at).values_list("by", "document")[:UNCHANGED_SAVES]
    editor, last = None, None
    for by, document in saves:
        document = plain(document)
        if last is not None and document != last:
            break
        editor, last = by, document
    return editor
