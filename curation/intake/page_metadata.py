"""Who published what, when, in which language: read from the head of a page. Pure; runs in the extraction child.

The extractor's own findings come first where they are reliable, and are corrected from JSON-LD,
Open Graph and the visible page where they are not.
"""

import html
import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

from curation.intake.addresses import believed, canonical

ARTICLE_TYPES = re.compile(r"(?:Article|Posting|Report)\Z")
SEPARATOR = re.compile(r"\s+[-–—|·»:]+\s+|\s*[|_]\s*|\s+::\s+")
BY = re.compile(
    r"(?:(?:written |story |text |article )?by|von|par|por|autor(?:in)?|author|texte?|publié par)\s*[:：]?\s+|"
    r"(?:作者|文|记者|撰文|责任编辑)\s*[:：/｜|]\s*",
    re.I,
)
NOT_A_NAME = re.compile(
    r"(?:user ?name|authors?|by|byline|作者|admin|administrator|root|editor|webmaster|guest|unknown|null|none|"
    r"undefined|anonymous|default|staff|redaktion@?)\Z",
    re.I,
)
DATE_LIKE = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}:\d\d\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b")
LANGUAGE = re.compile(r"[a-z]{2,3}(?:[-_][a-z0-9]{2,8}){0,3}\Z", re.I)

TITLE_KEYS = ("og:title", "twitter:title", "dc.title", "title")
SITE_KEYS = ("og:site_name", "application-name", "dc.publisher", "publisher")
AUTHOR_KEYS = (
    "author",
    "article:author",
    "og:article:author",
    "byl",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
    "citation_author",
)
DATE_KEYS = (
    "article:published_time",
    "article:published",
    "og:published_time",
    "datepublished",
    "publishdate",
    "dc.date.issued",
    "dcterms.created",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "date",
)
EXCERPT_KEYS = ("og:description", "description", "twitter:description", "dc.description")
LANGUAGE_KEYS = ("content-language", "og:locale", "dc.language", "inlanguage", "language")
VISIBLE_AUTHORS = (
    "//*[@itemprop='author']//*[@itemprop='name']",
    "//*[@itemprop='author' and not(self::meta)]",
    "//a[@rel='author']",
    "//*[contains(@class,'byline__author') or contains(@class,'byline-author') or contains(@class,'author-name')]",
    "//*[contains(@class,'byline') or contains(@class,'auteur')]",
)


def read_metadata(tree, found, *, url: str = "") -> dict[str, object]:
    """Title, byline, publisher, published ("YYYY-MM-DD" or ""), language, canonical_url, excerpt, paywalled.

    `tree` is the page as parsed, `found` the extractor's document for the same page or None.
    """
    page = Page(tree, url)
    site = page.publisher(getattr(found, "sitename", None))
    return {
        "title": page.title(getattr(found, "title", None), site),
        "byline": page.byline(getattr(found, "author", None)),
        "publisher": site,
        "published": page.published(getattr(found, "date", None)),
        "language": page.language(),
        "canonical_url": page.canonical(),
        "excerpt": page.excerpt(getattr(found, "description", None)),
        "paywalled": page.is_paywalled(),
    }


class Page:
    def __init__(self, tree, url: str = ""):
        self.tree = tree
        self.url = url
        self.meta = read_meta(tree)
        self.things = list(read_json_ld(tree))
        self.article = next((thing for thing in self.things if is_article(thing)), {})

    def first(self, keys: tuple[str, ...]) -> str:
        return next((self.meta[key] for key in keys if self.meta.get(key)), "")

    def title(self, guess: str | None, site: str) -> str:
        headlines = [clean(node.text_content()) for node in self.tree.iter("h1")]
        document = clean(self.tree.findtext(".//title"))
        candidates = (clean(guess), self.first(TITLE_KEYS), clean(self.article.get("headline")), document)
        for title in (*candidates, *headlines):
            # What a publisher declares as the title is meant; the document's title carries more.
            shortened = without_site(title, [site, site_of(self.url)], headlines if title == document else [])
            if shortened and not same(shortened, site):
                return shortened
        return ""

    def publisher(self, guess: str | None) -> str:
        named = self.first(SITE_KEYS[:1]) or name_of(self.article.get("publisher"))
        return named or clean(guess) or self.first(SITE_KEYS[1:]) or site_of(self.canonical())

    def byline(self, guess: str | None) -> str:
        for candidate in self.bylines(guess):
            if name := clean_byline(candidate):
                return name
        return ""

    def bylines(self, guess: str | None) -> Iterator[str]:
        yield name_of(self.article.get("author"))
        for key in AUTHOR_KEYS:
            yield self.meta.get(key, "")
        for path in VISIBLE_AUTHORS:
            for node in self.tree.xpath(path)[:3]:
                yield clean(node.text_content())
        yield ", ".join((guess or "").split("; "))

    def published(self, guess: str | None) -> str:
        stated = clean(self.article.get("datePublished"))
        for value in (stated, *(self.meta.get(key, "") for key in DATE_KEYS), guess or ""):
            if day := read_day(value):
                return day
        return ""

    def language(self) -> str:
        root = self.tree.getroottree().getroot()
        tags = [root.get("lang"), root.get("xml:lang"), root.get("{http://www.w3.org/XML/1998/namespace}lang")]
        tags += [self.article.get("inLanguage"), *(self.meta.get(key) for key in LANGUAGE_KEYS)]
        return next(filter(None, map(language_tag, tags)), "")

    def canonical(self) -> str:
        """The page's own address for itself, as far as that can be believed (curation/intake/addresses.py)."""
        links = self.tree.xpath("//link[contains(concat(' ', @rel, ' '), ' canonical ')]/@href")
        said = [
            clean(link) for link in (*links[:1], self.meta.get("og:url", ""), clean(self.article.get("url"))) if link
        ]
        if not self.url:  # a saved page: its word is all there is
            return next(filter(None, map(canonical, said)), "")
        found = (believed(link, self.url) for link in said)
        return next(filter(None, found), "") or canonical(self.url)

    def excerpt(self, guess: str | None) -> str:
        stated = clean(self.article.get("description"))
        return stated or self.first(EXCERPT_KEYS) or clean(guess)

    def is_paywalled(self) -> bool:
        free = [str(thing.get("isAccessibleForFree", "")).lower() for thing in self.things]
        return "false" in free or self.meta.get("article:content_tier") in ("locked", "metered")

    def article_body(self) -> str:
        body = self.article.get("articleBody")
        return html.unescape(body) if isinstance(body, str) else ""


def read_meta(tree) -> dict[str, str]:
    """The first non-empty content of every `<meta>`, by its lowercase property or name."""
    found: dict[str, str] = {}
    for node in tree.iter("meta"):
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            key = (node.get(attribute) or "").strip().lower().replace("dcterms.title", "dc.title")
            if key and (content := clean(node.get("content"))):
                found.setdefault(key, content)
    return found


def read_json_ld(tree) -> Iterator[dict]:
    """Every object in the page's JSON-LD, nested `@graph`s included."""
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            text = re.sub(r"<!\[CDATA\[|\]\]>|<!--|-->", "", script.text or "").strip(" \n;/*")
            try:
                yield from objects(json.loads(text, strict=False))
            except (ValueError, RecursionError):
                continue


def objects(value: object, depth: int = 0) -> Iterator[dict]:
    if isinstance(value, list):
        for item in value[:100]:
            yield from objects(item, depth + 1)
    elif isinstance(value, dict) and depth < 8:
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from objects(value.get(key), depth + 1)


def is_article(thing: dict) -> bool:
    types = thing.get("@type")
    return any(
        isinstance(kind, str) and ARTICLE_TYPES.search(kind) for kind in (types if isinstance(types, list) else [types])
    )


def name_of(value: object) -> str:
    """The name of a person or organisation, or several joined by commas."""
    if isinstance(value, list):
        names = [name_of(item) for item in value[:10]]
        return ", ".join(dict.fromkeys(name for name in names if name))
    if isinstance(value, dict):
        return name_of(value.get("name"))
    return clean(value)


def without_site(title: str, sites: list[str], headlines: list[str]) -> str:
    """A title without the names of site and sections behind it (or, rarely, before it)."""
    pieces = list(SEPARATOR.finditer(title))
    for piece in pieces:
        if any(same(title[: piece.start()], headline) for headline in headlines):
            return title[: piece.start()].strip()
    for piece in pieces[::-1][:1]:
        if any(names_site(title[piece.end() :], site) for site in sites if site):
            return without_site(title[: piece.start()].strip(), sites, headlines)
    for piece in pieces[:1]:
        if any(same(title[: piece.start()], site) for site in sites if site):
            return title[piece.end() :].strip()
    return title


def names_site(text: str, site: str) -> bool:
    """Whether a piece of a title names the site: "The New York Times" and "nytimes" both do."""
    piece, name = fold(text), fold(site)
    initials = "".join(word[0] for word in re.findall(r"\w+", site.lower()))
    return bool(piece) and len(piece) <= 40 and (piece in name or name in piece or piece == initials)


def same(one: str, other: str) -> bool:
    return bool(fold(one)) and fold(one) == fold(other)


def fold(text: str) -> str:
    return re.sub(r"[\W_]+", "", re.sub(r"^the\s", "", text.strip().casefold()))


def clean_byline(text: str) -> str:
    """A name without "By", addresses, roles in capitals or dates; "" if no name is left."""
    name = BY.sub("", re.sub(r"\S*@\S+", "", clean(text)), count=1) if BY.match(clean(text)) else clean(text)
    name = re.sub(r"\S*@\S+", "", name)
    name = re.split(r"\s+[-–|•·]\s+(?=.*\d)", name, maxsplit=1)[0].strip(" ,;|-–·•:")
    if not name or len(name) > 120 or "://" in name or NOT_A_NAME.match(name) or DATE_LIKE.search(name):
        return ""
    return once(name.title() if name.isupper() and " " in name and name.isascii() else name)


def once(names: str) -> str:
    """Each of several names once, whatever their case."""
    parts = {part.strip().casefold(): part.strip() for part in reversed(names.split(",")) if part.strip()}
    return ", ".join(reversed(parts.values()))


def read_day(value: str) -> str:
    """ "2015-07-24" from any spelling that begins with year, month, day; "" for others and for the future."""
    found = re.match(r"\s*((?:19|20)\d\d)[-/]?([01]\d)[-/]?([0-3]\d)", value)
    try:
        day = date(*map(int, found.groups())) if found else date.max
    except ValueError:
        return ""
    return day.isoformat() if day <= datetime.now(UTC).date() + timedelta(days=1) else ""


def language_tag(value: object) -> str:
    """BCP 47 with its customary capitals: "en_us" is "en-US", "zh-hans" is "zh-Hans"."""
    text = clean(value)
    if not LANGUAGE.match(text):
        return ""
    first, *others = re.split(r"[-_]", text)
    shapes = {2: str.upper, 4: str.title}
    return "-".join([first.lower(), *(shapes.get(len(part), str.lower)(part) for part in others)])


def site_of(url: str) -> str:
    """The host without the prefixes under which sites serve the same pages."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return re.sub(r"^(?:www\d?|m|mobile|amp)\.", "", host)


def clean(value: object) -> str:
    """One line of plain text, without tags and character references."""
    if not isinstance(value, str):
        return ""
    text = html.unescape(value[:5000])
    return re.sub(r"\s+", " ", re.sub(r"</?[a-zA-Z][^<>]{0,200}>", "", text)).strip()
