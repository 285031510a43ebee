"""Feeds: added by address or list, how each fares, and what is done with them."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from curation.doors import for_curators
from curation.intake.feeds import actions
from curation.intake.feeds.discovery import Found, NoFeed, find_feeds
from curation.intake.feeds.forms import AddForm, FeedForm, ListForm
from curation.intake.feeds.opml import BadList, read_opml
from curation.models import Feed
from curation.pulse import worker_is_awake
from curation.tasks import ask_soon


@for_curators
@require_http_methods(["GET", "HEAD", "POST"])
def index(request):
    if request.method != "POST":
        return _page(request)
    form = AddForm(request.POST)
    if not form.is_valid():
        return _page(request, add=form, status=422)
    try:
        found = find_feeds(form.cleaned_data["address"])
    except NoFeed as sentence:
        form.add_error("address", str(sentence))
        return _page(request, add=form, status=422)
    if len(found) > 1:
        return _page(request, add=form, choices=found)

    return _added(request, found[0])


def _added(request, found: Found):
    feed, made = actions.add_feed(found, by=request.user)
    if made:
        ask_soon(feed)
        messages.success(request, _("The feed is added. Its news comes into the inbox in a moment."))
    else:
        messages.info(request, _("This feed is here already."))
    return redirect("desk:feed", feed.pk)


def _page(request, *, add=None, opml=None, choices=(), reports=(), status=200):
    shown = {
        "feeds": Feed.objects.with_counts(),
        "add": add or AddForm(),
        "opml": opml or ListForm(),
        "choices": choices,
        "reports": reports,
        "added": sum(report.added for report in reports),
        "worker_awake": worker_is_awake(),
    }
    return render(request, "curation/feeds.html", shown, status=status)


@for_curators
@require_POST
def import_list(request):
    """Says of each line what became of it."""
    form = ListForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, opml=form, status=422)
    try:
        lines = read_opml(form.read())
    except BadList as error:
        form.add_error("file", error.sentence)
        return _page(request, opml=form, status=422)

    return _page(request, reports=actions.import_list(lines, by=request.user))


@for_curators
@require_safe
def export(request):
    """All feeds as OPML 2.0, a folder as an outline around its feeds."""
    by_folder: dict[str, list[Feed]] = {}
    for feed in Feed.objects.all():
        by_folder.setdefault(feed.folder, []).append(feed)
    answer = render(request, "curation/feeds_opml.xml", {"folders": by_folder.items()}, content_type="text/x-opml")
    answer["Content-Disposition"] = 'attachment; filename="feeds.opml"'
    return answer


@for_curators
@require_http_methods(["GET", "HEAD", "POST"])
def feed(request, pk):
    feed = get_object_or_404(Feed.objects.with_counts().select_related("category", "added_by"), pk=pk)
    form = FeedForm(request.POST or None, instance=feed)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("desk:feed", pk)
    shown = {"feed": feed, "form": form, "polls": feed.polls.all(), "worker_awake": worker_is_awake()}
    return render(request, "curation/feed.html", shown, status=422 if form.is_bound else 200)


@for_curators
@require_POST
def act(request, pk):
    feed = get_object_or_404(Feed, pk=pk)
    do = VERBS.get(request.POST.get("do", ""))
    if do is None:
        raise Http404

    messages.success(request, do(request, feed))
    return redirect("desk:feed", pk) if feed.pk else redirect("desk:feeds")


def _pause(request, feed):
    actions.pause_feed(feed, by=request.user)
    return _("The feed rests. Its leads stay.")


def _resume(request, feed):
    actions.resume_feed(feed, by=request.user)
    ask_soon(feed)
    return _("The feed is asked again from now on.")


def _poll(request, feed):
    return _("The worker asks it in a moment.") if ask_soon(feed) else _("It is being asked already, or it rests.")


def _delete(request, feed):
    actions.delete_feed(feed, by=request.user)
    return _("The feed is deleted. Its leads stay.")


VERBS = {"pause": _pause, "resume": _resume, "poll": _poll, "delete": _delete}
