"""One's own data, one's name and picture, and the way out. All of it for the person alone."""

from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import avatars, proof, renaming
from accounts.models import User
from moderation import doors
from newsclip.leaving import asking
from newsclip.leaving.forms import AvatarForm, LeavingForm, RenamingForm


def for_oneself(view):
    return never_cache(login_required(view))


def proved(view):
    """To send its form takes the password, or what they have instead, unless they just gave it."""
    return for_oneself(proof.proved(view))


@require_http_methods(["GET", "HEAD", "POST"])
@proved
def export(request):
    if request.method == "POST":
        try:
            asking.ask_for_export(request.user)
        except asking.NotPossible as reason:
            return _exports(request, refused=str(reason), status=422)
        return redirect("export")
    return _exports(request)


def _exports(request, *, refused="", status=200):
    made = request.user.exports.order_by("-pk")
    return render(request, "accounts/export.html", {"exports": made, "refused": refused}, status=status)


@require_safe
@for_oneself
@partial(proof.proved, to_read=True)
def fetch(request, pk):
    export = get_object_or_404(request.user.exports.filter(ready_at__isnull=False), pk=pk)
    try:
        file = export.file.open()
    except OSError as error:
        raise Http404 from error
    response = FileResponse(file, as_attachment=True, filename=f"{request.user.username}.zip")
    response["Cache-Control"] = "private, no-store"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@proved
def leave(request):
    form = LeavingForm(request.POST or None)
    status = 200
    if request.method == "POST":
        if form.is_valid() and _plan(request.user, form):
            return redirect("leave")
        status = 422
    context = {"form": form, "waiting": asking.waiting_for(request.user)}
    return render(request, "accounts/leave.html", context, status=status)


def _plan(person, form):
    try:
        asking.plan(person, form.cleaned_data["how"])
    except asking.NotPossible as reason:
        form.add_error(None, str(reason))
    return form.is_valid()


@require_POST
@for_oneself
def stay(request):
    if asking.call_off(request.user):
        messages.success(request, _("Your account stays. Nothing was deleted."))
    return redirect("settings")


@require_http_methods(["GET", "HEAD", "POST"])
@for_oneself
def rename(request):
    form = RenamingForm(request.POST or None, initial={"username": request.user.username})
    status = 200
    if request.method == "POST":
        if form.is_valid() and form.rename(request.user.fresh()):
            messages.success(request, _("You have a new username. The one before leads to your page."))
            return redirect("settings")
        status = 422
    context = {"form": form, "again": renaming.again_at(request.user)}
    return render(request, "accounts/rename.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_oneself
def avatar(request):
    form = AvatarForm(request.POST or None, request.FILES or None)
    status = 200
    if request.method == "POST":
        if "take" in request.POST:
            avatars.take(request.user, by=request.user)
            return redirect("avatar")
        if form.is_valid() and form.put(request.user):
            messages.success(request, _("Your picture is on your page."))
            return redirect("avatar")
        status = 422
    return render(request, "accounts/avatar.html", {"form": form}, status=status)


@require_POST
@for_oneself
def take_avatar(request, username):
    """By a moderator of the whole site: a person is of no category."""
    if not request.user.may_moderate:
        raise Http404
    if not doors.is_of_whole_site(request.user):
        raise PermissionDenied(_("A person is of no category, so only moderators of the whole site do this."))
    person = get_object_or_404(User.objects.active(), username=username)
    avatars.take(person, by=request.user)
    messages.success(request, _("The picture is gone."))
    return redirect(person)
