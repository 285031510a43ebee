"""What a page or a letter shows of somebody's letterbox."""

from django import template

from accounts import mail, wording
from accounts.letterbox import SHOWN_UP_TO, unread_of

register = template.Library()
register.filter("sentence", wording.sentence_of)
register.filter("absolute", mail.absolute)


@register.simple_tag
def unread_notices(person):
    """“3”, or “99+”; nothing where there is none."""
    count = unread_of(person)
    return f"{SHOWN_UP_TO}+" if count > SHOWN_UP_TO else str(count or "")
