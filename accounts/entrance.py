"""Coming in: invitations, the terms, and the doors before allauth's own pages."""

from allauth.account import views as account
from allauth.account.adapter import get_adapter
from allauth.core.internal import ratelimit
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts import invitations, proof, second_factor, terms
from accounts.forms import InOurWords
from accounts.models import Invitation, SiteSettings
from common.paging import page_of


@never_cache
def come_in(request, code):
    """Programs that read letters open links: that spends nothing."""
    invitation = invitations.found(code)
    if not invitation:
        known = ratelimit.consume(request, app="allauth.account", action="invitation", limit_get=True)
        return _refuse(request, "unknown", 404) if known else ratelimit.respond_429(request)
    if invitation.used_at or invitation.expires_at <= timezone.now():
        return _refuse(request, "used" if invitation.used_at else "ended", 410)

    if SiteSettings.load().sign_up != SiteSettings.SignUp.CLOSED:
        invitations.remember(request, code)
    prefill = f"?{urlencode({'email': invitation.email})}" if invitation.email else ""
    return redirect(reverse("account_signup") + prefill)


@never_cache
def spent(request):
    return _refuse(request, "spent", 410)


def _refuse(request, why, status):
    return render(request, "accounts/invitation.html", {"why": why}, status=status)


class InvitationForm(InOurWords):
    labels = {"email": gettext_lazy("For whom"), "note": gettext_lazy("Note")}
    hints = {
        "email": gettext_lazy("We send the link there. Left empty, you pass it on yourself."),
        "note": gettext_lazy("For you and the others who run this site."),
    }
    email = forms.EmailField(required=False)
    note = forms.CharField(max_length=200, required=False)

    def clean_email(self):
        return self.cleaned_data["email"].lower()


@never_cache
@login_required
def invite(request):
    _for_those_who_invite(request.user)
    form = InvitationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = invitations.invite(by=request.user, **form.cleaned_data)

        request.session["invitation_link"] = made.link
        return redirect("invitations")
    page = page_of(request, Invitation.objects.select_related("used_by"))
    link = request.session.pop("invitation_link", "") if request.method == "GET" else ""
    context = {"form": form, "page": page, "link": link, "now": timezone.now()}
    return render(request, "accounts/invitations.html", context, status=422 if form.errors else 200)


@require_POST
@login_required
def withdraw(request, pk):
    _for_those_who_invite(request.user)
    invitation = get_object_or_404(Invitation, pk=pk)

    if invitations.withdraw(invitation, by=request.user):
        messages.success(request, _("The invitation no longer works."))
    else:
        messages.warning(request, _("Too late: it was used or had ended."))
    return redirect("invitations")


def _for_those_who_invite(user):
    if not user.has_perm("accounts.add_invitation"):
        raise Http404


@never_cache
@login_required
def accept_terms(request):
    onward = request.POST.get("next") or request.GET.get("next", "")
    onward = onward if get_adapter().is_safe_url(onward) else reverse("settings")
    asked, needed = terms.asked(), terms.needs_acceptance(request.user)
    form = terms.TermsForm(request.POST or None, asked=asked)
    if request.method == "POST" and form.is_valid():
        form.keep(request.user)
        return HttpResponseRedirect(onward)
    context = {"form": form, "asked": asked, "needed": needed, "next": onward}
    return render(request, "accounts/terms.html", context, status=422 if form.errors else 200)


def _where_passkeys_work(view):
    def door(request, *args, **kwargs):
        if not second_factor.passkeys_work():
            raise Http404
        return view(request, *args, **kwargs)

    return door


# With each of these, whoever finds a browser open could give themselves what is asked for later.
change_address = proof.coded(account.email)
set_password = proof.proved(account.password_set, to_read=True)
add_app = proof.coded(totp.activate_totp, to_read=True)
add_passkey = _where_passkeys_work(proof.coded(webauthn.add_webauthn, to_read=True))
sign_in_with_passkey = _where_passkeys_work(webauthn.login_webauthn)
