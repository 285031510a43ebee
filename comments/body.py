"""The text of a comment as a form field: measured before anything parses it, tidied, and never lost."""

import re
import unicodedata

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

MARKS_KEPT = 8  # combining marks on one letter; more than any script needs
LOOKS_EMPTY = {"\u2800", "\u3164", "\u115f", "\u1160", "\uffa0"}  # letters and symbols without ink
_SURROGATES = re.compile("[\ud800-\udfff]")


class BodyField(forms.CharField):
    widget = forms.Textarea
    default_error_messages = {"required": _("There is nothing in it yet. Write a word or two.")}

    @property
    def most(self):
        """Characters that fit."""
        return settings.COMMENT_MAX_LENGTH

    def clean(self, value):
        text = (value or "").replace("\r\n", "\n").replace("\r", "\n")
        if len(text) > settings.COMMENT_MAX_LENGTH:
            raise ValidationError(too_long(len(text)), code="too_long")
        text = super().clean(tidy(text))
        if is_blank(text):
            raise ValidationError(self.error_messages["required"], code="required")
        return text


def too_long(length):
    most = settings.COMMENT_MAX_LENGTH
    over = length - most
    return ngettext(
        "It is %(over)s character longer than the %(most)s that fit. Shorten it, or post it in two parts.",
        "It is %(over)s characters longer than the %(most)s that fit. Shorten it, or post it in parts.",
        over,
    ) % {"over": number_format(over, force_grouping=True), "most": number_format(most, force_grouping=True)}


def tidy(text: str) -> str:
    """NFC, no lone surrogates (no database takes them), and at most eight marks on a letter."""
    text = unicodedata.normalize("NFC", _SURROGATES.sub("\ufffd", text))
    return text if text.isascii() else _fold_marks(text)


def _fold_marks(text):
    kept, run = [], 0
    for letter in text:
        run = run + 1 if unicodedata.category(letter) in ("Mn", "Me") else 0
        if run <= MARKS_KEPT:
            kept.append(letter)
    return "".join(kept)


def is_blank(text: str) -> bool:
    """Nothing that leaves ink: spaces, controls, zero width and direction characters, lone marks."""
    return all(unicodedata.category(c)[0] in "ZCM" or c in LOOKS_EMPTY for c in text)
