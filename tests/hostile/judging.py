"""What may stand in markup that strangers had a hand in: all else is a finding.

These lists are written out on purpose: who widens what the sanitiser lets through should have to say it twice.
"""

import re

from justhtml import JustHTML

ANYWHERE = {"title", "lang"}
COMMENT = {key: set() for key in "p em strong code pre blockquote ul ol li br".split()} | {"a": {"href", "rel"}}
CLIP = COMMENT | {key: set() for key in "h2 h3 b i figcaption hr del ins table thead tbody tr th td".split()}
CLIP |= {"div": {"class", "tabindex"}, "figure": {"class"}, "data": {"value"}, "ol": {"start"}}
FEED = CLIP | {key: set() for key in ["h1"]}
MARKED = {"mark": set()}
SCHEMES = {"http", "https", "mailto"}
SCHEME = re.compile(r"[\x00-\x20]*([a-z][a-z0-9+.\-]*):", re.IGNORECASE)


def strangers(html: str, allowed: dict[str, set[str]]) -> list[str]:
    """What a strict reader of HTML finds in it that is not allowed. Raises where it is not well formed."""
    tree = JustHTML(html, sanitize=False, fragment=True, strict=True)
    return [found for element in tree.query("*") for found in _amiss(element, allowed)]


def _amiss(element, allowed):
    if element.name not in allowed:
        return [f"<{element.name}>"]
    odd = [f"<{element.name} {name}>" for name in element.attrs if name not in allowed[element.name] | ANYWHERE]
    return odd + [f"to {value}" for name, value in element.attrs.items() if name == "href" and not leads_to_web(value)]


def leads_to_web(address: str | None) -> bool:
    """As browsers read it, who drop tabs and line ends anywhere and controls at the beginning."""
    scheme = SCHEME.match(re.sub(r"[\t\n\r]", "", address or ""))
    return scheme is None or scheme[1].lower() in SCHEMES
