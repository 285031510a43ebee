"""The picture of a clip in the values of its form: given as a file, or chosen from the library."""

from articles.models import Picture
from articles.pictures import BadPicture, take_in
from curation.desk.bench import write_picture
from curation.desk.forms import PICTURE_WORDS


def with_picture(values, files, *, by):
    """The values with the uploaded picture in them, already kept; or the sentence that says why it was not taken."""
    values = values.copy()
    if "picture" not in files:
        return picked(values), ""
    try:
        taken = take_in(files["picture"], by=by, decorative=True)
    except BadPicture as refused:
        return values, str(refused)
    values["hero"] = str(taken.pk)
    values.pop("hero_remove", None)
    for name in ("alt", "caption", "credit", "licence"):  # what the file says, where the person says nothing
        values[f"hero_{name}"] = values.get(f"hero_{name}") or getattr(taken, name)
    return values, ""


def picked(values):
    """The values with the picture that was chosen from the library, if one was."""
    number = values.get("hero_pick", "")
    known = number.isascii() and number.isdigit() and len(number) < 18
    chosen = Picture.objects.filter(pk=number).first() if known else None
    return showing(values, chosen) if chosen else values


def showing(values, picture):
    """With this picture and the words that it has already; words typed for another one do not fit it."""
    for name in [*(f"hero_{name}" for name in PICTURE_WORDS), "hero_remove", "hero_pick"]:
        values.pop(name, None)
    write_picture(values, picture)
    return values
