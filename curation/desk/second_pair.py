"""The second pair of eyes, where the site asks for it: nothing goes out that one person alone has seen.

- A clip needs a standing approval of its present words by somebody independent: who neither made the clip nor brought
  the words to what they were when they approved. Saving them again unchanged is no edit.
- With such an approval anybody who may publish may press the button, its maker too: two have seen these words.
- Whoever is independent and publishes says yes with it: that is kept as their approval.
- An approval through a preview link counts as one of whoever made the link. Its maker vouches for the person; so
  nobody approves their own clip by sending a link to themselves.
- The same is asked again when the worker publishes: what has other words by then is held.
"""

from django.utils.translation import gettext as _

from accounts.models import SiteSettings
from articles.wording import content_hash, plain
from curation.desk import approving, reviewing
from curation.evidence.finding import SECOND_PAIR, Finding

SAVES = 30  # how far back it is asked who wrote what was saved again and again


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
    if is_asked_for() and Hands(article).are_off(by.pk):
        approving.approve(article, present, by=by)


def keep_back(article) -> bool:
    """Whether a clip whose moment has come is held instead, since nobody has approved its present words."""
    if not is_asked_for() or is_satisfied(article):
        return False
    reviewing.hold(article, because="no approval of these words")
    return True


def is_asked_for():
    return SiteSettings.load().second_pair_of_eyes


def is_satisfied(article, approvals=None, hands=None) -> bool:
    """Whether somebody independent has approved the words that the clip has now."""
    if approvals is None:
        approvals = approving.approvals_of(article, content_hash(article))
    hands = hands or Hands(article)
    return any(hands.are_off(_who(approval), approval.at) for approval in approvals)


class Hands:
    """Who had a hand in a clip: its makers, and whoever brought the words to what they were at a moment."""

    def __init__(self, article):
        self.article = article
        self.makers = {article.created_by_id, *article.article_makers.values_list("user", flat=True)}
        self.saves = list(article.revisions.values_list("by", "at", "document")[:SAVES])

    def are_off(self, person, at=None) -> bool:
        """Whether this person (a pk) is independent of the words of that moment, now by default."""
        return person not in self.makers | self._editors(at)

    def _editors(self, at):
        """One, as a rule; all that ever saved the clip when it was saved so often that the one is out of sight."""
        editor, words = None, None
        for by, when, document in self.saves:
            if at is not None and when > at:
                continue
            document = plain(document)
            if words is not None and document != words:
                return {editor}
            editor, words = by, document
        out_of_sight = len(self.saves) == SAVES
        return set(self.article.revisions.values_list("by", flat=True)) if out_of_sight else {editor}


def _missing_pair(article, by):
    if not is_asked_for() or is_satisfied(article) or Hands(article).are_off(by.pk):
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
