"""The one script of ours that runs on other people's pages: it opens the desk's form with their address.

It is a link that an editor drags among the bookmarks. Our own content security policy does not let it run here, and
it need not: it reads nothing of the page but its address, its title and what is selected, and sends nothing.
"""

import json

SCRIPT = (
    "(function(){var d=document,q=encodeURIComponent;"
    "window.open(%s+'?url='+q(location.href)+'&title='+q(d.title.slice(0,300))"
    "+'&selection='+q(String(getSelection()).slice(0,400)),'_blank','noopener')})()"
)


def script(place: str) -> str:
    """The address of the bookmark. `place`: that of the form, absolute."""
    return "javascript:" + (SCRIPT % json.dumps(place)).replace('"', "'").replace("%", "%25").replace(" ", "%20")
