"""Whoever is limited to categories finds in the administration what is about the clips of those, and nothing else."""

from django.contrib import admin

from articles.category_roles import EDITOR, MODERATOR, categories_of, within


class WithinReach(admin.ModelAdmin):
    """Rows about clips. `to_clip`: the ways from a row to its clip; a row about no clip is read by all who may."""

    role = EDITOR
    to_clip = ["article"]

    def get_queryset(self, request):
        return within(super().get_queryset(request), request.user, self.role, *self.to_clip)


class JudgedWithinReach(WithinReach):
    """What moderators read and decide."""

    role = MODERATOR


class OfWholeSite(admin.ModelAdmin):
    """What stands beside the clips of all categories: for editors who are limited to none."""

    def has_module_permission(self, request):
        return super().has_module_permission(request) and _is_unlimited(request)

    def has_view_permission(self, request, obj=None):
        return super().has_view_permission(request, obj) and _is_unlimited(request)

    def has_add_permission(self, request):
        return super().has_add_permission(request) and _is_unlimited(request)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and _is_unlimited(request)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and _is_unlimited(request)


def _is_unlimited(request):
    return categories_of(request.user, EDITOR) is None
