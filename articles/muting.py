"""Not reading of a tag: its clips are in no list of this reader. Only they know."""

from datetime import timedelta

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from articles import taxonomy
from articles.models import TagMute

IN_AN_HOUR = 60


@transaction.atomic
def mute(tag, *, by):
    """Whether it is muted now: too many in an hour are not."""
    if TagMute.objects.filter(by=by, at__gt=timezone.now() - timedelta(hours=1)).count() >= IN_AN_HOUR:
        return False
    TagMute.objects.get_or_create(tag=tag, by=by)
    return True


def unmute(tag, *, by):
    TagMute.objects.filter(tag=tag, by=by).delete()


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def page(request, slug):
    """The button on a tag's page. Who comes here without a form is led there."""
    tag = taxonomy.tag_at(slug)
    if request.method == "POST" and request.POST.get("do") in ("mute", "unmute"):
        (mute if request.POST["do"] == "mute" else unmute)(tag, by=request.user)
    wanted = request.POST.get("next", "")
    return redirect(wanted if url_has_allowed_host_and_scheme(wanted, {request.get_host()}) else tag)
