"""What the edit page says to the server while somebody types, and what it is told."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from curation.desk.keeping import KeepingForm, form_of, state
from curation.doors import clip_for, for_curators
from curation.models import Presence, WorkingCopy


@for_curators
@require_http_methods(["GET", "HEAD", "POST"])
def working_copy(request, pk):
    """Keeps the form as it is now. 409: another window of this person has words here that this one has not seen."""
    article = clip_for(request.user, pk, trashed=True)
    if request.method != "POST":
        return JsonResponse(state(request, article))
    if request.POST.get("person", str(request.user.pk)) != str(request.user.pk):
        raise PermissionDenied  # a window's last words, sent after somebody else signed in here
    form = KeepingForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=422)

    kept = WorkingCopy.objects.keep(article, request.user, values=form_of(request), **form.cleaned_data)
    Presence.objects.see(article, request.user)
    told = state(request, article, version=form.cleaned_data["version"])
    return JsonResponse(told | {"kept": bool(kept)}, status=200 if kept else 409)


@for_curators
@require_POST
def throw_away(request, pk):
    article = clip_for(request.user, pk)
    serial = request.POST.get("serial", "")

    if serial.isdecimal() and WorkingCopy.objects.throw_away(article, request.user, serial=int(serial[:16])):
        messages.success(request, _("Thrown away."))
    else:
        messages.warning(request, _("You typed more meanwhile, so nothing was thrown away."))
    return redirect("desk:edit", pk)


@for_curators
@require_POST
def presence(request, pk):
    """This person has the page open."""
    article = clip_for(request.user, pk, trashed=True)
    version = request.POST.get("version", "")
    known = int(version) if version.isdecimal() and len(version) < 10 else None

    Presence.objects.see(article, request.user)
    return JsonResponse(state(request, article, version=known))
