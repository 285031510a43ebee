"""Which pages are kept already, under whichever of their addresses, and what became of them."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction

from articles.models import Article, Source, SourceAddress
from curation.intake.addresses import canonical, key_of, keys_of
from curation.models import Lead

MOST_SHOWN = 10


@dataclass(frozen=True)
class Known:
    """What the desk has of one page: its clips, newest first, and the leads that are on their way."""

    clips: list[Article]
    leads: list[Lead]

    def __bool__(self):
        return bool(self.clips or self.leads)


def known_at(url: str) -> Known:
    """For the editor who types an address."""
    leads = leads_at(url).unsettled().order_by("pk")
    return Known(list(clips_at(url).order_by("-pk")[:MOST_SHOWN]), list(leads[:MOST_SHOWN]))


def source_at(url: str) -> Source | None:
    """The source of this page. Rows that were made by hand, without other addresses, are found by their own."""
    key = key_of(url)
    if not key:
        return None
    by_key = Source.objects.filter(addresses__url=key).first()
    return by_key or Source.objects.filter(canonical_url__in=_spellings(url, key)).order_by("pk").first()


def clips_at(url: str):
    source = source_at(url)
    return Article.objects.filter(article_sources__source=source) if source else Article.objects.none()


def leads_at(url: str):
    return Lead.objects.filter(canonical_url=key_of(url)) if key_of(url) else Lead.objects.none()


def hold_source(url: str, *, others=(), **fields) -> Source:
    """The one source of this page, locked until the transaction ends, with the addresses that led to it.

    Of two that come at once, one makes the row and the other waits for it. `others` never decide which source it is:
    yesterday `/latest` led to another page.
    """
    source = source_at(url) or _make(url, fields) or source_at(url)
    source = Source.objects.select_for_update().get(pk=source.pk)
    SourceAddress.objects.bulk_create(
        [SourceAddress(url=key, source=source) for key in keys_of(url, *others)], ignore_conflicts=True
    )
    return source


def _make(url, fields):
    """None when somebody was faster."""
    try:
        with transaction.atomic():
            source = Source.objects.create(canonical_url=url, **fields)
            SourceAddress.objects.create(url=key_of(url), source=source)
            return source
    except IntegrityError:
        return None


def _spellings(url, key):
    host, _slash, rest = key.removeprefix("https://").partition("/")
    paths = {rest, f"{rest}/"} if rest and "?" not in rest else {rest}
    kept = {f"{scheme}://{www}{host}/{path}" for scheme in ("http", "https") for www in ("", "www.") for path in paths}
    return kept | {url, canonical(url)}
