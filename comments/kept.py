"""Text that was not posted: of somebody whose session had ended, kept until they have signed in again; or a draft.

A place names the form that it belongs to: `say:<clip>`, `reply:<comment>`, `edit:<comment>`, `report:<comment>`.
"""

from comments import drafts

SLOT = "kept_text"
LONGEST = 20_000  # characters; a session is no store for books


def keep(request, place, body, key=""):
    """Returns whether it was kept: what is too long for that is shown to its author instead."""
    if len(body) > LONGEST:
        return False
    request.session[SLOT] = {"place": place, "body": body, "key": key[:64]}
    return True


def kept_for(request, place):
    """`body` (and `key`) of the text kept for this place, or nothing."""
    kept = request.session.get(SLOT) or {}
    if kept.get("place") == place:
        return {"body": kept["body"], "key": kept["key"]}
    draft = drafts.body_for(request.user, place)
    return {"body": draft} if draft else {}


def forget(request, place):
    if (request.session.get(SLOT) or {}).get("place") == place:
        del request.session[SLOT]
    drafts.forget(request.user, place)
