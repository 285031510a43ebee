"""The pages of a letterbox: what is new, reading it, and whether it also comes by mail."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import letterbox, unsubscribing
from accounts.forms import MailForm
from accounts.models import Notice
from common.client import is_prefetch

PAGE = 30


@require_safe
@never_cache
@login_required
def index(request):
    mine = Notice.objects.filter(to=request.user)
    last = _last_of_the_page_before(mine, request.GET.get("after", ""))
    rows = list((mine.before(last) if last else mine).newest_first()[: PAGE + 1])
    context = {"notices": rows[:PAGE], "next": rows[PAGE - 1] if len(rows) > PAGE else None, "now": timezone.now()}
    return render(request, "accounts/notices.html", {**context, "first": last is None})


@require_safe
@never_cache
@login_required
def follow(request, pk):
    """To what it is about; it is read from here on. What a browser fetches ahead is not read yet."""
    notice = get_object_or_404(Notice, pk=pk, to=request.user)
    if not is_prefetch(request.META):
        letterbox.read(notice)
    return redirect(notice.link)


@require_POST
@login_required
def read_all(request):
    letterbox.read_all(request.user, up_to=_moment(request.POST.get("up_to", "")[:40]) or timezone.now())
    return redirect("notices")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def by_mail(request):
    form = MailForm(request.POST or None, instance=request.user.fresh())
    if request.method != "POST" or not form.is_valid():
        return render(request, "accounts/notices_by_mail.html", {"form": form}, status=422 if form.errors else 200)

    form.save()
    messages.success(request, _("Saved."))
    return redirect("notices-by-mail")


@csrf_exempt  # the token is the proof; mail programs send no cookie (RFC 8058)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def stop(request, token):
    person = unsubscribing.person_of(token)
    done = request.method == "POST" and unsubscribing.stop(person)
    if "List-Unsubscribe" in request.POST:
        return HttpResponse(status=204)
    return render(request, "accounts/notices_stop.html", {"done": bool(done)})


def _moment(text):
    """None for what is none, or has no time zone."""
    try:
        moment = parse_datetime(text)
    except ValueError:
        return None
    return moment if moment and timezone.is_aware(moment) else None


def _last_of_the_page_before(mine, number):
    is_number = number.isascii() and number.isdigit() and len(number) < 19
    return mine.filter(pk=number).first() if is_number else None
