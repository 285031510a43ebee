"""What the desk asks for. Every form says what is wrong in a sentence and keeps what was typed."""

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from articles.models import Article, Category, Picture
from common.text import normalise, slugify_unicode, tag_key
from curation.desk.editing import Row, place_of

MOST_ROWS = 40


class Quotes(forms.Widget):
    """Several text areas of one name, one passage each."""

    def value_from_datadict(self, data, files, name):
        return data.getlist(name)


class QuotesField(forms.Field):
    widget = Quotes

    def clean(self, value):
        return [quote for quote in map(normalise, value or []) if quote]

    def has_changed(self, initial, data):
        return any(quote.strip() for quote in data or [])


class CitedForm(forms.Form):
    """A part that rests on passages. `snapshots` is where they must stand."""

    def __init__(self, *args, snapshots=(), **kwargs):
        self.snapshots = snapshots
        super().__init__(*args, **kwargs)

    def clean(self):
        for name, field in self.fields.items():
            if isinstance(field, QuotesField):
                for quote in self.cleaned_data.get(name, []):
                    self._demand_verbatim(name, quote)

    def _demand_verbatim(self, name, quote):
        if not place_of(quote, self.snapshots):
            short = quote if len(quote) < 60 else f"{quote[:57]}…"
            message = _("“%(quote)s” does not stand in the source, word for word. Copy the passage from the source.")
            self.add_error(name, forms.ValidationError(message, params={"quote": short}))


class FactForm(CitedForm):
    id = forms.CharField(required=False, max_length=12)
    label = forms.CharField(
        max_length=60, error_messages={"required": _("Give the fact a label of one to three words.")}
    )
    text = forms.CharField(
        max_length=600, error_messages={"required": _("Write the fact as one sentence, or remove it.")}
    )
    quotes = QuotesField(required=False)

    def row(self):
        return Row(**{**self.cleaned_data, "quotes": tuple(self.cleaned_data["quotes"])})


class AnswerForm(CitedForm):
    id = forms.CharField(required=False, max_length=12)
    question = forms.CharField(max_length=200, error_messages={"required": _("Write the question, or remove it.")})
    text = forms.CharField(max_length=1200, error_messages={"required": _("Answer the question, or remove it.")})
    quotes = QuotesField(required=False)

    row = FactForm.row


FactRows = forms.formset_factory(FactForm, extra=0, max_num=MOST_ROWS, validate_max=True)
AnswerRows = forms.formset_factory(AnswerForm, extra=0, max_num=MOST_ROWS, validate_max=True)
language_tag = RegexValidator(
    r"\A[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z", _("Write the language as its short name, such as en or pt-BR.")
)


class WordsForm(CitedForm):
    """The clip's own words, what it is filed under, and who made it."""

    title = forms.CharField(max_length=200, error_messages={"required": _("Give the clip a headline.")})
    standfirst = forms.CharField(max_length=400, required=False)
    slug = forms.CharField(max_length=80, error_messages={"required": _("Give the clip an address.")})
    category = forms.ModelChoiceField(
        Category.objects.all(), error_messages={"required": _("Choose a category.")}, empty_label=None
    )
    language = forms.CharField(max_length=35, validators=[language_tag])
    tags = forms.CharField(required=False)
    makers = forms.CharField(required=False)
    comments_mode = forms.ChoiceField(choices=Article.Comments.choices)
    body = forms.CharField(required=False)
    background = forms.CharField(required=False)
    background_quotes = QuotesField(required=False)
    body_quotes = QuotesField(required=False)

    def __init__(self, *args, article, by=None, **kwargs):
        self.article = article
        super().__init__(*args, **kwargs)
        offered = Category.objects.in_menu().for_editor(by) | Category.objects.filter(pk=article.category_id)
        self.fields["category"].queryset = offered.order_by("position", "name")  # type: ignore[attr-defined]

    def clean_slug(self):
        slug = slugify_unicode(self.cleaned_data["slug"])
        others = Article.objects.exclude(pk=self.article.pk)
        if others.filter(slug=slug).exists() or others.filter(old_slugs__slug=slug).exists():
            raise forms.ValidationError(_("Another clip has this address. Choose another one."))
        return slug

    def clean_tags(self):
        names = [name.strip().lstrip("#") for name in self.cleaned_data["tags"].replace("\n", ",").split(",")]
        if long := [name for name in names if len(name) > 100]:
            raise forms.ValidationError(
                _("“%(tag)s…” is too long for a tag. Put commas between tags."), params={"tag": long[0][:40]}
            )
        return [name for name in names if tag_key(name)]

    def clean_makers(self):
        names = [name.strip().lstrip("@") for name in self.cleaned_data["makers"].split(",") if name.strip()]
        people = [self._person(name) for name in names]
        return list(dict.fromkeys(people))

    def _person(self, name):
        person = User.objects.filter(username__iexact=name).first()
        if person is None:
            raise forms.ValidationError(
                _("Nobody here is called “%(name)s”. Use the user name, and commas between several."),
                params={"name": name},
            )
        return person


class PictureForm(forms.Form):
    """The clip's picture and its words. The file itself is taken in before this is asked, so it is never lost."""

    hero = forms.ModelChoiceField(Picture.objects.all(), required=False)
    hero_alt = forms.CharField(max_length=300, required=False)
    hero_decorative = forms.BooleanField(required=False)
    hero_caption = forms.CharField(max_length=300, required=False)
    hero_credit = forms.CharField(max_length=200, required=False)
    hero_licence = forms.CharField(max_length=100, required=False)
    hero_focus_x = forms.IntegerField(min_value=0, max_value=100, required=False)
    hero_focus_y = forms.IntegerField(min_value=0, max_value=100, required=False)
    hero_remove = forms.BooleanField(required=False)

    def clean(self):
        said = self.cleaned_data
        if said.get("hero") and not said["hero_remove"] and not (said.get("hero_alt") or said["hero_decorative"]):
            self.add_error("hero_alt", _("Say what the picture shows, or mark it as decorative."))

    def said(self):
        """The picture or None, and its words."""
        if self.cleaned_data["hero_remove"] or not self.cleaned_data["hero"]:
            return None, {}
        words = {name: self.cleaned_data[f"hero_{name}"] for name in PICTURE_WORDS}
        return self.cleaned_data["hero"], {name: 50 if said is None else said for name, said in words.items()}


PICTURE_WORDS = ["alt", "decorative", "caption", "credit", "licence", "focus_x", "focus_y"]
