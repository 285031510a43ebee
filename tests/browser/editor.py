"""The editor in a browser, as all its journeys use it."""

import re
from urllib.parse import parse_qs

from curation.models import WorkingCopy

KEPT = re.compile(r"^Kept \d\d:\d\d:\d\d$")


def kept(article, name="title"):
    copy = WorkingCopy.objects.filter(article=article).first()
    return copy and parse_qs(copy.values).get(name, [""])[0]


def state(page):
    return page.locator("#kept")


def save(page):
    page.get_by_role("button", name="Save", exact=True).last.click()
