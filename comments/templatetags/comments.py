"""`{% discussion article %}` draws the thread below a clip, with the place to write."""

from django import template

from comments import kept
from comments.forms import CommentForm
from comments.threads import thread_page

register = template.Library()


@register.inclusion_tag("comments/_thread.html", takes_context=True)
def discussion(context, article):
    """Needs the request in the context. The page takes the parameter `after` (a number) and shows `article:<pk>`."""
    request = context["request"]
    reader = request.user.is_authenticated
    return {
        "request": request,
        "csrf_token": context.get("csrf_token"),
        "article": article,
        "thread": thread_page(article, request.user, request.GET.get("after")),
        "form": CommentForm.fresh(**kept.kept_for(request, f"say:{article.pk}")) if reader else None,
        "smooth": reader,
    }
