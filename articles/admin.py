"""What clips are filed under, rest on and show, in the administration. The clip itself is in curation/admin.py."""

from django import forms
from django.contrib import admin, messages
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from accounts.admin import Touching, ViewOnly
from articles import admin_actions, category_roles, pictures, taxonomy
from articles.admin_reach import OfWholeSite, WithinReach
from articles.models import (
    Answer,
    Article,
    Category,
    CategoryAlias,
    CategoryRole,
    Citation,
    Fact,
    FrontPick,
    LinkCard,
    Page,
    Picture,
    Revision,
    SlugRedirect,
    Snapshot,
    Source,
    Story,
    Tag,
    TagAlias,
)
from common.text import tag_key

LISTS = ["site", "front", "lists"]  # names of tags and categories stand in menus, kickers and lists


class CategoryForm(forms.ModelForm):
    class Meta:
        model = Category
        fields = ["name", "slug", "line", "keywords", "hue", "position", "retired", "moderation"]

    def clean_slug(self):
        slug = self.cleaned_data["slug"]
        if CategoryAlias.objects.filter(slug=slug).exclude(category=self.instance.pk).exists():
            raise forms.ValidationError(_("Another category had this address before, and links still lead there."))
        return slug

    def clean_retired(self):
        retired = self.cleaned_data["retired"]
        if retired and self.instance.pk and self.instance.articles.exists():
            raise forms.ValidationError(_("Clips are filed under it. Move them to another category first."))
        return retired


@admin.register(Category)
class CategoryAdmin(Touching):
    form = CategoryForm
    action_form, actions = admin_actions.IntoForm, admin_actions.CATEGORY_ACTIONS
    list_display = ["name", "slug", "hue", "position", "retired", "article_count"]
    list_filter = ["retired"]
    search_fields = ["name", "slug"]
    readonly_fields = ["article_count"]
    prepopulated_fields = {"slug": ["name"]}

    def stamps_of(self, obj):
        return [*obj.stamps(), *LISTS]

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else self.prepopulated_fields

    def save_model(self, request, obj, form, change):
        if change and {"name", "slug"} & set(form.changed_data):
            stored = Category.objects.get(pk=obj.pk)
            taxonomy.rename_category(stored, obj.name, slug=obj.slug, by=request.user)
        super().save_model(request, obj, form, change)

    def has_delete_permission(self, request, obj=None):
        """Where clips are filed under it, it is merged; where roles are limited to it, the page says whose."""
        may = super().has_delete_permission(request, obj)
        return may and (obj is None or not obj.articles.exists())


class NameForm(forms.ModelForm):
    """A name that no other tag has in any spelling."""

    def clean_name(self):
        name = self.cleaned_data["name"]
        if not tag_key(name):
            raise forms.ValidationError(_("A tag needs a letter or a digit."))
        known = Tag.objects.named(name)
        if known and known.pk != self._own_tag():
            raise forms.ValidationError(_("“%(tag)s” has this name already."), params={"tag": known.name})
        return name

    def _own_tag(self):
        return self.instance.tag_id if isinstance(self.instance, TagAlias) else self.instance.pk


class AliasInline(admin.TabularInline):
    model = TagAlias
    form = NameForm
    fields = ["name"]
    extra = 0


@admin.register(Tag)
class TagAdmin(Touching):
    form = NameForm
    action_form, actions = admin_actions.IntoForm, admin_actions.TAG_ACTIONS
    fields = ["name", "about", "retired", "slug", "article_count"]
    readonly_fields = ["slug", "article_count"]
    list_display = ["name", "slug", "article_count", "retired"]
    list_filter = ["retired"]
    search_fields = ["name", "aliases__name", "key"]
    inlines = [AliasInline]

    def stamps_of(self, obj):
        return [*obj.stamps(), *LISTS]

    def save_model(self, request, obj, form, change):
        if change and "name" in form.changed_data:
            stored = taxonomy.rename_tag(Tag.objects.get(pk=obj.pk), obj.name, by=request.user)
            obj.slug = stored.slug
        super().save_model(request, obj, form, change)


class InClips:
    """For rows that pages of several clips show."""

    def clips_of(self, obj):
        raise NotImplementedError

    def stamps_of(self, obj):
        return ["front", "lists", *(f"article:{pk}" for pk in self.clips_of(obj).values_list("pk", flat=True))]


@admin.register(Source)
class SourceAdmin(InClips, Touching):
    list_display = ["__str__", "publisher", "byline", "published", "language", "free_to_quote"]
    list_filter = ["free_to_quote", "publisher"]
    search_fields = ["title", "publisher", "byline", "canonical_url"]
    date_hierarchy = "published"

    def clips_of(self, obj):
        return Article.objects.resting_on(obj)


@admin.register(Story)
class StoryAdmin(InClips, Touching):
    list_display = ["title", "slug"]
    ordering = ["title", "pk"]
    search_fields = ["title"]
    prepopulated_fields = {"slug": ["title"]}

    def clips_of(self, obj):
        return obj.articles.all()


class PictureForm(forms.ModelForm):
    class Meta:
        model = Picture
        fields = ["file", "alt", "decorative", "caption", "credit", "licence", "focus_x", "focus_y"]

    def clean(self):
        super().clean()
        given = self.cleaned_data.get("file")
        if given and not self.instance.pk:
            words = {name: self.cleaned_data.get(name) for name in self._meta.fields or () if name != "file"}
            if words["alt"] or words["decorative"]:
                self._take_in(given, words)

    def _take_in(self, given, words):
        """Made anew at once, so that nothing of the file as it came is ever kept."""
        given.seek(0)
        try:
            self.taken = pictures.take_in(given, **words)
        except pictures.BadPicture as refused:
            self.add_error("file", str(refused))


@admin.register(Picture)
class PictureAdmin(InClips, Touching):
    form = PictureForm
    list_display = ["__str__", "credit", "licence", "width", "height"]
    ordering = ["-pk"]
    search_fields = ["alt", "caption", "credit"]
    readonly_fields = ["width", "height"]

    def clips_of(self, obj):
        return pictures.showing(obj)

    def get_readonly_fields(self, request, obj=None):
        return [*self.readonly_fields, "file"] if obj else self.readonly_fields

    def save_model(self, request, obj, form, change):
        if change:
            super().save_model(request, obj, form, change)
        else:
            obj.__dict__.update(form.taken.__dict__)


@admin.register(Page)
class PageAdmin(Touching):
    list_display = ["title", "slug", "position", "in_footer", "changed_at"]
    search_fields = ["title", "body"]
    prepopulated_fields = {"slug": ["title"]}

    def save_model(self, request, obj, form, change):
        obj.render()
        super().save_model(request, obj, form, change)


@admin.register(FrontPick)
class FrontPickAdmin(OfWholeSite, Touching):
    list_display = ["article", "position"]
    autocomplete_fields = ["article"]
    list_select_related = ["article"]


@admin.register(SlugRedirect)
class SlugRedirectAdmin(WithinReach, ViewOnly):
    list_display = ["slug", "article"]
    search_fields = ["slug", "article__title"]
    list_select_related = ["article"]


@admin.register(Revision)
class RevisionAdmin(WithinReach, ViewOnly):
    list_display = ["article", "number", "kind", "by", "at", "note"]
    list_filter = ["kind", "at"]
    search_fields = ["article__title", "note"]
    list_select_related = ["article", "by"]
    readonly_fields = ["noticed_by"]

    @admin.display(description=_("noticed by"))
    def noticed_by(self, revision):
        return ", ".join(str(person) for person in revision.noticed_by)


@admin.register(Snapshot)
class SnapshotAdmin(ViewOnly):
    list_display = ["source", "retrieved_at", "sha256"]
    search_fields = ["source__title", "source__canonical_url"]
    list_select_related = ["source"]


@admin.register(Citation)
class CitationAdmin(WithinReach, ViewOnly):
    to_clip = ["article", "fact__shown_as__article", "answer__article", "difference__article"]
    list_display = ["quote", "snapshot", "fact", "answer", "part"]
    search_fields = ["quote"]
    list_select_related = ["snapshot__source", "fact", "answer"]


@admin.register(Fact)
class FactAdmin(WithinReach, ViewOnly):
    """Facts and answers are written on their clip, where their passages are."""

    to_clip = ["shown_as__article"]
    list_display = ["text", "public_id", "proposed"]
    search_fields = ["text", "public_id"]


@admin.register(Answer)
class AnswerAdmin(WithinReach, ViewOnly):
    list_display = ["question", "article", "kind", "public_id"]
    list_filter = ["kind"]
    search_fields = ["question", "text", "public_id"]
    list_select_related = ["article"]


@admin.register(LinkCard)
class LinkCardAdmin(ViewOnly):
    list_display = ["url", "state", "title", "publisher", "looked_at"]
    list_filter = ["state"]


@admin.register(CategoryRole)
class CategoryRoleAdmin(ViewOnly):
    """Given and taken by their verbs; there is nothing to change about one."""

    list_display = ["user", "role", "category"]
    list_filter = ["role", "category"]
    list_select_related = ["user", "category"]
    autocomplete_fields = ["user"]
    actions = ["widen"]

    def has_add_permission(self, request):
        return request.user.is_superuser

    def has_delete_permission(self, request, obj=None):
        return request.user.is_superuser

    def save_model(self, request, obj, form, change):
        obj.pk = category_roles.limit(obj.user, obj.category, obj.role, by=request.user).pk

    def delete_model(self, request, obj):
        category_roles.lift(obj, by=request.user)

    def delete_view(self, request, object_id, extra_context=None):
        try:
            return super().delete_view(request, object_id, extra_context)
        except category_roles.LastCategory:
            said = _(
                "Nothing was changed: it is their last category, and without it the role would be for the whole site. "
                "Name another category first, give back the whole site in the list, or take the role itself away."
            )
            self.message_user(request, said, messages.ERROR)
            return redirect("admin:articles_categoryrole_changelist")

    @admin.action(description=_("Give back the whole site"), permissions=["add"])
    def widen(self, request, queryset):
        for row in queryset:
            category_roles.widen(row.user, row.role, by=request.user)

    def get_actions(self, request):
        return {name: action for name, action in super().get_actions(request).items() if name != "delete_selected"}
