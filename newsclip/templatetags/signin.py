"""What the pages of sign-in say about where one comes from, and where the mail goes."""

from dataclasses import dataclass

from allauth.account.adapter import get_adapter
from django import template
from django.conf import settings
from django.urls import Resolver404, resolve

from accounts import elsewhere, second_factor, terms
from articles.models import Article

register = template.Library()


@dataclass(frozen=True)
class Destination:
    address: str
    article: Article | None


@register.simple_tag
def destination(address):
    """Where one goes after signing in, with the article if it is one; None for no address and for other hosts."""
    if not address or not get_adapter().is_safe_url(address):
        return None
    return Destination(address, _article_at(address.partition("#")[0].partition("?")[0]))


@register.simple_tag
def mail_is_kept_in_files():
    return settings.EMAIL_BACKEND.endswith("filebased.EmailBackend")


@register.simple_tag
def passkeys_work():
    return second_factor.passkeys_work()


@register.simple_tag(takes_context=True)
def ways_elsewhere(context):
    """Accounts elsewhere with which one can sign in here; none unless the operator named some."""
    return elsewhere.ways(context["request"])


@register.simple_tag
def new_terms(user):
    """The sentence for somebody who has yet to accept the terms, or to say their age; else nothing."""
    return terms.news() if terms.needs_acceptance(user) else ""


@register.filter
def in_fours(key):
    """A long key in groups, to be typed."""
    return " ".join(key[start : start + 4] for start in range(0, len(key), 4))


def _article_at(path):
    try:
        match = resolve(path)
    except Resolver404:
        return None
    if match.url_name != "article":
        return None
    return Article.objects.published().filter(slug=match.kwargs["slug"]).only("slug", "title").first()
