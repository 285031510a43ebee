"""`{% discussion article %}` draws the thread below a clip, with the place to write."""

from django import template

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
    }
