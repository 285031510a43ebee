"""The desk's first page: what is open, by status."""

from django.core.paginator import Paginator
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.models import Article, Category
from curation.desk import together
from curation.desk.planning import due_next
from curation.doors import for_curators
from curation.models import Lead
from curation.pulse import worker_is_awake
from curation.views.bulk import KEPT

PER_SECTION = 10
PER_PAGE = 30
OPEN = ["review", "draft", "scheduled", "published"]


@for_curators
@require_safe
def index(request):
    q, status = request.GET.get("q", "").strip()[:100], request.GET.get("status", "")
    status = status if status in Article.Status.values else ""
    mine = bool(request.GET.get("mine"))
    found = _search(Article.objects.visible_to(request.user), q)
    found = found.filter(assigned_to=request.user) if mine else found
    sections = [_section(found, each, request.GET.get("page"), bool(status)) for each in ([status] if status else OPEN)]
    shown = {
        "q": q,
        "mine": mine,
        "here": "mine" if mine else "index",
        "states": together.states_of([article for section in sections for article in section["page"]]),
        "status": status,
        "statuses": Article.Status.choices,
        "sections": [section for section in sections if section["page"].object_list],
        "leads": [] if q or status or mine else Lead.objects.open().select_related("by")[:PER_SECTION],
        "worker_awake": worker_is_awake(),
        "due": [] if q or status or mine else due_next(Article.objects.visible_to(request.user)),
        "undo": request.session.get(KEPT),
        "categories": Category.objects.in_menu().for_editor(request.user),
    }
    return render(request, "curation/index.html", shown)


def _search(articles, q):
    if not q:
        return articles
    return articles.filter(Q(title__icontains=q) | Q(slug__icontains=q) | Q(sources__publisher__icontains=q)).distinct()


def _section(articles, status, number, alone):
    titles = {
        "draft": _("Drafts"),
        "review": _("In review"),
        "scheduled": _("Scheduled"),
        "published": _("Recently published"),
        "withdrawn": _("Withdrawn"),
    }
    moment = {"published": "published_at", "scheduled": "scheduled_for", "withdrawn": "withdrawn_at"}.get(
        status, "saved_at"
    )
    rows = articles.filter(status=status).annotate(shown_at=Coalesce(moment, "saved_at")).order_by("-shown_at", "-pk")
    rows = rows.select_related("category", "created_by", "assigned_to")
    page = Paginator(rows, PER_PAGE if alone else PER_SECTION).get_page(number if alone else 1)
    return {"status": status, "title": titles[status], "page": page}
