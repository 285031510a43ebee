"""The languages that the drafting knows; any other is drafted with general rules."""

from .base import Lexicon
from .de import GERMAN
from .en import ENGLISH
from .es import SPANISH
from .fr import FRENCH
from .others import OTHERS
from .pt import PORTUGUESE
from .zh import CHINESE

_KNOWN = {lexicon.code: lexicon for lexicon in (ENGLISH, GERMAN, FRENCH, SPANISH, PORTUGUESE, CHINESE, *OTHERS)}
_UNSPACED = {"ja", "th", "lo", "km", "my", "yue", "wuu"}


def lexicon_for(code: str) -> Lexicon:
    """The lexicon of a primary language subtag; an empty one for a language that is not known."""
    return _KNOWN.get(code) or Lexicon(code=code, spaced=code not in _UNSPACED)
