"""What the desk's pages repeat, and what they offer to whom."""

from django import template
from django.urls import reverse
from django.utils.html import format_html

from articles.category_roles import EDITOR, categories_of

register = template.Library()


@register.filter
def has_the_whole_site(user):
    """Limited to no category: what shows beside the clips of all is theirs to arrange."""
    return categories_of(user, EDITOR) is None


@register.simple_tag
def swap(article):
    """The attributes of a button that renews the form in place; without a script it loads the page."""
    return format_html(
        'hx-post="{}" hx-target="#bench" hx-select="#bench" hx-swap="outerHTML show:none"'
        ' hx-encoding="multipart/form-data"',
        reverse("desk:edit", args=[article.pk]),
    )
