"""Whom a person does not read: the page about one of them. The list of all: comments/followed.py."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts import between
from accounts.models import User

DEEDS = {
    "mute": (between.mute, gettext_lazy("You do not see %(name)s any more. Nobody is told.")),
    "unmute": (between.unmute, gettext_lazy("You see %(name)s again.")),
    "block": (between.block, gettext_lazy("%(name)s is blocked.")),
    "unblock": (between.unblock, gettext_lazy("%(name)s is no longer blocked.")),
}


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def person(request, username):
    person = get_object_or_404(User, username__iexact=username)
    if request.method != "POST" or request.POST.get("do") not in DEEDS:
        muted, blocked = (rows.filter(person=person).exists() for rows in (request.user.mutes, request.user.blocks))
        return render(request, "accounts/between.html", {"person": person, "muted": muted, "blocked": blocked})

    verb, sentence = DEEDS[request.POST["do"]]
    try:
        verb(person, by=request.user)
        messages.success(request, str(sentence) % {"name": person})
    except between.NotPossible as refused:
        messages.warning(request, str(refused))
    return HttpResponseRedirect(_back(request, person))


def _back(request, person):
    wanted = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()})
    return wanted if is_ours else reverse("between", args=[person.username])
