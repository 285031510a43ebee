"""Text of somebody whose session had ended, kept until they have signed in again.

A place names the form that it belongs to: `say:<clip>`, `reply:<comment>`, `edit:<comment>`, `report:<comment>`.
"""

SLOT = "kept_text"
LONGEST = 20_000  # characters; a session is no store for books


def keep(request, place, body, key=""):
    """Returns whether it was kept: what is too long for that is shown to its author instead."""
    if len(body) > LONGEST:
        return False
    request.session[SLOT] = {"place": place, "body": body, "key": key[:64]}
    return True


def kept_for(request, place):
    """`body` and `key` of the text kept for this place, or nothing."""
    kept = request.session.get(SLOT) or {}
    return {"body": kept["body"], "key": kept["key"]} if kept.get("place") == place else {}


def forget(request, place):
    if kept_for(request, place):
        del request.session[SLOT]
