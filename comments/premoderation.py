"""Who reads first: a moderator before everybody (pre-moderation), or everybody at once. The most specific answer wins.

A person whose comments are read first, before a clip's own setting, before its category's, before the site's.
"""

from accounts.models import SiteSettings


def read_first(article, by) -> str:
    """Why a moderator reads it first, as a reason of the screen; "" when nobody does."""
    if by.read_first:
        return "pre-person"
    for key, setting in _settings_of(article):
        if setting:
            return key if setting == SiteSettings.Moderation.PRE else ""
    return ""


def _settings_of(article):
    """From the most specific; an empty one leaves it to the next."""
    yield "pre-article", article.moderation
    yield "pre-category", article.category.moderation
    yield "pre", SiteSettings.load().moderation
