"""What a thread says beforehand: that it is slow, when it closes, and that somebody may not write in it."""

from django import template

from accounts.models import SiteSettings
from comments import closing, limits, slowing
from comments.standing import Standing, standing_for

register = template.Library()


@register.filter
def closes_at(article, site):
    """The moment at which this thread closes by itself, or None."""
    return closing.closes_at(article, site)


@register.filter
def is_slow(article):
    return slowing.is_slow(article)


@register.filter
def seconds_between(article, reader):
    """How long this reader waits between two comments in this thread; 0 where they need not."""
    if not slowing.is_slow(article) or standing_for(reader) == Standing.TEAM:
        return 0
    return SiteSettings.load().slow_seconds


@register.inclusion_tag("comments/_limited.html")
def limits_of(person):
    """That this person may not write now, or only little; nothing if they may."""
    limit = limits.in_force(person) if person.is_authenticated else None
    return {"sentence": limits.words_of(limit), "reasons": limits.statement_of(limit)} if limit else {}
