"""What the lists of categories and tags offer for several at once; each is a verb of articles/taxonomy.py."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles import taxonomy


class IntoForm(ActionForm):
    into = forms.CharField(label=gettext_lazy("into (its address)"), required=False, max_length=100)


@admin.action(description=gettext_lazy("Merge into the one named beside"), permissions=["delete"])
def merge_tags(modeladmin, request, queryset):
    _merge(modeladmin, request, queryset, taxonomy.tag_at, taxonomy.merge_tags)


@admin.action(description=gettext_lazy("Merge into the one named beside"), permissions=["delete"])
def merge_categories(modeladmin, request, queryset):
    _merge(modeladmin, request, queryset, taxonomy.category_at, taxonomy.merge_categories)


@admin.action(description=gettext_lazy("Retire"), permissions=["change"])
def retire_tags(modeladmin, request, queryset):
    for tag in queryset.filter(retired=False):
        taxonomy.retire_tag(tag, by=request.user)


@admin.action(description=gettext_lazy("Bring back"), permissions=["change"])
def restore_tags(modeladmin, request, queryset):
    for tag in queryset.filter(retired=True):
        taxonomy.restore_tag(tag, by=request.user)


@admin.action(description=gettext_lazy("Retire"), permissions=["change"])
def retire_categories(modeladmin, request, queryset):
    for category in queryset.filter(retired=False):
        try:
            taxonomy.retire_category(category, by=request.user)
        except taxonomy.StillInUse:
            problem = _("“%(name)s” has clips, drafts among them perhaps. Merge it into another category instead.")
            modeladmin.message_user(request, problem % {"name": category.name}, messages.ERROR)


@admin.action(description=gettext_lazy("Bring back"), permissions=["change"])
def restore_categories(modeladmin, request, queryset):
    for category in queryset.filter(retired=True):
        taxonomy.restore_category(category, by=request.user)


@admin.action(description=gettext_lazy("Move up in the menu"), permissions=["change"])
def move_up(modeladmin, request, queryset):
    for category in queryset.filter(retired=False).order_by("position", "name"):
        taxonomy.move_category(category, -1, by=request.user)


@admin.action(description=gettext_lazy("Move down in the menu"), permissions=["change"])
def move_down(modeladmin, request, queryset):
    for category in queryset.filter(retired=False).order_by("-position", "-name"):
        taxonomy.move_category(category, 1, by=request.user)


@transaction.atomic
def _merge(modeladmin, request, queryset, find, merge):
    try:
        into = find(request.POST.get("into", "").strip().lstrip("#"))
    except Http404:
        problem = _("Nothing was merged. Write beside the action the address of the one that takes the clips.")
        modeladmin.message_user(request, problem, messages.ERROR)
        return
    sources = list(queryset.exclude(pk=into.pk))
    for source in sources:
        into = merge(source, into, by=request.user)
    done = ngettext("%(n)d was merged into “%(into)s”.", "%(n)d were merged into “%(into)s”.", len(sources))
    modeladmin.message_user(request, done % {"n": len(sources), "into": into}, messages.SUCCESS)


TAG_ACTIONS = [merge_tags, retire_tags, restore_tags]
CATEGORY_ACTIONS = [merge_categories, retire_categories, restore_categories, move_up, move_down]
