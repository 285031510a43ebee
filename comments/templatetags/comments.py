"""`{% discussion article %}` draws the thread below a clip; `{% said_about part %}` counts beside its parts."""

from django import template
from django.urls import reverse

from comments import kept
from comments.forms import CommentForm
from comments.threads import thread_page

register = template.Library()


@register.inclusion_tag("comments/_thread.html", takes_context=True)
def discussion(context, article):
    """Needs the request in the context. The page takes the parameters `after` and `sort` and shows `article:<pk>`.

    For readers `unread`, in the context, says what is new to them (see comments.unread).
    """
    request = context["request"]
    reader = request.user.is_authenticated
    asked = {"after": request.GET.get("after"), "order": request.GET.get("sort")}
    unread = context.get("unread")
    return {
        "request": request,
        "csrf_token": context.get("csrf_token"),
        "article": article,
        "thread": thread_page(article, request.user, **asked, new_since=unread.since if unread else None),
        "unread": unread,
        "form": CommentForm.fresh(**kept.kept_for(request, f"say:{article.pk}")) if reader else None,
        "smooth": reader,
        "site_settings": context["site_settings"],  # asked for once a page
    }


@register.inclusion_tag("comments/_said_about.html", takes_context=True)
def said_about(context, part):
    """`part` is the id of a key fact or an answer on the clip's page, or `body`. Needs `about_counts`."""
    article, user = context["article"], context["user"]
    counts = context["about_counts"]
    invites = user.is_authenticated and article.takes_comments
    if part == "body":
        count = sum(n for (kind, _), n in counts.items() if kind == "paragraph")
        return {"part": part, "count": count, "invites": invites, "address": _address("comments-parts", article)}
    kind, _dash, key = part.partition("-")
    kind = "answer" if kind == "faq" else kind
    if not key:
        return {}
    address = _address("comments-about", article, f"{kind}-{key}")
    return {"part": part, "count": counts.get((kind, key), 0), "invites": invites, "address": address}


def _address(name, article, *more):
    return reverse(name, args=[article.slug, *more])
