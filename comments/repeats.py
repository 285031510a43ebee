"""The same words again: by one person within a day, or by several."""

from comments.fingerprints import fingerprint, is_telling, near
from comments.models import Comment

DAY_SECONDS = 86_400
LOOKED_AT = 500  # comments of the last day, the latest ones


def of(body, by, apart_from=None):
    """As the screen asks: `repeats` by this person, and `echoes`, how many others said nearly the same within a day."""
    mark = fingerprint(body)
    if not is_telling(mark):
        return {"repeats": 0, "echoes": 0}  # “Thank you” is said often
    said = Comment.objects.within(DAY_SECONDS).exclude(fingerprint=None).exclude(pk=apart_from and apart_from.pk)
    own = said.filter(author=by).values_list("fingerprint", flat=True)
    others = said.order_by("-pk").values_list("author", "fingerprint")[:LOOKED_AT]
    return {
        "repeats": sum(near(mark, other) for other in own.order_by("-pk")[:LOOKED_AT]),
        "echoes": len({author for author, other in others if author != by.pk and near(mark, other)}),
    }
