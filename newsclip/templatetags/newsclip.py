"""Filters that the pages share."""

from django import template
from django.utils.formats import date_format, number_format
from django.utils.timezone import localtime

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
    """A day without its year: 14 May, or as the language says it; in the zone of whoever reads."""
    return date_format(localtime(moment), "MONTH_DAY_FORMAT")
