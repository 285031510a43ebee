"""Pages for when something is in the way."""

from django.shortcuts import render


def csrf_failure(request, reason=""):
    """The form's token has expired: show what was typed, so that it can be sent again."""
    return render(request, "errors/csrf.html", {"kept": request.POST.get("body", "")}, status=403)
