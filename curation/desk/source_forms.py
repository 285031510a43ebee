"""The forms of the page of a clip's sources."""

from django import forms
from django.utils.translation import gettext_lazy as _

from articles.models import ArticleSource, Difference


class AddForm(forms.Form):
    url = forms.URLField(label=_("Address"), max_length=2000, required=False, assume_scheme="https")
    text = forms.CharField(label=_("Or its text"), max_length=300_000, required=False, widget=forms.Textarea)

    def clean(self):
        if not self.errors and bool(self.cleaned_data.get("url")) == bool(self.cleaned_data.get("text")):
            raise forms.ValidationError(_("Give an address or a text, one of the two."))


class WordsForm:
    """`says-<row>` and `subject-<row>` of any number of rows, and the version of the clip that was shown."""

    def __init__(self, data):
        version = data.get("version", "")
        self.version = int(version) if version.isascii() and version.isdecimal() and len(version) < 10 else -1
        self.says = _words(data, "says-")
        self.subjects = _words(data, "subject-")
        self.problems = [*self._long(), *self._empty()]

    def is_valid(self):
        return not self.problems

    def _long(self):
        longest = [(self.says, _most(ArticleSource, "says")), (self.subjects, _most(Difference, "subject"))]
        for words, most in longest:
            for text in words.values():
                if len(text) > most:
                    yield _("“%(begin)s …” is longer than %(most)d characters. Shorten it; nothing was saved.") % {
                        "begin": text[:40],
                        "most": most,
                    }

    def _empty(self):
        if not all(self.subjects.values()):
            yield _("Say what the sources differ on, or remove the difference. Nothing was saved.")


def _most(model, field):
    return model._meta.get_field(field).max_length


def _words(data, prefix):
    named = {name.removeprefix(prefix): data[name] for name in data if name.startswith(prefix)}
    return {int(n): " ".join(words.split()) for n, words in named.items() if n.isascii() and n.isdecimal()}
