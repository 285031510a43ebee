"""A person's own settings. Sign-up, sign-in and passwords are allauth's."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from accounts.forms import SettingsForm


@never_cache
@login_required
def change(request):
    form = SettingsForm(request.POST or None, instance=request.user.fresh())
    if request.method == "POST" and form.is_valid():
        form.save()

        messages.success(request, _("Your settings are saved."))
        return redirect("settings")
    status = 422 if form.errors else 200
    return render(request, "accounts/settings.html", {"form": form}, status=status)
