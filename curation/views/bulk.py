"""Several clips at once, with a way back."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from articles.models import Article, Category
from curation.desk import bulk as desk
from curation.doors import for_curators

KEPT = "desk_undo"  # in the session
MOST = 100


@for_curators
@require_POST
def bulk(request):
    pks = [int(pk) for pk in request.POST.getlist("clips")[:MOST] if pk.isascii() and pk.isdigit() and len(pk) < 18]
    found = list(_clips(request).filter(pk__in=pks).order_by("pk"))
    if not found:
        messages.warning(request, _("Choose clips first, then say what to do with them."))
        return _back(request)
    outcome = _act(request, found)
    if outcome is None:
        messages.warning(request, _("Say what to do with the chosen clips."))
        return _back(request)

    _tell(request, outcome)
    return _back(request)


def _clips(request):
    if request.POST.get("do") == "restore":
        return Article.objects.in_the_trash().filed_for(request.user)
    return Article.objects.visible_to(request.user)


def _act(request, found):
    verb = request.POST.get("do", "")
    if verb in desk.VERBS:
        return desk.act(verb, found, by=request.user)
    category = request.POST.get("category", "")
    offered = Category.objects.in_menu().for_editor(request.user)
    into = offered.filter(pk=category).first() if category.isascii() and category.isdigit() else None
    return desk.file_under(into, found, by=request.user) if verb == "file" and into else None


def _tell(request, outcome):
    if outcome.done:
        said = ngettext("Done for %(n)d clip.", "Done for %(n)d clips.", len(outcome.done)) % {"n": len(outcome.done)}
        messages.success(request, said)
        request.session[KEPT] = outcome.undo
    if outcome.left:
        names = ", ".join(f"“{clip.title}”" for clip in outcome.left[:3])
        left = _("Left as they are, because their status does not allow it or somebody was faster: %(names)s")
        messages.warning(request, left % {"names": names + (" …" if len(outcome.left) > 3 else "")})


@for_curators
@require_POST
def undo(request):
    what = request.session.pop(KEPT, None)
    back = desk.undo(what, by=request.user) if what else 0
    if back:
        said = ngettext("%(n)d clip is as it was before.", "%(n)d clips are as they were before.", back)
        messages.success(request, said % {"n": back})
    else:
        messages.warning(request, _("There is nothing left to undo: somebody went on with it since."))
    return _back(request)


def _back(request):
    """To the list that it came from."""
    place = request.POST.get("back", "")
    return redirect("desk:trash" if place == "trash" else "desk:index")
