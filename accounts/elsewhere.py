"""Going to sign in with an account elsewhere, and coming back.

A form of ours may not lead to another host (`form-action 'self'`), so the button leads to a page of ours which goes
on by itself. The other host hears of nobody before somebody presses the button.
"""

from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.socialaccount import views as allauth
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.models import SocialApp
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts import proof

CONNECT = "connect"


def ways(request):
    """The providers that the operator named, in that order."""
    return get_adapter().list_providers(request)


def connections(request):
    """One's own accounts elsewhere; no such page where the operator named no provider."""
    if not ways(request):
        raise Http404
    return allauth.connections(request)


@never_cache
@require_POST
def leave(request, provider):
    if request.POST.get("process") == CONNECT:
        return _leave(request, provider, CONNECT)
    return _go(request, provider, "login")


@login_required
@proof.coded
def _leave(request, provider, process):
    return _go(request, provider, process)


def _go(request, provider, process):
    way = _way(request, provider)
    onward = request.POST.get("next", "")
    onward = onward if get_account_adapter().is_safe_url(onward) else None
    try:
        answer = way.redirect(request, process, next_url=onward)
    except (OSError, KeyError, ValueError) as error:  # its description of itself is away or unreadable
        return render_authentication_error(request, way, exception=error)
    if not isinstance(answer, HttpResponseRedirect):
        return answer
    page = render(request, "socialaccount/leaving.html", {"way": way, "address": answer.url})
    page.headers["Refresh"] = f"0; url={answer.url}"
    return page


def _way(request, provider):
    try:
        return get_adapter().get_provider(request, provider)
    except SocialApp.DoesNotExist:
        raise Http404 from None
