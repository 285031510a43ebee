"""What the desk's buttons repeat."""

from django import template
from django.urls import reverse
from django.utils.html import format_html

register = template.Library()


@register.simple_tag
def swap(article):
    """The attributes of a button that renews the form in place; without a script it loads the page."""
    return format_html(
        'hx-post="{}" hx-target="#bench" hx-select="#bench" hx-swap="outerHTML show:none"'
        ' hx-encoding="multipart/form-data"',
        reverse("desk:edit", args=[article.pk]),
    )
