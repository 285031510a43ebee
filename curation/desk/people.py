"""Who works at the desk: those whom a clip can be given to, and whom a note can call."""

import re

from django.db.models import Q

from accounts.models import User

_CALL = re.compile(r"(?<![\w.@/])@([^\W_](?:[\w.-]{0,148}\w)?)")
MOST_CALLED = 10  # in one note


def curators():
    """Active people who may curate, by name."""
    may = Q(groups__permissions__codename="change_article", groups__permissions__content_type__app_label="articles")
    found = User.objects.active().filter(Q(is_superuser=True) | may, is_staff=True)
    return found.order_by("username").distinct()


def called_in(text):
    """The curators whom a text names as @username."""
    names = list(dict.fromkeys(_CALL.findall(text)))[:MOST_CALLED]
    if not names:
        return curators().none()
    called = Q()
    for name in names:
        called |= Q(username__iexact=name)
    return curators().filter(called)
