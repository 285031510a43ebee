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


def name_of(rule):
    """What people read for a stored rule; words that are no number are shown as they are."""
    return Rule(rule).label if rule in Rule.values else rule
