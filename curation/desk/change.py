"""What kind of change an edit is, asked once the clip is published."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from articles.models import Revision
from curation.desk.bench import read_rows
from curation.desk.figures import changed_figures

SAY_WHAT_IS_NEW = _("Say in a few words what is new. Readers see it below the clip.")
MEND_OR_LET_PASS = _(
    "Readers would see this at once. Mend it, or let it pass with a note under the finding, then save."
)
SAY_WHAT_WAS_WRONG = _("Say in a sentence what was wrong and what is right.")

MOST_ASKED = 3  # questions about one edit


class ChangeForm(forms.Form):
    """`version` is the row's number when the form was loaded. The rest is asked only of published clips.

    `rows` are the facts and answers as they will be, {public id: text}, and what the sources report; None reads them
    from the form of the edit page.
    `doubts` are numbers and names, (old, new), that a typo would change in silence: the person is asked once.
    """

    version = forms.IntegerField(min_value=0, error_messages={"required": _("Load the page again, then save.")})
    kind = forms.ChoiceField(
        choices=[("", _("Choose…")), *(kind for kind in Revision.Kind.choices if kind[0])],
        error_messages={"required": _("Say whether this is a typo, an update or a correction.")},
    )
    note = forms.CharField(max_length=400, required=False)
    subject = forms.CharField(max_length=120, required=False)
    before = forms.CharField(max_length=2000, required=False)
    after = forms.CharField(max_length=2000, required=False)
    noticed_by = forms.CharField(max_length=500, required=False)
    sure = forms.BooleanField(required=False)

    def __init__(self, *args, article, rows=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.article, self.rows, self.doubts = article, rows, []
        if not article.published_at:
            self.fields = {"version": self.fields["version"]}

    def clean_noticed_by(self):
        names = [name.strip().lstrip("@") for name in self.cleaned_data["noticed_by"].split(",") if name.strip(" @")]
        return [_called(name) for name in names]

    def clean(self):
        said = self.cleaned_data
        sure, kind = said.pop("sure", False), said.get("kind")
        if kind == Revision.Kind.CORRECTION and not said.get("note"):
            self.add_error("note", SAY_WHAT_WAS_WRONG)
        if kind == Revision.Kind.UPDATE and not said.get("note"):
            self.add_error("note", SAY_WHAT_IS_NEW)
        if kind == Revision.Kind.TYPO and not sure:
            self._doubt()

    def stop(self, findings):
        """The checks stop it, and the clip is public."""
        for finding in findings:
            self.add_error(None, finding.message)
        self.add_error(None, MEND_OR_LET_PASS)

    def _doubt(self):
        self.doubts = doubts_of(self.article, self._rows_typed())
        for doubt in self.doubts[:MOST_ASKED]:
            self.add_error("kind", question_of(doubt))

    def _rows_typed(self):
        if self.rows is not None:
            return self.rows
        typed = [row for prefix in ("facts", "quick", "faq") for row in read_rows(self.data, prefix)]
        return {"".join(row["id"]): "".join(row["text"]) for row in typed if any(row["id"])}


def _called(name):
    person = User.objects.filter(username__iexact=name).first()
    if person is None:
        raise forms.ValidationError(_("Nobody here is called “%(name)s”."), params={"name": name})
    return person


def doubts_of(article, rows):
    """The numbers and names, (old, new), that an edit changes in what stands there already; `rows` are as typed."""
    return changed_figures(_rows_of(article), rows, article.language)


def question_of(doubt):
    old, new = doubt
    message = _("This changes “%(old)s” to “%(new)s”: is it a correction?")
    return forms.ValidationError(message, params={"old": old or "–", "new": new or "–"})


def _rows_of(article):
    facts = {row.fact.public_id: row.fact.text for row in article.key_facts.select_related("fact")}
    says = {f"says-{row.source_id}": row.says for row in article.article_sources.all()}
    return facts | says | {answer.public_id: answer.text for answer in article.answers.all()}
