"""The staff page that shows every component in every state, from the real templates."""

from django.http import Http404
from django.shortcuts import render


def components(request):
    if not request.user.is_staff:
        raise Http404
    return render(request, "newsclip/components.html")
