"""Pictures from people: taken in once, made anew in a safe format, and kept in the sizes that pages ask for."""

import io
import secrets
import warnings

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from articles.models import Article, Picture
from common import stamps

FORMATS = ["JPEG", "PNG", "WEBP", "GIF"]
MOST_BYTES = 10_000_000
MOST_PIXELS = 50_000_000
WIDTHS = (480, 800, 1200)
WIDEST = 2400  # pixels; no page shows more


class BadPicture(Exception):
    """The file cannot be taken; the words are a sentence for the person who gave it."""


@transaction.atomic
def take_in(file, **words) -> Picture:
    """A Picture of an uploaded file. Nothing of the file itself is kept: neither its name nor what hides in it.

    `words` are fields of Picture; it needs `alt`, or `decorative`. Raises BadPicture.
    """
    image = _read(file)
    stem = f"pictures/{secrets.token_hex(16)}"
    kept = []
    try:
        name = _keep(image, f"{stem}.webp", kept)
        renditions = {str(w): _keep(_narrowed(image, w), f"{stem}-{w}.webp", kept) for w in WIDTHS if w < image.width}
        return Picture.objects.create(file=name, renditions=renditions, **words)
    except Exception:
        for name in kept:
            default_storage.delete(name)
        raise


@transaction.atomic
def describe(picture, **words):
    """Change a picture's words; every page that shows it is old from here on."""
    if all(getattr(picture, name) == value for name, value in words.items()):
        return
    for name, value in words.items():
        setattr(picture, name, value)
    picture.save(update_fields=list(words))
    touch(picture)


def touch(picture):
    shown_in = Article.objects.filter(hero=picture).values_list("pk", "category_id")
    stamps.touch(*(f"article:{pk}" for pk, _category in shown_in))
    if shown_in:
        stamps.touch("front", "lists", *(f"category:{category}" for _pk, category in shown_in))


def _read(file):
    """The first frame, turned upright, of at most WIDEST pixels, with nothing but its pixels."""
    if file.size > MOST_BYTES:
        raise BadPicture(_("The picture is larger than 10 MB. Save it smaller, then choose it again."))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(file, formats=FORMATS)
            _demand_fair_size(image)
            return _plain(image)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise BadPicture(_too_many()) from error
    except BadPicture:
        raise
    except Exception as error:  # a decoder may fail in any way on a file that was made to make it fail
        raise BadPicture(_("This is not a picture that we can read. Give a JPEG, PNG, WebP or GIF.")) from error


def _too_many():
    return _("The picture has more than 50 million pixels. Save it smaller, then choose it again.")


def _demand_fair_size(image):
    if image.width * image.height > MOST_PIXELS:
        raise BadPicture(_too_many())


def _plain(image):
    image.draft("RGB", (WIDEST, WIDEST))
    image.seek(0)
    image.thumbnail((WIDEST, WIDEST))
    image = ImageOps.exif_transpose(image)
    mode = "RGBA" if image.has_transparency_data else "RGB"
    clean = Image.new(mode, image.size)
    clean.paste(image.convert(mode))
    return clean


def _narrowed(image, width):
    return image.resize((width, max(1, round(image.height * width / image.width))), Image.Resampling.LANCZOS)


def _keep(image, name, kept):
    data = io.BytesIO()
    image.save(data, "WEBP", quality=82, method=4)
    kept.append(default_storage.save(name, ContentFile(data.getvalue())))
    return kept[-1]
