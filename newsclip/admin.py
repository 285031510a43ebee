"""The administration as a whole: its name, its door, and what belongs to the assembly."""

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from django.contrib import admin, messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django_tasks_db.models import DBTaskResult
from taggit import models as taggit

from accounts.admin import ViewOnly
from newsclip import jobs
from newsclip.models import Export, WorkerHeartbeat

admin.site.site_header = admin.site.site_title = _("Administration")
admin.site.unregister(taggit.Tag)  # ours is in articles; this one's screen for merging asks for no permission
admin.site.unregister(DBTaskResult)  # ours can run a job again
# Those of allauth would show the secrets of second factors and let them be written over.
for model in (Authenticator, SocialAccount, SocialApp, SocialToken):
    admin.site.unregister(model)
admin.site.index_title = _("All of the site’s data")


def sign_in(request):
    """People sign in where everybody does, with the second factor they have. Who may not enter learns nothing."""
    if request.user.is_authenticated:
        raise Http404
    return redirect_to_login(request.GET.get("next") or "/admin/")


@admin.register(WorkerHeartbeat)
class WorkerHeartbeatAdmin(ViewOnly):
    list_display = ["worker_id", "started_at", "seen_at"]


@admin.register(Export)
class ExportAdmin(ViewOnly):
    """That they were asked for; what is in them is for their people alone."""

    list_display = ["user", "asked_at", "ready_at", "size"]
    list_select_related = ["user"]
    exclude = ["file"]


@admin.register(DBTaskResult)
class JobAdmin(ViewOnly):
    """The jobs of the queue. Those that were given up wait here to be looked at, and run again once mended."""

    list_display = ["task_name", "status", "attempts", "priority", "enqueued_at", "started_at", "finished_at", "why"]
    list_filter = ["status", "priority", "enqueued_at"]
    search_fields = ["task_path", "exception_class_path"]
    ordering = ["-enqueued_at"]
    exclude = ["return_value", "backend_name", "queue_name"]
    actions = ["run_again"]

    @admin.display(description=_("attempts"))
    def attempts(self, job):
        return len(job.worker_ids)

    @admin.display(description=_("why"))
    def why(self, job):
        return job.traceback.strip().rpartition("\n")[2][:120]

    def has_again_permission(self, request):
        return request.user.is_superuser

    @admin.action(description=_("Run again what was given up"), permissions=["again"])
    def run_again(self, request, queryset):
        done = sum(jobs.run_again(job, by=request.user) for job in queryset)
        left = queryset.count() - done
        said = ngettext("%(n)d job is in the queue again.", "%(n)d jobs are in the queue again.", done)
        self.message_user(request, said % {"n": done})
        if left:
            kept = _("The others had not been given up; they were left as they are.")
            self.message_user(request, kept, messages.WARNING)
