"""Where one is signed in, and ending that.

To end a session asks for no password: it only takes access away, and somebody who finds a stranger in their account
should not be held up.
"""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST


@never_cache
@login_required
def sessions(request):
    held = request.user.sessions.held_by(request.user)
    for session in held:
        session.is_this = session.session_key == request.session.session_key
    held.sort(key=lambda session: not session.is_this)
    return render(request, "accounts/sessions.html", {"sessions": held})


@require_POST
@login_required
def end_one(request, handle):
    found = [session for session in request.user.sessions.all() if session.handle == handle]
    if not found:
        raise Http404

    request.user.sessions.filter(session_key=found[0].session_key).end()
    messages.success(request, _("Ended. That device is signed out."))
    return redirect("sessions")


@require_POST
@login_required
def end_others(request):
    ended = request.user.sessions.end(but=request.session.session_key)

    words = ngettext("One other device is signed out.", "%(n)d other devices are signed out.", ended) % {"n": ended}
    messages.success(request, words if ended else _("There was no other device."))
    return redirect("sessions")
