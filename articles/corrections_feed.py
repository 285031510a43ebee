"""The feed of corrections: what was wrong, what is right, and where, as Atom and as JSON Feed 1.1."""

import json

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from articles import corrections
from articles.corrections import Correction
from articles.feeds import MOST_ITEMS, Atom, answer
from articles.outside import absolute, xml_text
from common.public import public_page, shows


@public_page(query=[])
def feed(request, kind):
    shows(request, "lists", "site")
    found = [corrections.compared(revision, revision.place) for revision in corrections.newest()[:MOST_ITEMS]]
    return answer(kind, {"atom": _as_atom, "json": _as_json}[kind](found))


def _as_atom(found: list[Correction]) -> str:
    page = absolute(reverse("corrections"))
    atom = Atom(
        title=xml_text(_title()),
        link=page,
        description="",
        language=settings.LANGUAGE_CODE,
        feed_url=absolute(reverse("corrections-feed-atom")),
        feed_guid=page,
    )
    for correction in found:
        atom.add_item(
            title=xml_text(_headline(correction)),
            link=_address(correction),
            description=None,  # type: ignore[arg-type]
            pubdate=correction.revision.at,
            updateddate=correction.revision.at,
            unique_id=_id(correction),
            language=correction.revision.article.language,
            authors=[],
            content=xml_text(_content(correction)),
        )
    return atom.writeString("utf-8")


def _as_json(found: list[Correction]) -> str:
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": _title(),
        "home_page_url": absolute(reverse("corrections")),
        "feed_url": absolute(reverse("corrections-feed-json")),
        "icon": absolute(static("icons/icon-512.png")),
        "language": settings.LANGUAGE_CODE,
        "items": [_json_item(correction) for correction in found],
    }
    return json.dumps(document, ensure_ascii=False)


def _json_item(correction):
    return {
        "id": _id(correction),
        "url": _address(correction),
        "title": _headline(correction),
        "content_html": _content(correction),
        "content_text": correction.revision.note,
        "date_published": correction.revision.at.isoformat(),
        "language": correction.revision.article.language,
    }


def _title():
    return _("Corrections on %(site)s") % {"site": settings.SITE_NAME}


def _headline(correction):
    return _("Correction: %(title)s") % {"title": correction.revision.article.title}


def _address(correction):
    return f"{absolute(correction.revision.article.get_absolute_url())}#{correction.anchor}"


def _id(correction):
    """It stays when the address changes (RFC 4151)."""
    return f"tag:{settings.SITE_HOST},{correction.revision.at:%Y-%m-%d}:correction-{correction.revision.pk}"


def _content(correction):
    words = (correction.kept, correction.deleted, correction.inserted, correction.kept_after)
    compared = format_html("<p>{} <del>{}</del> <ins>{}</ins> {}</p>", *words) if any(words) else ""
    return format_html("{}<p>{}</p>", compared, correction.revision.note)
