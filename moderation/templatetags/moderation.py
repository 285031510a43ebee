"""`{% waiting_for_moderators as count %}`: how much waits in the queue, for the masthead of those who may decide."""

from django import template

from moderation.queue import waiting_count

register = template.Library()


@register.simple_tag(takes_context=True)
def waiting_for_moderators(context):
    """A number; 0 without asking the database for people who may not decide."""
    user = context.get("user")
    return waiting_count(user) if user and user.is_authenticated and user.may_moderate else 0
