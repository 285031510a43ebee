"""The locks of accounts in the administration: what may be done for somebody."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts import actions


@admin.action(description=_("Take away the second factor and sign out (it was lost)"), permissions=["locks"])
def reset_second_factor(modeladmin, request, people):
    done = sum(actions.reset_second_factor(person, by=request.user) for person in people)
    words = ngettext("%(n)d person had one, and is told.", "%(n)d people had one, and are told.", done)
    modeladmin.message_user(request, words % {"n": done})


@admin.action(description=_("Sign out on all devices"), permissions=["locks"])
def end_sessions(modeladmin, request, people):
    done = sum(actions.end_sessions(person, by=request.user) for person in people)
    words = ngettext("%(n)d device is signed out.", "%(n)d devices are signed out.", done)
    modeladmin.message_user(request, words % {"n": done})


class WithLocks(admin.ModelAdmin):
    """For the page of people: the two deeds, for administrators alone."""

    actions = [reset_second_factor, end_sessions]

    def has_locks_permission(self, request):
        return request.user.is_superuser
