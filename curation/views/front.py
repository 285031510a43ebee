"""The front page: what leads, what stands below it, in which order."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from articles import front
from articles.models import Article
from curation.doors import for_the_whole_site

MOST_FOUND = 10


@for_the_whole_site
@require_http_methods(["GET", "HEAD", "POST"])
def arrange(request):
    if request.method == "POST":
        return _arrange(request)
    order = front.arrangement()
    q = request.GET.get("q", "").strip()[:100]
    clips = Article.objects.select_related("category", "hero").in_bulk(order)
    shown = {
        "rows": [clips[pk] for pk in order if pk in clips],
        "order": ",".join(map(str, order)),
        "has_lead": bool(order) and order[0] != 0,
        "shown": front.SECONDS + (bool(order) and order[0] != 0),
        "q": q,
        "found": _found(q, order),
    }
    return render(request, "curation/front.html", shown)


def _found(q, order):
    """What may be pinned: the newest, or those whose headline has these words."""
    clips = Article.objects.published().exclude(pk__in=order).select_related("category")
    return (clips.filter(title__icontains=q) if q else clips).newest_first()[:MOST_FOUND]


def _arrange(request):
    seen = _numbers(request.POST.get("seen", ""))
    try:
        front.arrange(_rearranged(seen, request.POST.get("do", "")), seen=seen, by=request.user)
        messages.success(request, _("The front page shows it now."))
    except front.ArrangedMeanwhile:
        messages.warning(
            request, _("Somebody else arranged the front page meanwhile. This is how it stands now; try again.")
        )
    return redirect("desk:front")


def _numbers(text):
    return [int(word) for word in text.split(",")[:200] if word.isascii() and word.isdigit() and len(word) < 18]


def _rearranged(order, command):
    """After a press of `pin-17`, `unpin-17`, `up-17`, `down-17`, `lead-17`, `free` or `clear`."""
    verb, _dash, number = command.partition("-")
    pk = int(number) if number.isascii() and number.isdigit() and len(number) < 18 else None
    left = [n for n in order if n != pk]
    if verb == "free":
        return [0, *(n for n in order if n != 0)]
    if verb == "clear":
        return []
    if verb == "lead" and pk:
        return [pk, *(n for n in left if n != 0)]
    if verb == "pin" and pk:
        return [*(order or [0]), pk]
    if verb == "unpin":
        return ([0] if order[:1] == [pk] else []) + left
    return _moved(order, pk, {"up": -1, "down": 1}.get(verb, 0))


def _moved(order, pk, step):
    if pk not in order or not step:
        return order
    order = list(order)
    here = order.index(pk)
    there = here + step
    if 0 <= there < len(order):
        order[here], order[there] = order[there], order[here]
    return order
