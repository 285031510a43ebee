"""The administration as a whole: its name, its door, and what belongs to the assembly."""

from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from taggit import models as taggit

from accounts.admin import ViewOnly
from newsclip.models import WorkerHeartbeat

admin.site.site_header = admin.site.site_title = _("Administration")
admin.site.unregister(taggit.Tag)  # ours is in articles; this one's screen for merging asks for no permission
admin.site.index_title = _("All of the site's data")


def sign_in(request):
    """People sign in where everybody does, with the second factor they have. Who may not enter learns nothing."""
    if request.user.is_authenticated:
        raise Http404
    return redirect_to_login(request.GET.get("next") or "/admin/")


@admin.register(WorkerHeartbeat)
class WorkerHeartbeatAdmin(ViewOnly):
    list_display = ["worker_id", "started_at", "seen_at"]
