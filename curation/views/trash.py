"""What was thrown away, for thirty days."""

from datetime import timedelta

from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.models import Article
from common.paging import page_of
from curation.desk.planning import DAYS_IN_TRASH
from curation.doors import for_curators


@for_curators
@require_safe
def trash(request):
    rows = (
        Article.objects.in_the_trash()
        .filed_for(request.user)
        .select_related("category", "trashed_by")
        .order_by("-trashed_at", "-pk")
    )
    page = page_of(request, rows)
    for clip in page:
        clip.goes_at = clip.trashed_at + timedelta(days=DAYS_IN_TRASH)
    return render(request, "curation/trash.html", {"page": page, "days": DAYS_IN_TRASH})
