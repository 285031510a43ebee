"""Pictures from people: taken in once, made anew in a safe format, and kept in the sizes that pages ask for."""

import hashlib
import secrets

from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.db.models import Q
from PIL import Image, features

from articles import picture_files as files
from articles.models import Article, Picture
from articles.picture_files import BadPicture
from common import stamps

__all__ = ["BadPicture", "describe", "make_avif", "showing", "take_in", "touch"]


@transaction.atomic
def take_in(file, *, by=None, **words) -> Picture:
    """A Picture of an uploaded file; the one that is there, if the same file was given before.

    Nothing of the file itself is kept: neither its name nor what hides in it. `words` are fields of Picture; it needs
    `alt`, or `decorative`. Credit, licence and caption that are not said are taken from the file. Raises BadPicture.
    """
    sha256 = _digest(file)
    known = Picture.objects.filter(sha256=sha256).first()
    return known or _keep_once(file, by=by, sha256=sha256, **words)


def _digest(file):
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


def _keep_once(file, *, sha256, **words):
    """Of two who give the same file in the same moment, the second gets the picture of the first."""
    image, said = files.read(file)
    try:
        with transaction.atomic():
            return _keep(image, said, sha256=sha256, **words)
    except IntegrityError:
        known = Picture.objects.filter(sha256=sha256).first()
        if known is None:
            raise
        return known


def _keep(image, said, *, by, **words):
    words = {**said, **{name: value for name, value in words.items() if value != ""}}
    stem, kept = f"pictures/{secrets.token_hex(16)}", []
    try:
        name = files.write(image, f"{stem}.webp", kept=kept, rights=words)
        sizes = files.write_sizes(image, stem, "webp", files.WIDTHS, kept=kept, rights=words)
        picture = Picture.objects.create(file=name, renditions={"webp": sizes}, added_by=by, **words)
    except Exception:
        _forget(kept)
        raise
    _ask_for_avif(picture)
    return picture


def _forget(names):
    for name in names:
        default_storage.delete(name)


def _ask_for_avif(picture):
    from articles.tasks import make_avif_of

    make_avif_of.enqueue(picture.pk)


def make_avif(picture) -> bool:
    """The same sizes as AVIF. Safe to run twice, and at the same time: who comes second throws theirs away.

    Nothing where this machine cannot write AVIF: pages offer WebP alone.
    """
    if picture.renditions.get("avif") or not features.check("avif"):
        return False
    stem, kept, rights = (
        picture.file.name.removesuffix(".webp"),
        [],
        {"credit": picture.credit, "licence": picture.licence},
    )
    with picture.file.open("rb") as file:
        image = Image.open(file, formats=["WEBP"])
        image.load()
    widths = [*files.WIDTHS, image.width]
    sizes = files.write_sizes(image, stem, "avif", files.WIDTHS, kept=kept, rights=rights)
    sizes[str(widths[-1])] = files.write(image, f"{stem}.avif", kept=kept, rights=rights)
    if not _settle(picture, sizes):
        _forget(kept)
        return False
    return True


@transaction.atomic
def _settle(picture, sizes):
    row = Picture.objects.select_for_update().filter(pk=picture.pk).first()
    if row is None or row.renditions.get("avif"):
        return False
    row.renditions = {**row.renditions, "avif": sizes}
    row.save(update_fields=["renditions"])
    touch(row)
    return True


@transaction.atomic
def describe(picture, **words):
    """Change a picture's words; every page that shows it is old from here on."""
    if all(getattr(picture, name) == value for name, value in words.items()):
        return
    for name, value in words.items():
        setattr(picture, name, value)
    picture.save(update_fields=list(words))
    touch(picture)


def showing(picture):
    """The clips that show it, at their head or in their text."""
    return Article.objects.filter(Q(hero=picture) | Q(body_pictures__picture=picture)).distinct()


def touch(picture):
    shown_in = list(showing(picture).values_list("pk", "category_id"))
    stamps.touch(*(f"article:{pk}" for pk, _category in shown_in))
    if shown_in:
        stamps.touch("front", "lists", *(f"category:{category}" for _pk, category in shown_in))
