"""Asking once more who it is, of somebody who has neither a password nor a second factor: by a code from their mail.

Of all others the library asks, for what they have. What was sent is kept in the session, and goes on afterwards.
"""

import time
from functools import wraps

from allauth.account import app_settings
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows import reauthentication
from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts import codes, suspended
from accounts.forms import ConfirmCodeForm

SLOT = "proof"
METHOD = "code"


def proved(view, *, to_read=False):
    """Not for whoever finds a browser open; `to_read`: nor the page as it is."""

    @wraps(view)
    def door(request, *args, **kwargs):
        if (to_read or request.method == "POST") and reauthentication.is_reauthentication_required(request, app=""):
            return suspended.suspend(request, suspended.way_of(request.user), keep=not to_read)
        return view(request, *args, **kwargs)

    return coded(door, to_read=to_read)


def coded(view, *, to_read=False):
    """The same for a page that itself asks those who have a password, or needs no more of them.

    What is sent to a page that shows itself only afterwards, a password say, is not kept.
    """

    @wraps(view)
    def door(request, *args, **kwargs):
        if (to_read or request.method == "POST") and owes_a_code(request):
            return suspended.suspend(request, reverse("prove"), keep=not to_read)
        return view(request, *args, **kwargs)

    return door


def owes_a_code(request):
    """Whoever came in by one within five minutes has shown it."""
    user = request.user
    if not user.is_authenticated or not user.email or reauthentication.get_reauthentication_flows(user):
        return False
    shown = [said["at"] for said in get_authentication_records(request, user) if said["method"] == METHOD]
    return time.time() - max(shown, default=0) > app_settings.REAUTHENTICATION_TIMEOUT


def note(request, user, **more):
    """They showed what came by mail: a code, or the link with which they signed up."""
    record_authentication(request, user, method=METHOD, **more)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def prove(request):
    if not owes_a_code(request):
        return suspended.resume(request)
    if request.method == "POST" and "code" not in request.POST:
        return _send(request)
    state = _waiting(request)
    form = ConfirmCodeForm(request.POST or None, code=state["code"]) if state else None
    if form and form.is_valid():
        return _go_on(request)
    if form and form.is_bound:
        state = _wrong(request, state)
    return _page(request, form if state else None, status=422 if request.method == "POST" else 200)


def _send(request):
    address = request.user.email
    if ratelimit.consume(request, action="request_login_code", key=address.lower()):
        state = {"code": get_adapter().generate_login_code(), "at": time.time(), "to": address, "tries": 0}
        request.session[SLOT] = state
        codes.send.enqueue(address, state["code"], "proof_code")
    else:
        messages.warning(request, _("Several codes were sent just now. Please wait a minute, or use the last one."))
    return redirect(_here(request))


def _waiting(request):
    """The code that counts: not too old, and sent to the address that is still theirs."""
    state = request.session.get(SLOT)
    if state and state["to"] == request.user.email and time.time() - state["at"] < app_settings.LOGIN_BY_CODE_TIMEOUT:
        return state
    request.session.pop(SLOT, None)
    return None


def _wrong(request, state):
    """After three tries another code is needed."""
    state = state | {"tries": state["tries"] + 1}
    if state["tries"] < app_settings.LOGIN_BY_CODE_MAX_ATTEMPTS:
        request.session[SLOT] = state
        return state
    del request.session[SLOT]
    return None


def _go_on(request):
    del request.session[SLOT]
    note(request, request.user, reauthenticated=True)
    return suspended.resume(request)


def _page(request, form, status):
    again = request.method == "POST"
    context = {"form": form, "again": again, "here": _here(request), "waits": suspended.waits(request)}
    return render(request, "accounts/prove.html", context, status=status)


def _here(request):
    return suspended.address(request, reverse("prove"))
