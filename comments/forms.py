"""What people fill in to say something. Fields that are not named here are ignored."""

import uuid

from django import forms

from comments.body import BodyField
from comments.threads import is_number


class CommentForm(forms.Form):
    """`key` makes sending it twice post it once; `parent` is the number of the comment that it answers."""

    body = BodyField()
    parent = forms.CharField(required=False)
    key = forms.CharField(required=False)
    part = forms.CharField(required=False, max_length=40)
    correction = forms.BooleanField(required=False)

    @classmethod
    def fresh(cls, *, parent=None, body="", key=""):
        """An unsent form with a key of its own, or with the text and key that were kept."""
        return cls(initial={"body": body, "parent": getattr(parent, "pk", ""), "key": key or uuid.uuid4()})

    def clean_key(self):
        """None instead of what is not a key: the text counts more."""
        try:
            return uuid.UUID(self.cleaned_data["key"])
        except ValueError:
            return None


class EditForm(forms.Form):
    """`version`: how often the comment had been edited when the form was opened."""

    body = BodyField()
    version = forms.CharField(required=False)

    def clean_version(self):
        version = self.cleaned_data["version"]
        return int(version) if is_number(version) else None
