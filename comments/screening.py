"""What happens to a new comment before anybody reads it. Pure: no request, no database, no clock."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from comments.domains import host_of, hosts_in, links_in, listed
from comments.phrases import Phrases
from comments.standing import RIGHTS, Standing

ECHOES = 3  # other people with nearly the same words within a day
LONGEST_STORED = 200  # characters; `Comment.held_because`
REASONS = {
    "pre": _("a moderator reads each comment before it appears"),
    "pre-category": _("a moderator reads each comment in this category before it appears"),
    "pre-article": _("a moderator reads each comment on this clip before it appears"),
    "pre-person": _("a moderator reads your comments before they appear"),
    "first": _("a moderator reads the first comments of somebody new"),
    "first-link": _("it is the first with a link by somebody new"),
    "links": _("it has many links"),
    "phrase": _("it has words that a moderator reads first"),
    "domain": _("it links to a site that a moderator looks at first"),
    "repeat": _("you have posted nearly the same words within a day"),
    "echo": _("several people have posted nearly the same words within a day"),
    "score": _("it reads like comments that were removed here"),
    "outside": _("a program that helps the moderators asked them to read it"),
    "reports": _("readers reported it"),
    "moderator": _("a moderator wants it looked at once more"),
}
HELD_BY_REPORTS, BY_PEOPLE = "reports", frozenset({"reports", "moderator"})
# The same with what it was that the screen found.
NAMED = {
    "phrase": _("it has words that a moderator reads first: “%(what)s”"),
    "domain": _("it links to a site that a moderator looks at first: %(what)s"),
}
REFUSALS = {
    "phrase": _("It has words that are not posted here: “%(what)s”. Without them it can be."),
    "domain": _("It names a site to which nothing here links: %(what)s. Without that it can be posted."),
}


@dataclass(frozen=True)
class Rules:
    """What the team listed and set. `hosts` are actions by host: allow, hold, refuse."""

    phrases: Phrases = field(default_factory=Phrases)
    hosts: Mapping[str, str] = field(default_factory=dict)
    hold_first: int = 0


@dataclass(frozen=True)
class Author:
    """What the screen knows of the author and the moment.

    `read_first`: why a moderator reads everything there first, a key of REASONS that begins with `pre`, or "".
    `repeats`: nearly the same words by the same person within a day; `echoes`: how many other people had them.
    """

    standing: Standing
    visible: int = 0
    links_allowed: bool = False
    read_first: str = ""
    repeats: int = 0
    echoes: int = 0


@dataclass(frozen=True)
class Verdict:
    """`reasons` to hold it: keys of REASONS, some with what was found after a colon, in the order in which they are
    told. `refusals` are sentences: with one of them it is not taken at all."""

    reasons: tuple[str, ...] = ()
    refusals: tuple[str, ...] = ()

    @property
    def hold(self) -> bool:
        return bool(self.reasons)

    @property
    def stored(self) -> str:
        return self.stored_with()

    def stored_with(self, more: Sequence[str] = ()) -> str:
        """As `explain` reads it, with the scorer's reasons; never longer than the column, never half a reason."""
        kept = ""
        for reason in (*self.reasons, *more):
            longer = f"{kept},{reason}" if kept else reason
            kept = longer if len(longer) <= LONGEST_STORED else kept
        return kept


def screen(text: str, author: Author, rules: Rules) -> Verdict:
    """Whether it is refused, and whether a moderator reads it first. Nothing of the team waits."""
    phrases, hosts = rules.phrases.found_in(text), _listed_hosts(text, rules.hosts)
    refused = [_say(REFUSALS["phrase"], phrase.text) for phrase in phrases if phrase.action == "refuse"]
    refused += [_say(REFUSALS["domain"], host) for host, action in hosts.items() if action == "refuse"]
    if author.standing == Standing.TEAM:
        return Verdict(refusals=tuple(refused))
    reasons = [
        *_of_the_author(author, rules),
        *_of_links(text, author, rules),
        *(_named("phrase", phrase.text) for phrase in phrases if phrase.action == "hold"),
        *(_named("domain", host) for host, action in hosts.items() if action == "hold"),
        *(["repeat"] if author.repeats else []),
        *(["echo"] if author.echoes >= ECHOES else []),
    ]
    return Verdict(tuple(dict.fromkeys(reasons)), tuple(refused))


def has_link(text: str) -> bool:
    return bool(links_in(text))


def explain(held_because: str) -> list[str]:
    """Sentences for what is stored in `held_because`: reasons joined by commas, or a moderator's words."""
    parts = [part.partition(":") for part in held_because.split(",")] if held_because else []
    if all(key in REASONS for key, _colon, _what in parts):
        return [_say(NAMED[key], what) if what and key in NAMED else str(REASONS[key]) for key, _colon, what in parts]
    return [held_because]


def counted_links(text: str, hosts: Mapping[str, str]) -> list[str]:
    """Those that lead to no host which the team allows."""
    return [link for link in links_in(text) if hosts.get(listed(host_of(link), hosts)) != "allow"]


def keys_of(held_because: str) -> list[str]:
    return [part.partition(":")[0] for part in held_because.split(",")] if held_because else []


def is_read_before(held_because: str) -> bool:
    """Whether a moderator reads everything there before it appears."""
    return any(key == "pre" or key.startswith("pre-") for key in keys_of(held_because))


def found_by_itself(held_because: str) -> bool:
    """Whether the screen found something in it: not where a moderator or readers did, nor where all is read first."""
    keys = {key for key in keys_of(held_because) if not is_read_before(key)}
    return bool(keys & REASONS.keys() - BY_PEOPLE)


def _of_the_author(author, rules):
    if author.read_first:
        yield author.read_first
    if author.visible < rules.hold_first:
        yield "first"


def _of_links(text, author, rules):
    counted = counted_links(text, rules.hosts)
    rights = RIGHTS[author.standing]
    if counted and rights.first_link_waits and not author.links_allowed:
        yield "first-link"
    elif rights.links is not None and len(counted) > rights.links:
        yield "links"


def _listed_hosts(text, hosts):
    found = (listed(host, hosts) for host in hosts_in(text)) if hosts else ()
    return {host: hosts[host] for host in sorted(set(found) - {""})}


def _named(key, what):
    """Stored between commas, so without any."""
    return f"{key}:{what.replace(',', ' ')[:60]}"


def _say(sentence, what):
    return str(sentence) % {"what": what}
