"""Filters that the pages share."""

from django import template
from django.utils.formats import number_format
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def grouped(number: int) -> str:
    """1846 → 1,846, as the reader's language groups digits."""
    return number_format(number, force_grouping=True)


@register.filter
def host(address: str) -> str:
    """The host of a web address, for links whose publisher nobody named."""
    return address.split("://", 1)[-1].split("/", 1)[0].removeprefix("www.")


@register.filter
def day(moment) -> str:
    """A day in few words: 14 May, or as the language says it. The year stands where lists need it."""
    from django.utils.dateformat import format as date_format
    from django.utils.formats import get_format

    return date_format(moment, get_format("MONTH_DAY_FORMAT") or _("F j"))
