"""People, settings and the audit trail in the administration; and what every room's administration rests on.

The administration is a third door to the verbs of the site. It saves through them, shows what they keep (status,
counts, rendered text) without letting it be typed, and leaves rows that are only ever added alone.
"""

from typing import Any

from django import forms
from django.apps import apps
from django.contrib import admin, messages
from django.contrib.auth import get_permission_codename
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.contrib.auth.models import Group
from django.db import connection, models
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts import actions, terms
from accounts.admin_locks import WithLocks
from accounts.models import AuditEntry, Invitation, OldUsername, SiteSettings, TermsAcceptance, User, audit
from accounts.renaming import NotPossible, refuse_name, rename
from accounts.roles import is_last_administrator, lock_administrators
from common import stamps

ADDRESSES: dict[Any, Any] = {models.URLField: {"assume_scheme": "https"}}


class ViewOnly(admin.ModelAdmin):
    """Rows that a verb writes and nobody edits."""

    formfield_overrides = ADDRESSES

    def has_view_permission(self, request, obj=None):
        """To be allowed to change one's own is not to be allowed to read all."""
        return request.user.has_perm(f"{self.opts.app_label}.{get_permission_codename('view', self.opts)}")

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class Touching(admin.ModelAdmin):
    """Every save and deletion makes the pages that show the row old, and leaves a line in the audit trail."""

    formfield_overrides = ADDRESSES

    def stamps_of(self, obj):
        return obj.stamps()

    def save_model(self, request, obj, form, change):
        if change:  # where it stood before
            stamps.touch(*self.stamps_of(self.model.objects.get(pk=obj.pk)))
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        stamps.touch(*self.stamps_of(form.instance))
        verb = "change" if change else "add"
        audit(form.instance, verb, by=request.user, fields=[str(name) for name in form.changed_data])

    def delete_model(self, request, obj):
        stamps.touch(*self.stamps_of(obj))
        audit(obj, "delete", by=request.user)
        super().delete_model(request, obj)

    def get_actions(self, request):
        """Deleting many at once would go past the verbs."""
        return {name: action for name, action in super().get_actions(request).items() if name != "delete_selected"}


class WithName(forms.ModelForm):
    """A name that is given is one that the person could have taken."""

    def clean_username(self):
        username = self.cleaned_data["username"]
        if "username" in self.changed_data:
            try:
                refuse_name(username, but=self.instance)
            except NotPossible as refused:
                raise forms.ValidationError(str(refused)) from None
        return username


class NewPersonForm(WithName, AdminUserCreationForm):
    pass


class PersonForm(WithName, UserChangeForm):
    class Meta(UserChangeForm.Meta):
        model = User

    def clean(self):
        super().clean()
        said = self.cleaned_data
        was = bool(self.instance.pk)
        stays = said.get("is_active", True) and any(g.name == "administrator" for g in said.get("groups", ()))
        if was and not stays and is_last_administrator(self.instance):
            raise forms.ValidationError(_("This is the last administrator. Appoint another one first."))
        return said


@admin.register(User)
class PersonAdmin(WithLocks, UserAdmin, Touching):
    form, add_form = PersonForm, NewPersonForm
    list_display = ["username", "display_name", "email", "is_active", "date_joined"]
    list_filter = ["groups", "is_active", "date_joined"]
    search_fields = ["username", "display_name", "email"]
    ordering = ["-date_joined"]
    readonly_fields = ["date_joined", "last_login"]
    filter_horizontal = []
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        (_("Profile"), {"fields": ["display_name", "email", "bio", "expertise", "language", "time_zone"]}),
        (_("Roles"), {"fields": ["is_active", "groups"]}),
        (_("Times"), {"fields": ["date_joined", "last_login"]}),
    ]
    add_fieldsets = [(None, {"fields": ["username", "email", "usable_password", "password1", "password2"]})]

    def stamps_of(self, obj):
        # A name stands on every page with a clip or a comment of theirs.
        return [*obj.stamps(), "site"]

    def get_object(self, request, object_id, from_field=None):
        """What is about to be changed is held first: nobody leaves, and no other administrator goes, meanwhile."""
        if request.method == "POST" and connection.in_atomic_block and str(object_id).isdecimal():
            lock_administrators(object_id)
        return super().get_object(request, object_id, from_field)

    def save_model(self, request, obj, form, change):
        if not change:
            super().save_model(request, obj, form, change)
            return
        wanted, obj.username = obj.username, User.objects.get(pk=obj.pk).username
        super().save_model(request, obj, form, change)
        self._rename(request, obj, wanted)

    def _rename(self, request, person, wanted):
        try:
            rename(person, wanted, by=request.user)
        except NotPossible as refused:  # somebody took it since the form was checked
            self.message_user(request, str(refused), messages.ERROR)

    def save_related(self, request, form, formsets, change):
        """The form would set the roles by itself, past their verb."""
        chosen = [group.name for group in form.cleaned_data.get("groups", ())] or ["reader"]
        form.cleaned_data.pop("groups", None)
        super().save_related(request, form, formsets, change)
        actions.appoint(form.instance, *chosen, by=request.user)

    def has_change_permission(self, request, obj=None):
        """Of who left, nothing is there to be changed."""
        return super().has_change_permission(request, obj) and not (obj and obj.erased_at)

    def has_delete_permission(self, request, obj=None):
        return False  # people delete themselves, and their words stay with nobody's name


admin.site.unregister(Group)


@admin.register(Group)
class RoleAdmin(ViewOnly):
    """Roles are installed by the site itself, after every migration."""


class SettingsForm(forms.ModelForm):
    def clean_terms_version(self):
        version = self.cleaned_data["terms_version"].strip()
        if version and not apps.get_model("articles.Page").objects.filter(slug=terms.PAGE).exists():
            raise forms.ValidationError(_("First write the terms: a page with the address /terms/."))
        return version


@admin.register(SiteSettings)
class SettingsAdmin(Touching):
    form = SettingsForm

    def changelist_view(self, request, extra_context=None):
        SiteSettings.objects.get_or_create(pk=1)
        return redirect(reverse("admin:accounts_sitesettings_change", args=[1]))

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(AuditEntry)
class AuditAdmin(ViewOnly):
    list_display = ["at", "by", "verb", "subject", "subject_type"]
    list_filter = ["verb", "subject_type", "at"]
    search_fields = ["subject", "by__username", "subject_id"]
    list_select_related = ["by"]
    date_hierarchy = "at"


@admin.register(Invitation)
class InvitationAdmin(ViewOnly):
    list_display = ["at", "email", "by", "expires_at", "used_by"]
    list_select_related = ["by", "used_by"]


@admin.register(TermsAcceptance)
class TermsAcceptanceAdmin(ViewOnly):
    list_display = ["user", "version", "minimum_age", "at"]
    list_select_related = ["user"]


@admin.register(OldUsername)
class OldUsernameAdmin(ViewOnly):
    list_display = ["username", "user", "at"]
    list_select_related = ["user"]
