"""The clip in the administration, arranged for editors; and the leads."""

import re
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin import helpers
from django.contrib.admin.widgets import AdminTextareaWidget, AdminTextInputWidget
from django.db import transaction
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.admin import ViewOnly
from accounts.models import audit
from articles import actions as clips
from articles.admin_reach import WithinReach
from articles.models import Article, Category, Fact, Revision
from articles.models.article import AlreadySettled, UnderEmbargo
from articles.tagging import recount
from curation import actions
from curation.desk.article_inlines import INLINES
from curation.desk.change import MOST_ASKED, SAY_WHAT_IS_NEW, SAY_WHAT_WAS_WRONG, doubts_of, question_of
from curation.desk.publish_form import WithdrawForm
from curation.evidence import gate
from curation.models import Lead

KEPT: list[Any] = ["status", "created_by", "created_at", "scheduled_for", "published_at", "changed_at"]
KEPT += ["withdrawn_at", "withdrawn_because", "minutes", "comment_count", "view_count"]

_ID = re.compile(r"(?P<row>(?P<part>key_facts|answers)-\d+)-id")  # of a row below the form


class ArticleForm(forms.ModelForm):
    """`seen` is the version that the form was loaded with; kind and note are asked once the clip was published."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(label=_("kind of change"), choices=Revision.Kind.choices, required=False)
    note = forms.CharField(label=_("what changed and why"), max_length=400, required=False)
    sure = forms.BooleanField(
        label=_("it is only a typo: what the clip says was right before, too"),
        help_text=_("Asked when a typo changes a number or a name."),
        required=False,
    )

    class Meta:
        model = Article
        fields = ["title", "slug", "standfirst", "category", "story", "language", "body", "background", "hero"]
        fields += ["comments_mode"]
        widgets = {
            "title": AdminTextInputWidget,
            "standfirst": AdminTextareaWidget(attrs={"rows": 3}),
            "body": AdminTextareaWidget(attrs={"rows": 20}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["seen"] = self.instance.version

    def clean(self):
        super().clean()
        said = self.cleaned_data
        if self.instance.pk and Article.objects.get(pk=self.instance.pk).version != said.get("seen"):
            raise forms.ValidationError(
                _("Somebody saved this clip after you opened it. Your words are still here: copy them, then load it.")
            )
        if self.instance.published_at and not said.get("kind"):
            self.add_error("kind", _("Say whether this is a typo, an update or a correction."))
        if said.get("kind") == Revision.Kind.CORRECTION and not said.get("note"):
            self.add_error("note", SAY_WHAT_WAS_WRONG)
        if said.get("kind") == Revision.Kind.UPDATE and not said.get("note"):
            self.add_error("note", SAY_WHAT_IS_NEW)
        if self.instance.published_at and said.get("kind") == Revision.Kind.TYPO and not said.get("sure"):
            for doubt in doubts_of(self.instance, self._rows_typed())[:MOST_ASKED]:
                self.add_error("kind", question_of(doubt))
        return said

    def _rows_typed(self):
        """The facts and answers below this form as they are sent with it, {public id: text}."""
        facts = self.instance.key_facts.values_list("pk", "fact__public_id")
        rows = {"key_facts": dict(facts), "answers": dict(self.instance.answers.values_list("pk", "public_id"))}
        return {
            rows[match["part"]][int(number)]: self.data.get(f"{match['row']}-text", "")
            for name, number in self.data.items()
            if (match := _ID.fullmatch(name)) and number.isdecimal() and int(number) in rows[match["part"]]
        }


@admin.register(Article)
class ArticleAdmin(WithinReach):
    to_clip = ["pk"]
    form = ArticleForm
    inlines = INLINES
    list_display = ["title", "category", "status", "published_at", "view_count", "comment_count"]
    list_filter = ["status", "category", "language", "published_at"]
    search_fields = ["title", "standfirst", "slug", "taggings__tag__name", "article_makers__user__username"]
    list_select_related = ["category"]
    ordering = ["-pk"]
    autocomplete_fields = ["story", "hero"]
    readonly_fields = KEPT
    prepopulated_fields = {"slug": ["title"]}
    actions = ["publish", "withdraw"]
    save_on_top = True
    fieldsets = [
        (None, {"fields": ["title", "slug", "standfirst", "category", "story", "language", "body", "background"]}),
        (_("Picture and comments"), {"fields": ["hero", "comments_mode"]}),
        (_("About this change"), {"fields": ["kind", "note", "sure", "seen"]}),
        (_("Kept by the site"), {"fields": KEPT, "classes": ["collapse"]}),
    ]

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else self.prepopulated_fields

    def formfield_for_foreignkey(self, db_field, request, **given):
        if db_field.name == "category":
            given["queryset"] = Category.objects.for_editor(request.user)
        return super().formfield_for_foreignkey(db_field, request, **given)

    def view_on_site(self, obj):
        return obj.get_absolute_url() if obj.is_published else reverse("desk:preview", args=[obj.pk])

    def has_delete_permission(self, request, obj=None):
        """What was public is withdrawn, and says so."""
        return super().has_delete_permission(request, obj) and (obj is None or not obj.published_at)

    def get_actions(self, request):
        return {name: action for name, action in super().get_actions(request).items() if name != "delete_selected"}

    def get_deleted_objects(self, objs, request):
        """Its parts go with it; that they cannot be deleted by themselves is no obstacle."""
        what, counts, _permissions, protected = super().get_deleted_objects(objs, request)
        return what, counts, set(), protected

    def delete_model(self, request, obj):
        clips.delete_draft(obj, by=request.user)

    def save_model(self, request, obj, form, change):
        if not change:
            obj.created_by = request.user
            obj.save()
            return
        stored = Article.objects.get(pk=obj.pk)
        stored.touch()  # where it stood before
        form.wanted_slug, obj.slug = obj.slug, stored.slug
        form.filed_under = {stored.category_id, obj.category_id}
        form.tagged = set(stored.taggings.values_list("tag_id", flat=True))
        obj.save()

    def save_formset(self, request, form, formset, change):
        """Parts keep their passages; a fact that no clip shows any more goes with its last place."""
        facts = [row.instance.fact_id for row in formset.initial_forms if hasattr(row.instance, "fact_id")]
        super().save_formset(request, form, formset, change)
        for row in formset.forms:
            if hasattr(row, "keep_passages") and row.instance.pk and row.has_changed():
                row.keep_passages(**{row.cited()._meta.model_name: row.cited()})
        Fact.objects.filter(pk__in=facts, shown_as=None).delete()

    def save_related(self, request, form, formsets, change):
        """The save is settled as one: address, counts, revision, pages."""
        super().save_related(request, form, formsets, change)
        article = Article.objects.get(pk=form.instance.pk)
        clips.move_to(article, getattr(form, "wanted_slug", article.slug), by=request.user)
        said = form.cleaned_data
        revision = article.record(by=request.user, kind=said.get("kind", ""), note=said.get("note", ""))
        tags = set(article.taggings.values_list("tag_id", flat=True)) | getattr(form, "tagged", set())
        recount(categories=getattr(form, "filed_under", {article.category_id}), tags=tags)
        stops = [finding.message for finding in gate.findings(article) if finding.stops] if article.is_published else []
        told = {"stops": stops} if stops else {}
        audit(article, "edit", by=request.user, version=revision.number, kind=revision.kind, **told)
        if stops:
            said = _("The clip is public, and the checks stop it: %(findings)s Mend it at the desk.")
            self.message_user(request, said % {"findings": " ".join(stops)}, messages.WARNING)

    @admin.action(description=_("Publish"), permissions=["publish"])
    def publish(self, request, queryset):
        done = 0
        for article in queryset:
            try:
                actions.publish(article, by=request.user)
                done += 1
            except actions.Stopped as stopped:
                self.message_user(request, f"{article}: {stopped}", messages.WARNING)
            except UnderEmbargo:
                self.message_user(request, _("%(clip)s is under embargo.") % {"clip": article}, messages.WARNING)
            except AlreadySettled:
                self.message_user(request, _("%(clip)s is published already.") % {"clip": article}, messages.WARNING)
        if done:
            self.message_user(
                request,
                ngettext("%(n)d clip published.", "%(n)d clips published.", done) % {"n": done},
                messages.SUCCESS,
            )

    @admin.action(description=_("Withdraw…"), permissions=["publish"])
    def withdraw(self, request, queryset):
        form = WithdrawForm(request.POST if "because" in request.POST else None)
        if not form.is_valid():
            return self._ask_why(request, queryset, form)
        with transaction.atomic():
            for article in queryset.published():
                clips.withdraw(article, by=request.user, because=form.cleaned_data["because"])
        self.message_user(request, _("Withdrawn; their addresses say why."), messages.SUCCESS)
        return None

    def _ask_why(self, request, queryset, form):
        shown = {
            **self.admin_site.each_context(request),
            "title": _("Withdraw clips"),
            "clips": queryset,
            "form": form,
            "opts": self.opts,
            "box": helpers.ACTION_CHECKBOX_NAME,
        }
        return TemplateResponse(request, "admin/articles/withdraw.html", shown)

    def has_publish_permission(self, request):
        return request.user.has_perm("articles.publish_article")


@admin.register(Lead)
class LeadAdmin(WithinReach, ViewOnly):
    """Leads are made, tried again and dismissed at the desk."""

    list_display = ["__str__", "state", "by", "at", "article"]
    list_filter = ["state", "at"]
    search_fields = ["url", "title", "text"]
    list_select_related = ["by", "article"]
    exclude = ["html"]
