"""Errors that speak: what went wrong as one sentence for a person, in that person's language."""

from django.conf import settings
from django.utils.translation import gettext


def _(message: str) -> str:
    """Mark a sentence for translation, which happens when it is read. Django's own marker needs settings."""
    return message


def say(template: str, **details: object) -> str:
    """The sentence in the active language; outside a configured site there are no translations."""
    translated = gettext(template) if settings.configured else template
    return translated % details


class SentenceError(Exception):
    """An error whose `sentence` says what happened and what to do."""

    template = ""

    def __init__(self, template: str = "", **details: object):
        self.template = template or self.template
        self.details = details
        super().__init__(self.template % details)

    @property
    def sentence(self) -> str:
        return say(self.template, **self.details)
