"""The parts of a clip as rows of its administration page."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.utils.translation import gettext_lazy as _

from articles.models import Answer, ArticleMaker, ArticleSource, Fact, KeyFact, TaggedArticle
from common.text import normalise
from curation.desk.editing import cite, place_of, snapshots_of


class PassagesForm(forms.ModelForm):
    """A part with its passages, one a line; each must stand in a source of the clip, word for word."""

    passages = forms.CharField(
        label=_("passages"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "cols": 28}),
        help_text=_("One a line, word for word as in the source."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            quotes = [citation.quote for citation in self.cited().citations.all()]
            self.initial["passages"] = "\n".join(" ".join(quote.split("\n\n")) for quote in quotes)

    def cited(self):
        return self.instance

    def clean_passages(self):
        quotes = [quote for line in self.cleaned_data["passages"].splitlines() if (quote := normalise(line))]
        if "passages" not in self.changed_data:
            return None  # one that spans paragraphs would not survive being put on a line
        snapshots = snapshots_of(self.instance.article) if self.instance.article_id else []
        for quote in quotes:
            if not place_of(quote, snapshots):
                message = _("“%(quote)s” does not stand in a source of this clip, word for word.")
                raise forms.ValidationError(message, params={"quote": quote[:80]})
        return quotes

    def keep_passages(self, **target):
        quotes = self.cleaned_data.get("passages")
        if quotes is not None:
            cite(quotes, snapshots_of(self.instance.article), **target)


class KeyFactForm(PassagesForm):
    text = forms.CharField(label=_("sentence"), max_length=600, widget=forms.Textarea(attrs={"rows": 3, "cols": 28}))

    class Meta:
        model = KeyFact
        fields = ["position", "label", "text", "passages"]
        widgets = {"label": forms.TextInput(attrs={"size": 14})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["text"] = self.instance.fact.text

    def cited(self):
        return self.instance.fact

    def save(self, commit=True):
        fact = self.instance.fact if self.instance.fact_id else Fact()
        fact.proposed = fact.proposed and "text" not in self.changed_data
        fact.text = self.cleaned_data["text"]
        fact.save()
        self.instance.fact = fact
        return super().save(commit)


class AnswerForm(PassagesForm):
    class Meta:
        model = Answer
        fields = ["kind", "position", "question", "text", "passages"]
        widgets = {
            "question": forms.Textarea(attrs={"rows": 3, "cols": 20}),
            "text": forms.Textarea(attrs={"rows": 3, "cols": 28}),
        }


class KeyFactInline(admin.TabularInline):
    model = KeyFact
    form = KeyFactForm
    extra = 0

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("fact").prefetch_related("fact__citations")


class AnswerInline(admin.TabularInline):
    model = Answer
    form = AnswerForm
    extra = 0

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("citations")


class KnownSelect(AutocompleteSelect):
    """Knows what its row names, which the library would ask for row by row."""

    known = None

    def optgroups(self, name, value, attrs=None):
        if self.known is None or value != [str(self.known.pk)]:
            return super().optgroups(name, value, attrs)
        return [(None, [self.create_option(name, self.known.pk, str(self.known), selected=True, index=0)], 0)]


class NamingForm(forms.ModelForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            select = getattr(field.widget, "widget", None)
            if isinstance(select, KnownSelect) and self.instance.pk:
                select.known = getattr(self.instance, name)


class NamingInline(admin.TabularInline):
    """Rows that name something, each; all of it is asked for at once."""

    form = NamingForm
    extra = 0

    def get_queryset(self, request):
        return super().get_queryset(request).select_related(*self.autocomplete_fields)

    def formfield_for_foreignkey(self, db_field, request, **given):
        if db_field.name in self.autocomplete_fields:
            given["widget"] = KnownSelect(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **given)


class SourceInline(NamingInline):
    model = ArticleSource
    autocomplete_fields = ["source"]
    fields = ["position", "source"]


class MakerInline(NamingInline):
    model = ArticleMaker
    autocomplete_fields = ["user"]
    fields = ["position", "user"]


class TagInline(NamingInline):
    model = TaggedArticle
    autocomplete_fields = ["tag"]
    fields = ["position", "tag"]


INLINES: list[Any] = [KeyFactInline, AnswerInline, SourceInline, TagInline, MakerInline]
