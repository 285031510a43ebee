"""What the navigation of the desk says of the inbox."""

from django import template

from curation.models import Lead

register = template.Library()


@register.simple_tag
def unread_leads():
    """How many leads in the inbox nobody has read."""
    return Lead.objects.inbox().unread().count()
