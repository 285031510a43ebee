"""@names in comments: which of them are people, as links and as those who are told.

A name counts as it is written, in any case: a look-alike letter makes it another name, which nobody has. Names in
code, in links and in e-mail addresses are none. Resolved when a comment is saved; a page asks for nothing.
"""

from accounts.models import User
from accounts.names import normalised, skeleton
from common.markdown import names_in, render_comment

LOOKED_UP = 50  # names in one comment; what follows stays text
TOLD = 10


def rendered(body: str) -> str:
    """The HTML of a comment, its mentions linked. One query, where there is an @."""
    return render_comment(body, {name: person.get_absolute_url() for name, person in _known(names_in(body)).items()})


def told(body: str) -> list[User]:
    """Whom it mentions in its own words, in their order; more than ten are not told."""
    return list(_known(names_in(body, quoted=False)).values())[:TOLD]


def _known(written) -> dict[str, User]:
    names = list(dict.fromkeys(normalised(name).lower() for name in written))[:LOOKED_UP]
    keys = {skeleton(name) for name in names}
    found = User.objects.active().filter(username_key__in=keys) if keys else ()
    by_name = {person.username.lower(): person for person in found}
    return {name: by_name[name] for name in names if name in by_name}
