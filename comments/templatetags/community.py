"""What stands around the comments of a thread for one reader; see comments/beside.py."""

from django import template

from comments import featuring, following
from comments.beside import with_reader

register = template.Library()


@register.simple_tag(takes_context=True)
def beside(context, *rows, of=None):
    """Once before rows are drawn: their votes and what is hidden, for all of them at once."""
    with_reader(list(rows) if of is None else of, context["request"].user)
    return ""


@register.inclusion_tag("comments/_featured.html", takes_context=True)
def featured(context, article):
    return {"comments": featuring.featured_in(article, context["request"].user)}


@register.inclusion_tag("comments/_follow.html", takes_context=True)
def follow_button(context, article, root=None):
    """Of the whole conversation, or of what is below one comment."""
    shared = {name: context.get(name) for name in ("request", "csrf_token")}
    return {**shared, **following.button(article, context["request"].user, root)}
