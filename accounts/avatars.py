"""Pictures of people: two sizes, made anew from the pixels alone, under names that say nothing."""

import io
import warnings

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from accounts.models import User, audit
from common import stamps

FORMATS = ["JPEG", "PNG", "WEBP"]
MOST_BYTES = 5_000_000
MOST_PIXELS = 20_000_000
LARGE, SMALL = 256, 96


class BadAvatar(Exception):
    """The file cannot be taken; the words are a sentence for whoever gave it."""


def put(person, file, *, by):
    """The picture in place of the one before, whose files go once this is certain. Raises BadAvatar."""
    image = read(file)
    stem, kept = f"avatars/{get_random_string(24).lower()}", []
    try:
        for size, end in ((LARGE, ""), (SMALL, f"-{SMALL}")):
            kept.append(default_storage.save(f"{stem}{end}.webp", _webp(image, size)))
        _set(person, kept[0], by=by, verb="picture")
    except BaseException:
        _delete(kept)
        raise


def take(person, *, by):
    """Away with it: by themselves, or by a moderator."""
    if person.avatar:
        _set(person, "", by=by, verb="take picture")


@transaction.atomic
def _set(person, name, *, by, verb):
    held = User.objects.select_for_update().get(pk=person.pk)
    forget(held)
    User.objects.filter(pk=person.pk).update(avatar=name)
    person.avatar = name
    audit(person, verb, by=by)
    stamps.touch(*person.stamps())


def forget(person):
    """Its files, once the transaction is certain."""
    if person.avatar:
        names = [person.avatar.name, small(person.avatar.name)]
        transaction.on_commit(lambda: _delete(names))


def small(name):
    """The name of the smaller size."""
    return f"{name.removesuffix('.webp')}-{SMALL}.webp"


def read(file):
    """Upright, square, of at most LARGE pixels, with nothing but its pixels. Raises BadAvatar."""
    if file.size > MOST_BYTES:
        raise BadAvatar(_("The picture is larger than 5 MB. Save it smaller, then choose it again."))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(file, formats=FORMATS)
            _demand_fair_size(image)
            return _plain(image)
    except BadAvatar:
        raise
    except Exception as error:  # a decoder may fail in any way on a file that was made to make it fail
        raise BadAvatar(_("This is not a picture that we can read. Give a JPEG, PNG or WebP.")) from error


def _demand_fair_size(image):
    if image.width * image.height > MOST_PIXELS:
        said = _("The picture has more than %(most)d million pixels. Save it smaller, then choose it again.")
        raise BadAvatar(said % {"most": MOST_PIXELS // 1_000_000})


def _plain(image):
    image.draft("RGB", (LARGE * 2, LARGE * 2))
    image.seek(0)
    mode = "RGBA" if image.has_transparency_data else "RGB"
    square = ImageOps.fit(ImageOps.exif_transpose(image).convert(mode), (LARGE, LARGE), Image.Resampling.LANCZOS)
    clean = Image.new(mode, square.size)
    clean.paste(square)
    return clean


def _webp(image, size):
    data = io.BytesIO()
    image.resize((size, size), Image.Resampling.LANCZOS).save(data, "WEBP", quality=82, method=4)
    return ContentFile(data.getvalue())


def _delete(names):
    for name in names:
        default_storage.delete(name)
