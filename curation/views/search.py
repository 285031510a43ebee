"""Search over everything that the desk has: clips of any status, sources, facts and answers."""

from django.db.models import Q
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.models import Answer, Article, KeyFact, Source
from curation.doors import for_curators

MOST = 20


@for_curators
@require_safe
def search(request):
    q = " ".join(request.GET.get("q", "").split())[:100]
    found = {} if len(q) < 2 else _found(q, request.user)
    return render(request, "curation/search.html", {"q": q, "any": any(found.values()), **(found or _found_nothing())})


def _found_nothing():
    return {"clips": [], "sources": [], "facts": [], "answers": []}


def _found(q, user):
    clips = Article.objects.visible_to(user)
    here = clips.values("pk")
    return {
        "clips": list(_clips(clips, q)),
        "sources": list(_sources(q)),
        "facts": list(_parts(KeyFact, _words("fact__text", q) | _words("label", q), here).select_related("fact")),
        "answers": list(_parts(Answer, _words("question", q) | _words("text", q), here)),
    }


def _words(field, q):
    """All of the words, in whatever order."""
    wanted = Q()
    for word in q.split():
        wanted &= Q(**{f"{field}__icontains": word})
    return wanted


def _clips(clips, q):
    wanted = _words("title", q) | _words("standfirst", q) | _words("slug", q) | _words("body", q)
    return (
        clips.filter(wanted).select_related("category").defer("body", "body_html").order_by("-saved_at", "-pk")[:MOST]
    )


def _sources(q):
    wanted = _words("title", q) | _words("publisher", q) | _words("canonical_url", q) | _words("byline", q)
    return Source.objects.filter(wanted).prefetch_related("articles").order_by("-pk")[:MOST]


def _parts(model, wanted, here):
    return model.objects.filter(wanted, article__in=here).select_related("article").order_by("-pk")[:MOST]
