"""The house rules, by which a comment is reported and removed."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Rule(models.TextChoices):
    """Numbered as on the policy page; the number is what is stored."""

    ABOUT = "1", _("Rule 1: about the clip")
    ATTACK = "2", _("Rule 2: no attacks on persons")
    UNLAWFUL = "3", _("Rule 3: nothing unlawful")
    ADVERTISING = "4", _("Rule 4: no advertising")
    ONE_VOICE = "5", _("Rule 5: one voice each")


# What each of them means, as `/policy/` says it, at #rule-1 and so on.
MEANINGS = {
    Rule.ABOUT: _(
        "A comment is about what the clip reports, or about how it reports it. Wandering is human; a second subject "
        "has its own place."
    ),
    Rule.ATTACK: _(
        "Take an argument apart as thoroughly as you like. Leave the person who made it whole: no insults, no threats, "
        "no guesses about motives, and no “you people”."
    ),
    Rule.UNLAWFUL: _(
        "Nothing that may not be said or shown: threats, incitement, other people’s private addresses, other people’s "
        "work in full."
    ),
    Rule.ADVERTISING: _("Link to what supports what you say. Do not link to what you sell."),
    Rule.ONE_VOICE: _("One account for one person. Do not agree with yourself, and do not post the same words again."),
}


def name_of(rule):
    """What people read for a stored rule; words that are no number are shown as they are."""
    return Rule(rule).label if rule in Rule.values else rule
