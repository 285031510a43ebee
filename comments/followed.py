"""What a person follows, and what they do not read or hear of: all on one page, where each can be left."""

from itertools import islice

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from comments import following
from common.paging import NoSuchPage, page_of

SHOWN, PAGE = 20, 100  # of each at first; in a list of its own
HEAVY = [f"article__{name}" for name in ("body", "body_html", "background", "background_html")]
HEADINGS = {
    "followed": gettext_lazy("Followed conversations"),
    "silent": gettext_lazy("Muted conversations"),
    "people": gettext_lazy("Muted people"),
    "tags": gettext_lazy("Muted tags"),
    "blocked": gettext_lazy("Blocked people"),
}


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def index(request):
    if request.method == "POST":
        following.leave_row(request.POST.get("leave", ""), by=request.user)
        return redirect(request.get_full_path())
    lists, name = _lists(request.user), request.GET.get("list")
    if name not in lists:
        sections = [_beginning(name, rows) for name, rows in lists.items()]
        return render(request, "comments/followed.html", {"sections": sections})
    try:
        page = page_of(request, lists[name], PAGE)
    except NoSuchPage as beyond:  # what stood there was left
        return redirect(f"{request.path}?list={name}&page={beyond.last}")
    section = {"name": name, "heading": HEADINGS[name], "rows": page}
    return render(request, "comments/followed.html", {"sections": [section], "page": page})


def _lists(person):
    threads = person.thread_follows.select_related("article", "root__author").defer(*HEAVY, "root__body_html")
    people = person.mutes.select_related("person"), person.blocks.select_related("person")
    return {
        "followed": threads.filter(muted=False).order_by("-pk"),
        "silent": threads.filter(muted=True).order_by("-pk"),
        "people": people[0].order_by("-pk"),
        "tags": person.tag_mutes.select_related("tag").order_by("-pk"),
        "blocked": people[1].order_by("-pk"),
    }


def _beginning(name, rows):
    rows = list(rows[: SHOWN + 1])
    return {"name": name, "heading": HEADINGS[name], "rows": list(islice(rows, SHOWN)), "more": len(rows) > SHOWN}
