"""A form that was sent and waits, in the session, until its sender has shown who they are.

Of the request itself only what leads to its page is kept: from where and with what browser it came is of no use there.
"""

import json
import time

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.reauthentication import STATE_SESSION_KEY
from allauth.core.internal.httpkit import deserialize_request, serialize_request
from allauth.core.internal.urlkit import script_aware_resolve
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

SECONDS = 1800  # a form that was left alone does not go on another day
SENT = "sent"  # in the address: there was a form, so nobody is told of one where there was none
NEEDED = (
    "CONTENT_TYPE",
    "PATH_INFO",
    "QUERY_STRING",
    "REQUEST_METHOD",
    "SCRIPT_NAME",
    "SERVER_NAME",
    "SERVER_PORT",
)


def suspend(request, to, *, keep):
    """`keep`: what was sent goes on afterwards. Secrets and what is good for a moment is sent once more instead."""
    if request.method == "POST" and keep and request.user.is_authenticated:
        request.session[STATE_SESSION_KEY] = {"request": _short(request)}
    return redirect(f"{to}?{urlencode(_onward(request.get_full_path(), request.method == 'POST'))}")


def way_of(user):
    """Where they are asked first for what they have; a visitor has to sign in."""
    ways = get_adapter().get_reauthentication_methods(user)
    return ways[0]["url"] if ways else reverse("account_login")


def address(request, to):
    """`to`, with where it goes on from there."""
    onward = _next(request)
    return f"{to}?{urlencode(_onward(onward, SENT in request.GET))}" if onward else to


def waits(request):
    """Not so if another form was sent since, from another tab; nor does another site say when it goes on."""
    if request.headers.get("Sec-Fetch-Site") == "cross-site":
        return False
    return bool(_next(request)) and _kept(request).get("full_path") == _next(request)


def resume(request):
    onward = _next(request)
    if waits(request):
        return _send_again(request, request.session.pop(STATE_SESSION_KEY)["request"])
    if onward and SENT in request.GET:
        messages.warning(request, _("That was right, but this form has to be sent once more."))
    return HttpResponseRedirect(onward or reverse("settings"))


def _onward(path, sent):
    return {REDIRECT_FIELD_NAME: path} | ({SENT: "1"} if sent else {})


def _next(request):
    onward = request.POST.get(REDIRECT_FIELD_NAME) or request.GET.get(REDIRECT_FIELD_NAME, "")
    return onward if get_adapter().is_safe_url(onward) else ""


def _kept(request):
    kept = json.loads(request.session.get(STATE_SESSION_KEY, {}).get("request", "{}"))
    return kept if kept.get("by") == request.user.pk and time.time() - kept.get("at", 0) < SECONDS else {}


def _short(request):
    kept = json.loads(serialize_request(request))
    kept["META"] = {name: said for name, said in kept["META"].items() if name in NEEDED}
    return json.dumps(kept | {"full_path": request.get_full_path(), "by": request.user.pk, "at": time.time()})


def _send_again(request, kept):
    """As it was sent, by the browser that is here now."""
    at_hand, _read = request.META, request.FILES  # read later, they would take what was sent away
    request = deserialize_request(kept, request)
    request.META = at_hand | request.META
    there = script_aware_resolve(request.path)
    return there.func(request, *there.args, **there.kwargs)
