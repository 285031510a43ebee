"""One address for one page. Pure: nothing is asked of any site, nothing of the database.

Two forms are made of an address. `canonical` is what is kept and shown: a working link, without what only counts
visitors, and changed no further than the page itself says. `key_of` is what pages are told apart by: the same for
http and https, with and without www, on the phone's host and in the AMP form. It is compared, never followed.
"""

import re
from typing import NamedTuple
from urllib.parse import parse_qsl, urljoin, urlsplit

import idna

LONGEST = 2000  # characters
PORTS = {"http": 80, "https": 443}
ODD = re.compile(r"[\x00-\x20\x7f-\x9f\\\u2028\u2029\ud800-\udfff]")

# What is added to links to see where readers come from. The page is the same without it.
TRACKERS = re.compile(
    r"utm_?\w*|hsa_\w+|__?hs\w+|hsctatracking|mc_[ce]id|mkt_tok|vero_\w+|oly_\w+|(?:mtm|pk|piwik|matomo)_\w+|"
    r"fbclid|gclid|gclsrc|dclid|wbraid|gbraid|gad_\w+|msclkid|yclid|ymclid|twclid|ttclid|li_fat_id|srsltid|"
    r"igsh\w*|ig_rid|epik|rdt_cid|scid|_ga|_gl|_branch_match_id|_openstat|wickedid|"
    r"fb_(?:action_ids|action_types|ref|source)|__tn__|__cft__.*|__xts__.*|__twitter_impression|"
    r"ref|ref_|ref_?(?:src|url|er|erer)|refer(?:er|rer)|guce_referrer\w*|guccounter|"
    r"cmp|cmpid|ocid|icid|ncid|ito|xtor|xtref|wt[._](?:mc|zmc)\w*|wt_mc_id|at_(?:medium|campaign|custom\d|link\w*|ptr\w*|"
    r"bbc\w*|format)|ns_(?:mchannel|source|campaign|linkname|fee)|smid|smtyp|emc|partner|mbid|ftag|sh|taid|spm|trk|"
    r"trkcampaign|s_cid|sc_(?:cid|channel|campaign)|cvid|amp_(?:js_v|gsa|r)|usqp|aoh|share_?id|sharedby|soc_(?:src|trk)",
    re.I,
)
# These name a way only with such a value; elsewhere they may name the page.
BY_VALUE = {"source", "src", "from", "via", "feature", "campaign", "medium", "share"}
WAYS = re.compile(
    r"rss|feed|atom|(?:e-?|news)?mail|newsletter|twitter|x|t\.co|facebook|fb|instagram|linkedin|reddit|whatsapp|"
    r"telegram|threads|mastodon|bluesky|google\w*|home(?:page)?|share|sharing|social\w*|push|app|youtu\.be|1|true",
    re.I,
)
SESSIONS = re.compile(r"(?:js|php|asp\.?net_?|cf)?session_?id|phpsessid|aspsessionid\w*|jsessionid|cftoken|zenid", re.I)
MAYBE_SESSION = {"sid", "s", "session", "cfid"}
LIKE_A_SESSION = re.compile(r"(?=[^\d]*\d)[0-9a-z]{20,}", re.I)

# Other looks of the same page.
LOOKS = re.compile(r"www\d{0,2}|m|mobile|mobil|touch|wap|amp")
EDITIONS = {"news", "edition", "lite", "text", "beta"}
AMP_PATH = re.compile(r"(?:[./]amp(?:\.html?)?|/amp(?:\.html?)?)\Z", re.I)
INDEX = re.compile(r"/(?:index|default)\.(?:html?|php\d?|aspx?|jsp)\Z", re.I)
LOOK_QUERY = {
    ("amp", None),
    ("_amp", None),
    ("outputtype", "amp"),
    ("output", "amp"),
    ("m", "1"),
    ("mobile", "1"),
    ("view", "mobile"),
}
AMP_CACHE = re.compile(r"/(?:[acivr]/)?(s/)?([^/]+\..+)")
WRAPPERS = {("l.facebook.com", "/l.php"): "u", ("lm.facebook.com", "/l.php"): "u", ("www.google.com", "/url"): "url q"}

# A page that is named by its query is another one without it.
NAMING = re.compile(
    r"(?:(?:article|story|news|doc|page|post|item|content)_?)?(?:id|no|nr)|p|v|[anc]id|article|story|news"
)
OF_THE_SAME = re.compile(r"amp(?:\.html?)?|print|mobile|m|full|single|all|page|seite|pagina|index\.\w+|\d{1,3}", re.I)

UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
IN_PATH = UNRESERVED | frozenset("!$&'()*+,;=:@/")
IN_QUERY = IN_PATH | {"?"}


class Address(NamedTuple):
    scheme: str
    host: str  # as DNS sees it
    port: str  # ":8443", "" for the usual one
    path: str
    query: str
    fragment: str  # "" unless it names a page of a site that is one script

    def __str__(self):
        host = f"[{self.host}]" if ":" in self.host else self.host
        query = f"?{self.query}" if self.query else ""
        fragment = f"#{self.fragment}" if self.fragment else ""
        return f"{self.scheme}://{host}{self.port}{self.path}{query}{fragment}"


def canonical(url: str, *, page_says: str = "", redirected_to: str = "") -> str:
    """The address under which a page is kept; "" for what is none.

    `redirected_to` is where the fetch ended, `page_says` the page's own word (rel=canonical), which may be relative.
    Neither is believed when it leads from an article to a front page, nor the page's word when it names another site.
    """
    start, end = _read(url), _read(redirected_to)
    page = start if end is None or (start and _is_front(end) and not _is_front(start)) else end
    if page is None:
        return ""
    return believed(page_says, str(page)) or str(page)


def believed(page_says: str, page_url: str) -> str:
    """The page's word for its own address, "" where it cannot be believed."""
    page, link = _read(page_url), page_says.strip()
    try:
        said = _read(urljoin(page_url, link)) if page and link else None
    except ValueError:
        return ""
    return str(said) if page and said and _is_believed(said, page) else ""


def key_of(url: str) -> str:
    """What all addresses of one page share; "" for what is no address. Itself shaped like an address."""
    address = _read(url)
    if address is None:
        return ""
    host = address.host if _is_number(address.host) else _without_looks(address.host)
    port = "" if address.port in (":80", ":443") else address.port
    pairs = sorted(pair.replace("+", "%20") for pair in _pairs(address.query) if not _is_look(pair))
    key = Address("https", host, port, _bare_path(address.path), "&".join(pairs), address.fragment)
    return str(key) if len(str(key)) <= LONGEST else ""


def keys_of(*urls: str) -> list[str]:
    """The keys of all these, each once and always in the same order, so that nobody waits in a circle."""
    return sorted({key for url in urls if (key := key_of(url))})


def is_front_page(url: str) -> bool:
    address = _read(url)
    return address is not None and _is_front(address)


def host_of(url: str) -> str:
    """The host (and unusual port) that is asked, "" for what is no address."""
    address = _read(url)
    return address.host + address.port if address else ""


# Believing


def _is_believed(said: Address, page: Address) -> bool:
    if _is_front(said) and not _is_front(page):
        return False
    return _is_same_site(said, page) and not _is_section_of(said, page) and not _loses_its_name(said, page)


def _is_same_site(said: Address, page: Address) -> bool:
    """The same host in another look, one below it, or what an edition belongs to.

    Not any host that shares an ending: `anna.blogs.example` has no word about `blogs.example`, nor about `ben`.
    """
    ours, theirs = _without_looks(page.host), _without_looks(said.host)
    if ours == theirs:
        return page.port == said.port
    if _is_number(ours) or _is_number(theirs):
        return False
    return theirs.endswith(f".{ours}") or (ours.endswith(f".{theirs}") and ours[: -len(theirs) - 1] in EDITIONS)


def _is_section_of(said: Address, page: Address) -> bool:
    """`/news/` as the word of `/news/harbour-opens-on-monday`: every article of the section says so."""
    above, below = _segments(said.path), _segments(page.path)
    rest = below[len(above) :]
    if not above or below[: len(above)] != above or not rest or all(OF_THE_SAME.fullmatch(part) for part in rest):
        return False
    return not re.search(r"\d", above[-1]) and above[-1].count("-") < 2


def _loses_its_name(said: Address, page: Address) -> bool:
    """`/story.php` as the word of `/story.php?id=5`."""
    kept = _pairs(said.query)
    named = [pair for pair in _pairs(page.query) if NAMING.fullmatch(pair.partition("=")[0].lower())]
    return said.path == page.path and any(pair not in kept for pair in named)


def _is_front(address: Address) -> bool:
    return not _bare_path(address.path).strip("/") and not address.query and not address.fragment


# Reading


def _read(url: str) -> Address | None:
    for _layer in range(4):
        address = _take_apart(url)
        inner = address and _unwrapped(address)
        if not inner:
            return address
        url = inner
    return None


def _take_apart(url: str) -> Address | None:
    text = url.strip()
    if not text or len(text) > LONGEST or ODD.search(text):
        return None
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in PORTS or not parts.hostname or "@" in parts.netloc:
        return None
    host = _host(parts.hostname)
    if not host:
        return None
    shown = "" if port in (None, PORTS[parts.scheme]) else f":{port}"
    fragment = _encoded(parts.fragment, IN_QUERY) if parts.fragment.startswith("!") else ""
    address = Address(parts.scheme, host, shown, _path(parts.path), _query(parts.query), fragment)
    return address if len(str(address)) <= LONGEST else None


def _host(host: str) -> str:
    """Small letters as DNS sees them: `münze.example` and `xn--mnze-0ra.example` are one."""
    name = host.lower().removesuffix(".")
    if not name.isascii():
        try:
            name = idna.encode(name, uts46=True).decode().lower()
        except (idna.IDNAError, UnicodeError):
            return ""
    return name if re.fullmatch(r"[a-z0-9_.:-]+", name) and ".." not in name else ""


def _path(path: str) -> str:
    path = _encoded(path, IN_PATH) or "/"
    path = re.sub(rf";(?:{SESSIONS.pattern})=[^/;]*", "", path, flags=re.I)
    path = re.sub(r"(?<!:)/{2,}", "/", path)  # but an archive's `/web/2020/https://…` stays
    kept: list[str] = []
    parts = path.split("/")[1:]
    for part in parts:
        if part == "..":
            kept = kept[:-1]
        elif part != ".":
            kept.append(part)
    end = "/" if parts[-1] in (".", "..") and kept else ""
    return "/" + "/".join(kept) + end


def _encoded(text: str, allowed: frozenset[str]) -> str:
    """Percent-encoded where it must be and nowhere else, in capitals."""
    return re.sub(r"%[0-9A-Fa-f]{2}|.", lambda found: _encoded_one(found.group(), allowed), text, flags=re.S)


def _encoded_one(piece: str, allowed: frozenset[str]) -> str:
    if len(piece) == 3:
        plain = chr(int(piece[1:], 16))
        return plain if plain in UNRESERVED else piece.upper()
    if piece in allowed:
        return piece
    return "".join(f"%{byte:02X}" for byte in piece.encode("utf-8", "replace"))


def _query(query: str) -> str:
    return "&".join(pair for pair in _pairs(_encoded(query, IN_QUERY)) if not _is_noise(pair))


def _pairs(query: str) -> list[str]:
    return [pair for pair in query.split("&") if pair and pair != "="]


def _is_noise(pair: str) -> bool:
    name, _equals, value = pair.partition("=")
    name = name.lower()
    if TRACKERS.fullmatch(name) or SESSIONS.fullmatch(name):
        return True
    if name in BY_VALUE:
        return bool(WAYS.fullmatch(value))
    return name in MAYBE_SESSION and bool(LIKE_A_SESSION.fullmatch(value))


def _unwrapped(address: Address) -> str:
    """The address that an AMP cache or a counter of clicks carries inside, "" if it carries none."""
    inside = ""
    if address.host.endswith(".cdn.ampproject.org") or address.host.endswith(".bing-amp.com"):
        inside = address.path
    elif re.fullmatch(r"(?:www\.)?google\.[a-z.]+", address.host) and address.path.startswith("/amp/"):
        inside = address.path.removeprefix("/amp")
    if found := AMP_CACHE.fullmatch(inside):
        return f"http{'s' if found[1] else ''}://{found[2]}{'?' + address.query if address.query else ''}"
    names = WRAPPERS.get((address.host, address.path), "").split()
    carried = [value for name, value in parse_qsl(address.query) if name in names] if names else []
    return next((value for value in carried if value.startswith(("https://", "http://"))), "")


# Telling apart


def _without_looks(host: str) -> str:
    """`www.`, `m.` and the like in front, and the `m` in `en.m.wikipedia.org`; a name of one label is left alone."""
    labels = host.split(".")
    while len(labels) > 2 and LOOKS.fullmatch(labels[0]):
        labels = labels[1:]
    if len(labels) > 3 and labels[1] in ("m", "mobile"):
        del labels[1]
    return ".".join(labels)


def _is_number(host: str) -> bool:
    return ":" in host or host.replace(".", "").isdigit()


def _bare_path(path: str) -> str:
    """Without what says index, AMP, or nothing. An article called `/amp` keeps its name."""
    path = INDEX.sub("/", path).rstrip("/")
    shorter = AMP_PATH.sub("", path)
    parts = _segments(shorter)
    if len(parts) > 1 and "amp" in parts[:2]:
        parts.remove("amp")
        shorter = "/" + "/".join(parts)
    return _settled(shorter if shorter.strip("/") else path, path)


def _settled(shorter: str, before: str) -> str:
    """Until nothing is left to take away: the key of a key is the key."""
    return _bare_path(shorter) if shorter != before else shorter or "/"


def _segments(path: str) -> list[str]:
    return [part for part in path.split("/") if part]


def _is_look(pair: str) -> bool:
    name, _equals, value = pair.lower().partition("=")
    return (name, None) in LOOK_QUERY or (name, value) in LOOK_QUERY
